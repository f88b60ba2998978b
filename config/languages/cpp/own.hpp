/* ---- What is C++'s own ------------------------------------------------------------------------- */

#ifdef __cplusplus

namespace engine {

/// The game refused a command; what() says why.
class refused : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace engine

namespace livecoding {

/// The line that calls a function of the game. It stands behind the function's arguments, and
/// nothing else can stand there.
class no_more_arguments {
  public:
    static no_more_arguments here(const char *file, const char *function, unsigned line) {
        return no_more_arguments({file, function, line, nullptr});
    }
    const livecoding_place &place() const { return place_; }

  private:
    explicit no_more_arguments(const livecoding_place &place) : place_(place) {}
    livecoding_place place_;
};

inline no_more_arguments here(const char *file = __builtin_FILE(),
                              const char *function = __builtin_FUNCTION(),
                              unsigned line = __builtin_LINE()) {
    return no_more_arguments::here(file, function, line);
}

/// A command that the learner's line sends.
class command {
  public:
    explicit command(const no_more_arguments &at) : place_(at.place()) { livecoding_enter(&place_); }
    command(const char *function, const char *action, const no_more_arguments &at) : command(at) {
        livecoding_begin(function, action);
    }
    command(const command &) = delete;
    command &operator=(const command &) = delete;
    ~command() { livecoding_leave(&place_); }

  private:
    livecoding_place place_;
};

inline std::string taken(char *text) {
    std::string taken = text;
    __builtin_free(text);
    return taken;
}

inline void word(const char *name, const std::string &value, std::initializer_list<const char *> words) {
    livecoding_word(name, value.c_str(), words.begin());
}

inline void livecoding_read(long long &value) { value = livecoding_read_integer(); }
inline void livecoding_read(double &value) { value = livecoding_read_number(); }
inline void livecoding_read(bool &value) { value = livecoding_read_boolean(); }
inline void livecoding_read(std::string &value) { value = taken(livecoding_read_string()); }
template <class Item>
void livecoding_read(std::vector<Item> &list) {
    livecoding_read_list();
    for (bool is_first = true; livecoding_read_item(is_first); is_first = false) {
        Item item{};
        livecoding_read(item);
        list.push_back(item);
    }
}

inline std::string text() {
    std::string text = taken(livecoding_read_text());
    livecoding_check();
    return text;
}

template <class Value>
Value answer() {
    Value value{};
    livecoding_read(value);
    livecoding_read_all();
    livecoding_check();
    return value;
}

}  // namespace livecoding

namespace engine {

/// Hands a command to the game and waits for its answer.
///
/// @param command The command, in UTF-8.
/// @return The answer.
/// @throws engine::refused The game refuses the command.
inline std::string send(const std::string &command,
                        livecoding::no_more_arguments livecoding_at = livecoding::here()) {
    const livecoding::command livecoding_command(livecoding_at);
    return livecoding::taken(livecoding_send(command.c_str()));
}

}  // namespace engine

/// A wrong use, or a refused command, as an exception.
extern "C" [[noreturn, gnu::used]] inline void livecoding_raise(livecoding_fault fault, char *text) {
    const std::string why = livecoding::taken(text);
    switch (fault) {
        case LIVECODING_OUT_OF_RANGE: throw std::out_of_range(why);
        case LIVECODING_WRONG_ARGUMENT: throw std::invalid_argument(why);
        case LIVECODING_REFUSED: throw engine::refused(why);
        default: throw std::runtime_error(why);
    }
}

/// The type of the exception that nobody caught, as the compiler writes it, and what it says;
/// nothing when there is none.
extern "C" [[gnu::used]] inline const char *livecoding_thrown(char *what, size_t room) {
    const std::type_info *type = abi::__cxa_current_exception_type();
    if (!type) return nullptr;
    const char *said = "";
    try {
        throw;
    } catch (const std::exception &exception) {
        said = exception.what();
    } catch (const std::string &text) {
        said = text.c_str();
    } catch (const char *text) {
        said = text;
    } catch (...) {
    }
    __builtin_strncpy(what, said, room - 1);
    return type->name();
}

#endif
