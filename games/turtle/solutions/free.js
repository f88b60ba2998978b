paper("navy");
speed(10);
for (let turn = 0; turn <= 350; turn += 10) {
  rainbow(turn);
  circle(80);
  right(10);
}
hide();
