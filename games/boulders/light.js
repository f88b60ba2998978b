/** The light of the helmet: a beam ahead, the darkness around it, and in a dark mine a thread back to where it began. */

import { set, svg } from "../kit/svg.js";

/** How far the light reaches: in a mine with lamps, and in one without. */
const REACH = { dusk: 520, dark: 215 };
const TURNS = { right: 0, down: 90, left: 180, up: 270 };

/**
 * @param {import("./palette.js").Palette} palette
 * @param {boolean} isDark whether there is no other light
 */
export function makeLight(palette, isDark) {
  const depth = isDark ? 0.985 : palette.dusk;
  const reach = isDark ? REACH.dark : REACH.dusk;
  const gradient = svg("radialGradient", { id: "mine-darkness", gradientUnits: "userSpaceOnUse", r: reach },
    ...[[0, 0], [isDark ? 0.5 : 0.3, 0], [isDark ? 0.78 : 0.7, depth * 0.62], [1, depth]].map(([offset = 0, opacity = 0]) =>
      svg("stop", { offset, "stop-color": isDark ? "#07060c" : palette.shade, "stop-opacity": opacity })));
  const darkness = svg("g", { "pointer-events": "none" }, svg("defs", {}, gradient),
    svg("rect", { x: -4000, y: -4000, width: 10000, height: 10000, fill: "url(#mine-darkness)", display: depth > 0 ? "inline" : "none" }));
  const cone = svg("path", { d: "M8,-7L205,-74Q236,0 205,74L8,7Z", fill: "url(#mine-beam)" });
  const beam = svg("g", { "pointer-events": "none", opacity: palette.glowOpacity > 0 ? 0.55 : 0 },
    svg("defs", {}, svg("radialGradient", { id: "mine-beam", gradientUnits: "userSpaceOnUse", cx: 0, cy: 0, r: 230 },
      svg("stop", { offset: 0, "stop-color": palette.lampCore, "stop-opacity": 0.85 }),
      svg("stop", { offset: 1, "stop-color": palette.lampCore, "stop-opacity": 0 }))),
    cone);
  const thread = svg("path", {
    fill: "none", stroke: palette.glow, "stroke-width": 8, "stroke-linecap": "round", "stroke-linejoin": "round",
    "stroke-dasharray": "1 15", opacity: 0.95, display: isDark ? "inline" : "none",
  });
  let [x, y, turn, trail] = [0, 0, 90, ""];
  const place = () => {
    set(cone, { transform: `translate(${x.toFixed(1)} ${(y - 6).toFixed(1)}) scale(1 0.8) rotate(${turn})` });
    set(thread, { d: trail ? `M${trail}L${x.toFixed(1)},${y.toFixed(1)}` : "" });
  };
  return {
    beam,
    darkness,
    thread,
    /** @param {readonly [x: number, y: number][]} points where the steps led that were not taken back */
    lead(points) {
      trail = points.map((it) => it.join()).join("L");
      place();
    },
    /** @type {(toX: number, toY: number) => void} */
    follow(toX, toY) {
      [x, y] = [toX, toY];
      set(gradient, { cx: x.toFixed(1), cy: (y - 30).toFixed(1) });
      place();
    },
    /** @type {(facing: import("./logic.js").Direction, gone: number) => void} */
    turn(facing, gone) {
      turn = TURNS[facing];
      set(cone, { opacity: 1 - gone });
      place();
    },
    /** Day comes in: `lit` from 0 to 1. @param {number} lit */
    fade(lit) {
      set(darkness, { opacity: (1 - lit * 0.9).toFixed(2) });
    },
  };
}
