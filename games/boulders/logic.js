/** The rules of the mine, pure: a state and a command give another state, what happens, and the answer. */

import { mishap } from "./mishap.js";

/**
 * What a row of a level's map is made of, and of the map that a program reads:
 * `#` rock, `.` floor, `@` the miner, `O` a boulder, `*` a crystal, `~` water, `_` a plate, `Q` a boulder on a plate,
 * `E` the door; one miner and one door in each level.
 */
const SIGNS = { wall: "#", free: ".", boulder: "O", crystal: "*", water: "~", plate: "_", door: "E" };
const HELD_PLATE = "Q";

/** Columns and rows that one step leads. */
export const WAYS = /** @type {const} */ ({ up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] });
/** So many steps can be taken back. */
const MOST_REMEMBERED = 200;

/**
 * @typedef {keyof typeof WAYS} Direction
 * @typedef {"free" | "wall" | "boulder" | "crystal" | "water" | "plate" | "door"} Seen
 * @typedef {{ x: number, y: number }} Place column and row, from 0
 * @typedef {Place & { id: number }} Boulder
 * @typedef {{ rows: string[], steered?: boolean, dark?: boolean, world?: string }} LevelData `steered`: the door stays
 *   shut until a key was pressed; `dark`: there is no map, and only what is next to the miner is seen; `world`: how it
 *   is painted
 * @typedef {{ width: number, height: number, floor: boolean[][], water: Place[], plates: Place[], exit: Place,
 *   boulders: Boulder[], crystals: Place[], miner: Place, isSteered: boolean, isDark: boolean, par: number,
 *   world: string }} Level what never changes
 * @typedef {{ x: number, y: number, facing: Direction, boulder?: Boulder, crystal?: Place, filled?: Place }} Past how it
 *   was before a step: the miner, and what else the step changed
 * @typedef {{ x: number, y: number, facing: Direction, boulders: Boulder[], crystals: Place[], filled: Place[],
 *   steps: number, pressed: number, past: Past[], hasKnocked: boolean, isHopeless: boolean, hasReached: boolean }} State what changes; plain JSON
 * @typedef {{ action: string, params: unknown[] }} Command
 * @typedef {{ boulder: Boulder, to: Place }} Push a boulder where it was, and where it comes to
 * @typedef {{ type: "stepped", from: Place, to: Place, facing: Direction }
 *   | { type: "pushed", from: Place, to: Place, facing: Direction, push: Push }
 *   | { type: "bumped", from: Place, to: Place, facing: Direction, what: Seen }
 *   | { type: "collected", crystal: Place, left: number } | { type: "splashed", boulder: Boulder }
 *   | { type: "clicked", plate: Place } | { type: "released", plate: Place }
 *   | { type: "opened" } | { type: "closed" } | { type: "missing", crystals: number, plates: number, keys: boolean }
 *   | { type: "undone", from: Place, past: Past, left: Place | null } | { type: "looked", place: Place, what: Seen }
 *   | { type: "surveyed" } | { type: "pressed", key: string } | { type: "hopeless", why: "blocked" | "lost", boulder: Boulder }
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
  const signs = rows.flatMap((row, y) => row.map((sign, x) => ({ sign, x, y })));
  const all = (/** @type {string} */ wanted) =>
    signs.filter(({ sign }) => wanted.includes(sign)).map(({ x, y }) => ({ x, y }));
  const [miner] = all("@");
  const [exit] = all(SIGNS.door);
  if (!miner || !exit) {
    throw new Error("A level needs a miner and a door.");
  }
  return {
    width,
    height: rows.length,
    floor: rows.map((_, y) => Array.from({ length: width }, (_, x) => !"# E".includes(rows[y]?.[x] ?? " "))),
    water: all(SIGNS.water),
    plates: all(SIGNS.plate + HELD_PLATE),
    exit,
    boulders: all(SIGNS.boulder + HELD_PLATE).map((place, id) => ({ ...place, id })),
    crystals: all(SIGNS.crystal),
    miner,
    isSteered: data.steered ?? false,
    isDark: data.dark ?? false,
    par,
    world: data.world ?? "",
  };
}

/**
 * The state before the first command.
 *
 * @param {Level} level
 * @returns {State}
 */
export function begin({ miner, boulders, crystals }) {
  return {
    x: miner.x, y: miner.y, facing: "down", boulders, crystals, filled: [], steps: 0, pressed: 0, past: [],
    hasKnocked: false, isHopeless: false, hasReached: false,
  };
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
  const [was, is] = [isOpen(level, state), isOpen(level, after)];
  const all = was === is ? events : [...events, /** @type {Happening} */ ({ type: is ? "opened" : "closed" })];
  if (isAt(after, level.exit) && !after.hasReached) {
    return [{ ...after, hasReached: true }, [...all, { type: "reached", stars: stars(level, after) }], answer];
  }
  const last = after.past.at(-1)?.boulder;
  const wrong = !after.isHopeless && after.steps > state.steps && last ? mishap(level, after, last.id) : undefined;
  return wrong ? [{ ...after, isHopeless: true }, [...all, { type: "hopeless", ...wrong }], answer] : [after, all, answer];
}

/**
 * Whether the door is open: every crystal is collected, every plate held down by a boulder, and a key was pressed
 * where the miner is to be steered.
 *
 * @param {Level} level
 * @param {State} state
 */
export function isOpen(level, state) {
  return state.crystals.length === 0 && platesLeft(level, state) === 0 && !lacksKeys(level, state);
}

/**
 * How many plates no boulder holds down.
 *
 * @param {Level} level
 * @param {State} state
 */
export function platesLeft({ plates }, { boulders }) {
  return plates.filter((plate) => !boulders.some((it) => isAt(it, plate))).length;
}

/**
 * What is in a field; the miner himself is not seen.
 *
 * @param {Level} level
 * @param {State} state
 * @param {Place} place
 * @returns {Seen}
 */
export function seen(level, state, place) {
  const is = (/** @type {readonly Place[]} */ places) => places.some((it) => isAt(it, place));
  if (isAt(level.exit, place)) {
    return "door";
  }
  if (!level.floor[place.y]?.[place.x]) {
    return "wall";
  }
  if (is(state.boulders)) {
    return "boulder";
  }
  if (is(state.crystals)) {
    return "crystal";
  }
  if (is(level.water) && !is(state.filled)) {
    return "water";
  }
  return is(level.plates) ? "plate" : "free";
}

/**
 * The mine as rows of signs, with the miner in it.
 *
 * @param {Level} level
 * @param {State} state
 */
export function mapRows(level, state) {
  return level.floor.map((row, y) => row.map((_, x) => {
    const what = seen(level, state, { x, y });
    const isHeld = what === "boulder" && level.plates.some((it) => isAt(it, { x, y }));
    return isAt(state, { x, y }) ? "@" : isHeld ? HELD_PLATE : SIGNS[what];
  }).join(""));
}

/**
 * Stars for so many steps.
 *
 * @param {Level} level
 * @param {State} state
 */
export function stars({ par }, { steps }) {
  return steps <= par ? 3 : steps <= par * 2 ? 2 : 1;
}

/** @type {(place: Place, direction: Direction) => Place} */
export function next({ x, y }, direction) {
  const [dx, dy] = WAYS[direction];
  return { x: x + dx, y: y + dy };
}

/** @type {(one: Place, other: Place) => boolean} */
export function isAt(one, other) {
  return one.x === other.x && one.y === other.y;
}

/** @type {(level: Level, state: State, command: Command) => [State, Happening[], Answer]} */
function perform(level, state, { action, params }) {
  switch (action) {
    case "move":
      return move(level, state, directionOf(params[0]));
    case "undo":
      return undo(state);
    case "look": {
      const place = next(state, directionOf(params[0]));
      const what = seen(level, state, place);
      return [state, [{ type: "looked", place, what }], { value: what }];
    }
    case "cell": {
      const place = { x: Number(params[0]), y: Number(params[1]) };
      const what = seen(level, state, place);
      return level.isDark ? refused(state, "too_dark") : [state, [{ type: "looked", place, what }], { value: what }];
    }
    case "readMap":
      return level.isDark ? refused(state, "too_dark") : [state, [{ type: "surveyed" }], { value: mapRows(level, state) }];
    case "position":
      return [state, [], { value: [state.x, state.y] }];
    case "crystalsLeft":
      return [state, [], { value: state.crystals.length }];
    case "isOut":
      return [state, [], { value: isAt(state, level.exit) }];
    case "waitForKey": {
      const key = String(params[0] ?? "");
      return [{ ...state, pressed: state.pressed + 1 }, [{ type: "pressed", key }], { value: key }];
    }
    default:
      return refused(state, "unknown");
  }
}

/** @type {(level: Level, state: State, facing: Direction) => [State, Happening[], Answer]} */
function move(level, state, facing) {
  const from = { x: state.x, y: state.y };
  const to = next(state, facing);
  const what = seen(level, state, to);
  const beyond = next(to, facing);
  const rolls = ["free", "plate", "water"].includes(seen(level, state, beyond));
  const isBlocked = what === "wall" || what === "water" || (what === "boulder" && !rolls) || (what === "door" && !isOpen(level, state));
  if (isBlocked) {
    return bump(level, { ...state, facing }, { type: "bumped", from, to, facing, what });
  }
  /** @type {Past} */
  const past = { ...from, facing: state.facing };
  const after = { ...state, ...to, facing, steps: state.steps + 1, hasKnocked: false };
  /** @type {Happening[]} */
  const events = [{ type: "stepped", from, to, facing }];
  if (what === "boulder") {
    const boulder = /** @type {Boulder} */ (state.boulders.find((it) => isAt(it, to)));
    past.boulder = boulder;
    events[0] = { type: "pushed", from, to, facing, push: { boulder, to: beyond } };
    events.push(...roll(level, state, after, past, beyond));
  } else if (what === "crystal") {
    past.crystal = to;
    after.crystals = state.crystals.filter((it) => !isAt(it, to));
    events.push({ type: "collected", crystal: to, left: after.crystals.length });
  }
  after.past = [...state.past, past].slice(-MOST_REMEMBERED);
  return [after, events, { value: true }];
}

/** A boulder rolls on to the next field. @type {(level: Level, state: State, after: State, past: Past, to: Place) => Happening[]} */
function roll(level, state, after, past, to) {
  const { boulder } = past;
  if (!boulder) {
    return [];
  }
  const isPlate = (/** @type {Place} */ place) => level.plates.some((it) => isAt(it, place));
  /** @type {Happening[]} */
  const events = isPlate(boulder) ? [{ type: "released", plate: { x: boulder.x, y: boulder.y } }] : [];
  if (seen(level, state, to) === "water") {
    past.filled = to;
    after.filled = [...state.filled, to];
    after.boulders = state.boulders.filter((it) => it !== boulder);
    return [...events, { type: "splashed", boulder: { ...boulder, ...to } }];
  }
  after.boulders = state.boulders.map((it) => (it === boulder ? { ...boulder, ...to } : it));
  return isPlate(to) ? [...events, { type: "clicked", plate: to }] : events;
}

/** @type {(level: Level, state: State, event: Extract<Happening, { type: "bumped" }>) => [State, Happening[], Answer]} */
function bump(level, state, event) {
  /** @type {Happening[]} */
  // A program that knocks again and again is told once.
  const missing = event.what === "door" && !state.hasKnocked
    ? [{ type: "missing", crystals: state.crystals.length, plates: platesLeft(level, state), keys: lacksKeys(level, state) }]
    : [];
  return [{ ...state, hasKnocked: event.what === "door" }, [event, ...missing], { value: false }];
}

/** @type {(state: State) => [State, Happening[], Answer]} */
function undo(state) {
  const past = state.past.at(-1);
  if (!past) {
    return [state, [], { value: false }];
  }
  const { x, y, facing, boulder, crystal, filled } = past;
  const left = boulder ? (filled ?? state.boulders.find((it) => it.id === boulder.id) ?? null) : null;
  /** @type {State} */
  const after = {
    ...state, x, y, facing,
    boulders: boulder ? [...state.boulders.filter((it) => it.id !== boulder.id), boulder] : state.boulders,
    crystals: crystal ? [...state.crystals, crystal] : state.crystals,
    filled: filled ? state.filled.filter((it) => !isAt(it, filled)) : state.filled,
    steps: state.steps - 1,
    past: state.past.slice(0, -1),
    isHopeless: state.isHopeless && !boulder,
  };
  return [after, [{ type: "undone", from: { x: state.x, y: state.y }, past, left }], { value: true }];
}

/** @type {(state: State, code: string) => [State, Happening[], Answer]} */
function refused(state, code) {
  return [state, [{ type: "refused", code }], { refused: code }];
}

/** @type {(level: Level, state: State) => boolean} */
function lacksKeys(level, state) {
  return level.isSteered && state.pressed === 0;
}

/** @type {(word: unknown) => Direction} */
function directionOf(word) {
  return typeof word === "string" && word in WAYS ? /** @type {Direction} */ (word) : "right";
}
