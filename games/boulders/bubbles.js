/** Little pictures over the miner, for what has no words there. */

import { svg } from "../kit/svg.js";

/** @typedef {import("./palette.js").Palette} Palette */

/** The miner does not know how. @param {Palette} palette */
export function question(palette) {
  return balloon(palette, svg("path", { d: "M-9,-19A9.5,9.5 0 1 1 3,-10Q0,-8 0,-3M0,7V7.5", ...pen(palette.asleep, 6.5) }));
}

/** It cannot go well any more. @param {Palette} palette */
export function alarm(palette) {
  return balloon(palette, svg("path", { d: "M0,-26V-6M0,6V7", ...pen(palette.asleep, 8) }));
}

/** The arrow keys, or the one that was pressed. @type {(palette: Palette, key?: string) => SVGElement} */
export function keys(palette, key = "") {
  const turn = { up: 0, right: 90, down: 180, left: 270 }[key];
  if (turn !== undefined) {
    return balloon(palette, svg("path", { d: "M0,12V-11M-10,-2L0,-12L10,-2", transform: `translate(0 -9) rotate(${turn})`, ...pen(palette.ink, 5.5) }));
  }
  if (key) {
    return balloon(palette, svg("path", { d: "M-18,-10V2H18V-10", ...pen(palette.ink, 5.5) }));
  }
  const cap = (/** @type {number} */ x, /** @type {number} */ y) => svg("rect", { x: x - 7, y: y - 7, width: 14, height: 14, rx: 4, fill: palette.glance });
  return balloon(palette, cap(0, -20), cap(-17, -3), cap(0, -3), cap(17, -3));
}

/** @type {(palette: Palette, ...content: SVGElement[]) => SVGElement} */
function balloon(palette, ...content) {
  return svg("g", {},
    svg("rect", { x: -36, y: -38, width: 72, height: 56, rx: 18, fill: palette.chip, stroke: palette.line, "stroke-width": 3 }),
    svg("path", { d: "M-9,16L0,29L9,16Z", fill: palette.chip, stroke: palette.line, "stroke-width": 3, "stroke-linejoin": "round" }),
    svg("path", { d: "M-11,12H11V17.5H-11Z", fill: palette.chip }),
    ...content);
}

/** @type {(stroke: string, width: number) => Record<string, string | number>} */
function pen(stroke, width) {
  return { fill: "none", stroke, "stroke-width": width, "stroke-linecap": "round", "stroke-linejoin": "round" };
}
