for (const direction of ["east", "south", "west"]) {
  while (scan(direction) === "cell") {
    move(direction);
  }
  pickUp();
}
