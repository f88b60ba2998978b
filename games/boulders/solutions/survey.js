function walk(direction, steps) {
  for (let i = 1; i <= steps; i++) {
    move(direction);
  }
}

function goTo(column, row) {
  const [hereColumn, hereRow] = position();
  walk("right", column - hereColumn);
  walk("left", hereColumn - column);
  walk("down", row - hereRow);
  walk("up", hereRow - row);
}

const rows = readMap();
for (let row = 0; row < rows.length; row++) {
  for (let column = 0; column < rows[row].length; column++) {
    if (rows[row][column] === "*") {
      goTo(column, row);
    }
  }
}
goTo(rows[0].indexOf("E"), 0);
