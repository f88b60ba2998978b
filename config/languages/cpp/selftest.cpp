// Proves that the language works here: commands, answers, unicode, and the bindings' variables.
int main() {
    const std::string moved = move_x(1);
    const int steps = ask("naïve? ✓");
    for (int more : std::vector<int>{steps + 1}) move_x(more);
    say(greeting + " " + moved);
}
