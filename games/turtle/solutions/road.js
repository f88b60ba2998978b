penWidth(6);
for (let i = 0; i < 20; i++) {
  forward(16);
  penUp();
  forward(16);
  penDown();
  right(18);
}
