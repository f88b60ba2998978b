/**
 * What is drawn, as one text that is short enough for a snapshot; pure.
 *
 * ```text
 *   L colour width from to    a line            4 + 2 + 6 + 6
 *   C to                      it goes on        6
 *   O colour size at          a dot             4 + 2 + 6
 *   A colour count points     an area, filled   4 + 3 + 6 each
 * ```
 *
 * Numbers are digits of 64, six bits each, and coordinates hundredths from -131072.
 */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Uint8Array(128);
for (let it = 0; it < 64; it += 1) {
  VALUES[DIGITS.charCodeAt(it)] = it;
}
const MIDDLE = 131_072;
const HUNDREDTHS = 100;
/** Widths and sizes are written in tenths. */
const TENTHS = 10;

/** @typedef {readonly [x: number, y: number]} Point */
/**
 * @typedef {{ readonly kind: "line", readonly colour: string, readonly width: number, readonly points: Point[] }
 *   | { readonly kind: "dot", readonly colour: string, readonly width: number, readonly points: Point[] }
 *   | { readonly kind: "area", readonly colour: string, readonly width: 0, readonly points: Point[] }} Mark
 */

/**
 * A line after what is drawn. `tip` is what a line must begin with to go on with the last one; "" where none does.
 *
 * @type {(tip: string, colour: string, width: number, from: Point, to: Point) => [text: string, tip: string]}
 */
export function lineText(tip, colour, width, from, to) {
  const style = colourText(colour) + number(width * TENTHS, 2);
  const begin = style + pointText(from);
  const end = pointText(to);
  return [begin === tip ? `C${end}` : `L${begin}${end}`, style + end];
}

/** @type {(colour: string, size: number, at: Point) => string} */
export function dotText(colour, size, at) {
  return `O${colourText(colour)}${number(size * TENTHS, 2)}${pointText(at)}`;
}

/** @type {(colour: string, points: string) => string} `points` as `pointText` gives them */
export function areaText(colour, points) {
  return `A${colourText(colour)}${number(points.length / 6, 3)}${points}`;
}

/** @param {Point} point */
export function pointText([x, y]) {
  return number(x * HUNDREDTHS + MIDDLE, 3) + number(y * HUNDREDTHS + MIDDLE, 3);
}

/**
 * What is drawn, from the bottom to the top: lines that go on are one.
 *
 * @param {string} ink
 * @returns {Mark[]}
 */
export function marksOf(ink) {
  /** @type {Mark[]} */
  const marks = [];
  for (let at = 0; at < ink.length;) {
    const kind = ink[at];
    if (kind === "C") {
      marks.at(-1)?.points.push(pointAt(ink, at + 1));
      at += 7;
    } else if (kind === "L") {
      const points = [pointAt(ink, at + 7), pointAt(ink, at + 13)];
      marks.push({ kind: "line", colour: colourAt(ink, at + 1), width: read(ink, at + 5, 2) / TENTHS, points });
      at += 19;
    } else if (kind === "O") {
      marks.push({ kind: "dot", colour: colourAt(ink, at + 1), width: read(ink, at + 5, 2) / TENTHS, points: [pointAt(ink, at + 7)] });
      at += 13;
    } else {
      const count = read(ink, at + 5, 3);
      marks.push({ kind: "area", colour: colourAt(ink, at + 1), width: 0, points: pointsOf(ink, at + 8, count) });
      at += 8 + count * 6;
    }
  }
  return marks;
}

/** @type {(text: string, at?: number, count?: number) => Point[]} */
export function pointsOf(text, at = 0, count = text.length / 6) {
  return Array.from({ length: count }, (_, it) => pointAt(text, at + it * 6));
}

/** @type {(text: string, at: number) => Point} */
function pointAt(text, at) {
  return [(read(text, at, 3) - MIDDLE) / HUNDREDTHS, (read(text, at + 3, 3) - MIDDLE) / HUNDREDTHS];
}

/** @param {string} colour `#rrggbb` */
function colourText(colour) {
  return number(Number.parseInt(colour.slice(1), 16), 4);
}

/** @type {(text: string, at: number) => string} */
function colourAt(text, at) {
  return `#${read(text, at, 4).toString(16).padStart(6, "0")}`;
}

/** @type {(value: number, digits: number) => string} */
function number(value, digits) {
  let left = Math.max(0, Math.min(64 ** digits - 1, Math.round(value)));
  let text = "";
  for (let it = 0; it < digits; it += 1) {
    text = DIGITS[left % 64] + text;
    left = Math.floor(left / 64);
  }
  return text;
}

/** @type {(text: string, at: number, digits: number) => number} */
function read(text, at, digits) {
  let value = 0;
  for (let it = 0; it < digits; it += 1) {
    value = value * 64 + (VALUES[text.charCodeAt(at + it)] ?? 0);
  }
  return value;
}
