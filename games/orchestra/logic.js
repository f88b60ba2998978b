/**
 * The rules of the orchestra, pure: a state and a command give another state, what happens, and the answer.
 *
 * Time is counted in beats since the program began: `beat` is where its last wait was due, so a loop of waits never
 * drifts. After the parameters of a command may stand the time of the server's clock in milliseconds. Then `origin` is
 * the number that the clock has for beat 0; without it, as where a program is played without a page or again after a
 * reload, time stands still but in waits.
 */

import { isReached } from "./goals.js";
import { INSTRUMENTS, NAMES, isNote } from "./notes.js";
import { readPattern } from "./pattern.js";
import { BEATS_PER_BAR, barAfter, barFrom, beatAt, slideTo } from "./time.js";

/** A wait must be over before the server takes the stage for absent, after a bar to begin with. */
export const LONGEST_WAIT_MS = 20_000;
/** So much later than the beat that it waited for a program may still be: what it plays belongs to that beat. */
const LATE_BEATS = 1;
/** A program that is further behind, or further ahead, begins to count anew. */
const LOST_BEATS = 8;
const MOST_HITS = 16;
const MOST_REMEMBERED = 64;

/**
 * @typedef {import("./notes.js").Instrument} Instrument
 * @typedef {{ text: string, start: number, volume: number }} Voice what an instrument plays from beat `start` on
 * @typedef {{ instrument: Instrument, note: string, beat: number, volume: number }} Hit a note that sounds once
 * @typedef {{ goal: string, show: { afterSeconds: number, overPlaying: boolean } | null, par: number }} Level
 * @typedef {{
 *   tempo: import("./time.js").Tempo, origin: number | null, beat: number, lastMs: number | null, showEnds: number | null,
 *   scale: import("./notes.js").ScaleName, root: string, volume: number, light: string, visual: string,
 *   voices: Partial<Record<Instrument, Voice & { before: Voice | null }>>, hits: Hit[],
 *   lights: { light: string, beat: number }[], waits: number, commands: number, hasReached: boolean }} State
 *   `showEnds`: the number that the clock has for the beat where a show ends; `before`: what plays until `start`;
 *   `hits` and `lights` remember the last ones, for the goals
 * @typedef {{ action: string, params: unknown[] }} Command
 * @typedef {{ type: "began", instrument: Instrument, beat: number, pattern: string } | { type: "hit", hit: Hit }
 *   | { type: "stopped", instruments: Instrument[] } | { type: "tempo", bpm: number } | { type: "scaled", scale: string, root: string }
 *   | { type: "volume", volume: number, instrument: string } | { type: "lit", light: string } | { type: "shown", visual: string }
 *   | { type: "waited", beats: number } | { type: "reached", stars: number } | { type: "refused", code: string }} Happening
 * @typedef {{ value: unknown } | { refused: string }} Answer
 * @typedef {[State, Happening[], Answer]} Played
 */

/**
 * @param {{ data: { goal: string, show?: Level["show"] }, par?: number }} level
 * @returns {Level}
 */
export function readLevel({ data, par = 1000 }) {
  return { goal: data.goal, show: data.show ?? null, par };
}

/**
 * @param {Level} _level
 * @returns {State}
 */
export function begin(_level) {
  return {
    tempo: { bpm: 110, slide: null }, origin: null, beat: 0, lastMs: null, showEnds: null,
    scale: "major", root: "c", volume: 80, light: "aurora", visual: "sky",
    voices: {}, hits: [], lights: [], waits: 0, commands: 0, hasReached: false,
  };
}

/**
 * @param {Level} level
 * @param {State} state
 * @param {Command} command
 * @returns {Played}
 */
export function play(level, state, { action, params }) {
  const act = ACTS[action];
  if (!act) {
    return refused(state, "unknown");
  }
  const clock = params[act.takes];
  const ms = typeof clock === "number" ? clock : null;
  const begun = ms === null ? state : met(state, ms);
  const [after, events, answer] = act.perform(begun, params, ms);
  if ("refused" in answer) {
    return [state, events, answer];
  }
  const counted = act.isFree ? after : { ...after, commands: after.commands + 1 };
  if (counted.hasReached || !isReached(level.goal, counted)) {
    return [counted, events, answer];
  }
  return [{ ...counted, hasReached: true }, [...events, { type: "reached", stars: stars(level, counted) }], answer];
}

/**
 * The same state with its beats in the numbers of the clock: what was played without it begins with a bar.
 *
 * @param {State} state
 * @param {number} ms
 * @returns {State & { origin: number }}
 */
export function placed(state, ms) {
  const beat = beatAt(state.tempo, ms);
  // Nobody waits so far ahead: the clock was set back.
  const isBack = state.origin !== null && beat - state.origin < state.beat - LOST_BEATS;
  return { ...state, origin: state.origin === null || isBack ? barFrom(beat - state.beat) : state.origin };
}

/**
 * The beat of the program: where its last wait was due, or where the clock is.
 *
 * @param {State} state
 * @param {number | null} ms
 */
export function beatNow(state, ms) {
  return ms === null || state.origin === null ? state.beat : Math.max(state.beat, beatAt(state.tempo, ms) - state.origin);
}

/**
 * The beat where a wait of so many beats is over; 0 is for the next bar.
 *
 * @param {State} state
 * @param {number} beats
 * @param {number | null} ms
 */
export function dueAfter(state, beats, ms) {
  const now = beatNow(state, ms);
  if (beats === 0) {
    return barAfter(now);
  }
  const isLost = now > state.beat + Math.max(beats, LOST_BEATS);
  const from = isLost ? Math.ceil(now - 1e-6) : state.beat;
  return from + beats < now ? Math.ceil(now) : from + beats;
}

/** The names of those who play. @param {State} state */
export function playing({ voices }) {
  return NAMES.filter((it) => voices[it]);
}

/** @type {(level: Level, state: State) => number} */
export function stars({ par }, { commands }) {
  return commands <= par ? 3 : commands <= par * 2 ? 2 : 1;
}

/** The state where a command comes at a time of the clock. @type {(state: State, ms: number) => State} */
function met(state, ms) {
  return { ...placed(state, ms), lastMs: ms, showEnds: barFrom(beatAt(state.tempo, ms)) };
}

/**
 * What each action does; `takes` is how many parameters come before the clock.
 *
 * @type {Readonly<Record<string, { takes: number, isFree?: boolean, perform: (state: State, params: unknown[], ms: number | null) => Played }>>}
 */
const ACTS = {
  play: {
    takes: 3,
    perform(state, [name, text, volume], ms) {
      const pattern = readPattern(String(text ?? ""));
      if (!("steps" in pattern)) {
        return refused(state, "wrong" in pattern ? "bad_pattern" : "tooLong" in pattern ? "long_pattern" : "empty_pattern");
      }
      const instrument = instrumentOf(name);
      const voice = { text: String(text), start: startOf(state, ms), volume: Number(volume ?? 80) };
      const voices = { ...state.voices, [instrument]: { ...voice, before: goingOn(state, instrument, voice.start) } };
      return [{ ...state, voices }, [{ type: "began", instrument, beat: voice.start, pattern: voice.text }], { value: null }];
    },
  },
  hit: {
    takes: 3,
    perform(state, [name, given, volume], ms) {
      const instrument = instrumentOf(name);
      const note = String(given ?? "1").trim().toLowerCase();
      if (!isNote(note)) {
        return refused(state, "bad_note");
      }
      const hit = { instrument, note, beat: hitBeat(state, ms), volume: Number(volume ?? 80) };
      return [{ ...state, hits: [...state.hits, hit].slice(-MOST_HITS) }, [{ type: "hit", hit }], { value: null }];
    },
  },
  stop: {
    takes: 1,
    perform(state, [name]) {
      const { [instrumentOf(name)]: gone, ...voices } = state.voices;
      return [{ ...state, voices }, gone ? [{ type: "stopped", instruments: [instrumentOf(name)] }] : [], { value: null }];
    },
  },
  silence: {
    takes: 0,
    perform: (state) => [{ ...state, voices: {}, hits: [] }, [{ type: "stopped", instruments: playing(state) }], { value: null }],
  },
  tempo: {
    takes: 1,
    perform(state, [wanted], ms) {
      const bpm = Number(wanted ?? 110);
      return [changeTempo(state, bpm, ms), [{ type: "tempo", bpm }], { value: null }];
    },
  },
  scale: {
    takes: 2,
    perform(state, [name, root]) {
      const after = { ...state, scale: /** @type {State["scale"]} */ (String(name ?? "major")), root: String(root ?? "c") };
      return [after, [{ type: "scaled", scale: after.scale, root: after.root }], { value: null }];
    },
  },
  volume: {
    takes: 2,
    perform(state, [wanted, name]) {
      const volume = Number(wanted ?? 80);
      const instrument = String(name ?? "all");
      const voice = state.voices[/** @type {Instrument} */ (instrument)];
      const louder = voice ? { ...state, voices: { ...state.voices, [instrument]: { ...voice, volume } } } : state;
      return [instrument === "all" ? { ...state, volume } : louder, [{ type: "volume", volume, instrument }], { value: null }];
    },
  },
  light: {
    takes: 1,
    perform(state, [name], ms) {
      const light = String(name ?? "aurora");
      const lights = [...state.lights, { light, beat: beatNow(state, ms) }].slice(-MOST_REMEMBERED);
      return [{ ...state, light, lights }, [{ type: "lit", light }], { value: null }];
    },
  },
  visual: {
    takes: 1,
    perform(state, [name]) {
      const visual = String(name ?? "sky");
      return [{ ...state, visual }, [{ type: "shown", visual }], { value: null }];
    },
  },
  beat: {
    takes: 0,
    isFree: true,
    perform(state, _params, ms) {
      const beat = Math.floor(beatNow(state, ms) + 1e-6);
      return [state, [], { value: beat - Math.floor(beat / BEATS_PER_BAR) * BEATS_PER_BAR + 1 }];
    },
  },
  listen: {
    takes: 0,
    isFree: true,
    perform: (state) => [state, [], { value: playing(state) }],
  },
  waitBeats: {
    takes: 1,
    isFree: true,
    perform: (state, [beats], ms) => waited(state, Number(beats ?? 1), ms),
  },
  waitForBar: { takes: 0, isFree: true, perform: (state, _params, ms) => waited(state, 0, ms) },
};

/** @type {(state: State, beats: number, ms: number | null) => Played} */
function waited(state, beats, ms) {
  if (beats * 60_000 / state.tempo.bpm > LONGEST_WAIT_MS) {
    return refused(state, "long_wait");
  }
  const due = dueAfter(state, beats, ms);
  return [{ ...state, beat: due, waits: state.waits + 1 }, [{ type: "waited", beats: due - state.beat }], { value: null }];
}

/** Where a pattern begins: at the beat that was waited for, or with the next bar. @type {(state: State, ms: number | null) => number} */
function startOf(state, ms) {
  const now = beatNow(state, ms);
  return now <= state.beat + LATE_BEATS ? state.beat : barFrom(now);
}

/** Where a single note sounds: at the beat that was waited for, or with the next quarter of a beat. @type {(state: State, ms: number | null) => number} */
function hitBeat(state, ms) {
  const now = ms === null || state.origin === null ? state.beat : beatAt(state.tempo, ms) - state.origin;
  const isDue = now <= state.beat && state.waits > 0;
  return isDue || ms === null ? state.beat : Math.ceil(now * 4 + 0.2) / 4;
}

/** What an instrument plays until it plays something else. @type {(state: State, instrument: Instrument, start: number) => Voice | null} */
function goingOn(state, instrument, start) {
  const voice = state.voices[instrument];
  const current = voice && voice.start >= start ? voice.before : voice;
  return current ? { text: current.text, start: current.start, volume: current.volume } : null;
}

/** @type {(state: State, bpm: number, ms: number | null) => State} */
function changeTempo(state, bpm, ms) {
  const steady = { bpm, slide: null };
  if (ms === null || state.origin === null) {
    return { ...state, tempo: steady };
  }
  if (playing(state).length === 0) {
    // Nobody hears a jump where nothing plays: the beat is at once where the clock counts it.
    return { ...state, tempo: steady, origin: barFrom(beatAt(steady, ms) - beatNow(state, ms)), showEnds: barFrom(beatAt(steady, ms)) };
  }
  const [tempo, shift] = slideTo(state.tempo, bpm, ms);
  return { ...state, tempo, origin: state.origin + shift, showEnds: barFrom(beatAt(tempo, ms)) };
}

/** @type {(state: State, code: string) => Played} */
function refused(state, code) {
  return [state, [{ type: "refused", code }], { refused: code }];
}

/** The server checks names before. @type {(name: unknown) => Instrument} */
function instrumentOf(name) {
  return String(name) in INSTRUMENTS ? /** @type {Instrument} */ (String(name)) : "kick";
}
