/**
 * The rules of the arena, pure: a state and a command give another state, what happens, and the answers.
 *
 * All robots decide at once on what they see; when the last has decided, the turn is played (turn.js).
 */

import { DIRECTIONS, zoneOf } from "./field.js";
import { ranking } from "./ranking.js";
import { PATIENCE, isAsleep, isStanding, newRobot, robotOf, undecided } from "./robots.js";
import { SENSORS, answerOf } from "./sensors.js";
import { playTurn } from "./turn.js";
import { pick, shuffle } from "../kit/random.js";

/** What a robot decides for a turn. */
export const ACTS = ["move", "shoot", "shield", "rest", "pickUp"];
const SEATS = 8;

/**
 * What a row of a level's map is made of: `#` wall, `.` floor, `+` an energy cell, `1` to `8` where robots begin.
 *
 * @typedef {import("./field.js").Place} Place
 * @typedef {import("./field.js").Direction} Direction
 * @typedef {{ rows: string[], bots?: string[], goal?: Goal, energy?: number, bot_energy?: number, turns?: number, turn_ms?: number,
 *   cells?: { every: number, most: number }, zone?: { from: number, every: number } }} LevelData
 * @typedef {{ cells?: number }} Goal so many cells; without it, to be the last one standing
 * @typedef {{ width: number, height: number, floor: boolean[][], starts: Place[], cells: Place[], bots: string[], goal: Goal,
 *   energy: number, botEnergy: number, turns: number, turnMs: number, newCells: { every: number, most: number },
 *   shrinking: { from: number, every: number } | null, par: number }} Level what never changes
 * @typedef {{ action: string, params: unknown[] }} Decision
 * @typedef {{ actor: number, name: string, language: string, bot: string, x: number, y: number, facing: Direction,
 *   energy: number, full: number, hits: number, cells: number, fell: number, hitFrom: Direction | "none", lates: number, isLate: boolean,
 *   hasLeft: boolean, decision: Decision | null, luck: number }} Robot `full`: energy at first, which rest gives back; `fell`: in which turn, 0 while it stands;
 *   `lates`: turns in a row that it was late
 * @typedef {{ actor: number, name: string, place: number, points: number }} Ranked
 * @typedef {{ hasStarted: boolean, isOver: boolean, hasReached: boolean, isAlone: boolean, turn: number, seed: number, chance: number,
 *   robots: Robot[], cells: Place[], rings: number, waitingFor: number[], result: Ranked[] }} State plain JSON;
 *   `hasReached`: the match is over, or, for a learner alone, the goal is reached
 * @typedef {{ actor?: number, action: string, params?: readonly unknown[] }} Command
 * @typedef {{ actor: number, value: unknown } | { actor: number, refused: string }} Answer
 * @typedef {{ type: "joined", actor: number } | { type: "started" } | { type: "late", actor: number }
 *   | { type: "slept", actor: number } | { type: "woke", actor: number } | { type: "left", actor: number, reason: string, name?: string }
 *   | { type: "scanned", actor: number, direction: string, distance: number, what: string }
 *   | { type: "refused", actor: number, code: string }
 *   | { type: "shielded", actor: number }
 *   | { type: "moved", actor: number, from: Place, to: Place, direction: Direction }
 *   | { type: "blocked", actor: number, direction: Direction }
 *   | { type: "shot", actor: number, direction: Direction, to: Place, target: number, outcome: string }
 *   | { type: "rested", actor: number, energy: number } | { type: "picked", actor: number, place: Place, gained: number }
 *   | { type: "groped", actor: number } | { type: "burnt", actor: number, energy: number }
 *   | { type: "leaked", actor: number, energy: number }
 *   | { type: "fell", actor: number, place: Place, by: number }
 *   | { type: "appeared", place: Place } | { type: "shrank", rings: number } | { type: "turned", turn: number }
 *   | { type: "over", winners: number[] } | { type: "lost" } | { type: "reached", stars: number, turns: number }} Happening
 */

/**
 * A level of the manifest as the rules want it.
 *
 * @param {{ data: LevelData, par?: number }} level
 * @returns {Level}
 */
export function readLevel({ data, par = 1000 }) {
  const rows = data.rows.map((row) => [...row]);
  const places = rows.flatMap((row, y) => row.map((sign, x) => ({ sign, x, y })));
  const placed = (/** @type {string} */ wanted) =>
    places.filter(({ sign }) => sign === wanted).map(({ x, y }) => ({ x, y }));
  return {
    width: Math.max(...rows.map((row) => row.length)),
    height: rows.length,
    floor: rows.map((row) => row.map((sign) => sign !== "#" && sign !== " ")),
    starts: Array.from({ length: SEATS }, (_, it) => placed(String(it + 1))).flat(),
    cells: placed("+"),
    bots: data.bots ?? [],
    goal: data.goal ?? {},
    energy: data.energy ?? 10,
    botEnergy: data.bot_energy ?? data.energy ?? 10,
    turns: data.turns ?? 200,
    turnMs: data.turn_ms ?? 1000,
    newCells: data.cells ?? { every: 0, most: 0 },
    shrinking: data.zone ?? null,
    par,
  };
}

/**
 * The state before the first command: a learner alone stands among the bots of the level, and the first turn has begun.
 * With the first `@join` it becomes a match that waits for its start.
 *
 * @param {Level} level
 * @param {number} [seed]
 * @returns {State}
 */
export function begin(level, seed = 1) {
  const state = { ...emptyState(seed), robots: [newRobot(1, "", "")] };
  start(level, state);
  return counted(state);
}

/**
 * Plays one command. A command without an actor is the first one's.
 *
 * @param {Level} level
 * @param {State} state
 * @param {Command} command
 * @returns {[State, Happening[], Answer[]]}
 */
export function play(level, state, { actor = 1, action, params = [] }) {
  if (action === "@join") {
    return join(level, state, actor, String(params[0] ?? ""), String(params[1] ?? ""));
  }
  if (action === "@start") {
    return begun(level, state);
  }
  const known = robotOf(state, actor);
  if (!known || known.bot !== "") {
    return refused(state, actor, "not_here");
  }
  if (action === "@late" || action === "@leave") {
    return away(level, state, actor, action, String(params[0] ?? ""));
  }
  if (!ACTS.includes(action) && !SENSORS.includes(action)) {
    return refused(state, actor, "unknown");
  }
  if (known.decision) {
    return refused(state, actor, "busy");
  }
  return state.hasStarted && SENSORS.includes(action)
    ? ask(level, state, actor, { action, params: [...params] })
    : decide(level, state, actor, { action, params: [...params] });
}

/** @type {(level: Level, state: State, actor: number, name: string, language: string) => [State, Happening[], Answer[]]} */
function join(level, state, actor, name, language) {
  const lobby = state.isAlone ? { ...emptyState(state.seed), isAlone: false } : state;
  const others = lobby.robots.filter((it) => it.actor !== actor);
  if (lobby.hasStarted || others.length >= Math.min(SEATS, level.starts.length)) {
    return refused(state, actor, lobby.hasStarted ? "has_begun" : "full");
  }
  const robots = [...others, newRobot(actor, name, language)].sort((one, other) => one.actor - other.actor);
  return [counted({ ...lobby, robots }), [{ type: "joined", actor }], []];
}

/** @type {(level: Level, state: State) => [State, Happening[], Answer[]]} */
function begun(level, state) {
  if (state.hasStarted) {
    return [state, [], []];
  }
  const after = copyOf(state);
  start(level, after);
  /** @type {Answer[]} */
  const answers = [];
  // What was asked before is answered now.
  for (const robot of after.robots) {
    if (robot.decision && SENSORS.includes(robot.decision.action)) {
      answers.push({ actor: robot.actor, value: answerOf(level, after, robot, robot.decision)[0] });
      robot.decision = null;
    }
  }
  return settled(level, after, [{ type: "started" }], answers);
}

/** @type {(level: Level, state: State, actor: number, decision: Decision) => [State, Happening[], Answer[]]} */
function ask(level, state, actor, decision) {
  const isChanged = decision.action === "roll";
  const after = isChanged ? copyOf(state) : state;
  const robot = own(after, actor);
  const [value, events] = answerOf(level, after, robot, decision);
  return [after, events, [{ actor, value }]];
}

/** @type {(level: Level, state: State, actor: number, decision: Decision) => [State, Happening[], Answer[]]} */
function decide(level, state, actor, decision) {
  const after = copyOf(state);
  const robot = own(after, actor);
  if (state.isOver || !isStanding(robot)) {
    return refused(state, actor, isStanding(robot) ? "over" : "out");
  }
  /** @type {Happening[]} */
  const events = isAsleep(robot) ? [{ type: "woke", actor }] : [];
  Object.assign(robot, { decision, lates: 0, isLate: false, hasLeft: false });
  return settled(level, after, events, []);
}

/** @type {(level: Level, state: State, actor: number, action: "@late" | "@leave", reason: string) => [State, Happening[], Answer[]]} */
function away(level, state, actor, action, reason) {
  const after = copyOf(state);
  const robot = own(after, actor);
  if (action === "@leave") {
    if (!after.hasStarted) {
      // Who goes before the start was never there.
      after.robots = after.robots.filter((it) => it !== robot);
      return [counted(after), [{ type: "left", actor, reason, name: robot.name }], []];
    }
    Object.assign(robot, { hasLeft: true, decision: null });
    return settled(level, after, [{ type: "left", actor, reason }], []);
  }
  if (!state.waitingFor.includes(actor)) {
    return [state, [], []];
  }
  Object.assign(robot, { isLate: true, lates: robot.lates + 1 });
  const events = /** @type {Happening[]} */ ([{ type: "late", actor }]);
  return settled(level, after, robot.lates === PATIENCE ? [...events, { type: "slept", actor }] : events, []);
}

/** Plays turns as long as nobody is waited for. @type {(level: Level, state: State, events: Happening[], answers: Answer[]) => [State, Happening[], Answer[]]} */
function settled(level, state, events, answers) {
  while (state.hasStarted && !state.isOver && undecided(state).length === 0) {
    const [turnEvents, turnAnswers] = playTurn(level, state);
    events.push(...turnEvents);
    answers.push(...turnAnswers);
  }
  return [counted(state), events, answers];
}

/** @type {(state: State) => State} */
function counted(state) {
  return { ...state, waitingFor: undecided(state), result: ranking(state) };
}

/** @type {(seed: number) => State} */
function emptyState(seed) {
  return {
    hasStarted: false, isOver: false, hasReached: false, isAlone: true, turn: 0, seed, chance: seed | 0,
    robots: [], cells: [], rings: 0, waitingFor: [], result: [],
  };
}

/** Places the robots, with the bots where one learner is alone, and begins the first turn. @type {(level: Level, state: State) => void} */
function start(level, state) {
  const isPractice = state.robots.length <= 1;
  if (isPractice) {
    const first = Math.max(0, ...state.robots.map((it) => it.actor)) + 1;
    const bots = level.bots.slice(0, level.starts.length - state.robots.length);
    state.robots.push(...bots.map((bot, it) => newRobot(first + it, "", "", bot)));
  }
  let starts = level.starts;
  if (!isPractice) {
    [state.chance, starts] = shuffle(state.chance, level.starts);
  }
  for (const [it, robot] of state.robots.entries()) {
    const place = starts[it] ?? { x: 1, y: 1 };
    [state.chance, robot.luck] = pick(state.chance, 2_147_483_647);
    const full = robot.bot === "" ? level.energy : level.botEnergy;
    Object.assign(robot, place, { energy: full, full, facing: inward(level, place) });
  }
  Object.assign(state, { hasStarted: true, turn: 1, cells: level.cells.map((it) => ({ ...it })) });
}

/** Robots look to the middle at first. @type {(level: Level, place: Place) => Direction} */
function inward(level, { x, y }) {
  const { left, right, top, bottom } = zoneOf(level, 0);
  const [dx, dy] = [(left + right) / 2 - x, (top + bottom) / 2 - y];
  return Math.abs(dx) >= Math.abs(dy) ? (dx >= 0 ? DIRECTIONS[1] : DIRECTIONS[3]) : dy >= 0 ? DIRECTIONS[2] : DIRECTIONS[0];
}

/** @type {(state: State, actor: number, code: string) => [State, Happening[], Answer[]]} */
function refused(state, actor, code) {
  return [state, [{ type: "refused", actor, code }], [{ actor, refused: code }]];
}

/** @type {(state: State, actor: number) => Robot} */
function own(state, actor) {
  return /** @type {Robot} */ (robotOf(state, actor));
}

/** @type {(state: State) => State} */
function copyOf(state) {
  return JSON.parse(JSON.stringify(state));
}
