function walkTo(column, row) {
  const [x, y] = position();
  if (column > x) {
    move("east");
  } else if (column < x) {
    move("west");
  } else if (row > y) {
    move("south");
  } else if (row < y) {
    move("north");
  } else {
    pickUp();
  }
}

while (isPlaying()) {
  const cell = nearest("cell");
  if (cell.length > 0) {
    walkTo(cell[0], cell[1]);
  } else {
    rest();
  }
}
