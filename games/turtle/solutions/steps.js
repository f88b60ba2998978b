for (let i = 0; i < 5; i++) {
  forward(40);
  right();
  forward(40);
  left();
}
