/** A robot as it is seen from above, its plate with shape and number, and the ring of its energy. */

import { outline, set, svg } from "../kit/svg.js";
import { liveryOf } from "./palette.js";

/** Angles by the way it looks. */
export const ANGLES = { north: 0, east: 90, south: 180, west: 270 };
const RING = 43;
const ROUND = 2 * Math.PI * RING;
/** Robots are this much larger than they are drawn. */
const SIZE = 1.16;

/** @typedef {import("./palette.js").Palette} Palette */

/**
 * How a robot stands: where (in fields), where it looks (degrees), how it is pushed back by its own shot (0 to 1), how
 * large it is, and whether it shivers.
 *
 * @typedef {{ x: number, y: number, angle: number, recoil: number, scale: number, jolt: number, flash: number }} Pose
 * @type {Pose}
 */
export const STANDING = { x: 0, y: 0, angle: 0, recoil: 0, scale: 1, jolt: 0, flash: 0 };

/**
 * @param {{ actor: number, name: string, full: number }} robot `full`: with this much energy the ring is full; what is
 *   beyond it shines as a second, golden one
 * @param {Palette} palette
 */
export function makeRobot({ actor, name, full }, palette) {
  const livery = liveryOf(actor);
  const chassis = svg("g");
  const barrel = svg("g", {},
    svg("rect", { x: -6, y: -45, width: 12, height: 30, rx: 4, fill: palette.barrel }),
    svg("rect", { x: -8.5, y: -48, width: 17, height: 9, rx: 3.5, fill: livery.dark }));
  const treads = svg("g");
  for (const side of [-1, 1]) {
    treads.append(svg("rect", { x: side * 27 - 8.5, y: -30, width: 17, height: 60, rx: 8, fill: palette.tread }));
    for (let it = -2; it <= 2; it += 1) {
      treads.append(svg("rect", { x: side * 27 - 6, y: it * 11 - 2, width: 12, height: 4, rx: 2, fill: palette.treadLight }));
    }
  }
  const flash = svg("circle", { r: 33, fill: "#ffffff", opacity: 0 });
  const hull = svg("g", {},
    svg("circle", { r: 32, fill: livery.dark }),
    svg("circle", { r: 29.5, fill: livery.fill }),
    svg("path", { d: "M-24,-13A28,28 0 0 1 24,-13A40,40 0 0 0 -24,-13Z", fill: livery.light, opacity: 0.9 }),
    svg("path", { d: "M-22,-17Q0,-34 22,-17L18,-9Q0,-19 -18,-9Z", fill: palette.visor }),
    svg("circle", { cx: -9, cy: -18, r: 4, fill: palette.eye }),
    svg("circle", { cx: 9, cy: -18, r: 4, fill: palette.eye }));
  chassis.append(treads, barrel, hull);
  const plate = makePlate(actor, palette, 17);
  const track = svg("circle", { r: RING, fill: "none", stroke: palette.track, "stroke-width": 7 });
  const [ring, surplus] = [7, 4].map((width) => svg("circle", {
    r: RING, fill: "none", stroke: palette.cell, "stroke-width": width, "stroke-linecap": "round", transform: "rotate(-90)",
  }));
  const sleep = svg("g", { opacity: 0, fill: palette.ink, "font-weight": 800, "font-size": 26, "font-family": "system-ui, sans-serif" });
  for (const [x, y, size] of [[26, -30, 22], [40, -44, 28]]) {
    const z = svg("text", { x: x ?? 0, y: y ?? 0, "font-size": size ?? 0 });
    z.textContent = "z";
    sleep.append(z);
  }
  const body = svg("g", {}, chassis, plate, flash);
  const element = svg("g", {},
    svg("ellipse", { cx: 0, cy: 9, rx: 40, ry: 37, fill: palette.shadow, opacity: palette.shadowOpacity }), track, ring ?? null, surplus ?? null, body, sleep);
  const label = makeLabel(name, palette, livery.fill);
  return {
    element,
    label: label.element,
    /** @param {Pose} pose */
    pose({ x, y, angle, recoil, scale, jolt, flash: light }) {
      const [px, py] = [x * 100 + 50, y * 100 + 50];
      const radians = angle * Math.PI / 180;
      const back = recoil * 9;
      set(element, { transform: `translate(${px.toFixed(1)} ${py.toFixed(1)}) scale(${(scale * SIZE).toFixed(3)})` });
      set(body, { transform: `translate(${(-Math.sin(radians) * back + jolt).toFixed(1)} ${(Math.cos(radians) * back).toFixed(1)})` });
      set(chassis, { transform: `rotate(${angle.toFixed(1)})` });
      // The plate is on its back, and never upside down.
      set(plate, { transform: `translate(${(-Math.sin(radians) * 7).toFixed(1)} ${(Math.cos(radians) * 7).toFixed(1)})` });
      set(barrel, { transform: `translate(0 ${(recoil * 8).toFixed(1)})` });
      set(flash, { opacity: light.toFixed(2) });
      set(label.element, { transform: `translate(${px.toFixed(1)} ${(py + 66).toFixed(1)})` });
    },
    /** @param {number} energy */
    charge(energy) {
      const fill = (/** @type {SVGElement | undefined} */ circle, /** @type {number} */ part) =>
        circle && set(circle, { "stroke-dasharray": `${(Math.min(1, part) * ROUND).toFixed(1)} ${ROUND.toFixed(1)}`, opacity: part > 0 ? 1 : 0 });
      fill(ring, energy / full);
      fill(surplus, energy / full - 1);
      if (ring) {
        set(ring, { stroke: energy <= 3 ? palette.low : energy <= 6 ? palette.half : palette.full });
      }
    },
    /** Without a program, or asleep. @type {(state: { isOff: boolean, isAsleep: boolean }) => void} */
    dim({ isOff, isAsleep }) {
      set(hull, { opacity: isOff ? 0.55 : 1 });
      set(sleep, { opacity: isAsleep || isOff ? 1 : 0 });
    },
    /** Names are as large as they can be read; null hides them. @param {number | null} size */
    name: label.size,
  };
}

/**
 * The plate that tells who it is: its shape and its number.
 *
 * @type {(actor: number, palette: Palette, radius: number) => SVGElement}
 */
export function makePlate(actor, palette, radius) {
  const { shape, dark } = liveryOf(actor);
  const look = { fill: palette.plateFill, stroke: dark, "stroke-width": radius * 0.16, "stroke-linejoin": "round" };
  const text = svg("text", {
    y: (shape === "triangle" ? radius * 0.56 : radius * 0.42).toFixed(1), "text-anchor": "middle", "font-size": (radius * 1.18).toFixed(1),
    "font-weight": 800, fill: palette.plateInk, "font-family": "system-ui, sans-serif",
  });
  text.textContent = String(actor);
  return svg("g", {}, shapeOf(shape, radius, look), text);
}

/** @type {(shape: import("./palette.js").Shape, radius: number, look: Record<string, string | number>) => SVGElement} */
function shapeOf(shape, radius, look) {
  const around = (/** @type {number} */ count, /** @type {number} */ first, far = radius, near = radius) =>
    outline(Array.from({ length: count }, (_, it) => {
      const angle = first + it / count * Math.PI * 2;
      const reach = it % 2 ? near : far;
      return /** @type {[number, number]} */ ([Math.sin(angle) * reach, -Math.cos(angle) * reach]);
    }));
  const r = radius;
  switch (shape) {
    case "circle":
      return svg("circle", { r: r * 0.98, ...look });
    case "square":
      return svg("rect", { x: -r * 0.88, y: -r * 0.88, width: r * 1.76, height: r * 1.76, rx: r * 0.2, ...look });
    case "triangle":
      return svg("path", { d: around(3, 0, r * 1.32, r * 1.32), ...look });
    case "diamond":
      return svg("path", { d: around(4, 0, r * 1.24, r * 1.24), ...look });
    case "hexagon":
      return svg("path", { d: around(6, Math.PI / 6, r * 1.08, r * 1.08), ...look });
    case "star":
      return svg("path", { d: around(10, 0, r * 1.34, r * 0.82), ...look });
    case "cross": {
      const [a, b] = [r * 1.12, r * 0.56];
      return svg("path", { d: outline([[-b, -a], [b, -a], [b, -b], [a, -b], [a, b], [b, b], [b, a], [-b, a], [-b, b], [-a, b], [-a, -b], [-b, -b]]), ...look });
    }
    case "drop":
      return svg("path", { d: `M0,${-r * 1.3}Q${r * 1.05},${-r * 0.4} ${r * 0.95},${r * 0.2}A${r * 0.95},${r * 0.9} 0 0 1 ${-r * 0.95},${r * 0.2}Q${-r * 1.05},${-r * 0.4} 0,${-r * 1.3}Z`, ...look });
  }
}

/** @type {(name: string, palette: Palette, colour: string) => { element: SVGElement, size(units: number | null): void }} */
function makeLabel(name, palette, colour) {
  const short = name.length > 14 ? `${name.slice(0, 13)}…` : name;
  const back = svg("rect", { fill: palette.chip, stroke: colour, "stroke-width": 2.5, opacity: 0.94 });
  const text = svg("text", { "text-anchor": "middle", fill: palette.ink, "font-weight": 700, "font-family": "system-ui, sans-serif" });
  text.textContent = short;
  const element = svg("g", {}, back, text);
  return {
    element,
    size(units) {
      set(element, { visibility: units === null || short === "" ? "hidden" : "visible" });
      const size = units ?? 20;
      const width = short.length * size * 0.58 + size * 0.9;
      set(text, { "font-size": size, y: size * 0.36 });
      set(back, { x: -width / 2, y: -size * 0.68, width, height: size * 1.36, rx: size * 0.68 });
    },
  };
}
