/** What sounds between two times of the clock, pure: a function of the state and the clock, and of nothing else. */

import { isDrum, pitch } from "./notes.js";
import { readPattern } from "./pattern.js";
import { playing } from "./logic.js";
import { notesOfBar, sceneOf } from "./show.js";
import { BEATS_PER_BAR, beatAt, msAt } from "./time.js";

/**
 * @typedef {import("./notes.js").Instrument} Instrument
 * @typedef {import("./logic.js").State} State
 * @typedef {{ instrument: Instrument, ms: number, beat: number, seconds: number, midi: number, loudness: number }} Note
 *   `ms` by the clock; `beat` in the bar
 */

/** @type {WeakMap<object, import("./pattern.js").Pattern>} */
const patterns = new WeakMap();

/**
 * The notes of those who play, and the single ones.
 *
 * @param {State & { origin: number }} state
 * @param {number} fromMs
 * @param {number} toMs
 * @returns {Note[]}
 */
export function notesBetween(state, fromMs, toMs) {
  const [from, to] = [beatAt(state.tempo, fromMs) - state.origin, beatAt(state.tempo, toMs) - state.origin];
  /** @type {Note[]} */
  const notes = [];
  const add = (/** @type {Instrument} */ instrument, /** @type {number} */ beat, /** @type {number} */ beats, /** @type {string[]} */ all, /** @type {number} */ loudness) => {
    const ms = msAt(state.tempo, beat + state.origin);
    const seconds = (msAt(state.tempo, beat + state.origin + beats) - ms) / 1000;
    for (const note of isDrum(instrument) ? ["1"] : all) {
      notes.push({ instrument, ms, beat: mod(beat, BEATS_PER_BAR), seconds, midi: pitch(note === "x" ? "1" : note, instrument, state), loudness });
    }
  };
  for (const name of playing(state)) {
    const voice = state.voices[name];
    if (voice?.before) {
      ofVoice(voice.before, from, Math.min(to, voice.start), (...stroke) => add(name, ...stroke));
    }
    if (voice) {
      ofVoice(voice, Math.max(from, voice.start), to, (...stroke) => add(name, ...stroke));
    }
  }
  for (const { instrument, note, beat, volume } of state.hits) {
    if (beat >= from && beat < to) {
      add(instrument, beat, 1, [note], volume / 100);
    }
  }
  return notes;
}

/**
 * The notes of the show by itself.
 *
 * @param {State} state
 * @param {number} fromMs
 * @param {number} toMs
 * @returns {Note[]}
 */
export function showBetween(state, fromMs, toMs) {
  const { tempo } = state;
  const [from, to] = [beatAt(tempo, fromMs), beatAt(tempo, toMs)];
  /** @type {Note[]} */
  const notes = [];
  for (let bar = Math.floor(from / BEATS_PER_BAR); bar * BEATS_PER_BAR < to; bar += 1) {
    const scene = sceneOf(bar);
    for (const { instrument, beat, beats, note, loudness } of notesOfBar(bar)) {
      const at = bar * BEATS_PER_BAR + beat;
      if (at >= from && at < to) {
        const ms = msAt(tempo, at);
        notes.push({ instrument, ms, beat, seconds: (msAt(tempo, at + beats) - ms) / 1000, midi: pitch(note, instrument, scene), loudness });
      }
    }
  }
  return notes;
}

/** The pattern of a voice, read once. @param {import("./logic.js").Voice} voice */
export function patternOf(voice) {
  let pattern = patterns.get(voice);
  if (!pattern) {
    const read = readPattern(voice.text);
    pattern = "steps" in read ? read : { steps: 1, beats: 1, strokes: [] };
    patterns.set(voice, pattern);
  }
  return pattern;
}

/** @type {(voice: import("./logic.js").Voice, from: number, to: number, add: (beat: number, beats: number, notes: string[], loudness: number) => void) => void} */
function ofVoice(voice, from, to, add) {
  const { beats, strokes } = patternOf(voice);
  for (let turn = Math.floor((from - voice.start) / beats - 1e-9); voice.start + turn * beats < to; turn += 1) {
    for (const { at, beats: long, notes, isLoud } of strokes) {
      const beat = voice.start + turn * beats + at;
      if (beat >= from - 1e-9 && beat < to - 1e-9) {
        add(beat, long, notes, voice.volume / 100 * (isLoud ? 1.25 : 0.9));
      }
    }
  }
}

/** @param {number} value @param {number} by */
function mod(value, by) {
  return value - Math.floor(value / by) * by;
}
