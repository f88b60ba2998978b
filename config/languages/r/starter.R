# Engine$send hands one command to the game and returns its answer.
for (turn in 1:3) {
  answer <- Engine$send(list(action = "moveRight", params = list(turn)))
  cat("The game answered:", answer, "\n")
}
