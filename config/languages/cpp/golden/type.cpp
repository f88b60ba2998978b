int main() {
    say("first");
    big("two");  // This is wrong.
    say("never");
}
