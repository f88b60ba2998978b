function petal() {
  beginFill("pink");
  for (let side = 0; side < 2; side++) {
    circle(140, 60);
    right(120);
  }
  endFill();
}

for (let i = 0; i < 6; i++) {
  petal();
  right(60);
}
