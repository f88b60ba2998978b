play("pad", "1+3+5 - - - 4+6+8 - - -");

for (const colour of ["sunset", "ocean", "forest", "gold"]) {
  light(colour);
  waitForBar();
}
