/** What stands still: rock, the caves in it with their floor, lamps, beams, and what grows there. */

import { FACE, TILE, grain, hewn } from "./cave.js";
import { svg } from "../kit/svg.js";

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./palette.js").Palette} Palette */

/**
 * @param {Level} level
 * @param {Palette} palette
 * @returns {{ element: SVGElement, lamps: { x: number, y: number }[] }} `lamps` are where it is warm
 */
export function makeScenery(level, palette) {
  const outline = hewn(level.width, level.height, (x, y) => isFloor(level, x, y), 6);
  const faces = northFaces(level);
  const lamps = faces.filter((it) => it.isLit);
  const shifted = `translate(0 ${FACE})`;
  const inside = svg("g", { "clip-path": "url(#mine-cave)" },
    svg("path", { d: outline, fill: palette.face }),
    strata(level, palette),
    svg("path", { d: outline, fill: palette.floor, transform: shifted }),
    svg("g", { "clip-path": "url(#mine-floor)" }, floorFields(level, palette)),
    // Where floor and rock meet it is darker.
    ...[[46, 0.1], [26, 0.12], [10, 0.16]].map(([wide = 0, opacity = 0]) =>
      svg("path", { d: outline, fill: "none", stroke: palette.shade, "stroke-width": wide, opacity, transform: shifted })),
    svg("path", { d: outline, fill: "none", stroke: palette.shade, "stroke-width": 22, opacity: 0.14 }));
  const element = svg("g", {},
    svg("defs", {},
      svg("clipPath", { id: "mine-cave" }, svg("path", { d: outline })),
      svg("clipPath", { id: "mine-floor" }, svg("path", { d: outline, transform: shifted })),
      rockPattern(palette)),
    svg("rect", { x: -4000, y: -4000, width: 10000, height: 10000, fill: palette.rock }),
    svg("rect", { x: -4000, y: -4000, width: 10000, height: 10000, fill: "url(#mine-rock)" }),
    ...[[92, 0.28], [52, 0.4]].map(([wide = 0, opacity = 0]) =>
      svg("path", { d: outline, fill: "none", stroke: palette.rockDark, "stroke-width": wide, opacity, "stroke-linejoin": "round" })),
    inside,
    svg("path", { d: outline, fill: "none", stroke: palette.rim, "stroke-width": 5, "stroke-linejoin": "round" }),
    ...faces.flatMap((it) => (it.isLit ? lantern(it.x, it.y, palette) : it.has === "tunnel" ? tunnel(it.x, it.y, palette) : it.has === "ore" ? ore(it.x, it.y, palette) : [])),
    ...mushrooms(level, palette));
  return { element, lamps };
}

/** The warm light of the lamps, to lie over everything that stands still. @type {(lamps: readonly { x: number, y: number }[], palette: Palette) => { element: SVGElement, tick(seconds: number): void }} */
export function makeGlow(lamps, palette) {
  const lights = lamps.map(({ x, y }) =>
    svg("circle", { cx: x, cy: y + 34, r: 190, fill: "url(#mine-glow)", opacity: palette.glowOpacity }));
  const element = svg("g", { "pointer-events": "none" },
    svg("defs", {}, svg("radialGradient", { id: "mine-glow" },
      svg("stop", { offset: 0, "stop-color": palette.glow, "stop-opacity": 0.95 }),
      svg("stop", { offset: 0.4, "stop-color": palette.glow, "stop-opacity": 0.35 }),
      svg("stop", { offset: 1, "stop-color": palette.glow, "stop-opacity": 0 }))),
    ...lights);
  return {
    element,
    tick(seconds) {
      lights.forEach((light, at) => {
        const flicker = Math.sin(seconds * 5.3 + at * 2.1) * 0.04 + Math.sin(seconds * 13.7 + at) * 0.025;
        light.setAttribute("opacity", (palette.glowOpacity * (1 + flicker * 2)).toFixed(3));
      });
    },
  };
}

/** @type {(level: Level, x: number, y: number) => boolean} */
export function isFloor(level, x, y) {
  return level.floor[y]?.[x] ?? false;
}

/** Where rock stands behind a field, and what is on it: every few fields a lamp. @param {Level} level */
function northFaces(level) {
  /** @type {{ x: number, y: number, isLit: boolean, has: "" | "tunnel" | "ore" }[]} */
  const faces = [];
  for (let y = 0; y < level.height; y += 1) {
    for (let x = 0; x < level.width; x += 1) {
      const isAtDoor = y - 1 === level.exit.y && Math.abs(x - level.exit.x) <= 1;
      if (!isFloor(level, x, y) || isFloor(level, x, y - 1) || isAtDoor) {
        continue;
      }
      const place = { x: x * TILE + 50, y: y * TILE };
      const isFar = faces.every((it) => !it.isLit || Math.hypot(it.x - place.x, it.y - place.y) > 270);
      const chance = grain(x + 3, y);
      const isBare = faces.every((it) => it.has !== "tunnel" || Math.hypot(it.x - place.x, it.y - place.y) > 330);
      faces.push({ ...place, isLit: !level.isDark && isFar && chance > 0.2, has: chance < 0.35 ? "ore" : chance > 0.6 && isBare ? "tunnel" : "" });
    }
  }
  return faces;
}

/** @param {Palette} palette */
function rockPattern(palette) {
  const stones = Array.from({ length: 18 }, (_, at) => {
    const [x, y] = [46 + (at % 5) * 76 + grain(at, 1) * 30, 40 + Math.floor(at / 5) * 92 + grain(at, 2) * 44];
    const points = Array.from({ length: 7 }, (_, it) => {
      const [far, turn] = [15 + grain(at, it) * 17, it / 7 * 6.283];
      return `${(Math.cos(turn) * far * 1.25).toFixed(1)},${(Math.sin(turn) * far * 0.8).toFixed(1)}`;
    }).join(" ");
    const stone = (/** @type {string} */ fill, /** @type {number} */ dy, /** @type {number} */ opacity) =>
      svg("polygon", { points, fill, stroke: fill, "stroke-width": 7, "stroke-linejoin": "round", opacity, transform: `translate(${x.toFixed(0)} ${(y + dy).toFixed(0)})` });
    return [stone(palette.rockDark, 5, 0.5), stone(palette.rockLight, 0, 0.55), stone(palette.rock, 5, 0.55)];
  }).flat();
  return svg("pattern", { id: "mine-rock", width: 400, height: 400, patternUnits: "userSpaceOnUse" }, ...stones);
}

/** Seams in the rock behind each field. @type {(level: Level, palette: Palette) => SVGElement} */
function strata(level, palette) {
  const seams = svg("g", { stroke: palette.faceDark, "stroke-width": 4, "stroke-linecap": "round", opacity: 0.75 });
  for (let y = 0; y < level.height; y += 1) {
    for (let x = 0; x < level.width; x += 1) {
      if (isFloor(level, x, y) && !isFloor(level, x, y - 1)) {
        const [left, top] = [x * TILE, y * TILE];
        const at = 12 + grain(x, y) * 40;
        seams.append(
          svg("path", { d: `M${left + at},${top + 6}l${(4 - grain(y, x) * 8).toFixed(1)},${FACE - 8}` }),
          svg("path", { d: `M${left + at + 38},${top + 12}l${(3 - grain(x, x) * 6).toFixed(1)},${FACE - 14}` }));
      }
    }
  }
  return seams;
}

/** @type {(level: Level, palette: Palette) => SVGElement} */
function floorFields(level, palette) {
  const fields = svg("g");
  for (let y = 0; y < level.height; y += 1) {
    for (let x = 0; x < level.width; x += 1) {
      if (!isFloor(level, x, y)) {
        continue;
      }
      const [left, top] = [x * TILE, y * TILE];
      if ((x + y) % 2) {
        fields.append(svg("rect", { x: left, y: top + FACE / 2, width: TILE, height: TILE, fill: palette.floorOdd }));
      }
      for (let it = 0; it < 3; it += 1) {
        const size = 3 + grain(x * 3 + it, y) * 6;
        fields.append(svg("ellipse", {
          cx: left + 12 + grain(x + it, y * 5) * 76, cy: top + FACE / 2 + 12 + grain(y + it * 2, x) * 76, rx: size, ry: size * 0.65,
          fill: palette.pebble, opacity: 0.6,
        }));
      }
    }
  }
  return fields;
}

/** @type {(x: number, y: number, palette: Palette) => SVGElement[]} */
function lantern(x, y, palette) {
  return [svg("g", { transform: `translate(${x} ${y + 14})` },
    svg("path", { d: "M0,-26V-16", stroke: palette.line, "stroke-width": 4, "stroke-linecap": "round" }),
    svg("path", { d: "M-14,-24H14", stroke: palette.woodDark, "stroke-width": 7, "stroke-linecap": "round" }),
    svg("path", { d: "M-9,-14H9L12,12Q0,18 -12,12Z", fill: palette.lamp, stroke: palette.line, "stroke-width": 3, "stroke-linejoin": "round" }),
    svg("ellipse", { cy: 2, rx: 5, ry: 8, fill: palette.lampCore }),
    svg("path", { d: "M-10,-14Q0,-22 10,-14Z", fill: palette.line }))];
}

/** An old tunnel, boarded up. @type {(x: number, y: number, palette: Palette) => SVGElement[]} */
function tunnel(x, y, palette) {
  const plank = (/** @type {string} */ d, /** @type {number} */ wide) => [
    svg("path", { d, stroke: palette.woodDark, "stroke-width": wide + 5, "stroke-linecap": "round" }),
    svg("path", { d, stroke: palette.wood, "stroke-width": wide, "stroke-linecap": "round" }),
    svg("path", { d, stroke: palette.woodLight, "stroke-width": 2.5, "stroke-linecap": "round", transform: "translate(0 -2.5)" })];
  return [svg("g", { transform: `translate(${x} ${y})` },
    svg("path", { d: `M-34,${FACE + 3}V-12Q-34,-30 0,-30Q34,-30 34,-12V${FACE + 3}Z`, fill: palette.shade, opacity: 0.85 }),
    ...plank(`M-26,-8L27,${FACE - 8}`, 9), ...plank(`M-27,${FACE - 9}L26,-12`, 9),
    ...plank(`M-36,${FACE + 4}V-22`, 10), ...plank(`M36,${FACE + 4}V-22`, 10), ...plank("M-45,-31H45", 13))];
}

/** Little crystals that nobody can break out. @type {(x: number, y: number, palette: Palette) => SVGElement[]} */
function ore(x, y, palette) {
  const chip = (/** @type {number} */ dx, /** @type {number} */ size, /** @type {number} */ turn) =>
    svg("path", { d: `M0,${-size}L${size * 0.5},0L0,${size * 0.5}L${-size * 0.5},0Z`, fill: palette.crystal, stroke: palette.crystalDark, "stroke-width": 2, transform: `translate(${dx} 18) rotate(${turn})`, opacity: 0.6 });
  return [svg("g", { transform: `translate(${x} ${y})` }, chip(-16, 9, -24), chip(-4, 13, 6), chip(9, 8, 30))];
}

/** In some corners something grows. @type {(level: Level, palette: Palette) => SVGElement[]} */
function mushrooms(level, palette) {
  const grown = [];
  for (let y = 1; y < level.height; y += 1) {
    for (let x = 0; x < level.width; x += 1) {
      const isCorner = isFloor(level, x, y) && !isFloor(level, x, y - 1) && !isFloor(level, x - 1, y);
      if (isCorner && y - 1 !== level.exit.y && grain(x * 2, y * 3) > 0.45) {
        grown.push(mushroom(x * TILE + 20, y * TILE + FACE + 12, 1, palette), mushroom(x * TILE + 35, y * TILE + FACE + 15, 0.65, palette));
      }
    }
  }
  return grown;
}

/** @type {(x: number, y: number, size: number, palette: Palette) => SVGElement} */
function mushroom(x, y, size, palette) {
  return svg("g", { transform: `translate(${x} ${y}) scale(${size})` },
    svg("ellipse", { cy: 2, rx: 12, ry: 4, fill: palette.shade, opacity: 0.25 }),
    svg("path", { d: "M-4,-12Q-6,0 -5,2H5Q6,0 4,-12Z", fill: palette.lampCore, stroke: palette.line, "stroke-width": 1.5 }),
    svg("path", { d: "M-14,-10Q-12,-26 0,-26Q12,-26 14,-10Q0,-5 -14,-10Z", fill: palette.shirt, stroke: palette.line, "stroke-width": 1.5 }),
    svg("circle", { cx: -5, cy: -17, r: 2.6, fill: palette.lampCore }),
    svg("circle", { cx: 5, cy: -19, r: 2, fill: palette.lampCore }));
}
