const DIRECTIONS = ["north", "east", "south", "west"];

function aim() {
  return DIRECTIONS.find((direction) => scan(direction) === "robot");
}

function isBurning() {
  const [x, y] = position();
  const [west, north, east, south] = zone();
  return x < west || x > east || y < north || y > south;
}

function directionTo(column, row) {
  const [x, y] = position();
  if (column !== x) {
    return column > x ? "east" : "west";
  }
  return row > y ? "south" : "north";
}

function walkTo(column, row) {
  if (move(directionTo(column, row)) === "blocked") {
    move(DIRECTIONS[roll(4) - 1]);
  }
}

const [columns, rows] = size();
while (isPlaying()) {
  const target = aim();
  const cell = nearest("cell");
  if (isBurning()) {
    walkTo((columns - 1) / 2, (rows - 1) / 2);
  } else if (scan("here") === "cell") {
    pickUp();
  } else if (target && energy() > 3) {
    shoot(target);
  } else if (cell.length > 0) {
    walkTo(cell[0], cell[1]);
  } else {
    rest();
  }
}
