/** Finds out, cheaply, that a level cannot be solved any more: what it says is certain, what it does not see may be lost too. */

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Place} Place */
/** @typedef {import("./logic.js").Boulder} Boulder */

const AROUND = /** @type {const} */ ([[0, -1], [1, 0], [0, 1], [-1, 0]]);

/**
 * Why it is hopeless after a boulder was pushed: it is `blocked` where boulders that nobody can move bar the way to a
 * crystal or to the door, and `lost` where too few are left that can come to a plate or into the water.
 *
 * @type {(level: Level, state: State, pushed: number) => { why: "blocked" | "lost", boulder: Boulder } | undefined}
 */
export function mishap(level, state, pushed) {
  const boulder = state.boulders.find((it) => it.id === pushed);
  if (!boulder) {
    return needsMore(level, state) ? { why: "lost", boulder: { id: pushed, x: state.x, y: state.y } } : undefined;
  }
  const blocked = waterBefore(level, state) === Infinity;
  return blocked || needsMore(level, state) ? { why: blocked ? "blocked" : "lost", boulder } : undefined;
}

/** Whether more boulders are needed than can be of use. @type {(level: Level, state: State) => boolean} */
function needsMore(level, state) {
  const targets = [...level.plates, ...level.water.filter((it) => !has(state.filled, it))];
  const useful = fieldsThatLeadTo(level, targets);
  const count = state.boulders.filter((it) => useful.has(nameOf(it))).length;
  const water = waterBefore(level, state);
  return water < Infinity && count < level.plates.length + water;
}

/**
 * How many fields of water lie at least on the way to what is farthest, as if every boulder that is not wedged in could
 * be pushed out of the way.
 *
 * @type {(level: Level, state: State) => number}
 */
function waterBefore(level, state) {
  const wedged = wedgedIn(level, state);
  const depth = new Map([[nameOf(state), 0]]);
  // Fields that cost nothing come to the front: so each is first found by its best way.
  const queue = [{ x: state.x, y: state.y }];
  for (let here = queue.shift(); here; here = queue.shift()) {
    const water = depth.get(nameOf(here)) ?? 0;
    for (const [dx, dy] of AROUND) {
      const to = { x: here.x + dx, y: here.y + dy };
      const isDoor = to.x === level.exit.x && to.y === level.exit.y;
      if ((!isDoor && !isFloor(level, to)) || has(wedged, to)) {
        continue;
      }
      const isWet = has(level.water, to) && !has(state.filled, to);
      const sum = water + (isWet ? 1 : 0);
      if (sum < (depth.get(nameOf(to)) ?? Infinity)) {
        depth.set(nameOf(to), sum);
        if (isDoor) {
          continue;
        }
        isWet ? queue.push(to) : queue.unshift(to);
      }
    }
  }
  return Math.max(...[...state.crystals, level.exit].map((it) => depth.get(nameOf(it)) ?? Infinity));
}

/**
 * Boulders that nobody can move ever again: rock, or others of them, hold each both upright and across.
 *
 * @type {(level: Level, state: State) => Boulder[]}
 */
function wedgedIn(level, state) {
  let held = state.boulders;
  for (;;) {
    const now = held;
    const isFast = (/** @type {Place} */ place) => !isFloor(level, place) || has(now, place);
    const still = now.filter(({ x, y }) =>
      (isFast({ x: x - 1, y }) || isFast({ x: x + 1, y })) && (isFast({ x, y: y - 1 }) || isFast({ x, y: y + 1 })));
    if (still.length === now.length) {
      return still;
    }
    held = still;
  }
}

/** From where a boulder, alone in the mine, can be pushed to one of these places. @type {(level: Level, targets: Place[]) => Set<string>} */
function fieldsThatLeadTo(level, targets) {
  const found = new Set(targets.map(nameOf));
  const queue = [...targets];
  for (let here = queue.shift(); here; here = queue.shift()) {
    for (const [dx, dy] of AROUND) {
      const from = { x: here.x + dx, y: here.y + dy };
      const stand = { x: from.x + dx, y: from.y + dy };
      if (isFloor(level, from) && isFloor(level, stand) && !found.has(nameOf(from))) {
        found.add(nameOf(from));
        queue.push(from);
      }
    }
  }
  return found;
}

/** @type {(level: Level, place: Place) => boolean} */
function isFloor(level, { x, y }) {
  return level.floor[y]?.[x] ?? false;
}

/** @type {(places: readonly Place[], place: Place) => boolean} */
function has(places, { x, y }) {
  return places.some((it) => it.x === x && it.y === y);
}

/** @param {Place} place */
function nameOf({ x, y }) {
  return `${x},${y}`;
}
