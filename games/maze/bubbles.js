/** Little pictures above the robot: what it cannot say in words. */

import { svg } from "../kit/svg.js";

/** Stars where the robot hurt itself. @param {string} colour */
export function burst(colour) {
  const rays = [0, 60, 120, 180, 240, 300].map((turn) =>
    svg("path", { d: "M0,-12V-24", transform: `rotate(${turn})`, stroke: colour, "stroke-width": 6, "stroke-linecap": "round" }));
  return svg("g", {}, ...rays);
}

/** The robot does not know how. @param {import("./palette.js").Palette} palette */
export function question(palette) {
  const stroke = { fill: "none", stroke: palette.lamp, "stroke-width": 6.5, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return speech(palette, svg("path", { d: "M-9,-18A9.5,9.5 0 1 1 3,-10Q0,-8 0,-3M0,8V8.5", ...stroke }));
}

/** The exit sleeps. @param {import("./palette.js").Palette} palette */
export function sleeping(palette) {
  const stroke = { fill: "none", stroke: palette.ink, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return speech(palette,
    svg("path", { d: "M-20,-12H-4L-20,8H-4", "stroke-width": 5.5, ...stroke }),
    svg("path", { d: "M6,-22H18L6,-8H18", "stroke-width": 4.5, ...stroke }));
}

/** A key of the keyboard that was pressed, or is waited for. @type {(key: string, palette: import("./palette.js").Palette) => SVGElement} */
export function keyCap(key, palette) {
  const stroke = { fill: "none", stroke: palette.ink, "stroke-width": 5, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const turn = { up: 0, right: 90, down: 180, left: 270 }[/** @type {"up"} */ (key)];
  if (turn !== undefined) {
    return speech(palette, svg("path", { d: "M0,11V-11M-9,-2L0,-11L9,-2", transform: `translate(0 -9) rotate(${turn})`, ...stroke }));
  }
  if (key === "space") {
    return speech(palette, svg("path", { d: "M-18,-9V2H18V-9", ...stroke }));
  }
  const cap = (/** @type {number} */ x, /** @type {number} */ y) =>
    svg("rect", { x: x - 7, y: y - 7, width: 14, height: 14, rx: 4, fill: palette.glance });
  return speech(palette, cap(0, -20), cap(-17, -3), cap(0, -3), cap(17, -3));
}

/** @type {(palette: import("./palette.js").Palette, ...content: SVGElement[]) => SVGElement} */
function speech(palette, ...content) {
  return svg("g", {},
    svg("path", {
      d: "M-26,-34H26Q36,-34 36,-24V6Q36,16 26,16H8L0,27L-8,16H-26Q-36,16 -36,6V-24Q-36,-34 -26,-34Z",
      fill: palette.chip, stroke: palette.shellEdge, "stroke-width": 3, "stroke-linejoin": "round",
    }),
    ...content);
}
