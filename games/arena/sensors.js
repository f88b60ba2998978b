/** What a robot can ask: answered at once, from the turn as it began; pure. */

import { isAt, sight, steps, zoneOf } from "./field.js";
import { isStanding } from "./robots.js";
import { pick } from "../kit/random.js";

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Robot} Robot */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./field.js").Place} Place */

export const SENSORS = ["scan", "distance", "nearest", "position", "size", "zone", "energy", "hitFrom", "robotsLeft", "isPlaying", "roll"];

/**
 * The answer, and what is to be seen of the question. `roll` changes the luck of the robot, which must be one's own.
 *
 * @type {(level: Level, state: State, robot: Robot, asked: import("./logic.js").Decision) => [unknown, Happening[]]}
 */
export function answerOf(level, state, robot, { action, params }) {
  switch (action) {
    case "scan":
      return scan(level, state, robot, String(params[0] ?? "here"));
    case "distance": {
      const direction = /** @type {import("./field.js").Direction} */ (params[0] ?? "north");
      return [sight(level, state, robot, direction).distance, []];
    }
    case "nearest":
      return [nearest(state, robot, String(params[0] ?? "robot")), []];
    case "position":
      return [[robot.x, robot.y], []];
    case "size":
      return [[level.width, level.height], []];
    case "zone": {
      const { left, top, right, bottom } = zoneOf(level, state.rings);
      return [right < left ? [] : [left, top, right, bottom], []];
    }
    case "energy":
      return [robot.energy, []];
    case "hitFrom":
      return [robot.hitFrom, []];
    case "robotsLeft":
      return [state.robots.filter(isStanding).length, []];
    case "isPlaying":
      return [state.hasStarted && !state.isOver && isStanding(robot), []];
    default: {
      const [luck, number] = pick(robot.luck, Math.max(1, Number(params[0] ?? 6)));
      robot.luck = luck;
      return [number + 1, []];
    }
  }
}

/** @type {(level: Level, state: State, robot: Robot, direction: string) => [unknown, Happening[]]} */
function scan(level, state, robot, direction) {
  if (direction === "here") {
    return [state.cells.some((it) => isAt(it, robot)) ? "cell" : "nothing", []];
  }
  const { what, distance } = sight(level, state, robot, /** @type {import("./field.js").Direction} */ (direction));
  return [what, [{ type: "scanned", actor: robot.actor, direction, distance, what }]];
}

/** @type {(state: State, robot: Robot, kind: string) => number[]} */
function nearest(state, robot, kind) {
  /** @type {Place[]} */
  const all = kind === "cell" ? state.cells : state.robots.filter((it) => isStanding(it) && it.actor !== robot.actor);
  const sorted = [...all].sort((one, other) => steps(robot, one) - steps(robot, other) || one.y - other.y || one.x - other.x);
  return sorted[0] ? [sorted[0].x, sorted[0].y] : [];
}
