/** The rules of the maze, pure: a state and a command give another state, what happens, and the answer. */

/**
 * What a row of a level's map is made of:
 * `#` wall, `.` floor, a space is nothing at all, `>` `v` `<` `^` the robot and which way it looks, `E` the exit,
 * `*` a gem, `k` the golden key and `d` its door, `K` the silver key and `D` its door.
 */
const ROBOT = "^>v<";
const ITEMS = { "*": "gem", k: "golden key", K: "silver key" };
const DOORS = { d: "golden key", D: "silver key" };

/** Columns and rows that one step leads: north, east, south, west. */
export const WAYS = /** @type {const} */ ([[0, -1], [1, 0], [0, 1], [-1, 0]]);
const TURNS = { left: 3, right: 1, around: 2 };
const SIGHT = { ahead: 0, right: 1, left: 3 };

/**
 * @typedef {0 | 1 | 2 | 3} Facing north, east, south, west
 * @typedef {{ x: number, y: number }} Place column and row, from 0
 * @typedef {Place & { kind: string }} Thing a gem or a key that lies there, or a door and the key that opens it
 * @typedef {{ rows: string[], steered?: boolean, world?: string }} LevelData `steered`: the exit
 *   sleeps until a key was pressed; `world`: how it is painted
 * @typedef {{ width: number, height: number, floor: boolean[][], wall: boolean[][], exit: Place, items: Thing[],
 *   doors: Thing[], robot: Place & { facing: Facing }, isSteered: boolean, par: number,
 *   world: string }} Level what never changes
 * @typedef {{ x: number, y: number, facing: Facing, lying: Thing[], closed: Thing[], held: string[], gems: number,
 *   commands: number, pressed: number, hasReached: boolean }} State what changes; plain JSON
 * @typedef {{ action: string, params: unknown[] }} Command
 * @typedef {{ type: "stepped", from: Place, to: Place } | { type: "bumped", from: Place, to: Place, isDoor: boolean }
 *   | { type: "turned", by: number, facing: Facing } | { type: "looked", direction: string, what: string }
 *   | { type: "picked", thing: Thing } | { type: "opened", door: Thing } | { type: "rattled", door: Thing }
 *   | { type: "pressed", key: string } | { type: "woke" } | { type: "missing", gems: number, keys: boolean }
 *   | { type: "reached", stars: number } | { type: "refused", code: string }} Happening
 * @typedef {{ value: unknown } | { refused: string }} Answer
 */

/**
 * A level of the manifest as the rules want it.
 *
 * @param {{ data: LevelData, par?: number }} level
 * @returns {Level}
 */
export function readLevel({ data, par = 1000 }) {
  const rows = data.rows.map((row) => [...row]);
  const width = Math.max(...rows.map((row) => row.length));
  const places = rows.flatMap((row, y) => row.map((sign, x) => ({ sign, x, y })));
  const robot = places.find(({ sign }) => ROBOT.includes(sign));
  const exit = places.find(({ sign }) => sign === "E");
  if (!robot || !exit) {
    throw new Error("A level needs a robot and an exit.");
  }
  const things = (/** @type {Record<string, string>} */ kinds) =>
    places.filter(({ sign }) => sign in kinds).map(({ sign, x, y }) => ({ x, y, kind: kinds[sign] ?? "" }));
  const isFloor = (/** @type {number} */ x, /** @type {number} */ y) => !["#", " "].includes(rows[y]?.[x] ?? " ");
  const grid = (/** @type {(x: number, y: number) => boolean} */ is) =>
    rows.map((_, y) => Array.from({ length: width }, (_, x) => is(x, y)));
  const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => /** @type {const} */ ([dx, dy])));
  return {
    width,
    height: rows.length,
    floor: grid(isFloor),
    // A wall that bounds nothing is not built.
    wall: grid((x, y) => rows[y]?.[x] === "#" && around.some(([dx, dy]) => isFloor(x + dx, y + dy))),
    exit: { x: exit.x, y: exit.y },
    items: things(ITEMS),
    doors: things(DOORS),
    robot: { x: robot.x, y: robot.y, facing: /** @type {Facing} */ (ROBOT.indexOf(robot.sign)) },
    isSteered: data.steered ?? false,
    world: data.world ?? "",
    par,
  };
}

/**
 * The state before the first command.
 *
 * @param {Level} level
 * @returns {State}
 */
export function begin(level) {
  const { x, y, facing } = level.robot;
  const { items: lying, doors: closed } = level;
  return { x, y, facing, lying, closed, held: [], gems: 0, commands: 0, pressed: 0, hasReached: false };
}

/**
 * Plays one command. The key that a `waitForKey` led to is its parameter.
 *
 * @param {Level} level
 * @param {State} state
 * @param {Command} command
 * @returns {[State, Happening[], Answer]}
 */
export function play(level, state, command) {
  const [after, events, answer] = perform(level, state, command);
  if (after === state) {
    return [state, events, answer];
  }
  const wakes = !isAwake(level, state) && isAwake(level, after);
  const all = wakes ? [...events, /** @type {Happening} */ ({ type: "woke" })] : events;
  if (after.hasReached || !isAt(after, level.exit)) {
    return [after, all, answer];
  }
  if (isAwake(level, after)) {
    return [{ ...after, hasReached: true }, [...all, { type: "reached", stars: stars(level, after) }], answer];
  }
  const arrives = !isAt(state, level.exit);
  const missing = { type: /** @type {const} */ ("missing"), gems: gemsLeft(after), keys: lacksKeys(level, after) };
  return [after, arrives ? [...all, missing] : all, answer];
}

/**
 * Whether the exit lets the robot out: all gems are picked up, and keys were pressed where it is steered.
 *
 * @param {Level} level
 * @param {State} state
 */
export function isAwake(level, state) {
  return gemsLeft(state) === 0 && !lacksKeys(level, state);
}

/** @param {State} state */
export function gemsLeft(state) {
  return state.lying.filter(({ kind }) => kind === "gem").length;
}

/**
 * What is to be seen from where the robot stands; `here` is under it.
 *
 * @param {Level} level
 * @param {State} state
 * @param {string} direction
 * @returns {"free" | "wall" | "door" | "key" | "gem" | "exit"}
 */
export function seen(level, state, direction) {
  const place = direction === "here" ? state : next(state, facingTo(state, direction));
  if (!level.floor[place.y]?.[place.x]) {
    return "wall";
  }
  if (state.closed.some((it) => isAt(it, place))) {
    return "door";
  }
  const thing = state.lying.find((it) => isAt(it, place));
  if (thing) {
    return thing.kind === "gem" ? "gem" : "key";
  }
  return isAt(level.exit, place) ? "exit" : "free";
}

/**
 * Stars for so many commands that did something: looking and waiting cost nothing.
 *
 * @param {Level} level
 * @param {State} state
 */
export function stars({ par }, { commands }) {
  return commands <= par ? 3 : commands <= par * 2 ? 2 : 1;
}

/** @type {(level: Level, state: State, command: Command) => [State, Happening[], Answer]} */
function perform(level, state, { action, params }) {
  switch (action) {
    case "move":
      return move(level, counted(state), Number(params[0] ?? 1));
    case "turn": {
      const by = TURNS[/** @type {keyof typeof TURNS} */ (params[0] ?? "right")] ?? 1;
      const facing = /** @type {Facing} */ ((state.facing + by) % 4);
      return [{ ...counted(state), facing }, [{ type: "turned", by: by === 3 ? -1 : by, facing }], { value: null }];
    }
    case "look": {
      const direction = String(params[0] ?? "ahead");
      const what = seen(level, state, direction);
      return [state, [{ type: "looked", direction, what }], { value: what }];
    }
    case "isAtExit":
      return [state, [], { value: isAt(state, level.exit) }];
    case "position":
      return [state, [], { value: [state.x, state.y] }];
    case "pickUp":
      return pickUp(state);
    case "openDoor":
      return openDoor(state, String(params[0] ?? ""));
    case "waitForKey": {
      const key = String(params[0] ?? "");
      return [{ ...state, pressed: state.pressed + 1 }, [{ type: "pressed", key }], { value: key }];
    }
    default:
      return refused(state, "unknown");
  }
}

/** @type {(level: Level, state: State, steps: number) => [State, Happening[], Answer]} */
function move(level, state, steps) {
  /** @type {Happening[]} */
  const events = [];
  let here = state;
  for (let gone = 0; gone < steps; gone += 1) {
    const to = next(here, here.facing);
    const from = { x: here.x, y: here.y };
    const ahead = seen(level, here, "ahead");
    if (ahead === "wall" || ahead === "door") {
      events.push({ type: "bumped", from, to, isDoor: ahead === "door" });
      return [here, events, { value: gone }];
    }
    events.push({ type: "stepped", from, to });
    here = { ...here, ...to };
  }
  return [here, events, { value: steps }];
}

/** @type {(state: State) => [State, Happening[], Answer]} */
function pickUp(state) {
  const thing = state.lying.find((it) => isAt(it, state));
  if (!thing) {
    return refused(state, "nothing_here");
  }
  const isGem = thing.kind === "gem";
  const after = {
    ...counted(state),
    lying: state.lying.filter((it) => it !== thing),
    held: isGem ? state.held : [...state.held, thing.kind],
    gems: state.gems + (isGem ? 1 : 0),
  };
  return [after, [{ type: "picked", thing }], { value: thing.kind }];
}

/** @type {(state: State, key: string) => [State, Happening[], Answer]} */
function openDoor(state, key) {
  const ahead = next(state, state.facing);
  const door = state.closed.find((it) => isAt(it, ahead));
  if (!door) {
    return refused(state, "no_door");
  }
  if (!state.held.includes(key)) {
    return refused(state, "no_such_key");
  }
  if (door.kind !== key) {
    return [counted(state), [{ type: "rattled", door }], { value: false }];
  }
  const closed = state.closed.filter((it) => it !== door);
  return [{ ...counted(state), closed }, [{ type: "opened", door }], { value: true }];
}

/** @type {(state: State, code: string) => [State, Happening[], Answer]} */
function refused(state, code) {
  return [state, [{ type: "refused", code }], { refused: code }];
}

/** @type {(state: State) => State} */
function counted(state) {
  return { ...state, commands: state.commands + 1 };
}

/** @type {(level: Level, state: State) => boolean} */
function lacksKeys(level, state) {
  return level.isSteered && state.pressed === 0;
}

/** @type {(state: State, direction: string) => Facing} */
function facingTo(state, direction) {
  const by = SIGHT[/** @type {keyof typeof SIGHT} */ (direction)] ?? 0;
  return /** @type {Facing} */ ((state.facing + by) % 4);
}

/** @type {(place: Place, facing: Facing) => Place} */
function next({ x, y }, facing) {
  const [dx, dy] = WAYS[facing];
  return { x: x + dx, y: y + dy };
}

/** @type {(one: Place, other: Place) => boolean} */
function isAt(one, other) {
  return one.x === other.x && one.y === other.y;
}
