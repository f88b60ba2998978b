function collect(side) {
  turn(side);
  move(2);
  pickUp();
  turn("around");
  move(2);
  turn(side);
}

move();
for (const side of ["left", "right", "left"]) {
  collect(side);
  move(2);
}
