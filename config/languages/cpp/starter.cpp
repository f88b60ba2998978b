#include <iostream>
#include <string>

// engine::send hands one command to the game and returns its answer.
int main() {
    for (int steps = 1; steps <= 3; steps++) {
        std::string command = R"({"action":"moveRight","params":[)" + std::to_string(steps) + "]}";
        std::cout << "The game answered: " << engine::send(command) << "\n";
    }
}
