/**
 * Patterns, pure: a text becomes what sounds when.
 *
 * ```text
 *   x..x..X.              drums: a sign is a step, X is loud, . is a rest
 *   1 . 3 5               steps of the scale; c4 e4 g#4 are notes
 *   1+3+5 - - -           together, and held
 *   1 [5 5] x[xx]         two in one step
 *   x... | x.x.           | is only for the eye
 * ```
 *
 * A step is half a beat: eight of them are a bar.
 */

import { isNote } from "./notes.js";

export const STEP_BEATS = 0.5;
const MOST_STEPS = 64;
const MOST_IN_STEP = 4;
const MOST_TOGETHER = 4;

/**
 * @typedef {{ at: number, beats: number, notes: string[], isLoud: boolean }} Stroke `at` and `beats` in beats from the
 *   beginning of the pattern; a note `x` is the instrument's own
 * @typedef {{ steps: number, beats: number, strokes: Stroke[] }} Pattern
 * @typedef {{ wrong: string, place: number } | { tooLong: number } | { empty: true }} Fault
 */

/**
 * @param {string} text
 * @returns {Pattern | Fault}
 */
export function readPattern(text) {
  const signs = signsOf(text);
  /** @type {Stroke[]} */
  const strokes = [];
  let steps = 0;
  let at = 0;
  let part = 1;
  for (let place = 0; place < signs.length; place += 1) {
    const sign = signs[place] ?? "";
    if (sign === "[") {
      const end = signs.indexOf("]", place);
      const inside = end - place - 1;
      if (part !== 1 || inside < 1 || inside > MOST_IN_STEP || signs.slice(place + 1, end).includes("[")) {
        return { wrong: "[", place: steps + 1 };
      }
      part = 1 / inside;
      continue;
    }
    if (sign === "]") {
      if (part === 1 && signs[place - 2] !== "[") {
        return { wrong: "]", place: steps + 1 };
      }
      part = 1;
      at = Math.round(at / STEP_BEATS) * STEP_BEATS;
      continue;
    }
    const fault = add(strokes, sign, at, part * STEP_BEATS);
    if (fault) {
      return { wrong: sign.slice(0, 20), place: steps + 1 };
    }
    at += part * STEP_BEATS;
    steps = Math.round(at / STEP_BEATS + 0.49);
    if (steps > MOST_STEPS) {
      return { tooLong: MOST_STEPS };
    }
  }
  return steps === 0 ? { empty: true } : { steps, beats: steps * STEP_BEATS, strokes };
}

/** Drums need no blanks between their signs. @type {(text: string) => string[]} */
function signsOf(text) {
  const plain = text.replaceAll("|", " ").replaceAll("~", ".").trim();
  if (/^[xX.\-[\]\s]*$/.test(plain)) {
    return [...plain.replace(/\s/g, "")];
  }
  return plain.replace(/[[\]]/g, " $& ").split(/\s+/).filter(Boolean);
}

/** Adds a sign; gives whether it is none. @type {(strokes: Stroke[], sign: string, at: number, beats: number) => boolean} */
function add(strokes, sign, at, beats) {
  const last = strokes.at(-1);
  if (sign === ".") {
    return false;
  }
  if (sign === "-") {
    // Only what has not ended yet is held.
    if (last && Math.abs(last.at + last.beats - at) < 1e-6) {
      last.beats += beats;
    }
    return false;
  }
  if (sign === "x" || sign === "X") {
    strokes.push({ at, beats, notes: ["x"], isLoud: sign === "X" });
    return false;
  }
  const notes = sign.toLowerCase().split("+");
  if (notes.length > MOST_TOGETHER || !notes.every(isNote)) {
    return true;
  }
  strokes.push({ at, beats, notes, isLoud: false });
  return false;
}
