/* The C engine: engine_send hands a command to the game and returns its answer.
 *
 * The compiler reads it twice: before the learner's files, which see the declarations, and once
 * with LIVECODING_ENGINE, as a source file of its own, so that no name gets from one to the other.
 */
#ifndef LIVECODING_ENGINE_H
#define LIVECODING_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Hands a command to the game and waits for its answer.
 *
 * @param command The command, in UTF-8.
 * @return The answer. It stays until the program ends; free() gives its memory back before.
 */
char *engine_send(const char *command);

/**
 * Says why the game refused the last command inside engine_allows().
 *
 * @return The reason, or an empty text.
 */
const char *engine_refusal(void);

/**
 * Calls a function of the game, and is true when the game allowed it. What is refused gives 0,
 * false, NULL or an empty list. Without it, a command that is refused ends the program.
 *
 *     if (!engine_allows(key = pick_up())) puts(engine_refusal());
 */
#define engine_allows(...) (livecoding_attempt(), (void)(__VA_ARGS__), livecoding_was_allowed())

#define engine_send(...) LIVECODING_HERE(engine_send(__VA_ARGS__))

/* The rest is for the game's functions. */

#define LIVECODING_HERE(...)                                                         \
    __extension__({                                                                  \
        __attribute__((__cleanup__(livecoding_leave))) struct livecoding_place       \
            livecoding_here = {__FILE__, __func__, __LINE__, NULL};                  \
        livecoding_enter(&livecoding_here);                                          \
        __VA_ARGS__;                                                                 \
    })

/* How many arguments there are; 21 for all that are too many. */
#define LIVECODING_COUNT(...)                                                                    \
    LIVECODING_NTH(0 __VA_OPT__(, ) __VA_ARGS__, 21, 21, 21, 21, 21, 21, 21, 21, 21, 21, 21, 21, \
                   21, 21, 21, 21, 21, 21, 21, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10,   \
                   9, 8, 7, 6, 5, 4, 3, 2, 1, 0, )
#define LIVECODING_NTH(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, \
                       p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30, p31, \
                       p32, p33, p34, p35, p36, p37, p38, p39, p40, n, ...)                       \
    n
#define LIVECODING_JOIN(a, b) LIVECODING_JOIN_(a, b)
#define LIVECODING_JOIN_(a, b) a##b
/* The arguments, and the defaults of those that are left out. */
#define LIVECODING_FILLED(rest, ...) \
    __VA_ARGS__ LIVECODING_JOIN(rest, LIVECODING_COUNT(__VA_ARGS__))

void livecoding_attempt(void);
bool livecoding_was_allowed(void);

/* Makes room for the item behind the `count` that are at `items`. */
void *livecoding_grown(void *items, size_t count, size_t item_bytes);
/* The word among `words` that is the same as `value`, which is freed. */
const char *livecoding_word_of(char *value, const char *const *words);

#ifdef LIVECODING_ENGINE
#define LIVECODING_LANGUAGE "c"
#endif
