/* ---- What is C++'s own, still in C -------------------------------------------------------------- */

void livecoding_raise(enum livecoding_fault fault, char *text);
const char *livecoding_thrown(char *what, size_t room);
/* What the library of C++ calls std::cout, std::ostream::flush, std::set_terminate. */
extern void *_ZSt4cout[] __attribute__((weak));
void *_ZNSo5flushEv(void *) __attribute__((weak));
void *_ZSt13set_terminatePFvvE(void (*)(void));
char *__cxa_demangle(const char *name, char *room, size_t *count, int *status);

static void raise_fault(enum livecoding_fault fault, char *text) {
    livecoding_raise(fault, text);
}

static void flush_learner_output(void) {
    /* It has a buffer of its own after std::ios::sync_with_stdio(false). */
    if (_ZSt4cout && _ZSt4cout[0]) _ZNSo5flushEv(_ZSt4cout);
    fflush(stdout);
    fflush(stderr);
}

/* Without its parameters. */
static const char *readable(const char *name) {
    int status;
    char *plain = __cxa_demangle(name, NULL, NULL, &status);
    if (!plain) return name;
    char *open = strchr(plain + (*plain == '('), '(');
    if (open && open > plain && strncmp(open - 1, "::(anon", 7) != 0) *open = 0;
    return plain;
}

static void terminated(void) {
    static char what[1024];
    const char *type = livecoding_thrown(what, sizeof what);
    if (!type) fail("runtime", "std::terminate", "it ended itself: std::terminate was called");
    int status;
    const char *name = __cxa_demangle(type, NULL, NULL, &status);
    if (name && strncmp(name, "std::__cxx11::basic_string<char,", 32) == 0) name = "std::string";
    bool is_limit = strcmp(type, "St9bad_alloc") == 0;
    if (is_limit) fail("limit", "std::bad_alloc", "there is no memory left");
    fail("runtime", name ? name : type, "%s", what[0] ? what : "it was thrown, and nobody caught it");
}

/* The library calls it for what it checks, such as the index of a vector. */
void _ZSt21__glibcxx_assert_failPKciS0_S0_(const char *file, int line, const char *function,
                                           const char *condition) {
    (void)file, (void)line, (void)function;
    fail("runtime", "assertion failed", "the standard library was used wrongly: %s is not so", condition);
}

static void start_own(void) {
    _ZSt13set_terminatePFvvE(terminated);
}

#endif
