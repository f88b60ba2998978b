const [columns, rows] = size();
while (isPlaying()) {
  const [x, y] = position();
  if (x < (columns - 1) / 2) {
    move("east");
  } else if (y < (rows - 1) / 2) {
    move("south");
  } else {
    rest();
  }
}
