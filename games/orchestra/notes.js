/** Notes, scales and instruments, pure: what a name or a number of a note means as a key of the piano. */

export const ROOTS = ["c", "c#", "d", "d#", "e", "f", "f#", "g", "g#", "a", "a#", "b"];

/** Steps of a scale, in half tones above its root. */
export const SCALES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  pentatonic: [0, 2, 4, 7, 9],
  blues: [0, 3, 5, 6, 7, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  japanese: [0, 1, 5, 7, 8],
};

/** By instrument: the octave of its first step of a scale; drums have none. */
export const INSTRUMENTS = { kick: null, snare: null, hat: null, clap: null, bass: 2, pad: 3, lead: 4, pluck: 4, bell: 5 };
export const NAMES = /** @type {Instrument[]} */ (Object.keys(INSTRUMENTS));

const LOWEST = 24;
const HIGHEST = 108;
const FLATS = /** @type {Record<string, string>} */ ({ db: "c#", eb: "d#", gb: "f#", ab: "g#", bb: "a#" });

/**
 * @typedef {keyof typeof INSTRUMENTS} Instrument
 * @typedef {keyof typeof SCALES} ScaleName
 * @typedef {{ scale: ScaleName, root: string }} Key
 */

/** @param {Instrument} instrument */
export function isDrum(instrument) {
  return INSTRUMENTS[instrument] === null;
}

/**
 * Whether a text is a note: `c4`, `f#3`, `eb5`, or a step of the scale such as `1` or `-2`.
 *
 * @param {string} text
 */
export function isNote(text) {
  return /^[a-g][#b]?[1-7]$/.test(text) || /^-?[1-9]\d?$/.test(text);
}

/**
 * The key of the piano, 60 being the middle c, within what can be heard well.
 *
 * @param {string} note
 * @param {Instrument} instrument
 * @param {Key} key
 */
export function pitch(note, instrument, { scale, root }) {
  const named = /^([a-g][#b]?)([1-7])$/.exec(note);
  if (named?.[1] && named[2]) {
    const name = FLATS[named[1]] ?? named[1];
    const half = name === "e#" ? 5 : name === "b#" ? 12 : name === "cb" ? -1 : name === "fb" ? 4 : ROOTS.indexOf(name);
    return within(12 * (Number(named[2]) + 1) + half);
  }
  const steps = SCALES[scale];
  // There is no step 0: below the first is -1.
  const step = Number(note) > 0 ? Number(note) - 1 : Number(note);
  const octave = Math.floor(step / steps.length);
  const half = steps[step - octave * steps.length] ?? 0;
  return within(12 * ((INSTRUMENTS[instrument] ?? 4) + 1 + octave) + ROOTS.indexOf(root) + half);
}

/** @param {number} midi */
export function hertz(midi) {
  return 440 * 2 ** ((midi - 69) / 12);
}

/** By octaves into what can be heard. @param {number} midi */
function within(midi) {
  const low = midi < LOWEST ? midi + 12 * Math.ceil((LOWEST - midi) / 12) : midi;
  return low > HIGHEST ? low - 12 * Math.ceil((low - HIGHEST) / 12) : low;
}
