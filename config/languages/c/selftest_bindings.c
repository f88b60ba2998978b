/* The functions of a small game, for the self-test. */
#include <stdio.h>
#include <stdlib.h>

static const char *const greeting = "hello";

static inline char *move_x(long steps) {
    char command[60];
    snprintf(command, sizeof command, "{\"action\":\"moveX\",\"params\":[%ld]}", steps);
    return engine_send(command);
}

static inline long ask(const char *question) {
    char command[200];
    snprintf(command, sizeof command, "{\"action\":\"ask\",\"params\":[\"%s\"]}", question);
    return atol(engine_send(command));
}

static inline void say(const char *text) {
    char command[200];
    snprintf(command, sizeof command, "{\"action\":\"say\",\"params\":[\"%s\"]}", text);
    engine_send(command);
}
