/* Proves that the language works here: commands, answers, unicode, and the bindings' variables. */
#include <stdio.h>

int main(void) {
    char text[100];
    char *moved = move_x(1);
    long steps = ask("naïve? ✓");
    move_x(steps + 1);
    snprintf(text, sizeof text, "%s %s", greeting, moved);
    say(text);
    return 0;
}
