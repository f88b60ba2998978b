int main(void) {
    say("first");
    big("two");  // This is wrong.
    say("never");
}
