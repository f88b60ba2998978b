/** What stands still: the plate of the arena, its floor and its walls; and the zone that shrinks. */

import { svg, set } from "../kit/svg.js";
import { isFloor, mostRings } from "./field.js";

export const TILE = 100;
/** How high walls are, in units of the picture. */
const HEIGHT = 22;
/** So much of the walls around the arena is to be seen. */
const RIM = 46;

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {import("./logic.js").Level} Level */

/** What of the level is seen. @param {Level} level */
export function viewOf(level) {
  const [width, height] = [(level.width - 2) * TILE + RIM * 2, (level.height - 2) * TILE + RIM * 2];
  // A small level is not blown up beyond this.
  const [least, low] = [760, 520];
  const [w, h] = [Math.max(width, least), Math.max(height, low)];
  return { x: level.width * TILE / 2 - w / 2, y: level.height * TILE / 2 - h / 2, width: w, height: h };
}

/** @type {(level: Level, palette: Palette) => SVGElement} */
export function makeFloor(level, palette) {
  const [x, y] = [TILE - RIM, TILE - RIM];
  const [width, height] = [(level.width - 2) * TILE + RIM * 2, (level.height - 2) * TILE + RIM * 2];
  const tiles = svg("g");
  for (let row = 1; row < level.height - 1; row += 1) {
    for (let column = 1; column < level.width - 1; column += 1) {
      if (isFloor(level, { x: column, y: row })) {
        tiles.append(svg("rect", {
          x: column * TILE + 2, y: row * TILE + 2, width: TILE - 4, height: TILE - 4, rx: 12,
          fill: (column + row) % 2 ? palette.floorOdd : palette.floor,
        }));
      }
    }
  }
  return svg("g", {},
    svg("rect", { x: x - 6, y: y + 12, width: width + 12, height: height + 12, rx: 44, fill: palette.shadow, opacity: palette.shadowOpacity }),
    svg("rect", { x, y, width, height, rx: 38, fill: palette.plate, stroke: palette.plateEdge, "stroke-width": 5 }),
    lamps({ x, y, width, height }, palette), tiles, emblem(level, palette));
}

/** Little lamps along the rim. @type {(rim: { x: number, y: number, width: number, height: number }, palette: Palette) => SVGElement} */
function lamps({ x, y, width, height }, palette) {
  const group = svg("g", { fill: palette.wallStrip, opacity: 0.85 });
  const [across, down] = [Math.round(width / 260), Math.round(height / 260)];
  for (let it = 0; it <= across; it += 1) {
    const cx = x + 60 + it / across * (width - 120);
    group.append(svg("rect", { x: cx - 14, y: y + 17, width: 28, height: 7, rx: 3.5 }), svg("rect", { x: cx - 14, y: y + height - 24, width: 28, height: 7, rx: 3.5 }));
  }
  for (let it = 0; it <= down; it += 1) {
    const cy = y + 60 + it / down * (height - 120);
    group.append(svg("rect", { x: x + 17, y: cy - 14, width: 7, height: 28, rx: 3.5 }), svg("rect", { x: x + width - 24, y: cy - 14, width: 7, height: 28, rx: 3.5 }));
  }
  return group;
}

/** A mark painted on the floor around the middle. @type {(level: Level, palette: Palette) => SVGElement} */
function emblem(level, palette) {
  const [x, y] = [level.width * TILE / 2, level.height * TILE / 2];
  const radius = Math.min(level.width - 2, level.height - 2) * TILE * 0.34;
  const rays = Array.from({ length: 12 }, (_, it) => {
    const angle = it / 12 * Math.PI * 2;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    return `M${(sin * radius * 0.9).toFixed(0)},${(cos * radius * 0.9).toFixed(0)}L${(sin * radius).toFixed(0)},${(cos * radius).toFixed(0)}`;
  }).join("");
  return svg("g", { transform: `translate(${x} ${y})`, fill: "none", stroke: palette.mark, "stroke-width": 6, opacity: 0.75, "stroke-linecap": "round" },
    svg("circle", { r: radius.toFixed(0) }),
    svg("circle", { r: (radius * 0.46).toFixed(0), "stroke-dasharray": "34 22" }),
    svg("path", { d: rays }));
}

/** @type {(level: Level, palette: Palette) => SVGElement} */
export function makeWalls(level, palette) {
  const isWall = (/** @type {number} */ x, /** @type {number} */ y) =>
    x > 0 && y > 0 && x < level.width - 1 && y < level.height - 1 && !isFloor(level, { x, y });
  const [shade, fronts, tops, lights] = [svg("g"), svg("g"), svg("g"), svg("g")];
  const inset = 7;
  for (let y = 1; y < level.height - 1; y += 1) {
    for (let x = 1; x < level.width - 1; x += 1) {
      if (!isWall(x, y)) {
        continue;
      }
      // A hair over the edge, or the seam would be seen.
      const reach = (/** @type {boolean} */ goesOn) => (goesOn ? -0.6 : inset);
      // Walls beside each other are one.
      const [left, right, up, down] = [reach(isWall(x - 1, y)), reach(isWall(x + 1, y)), reach(isWall(x, y - 1)), reach(isWall(x, y + 1))];
      const box = { x: x * TILE + left, y: y * TILE + up - HEIGHT, width: TILE - left - right, height: TILE - up - down };
      const isFree = (/** @type {number[]} */ ...sides) => sides.every((it) => it > 0);
      const corners = { tl: isFree(left, up), tr: isFree(right, up), br: isFree(right, down), bl: isFree(left, down) };
      shade.append(svg("path", { d: rounded({ ...box, y: box.y + HEIGHT + 12, x: box.x + 6 }, corners), fill: palette.shadow, opacity: palette.shadowOpacity }));
      fronts.append(svg("path", { d: rounded({ ...box, height: box.height + HEIGHT }, corners), fill: palette.wallFront }));
      tops.append(svg("path", { d: rounded(box, corners), fill: palette.wallTop }));
      if (down > 0) {
        lights.append(svg("rect", { x: box.x + 24, y: box.y + box.height + 8, width: box.width - 48, height: 5, rx: 2.5, fill: palette.wallStrip, opacity: 0.9 }));
      }
      if (up > 0) {
        lights.append(svg("rect", { x: box.x + (left > 0 ? 16 : 0), y: box.y + 6, width: box.width - (left > 0 ? 16 : 0) - (right > 0 ? 16 : 0), height: 5, rx: 2.5, fill: palette.wallLight }));
      }
    }
  }
  return svg("g", {}, shade, fronts, tops, lights);
}

/** The path of a box with some of its corners round. @type {(box: { x: number, y: number, width: number, height: number }, corners: Record<"tl" | "tr" | "br" | "bl", boolean>) => string} */
function rounded({ x, y, width, height }, { tl, tr, br, bl }) {
  const of = (/** @type {boolean} */ isRound) => (isRound ? 18 : 0);
  const [a, b, c, d] = [of(tl), of(tr), of(br), of(bl)];
  return `M${x + a},${y}H${x + width - b}Q${x + width},${y} ${x + width},${y + b}V${y + height - c}Q${x + width},${y + height} ${x + width - c},${y + height}`
    + `H${x + d}Q${x},${y + height} ${x},${y + height - d}V${y + a}Q${x},${y} ${x + a},${y}Z`;
}

/**
 * The fire around the zone. `show` takes rings, also parts of one; `warn` marks what burns next.
 *
 * @type {(level: Level, palette: Palette) => { element: SVGElement, show(rings: number): void, warn(rings: number | null): void, tick(seconds: number): void }}
 */
export function makeFire(level, palette) {
  const pattern = svg("pattern", { id: "arena-fire", width: 34, height: 34, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 34, height: 34, fill: palette.fireDeep, opacity: 0.36 }),
    svg("rect", { width: 15, height: 34, fill: palette.fire, opacity: 0.5 }));
  const area = svg("path", { fill: "url(#arena-fire)", "fill-rule": "evenodd" });
  const edge = svg("rect", { fill: "none", stroke: palette.fire, "stroke-width": 8, rx: 16 });
  const glow = svg("rect", { fill: "none", stroke: palette.ember, "stroke-width": 22, rx: 16, opacity: 0.28 });
  const warning = svg("rect", { fill: "none", stroke: palette.warning, "stroke-width": 6, "stroke-dasharray": "26 18", rx: 16, visibility: "hidden" });
  const element = svg("g", { visibility: "hidden" }, svg("defs", {}, pattern), area, glow, edge);
  const [ox, oy, ow, oh] = [TILE, TILE, (level.width - 2) * TILE, (level.height - 2) * TILE];
  const most = mostRings(level);
  const boxOf = (/** @type {number} */ rings) => {
    const inset = Math.min(rings, most);
    // After the last ring nothing is left: the middle closes.
    const left = 1 - Math.min(1, Math.max(0, rings - most));
    const [width, height] = [(level.width - 2 - 2 * inset) * TILE * left, (level.height - 2 - 2 * inset) * TILE * left];
    return { x: (level.width * TILE - width) / 2, y: (level.height * TILE - height) / 2, width, height };
  };
  return {
    element: svg("g", {}, element, warning),
    show(rings) {
      set(element, { visibility: rings > 0 ? "visible" : "hidden" });
      if (rings > 0) {
        const { x, y, width, height } = boxOf(rings);
        const inner = width > 0 && height > 0 ? `M${x},${y}h${width}v${height}h${-width}Z` : "";
        set(area, { d: `M${ox},${oy}h${ow}v${oh}h${-ow}Z${inner}` });
        for (const shape of [edge, glow]) {
          set(shape, { x, y, width, height, visibility: width > 0 && height > 0 ? "inherit" : "hidden" });
        }
      }
    },
    warn(rings) {
      set(warning, { visibility: rings === null ? "hidden" : "visible" });
      if (rings !== null) {
        const { x, y, width, height } = boxOf(rings);
        set(warning, { x: x + 6, y: y + 6, width: Math.max(0, width - 12), height: Math.max(0, height - 12) });
      }
    },
    tick(seconds) {
      set(pattern, { patternTransform: `rotate(45) translate(${(seconds * 14 % 34).toFixed(1)} 0)` });
      set(glow, { opacity: (0.26 + Math.sin(seconds * 4) * 0.12).toFixed(2) });
      set(warning, { "stroke-dashoffset": (-seconds * 40 % 44).toFixed(1), opacity: (0.65 + Math.sin(seconds * 6) * 0.35).toFixed(2) });
    },
  };
}
