/** What is said of a state and of what happens, in the words of texts.js; pure. */

import { LONGEST_WAIT_MS, playing } from "./logic.js";
import { readPattern } from "./pattern.js";
import { DESCRIBED, INSTRUMENT_NAMES, LIGHT_NAMES, NOBODY, REACHED, REFUSED, SAID, SCALE_NAMES, VISUAL_NAMES } from "./texts.js";

/** @typedef {import("../kit/rules-game.js").Text} Text */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Happening} Happening */

/** One short line for a screen reader. @type {(events: Happening[], text: Text) => string} */
export function said(events, text) {
  return events.map((event) => {
    switch (event.type) {
      case "began":
        return text(SAID.began, { what: text(INSTRUMENT_NAMES[event.instrument]), pattern: event.pattern.slice(0, 60) });
      case "hit":
        return text(SAID.hit, { what: text(INSTRUMENT_NAMES[event.hit.instrument]), note: event.hit.note });
      case "stopped":
        return text(SAID.stopped, { what: listed(event.instruments, text) });
      case "tempo":
        return text(SAID.tempo, { bpm: event.bpm });
      case "scaled":
        return text(SAID.scaled, { root: event.root, scale: text(named(SCALE_NAMES, event.scale)) });
      case "volume":
        return text(SAID.volume, { volume: event.volume });
      case "lit":
        return text(SAID.lit, { light: text(named(LIGHT_NAMES, event.light)) });
      case "shown":
        return text(SAID.shown, { visual: text(named(VISUAL_NAMES, event.visual)) });
      default:
        return "";
    }
  }).filter(Boolean).join(" ");
}

/** @type {(stars: number, state: State, par: number, text: Text) => string} */
export function saidReached(stars, { commands }, par, text) {
  return text(REACHED[/** @type {1} */ (stars)], { n: commands, par });
}

/** @type {(code: string, command: import("./logic.js").Command, state: State, text: Text) => string} */
export function refusalText(code, { params }, { tempo }, text) {
  const pattern = readPattern(String(params[1] ?? ""));
  const fault = "wrong" in pattern ? pattern : { wrong: String(params[1] ?? "").slice(0, 20), place: 1 };
  const most = Math.floor(LONGEST_WAIT_MS * tempo.bpm / 60_000);
  return text(REFUSED[/** @type {keyof typeof REFUSED} */ (code)] ?? REFUSED.unknown, { sign: `"${fault.wrong}"`, place: fault.place, most });
}

/** What is to be seen and heard, in some sentences. @type {(level: unknown, state: State, text: Text) => string} */
export function describe(_level, state, text) {
  return [
    text(DESCRIBED.picture, { visual: text(named(VISUAL_NAMES, state.visual)), light: text(named(LIGHT_NAMES, state.light)) }),
    text(DESCRIBED.tempo, { bpm: state.tempo.bpm, root: state.root, scale: text(SCALE_NAMES[state.scale]) }),
    ...playing(state).map((it) => text(DESCRIBED.voice, { what: text(INSTRUMENT_NAMES[it]), pattern: state.voices[it]?.text ?? "" })),
    playing(state).length === 0 ? text(DESCRIBED.quiet) : "",
    state.hasReached ? text(DESCRIBED.reached) : "",
  ].filter(Boolean).join(" ");
}

/** @type {(instruments: import("./notes.js").Instrument[], text: Text) => string} */
function listed(instruments, text) {
  return instruments.map((it) => text(INSTRUMENT_NAMES[it])).join(", ") || text(NOBODY);
}

/** @type {(names: Record<string, import("../kit/text.js").Told>, name: string) => import("../kit/text.js").Told} */
function named(names, name) {
  return names[name] ?? { en: name, fr: name, de: name, it: name };
}
