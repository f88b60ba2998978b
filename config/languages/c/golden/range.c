int main(void) {
    say("first");
    paint(11);  // This is wrong.
    say("never");
}
