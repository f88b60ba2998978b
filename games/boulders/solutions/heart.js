const ROLLED = { ".": "O", _: "Q", "~": "." };
const LEFT = { O: ".", Q: "_", "*": "." };

function put(mine, field, sign) {
  return mine.slice(0, field) + sign + mine.slice(field + 1);
}

// The map after a step onto a field, or null where there is no way.
function after(mine, to, step) {
  const sign = mine[to];
  if ("#~".includes(sign) || (sign === "E" && /[*_]/.test(mine))) {
    return null;
  }
  if ("OQ".includes(sign)) {
    const rolled = ROLLED[mine[to + step]];
    if (!rolled) {
      return null;
    }
    mine = put(mine, to + step, rolled);
  }
  return put(mine, to, LEFT[sign] ?? sign);
}

// A state is where the miner stands, and a map without him.
function solve(rows) {
  const mine = rows.join("");
  const width = rows[0].length;
  const steps = { up: -width, down: width, left: -1, right: 1 };
  const start = [mine.indexOf("@"), mine.replace("@", ".")];
  const ways = new Map([[start.join(" "), []]]);
  const queue = [start];
  while (queue.length > 0) {
    const state = queue.shift();
    const [here, now] = state;
    const way = ways.get(state.join(" "));
    if (now[here] === "E") {
      return way;
    }
    for (const direction of Object.keys(steps)) {
      const to = here + steps[direction];
      const changed = after(now, to, steps[direction]);
      if (changed !== null && !ways.has(`${to} ${changed}`)) {
        ways.set(`${to} ${changed}`, [...way, direction]);
        queue.push([to, changed]);
      }
    }
  }
}

for (const direction of solve(readMap())) {
  move(direction);
}
