/** What is said of a state and of what happens, in the words of texts.js; pure. */

import { zoneOf } from "./field.js";
import { isStanding, robotOf } from "./robots.js";
import { BOTS, DESCRIBED, DIRECTIONS, NUMBERED, REACHED, REFUSED, SAID, THINGS, YOU } from "./texts.js";

/** @typedef {(told: unknown, values?: Record<string, string | number>) => string} Text tells in the learner's language */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").Robot} Robot */
/** @typedef {import("./logic.js").Happening} Happening */

/** @type {(robot: Robot, text: Text) => string} */
export function nameOf({ name, bot, actor }, text) {
  if (bot) {
    return text(BOTS[/** @type {keyof typeof BOTS} */ (bot)] ?? NUMBERED, { n: actor });
  }
  return name || text(actor === 1 ? YOU : NUMBERED, { n: actor });
}

/**
 * A few words for a screen reader: of a match with many robots only what matters is said.
 *
 * @type {(events: Happening[], text: Text, state: State) => string}
 */
export function said(events, text, state) {
  const isCrowd = !state.isAlone || state.robots.length > 3;
  const name = (/** @type {number} */ actor) => {
    const robot = robotOf(state, actor);
    return robot ? nameOf(robot, text) : "";
  };
  const parts = [];
  for (const event of events) {
    switch (event.type) {
      case "moved":
        // Where the others go can be asked for.
        if (event.actor === 1 && !isCrowd) {
          parts.push(text(SAID.moved, { name: name(event.actor), where: text(DIRECTIONS[event.direction]) }));
        }
        break;
      case "blocked":
      case "groped":
        if (event.actor === 1 && !isCrowd) {
          parts.push(text(SAID[event.type], { name: name(event.actor) }));
        }
        break;
      case "scanned":
        if (!isCrowd) {
          parts.push(text(SAID.scanned, {
            where: text(DIRECTIONS[/** @type {keyof typeof DIRECTIONS} */ (event.direction)]), n: event.distance,
            what: text(THINGS[/** @type {keyof typeof THINGS} */ (event.what)]),
          }));
        }
        break;
      case "shot":
        if (!isCrowd || event.outcome === "hit") {
          parts.push(text(SAID[/** @type {"hit"} */ (event.outcome)], { name: name(event.actor), other: name(event.target) }));
        }
        break;
      case "picked":
        if (!isCrowd) {
          parts.push(text(SAID.picked, { name: name(event.actor), n: event.gained }));
        }
        break;
      case "burnt":
        if (event.actor === 1 && !isCrowd) {
          parts.push(text(SAID.burnt, { name: name(event.actor) }));
        }
        break;
      case "left":
        // Who goes before the start is no robot any more.
        parts.push(text(SAID.left, { name: name(event.actor) || event.name || text(NUMBERED, { n: event.actor }) }));
        break;
      case "fell":
      case "joined":
      case "slept":
      case "woke":
        parts.push(text(SAID[event.type], { name: name(event.actor) }));
        break;
      case "shrank":
      case "started":
        parts.push(text(SAID[event.type]));
        break;
      case "over":
        parts.push(event.winners.length === 1 ? text(SAID.winner, { name: name(event.winners[0] ?? 0) }) : text(SAID.draw));
        break;
      default:
    }
  }
  return parts.join(" ");
}

/** @type {(event: { stars: number, turns: number }, level: Level, text: Text) => string} */
export function saidReached({ stars, turns }, { par }, text) {
  return text(REACHED[/** @type {1} */ (stars)], { n: turns, par });
}

/** @type {(code: string, text: Text) => string} */
export function refusalText(code, text) {
  return text(REFUSED[/** @type {keyof typeof REFUSED} */ (code)] ?? REFUSED.unknown);
}

/** What is to be seen, in some sentences. @type {(level: Level, state: State, text: Text) => string} */
export function describe(level, state, text) {
  const names = (/** @type {Robot[]} */ robots) => robots.map((it) => nameOf(it, text)).join(", ");
  if (!state.hasStarted) {
    return text(DESCRIBED.lobby, { names: names(state.robots) || "–" });
  }
  const robots = state.robots.map((it) => (isStanding(it)
    ? text(DESCRIBED.robot, { name: nameOf(it, text), x: it.x, y: it.y, energy: it.energy })
    : text(DESCRIBED.fallen, { name: nameOf(it, text) })));
  const zone = zoneOf(level, state.rings);
  const ranked = state.result.flatMap(({ actor }) => robotOf(state, actor) ?? []);
  return [
    text(DESCRIBED.arena, { width: level.width, height: level.height, turn: state.turn }),
    ...robots,
    state.cells.length > 0 ? text(DESCRIBED.cells, { places: state.cells.map(({ x, y }) => `${x}/${y}`).join(", ") }) : "",
    state.rings > 0 && zone.right >= zone.left ? text(DESCRIBED.zone, { ...zone }) : "",
    state.robots.length > 1 ? text(DESCRIBED.ranking, { names: names(ranked) }) : "",
  ].filter(Boolean).join(" ");
}
