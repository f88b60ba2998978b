#include <numeric>

int main() {
    set_all(7, 2.5, true, "naïve ✓ \"quoted\" \\ #{x} $y", "dark blue", {1, -2, 3}, {{1, 2}, {}, {3}},
            {.x = 1, .y = -0.25, .label = "A"});
    paint();
    paint(3, "green");
    big(-9007199254740991);
    big(ask_integer() + 1);
    measure(ask_number() * 2);
    say(ask_boolean() ? "yes" : "no");
    say(ask_boolean() ? "yes" : "no");
    say(ask_text() + "!");
    say("<" + ask_text() + ">");
    say(ask_colour());

    const auto numbers = ask_numbers();
    big(std::accumulate(numbers.begin(), numbers.end(), 0LL));

    const auto grid = ask_grid();
    big(grid[1][0]);
    big(grid.size());

    const Place place = ask_place();
    say(place.label);
    big(place.x);
    measure(place.y);
    class_(5);
    old_say("old");
    try {
        dare();
    } catch (const engine::refused &refusal) {
        say(refusal.what());
    }
}
