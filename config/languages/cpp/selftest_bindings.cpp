// The functions of a small game, for the self-test.
inline const std::string greeting = "hello";

inline std::string move_x(int steps) {
    return engine::send(R"({"action":"moveX","params":[)" + std::to_string(steps) + "]}");
}

inline int ask(const std::string &question) {
    return std::stoi(engine::send(R"({"action":"ask","params":[")" + question + R"("]})"));
}

inline void say(const std::string &text) {
    engine::send(R"({"action":"say","params":[")" + text + R"("]})");
}
