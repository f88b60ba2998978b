function roll(direction) {
  while (look(direction) !== "wall") {
    move(direction);
  }
}

roll("right");
roll("down");
roll("left");
roll("down");
roll("right");
roll("up");
