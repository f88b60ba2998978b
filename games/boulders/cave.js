/** The outline of fields that belong together, as if it had been hewn out of the rock. */

/** Width of a field in the units of the drawing. */
export const TILE = 100;
/** How high a wall of rock stands over the floor. */
export const FACE = 32;

/** @typedef {readonly [number, number]} Point */

/**
 * A path around all fields that are `in` it; it is a little uneven, always in the same way.
 *
 * @param {number} width
 * @param {number} height
 * @param {(x: number, y: number) => boolean} isIn
 * @param {number} rough how far a point may stand out
 */
export function hewn(width, height, isIn, rough) {
  return loops(edgesOf(width, height, isIn)).map((loop) => soft(loop, rough)).join("");
}

/** A number from 0 up to 1 that belongs to a place. @type {(x: number, y: number) => number} */
export function grain(x, y) {
  const wave = Math.sin(x * 127.1 + y * 311.7) * 43758.5453;
  return wave - Math.floor(wave);
}

/** Each edge of the region, from corner to corner, with the region on its right. @type {(width: number, height: number, isIn: (x: number, y: number) => boolean) => [Point, Point][]} */
function edgesOf(width, height, isIn) {
  /** @type {[Point, Point][]} */
  const edges = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isIn(x, y)) {
        continue;
      }
      const [nw, ne, se, sw] = /** @type {[Point, Point, Point, Point]} */ ([[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]]);
      edges.push(
        ...(isIn(x, y - 1) ? [] : [/** @type {[Point, Point]} */ ([nw, ne])]),
        ...(isIn(x + 1, y) ? [] : [/** @type {[Point, Point]} */ ([ne, se])]),
        ...(isIn(x, y + 1) ? [] : [/** @type {[Point, Point]} */ ([se, sw])]),
        ...(isIn(x - 1, y) ? [] : [/** @type {[Point, Point]} */ ([sw, nw])]),
      );
    }
  }
  return edges;
}

/** Edges one after the other, until each way around is closed. @type {(edges: [Point, Point][]) => Point[][]} */
function loops(edges) {
  const open = new Set(edges);
  const found = [];
  for (const first of edges) {
    if (!open.delete(first)) {
      continue;
    }
    const loop = [first[0]];
    let [from, here] = first;
    for (let isClosed = false; !isClosed;) {
      const on = [...open].filter(([start]) => start[0] === here[0] && start[1] === here[1]);
      // Where two caves touch at a corner each keeps to itself: the sharpest turn to the right.
      const turn = (/** @type {[Point, Point]} */ [, to]) => (here[0] - from[0]) * (to[1] - here[1]) - (here[1] - from[1]) * (to[0] - here[0]);
      const edge = on.sort((one, other) => turn(other) - turn(one))[0];
      loop.push(here);
      if (edge) {
        open.delete(edge);
        [from, here] = edge;
      }
      isClosed = !edge || (here[0] === loop[0]?.[0] && here[1] === loop[0][1]);
    }
    found.push(loop);
  }
  return found;
}

/** A soft line along the corners and the middles between them. @type {(loop: Point[], rough: number) => string} */
function soft(loop, rough) {
  const points = loop.flatMap(([x, y], at) => {
    const [nx, ny] = loop[(at + 1) % loop.length] ?? [x, y];
    return [moved(x, y, rough), moved((x + nx) / 2, (y + ny) / 2, rough)];
  });
  const middle = (/** @type {number} */ at) => {
    const [[ax, ay], [bx, by]] = [points[at % points.length] ?? [0, 0], points[(at + 1) % points.length] ?? [0, 0]];
    return `${((ax + bx) / 2).toFixed(1)},${((ay + by) / 2).toFixed(1)}`;
  };
  return `M${middle(0)}${points.map((_, at) => {
    const [x, y] = points[(at + 1) % points.length] ?? [0, 0];
    return `Q${x.toFixed(1)},${y.toFixed(1)} ${middle(at + 1)}`;
  }).join("")}Z`;
}

/** @type {(x: number, y: number, rough: number) => [number, number]} */
function moved(x, y, rough) {
  return [x * TILE + (grain(x, y) - 0.5) * 2 * rough, y * TILE + (grain(y + 7, x) - 0.5) * 2 * rough];
}
