/** Colours of each light, and mixing them. */

/**
 * @typedef {readonly [number, number, number]} Colour
 * @typedef {{ sky: readonly Colour[], glow: readonly Colour[], star: Colour, land: Colour }} Palette `sky` from the top
 *   down; `glow` of curtains, ripples and sparks
 */

/** @param {string} text @returns {Colour} */
const rgb = (text) => [Number.parseInt(text.slice(0, 2), 16), Number.parseInt(text.slice(2, 4), 16), Number.parseInt(text.slice(4, 6), 16)];

/** @type {(sky: string, glow: string, star: string, land: string) => Palette} */
const palette = (sky, glow, star, land) => ({ sky: sky.split(" ").map(rgb), glow: glow.split(" ").map(rgb), star: rgb(star), land: rgb(land) });

/** @type {Readonly<Record<string, Palette>>} */
export const PALETTES = {
  aurora: palette("050a1e 0b1f3f 17506b", "2ff5b0 4bc6ff b07bff ffe39a ff8ad8", "eafff6", "040914"),
  sunset: palette("1a0b33 5b1e56 e2624c", "ffb14a ff6f61 ff4f9a ffd98a c77dff", "fff1d8", "130620"),
  ocean: palette("02122b 06355c 0f7c93", "36d6ff 4f8dff 5cffe1 9ad7ff 7d8bff", "e6fbff", "020c1c"),
  forest: palette("04140f 0d3326 3f6b3c", "8dff6a 3fe0a0 d8f26b 6affc0 ffe08a", "f4ffe2", "030d09"),
  candy: palette("1c0a35 57206e c2539f", "ff7ac8 8f7bff 6fe7ff ffb3e6 ffe27a", "fff0fb", "150626"),
  fire: palette("16040a 4c0f14 b5401c", "ff8a2a ff4b33 ffc93c ff6a88 ffe9a8", "fff3da", "100307"),
  ice: palette("081426 1d3d63 6f9fbe", "bfefff 86c8ff e7faff a7b8ff 8ff5ee", "ffffff", "071020"),
  gold: palette("120c05 3a280f 8b6a2b", "ffd76a ffb13d fff0b8 ff9e6b e8c8ff", "fffbe6", "0e0903"),
};

/** @type {(one: Colour, other: Colour, part: number) => Colour} */
export function mix(one, other, part) {
  return [one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part, one[2] + (other[2] - one[2]) * part];
}

/** @type {(one: Palette, other: Palette, part: number) => Palette} */
export function mixed(one, other, part) {
  const each = (/** @type {readonly Colour[]} */ from, /** @type {readonly Colour[]} */ to) => from.map((it, at) => mix(it, to[at] ?? it, part));
  return { sky: each(one.sky, other.sky), glow: each(one.glow, other.glow), star: mix(one.star, other.star, part), land: mix(one.land, other.land, part) };
}

/** As a theme wants it: by day the sky is a little lighter, with high contrast it is black. @type {(palette: Palette, theme: string) => Palette} */
export function themed(palette, theme) {
  if (theme === "contrast") {
    return { ...palette, sky: palette.sky.map((it) => mix(it, [0, 0, 0], 0.85)), land: [0, 0, 0] };
  }
  return theme === "light" ? { ...palette, sky: palette.sky.map((it, at) => mix(it, [255, 255, 255], 0.05 + at * 0.05)) } : palette;
}

/** @type {(colour: Colour, alpha?: number) => string} */
export function css([red, green, blue], alpha = 1) {
  return `rgba(${red | 0},${green | 0},${blue | 0},${alpha.toFixed(3)})`;
}

/** Which of the glows an instrument has. @type {Readonly<Record<import("./notes.js").Instrument, number>>} */
export const GLOW_OF = { kick: 0, snare: 3, hat: 4, clap: 4, bass: 2, pad: 1, lead: 4, pluck: 0, bell: 3 };
