/** The turtle itself, from above: it looks up, and its pen is the middle of its shell. */

import { set, svg } from "../kit/svg.js";
import { SHELLS } from "./palette.js";

/** @typedef {{ x: number, y: number, heading: number, stride: number, lift: number, blink: number, breath: number, grown: number, look: number }} Pose */

/** @type {Pose} */
export const STANDING = { x: 0, y: 0, heading: 0, stride: 0, lift: 0, blink: 0, breath: 0, grown: 1, look: 0 };

/** Where each leg is on, how it lies, and when it steps. */
const LEGS = /** @type {const} */ ([
  [-9.5, -8.5, -48, 0], [9.5, -8.5, 48, Math.PI], [-8.5, 9.5, -132, Math.PI], [8.5, 9.5, 132, 0],
]);
const PLATE = "M0,-6.2L5.4,-3.1V3.1L0,6.2L-5.4,3.1V-3.1Z";
const SEAMS = "M0,-6.2V-14.4M5.4,-3.1L11.2,-6.6M5.4,3.1L11.2,6.6M0,6.2V14.4M-5.4,3.1L-11.2,6.6M-5.4,-3.1L-11.2,-6.6";
let made = 0;

/** @type {(place: number, palette: import("./palette.js").Palette) => ReturnType<typeof parts>} */
export function makeTurtle(place, palette) {
  return parts(/** @type {typeof SHELLS[number]} */ (SHELLS[place % SHELLS.length]), palette);
}

/** @type {(shell: typeof SHELLS[number], palette: import("./palette.js").Palette) => { element: SVGElement, pose(pose: Pose): void, size(factor: number): void, pen(colour: string, isDown: boolean): void, name(text: string): void, obeys(isIt: boolean): void }} */
function parts([light, dark, line, skin], palette) {
  made += 1;
  const id = `turtle-shell-${made}`;
  const gradient = svg("radialGradient", { id, cx: 0.38, cy: 0.3, r: 0.85 },
    svg("stop", { offset: 0, "stop-color": light }),
    svg("stop", { offset: 1, "stop-color": dark }));
  const shadow = svg("ellipse", { rx: 14, ry: 16, fill: palette.shadow, opacity: 0.22 });
  const legs = LEGS.map(() => svg("path", { d: "M-3.4,1C-4.4,-7 -2.6,-11 0,-11S4.4,-7 3.4,1Z", fill: skin, stroke: line, "stroke-width": 0.9 }));
  const tail = svg("path", { d: "M-2,14C-1,19 0,20.5 0.6,20.5S1.6,18 2,14Z", fill: skin, stroke: line, "stroke-width": 0.9 });
  const eyes = [-3.5, 3.5].map((x) => svg("g", { transform: `translate(${x} -20.5)` },
    svg("ellipse", { rx: 1.9, ry: 2.1, fill: "#ffffff" }),
    svg("ellipse", { rx: 1.15, ry: 1.4, cy: -0.5, fill: "#26222e" }),
    svg("circle", { r: 0.4, cx: 0.4, cy: -1, fill: "#ffffff" })));
  const head = svg("g", {},
    svg("path", { d: "M-4.6,-11C-6.6,-17 -6,-25 0,-25.5S6.6,-17 4.6,-11Z", fill: skin, stroke: line, "stroke-width": 0.9 }),
    svg("path", { d: "M-1.3,-23.4h0.1M1.3,-23.4h0.1", stroke: line, "stroke-width": 0.9, "stroke-linecap": "round" }),
    ...[-4, 4].map((cx) => svg("ellipse", { cx, cy: -17.2, rx: 1.2, ry: 0.8, fill: "#ef8f86", opacity: 0.55 })),
    ...eyes);
  const nib = svg("path", { d: PLATE, "stroke-width": 1.5, "stroke-linejoin": "round" });
  const back = svg("g", {},
    svg("ellipse", { rx: 13, ry: 15.4, fill: line }),
    svg("ellipse", { rx: 12, ry: 14.4, fill: `url(#${id})` }),
    svg("path", { d: SEAMS, stroke: line, "stroke-width": 1.3, fill: "none", opacity: 0.75 }),
    nib,
    svg("path", { d: "M-8.2,-6.5C-6.6,-10 -3.8,-11.6 -1.4,-12", stroke: "#ffffff", "stroke-width": 1.7, "stroke-linecap": "round", fill: "none", opacity: 0.6 }));
  const body = svg("g", {}, ...legs, tail, head, back);
  const words = svg("text", { "text-anchor": "middle", "font-size": 9, "font-weight": 700, y: 3.2, fill: palette.chipInk });
  words.style.fontFamily = "var(--font, sans-serif)";
  const plate = svg("rect", { height: 13, y: -6.5, rx: 6.5, fill: palette.chip, stroke: palette.chipEdge, "stroke-width": 0.8 });
  const sign = svg("g", { transform: "translate(0 32)", visibility: "hidden" }, plate, words);
  const moved = svg("g", {}, shadow, body, sign);
  const element = svg("g", {}, svg("defs", {}, gradient), moved);
  let factor = 1;
  let shown = STANDING;

  /** @param {Pose} pose */
  function pose(pose) {
    shown = pose;
    const { x, y, heading, stride, lift, blink, breath, grown, look } = pose;
    set(element, { transform: `translate(${x.toFixed(2)} ${(-y).toFixed(2)})` });
    const size = factor * grown;
    set(moved, { transform: `scale(${size.toFixed(3)})` });
    set(body, { transform: `translate(0 ${(-lift * 5).toFixed(2)}) rotate(${heading.toFixed(2)}) scale(${(1 + lift * 0.1).toFixed(3)})` });
    set(shadow, { transform: `translate(${(1.5 + lift * 3).toFixed(2)} ${(3 + lift * 5).toFixed(2)}) rotate(${heading.toFixed(2)})`, opacity: 0.22 - lift * 0.08 });
    LEGS.forEach(([hipX, hipY, angle, phase], it) => {
      const swing = Math.sin(stride + phase) * 20;
      set(/** @type {SVGElement} */ (legs[it]), { transform: `translate(${hipX} ${hipY}) rotate(${(angle + swing).toFixed(1)})` });
    });
    set(head, { transform: `rotate(${(look * 16 + Math.sin(stride * 0.5) * 2).toFixed(2)})` });
    set(back, { transform: `scale(${(1 + breath * 0.018).toFixed(4)})` });
    eyes.forEach((eye, it) => set(eye, { transform: `translate(${it ? 3.5 : -3.5} -20.5) scale(1 ${(1 - blink * 0.9).toFixed(2)})` }));
  }

  return {
    element,
    pose,
    size(wanted) {
      factor = wanted;
      pose(shown);
    },
    pen(colour, isDown) {
      set(nib, isDown ? { fill: colour, stroke: "#ffffff" } : { fill: "none", stroke: colour });
    },
    name(text) {
      words.textContent = text;
      // Canvas and SVG cannot tell the width of a text before it is seen.
      const width = 10 + [...text].length * 5.6;
      set(plate, { width, x: -width / 2 });
      set(sign, { visibility: text ? "visible" : "hidden" });
    },
    obeys(isIt) {
      set(sign, { opacity: isIt ? 1 : 0.62 });
    },
  };
}
