/** What is said of a state and of what happens, in the words of texts.js; pure. */

import { walked } from "./acts.js";
import { NAMES } from "./colours.js";
import { partOf } from "./goal.js";
import { current, MOST_MARKS, MOST_TURTLES } from "./logic.js";
import { DESCRIBED, REACHED, REFUSED, SAID, TURTLE } from "./texts.js";

/** @typedef {(told: unknown, values?: Record<string, string | number>) => string} Text tells in the learner's language */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").Happening} Happening */

/** One short line for a screen reader. @type {(events: Happening[], text: Text, state: State) => string} */
export function said(events, text, state) {
  return events.map((event) => {
    switch (event.type) {
      case "drew":
      case "went":
        return text(SAID[event.type], { who: nameOf(state, event.turtle, text), n: Math.round(walked(event)) });
      case "turned":
        return text(SAID.turned, { who: nameOf(state, event.turtle, text), n: Math.round(state.turtles[event.turtle]?.heading ?? 0) % 360 });
      case "dotted":
        return text(SAID.dotted, { who: nameOf(state, event.turtle, text) });
      case "chosen":
      case "hatched":
        return text(SAID.chosen, { who: nameOf(state, event.turtle, text) });
      case "filled":
      case "cleared":
        return text(SAID[event.type]);
      default:
        return "";
    }
  }).filter(Boolean).join(" ");
}

/** @type {(stars: number, state: State, level: Level, text: Text) => string} */
export function saidReached(stars, { commands }, { par }, text) {
  return text(REACHED[/** @type {1} */ (stars)], { n: commands, par });
}

/** @type {(code: string, command: import("./logic.js").Command, state: State, text: Text) => string} */
export function refusalText(code, { params }, { turtles }, text) {
  const told = REFUSED[/** @type {keyof typeof REFUSED} */ (code)] ?? REFUSED.unknown;
  const names = code === "unknown_color" ? NAMES : turtles.map((it) => `"${it.name}"`);
  return text(told, { colour: String(params[0] ?? "").slice(0, 40), names: names.join(", "), most: MOST_MARKS, turtles: MOST_TURTLES });
}

/** What is to be seen, in some sentences. @type {(level: Level, state: State, text: Text) => string} */
export function describe({ goal }, state, text) {
  const turtles = state.turtles.map(({ x, y, heading, isDown }, it) => text(DESCRIBED.turtle, {
    who: nameOf(state, it, text), x: Math.round(x), y: Math.round(y), heading: Math.round(heading) % 360,
    pen: text(isDown ? DESCRIBED.down : DESCRIBED.up),
  }));
  return [
    text(DESCRIBED.paper),
    goal && text(DESCRIBED.pattern, { part: Math.floor(partOf(goal, state.progress) * 100) }),
    text(DESCRIBED.drawn, { n: state.marks }),
    ...turtles,
    turtles.length > 1 && text(DESCRIBED.obeys, { who: nameOf(state, state.at, text) }),
    state.hasReached && text(DESCRIBED.done),
  ].filter(Boolean).join(" ");
}

/** @type {(state: State, turtle: number, text: Text) => string} */
function nameOf(state, turtle, text) {
  return (state.turtles[turtle] ?? current(state)).name || text(TURTLE);
}
