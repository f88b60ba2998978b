/** Robots that no program steers: what each decides, from what everybody can see; pure but for their own luck. */

import { DIRECTIONS, isAt, isFloor, isWithin, next, sight, steps, wayTo, zoneOf } from "./field.js";
import { isStanding, robotAt } from "./robots.js";
import { pick } from "../kit/random.js";

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Robot} Robot */
/** @typedef {import("./logic.js").Decision} Decision */
/** @typedef {import("./field.js").Direction} Direction */
/** @typedef {(level: Level, state: State, robot: Robot) => Decision} Bot */

/** A bot with less energy looks for a cell before it fights on. */
const HUNGRY = 5;
const REST = act("rest");

/** @type {Readonly<Record<string, Bot>>} */
const BOTS = {
  /** Stands there, and does nothing. */
  sitter: () => REST,

  /** Shoots into the same direction every other turn, the way it looks. */
  turret: (_level, { turn }, robot) => (turn % 2 === 1 && robot.energy > 1 ? act("shoot", robot.facing) : REST),

  /** Turns round and round, and shoots each way. */
  spinner: (_level, { turn }, robot) => (robot.energy > 3 ? act("shoot", DIRECTIONS[turn % 4]) : REST),

  /** Goes anywhere, and harms nobody. */
  walker(level, state, robot) {
    const free = DIRECTIONS.filter((it) => isFree(level, state, robot, it));
    const on = free.includes(robot.facing) && luck(robot, 4) > 0 ? robot.facing : free[luck(robot, Math.max(1, free.length))];
    return on ? act("move", on) : REST;
  },

  /** Lives on cells, and shoots only at who is near. */
  collector(level, state, robot) {
    return home(level, state, robot) ?? feed(level, state, robot) ?? shoot(level, state, robot, 3) ?? BOTS["walker"]?.(level, state, robot) ?? REST;
  },

  /** Looks for somebody to shoot at, and for a cell when it is weak. */
  hunter(level, state, robot) {
    const isWeak = robot.energy <= HUNGRY;
    return home(level, state, robot) ?? shoot(level, state, robot, 99) ?? (isWeak ? feed(level, state, robot) : null)
      ?? chase(level, state, robot) ?? REST;
  },
};

/** @type {Bot} */
export function decisionOf(level, state, robot) {
  return BOTS[robot.bot]?.(level, state, robot) ?? REST;
}

/** Back into the zone. @type {(level: Level, state: State, robot: Robot) => Decision | null} */
function home(level, state, robot) {
  const zone = zoneOf(level, state.rings);
  if (isWithin(zone, robot) || zone.right < zone.left) {
    return null;
  }
  const way = wayTo(level, state, robot, (it) => isWithin(zone, it));
  return way && isFree(level, state, robot, way) ? act("move", way) : null;
}

/** @type {(level: Level, state: State, robot: Robot, range: number) => Decision | null} */
function shoot(level, state, robot, range) {
  if (robot.energy <= 2) {
    return null;
  }
  const aims = DIRECTIONS.map((direction) => ({ direction, seen: sight(level, state, robot, direction) }))
    .filter(({ seen }) => seen.robot && seen.distance <= range)
    .sort((one, other) => one.seen.distance - other.seen.distance);
  return aims[0] ? act("shoot", aims[0].direction) : null;
}

/** @type {(level: Level, state: State, robot: Robot) => Decision | null} */
function feed(level, state, robot) {
  if (state.cells.some((it) => isAt(it, robot))) {
    return act("pickUp");
  }
  const way = wayTo(level, state, robot, (place) => state.cells.some((it) => isAt(it, place)));
  return way && isFree(level, state, robot, way) ? act("move", way) : null;
}

/** @type {(level: Level, state: State, robot: Robot) => Decision | null} */
function chase(level, state, robot) {
  const others = state.robots.filter((it) => isStanding(it) && it.actor !== robot.actor);
  const near = Math.min(...others.map((it) => steps(it, robot)));
  const target = others.find((it) => steps(it, robot) === near);
  const way = target && wayTo(level, state, robot, (it) => isAt(it, target));
  return way && isFree(level, state, robot, way) ? act("move", way) : null;
}

/** @type {(level: Level, state: State, robot: Robot, direction: Direction) => boolean} */
function isFree(level, state, robot, direction) {
  const to = next(robot, direction);
  return isFloor(level, to) && !robotAt(state, to);
}

/** @type {(robot: Robot, count: number) => number} */
function luck(robot, count) {
  const [after, number] = pick(robot.luck, count);
  robot.luck = after;
  return number;
}

/** @type {(action: string, ...params: unknown[]) => Decision} */
function act(action, ...params) {
  return { action, params };
}
