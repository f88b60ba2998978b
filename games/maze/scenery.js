/** What stands still: floor, walls with depth, and the ground below the board. */

import { svg } from "../kit/svg.js";

/** Width of a field, and height of a wall, in the units of the drawing. */
export const TILE = 100;
export const WALL = 28;

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./palette.js").Palette} Palette */

/**
 * The floor with the shadows that walls throw on it.
 *
 * @param {Level} level
 * @param {Palette} palette
 */
export function makeFloor(level, palette) {
  const fields = svg("g");
  const shades = svg("g", { fill: palette.floorShade });
  eachField(level, (x, y) => {
    if (!level.floor[y]?.[x]) {
      return;
    }
    const [left, top] = [x * TILE, y * TILE];
    const fill = (x + y) % 2 ? palette.floorOdd : palette.floor;
    fields.append(
      svg("rect", { x: left, y: top, width: TILE, height: TILE, fill: palette.floorEdge }),
      svg("rect", { x: left + 2, y: top + 2, width: TILE - 4, height: TILE - 4, rx: 9, fill }),
    );
    if (isWall(level, x, y - 1)) {
      shades.append(
        svg("rect", { x: left, y: top, width: TILE, height: 9, opacity: 0.16 }),
        svg("rect", { x: left, y: top, width: TILE, height: 20, opacity: 0.1 }),
      );
    }
    if (isWall(level, x - 1, y)) {
      shades.append(svg("rect", { x: left, y: top, width: 10, height: TILE, opacity: 0.09 }));
    }
  });
  return svg("g", {}, fields, shades);
}

/**
 * The walls of each row, from back to front: what stands in a row is drawn between them.
 *
 * @param {Level} level
 * @param {Palette} palette
 * @returns {SVGElement[]}
 */
export function makeWalls(level, palette) {
  return Array.from({ length: level.height }, (_, y) => {
    const fronts = svg("g");
    const tops = svg("g");
    const decor = svg("g");
    for (let x = 0; x < level.width; x += 1) {
      if (!isWall(level, x, y)) {
        continue;
      }
      const [left, top] = [x * TILE, y * TILE - WALL];
      const near = {
        north: isWall(level, x, y - 1),
        south: isWall(level, x, y + 1),
        west: isWall(level, x - 1, y),
        east: isWall(level, x + 1, y),
      };
      const corner = (/** @type {boolean} */ one, /** @type {boolean} */ other) => (one || other ? 0 : 20);
      const corners = /** @type {const} */ ([
        corner(near.north, near.west),
        corner(near.north, near.east),
        corner(near.south, near.east),
        corner(near.south, near.west),
      ]);
      if (!near.south) {
        const [, , right, leftCorner] = corners;
        const front = rounded(left, top + TILE - 24, TILE + (near.east ? 1 : 0), WALL + 24, 0, 0, Math.min(right, 14), Math.min(leftCorner, 14));
        fronts.append(svg("path", { d: front, fill: palette.wallFront }));
        fronts.append(svg("rect", {
          x: left + (leftCorner ? 8 : 0), y: top + TILE + WALL - 7, width: TILE - (leftCorner ? 8 : 0) - (right ? 8 : 0), height: 7,
          fill: palette.wallFrontEdge, opacity: 0.75,
        }));
      }
      // Neighbours overlap, so that no seam shines through.
      const [over, right, below] = [near.north ? 1 : 0, near.east ? 1 : 0, near.south ? 1 : 0];
      tops.append(svg("path", { d: rounded(left, top - over, TILE + right, TILE + over + below, ...corners), fill: palette.wallTop }));
      tops.append(edges(left, top, near, corners, palette));
      decor.append(...decoration(level, x, y, left, top, palette));
    }
    return svg("g", {}, fronts, tops, decor);
  });
}

/**
 * The shadow of the whole board on what is below it.
 *
 * @param {Level} level
 * @param {Palette} palette
 */
export function makeShadow(level, palette) {
  /** @type {string[]} */
  const fields = [];
  eachField(level, (x, y) => {
    if (isWall(level, x, y)) {
      fields.push(`M${x * TILE},${y * TILE + 6}h${TILE}v${TILE}h-${TILE}z`);
    }
  });
  const colour = palette.islandShadow;
  return svg("path", {
    d: fields.join(""), fill: colour, stroke: colour, "stroke-width": 14, "stroke-linejoin": "round",
    opacity: palette.islandShadowOpacity,
  });
}

/** @param {Level} level @param {(x: number, y: number) => void} act */
export function eachField(level, act) {
  for (let y = 0; y < level.height; y += 1) {
    for (let x = 0; x < level.width; x += 1) {
      act(x, y);
    }
  }
}

/** @type {(level: Level, x: number, y: number) => boolean} */
export function isWall(level, x, y) {
  return level.wall[y]?.[x] ?? false;
}

/** A lit rim where a wall ends: above and on the left brighter. */
/** @type {(left: number, top: number, near: Record<"north" | "south" | "west" | "east", boolean>, corners: readonly [number, number, number, number], palette: Palette) => SVGElement} */
function edges(left, top, near, [nw, ne, se, sw], palette) {
  const rim = { fill: "none", stroke: palette.wallTopEdge, "stroke-width": 4, "stroke-linecap": "round" };
  const inset = 2;
  const [x1, y1, x2, y2] = [left + inset, top + inset, left + TILE - inset, top + TILE - inset];
  const parts = [];
  if (!near.north) {
    parts.push(`M${x1 + nw},${y1}H${x2 - ne}`);
  }
  if (!near.west) {
    parts.push(`M${x1},${y2 - sw}V${y1 + nw}`);
  }
  if (nw) {
    parts.push(`M${x1},${y1 + nw}Q${x1},${y1} ${x1 + nw},${y1}`);
  }
  const lit = svg("path", { d: parts.join(""), ...rim, opacity: 0.95 });
  const dim = [];
  if (!near.south) {
    dim.push(`M${x1 + sw},${y2}H${x2 - se}`);
  }
  if (!near.east) {
    dim.push(`M${x2},${y1 + ne}V${y2 - se}`);
  }
  if (ne) {
    dim.push(`M${x2 - ne},${y1}Q${x2},${y1} ${x2},${y1 + ne}`);
  }
  if (sw) {
    dim.push(`M${x1},${y2 - sw}Q${x1},${y2} ${x1 + sw},${y2}`);
  }
  if (se) {
    dim.push(`M${x2},${y2 - se}Q${x2},${y2} ${x2 - se},${y2}`);
  }
  return svg("g", {}, svg("path", { d: dim.join(""), ...rim, opacity: 0.45 }), lit);
}

/** Little things on some walls, always the same ones: studs, grooves, plants. */
/** @type {(level: Level, x: number, y: number, left: number, top: number, palette: Palette) => SVGElement[]} */
function decoration(level, x, y, left, top, palette) {
  const chance = (x * 73 + y * 151 + level.width * 37 + level.height * 11) % 17;
  const [cx, cy] = [left + TILE / 2, top + TILE / 2];
  if (chance === 2 || chance === 9) {
    return [plant(cx, cy + 14, palette, chance === 2)];
  }
  if (chance % 4 === 0) {
    return [svg("rect", { x: cx - 22, y: cy - 22, width: 44, height: 44, rx: 12, fill: palette.wallDecor, opacity: 0.55 })];
  }
  if (chance % 4 === 1) {
    return [[-16, -16], [16, -16], [-16, 16], [16, 16]].map(([dx = 0, dy = 0]) =>
      svg("circle", { cx: cx + dx, cy: cy + dy, r: 5, fill: palette.wallDecor, opacity: 0.7 }));
  }
  return [];
}

/** @type {(x: number, y: number, palette: Palette, isInBloom: boolean) => SVGElement} */
function plant(x, y, palette, isInBloom) {
  const leaf = (/** @type {number} */ turn, /** @type {string} */ fill, /** @type {number} */ long) =>
    svg("path", { d: `M0,0C-${long * 0.42},-${long * 0.3} -${long * 0.3},-${long * 0.85} 0,-${long}C${long * 0.3},-${long * 0.85} ${long * 0.42},-${long * 0.3} 0,0Z`, fill, transform: `rotate(${turn})` });
  const petals = [0, 72, 144, 216, 288].map((turn) =>
    svg("circle", { cy: -6.5, r: 5.2, fill: palette.petal, transform: `rotate(${turn})` }));
  const flower = svg("g", { transform: "translate(1 -43)" }, ...petals, svg("circle", { r: 4.4, fill: palette.gold }));
  return svg("g", { transform: `translate(${x} ${y}) scale(0.88)` },
    svg("ellipse", { rx: 24, ry: 9, fill: palette.wallFrontEdge, opacity: 0.35 }),
    leaf(-58, palette.leafDark, 34), leaf(58, palette.leafDark, 34),
    leaf(-26, palette.leaf, 42), leaf(28, palette.leaf, 40), leaf(0, palette.leafDark, 46), isInBloom ? flower : null);
}

/** @type {(x: number, y: number, width: number, height: number, nw: number, ne: number, se: number, sw: number) => string} */
function rounded(x, y, width, height, nw, ne, se, sw) {
  const [right, bottom] = [x + width, y + height];
  return `M${x + nw},${y}H${right - ne}Q${right},${y} ${right},${y + ne}V${bottom - se}Q${right},${bottom} ${right - se},${bottom}`
    + `H${x + sw}Q${x},${bottom} ${x},${bottom - sw}V${y + nw}Q${x},${y} ${x + nw},${y}Z`;
}
