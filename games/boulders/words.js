/** What is said of a state and of what happens, in the words of texts.js; pure. */

import { WAYS, isAt, isOpen, next, seen } from "./logic.js";
import { DESCRIBED, DIRECTIONS, HOPELESS, MISSING, REACHED, REFUSED, SAID, THINGS } from "./texts.js";

/** @typedef {(told: unknown, values?: Record<string, string | number>) => string} Text tells in the learner's language */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").Place} Place */
/** @typedef {import("./logic.js").Happening} Happening */

/** One short line for a screen reader. @type {(events: Happening[], text: Text) => string} */
export function said(events, text) {
  return events.map((event) => saidOf(event, text)).filter(Boolean).join(" ");
}

/** What is for the learner's console too. @type {(event: Happening, text: Text) => string} */
export function info(event, text) {
  if (event.type === "hopeless") {
    return text(HOPELESS[event.why]);
  }
  if (event.type !== "missing") {
    return "";
  }
  const { crystals, plates } = event;
  return crystals > 0 ? text(MISSING.crystals, { n: crystals }) : plates > 0 ? text(MISSING.plates, { n: plates }) : text(MISSING.keys);
}

/** @type {(stars: number, state: State, level: Level, text: Text) => string} */
export function saidReached(stars, { steps }, { par }, text) {
  return text(REACHED[/** @type {1} */ (stars)], { n: steps, par });
}

/** @type {(code: string, command: import("./logic.js").Command, state: State, text: Text) => string} */
export function refusalText(code, _command, _state, text) {
  return text(REFUSED[/** @type {keyof typeof REFUSED} */ (code)] ?? REFUSED.unknown);
}

/** What is to be seen, in some sentences. @type {(level: Level, state: State, text: Text) => string} */
export function describe(level, state, text) {
  const around = Object.keys(WAYS).map((it) => {
    const direction = /** @type {keyof typeof WAYS} */ (it);
    return text(DESCRIBED.around, { where: text(DIRECTIONS[direction]), what: text(THINGS[seen(level, state, next(state, direction))]) });
  });
  const free = (/** @type {readonly Place[]} */ places) => places.filter((place) => !state.boulders.some((it) => isAt(it, place)));
  const wet = level.water.filter((place) => !state.filled.some((it) => isAt(it, place)));
  const listed = (/** @type {keyof typeof DESCRIBED} */ kind, /** @type {readonly Place[]} */ places) =>
    places.length > 0 ? text(DESCRIBED[kind], { where: places.map(({ x, y }) => text(DESCRIBED.place, { x, y })).join("; ") }) : "";
  const far = level.isDark && !state.hasReached
    ? [text(DESCRIBED.dark)]
    : [
      text(DESCRIBED[isOpen(level, state) ? "open" : "closed"], level.exit),
      listed("crystals", state.crystals), listed("boulders", state.boulders), listed("water", wet), listed("plates", free(level.plates)),
    ];
  return [text(DESCRIBED.miner, { x: state.x, y: state.y }), ...around, ...far, state.hasReached ? text(DESCRIBED.out) : ""].filter(Boolean).join(" ");
}

/** @type {(event: Happening, text: Text) => string} */
function saidOf(event, text) {
  switch (event.type) {
    case "stepped":
    case "pushed":
      return text(SAID[event.type], { where: text(DIRECTIONS[event.facing]) });
    case "bumped":
      return event.what === "boulder"
        ? text(SAID.heavy)
        : text(SAID.bumped, { where: text(DIRECTIONS[event.facing]), what: text(THINGS[event.what]) });
    case "collected":
      return text(SAID.collected, { n: event.left });
    case "looked":
      return text(SAID.looked, { ...event.place, what: text(THINGS[event.what]) });
    case "splashed":
    case "clicked":
    case "released":
    case "opened":
    case "closed":
    case "undone":
    case "surveyed":
      return text(SAID[event.type]);
    default:
      return "";
  }
}
