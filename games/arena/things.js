/** Energy cells, and what flies: shots, shields, explosions. */

import { set, svg } from "../kit/svg.js";
import { hill, smooth } from "../kit/clock.js";
import { WAYS } from "./field.js";
import { liveryOf } from "./palette.js";
import { TILE } from "./scenery.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {import("./field.js").Place} Place */

const BOLT = "M5,-21L-13,4H-2L-6,21L13,-5H2Z";

/** A cell that glows. @type {(palette: Palette, phase: number) => { element: SVGElement, tick(seconds: number): void, grow(part: number): void }} */
export function makeCell(palette, phase) {
  const halo = svg("circle", { r: 40, fill: palette.cellGlow, opacity: 0.26 });
  const heart = svg("g", {},
    svg("rect", { x: -19, y: -27, width: 38, height: 54, rx: 13, fill: palette.cellDark }),
    svg("rect", { x: -9, y: -33, width: 18, height: 9, rx: 3, fill: palette.cellDark }),
    svg("rect", { x: -15, y: -23, width: 30, height: 46, rx: 10, fill: palette.cell }),
    svg("rect", { x: -11, y: -19, width: 8, height: 38, rx: 4, fill: palette.cellLight, opacity: 0.85 }),
    svg("path", { d: BOLT, fill: palette.cellDark, transform: "scale(0.78)" }));
  const grown = svg("g", {}, halo, heart);
  return {
    element: svg("g", {}, svg("ellipse", { cy: 26, rx: 22, ry: 8, fill: palette.shadow, opacity: palette.shadowOpacity }), grown),
    tick(seconds) {
      const beat = Math.sin(seconds * 3 + phase);
      set(halo, { r: (38 + beat * 5).toFixed(1), opacity: (0.24 + beat * 0.08).toFixed(2) });
      set(heart, { transform: `translate(0 ${(beat * 2.4).toFixed(1)})` });
    },
    grow(part) {
      set(grown, { transform: `scale(${(smooth(part) + hill(part) * 0.35).toFixed(3)})` });
    },
  };
}

/** A small cell, for the line above the board. @param {Palette} palette */
export function cellIcon(palette) {
  return svg("svg", { viewBox: "-24 -36 48 66" },
    svg("rect", { x: -19, y: -27, width: 38, height: 54, rx: 13, fill: palette.cellDark }),
    svg("rect", { x: -15, y: -23, width: 30, height: 46, rx: 10, fill: palette.cell }),
    svg("path", { d: BOLT, fill: palette.cellDark, transform: "scale(0.8)" }));
}

/**
 * A shot from the muzzle of a robot to where it ends; with sparks there where it hit.
 *
 * @type {(actor: number, from: Place, to: Place, direction: import("./field.js").Direction, outcome: string, palette: Palette) =>
 *   { element: SVGElement, draw(part: number): void }}
 */
export function makeShot(actor, from, to, direction, outcome, palette) {
  const [dx, dy] = WAYS[direction];
  const { fill, light } = liveryOf(actor);
  const centre = (/** @type {Place} */ { x, y }) => /** @type {const} */ ([x * TILE + 50, y * TILE + 50]);
  const [x1, y1] = centre(from);
  const [tx, ty] = centre(to);
  // Shots end at the hull, at the shield, or at the near side of the wall.
  const short = outcome === "missed" ? 46 : outcome === "shielded" ? 50 : 26;
  const [sx, sy, ex, ey] = [x1 + dx * 46, y1 + dy * 46, tx - dx * short, ty - dy * short];
  const beam = svg("g", { "stroke-linecap": "round" },
    svg("line", { x1: sx, y1: sy, x2: sx, y2: sy, stroke: fill, "stroke-width": 26, opacity: 0.3 }),
    svg("line", { x1: sx, y1: sy, x2: sx, y2: sy, stroke: fill, "stroke-width": 13 }),
    svg("line", { x1: sx, y1: sy, x2: sx, y2: sy, stroke: light, "stroke-width": 8 }),
    svg("line", { x1: sx, y1: sy, x2: sx, y2: sy, stroke: palette.spark, "stroke-width": 4 }));
  const flash = svg("circle", { cx: sx, cy: sy, r: 0, fill: light });
  const sparks = Array.from({ length: outcome === "missed" ? 5 : 10 }, (_, it) => {
    const angle = Math.atan2(-dy, -dx) + (it - 4.5) / (outcome === "missed" ? 4 : 3.2);
    const reach = (outcome === "missed" ? 26 : 52) * (0.6 + it * 37 % 10 / 16);
    return { angle, reach, shape: svg("circle", { r: 5, fill: it % 2 ? light : palette.spark }) };
  });
  const burst = svg("circle", { cx: ex, cy: ey, r: 0, fill: "none", stroke: outcome === "shielded" ? palette.shieldEdge : light, "stroke-width": 7 });
  const element = svg("g", {}, beam, flash, burst, ...sparks.map(({ shape }) => shape));
  return {
    element,
    draw(part) {
      const head = Math.min(1, part / 0.28);
      const tail = part < 0.42 ? 0 : Math.min(1, (part - 0.42) / 0.3);
      for (const line of beam.children) {
        set(line, { x1: sx + (ex - sx) * tail, y1: sy + (ey - sy) * tail, x2: sx + (ex - sx) * head, y2: sy + (ey - sy) * head });
      }
      set(beam, { opacity: tail >= 1 ? 0 : 1 });
      set(flash, { r: part < 0.3 ? 20 * hill(part / 0.3) : 0 });
      const after = Math.max(0, (part - 0.26) / 0.74);
      set(burst, { r: after * 44, opacity: after > 0 ? 1 - after : 0 });
      for (const { angle, reach, shape } of sparks) {
        set(shape, {
          cx: ex + Math.cos(angle) * reach * smooth(after), cy: ey + Math.sin(angle) * reach * smooth(after),
          opacity: after > 0 ? 1 - after : 0, r: 6 * (1 - after) + 1,
        });
      }
      if (part === 1) {
        element.remove();
      }
    },
  };
}

/** A shield of light around a robot; follows nothing, as who shields does not move. @type {(place: Place, palette: Palette) => { element: SVGElement, draw(part: number): void }} */
export function makeShield({ x, y }, palette) {
  const hexagon = "M0,-56L48.5,-28V28L0,56L-48.5,28V-28Z";
  const body = svg("path", { d: hexagon, fill: palette.shieldFill, "fill-opacity": 0.25, stroke: palette.shieldEdge, "stroke-width": 6, "stroke-linejoin": "round" });
  const element = svg("g", { transform: `translate(${x * TILE + 50} ${y * TILE + 50})` }, body);
  return {
    element,
    draw(part) {
      const up = Math.min(1, part / 0.2);
      const down = part > 0.85 ? (1 - part) / 0.15 : 1;
      set(body, { transform: `scale(${(0.7 + 0.3 * smooth(up)).toFixed(3)}) rotate(${(part * 30).toFixed(1)})`, opacity: Math.min(up, down).toFixed(2) });
      if (part === 1) {
        element.remove();
      }
    },
  };
}

/** A robot goes up in light and smoke; what is left is a black mark. @type {(place: Place, actor: number, palette: Palette) => { element: SVGElement, draw(part: number): void }} */
export function makeExplosion({ x, y }, actor, palette) {
  const { fill, light } = liveryOf(actor);
  const pieces = Array.from({ length: 16 }, (_, it) => {
    const angle = it / 16 * Math.PI * 2 + it * 0.7;
    const size = 8 + it * 31 % 9;
    return {
      angle, reach: 60 + it * 53 % 60, spin: it % 2 ? 400 : -300,
      shape: svg("rect", { x: -size / 2, y: -size / 2, width: size, height: size, rx: 3, fill: [fill, light, palette.tread, palette.ember][it % 4] ?? fill }),
    };
  });
  const smoke = Array.from({ length: 7 }, (_, it) => ({
    angle: it / 7 * Math.PI * 2, shape: svg("circle", { fill: palette.smoke, r: 0 }),
  }));
  const light1 = svg("circle", { fill: palette.spark });
  const ring = svg("circle", { fill: "none", stroke: light, "stroke-width": 12 });
  const ball = svg("circle", { fill: palette.ember });
  const element = svg("g", { transform: `translate(${x * TILE + 50} ${y * TILE + 50})` },
    ...smoke.map(({ shape }) => shape), ball, light1, ring, ...pieces.map(({ shape }) => shape));
  return {
    element,
    draw(part) {
      const out = 1 - (1 - part) * (1 - part);
      set(light1, { r: (64 * hill(Math.min(1, part / 0.5))).toFixed(1), opacity: (1 - part).toFixed(2) });
      set(ball, { r: (52 * hill(Math.min(1, part / 0.8))).toFixed(1), opacity: (1 - part).toFixed(2) });
      set(ring, { r: (20 + out * 95).toFixed(1), opacity: ((1 - part) * 0.9).toFixed(2), "stroke-width": (13 * (1 - part) + 1).toFixed(1) });
      for (const { angle, reach, spin, shape } of pieces) {
        set(shape, {
          transform: `translate(${(Math.cos(angle) * reach * out).toFixed(1)} ${(Math.sin(angle) * reach * out).toFixed(1)}) rotate(${(spin * out).toFixed(0)})`,
          opacity: part > 0.6 ? ((1 - part) / 0.4).toFixed(2) : 1,
        });
      }
      for (const { angle, shape } of smoke) {
        set(shape, { cx: Math.cos(angle) * 44 * out, cy: Math.sin(angle) * 44 * out - part * 18, r: 10 + 24 * out, opacity: (0.5 * (1 - part)).toFixed(2) });
      }
      if (part === 1) {
        element.remove();
      }
    },
  };
}

/** What stays on the floor where a robot fell. @type {(place: Place, palette: Palette) => SVGElement} */
export function makeScorch({ x, y }, palette) {
  const blots = Array.from({ length: 7 }, (_, it) => {
    const angle = it / 7 * Math.PI * 2;
    return svg("circle", { cx: (Math.cos(angle) * 22).toFixed(1), cy: (Math.sin(angle) * 20).toFixed(1), r: 10 + it * 5 % 9 });
  });
  return svg("g", { transform: `translate(${x * TILE + 50} ${y * TILE + 50})`, fill: palette.scorch, opacity: 0.38 }, svg("circle", { r: 26 }), ...blots);
}

/** Number that rises: what was lost or gained. @type {(place: Place, text: string, colour: string, palette: Palette) => { element: SVGElement, draw(part: number): void }} */
export function makeNote({ x, y }, text, colour, palette) {
  const label = svg("text", {
    "text-anchor": "middle", "font-size": 40, "font-weight": 900, fill: colour, stroke: palette.chip, "stroke-width": 8, "paint-order": "stroke",
    "stroke-linejoin": "round", "font-family": "system-ui, sans-serif",
  });
  label.textContent = text;
  const element = svg("g", {}, label);
  return {
    element,
    draw(part) {
      const rise = 1 - (1 - part) * (1 - part);
      set(element, { transform: `translate(${x * TILE + 50} ${(y * TILE + 14 - rise * 46).toFixed(1)})`, opacity: part > 0.6 ? ((1 - part) / 0.4).toFixed(2) : 1 });
      if (part === 1) {
        element.remove();
      }
    },
  };
}

/** Where a robot looks, as far as it sees. @type {(actor: number, from: Place, direction: import("./field.js").Direction, distance: number) => { element: SVGElement, draw(part: number): void }} */
export function makeGlance(actor, { x, y }, direction, distance) {
  const [dx, dy] = WAYS[direction];
  const [cx, cy] = [x * TILE + 50, y * TILE + 50];
  const reach = distance * TILE - 20;
  const line = svg("line", {
    x1: cx + dx * 44, y1: cy + dy * 44, x2: cx + dx * reach, y2: cy + dy * reach,
    stroke: liveryOf(actor).fill, "stroke-width": 6, "stroke-linecap": "round", "stroke-dasharray": "2 18",
  });
  const end = svg("circle", { cx: cx + dx * reach, cy: cy + dy * reach, r: 10, fill: "none", stroke: liveryOf(actor).fill, "stroke-width": 5 });
  const element = svg("g", {}, line, end);
  return {
    element,
    draw(part) {
      set(element, { opacity: (0.85 * (1 - part * part)).toFixed(2) });
      if (part === 1) {
        element.remove();
      }
    },
  };
}
