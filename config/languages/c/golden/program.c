#include <stdio.h>

int main(void) {
    set_all(7, 2.5, true, "naïve ✓ \"quoted\" \\ #{x} $y", "dark blue", INTEGERS(1, -2, 3),
            INTEGERS_LIST(INTEGERS(1, 2), INTEGERS(), INTEGERS(3)),
            (struct place){.x = 1, .y = -0.25, .label = "A"});
    paint();
    paint(3, "green");
    big(-9007199254740991);
    big(ask_integer() + 1);
    measure(ask_number() * 2);
    say(ask_boolean() ? "yes" : "no");
    say(ask_boolean() ? "yes" : "no");

    char text[100];
    snprintf(text, sizeof text, "%s!", ask_text());
    say(text);
    snprintf(text, sizeof text, "<%s>", ask_text());
    say(text);
    say(ask_colour());

    long long sum = 0;
    struct integers numbers = ask_numbers();
    for (size_t i = 0; i < numbers.count; i++) {
        sum += numbers.items[i];
    }
    big(sum);

    struct integers_list grid = ask_grid();
    big(grid.items[1].items[0]);
    big(grid.count);

    struct place place = ask_place();
    say(place.label);
    big(place.x);
    measure(place.y);
    class(5);
    old_say("old");
    if (!engine_allows(dare())) {
        say(engine_refusal());
    }
    return 0;
}
