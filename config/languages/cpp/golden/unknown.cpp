int main() {
    say("first");
    fly(1);  // This is wrong.
    say("never");
}
