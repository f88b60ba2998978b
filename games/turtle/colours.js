/** Colours by their names, in four languages, and as numbers; pure. */

/** Each with its names in English, French, German and Italian; a second English one last. */
const NAMED = /** @type {const} */ ([
  ["#2b2a33", "black", "noir", "schwarz", "nero"],
  ["#ffffff", "white", "blanc", "weiss", "bianco", "weiß"],
  ["#8b8d98", "gray", "gris", "grau", "grigio", "grey"],
  ["#e5484d", "red", "rouge", "rot", "rosso"],
  ["#f5842b", "orange", "orange", "orange", "arancione"],
  ["#f7cf3c", "yellow", "jaune", "gelb", "giallo"],
  ["#3aa655", "green", "vert", "grün", "verde"],
  ["#8fd14f", "lime", "citron", "hellgrün", "lime"],
  ["#2f6fe4", "blue", "bleu", "blau", "blu"],
  ["#5db7f0", "sky", "ciel", "hellblau", "celeste"],
  ["#22346e", "navy", "marine", "dunkelblau", "marina"],
  ["#1fb5a6", "turquoise", "turquoise", "türkis", "turchese"],
  ["#8e4ec6", "purple", "violet", "violett", "viola"],
  ["#f277b4", "pink", "rose", "rosa", "rosa"],
  ["#96633b", "brown", "marron", "braun", "marrone"],
  ["#d9a520", "gold", "or", "gold", "oro"],
]);

/** @type {ReadonlyMap<string, string>} */
const BY_NAME = new Map(NAMED.flatMap(([value, ...names]) => names.map((name) => /** @type {const} */ ([name, value]))));

/** What a program may say, as far as it is told to learners. */
export const NAMES = NAMED.map(([, english]) => english);
export const BLACK = NAMED[0][0];

/**
 * `#rrggbb` of what a program calls a colour; null where there is none of that name.
 *
 * @param {string} said
 * @returns {string | null}
 */
export function colourOf(said) {
  const name = said.trim().toLowerCase();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(name);
  if (short) {
    return `#${short.slice(1).map((it) => it + it).join("")}`;
  }
  return /^#[0-9a-f]{6}$/.test(name) ? name : BY_NAME.get(name) ?? null;
}

/**
 * A colour of the rainbow: 0 is red, 120 green, 240 blue, 360 red again.
 *
 * @param {number} degrees
 */
export function rainbow(degrees) {
  const hue = ((degrees % 360) + 360) % 360;
  // Lightness 0.55 and saturation 0.8: pure yellow and cyan would hardly be seen on paper.
  const part = (/** @type {number} */ n) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (0.55 - 0.36 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return `#${[part(0), part(8), part(4)].map((it) => it.toString(16).padStart(2, "0")).join("")}`;
}
