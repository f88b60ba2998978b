function aim() {
  return ["north", "east", "south", "west"].find((direction) => scan(direction) === "robot");
}

function follow() {
  const [x, y] = position();
  const [column, row] = nearest("robot");
  if (Math.abs(column - x) > Math.abs(row - y)) {
    move(column > x ? "east" : "west");
  } else {
    move(row > y ? "south" : "north");
  }
}

while (isPlaying()) {
  const direction = aim();
  if (energy() <= 3) {
    rest();
  } else if (direction) {
    shoot(direction);
  } else {
    follow();
  }
}
