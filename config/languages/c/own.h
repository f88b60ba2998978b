/* ---- What is C's own -------------------------------------------------------------------------- */

static _Thread_local int attempts;
static _Thread_local char *refused;

static void flush_learner_output(void) {
    fflush(stdout);
    fflush(stderr);
}

static const char *readable(const char *name) {
    return name;
}

static void raise_fault(enum livecoding_fault fault, char *text) {
    static const char *const names[] = {"range_error", "argument_error", "answer_error", "refused"};
    if (fault != LIVECODING_REFUSED || attempts == 0) fail("runtime", names[fault], "%s", text);
    free(refused);
    refused = text;
}

char *engine_send(const char *command) {
    return livecoding_send(command);
}

const char *engine_refusal(void) {
    return refused ? refused : "";
}

static void start_own(void) {}

void livecoding_attempt(void) {
    attempts++;
    free(refused);
    refused = NULL;
}

bool livecoding_was_allowed(void) {
    attempts--;
    return !refused;
}

void *livecoding_grown(void *items, size_t count, size_t item_bytes) {
    /* Room is doubled when a power of two is full. */
    if ((count & (count - 1)) == 0) items = allocated(items, (count ? 2 * count : 1) * item_bytes);
    return items;
}

const char *livecoding_word_of(char *value, const char *const *words) {
    while (*words && strcmp(*words, value) != 0) words++;
    free(value);
    return *words;
}

#endif
