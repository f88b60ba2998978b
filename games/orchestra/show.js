/**
 * The show by itself, pure: what sounds in a bar follows from the number of the bar alone, so that every display that
 * counts the same bars plays the same.
 *
 * ```text
 *   16 bars are a scene: its scale, chords, light and picture, and who plays
 *   | pad and bell | + bass, pluck | + drums | thinner again |
 * ```
 */

import { chance, pick, shuffle } from "../kit/random.js";
import { ROOTS } from "./notes.js";

const SCENE_BARS = 16;
const CHORDS = [[1, 6, 4, 5], [1, 5, 6, 4], [6, 4, 1, 5], [1, 4, 6, 5], [1, 3, 4, 4]];
const SCENE_SCALES = /** @type {const} */ (["major", "minor", "dorian", "major"]);
const LIGHTS = ["aurora", "ocean", "sunset", "forest", "candy", "ice", "gold", "fire"];
const VISUALS = ["sky", "rings", "hills"];
const KICKS = ["x...x...", "x.....x.", "x..x..x."];
const HATS = ["..x...x.", "x.x.x.x.", "..x..xx."];

/**
 * @typedef {import("./music.js").Note} Note
 * @typedef {{ scale: import("./notes.js").ScaleName, root: string, light: string, visual: string, chords: number[],
 *   kick: string, hat: string, seed: number }} Scene
 */

/**
 * The scene that a bar belongs to.
 *
 * @param {number} bar as the clock counts
 * @returns {Scene}
 */
export function sceneOf(bar) {
  const number = Math.floor(bar / SCENE_BARS);
  let seed = Math.imul(number, 0x9e3779b1) | 0;
  const choose = (/** @type {readonly any[]} */ from) => {
    const [after, at] = pick(seed, from.length);
    seed = after;
    return from[at];
  };
  return {
    scale: choose(SCENE_SCALES), root: choose(ROOTS), chords: choose(CHORDS), kick: choose(KICKS), hat: choose(HATS),
    // One after the other, so that none comes twice in a row.
    light: LIGHTS[mod(number, LIGHTS.length)] ?? "aurora",
    visual: VISUALS[mod(number, VISUALS.length)] ?? "sky",
    seed,
  };
}

/** How many bars of its scene were before. @param {number} bar */
export function placeInScene(bar) {
  return mod(bar, SCENE_BARS);
}

/**
 * The notes of a bar, by their beats within it.
 *
 * @param {number} bar
 * @returns {(Omit<Note, "ms" | "seconds" | "midi"> & { beats: number, note: string })[]}
 */
export function notesOfBar(bar) {
  const scene = sceneOf(bar);
  const place = placeInScene(bar);
  const chord = scene.chords[place % 4] ?? 1;
  /** @type {ReturnType<typeof notesOfBar>} */
  const notes = [];
  const add = (/** @type {import("./notes.js").Instrument} */ instrument, /** @type {number} */ beat, /** @type {number} */ beats, /** @type {number} */ step, /** @type {number} */ loudness) =>
    notes.push({ instrument, beat, beats, note: String(step > 0 ? step : step - 1), loudness });
  for (const step of [chord, chord + 2, chord + 4]) {
    add("pad", 0, 4, step, 0.5);
  }
  if (place >= 4) {
    add("bass", 0, 1.4, chord, 0.7);
    add("bass", 2.5, 0.9, place % 2 ? chord + 4 : chord, 0.55);
  }
  if (place >= 8 && place < 15) {
    strokes(scene.kick, (beat) => add("kick", beat, 0.5, 1, 0.7));
    strokes(scene.hat, (beat) => add("hat", beat, 0.25, 1, 0.35));
    strokes("..x...x.", (beat) => place >= 10 && add(place % 4 === 3 ? "clap" : "snare", beat, 0.5, 1, 0.42));
  }
  melody(scene, place, chord, add);
  return notes;
}

/** A figure of the scene that comes back, and now and then something else. @type {(scene: Scene, place: number, chord: number, add: (...note: any[]) => unknown) => void} */
function melody(scene, place, chord, add) {
  const figure = mod(place, 2);
  const [seed, order] = shuffle(scene.seed + figure * 77, [0, 2, 4, 7, 9, 4]);
  const dense = place >= 4 && place < 14 ? 0.62 : 0.3;
  let now = seed;
  for (let step = 0; step < 8; step += 1) {
    const [after, part] = chance(now);
    now = after;
    if (part < dense) {
      add(place >= 4 ? "pluck" : "bell", step / 2, 0.5, chord + (order[step % 6] ?? 0), 0.5 + 0.2 * (part / dense));
    }
  }
  const [, part] = chance(Math.imul(scene.seed, place + 3) | 0);
  add("bell", part < 0.5 ? 3 : 1.5, 2, chord + (part < 0.3 ? 9 : 7), 0.45);
  if (place >= 12) {
    add("lead", 0, 3, chord + 4, 0.34);
  }
}

/** @type {(text: string, each: (beat: number) => void) => void} */
function strokes(text, each) {
  [...text].forEach((sign, step) => sign === "x" && each(step / 2));
}

/** @param {number} value @param {number} by */
function mod(value, by) {
  return value - Math.floor(value / by) * by;
}
