/** A boulder that really rolls: what is on its surface turns with it. Its origin is where it lies on the floor. */

import { set, svg } from "../kit/svg.js";
import { TILE } from "./cave.js";

const RADIUS = 39;
/** Its middle over the floor. */
const HIGH = 30;
/** Marks of a stone: where on the ball, how large, and of which kind. */
const MARKS = /** @type {const} */ ([
  [0.3, 0.9, 0.26, "pit"], [2.1, 0.2, 0.2, "pit"], [3.9, 0.7, 0.3, "pit"], [5.2, -0.3, 0.22, "pit"], [1.2, -0.9, 0.28, "pit"],
  [3.2, -0.6, 0.16, "pit"], [0.9, 0.1, 0.13, "spot"], [4.6, 0.3, 0.12, "spot"], [2.8, 1.0, 0.13, "spot"], [6.0, -0.9, 0.14, "spot"],
  [1.8, -0.3, 0.1, "spot"], [4.2, -1.0, 0.12, "spot"], [5.6, 0.6, 0.1, "spot"],
]);

/** @typedef {[number, number, number]} Vector */
/** @typedef {{ element: SVGElement, roll(dx: number, dy: number): void, sink(sunk: number): void, shake(by: number): void }} Ball */

/** @type {(palette: import("./palette.js").Palette, seed: number) => Ball} */
export function makeBoulder(palette, seed) {
  const shadow = svg("ellipse", { cx: 3, cy: 4, rx: 40, ry: 17, fill: palette.shade, opacity: 0.34 });
  const marks = MARKS.map(([, , , kind]) => (kind === "pit"
    ? svg("g", {}, svg("ellipse", { fill: palette.stoneDark, opacity: 0.8 }), svg("ellipse", { fill: palette.stone, opacity: 0.75 }))
    : svg("g", {}, svg("ellipse", { fill: palette.stoneLight, opacity: 0.8 }))));
  const ball = svg("g", {},
    svg("circle", { r: RADIUS, fill: "url(#mine-stone)" }),
    svg("g", { "clip-path": "url(#mine-ball)" }, ...marks),
    svg("circle", { r: RADIUS, fill: "url(#mine-stone-shade)" }),
    svg("circle", { r: RADIUS, fill: "none", stroke: palette.stoneEdge, "stroke-width": 3 }),
    svg("path", { d: "M-26,-17A31,31 0 0 1 -11,-29", fill: "none", stroke: palette.shine, "stroke-width": 4, "stroke-linecap": "round", opacity: 0.4 }));
  const element = svg("g", {}, shadow, ball);
  /** @type {Vector[]} */
  let places = MARKS.map(([around, up]) => {
    const turn = around + seed * 1.3;
    return [Math.cos(up) * Math.sin(turn), -Math.sin(up), Math.cos(up) * Math.cos(turn)];
  });
  let offset = 0;
  const draw = () => places.forEach(([x, y, z], at) => {
    const [, , size] = /** @type {typeof MARKS[number]} */ (MARKS[at]);
    const mark = /** @type {SVGElement} */ (marks[at]);
    set(mark, {
      transform: `translate(${(x * RADIUS).toFixed(1)} ${(y * RADIUS).toFixed(1)}) rotate(${(Math.atan2(y, x) * 57.3).toFixed(0)})`,
      display: z > 0.04 ? "inline" : "none",
    });
    [...mark.children].forEach((it, inner) => set(it, { cx: inner * 2, rx: (size * RADIUS * Math.max(0, z) * (1 - inner * 0.3)).toFixed(1), ry: (size * RADIUS * (1 - inner * 0.3)).toFixed(1) }));
  });
  const place = (sunk = 0) => set(ball, { transform: `translate(${offset.toFixed(1)} ${(-HIGH + sunk * 34).toFixed(1)}) scale(${(1 - sunk * 0.12).toFixed(3)})` });
  draw();
  place();
  return {
    element,
    /** Rolls on by so many fields. */
    roll(dx, dy) {
      const [across, along] = [dx * TILE / RADIUS * 0.8, dy * TILE / RADIUS * 0.8];
      const turned = (/** @type {number} */ one, /** @type {number} */ other, /** @type {number} */ by) =>
        /** @type {[number, number]} */ ([one * Math.cos(by) + other * Math.sin(by), other * Math.cos(by) - one * Math.sin(by)]);
      places = places.map(([x, y, z]) => {
        const [nx, nz] = turned(x, z, across);
        const [ny, mz] = turned(y, nz, along);
        return [nx, ny, mz];
      });
      draw();
    },
    sink(sunk) {
      place(sunk);
      set(shadow, { opacity: 0.34 * Math.max(0, 1 - sunk * 2) });
      set(element, { opacity: sunk < 0.7 ? 1 : Math.max(0, (1 - sunk) / 0.3) });
    },
    shake(by) {
      offset = by;
      place();
    },
  };
}

/** What all boulders share. @param {import("./palette.js").Palette} palette */
export function stoneDefs(palette) {
  return svg("defs", {},
    svg("clipPath", { id: "mine-ball" }, svg("circle", { r: RADIUS })),
    svg("radialGradient", { id: "mine-stone", cx: 0.36, cy: 0.28, r: 0.85 },
      svg("stop", { offset: 0, "stop-color": palette.stoneLight }),
      svg("stop", { offset: 0.5, "stop-color": palette.stone }),
      svg("stop", { offset: 1, "stop-color": palette.stoneDark })),
    svg("radialGradient", { id: "mine-stone-shade", cx: 0.38, cy: 0.32, r: 0.75 },
      svg("stop", { offset: 0.55, "stop-color": palette.shade, "stop-opacity": 0 }),
      svg("stop", { offset: 1, "stop-color": palette.shade, "stop-opacity": 0.5 })));
}
