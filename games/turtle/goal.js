/**
 * Whether what is drawn is the pattern of the level: as a set of lines, in whatever order and direction; pure.
 * The pattern is looked at in samples, little pieces of its lines and spots of its areas.
 */

import { drawn } from "./figures.js";

/** @typedef {import("./ink.js").Point} Point */
/** @typedef {readonly [x1: number, y1: number, x2: number, y2: number]} Segment */
/** @typedef {{ x: number, y: number, dx: number, dy: number } | { x: number, y: number, isSpot: true }} Sample */
/**
 * `colours` and `turtles` say how many different ones must have drawn.
 *
 * @typedef {{ segments: Segment[], ways: Point[][], areas: Point[][], samples: Sample[], length: number,
 *   colours: number, turtles: number }} Goal
 * @typedef {{ covered: string, left: number, strayed: number, colours: string[], hasTold: boolean }} Progress `covered`
 *   has a sign for each sample, `strayed` is how long the lines are that do not belong to the pattern
 * @typedef {{ points: readonly Point[], colour: string, isArea: boolean }} Drawn
 */

/** How far a line may be from where it should be. */
const TOLERANCE = 3;
/** The cosine of the angle by which it may lie askew: a circle may be drawn in coarse pieces. */
const ASKEW = 0.9;
const SAMPLE = 4;
const SPOT = 10;
/** The part of the pattern's length that may be drawn beside it, and so much more for small patterns. */
const STRAY = { part: 0.03, more: 6 };

/**
 * @param {{ pattern?: import("./figures.js").Figure[], colours?: number, turtles?: number }} data
 * @param {readonly [number, number, number]} start
 * @returns {Goal | null} null where there is nothing to reach
 */
export function readGoal({ pattern = [], colours = 0, turtles = 0 }, start) {
  const figures = pattern.map((figure) => ({ figure, ...drawn(figure, start) }));
  const ways = figures.flatMap((it) => it.lines);
  if (ways.length === 0) {
    return null;
  }
  const segments = unique(ways.flatMap(segmentsOf));
  const areas = figures.filter((it) => it.figure.fill).map((it) => it.outline);
  const samples = [...segments.flatMap(samplesOf), ...areas.flatMap(spotsOf)];
  return { segments, ways, areas, samples, length: segments.reduce((sum, it) => sum + lengthOf(it), 0), colours, turtles };
}

/** @param {Goal | null} goal @returns {Progress} */
export function nothingDrawn(goal) {
  const count = goal?.samples.length ?? 0;
  return { covered: "-".repeat(count), left: count, strayed: 0, colours: [], hasTold: false };
}

/** @type {(goal: Goal, progress: Progress, more: Drawn) => Progress} */
export function draw(goal, progress, { points, colour, isArea }) {
  const found = isArea
    ? uncovered(goal, progress, (it) => "isSpot" in it && isInside(points, it.x, it.y))
    : segmentsOf(points).flatMap((segment) => uncovered(goal, progress, (it) => "dx" in it && lies(it, segment)));
  const { colours } = progress;
  const strayed = isArea ? 0 : segmentsOf(points).reduce((sum, it) => sum + strays(goal, it), 0);
  return {
    ...progress,
    ...marked(progress, found),
    strayed: progress.strayed + strayed,
    colours: isArea || colours.length >= goal.colours || colours.includes(colour) ? colours : [...colours, colour],
  };
}

/** @type {(goal: Goal, progress: Progress) => boolean} */
export function hasStrayed({ length }, { strayed }) {
  return strayed > length * STRAY.part + STRAY.more;
}

/** How much of the pattern is there, from 0 to 1; never 1 too early. @type {(goal: Goal, progress: Progress) => number} */
export function partOf({ samples }, { left }) {
  return left === 0 ? 1 : Math.min(0.99, 1 - left / samples.length);
}

/** @type {(progress: Progress, found: readonly number[]) => Pick<Progress, "covered" | "left">} */
function marked({ covered, left }, found) {
  if (found.length === 0) {
    return { covered, left };
  }
  const signs = [...covered];
  for (const it of found) {
    signs[it] = "#";
  }
  return { covered: signs.join(""), left: left - new Set(found).size };
}

/** @type {(goal: Goal, progress: Progress, isFound: (sample: Sample) => boolean) => number[]} */
function uncovered({ samples }, { covered }, isFound) {
  /** @type {number[]} */
  const found = [];
  samples.forEach((sample, place) => {
    if (covered[place] === "-" && isFound(sample)) {
      found.push(place);
    }
  });
  return found;
}

/** Whether a piece of the pattern lies on a line. @type {(it: { x: number, y: number, dx: number, dy: number }, on: Segment) => boolean} */
function lies({ x, y, dx, dy }, on) {
  const [x1, y1, x2, y2] = on;
  const length = lengthOf(on);
  return length > 0 && distance(on, x, y) <= TOLERANCE && Math.abs((x2 - x1) * dx + (y2 - y1) * dy) >= length * ASKEW;
}

/** How much of a line is not on the pattern. @type {(goal: Goal, segment: Segment) => number} */
function strays({ segments }, segment) {
  const [x1, y1, x2, y2] = segment;
  const length = lengthOf(segment);
  const pieces = Math.max(1, Math.ceil(length / SAMPLE));
  let away = 0;
  for (let it = 0; it < pieces; it += 1) {
    const part = (it + 0.5) / pieces;
    const [x, y] = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
    away += segments.some((on) => distance(on, x, y) <= TOLERANCE) ? 0 : length / pieces;
  }
  return away;
}

/** @type {(segment: Segment) => Sample[]} */
function samplesOf(segment) {
  const [x1, y1, x2, y2] = segment;
  const length = lengthOf(segment);
  const pieces = Math.max(1, Math.round(length / SAMPLE));
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  return Array.from({ length: pieces }, (_, it) => {
    const along = ((it + 0.5) / pieces) * length;
    return { x: x1 + dx * along, y: y1 + dy * along, dx, dy };
  });
}

/** Spots inside an area, and not at its border. @type {(area: Point[]) => Sample[]} */
function spotsOf(area) {
  const [xs, ys] = [area.map(([x]) => x), area.map(([, y]) => y)];
  const border = segmentsOf(area);
  /** @type {Sample[]} */
  const spots = [];
  for (let x = Math.min(...xs) + SPOT / 2; x < Math.max(...xs); x += SPOT) {
    for (let y = Math.min(...ys) + SPOT / 2; y < Math.max(...ys); y += SPOT) {
      if (isInside(area, x, y) && border.every((it) => distance(it, x, y) > TOLERANCE)) {
        spots.push({ x, y, isSpot: true });
      }
    }
  }
  return spots;
}

/** @type {(way: readonly Point[]) => Segment[]} */
function segmentsOf(way) {
  return way.slice(1).map(([x, y], it) => /** @type {const} */ ([.../** @type {Point} */ (way[it]), x, y])).filter((it) => lengthOf(it) > 0);
}

/** Lines that are drawn twice count once. @type {(segments: Segment[]) => Segment[]} */
function unique(segments) {
  const known = new Map(segments.map((it) => {
    const [x1, y1, x2, y2] = it.map(Math.round);
    const ends = [`${x1} ${y1}`, `${x2} ${y2}`].sort();
    return [ends.join(" "), it];
  }));
  return [...known.values()];
}

/** @param {Segment} segment */
function lengthOf([x1, y1, x2, y2]) {
  return Math.hypot(x2 - x1, y2 - y1);
}

/** @type {(segment: Segment, x: number, y: number) => number} */
function distance([x1, y1, x2, y2], x, y) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x1 + dx * part - x, y1 + dy * part - y);
}

/** @type {(area: readonly Point[], x: number, y: number) => boolean} */
function isInside(area, x, y) {
  let isIn = false;
  for (let at = 0, before = area.length - 1; at < area.length; before = at, at += 1) {
    const [[x1, y1], [x2, y2]] = [/** @type {Point} */ (area[at]), /** @type {Point} */ (area[before])];
    if ((y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) {
      isIn = !isIn;
    }
  }
  return isIn;
}
