const rows = readMap();
const mine = rows.join("");
const width = rows[0].length;
const steps = { up: -width, down: width, left: -1, right: 1 };
const plate = mine.indexOf("_");
const door = mine.indexOf("E");

// A state is where the miner stands, and where the boulder lies.
const start = [mine.indexOf("@"), mine.indexOf("O")];
const ways = new Map([[`${start}`, []]]);
const queue = [start];
while (!ways.has(`${[door, plate]}`)) {
  const [miner, boulder] = queue.shift();
  for (const direction of Object.keys(steps)) {
    const to = miner + steps[direction];
    const pushed = to === boulder ? boulder + steps[direction] : boulder;
    if (mine[to] === "#" || ["#", "E"].includes(mine[pushed])) {
      continue;
    }
    if (to === door && boulder !== plate) {
      continue;
    }
    if (!ways.has(`${[to, pushed]}`)) {
      ways.set(`${[to, pushed]}`, [...ways.get(`${[miner, boulder]}`), direction]);
      queue.push([to, pushed]);
    }
  }
}

for (const direction of ways.get(`${[door, plate]}`)) {
  move(direction);
}
