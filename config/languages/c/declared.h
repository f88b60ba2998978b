/* What the engines of C and C++ have in common: their declarations. */

#ifdef __cplusplus
extern "C" {
#endif

/* A line of the learner's that calls the game; those around it wait for their arguments. */
struct livecoding_place {
    const char *file, *function;
    unsigned line;
    struct livecoding_place *outer;
};
void livecoding_enter(struct livecoding_place *place);
void livecoding_leave(struct livecoding_place *place);

enum livecoding_fault {
    LIVECODING_OUT_OF_RANGE,
    LIVECODING_WRONG_ARGUMENT,
    LIVECODING_WRONG_ANSWER,
    LIVECODING_REFUSED
};

/* Hands a command to the game; NULL when it is refused. The answer is the caller's to free. */
char *livecoding_send(const char *command);

/* Write a command: its beginning, each value by its name, or NULL for an item of a list. */
void livecoding_begin(const char *function, const char *action);
void livecoding_integer(const char *name, long long value, long long least, long long most);
void livecoding_number(const char *name, double value, double least, double most);
void livecoding_boolean(const char *name, bool value);
void livecoding_string(const char *name, const char *value, long long most);
void livecoding_word(const char *name, const char *value, const char *const *words);
void livecoding_list(const char *name, const void *items, size_t count, long long most);
void livecoding_record(const char *name);
void livecoding_end(void);

/* Sends it; `expected` says what the answer must be, such as "a number". */
void livecoding_perform(const char *expected);

/* Read the answer. What a refused command would give is read as nothing. */
long long livecoding_read_integer(void);
double livecoding_read_number(void);
bool livecoding_read_boolean(void);
char *livecoding_read_string(void);
bool livecoding_read_list(void);
bool livecoding_read_item(bool is_first);
bool livecoding_read_record(void);
bool livecoding_read_part(void);
bool livecoding_part_is(const char *name);
void livecoding_read_whole(bool is_whole);
void livecoding_read_all(void);
char *livecoding_read_text(void);

/* Whether there is an answer. What is written then is checked as the answer, and not sent. */
bool livecoding_check(void);

#ifdef __cplusplus
}
#endif
