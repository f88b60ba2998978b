function aim() {
  return ["north", "east", "south", "west"].find((direction) => scan(direction) === "robot");
}

function walkTo(column, row) {
  const [x, y] = position();
  if (column !== x) {
    move(column > x ? "east" : "west");
  } else {
    move(row > y ? "south" : "north");
  }
}

while (isPlaying()) {
  const target = aim();
  const cell = nearest("cell");
  if (scan("here") === "cell") {
    pickUp();
  } else if (target) {
    shoot(target);
  } else if (cell.length > 0) {
    walkTo(cell[0], cell[1]);
  } else {
    rest();
  }
}
