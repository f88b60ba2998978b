/** What the robot finds: gems, keys, doors and the exit. The origin of each is where it lies. */

import { outline, set, svg } from "../kit/svg.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{ element: SVGElement, tick(seconds: number): void }} Alive */

/** @type {(kind: string, palette: Palette, seed: number) => Alive} */
export function makeItem(kind, palette, seed) {
  const isGem = kind === "gem";
  const shadow = svg("ellipse", { cy: 10, rx: 17, ry: 7, fill: palette.floorShade, opacity: 0.25 });
  const glints = isGem ? [[-17, -34, 1], [19, -12, 0.7]] : [[-9, -44, 0.9]];
  const sparkles = glints.map(([x = 0, y = 0, size = 1]) => ({ x, y, size, element: sparkle(palette) }));
  const shape = svg("g", {}, isGem ? gem(palette) : key(kind, palette), ...sparkles.map((it) => it.element));
  return {
    element: svg("g", {}, shadow, shape),
    tick(seconds) {
      const wave = Math.sin(seconds * 2.2 + seed);
      set(shape, { transform: `translate(0 ${(wave * 3.5).toFixed(2)})` });
      set(shadow, { rx: 17 - wave * 2 });
      sparkles.forEach(({ x, y, size, element }, it) => {
        const phase = (seconds * 0.55 + seed * 0.37 + it * 0.5) % 1;
        const grown = phase < 0.35 ? Math.sin(phase / 0.35 * Math.PI) * size : 0;
        set(element, { transform: `translate(${x} ${y}) rotate(${phase * 120}) scale(${grown.toFixed(3)})` });
      });
    },
  };
}

/** A gem or a key alone, for the list of what the robot has. @type {(kind: string, palette: Palette) => SVGElement} */
export function makeIcon(kind, palette) {
  return kind === "gem" ? gem(palette) : key(kind, palette);
}

/** A door that sinks into the floor: `opened` from 0 to 1. @type {(kind: string, palette: Palette) => { element: SVGElement, open(opened: number): void }} */
export function makeDoor(kind, palette) {
  const metal = metalOf(kind, palette);
  const high = 30;
  const plate = svg("rect", { x: -43, y: -43, width: 86, height: 86, rx: 12, fill: metal.dark, opacity: 0.35 });
  const front = svg("rect", { x: -46, width: 92, rx: 10, fill: metal.dark });
  const top = svg("g", {},
    svg("rect", { x: -46, y: -46, width: 92, height: 92, rx: 13, fill: metal.plain }),
    svg("rect", { x: -41, y: -41, width: 82, height: 82, rx: 10, fill: "none", stroke: metal.light, "stroke-width": 4 }),
    svg("path", { d: "M-30,-34V34M30,-34V34", stroke: metal.dark, "stroke-width": 3, opacity: 0.5 }),
    isGolden(kind)
      ? svg("circle", { r: 21, fill: metal.light, stroke: metal.dark, "stroke-width": 3 })
      : svg("path", { d: "M0,-26L26,0L0,26L-26,0Z", fill: metal.light, stroke: metal.dark, "stroke-width": 3, "stroke-linejoin": "round" }),
    svg("path", { d: "M0,-11A7.5,7.5 0 0 1 4.2,2.2L7,13H-7L-4.2,2.2A7.5,7.5 0 0 1 0,-11Z", fill: palette.hole }));
  const block = svg("g", {}, front, top);
  return {
    element: svg("g", {}, plate, block),
    open(opened) {
      const left = high * (1 - opened);
      set(top, { transform: `translate(0 ${-left})` });
      set(front, { y: -left, height: 46 + left });
      set(block, { opacity: opened < 0.7 ? 1 : Math.max(0, (1 - opened) / 0.3) });
    },
  };
}

/** The exit: a pad with a flag, which rises when the exit wakes up. @type {(palette: Palette) => Alive & { wake(awake: number): void }} */
export function makeExit(palette) {
  let awake = 0;
  const ring = svg("ellipse", { rx: 38, ry: 22, fill: "none", "stroke-width": 6 });
  const inner = svg("ellipse", { rx: 30, ry: 16 });
  const pulse = svg("ellipse", { fill: "none", stroke: palette.glow, "stroke-width": 4 });
  const cloth = svg("path", { "stroke-linejoin": "round", "stroke-width": 2.5 });
  const pole = svg("g", {},
    svg("path", { d: "M24,-14V-90", stroke: palette.shellEdge, "stroke-width": 8, "stroke-linecap": "round" }),
    svg("path", { d: "M24,-14V-90", stroke: palette.shellShade, "stroke-width": 4, "stroke-linecap": "round" }),
    svg("circle", { cx: 24, cy: -92, r: 5.5, fill: palette.gold, stroke: palette.shellEdge, "stroke-width": 2 }));
  const pad = svg("g", {}, inner, ring, pulse);
  const element = svg("g", {}, pad, pole, cloth);
  const draw = (/** @type {number} */ seconds) => {
    const isAwake = awake > 0.5;
    set(ring, { stroke: isAwake ? palette.glow : palette.asleep });
    set(inner, { fill: isAwake ? palette.glow : palette.asleepDark, opacity: isAwake ? 0.35 + 0.12 * Math.sin(seconds * 3) : 0.25 });
    const phase = (seconds * 0.6) % 1;
    set(pulse, { rx: 30 + phase * 16, ry: 16 + phase * 9, opacity: isAwake ? (1 - phase) * 0.8 : 0 });
    const top = -86 + (1 - awake) * 40;
    const wave = (/** @type {number} */ at) => Math.sin(seconds * 4 - at * 2.2) * 3 * at * awake;
    const drop = (1 - awake) * 12;
    // The cloth flies to the left, so that it stays over its own field.
    const upper = [0, 0.33, 0.66, 1].map((at) => /** @type {[number, number]} */ ([22 - at * 44 * (0.55 + 0.45 * awake), top + wave(at) + drop * at]));
    const lower = [1, 0.66, 0.33, 0].map((at) => /** @type {[number, number]} */ ([22 - at * 44 * (0.55 + 0.45 * awake), top + 30 + wave(at) + drop * at]));
    const notch = /** @type {[number, number]} */ ([22 - 33 * (0.55 + 0.45 * awake), top + 15 + wave(0.8) + drop]);
    set(cloth, {
      d: outline([...upper, notch, ...lower]),
      fill: isAwake ? palette.flag : palette.asleep,
      stroke: isAwake ? palette.flagDark : palette.asleepDark,
    });
  };
  return {
    element,
    tick: draw,
    wake(now) {
      awake = now;
      draw(0);
    },
  };
}

/** A star of four points that turns and twinkles. @param {Palette} palette */
function sparkle(palette) {
  return svg("path", { d: "M0,-12Q1.6,-1.6 12,0Q1.6,1.6 0,12Q-1.6,1.6 -12,0Q-1.6,-1.6 0,-12Z", fill: palette.shine, transform: "scale(0)" });
}

/** @param {Palette} palette */
function gem(palette) {
  const facet = (/** @type {string} */ points, /** @type {string} */ fill, opacity = 1) => svg("polygon", { points, fill, opacity });
  return svg("g", {},
    svg("polygon", { points: "-15,-40 15,-40 26,-25 0,4 -26,-25", fill: palette.gem, stroke: palette.gemDark, "stroke-width": 3, "stroke-linejoin": "round" }),
    facet("-15,-40 -26,-25 -10,-25", palette.gemLight, 0.9),
    facet("-15,-40 0,-40 -10,-25", palette.shine, 0.85),
    facet("0,-40 15,-40 10,-25 -10,-25", palette.gemLight),
    facet("15,-40 26,-25 10,-25", palette.gem),
    facet("-26,-25 -10,-25 0,4", palette.gemLight, 0.45),
    facet("-10,-25 10,-25 0,4", palette.gem),
    facet("26,-25 10,-25 0,4", palette.gemDark, 0.85));
}

/** @type {(kind: string, palette: Palette) => SVGElement} */
function key(kind, palette) {
  const metal = metalOf(kind, palette);
  const bow = isGolden(kind)
    ? svg("circle", { cy: -37, r: 12, fill: "none", stroke: metal.plain, "stroke-width": 8 })
    : svg("path", { d: "M0,-52L14,-37L0,-22L-14,-37Z", fill: "none", stroke: metal.plain, "stroke-width": 8, "stroke-linejoin": "round" });
  const edge = /** @type {SVGElement} */ (bow.cloneNode());
  set(edge, { stroke: metal.dark, "stroke-width": 13 });
  const shaft = "M0,-24V4M0,-8H11M0,3H13";
  return svg("g", { transform: "rotate(16 0 -20)" },
    edge,
    svg("path", { d: shaft, stroke: metal.dark, "stroke-width": 12, "stroke-linecap": "round", fill: "none" }),
    svg("path", { d: shaft, stroke: metal.plain, "stroke-width": 7, "stroke-linecap": "round", fill: "none" }),
    bow,
    svg("path", { d: isGolden(kind) ? "M-9,-44A12,12 0 0 1 2,-49" : "M-9,-40L-1,-48", stroke: metal.light, "stroke-width": 3.5, "stroke-linecap": "round", fill: "none" }));
}

/** @param {string} kind */
function isGolden(kind) {
  return kind === "golden key";
}

/** @type {(kind: string, palette: Palette) => { plain: string, light: string, dark: string }} */
function metalOf(kind, palette) {
  return isGolden(kind)
    ? { plain: palette.gold, light: palette.goldLight, dark: palette.goldDark }
    : { plain: palette.silver, light: palette.silverLight, dark: palette.silverDark };
}
