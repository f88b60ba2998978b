/**
 * The shared clock in beats, pure.
 *
 * At a steady tempo the number of the beat follows from the server's clock alone: every display counts the same, whenever
 * it came. When the tempo changes the beat goes on without a jump, and slides within some bars to where the clock counts:
 *
 * ```text
 *   tempo 100       tempo 120, at most 3 % faster or slower        tempo 120
 *   |....|....|....|.........................................|....|....|....   beats
 *                  from                                      to
 * ```
 */

export const BEATS_PER_BAR = 4;
/** So long a new tempo slides: long enough that nobody hears it. */
const SLIDE_BEATS = 64;

/**
 * @typedef {{ fromMs: number, fromBeat: number, toMs: number, toBeat: number }} Slide
 * @typedef {{ bpm: number, slide: Slide | null }} Tempo
 */

/**
 * The beat at a time of the clock, in milliseconds; whole numbers of beats are where one begins.
 *
 * @param {Tempo} tempo
 * @param {number} ms
 */
export function beatAt({ bpm, slide }, ms) {
  if (slide && ms < slide.toMs) {
    const { fromMs, fromBeat, toMs, toBeat } = slide;
    return toBeat - (toMs - ms) * (toBeat - fromBeat) / (toMs - fromMs);
  }
  return ms * bpm / 60_000;
}

/**
 * When a beat is, in milliseconds of the clock.
 *
 * @param {Tempo} tempo
 * @param {number} beat
 */
export function msAt({ bpm, slide }, beat) {
  if (slide && beat < slide.toBeat) {
    const { fromMs, fromBeat, toMs, toBeat } = slide;
    return toMs - (toBeat - beat) * (toMs - fromMs) / (toBeat - fromBeat);
  }
  return beat * 60_000 / bpm;
}

/**
 * Another tempo from now on, without a jump; and by how many whole bars beats are counted anew.
 *
 * @param {Tempo} tempo
 * @param {number} bpm
 * @param {number} ms
 * @returns {[tempo: Tempo, shift: number]}
 */
export function slideTo(tempo, bpm, ms) {
  const before = beatAt(tempo, ms);
  const plainMs = ms + SLIDE_BEATS * 60_000 / bpm;
  const early = around(before + SLIDE_BEATS - plainMs * bpm / 60_000);
  const toMs = plainMs + early * 60_000 / bpm;
  const toBeat = toMs * bpm / 60_000;
  const fromBeat = toBeat - SLIDE_BEATS;
  const shift = Math.round((fromBeat - before) / BEATS_PER_BAR) * BEATS_PER_BAR;
  return [{ bpm, slide: { fromMs: ms, fromBeat, toMs, toBeat } }, shift];
}

/** Where a bar begins, at this beat or after it. @param {number} beat */
export function barFrom(beat) {
  return Math.ceil(beat / BEATS_PER_BAR - 1e-6) * BEATS_PER_BAR;
}

/** Where the next bar begins, after this beat. @param {number} beat */
export function barAfter(beat) {
  return Math.floor(beat / BEATS_PER_BAR + 1e-6) * BEATS_PER_BAR + BEATS_PER_BAR;
}

/** A distance within a bar, at most half of one to either side. @param {number} beats */
function around(beats) {
  return beats - Math.round(beats / BEATS_PER_BAR) * BEATS_PER_BAR;
}
