/** The robots of a state, and who of them still plays; pure. */

/** How many turns in a row a robot may be late before it sleeps. */
export const PATIENCE = 3;

/** @typedef {import("./logic.js").Robot} Robot */
/** @typedef {import("./logic.js").State} State */

/** @type {(actor: number, name: string, language: string, bot?: string) => Robot} */
export function newRobot(actor, name, language, bot = "") {
  return {
    actor, name: name.slice(0, 40), language, bot, x: 0, y: 0, facing: "north", energy: 0, full: 0, hits: 0, cells: 0, fell: 0,
    hitFrom: "none", lates: 0, isLate: false, hasLeft: false, decision: null, luck: 0,
  };
}

/** @param {Robot} robot */
export function isStanding(robot) {
  return robot.fell === 0;
}

/** @param {Robot} robot */
export function isAsleep(robot) {
  return robot.lates >= PATIENCE;
}

/** @type {(state: Pick<State, "robots">, place: { x: number, y: number }) => Robot | undefined} */
export function robotAt({ robots }, { x, y }) {
  return robots.find((it) => isStanding(it) && it.x === x && it.y === y);
}

/** @type {(state: Pick<State, "robots">, actor: number) => Robot | undefined} */
export function robotOf({ robots }, actor) {
  return robots.find((it) => it.actor === actor);
}

/** Robots that stand, which programs of learners steer that have not ended. @param {Pick<State, "robots">} state */
export function steered({ robots }) {
  return robots.filter((it) => isStanding(it) && it.bot === "" && !it.hasLeft);
}

/**
 * Who has still to decide: who sleeps is waited for only where nobody else is left to play.
 *
 * @param {Pick<State, "robots" | "hasStarted" | "isOver">} state
 * @returns {number[]}
 */
export function undecided(state) {
  if (!state.hasStarted || state.isOver) {
    return [];
  }
  const all = steered(state);
  const awake = all.filter((it) => !isAsleep(it));
  return (awake.length > 0 ? awake : all).filter((it) => !it.decision && !it.isLate).map((it) => it.actor);
}
