/** What there is to be found: crystals, plates, water, and the door. */

import { FACE, TILE, hewn } from "./cave.js";
import { set, svg } from "../kit/svg.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {import("./logic.js").Place} Place */

/** Three crystals that grow out of the floor, and glitter. @type {(palette: Palette, seed: number) => { element: SVGElement, tick(seconds: number): void }} */
export function makeCrystal(palette, seed) {
  const glints = [[-15, -34, 0.8], [5, -54, 1], [17, -26, 0.7]].map(([x = 0, y = 0, size = 1]) => ({
    x, y, size, element: svg("path", { d: "M0,-12Q1.4,-1.4 12,0Q1.4,1.4 0,12Q-1.4,1.4 -12,0Q-1.4,-1.4 0,-12Z", fill: palette.shine, transform: "scale(0)" }),
  }));
  const element = svg("g", {},
    svg("ellipse", { cy: 2, rx: 30, ry: 11, fill: palette.shade, opacity: 0.26 }),
    svg("ellipse", { cy: -4, rx: 40, ry: 22, fill: palette.crystal, opacity: 0.16 }),
    crystalShape(palette),
    ...glints.map((it) => it.element));
  return {
    element,
    tick(seconds) {
      glints.forEach(({ x, y, size, element: glint }, at) => {
        const phase = (seconds * 0.45 + seed * 0.37 + at * 0.36) % 1;
        const grown = phase < 0.3 ? Math.sin(phase / 0.3 * Math.PI) * size : 0;
        set(glint, { transform: `translate(${x} ${y}) rotate(${(phase * 120).toFixed(0)}) scale(${grown.toFixed(3)})` });
      });
    },
  };
}

/** @param {Palette} palette */
export function crystalShape(palette) {
  return svg("g", { "stroke-linejoin": "round" }, prism(-13, 3, -24, 15, 34, palette), prism(15, 4, 22, 14, 30, palette), prism(1, 7, 2, 21, 58, palette));
}

/** @type {(x: number, y: number, turn: number, wide: number, high: number, palette: Palette) => SVGElement} */
function prism(x, y, turn, wide, high, palette) {
  const [half, top] = [wide / 2, -high * 0.72];
  const edge = { stroke: palette.crystalDark, "stroke-width": 2.4 };
  return svg("g", { transform: `translate(${x} ${y}) rotate(${turn})` },
    svg("path", { d: `M${-half},0V${top}L0,${-high}L${half},${top}V0Q0,5 ${-half},0Z`, fill: palette.crystal, ...edge }),
    svg("path", { d: `M${-half},0V${top}L${-half * 0.25},${top * 0.9}V2Z`, fill: palette.crystalLight, opacity: 0.9 }),
    svg("path", { d: `M${-half},${top}L0,${-high}L${-half * 0.25},${top * 0.9}Z`, fill: palette.shine, opacity: 0.85 }),
    svg("path", { d: `M${half * 0.4},${top * 0.92}L${half},${top}V0L${half * 0.4},2Z`, fill: palette.crystalDark, opacity: 0.5 }));
}

/** A plate in the floor that sinks under a boulder. @type {(palette: Palette) => { element: SVGElement, press(pressed: number): void }} */
export function makePlate(palette) {
  const top = svg("g");
  const sign = svg("path", { d: "M0,-13L12,0L0,13L-12,0Z", fill: "none", "stroke-width": 5, "stroke-linejoin": "round" });
  const slab = svg("rect", { x: -35, y: -25, width: 70, height: 50, rx: 12, fill: palette.plate, stroke: palette.plateEdge, "stroke-width": 3 });
  top.append(slab, svg("rect", { x: -28, y: -19, width: 56, height: 38, rx: 8, fill: "none", stroke: palette.plateEdge, "stroke-width": 2, opacity: 0.5 }), sign);
  const lights = [[-40, -28], [40, -28], [-40, 32], [40, 32]].map(([cx = 0, cy = 0]) => svg("circle", { cx, cy, r: 5, stroke: palette.plateEdge, "stroke-width": 2 }));
  const ring = svg("rect", { x: -41, y: -30, width: 82, height: 66, rx: 16, fill: palette.awake, opacity: 0 });
  const element = svg("g", { transform: "translate(0 -6)" },
    svg("rect", { x: -39, y: -26, width: 78, height: 60, rx: 14, fill: palette.plateEdge }), ring, top, ...lights);
  return {
    element,
    press(pressed) {
      set(top, { transform: `translate(0 ${(-1 + pressed * 7).toFixed(1)})` });
      set(sign, { stroke: pressed > 0.5 ? palette.awake : palette.plateAsleep });
      set(ring, { opacity: pressed * 0.75 });
      lights.forEach((it) => set(it, { fill: pressed > 0.5 ? palette.awake : palette.plateAsleep }));
    },
  };
}

/**
 * Water, and the boulders that lie in it. @type {(size: { width: number, height: number }, water: readonly Place[], palette: Palette) =>
 *   { element: SVGElement, show(filled: readonly Place[]): void, tick(seconds: number): void }}
 */
export function makeWater({ width, height }, water, palette) {
  const has = (/** @type {readonly Place[]} */ places, /** @type {number} */ x, /** @type {number} */ y) => places.some((it) => it.x === x && it.y === y);
  const bank = svg("path", { fill: palette.waterDeep, stroke: palette.shade, "stroke-opacity": 0.3, "stroke-width": 9, "stroke-linejoin": "round" });
  const clip = svg("path");
  const surface = svg("path", { fill: palette.water, transform: "translate(0 12)" });
  const waves = svg("g", { fill: "none", stroke: palette.foam, "stroke-width": 4, "stroke-linecap": "round" });
  const stones = svg("g");
  const element = svg("g", {},
    svg("defs", {}, svg("clipPath", { id: "mine-pool" }, clip)),
    svg("g", { transform: `translate(0 ${FACE / 2 - 3})` }, bank, svg("g", { "clip-path": "url(#mine-pool)" }, surface, waves)), stones);
  return {
    element,
    show(filled) {
      const wet = water.filter((it) => !has(filled, it.x, it.y));
      const outline = hewn(width, height, (x, y) => has(wet, x, y), 4);
      [bank, clip, surface].forEach((it) => set(it, { d: outline }));
      waves.replaceChildren(...wet.flatMap(({ x, y }) => [[26, 42], [58, 66], [30, 84]].map(([dx = 0, dy = 0]) =>
        svg("path", { d: "M-13,0Q-6,-6 0,0Q6,6 13,0", transform: `translate(${x * TILE + dx + 8} ${y * TILE + dy})`, opacity: 0.6 }))));
      stones.replaceChildren(...filled.map((it) => sunken(it, palette)));
    },
    tick(seconds) {
      [...waves.children].forEach((wave, at) => set(wave, { opacity: (0.4 + 0.35 * Math.sin(seconds * 1.7 + at * 1.9)).toFixed(2), "stroke-dashoffset": 0 }));
    },
  };
}

/** A boulder that fills the water: one can walk over it. @type {(place: Place, palette: Palette) => SVGElement} */
function sunken({ x, y }, palette) {
  return svg("g", { transform: `translate(${x * TILE + 50} ${y * TILE + 66})` },
    svg("rect", { x: -50, y: -51, width: 100, height: 100, rx: 16, fill: palette.waterDeep, opacity: 0.35 }),
    svg("ellipse", { cy: 4, rx: 46, ry: 40, fill: palette.stoneDark }),
    svg("ellipse", { rx: 46, ry: 39, fill: palette.stone, stroke: palette.stoneEdge, "stroke-width": 2.5 }),
    svg("ellipse", { cx: -12, cy: -12, rx: 20, ry: 13, fill: palette.stoneLight, opacity: 0.5 }),
    svg("ellipse", { cx: 16, cy: 12, rx: 9, ry: 6, fill: palette.stoneDark, opacity: 0.45 }),
    svg("ellipse", { cx: -18, cy: 16, rx: 6, ry: 4, fill: palette.stoneDark, opacity: 0.45 }));
}

/** The door at the end of the mine, and the light behind it. @type {(palette: Palette) => { element: SVGElement, light: SVGElement, open(opened: number): void, rattle(by: number): void }} */
export function makeDoor(palette) {
  const bottom = 50 + FACE;
  const arch = `M-40,${bottom}V-10Q-40,-46 0,-46Q40,-46 40,-10V${bottom}Z`;
  const light = svg("path", { d: `M-38,${bottom - 4}L-95,${bottom + 130}Q0,${bottom + 170} 95,${bottom + 130}L38,${bottom - 4}Z`, fill: "url(#mine-light)", opacity: 0 });
  const leaf = (/** @type {1 | -1} */ way) => {
    const planks = [8, 21].map((x) => svg("path", { d: `M${way * x},-52V${bottom}`, stroke: palette.woodDark, "stroke-width": 2.5 }));
    return svg("g", {},
      svg("rect", { x: way > 0 ? 0 : -42, y: -50, width: 42, height: bottom + 50, fill: palette.wood, stroke: palette.woodDark, "stroke-width": 3 }),
      ...planks,
      ...[-14, 44].map((y) => svg("path", { d: `M${way * 40},${y}H${way * 12}`, stroke: palette.line, "stroke-width": 8, "stroke-linecap": "round" })),
      svg("circle", { cx: way * 8, cy: 20, r: 4.5, fill: palette.helmet, stroke: palette.line, "stroke-width": 2 }));
  };
  const leaves = [leaf(-1), leaf(1)];
  const bulbs = [-1, 1].map((way) => svg("circle", { cx: way * 53, cy: -18, r: 8, stroke: palette.line, "stroke-width": 3 }));
  const halos = [-1, 1].map((way) => svg("circle", { cx: way * 53, cy: -18, r: 22, opacity: 0.3 }));
  const post = (/** @type {number} */ x) => svg("g", {},
    svg("rect", { x: x - 9, y: -30, width: 18, height: bottom + 36, rx: 4, fill: palette.wood, stroke: palette.woodDark, "stroke-width": 3 }),
    svg("path", { d: `M${x - 3},-22V${bottom - 2}`, stroke: palette.woodLight, "stroke-width": 3.5, "stroke-linecap": "round" }));
  const leafBox = svg("g", { "clip-path": "url(#mine-arch)" }, ...leaves);
  const element = svg("g", {},
    svg("defs", {},
      svg("clipPath", { id: "mine-arch" }, svg("path", { d: arch })),
      svg("linearGradient", { id: "mine-outside", x1: 0, y1: 0, x2: 0, y2: 1 },
        svg("stop", { offset: 0, "stop-color": "#fff9dd" }), svg("stop", { offset: 1, "stop-color": "#ffd97a" })),
      svg("linearGradient", { id: "mine-light", x1: 0, y1: 0, x2: 0, y2: 1 },
        svg("stop", { offset: 0, "stop-color": "#fff2b8", "stop-opacity": 0.95 }), svg("stop", { offset: 1, "stop-color": "#ffe08a", "stop-opacity": 0 }))),
    svg("path", { d: arch, fill: "url(#mine-outside)" }),
    leafBox,
    svg("path", { d: arch, fill: "none", stroke: palette.line, "stroke-width": 5, opacity: 0.5 }),
    post(-47), post(47),
    svg("path", { d: "M-64,-34Q0,-64 64,-34L60,-52Q0,-80 -60,-52Z", fill: palette.wood, stroke: palette.woodDark, "stroke-width": 3, "stroke-linejoin": "round" }),
    svg("path", { d: "M-52,-50Q0,-72 52,-50", fill: "none", stroke: palette.woodLight, "stroke-width": 4, "stroke-linecap": "round" }),
    ...halos, ...bulbs);
  return {
    element,
    light,
    open(opened) {
      leaves.forEach((it, at) => set(it, { transform: `translate(${((at ? 1 : -1) * 40 * opened).toFixed(1)} 0) scale(${(1 - opened * 0.82).toFixed(3)} 1)` }));
      set(light, { opacity: (opened * 0.8).toFixed(3) });
      [...bulbs, ...halos].forEach((it) => set(it, { fill: opened > 0.5 ? palette.awake : palette.asleep }));
    },
    rattle(by) {
      set(leafBox, { transform: `translate(${by.toFixed(1)} 0)` });
    },
  };
}
