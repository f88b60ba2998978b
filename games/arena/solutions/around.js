for (const direction of ["north", "east", "south", "west"]) {
  while (scan(direction) === "robot") {
    shoot(direction);
  }
}
