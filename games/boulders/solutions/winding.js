function roll(direction) {
  while (look(direction) !== "wall") {
    move(direction);
  }
}

while (!isOut()) {
  roll(look("right") !== "wall" ? "right" : "left");
  roll(look("down") !== "wall" ? "down" : "up");
}
