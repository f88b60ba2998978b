while (!isAtExit()) {
  if (look() === "wall") {
    turn("right");
  } else {
    move();
  }
}
