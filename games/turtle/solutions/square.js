for (let i = 0; i < 4; i++) {
  forward(200);
  right(90);
}
