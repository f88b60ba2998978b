/** Patterns of levels, written as ways of a turtle; pure. */

import { ahead, arc } from "./ways.js";

/** @typedef {import("./ink.js").Point} Point */
/**
 * A figure of a pattern. `path` is made of
 *
 * - `F` forward by `step` with a line, `f` without;
 * - `+` to the right by `angle`, `-` to the left;
 * - `o` so many degrees as `arc` says of a circle to the right with the radius `step`, `c` to the left;
 * - `>` the next step: `step` times `scale`, and `grow` more;
 * - `[` remembers where the turtle is, which way it looks and its step, and `]` goes back to that;
 * - `4(…)` four times.
 *
 * `rules` put a text in the place of each letter, `depth` times. Letters that mean nothing are passed over.
 * `start` is a place and a heading, those of the level where it is left out; with `fill` its inside belongs to the
 * pattern.
 *
 * @typedef {{ path: string, rules?: Record<string, string>, depth?: number, angle?: number, step?: number,
 *   scale?: number, grow?: number, arc?: number, start?: [x: number, y: number, heading: number], fill?: boolean }} Figure
 */

const MOST_SIGNS = 100_000;

/**
 * The lines of a figure, each a way of points, and all its points for an area.
 *
 * @type {(figure: Figure, start: readonly [number, number, number]) => { lines: Point[][], outline: Point[] }}
 */
export function drawn(figure, start) {
  const { angle = 90, scale = 1, grow = 0, arc: part = 360 } = figure;
  let [x, y, heading] = figure.start ?? start;
  let step = figure.step ?? 100;
  /** @type {[number, number, number, number][]} */
  const kept = [];
  /** @type {Point[][]} */
  const lines = [];
  /** @type {Point[]} */
  const outline = [[x, y]];
  const go = (/** @type {Point[]} */ way, hasLine = true) => {
    if (hasLine) {
      lines.push([[x, y], ...way]);
    }
    [x, y] = /** @type {Point} */ (way.at(-1));
    outline.push(...way);
  };
  for (const sign of repeated(grown(figure))) {
    switch (sign) {
      case "F":
      case "f":
        go([ahead(x, y, heading, step)], sign === "F");
        break;
      case "+":
      case "-":
        heading += sign === "+" ? angle : -angle;
        break;
      case "o":
      case "c":
        go(arc(x, y, heading, sign === "o" ? step : -step, part));
        heading += sign === "o" ? part : -part;
        break;
      case ">":
        step = step * scale + grow;
        break;
      case "[":
        kept.push([x, y, heading, step]);
        break;
      case "]":
        [x, y, heading, step] = kept.pop() ?? [x, y, heading, step];
        break;
      default:
    }
  }
  return { lines, outline };
}

/** @param {Figure} figure */
function grown({ path, rules = {}, depth = 0 }) {
  let text = path;
  for (let it = 0; it < depth; it += 1) {
    text = [...text].map((sign) => rules[sign] ?? sign).join("");
    bound(text);
  }
  return text;
}

/** Without repetitions: the innermost are written out first. @param {string} path */
function repeated(path) {
  let text = path;
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/(\d+)\(([^()]*)\)/g, (_, count, inner) => inner.repeat(Math.min(Number(count), MOST_SIGNS)));
    bound(text);
  }
  return text;
}

/** @param {string} text */
function bound(text) {
  if (text.length > MOST_SIGNS) {
    throw new Error("A pattern is too long.");
  }
}
