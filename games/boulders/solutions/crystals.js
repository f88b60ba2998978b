// Fields have numbers: row times width, plus column.
function wayTo(goal) {
  const rows = readMap();
  const mine = rows.join("");
  const width = rows[0].length;
  const steps = { up: -width, down: width, left: -1, right: 1 };
  const start = mine.indexOf("@");
  const ways = new Map([[start, []]]);
  const queue = [start];
  while (queue.length > 0) {
    const here = queue.shift();
    if (mine[here] === goal) {
      return ways.get(here);
    }
    for (const direction of Object.keys(steps)) {
      const field = here + steps[direction];
      if (!ways.has(field) && [".", "*", goal].includes(mine[field])) {
        ways.set(field, [...ways.get(here), direction]);
        queue.push(field);
      }
    }
  }
}

function walk(way) {
  for (const direction of way) {
    move(direction);
  }
}

while (crystalsLeft() > 0) {
  walk(wayTo("*"));
}
walk(wayTo("E"));
