/** What is said of a state and of what happens, in the words of texts.js; pure. */

import { gemsLeft, seen } from "./logic.js";
import { DESCRIBED, DIRECTIONS, FACINGS, KINDS, MISSING, NOTHING, REACHED, REFUSED, SAID, THINGS } from "./texts.js";

/** @typedef {(told: unknown, values?: Record<string, string | number>) => string} Text tells in the learner's language */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").Happening} Happening */

/** One short line for a screen reader. @type {(events: Happening[], text: Text) => string} */
export function said(events, text) {
  const steps = events.filter((it) => it.type === "stepped").length;
  const parts = steps > 0 ? [text(steps === 1 ? SAID.step : SAID.steps, { n: steps })] : [];
  for (const event of events) {
    switch (event.type) {
      case "bumped":
        parts.push(text(SAID.bumped, { what: text(THINGS[event.isDoor ? "door" : "wall"]) }));
        break;
      case "turned":
        parts.push(text(SAID.turned, { where: text(FACINGS[event.facing]) }));
        break;
      case "looked":
        parts.push(text(SAID.looked, {
          where: text(DIRECTIONS[/** @type {keyof typeof DIRECTIONS} */ (event.direction)]),
          what: text(THINGS[/** @type {keyof typeof THINGS} */ (event.what)]),
        }));
        break;
      case "picked":
        parts.push(text(SAID.picked, { what: kind(event.thing.kind, text) }));
        break;
      case "opened":
      case "rattled":
      case "woke":
        parts.push(text(SAID[event.type]));
        break;
      default:
    }
  }
  return parts.join(" ");
}

/** @type {(event: { gems: number, keys: boolean }, text: Text) => string} */
export function saidMissing({ gems }, text) {
  return gems > 0 ? text(gems === 1 ? MISSING.gem : MISSING.gems, { n: gems }) : text(MISSING.keys);
}

/** @type {(stars: number, state: State, level: Level, text: Text) => string} */
export function saidReached(stars, { commands }, { par }, text) {
  return text(REACHED[/** @type {1} */ (stars)], { n: commands, par });
}

/** @type {(code: string, command: import("./logic.js").Command, state: State, text: Text) => string} */
export function refusalText(code, { params }, { held }, text) {
  const told = REFUSED[/** @type {keyof typeof REFUSED} */ (code)] ?? REFUSED.unknown;
  // The words that a program needs, as they are: not translated.
  const names = held.map((it) => `"${it}"`).join(", ") || text(NOTHING);
  return text(told, { key: String(params[0] ?? "").slice(0, 40), held: names });
}

/** What is to be seen, in some sentences. @type {(level: Level, state: State, text: Text) => string} */
export function describe(level, state, text) {
  const listed = (/** @type {import("./logic.js").Thing[]} */ things, /** @type {(it: import("./logic.js").Thing) => string} */ name) =>
    things.map((it) => text(DESCRIBED.thing, { what: name(it), x: it.x, y: it.y })).join(", ");
  const around = Object.entries(DIRECTIONS).map(([direction, where]) =>
    text(SAID.looked, { where: text(where), what: text(THINGS[seen(level, state, direction)]) }));
  const hasGems = level.items.some((it) => it.kind === "gem");
  return [
    text(DESCRIBED.robot, { x: state.x, y: state.y, where: text(FACINGS[state.facing]) }),
    ...around,
    text(DESCRIBED.exit, level.exit),
    state.lying.length > 0 ? text(DESCRIBED.lying, { what: listed(state.lying, (it) => kind(it.kind, text)) }) : "",
    hasGems && gemsLeft(state) === 0 ? text(DESCRIBED.gems, { n: state.gems }) : "",
    state.closed.length > 0 ? text(DESCRIBED.doors, { what: listed(state.closed, (it) => kind(it.kind, text)) }) : "",
    state.held.length > 0 ? text(DESCRIBED.held, { what: state.held.map((it) => kind(it, text)).join(", ") }) : "",
    state.hasReached ? text(DESCRIBED.out) : "",
  ].filter(Boolean).join(" ");
}

/** @type {(name: string, text: Text) => string} */
function kind(name, text) {
  return text(KINDS[/** @type {keyof typeof KINDS} */ (name)]);
}
