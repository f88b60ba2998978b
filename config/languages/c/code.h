/* What the engines of C and C++ have in common: their code, compiled as C, once. */

#endif

#ifdef LIVECODING_ENGINE
#undef LIVECODING_ENGINE
#undef engine_send

#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

/* ---- Texts, and the JSON that the protocol needs ---------------------------------------------- */

struct text {
    char *bytes;
    size_t count, room;
};

static struct livecoding_place place_by_stack(void);
static void flush_learner_output(void);
/* A function's name, as the learner wrote it. */
static const char *readable(const char *name);
/* Tells of a wrong use, or of a refused command, as the language does; `text` is its own. */
static void raise_fault(enum livecoding_fault fault, char *text);
static void fail(const char *kind, const char *name, const char *format, ...)
    __attribute__((noreturn, format(printf, 3, 4)));

static void *allocated(void *old, size_t bytes) {
    void *memory = realloc(old, bytes);
    if (!memory) fail("limit", "out of memory", "there is no memory left");
    return memory;
}

static void add(struct text *text, const char *bytes, size_t count) {
    if (text->count + count + 1 > text->room) {
        text->room = 2 * (text->count + count) + 64;
        text->bytes = allocated(text->bytes, text->room);
    }
    memcpy(text->bytes + text->count, bytes, count);
    text->count += count;
    text->bytes[text->count] = 0;
}

static void say(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct text *text, const char *format, ...) {
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int count = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    add(text, line, count < (int)sizeof line ? (size_t)count : sizeof line - 1);
}

/* How many bytes the character at `at` has; 0 when it is no UTF-8. */
static int character_bytes(const unsigned char *at) {
    if (at[0] < 0x80) return 1;
    int count = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
    if (at[0] < 0xc2 || at[0] > 0xf4) return 0;
    for (int nth = 1; nth < count; nth++)
        if ((at[nth] & 0xc0) != 0x80) return 0;
    bool is_long = (at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xf0 && at[1] < 0x90);
    bool is_beyond = (at[0] == 0xed && at[1] > 0x9f) || (at[0] == 0xf4 && at[1] > 0x8f);
    return is_long || is_beyond ? 0 : count;
}

/* Adds valid UTF-8; with `is_json` it is escaped for a JSON string. Returns how many characters. */
static long long add_utf8(struct text *text, const char *value, bool is_json) {
    long long characters = 0;
    for (const unsigned char *at = (const unsigned char *)value; *at; characters++) {
        int count = character_bytes(at);
        if (count == 0) {
            add(text, "\xef\xbf\xbd", 3);
            at++;
            continue;
        }
        if (is_json && (*at == '"' || *at == '\\')) say(text, "\\%c", *at);
        else if (is_json && *at == '\n') say(text, "\\n");
        else if (is_json && *at < 0x20) say(text, "\\u%04x", *at);
        else add(text, (const char *)at, (size_t)count);
        at += count;
    }
    return characters;
}

static void add_quoted(struct text *text, const char *value) {
    add(text, "\"", 1);
    add_utf8(text, value ? value : "", true);
    add(text, "\"", 1);
}

/* Reads four hexadecimal digits. */
static unsigned hexadecimal(const char **at) {
    unsigned value = 0;
    for (int nth = 0; nth < 4; nth++) {
        char c = **at;
        if (!c) break;
        value = value * 16 + (unsigned)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
        ++*at;
    }
    return value;
}

static void add_character(struct text *text, unsigned code) {
    char bytes[4];
    if (code < 0x80) {
        bytes[0] = (char)code;
        add(text, bytes, 1);
    } else if (code < 0x800) {
        bytes[0] = (char)(0xc0 | code >> 6);
        bytes[1] = (char)(0x80 | (code & 63));
        add(text, bytes, 2);
    } else if (code < 0x10000) {
        bytes[0] = (char)(0xe0 | code >> 12);
        bytes[1] = (char)(0x80 | (code >> 6 & 63));
        bytes[2] = (char)(0x80 | (code & 63));
        add(text, bytes, 3);
    } else {
        bytes[0] = (char)(0xf0 | code >> 18);
        bytes[1] = (char)(0x80 | (code >> 12 & 63));
        bytes[2] = (char)(0x80 | (code >> 6 & 63));
        bytes[3] = (char)(0x80 | (code & 63));
        add(text, bytes, 4);
    }
}

/* Reads the JSON string at `*at`; NULL when there is none. */
static char *string_at(const char **at) {
    if (**at != '"') return NULL;
    struct text text = {0};
    add(&text, "", 0);
    for (++*at; **at && **at != '"';) {
        if (**at != '\\') {
            size_t count = strcspn(*at, "\\\"");
            add(&text, *at, count);
            *at += count;
            continue;
        }
        char c = *++*at;
        if (!c) break;
        ++*at;
        if (c == 'u') {
            unsigned code = hexadecimal(at);
            bool is_first_half = (code & 0xfc00) == 0xd800;
            if (is_first_half && (*at)[0] == '\\' && (*at)[1] == 'u') {
                *at += 2;
                code = 0x10000 + ((code & 0x3ff) << 10) + (hexadecimal(at) & 0x3ff);
            }
            add_character(&text, code);
            continue;
        }
        const char *place = strchr("n\nr\rt\tb\bf\f", c);
        add(&text, place && (unsigned char)c >= 'a' ? place + 1 : &c, 1);
    }
    if (**at == '"') ++*at;
    return text.bytes;
}

/* The text that a flat JSON object has under `name`; NULL when it has none. */
static char *member(const char *json, const char *name) {
    for (const char *at = json; *at;) {
        if (*at != '"') {
            at++;
            continue;
        }
        char *key = string_at(&at);
        at += strspn(at, " ");
        bool is_key = *at == ':' && strcmp(key, name) == 0;
        free(key);
        if (!is_key) continue;
        at += 1 + strspn(at + 1, " ");
        return string_at(&at);
    }
    return NULL;
}

/* ---- The channel ---------------------------------------------------------------------------- */

static bool speaks_revision_2;
static int input = STDIN_FILENO, output = STDOUT_FILENO;
/* Who holds it may speak to the server. */
static pthread_mutex_t channel = PTHREAD_MUTEX_INITIALIZER;
static FILE *learner_input;
static struct livecoding_place last_place;

static _Thread_local struct livecoding_place *place;

static void quit(void) __attribute__((noreturn));
static void quit(void) {
    flush_learner_output();
    _exit(0);
}

static void write_all(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(output, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) quit();
        bytes += written;
        count -= (size_t)written;
    }
}

/* That an instruction is closed travels with what comes next. */
static bool is_closing;

static void tell(const char *bytes, size_t count) {
    if (is_closing) write_all("close\n", 6);
    is_closing = false;
    write_all(bytes, count);
}

static ssize_t read_some(int descriptor, void *bytes, size_t count) {
    return syscall(SYS_read, descriptor, bytes, count);
}

/* The next line of the server; the program ends with the channel. */
static const char *receive(void) {
    static char unread[65536];
    static size_t begin, end;
    static struct text line;
    line.count = 0;
    for (;;) {
        char *stop = begin < end ? memchr(unread + begin, '\n', end - begin) : NULL;
        size_t upto = stop ? (size_t)(stop - unread) : end;
        add(&line, unread + begin, upto - begin);
        begin = upto + 1;
        if (stop) return line.bytes;
        ssize_t count = read_some(input, unread, sizeof unread);
        if (count < 0 && errno == EINTR) count = 0;
        else if (count <= 0) quit();
        begin = 0;
        end = (size_t)count;
    }
}

/* The rest of `line` behind `word`; NULL when it begins otherwise. */
static const char *behind(const char *line, const char *word) {
    size_t count = strlen(word);
    return strncmp(line, word, count) == 0 && line[count] == ' ' ? line + count + 1 : NULL;
}

/* Hands the command on and waits; NULL when it is refused, with the reason in `refusal`. */
static char *exchange(const char *command, char **refusal) {
    struct text text = {0};
    pthread_mutex_lock(&channel);
    flush_learner_output();
    char *answer = NULL;
    if (!speaks_revision_2) {
        (void)!write(STDERR_FILENO, "none\n", 5);
        say(&text, "start\n");
        add_utf8(&text, command, false);
        say(&text, "\ninsert\n");
        write_all(text.bytes, text.count);
        answer = strdup(receive());
        write_all("close\n", 6);
    } else {
        struct livecoding_place here = place ? *place : place_by_stack();
        if (is_closing) say(&text, "close\n");
        is_closing = false;
        say(&text, "none {");
        if (here.file) {
            say(&text, "\"line\":%u,\"file\":", here.line);
            add_quoted(&text, here.file);
            say(&text, ",\"stack\":[{\"name\":");
            add_quoted(&text, here.function);
            say(&text, ",\"line\":%u,\"file\":", here.line);
            add_quoted(&text, here.file);
            say(&text, "}]");
        }
        say(&text, "}\nstart%s\n", command[strcspn(command, "\r\n")] ? " json" : "");
        if (command[strcspn(command, "\r\n")]) add_quoted(&text, command);
        else add_utf8(&text, command, false);
        say(&text, "\ninsert\n");
        write_all(text.bytes, text.count);
        const char *line = receive();
        const char *json;
        if ((json = behind(line, "answer"))) answer = string_at(&json);
        else if ((json = behind(line, "refuse"))) {
            *refusal = member(json, "text");
            if (!*refusal) *refusal = strdup("");
        } else quit();
        is_closing = true;
    }
    pthread_mutex_unlock(&channel);
    free(text.bytes);
    return answer;
}

char *livecoding_send(const char *command) {
    char *refusal = NULL;
    char *answer = exchange(command ? command : "", &refusal);
    if (!answer) raise_fault(LIVECODING_REFUSED, refusal);
    return answer;
}

void livecoding_enter(struct livecoding_place *here) {
    here->outer = place;
    /* Functions of the game that were written by hand are not the learner's. */
    if (strchr(here->file, '/')) return;
    place = here;
    last_place = *here;
}

void livecoding_leave(struct livecoding_place *here) {
    place = here->outer;
}

/* ---- Standard input ------------------------------------------------------------------------- */

/* What waits for the learner's standard input is announced. */
static void announce_input(void) {
    struct pollfd standard = {STDIN_FILENO, POLLIN, 0};
    if (!speaks_revision_2 || poll(&standard, 1, 0) != 0) return;
    pthread_mutex_lock(&channel);
    flush_learner_output();
    tell("input {\"prompt\":\"\"}\n", 20);
    pthread_mutex_unlock(&channel);
}

static ssize_t read_learner_input(void *nothing, char *bytes, size_t count) {
    (void)nothing;
    announce_input();
    return read_some(STDIN_FILENO, bytes, count);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
    if (descriptor == STDIN_FILENO) announce_input();
    return read_some(descriptor, bytes, count);
}

int fileno(FILE *file) {
    return file == learner_input ? STDIN_FILENO : file->_fileno;
}

/* ---- Errors: where in the learner's files ---------------------------------------------------- */

enum { FRAMES = 50, STACK_BYTES = 65536 };

enum origin { LEARNER, GAME, ENGINE, SYSTEM };

struct frame {
    const char *name, *file;
    unsigned line;
    enum origin origin;
};

/* The program's own file, for the lines that its addresses stand for. It is there from the
 * beginning: an error may be that no memory is left. */
static const unsigned char *image;
static size_t image_bytes;

static void load_image(void) {
    const char *path = (const char *)getauxval(AT_EXECFN);
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    struct stat status;
    if (file < 0 || fstat(file, &status) < 0) return;
    void *memory = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (memory == MAP_FAILED || (size_t)status.st_size < sizeof(Elf64_Ehdr)) return;
    image = memory;
    image_bytes = (size_t)status.st_size;
}

static const unsigned char *section(const char *name, size_t *bytes) {
    const Elf64_Ehdr *head = (const Elf64_Ehdr *)image;
    if (!image || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0) return NULL;
    const Elf64_Shdr *sections = (const Elf64_Shdr *)(image + head->e_shoff);
    const char *names = (const char *)image + sections[head->e_shstrndx].sh_offset;
    for (unsigned nth = 0; nth < head->e_shnum; nth++) {
        if (strcmp(names + sections[nth].sh_name, name) != 0) continue;
        *bytes = sections[nth].sh_size;
        return image + sections[nth].sh_offset;
    }
    return NULL;
}

static const char *function_at(uintptr_t address, uintptr_t *begin) {
    size_t bytes, name_bytes;
    const Elf64_Sym *symbols = (const Elf64_Sym *)section(".symtab", &bytes);
    const char *names = (const char *)section(".strtab", &name_bytes);
    for (size_t nth = 0; symbols && names && nth < bytes / sizeof *symbols; nth++) {
        const Elf64_Sym *it = &symbols[nth];
        bool is_function = ELF64_ST_TYPE(it->st_info) == STT_FUNC;
        if (!is_function || address - it->st_value >= it->st_size) continue;
        *begin = it->st_value;
        return names + it->st_name;
    }
    return "";
}

static uint64_t unsigned_leb(const unsigned char **at) {
    uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char byte = *(*at)++;
        if (shift < 64) value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) return value;
    }
}

static int64_t signed_leb(const unsigned char **at) {
    uint64_t value = 0;
    for (int shift = 0;;) {
        unsigned char byte = *(*at)++;
        if (shift < 64) value |= (uint64_t)(byte & 127) << shift;
        shift += 7;
        if (byte >= 128) continue;
        if (shift < 64 && byte & 64) value |= ~(uint64_t)0 << shift;
        return (int64_t)value;
    }
}

static uint64_t fixed(const unsigned char **at, int bytes) {
    uint64_t value = 0;
    memcpy(&value, *at, (size_t)bytes);
    *at += bytes;
    return value;
}

static const char *file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The file with this number in a table of lines. The compiler is started in the learner's folder. */
static const char *file_at(const unsigned char *folders, uint64_t number, enum origin *origin) {
    const unsigned char *at = folders;
    while (*at) at += strlen((const char *)at) + 1;
    at++;
    for (uint64_t nth = 1; *at; nth++) {
        const char *name = (const char *)at;
        at += strlen(name) + 1;
        uint64_t folder = unsigned_leb(&at);
        unsigned_leb(&at);
        unsigned_leb(&at);
        if (nth != number) continue;
        const char *in = (const char *)folders;
        for (uint64_t before = 1; before < folder; before++) in += strlen(in) + 1;
        if (folder == 0) *origin = name[0] == '/' ? SYSTEM : LEARNER;
        else if (strncmp(in, "/usr/", 5) == 0) *origin = SYSTEM;
        else *origin = strcmp(name, file_name(__FILE__)) == 0 ? ENGINE : GAME;
        return file_name(name);
    }
    return "";
}

/* Finds the line of `address` in the tables of DWARF 2 to 4. What the compiler put from elsewhere
 * into the learner's function, which begins at `begin`, stands for the learner's line before it. */
static void find_line(uintptr_t address, uintptr_t begin, struct frame *frame) {
    size_t bytes;
    const unsigned char *unit = section(".debug_line", &bytes);
    const unsigned char *all = unit ? unit + bytes : NULL;
    while (unit && unit + 16 < all) {
        const unsigned char *at = unit;
        const unsigned char *end = at + 4 + fixed(&at, 4);
        unit = end;
        int version = (int)fixed(&at, 2);
        if (version < 2 || version > 4 || end > all) continue;
        const unsigned char *program = at + 4 + fixed(&at, 4);
        uint64_t least_step = *at++;
        if (version == 4) at++;
        at++;
        int line_base = (signed char)*at++;
        int line_range = *at++, first_special = *at++;
        const unsigned char *operands = at - 1;
        const unsigned char *folders = at + first_special - 1;
        uint64_t pc = 0, file = 1, line = 1, before = 0, file_before = 1, line_before = 0;
        bool is_sequence = false;
        for (at = program; at < end;) {
            bool is_row = false, is_end = false;
            int code = *at++;
            if (code >= first_special) {
                int step = code - first_special;
                pc += (uint64_t)(step / line_range) * least_step;
                line += (uint64_t)(line_base + step % line_range);
                is_row = true;
            } else if (code == 0) {
                uint64_t count = unsigned_leb(&at);
                const unsigned char *next = at + count;
                int extended = *at++;
                if (extended == 1) is_row = is_end = true;
                if (extended == 2) pc = fixed(&at, 8);
                at = next;
            } else if (code == 1) is_row = true;
            else if (code == 2) pc += unsigned_leb(&at) * least_step;
            else if (code == 3) line += (uint64_t)signed_leb(&at);
            else if (code == 4) file = unsigned_leb(&at);
            else if (code == 8) pc += (uint64_t)((255 - first_special) / line_range) * least_step;
            else if (code == 9) pc += fixed(&at, 2);
            else
                for (int nth = operands[code]; nth > 0; nth--) unsigned_leb(&at);
            if (!is_row) continue;
            if (is_sequence && begin <= before && before <= address) {
                enum origin origin = SYSTEM;
                const char *name = file_at(folders, file_before, &origin);
                if (origin == LEARNER || !frame->line || frame->origin != LEARNER)
                    *frame = (struct frame){"", name, (unsigned)line_before, origin};
            }
            if (is_sequence && before <= address && address < pc) return;
            before = pc, file_before = file, line_before = line;
            is_sequence = !is_end;
            if (is_end) pc = 0, file = 1, line = 1;
        }
    }
}

struct walk {
    struct frame frames[FRAMES];
    int count;
};

static _Unwind_Reason_Code step(struct _Unwind_Context *context, void *data) {
    struct walk *walk = data;
    int is_exact = 0;
    uintptr_t address = _Unwind_GetIPInfo(context, &is_exact);
    if (!address || walk->count == FRAMES) return _URC_END_OF_STACK;
    struct frame *frame = &walk->frames[walk->count];
    *frame = (struct frame){"", "", 0, SYSTEM};
    /* It returns behind its call. */
    address -= !is_exact;
    uintptr_t begin = address;
    const char *name = function_at(address, &begin);
    find_line(address, begin, frame);
    frame->name = name;
    if (frame->line && frame->origin <= GAME) walk->count++;
    return strcmp(frame->name, "main") == 0 ? _URC_END_OF_STACK : _URC_NO_REASON;
}

/* The learner's innermost line, for functions of the game that were written by hand. */
static struct livecoding_place place_by_stack(void) {
    static struct walk walk;
    walk.count = 0;
    _Unwind_Backtrace(step, &walk);
    for (const struct frame *at = walk.frames; at < walk.frames + walk.count; at++)
        if (at->origin == LEARNER)
            return (struct livecoding_place){at->file, readable(at->name), at->line, NULL};
    return (struct livecoding_place){0};
}

/* Room for what is told of an error. */
static struct text reserved[2];

static void reserve(void) {
    for (int nth = 0; nth < 2; nth++) {
        reserved[nth].room = 16384;
        reserved[nth].bytes = allocated(NULL, reserved[nth].room);
    }
}

/* Tells the server of the error, with the innermost line of the learner's that is known. */
static void report(const char *kind, const char *name, const char *message) {
    static const char nothing_left[] = "error {\"kind\":\"limit\",\"name\":\"out of memory\","
                                       "\"message\":\"there is no memory left\"}\n";
    static bool is_telling;
    /* What is told needs memory too. */
    if (is_telling) {
        tell(nothing_left, sizeof nothing_left - 1);
        _exit(1);
    }
    is_telling = true;
    struct livecoding_place here = {0};
    static struct walk walk;
    walk.count = 0;
    flush_learner_output();
    _Unwind_Backtrace(step, &walk);
    const struct frame *at = walk.frames;
    while (at < walk.frames + walk.count && at->origin != LEARNER) at++;
    if (at < walk.frames + walk.count) here = (struct livecoding_place){at->file, "", at->line, NULL};
    else here = place ? *place : last_place;
    struct text text = reserved[0], raw = reserved[1];
    say(&text, "error {\"kind\":\"%s\",\"name\":", kind);
    add_quoted(&text, name);
    say(&text, ",\"message\":");
    add_quoted(&text, message);
    if (here.file) {
        say(&text, ",\"file\":");
        add_quoted(&text, here.file);
        say(&text, ",\"line\":%u", here.line);
    }
    say(&text, ",\"frames\":[");
    for (int nth = 0; nth < walk.count; nth++) {
        const struct frame *frame = &walk.frames[nth];
        say(&text, "%s{\"name\":", nth ? "," : "");
        add_quoted(&text, readable(frame->name));
        say(&text, ",\"file\":");
        add_quoted(&text, frame->file);
        say(&text, ",\"line\":%u,\"origin\":\"%s\"}", frame->line,
            frame->origin == LEARNER ? "learner" : "game");
    }
    if (here.file) say(&raw, "%s:%u: ", here.file, here.line);
    add(&raw, message, strlen(message));
    say(&text, "],\"raw\":");
    add_quoted(&text, raw.bytes);
    say(&text, "}\n");
    if (speaks_revision_2) tell(text.bytes, text.count);
    else dprintf(STDERR_FILENO, "%s\n", raw.bytes);
}

static void fail(const char *kind, const char *name, const char *format, ...) {
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    report(kind, name, message);
    _exit(1);
}

/* ---- Errors: crashes -------------------------------------------------------------------------- */

static const struct {
    int number;
    const char *name, *message;
} crashes[] = {
    {SIGSEGV, "segmentation fault", "it used memory that is not its own (a wrong pointer?)"},
    {SIGBUS, "bus error", "it used memory that is not there"},
    {SIGFPE, "arithmetic error", "a whole number was divided by zero"},
    {SIGILL, "illegal instruction", "it came to a place where there is no program"},
    {SIGABRT, "aborted", "it ended itself: abort was called, or its memory was damaged"},
};

static void crash(int number, siginfo_t *about, void *context) {
    const ucontext_t *machine = context;
    const char *name = "", *message = "", *kind = "runtime";
    for (size_t nth = 0; nth < sizeof crashes / sizeof *crashes; nth++)
        if (crashes[nth].number == number) name = crashes[nth].name, message = crashes[nth].message;
#ifdef __x86_64__
    uintptr_t stack = (uintptr_t)machine->uc_mcontext.gregs[REG_RSP];
#else
    uintptr_t stack = machine->uc_mcontext.sp;
#endif
    uintptr_t address = (uintptr_t)about->si_addr;
    if (number == SIGSEGV && address < 4096) message = "it used a pointer that is NULL";
    if (number == SIGSEGV && address - (stack - STACK_BYTES) < 2 * STACK_BYTES) {
        name = "stack overflow";
        message = "functions called each other too deep (without an end?)";
    }
    /* A pointer is NULL where there was no memory for it. */
    void *more = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (more == MAP_FAILED) kind = "limit", name = "out of memory", message = "there is no memory left";
    report(kind, name, message);
    _exit(128 + number);
}

struct checked_type {
    uint16_t kind, about;
    char name[];
};

struct checked_place {
    const char *file;
    uint32_t line, column;
    struct checked_type *array, *index;
};

/* The compiler calls it for an index that its array does not have. */
void __ubsan_handle_out_of_bounds_abort(struct checked_place *at, intptr_t index) {
    last_place = (struct livecoding_place){at->file, "", at->line, NULL};
    fail("runtime", "index out of bounds", "index %lld is outside of an array of type %s",
         (long long)index, at->array->name);
}

/* As `assert` calls it. */
void __assert_fail(const char *assertion, const char *file, unsigned line, const char *function) {
    (void)function;
    last_place = (struct livecoding_place){file, "", line, NULL};
    fail("runtime", "assertion failed", "%s is not so", assertion);
}

static void start_crash_reports(void) {
    static char memory[4 * STACK_BYTES];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    sigaltstack(&stack, NULL);
    struct sigaction action = {0};
    action.sa_sigaction = crash;
    action.sa_flags = (int)(SA_SIGINFO | SA_ONSTACK | SA_RESETHAND);
    for (size_t nth = 0; nth < sizeof crashes / sizeof *crashes; nth++)
        sigaction(crashes[nth].number, &action, NULL);
}

static void start_own(void);

/* ---- The start -------------------------------------------------------------------------------- */

static void start(int count, char **arguments, char **environment) {
    (void)count, (void)arguments;
    if (!environ) environ = environment;
    const char *revision = getenv("LIVECODING_ENGINE");
    const char *in = getenv("LIVECODING_ENGINE_IN"), *out = getenv("LIVECODING_ENGINE_OUT");
    speaks_revision_2 = revision && in && out;
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    if (!speaks_revision_2) return;
    input = atoi(in);
    output = atoi(out);
    fcntl(input, F_SETFD, FD_CLOEXEC);
    fcntl(output, F_SETFD, FD_CLOEXEC);
    static const char ready[] = "ready {\"revision\":2,\"language\":\"" LIVECODING_LANGUAGE "\",\"version\":\"" __VERSION__
                                "\",\"capabilities\":[\"input\"]}\n";
    write_all(ready, sizeof ready - 1);
    const char *program = behind(receive(), "program");
    if (!program) quit();
    const char *seed = strstr(program, "\"seed\":");
    if (seed && seed[7] != 'n') srand((unsigned)strtoll(seed + 7, NULL, 10));
    cookie_io_functions_t functions = {.read = read_learner_input};
    learner_input = fopencookie(NULL, "r", functions);
    if (learner_input) stdin = learner_input;
    load_image();
    reserve();
    start_crash_reports();
    start_own();
}

/* Before all constructors, the learner's and those of libraries. */
__attribute__((section(".preinit_array"), used)) static void (*const started)(int, char **, char **) = start;

/* ---- Commands ----------------------------------------------------------------------------------- */

enum { DEPTH = 12 };

/* What is being written: the command's own list, and what is open in it. */
static _Thread_local struct {
    struct text text;
    const char *function, *expected;
    bool is_answer;
    int depth;
    struct {
        const char *name;
        size_t count;
        char end;
    } open[DEPTH];
} command;

/* What is being read. */
static _Thread_local struct {
    char *text, *part;
    const char *at;
} answer;

/* The name of the value that is being written, such as `places[2].x`. */
static const char *path(void) {
    static struct text text;
    text.count = 0;
    for (int nth = 0; nth <= command.depth; nth++) {
        const char *name = command.open[nth].name;
        if (name) say(&text, "%s%s", nth ? "." : "", name);
        else say(&text, "[%zu]", command.open[nth].count - 1);
    }
    return text.bytes;
}

static void wrong(enum livecoding_fault fault, const char *format, ...)
    __attribute__((noreturn, format(printf, 2, 3)));
static void wrong(enum livecoding_fault fault, const char *format, ...) {
    char why[1024], *text;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    const char *function = command.function, *name = path();
    bool is_answer = command.is_answer;
    int count = !is_answer ? asprintf(&text, "%s: %s %s", function, name, why)
                           : asprintf(&text, "%s: the game answered \"%.100s\": %s %s", function,
                                      answer.text, name, why);
    raise_fault(is_answer ? LIVECODING_WRONG_ANSWER : fault, count < 0 ? strdup("") : text);
    quit();
}

static void begin(bool is_answer) {
    command.text.count = 0;
    command.is_answer = is_answer;
    command.depth = 0;
    command.open[0].count = 0;
    command.open[0].end = 0;
}

void livecoding_begin(const char *function, const char *action) {
    begin(false);
    command.function = function;
    say(&command.text, "{\"action\":");
    add_quoted(&command.text, action);
    say(&command.text, ",\"params\":[");
}

static void value_begins(const char *name) {
    if (command.open[command.depth].count++) add(&command.text, ",", 1);
    command.open[command.depth].name = name;
    if (command.open[command.depth].end != '}') return;
    add_quoted(&command.text, name);
    add(&command.text, ":", 1);
}

void livecoding_integer(const char *name, long long value, long long least, long long most) {
    value_begins(name);
    if (value < least) wrong(LIVECODING_OUT_OF_RANGE, "must be at least %lld, not %lld", least, value);
    if (value > most) wrong(LIVECODING_OUT_OF_RANGE, "must be at most %lld, not %lld", most, value);
    say(&command.text, "%lld", value);
}

static void add_number(struct text *text, double value) {
    char digits[40];
    for (int count = 15; count <= 17; count++) {
        snprintf(digits, sizeof digits, "%.*g", count, value);
        if (strtod(digits, NULL) == value) break;
    }
    add(text, digits, strlen(digits));
}

void livecoding_number(const char *name, double value, double least, double most) {
    value_begins(name);
    if (value - value != 0) wrong(LIVECODING_OUT_OF_RANGE, "must be a finite number, not %g", value);
    if (value < least) wrong(LIVECODING_OUT_OF_RANGE, "must be at least %g, not %g", least, value);
    if (value > most) wrong(LIVECODING_OUT_OF_RANGE, "must be at most %g, not %g", most, value);
    add_number(&command.text, value);
}

void livecoding_boolean(const char *name, bool value) {
    value_begins(name);
    say(&command.text, "%s", value ? "true" : "false");
}

void livecoding_string(const char *name, const char *value, long long most) {
    value_begins(name);
    if (!value) wrong(LIVECODING_WRONG_ARGUMENT, "must be a text, not NULL");
    add(&command.text, "\"", 1);
    long long characters = add_utf8(&command.text, value, true);
    add(&command.text, "\"", 1);
    if (most >= 0 && characters > most)
        wrong(LIVECODING_OUT_OF_RANGE, "must have at most %lld characters, not %lld", most, characters);
}

void livecoding_word(const char *name, const char *value, const char *const *words) {
    value_begins(name);
    struct text all = {0};
    for (const char *const *word = words; *word; word++) {
        if (value && strcmp(*word, value) == 0) return add_quoted(&command.text, value);
        say(&all, "%s\"%s\"", word == words ? "" : ", ", *word);
    }
    if (!value) wrong(LIVECODING_WRONG_ARGUMENT, "must be one of %s, not NULL", all.bytes);
    wrong(LIVECODING_WRONG_ARGUMENT, "must be one of %s, not \"%.100s\"", all.bytes, value);
}

static void open_value(char begin, char end) {
    add(&command.text, &begin, 1);
    command.depth++;
    command.open[command.depth].count = 0;
    command.open[command.depth].end = end;
}

void livecoding_list(const char *name, const void *items, size_t count, long long most) {
    value_begins(name);
    if (!items && count) wrong(LIVECODING_WRONG_ARGUMENT, "has no items, but a count of %zu", count);
    if (most >= 0 && count > (unsigned long long)most)
        wrong(LIVECODING_OUT_OF_RANGE, "must have at most %lld items, not %zu", most, count);
    open_value('[', ']');
}

void livecoding_record(const char *name) {
    value_begins(name);
    open_value('{', '}');
}

void livecoding_end(void) {
    add(&command.text, &command.open[command.depth--].end, 1);
}

void livecoding_perform(const char *expected) {
    add(&command.text, "]}", 2);
    command.expected = expected;
    free(answer.text);
    answer.text = NULL;
    answer.text = livecoding_send(command.text.bytes);
    answer.at = answer.text;
}

/* ---- Answers -------------------------------------------------------------------------------------- */

static void mismatch(void) __attribute__((noreturn));
static void mismatch(void) {
    char *text;
    int count = asprintf(&text, "%s: the game answered \"%.100s\", which is not %s", command.function,
                         answer.text, command.expected);
    raise_fault(LIVECODING_WRONG_ANSWER, count < 0 ? strdup("") : text);
    quit();
}

static void skip_space(void) {
    answer.at += strspn(answer.at, " \t\r\n");
}

static bool skip(char c) {
    skip_space();
    if (*answer.at != c) return false;
    answer.at++;
    skip_space();
    return true;
}

long long livecoding_read_integer(void) {
    if (!answer.text) return 0;
    skip_space();
    char *end;
    errno = 0;
    long long value = strtoll(answer.at, &end, 10);
    bool is_whole = end > answer.at && !strchr(".eE", *end ? *end : ' ');
    if (!is_whole || errno || !strchr("-0123456789", *answer.at)) mismatch();
    answer.at = end;
    return value;
}

double livecoding_read_number(void) {
    if (!answer.text) return 0;
    skip_space();
    char *end = (char *)answer.at + strspn(answer.at, "-+.0123456789eE");
    char after = *end;
    *end = 0;
    char *read_to;
    double value = strtod(answer.at, &read_to);
    *end = after;
    if (read_to != end || end == answer.at || value - value != 0) mismatch();
    answer.at = end;
    return value;
}

bool livecoding_read_boolean(void) {
    if (!answer.text) return false;
    skip_space();
    bool value = strncmp(answer.at, "true", 4) == 0;
    if (!value && strncmp(answer.at, "false", 5) != 0) mismatch();
    answer.at += value ? 4 : 5;
    return value;
}

char *livecoding_read_string(void) {
    if (!answer.text) return NULL;
    skip_space();
    char *value = string_at(&answer.at);
    if (!value) mismatch();
    return value;
}

bool livecoding_read_list(void) {
    if (!answer.text) return false;
    if (!skip('[')) mismatch();
    return true;
}

/* Goes on to the next item of a list; false at the list's end. */
bool livecoding_read_item(bool is_first) {
    if (skip(']')) return false;
    if (!is_first && !skip(',')) mismatch();
    return true;
}

bool livecoding_read_record(void) {
    if (!answer.text) return false;
    if (!skip('{')) mismatch();
    return true;
}

/* Goes on to the next part of a record; false at the record's end. */
bool livecoding_read_part(void) {
    if (skip('}')) return false;
    skip(',');
    free(answer.part);
    answer.part = livecoding_read_string();
    if (!skip(':')) mismatch();
    return true;
}

bool livecoding_part_is(const char *name) {
    return strcmp(answer.part, name) == 0;
}

void livecoding_read_whole(bool is_whole) {
    if (!is_whole) mismatch();
}

void livecoding_read_all(void) {
    if (!answer.text) return;
    skip_space();
    if (*answer.at) mismatch();
}

char *livecoding_read_text(void) {
    return answer.text ? strdup(answer.text) : NULL;
}

bool livecoding_check(void) {
    begin(true);
    return answer.text;
}
