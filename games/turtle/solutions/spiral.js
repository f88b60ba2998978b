for (let i = 1; i <= 60; i++) {
  rainbow(i * 6);
  forward(i * 3);
  right(91);
}
