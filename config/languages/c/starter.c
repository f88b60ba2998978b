#include <stdio.h>

// engine_send hands one command to the game and returns its answer.
int main(void) {
    for (int steps = 1; steps <= 3; steps++) {
        char command[50];
        sprintf(command, "{\"action\":\"moveRight\",\"params\":[%d]}", steps);
        printf("The game answered: %s\n", engine_send(command));
    }
}
