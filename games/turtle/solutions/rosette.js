for (let square = 0; square < 12; square++) {
  for (let side = 0; side < 4; side++) {
    forward(100);
    right(90);
  }
  right(30);
}
