/** What is to be reached in each level, pure: a look at the state says whether it is. */

import { NAMES, isDrum } from "./notes.js";
import { readPattern } from "./pattern.js";
import { BEATS_PER_BAR } from "./time.js";

/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./notes.js").Instrument} Instrument */

/**
 * @param {string} goal as a level's `data.goal` names it
 * @param {State} state
 */
export function isReached(goal, state) {
  return GOALS[goal]?.(state) ?? false;
}

/** @type {Readonly<Record<string, (state: State) => boolean>>} */
const GOALS = {
  /** The kick is on every beat. */
  beat: (state) => [0, 1, 2, 3].every((it) => isOn(state, "kick", it)),
  /** Kick on 1 and 3, snare on 2 and 4 alone, and the hat goes through. */
  groove: (state) =>
    [0, 2].every((it) => isOn(state, "kick", it)) &&
    [1, 3].every((it) => isOn(state, "snare", it)) && ![0, 2].some((it) => isOn(state, "snare", it)) &&
    [0, 1, 2, 3, 4, 5, 6, 7].every((it) => isOn(state, "hat", it / 2)),
  /** A melody of eight notes or more, four of them different. */
  melody: (state) => melodic(state).some((it) => {
    const notes = strokesOf(state, it).flatMap(({ notes }) => notes);
    return notes.length >= 8 && new Set(notes).size >= 4;
  }),
  /** Six at once. */
  band: (state) => NAMES.filter((it) => state.voices[it]).length >= 6,
  /** One after the other: four play, and each came a bar or more after the one before. */
  build: (state) => {
    const starts = NAMES.flatMap((it) => state.voices[it]?.start ?? []).sort((one, other) => one - other);
    const apart = starts.filter((it, at) => at === 0 || it - (starts[at - 1] ?? 0) >= BEATS_PER_BAR);
    return apart.length >= 4;
  },
  /** The same melody in two instruments that play it one after the other. */
  canon: (state) => melodic(state).some((one) => melodic(state).some((other) => {
    const [first, second] = [state.voices[one], state.voices[other]];
    const pattern = first && readPattern(first.text);
    if (!first || !second || first.text !== second.text || !pattern || !("steps" in pattern) || pattern.strokes.length < 4) {
      return false;
    }
    const apart = second.start - first.start;
    return apart >= 1 && apart % pattern.beats !== 0;
  })),
  /** Single notes of a scale, each at a beat of its own, as chance has it. */
  dice: (state) => {
    const hits = state.hits.filter(({ instrument, note }) => !isDrum(instrument) && /^-?\d+$/.test(note));
    return new Set(hits.map(({ beat }) => beat)).size >= 12 && new Set(hits.map(({ note }) => note)).size >= 4;
  },
  /** Four lights, each with a bar of its own, while something plays. */
  lights: (state) => {
    const bars = new Map(state.lights.map(({ light, beat }) => [Math.floor(beat / BEATS_PER_BAR + 1e-6), light]));
    return new Set(bars.values()).size >= 4 && NAMES.some((it) => state.voices[it]);
  },
  /** A show of one's own. */
  stage: (state) =>
    NAMES.some((it) => isDrum(it) && state.voices[it]) && melodic(state).length >= 2 && state.waits > 0 && state.lights.length > 0,
};

/** @type {(state: State) => Instrument[]} */
function melodic(state) {
  return NAMES.filter((it) => !isDrum(it) && state.voices[it]);
}

/** @type {(state: State, instrument: Instrument) => import("./pattern.js").Stroke[]} */
function strokesOf(state, instrument) {
  const pattern = readPattern(state.voices[instrument]?.text ?? "");
  return "steps" in pattern ? pattern.strokes : [];
}

/** Whether an instrument sounds at this place of every bar, 0 being its first beat. @type {(state: State, instrument: Instrument, place: number) => boolean} */
function isOn(state, instrument, place) {
  const voice = state.voices[instrument];
  const pattern = readPattern(voice?.text ?? "");
  if (!voice || !("steps" in pattern)) {
    return false;
  }
  // Where the bar of a pattern and that of the beat meet again.
  const bars = Math.min(16, pattern.steps);
  const hears = (/** @type {number} */ beat) => pattern.strokes.some(({ at }) => Math.abs(at - mod(beat - voice.start, pattern.beats)) < 0.01);
  return Array.from({ length: bars }, (_, bar) => bar * BEATS_PER_BAR + place).every(hears);
}

/** @param {number} value @param {number} by */
function mod(value, by) {
  return value - Math.floor(value / by + 1e-6) * by;
}
