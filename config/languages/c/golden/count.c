int main(void) {
    say("first");
    big(1, 2);  // This is wrong.
    say("never");
}
