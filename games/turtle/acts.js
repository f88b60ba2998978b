/** What happens, as movements: each has a length, and draws any part of itself. */

import { hill, smooth } from "../kit/clock.js";
import { AT_ONCE } from "./logic.js";

/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./ink.js").Point} Point */
/** @typedef {Extract<Happening, { type: "drew" | "went" }>} Walk */
/** @typedef {import("./logic.js").State} State */

/** Steps a second by speed; turning takes as many degrees as walking takes steps. */
const FAST = [60, 60, 110, 170, 240, 330, 460, 680, 1000, 1500, Infinity];
const LEAST_MS = 40;
const MOST_MS = 4000;
/** Steps from one leg's step to the next, as an angle. */
const STRIDE = 0.28;
const POUR_MS = 420;
/** More marks than this lie over an area: it is filled at once. */
const MOST_OVER = 300;

/** @type {(event: Happening) => number} */
export function lengthOf(event) {
  switch (event.type) {
    case "drew":
    case "went":
      return event.speed >= AT_ONCE ? 0 : Math.min(MOST_MS, Math.max(LEAST_MS, walked(event) / (FAST[event.speed] ?? 1) * 1000));
    case "turned": {
      const by = Math.abs(event.headings[1] - event.headings[0]);
      return event.speed >= AT_ONCE || by === 0 ? 0 : Math.min(MOST_MS / 4, Math.max(LEAST_MS, by / (FAST[event.speed] ?? 1) * 800));
    }
    case "filled":
      return POUR_MS;
    case "dotted":
      return 140;
    case "chosen":
      return 160;
    case "hatched":
      return 320;
    default:
      return 0;
  }
}

/** @param {Walk} walk */
export function walked({ from, way }) {
  let [length, [x, y]] = [0, from];
  for (const [toX, toY] of way) {
    length += Math.hypot(toX - x, toY - y);
    [x, y] = [toX, toY];
  }
  return length;
}

/**
 * Where on a way a part of it leads: the points that are passed, the last one cut.
 *
 * @type {(walk: Walk, part: number) => Point[]}
 */
export function passed(walk, part) {
  const { from, way } = walk;
  let left = walked(walk) * part;
  let [x, y] = from;
  /** @type {Point[]} */
  const points = [from];
  for (const [toX, toY] of way) {
    const length = Math.hypot(toX - x, toY - y);
    if (length > left) {
      const share = length === 0 ? 1 : left / length;
      points.push([x + (toX - x) * share, y + (toY - y) * share]);
      return points;
    }
    left -= length;
    points.push([toX, toY]);
    [x, y] = [toX, toY];
  }
  return points;
}

/**
 * What each happening does to the board.
 *
 * @typedef {{ move(turtle: number, change: Partial<import("./turtle.js").Pose>): void, pose(turtle: number): import("./turtle.js").Pose,
 *   live(points: readonly Point[], colour: string, width: number): void, commit(mark: import("./ink.js").Mark): void,
 *   pour(event: Extract<Happening, { type: "filled" }>, over: readonly import("./ink.js").Mark[], part: number): void,
 *   over(from: number, state: State): import("./ink.js").Mark[], dress(state: State): void, wipe(): void, celebrate(turtle: number): void }} Board
 */

/** @type {(event: Happening, state: State, board: Board) => (part: number) => void} */
export function actOf(event, state, board) {
  switch (event.type) {
    case "drew":
    case "went":
      return walk(event, board);
    case "turned": {
      const [from, to] = event.headings;
      const { stride } = board.pose(event.turtle);
      return (part) => board.move(event.turtle, {
        heading: from + (to - from) * smooth(part), stride: stride + Math.abs(to - from) * 0.06 * part, look: hill(part) * Math.sign(to - from),
      });
    }
    case "filled":
      return pour(event, state, board);
    case "dotted": {
      const { at: [x, y], colour, size } = event;
      return (part) => {
        board.move(event.turtle, { lift: hill(part) * 0.6 });
        board.live(part < 1 ? [[x, y], [x, y]] : [], colour, size * smooth(part));
        if (part === 1) {
          board.commit({ kind: "dot", colour, width: size, points: [[x, y]] });
        }
      };
    }
    case "chosen":
    case "hatched":
      board.dress(state);
      return (part) => board.move(event.turtle, { grown: event.type === "hatched" ? grown(part) : 1 + hill(part) * 0.14 });
    case "penned":
    case "filling":
    case "hid":
    case "showed":
      board.dress(state);
      return () => board.move(event.turtle, {});
    case "cleared":
    case "papered":
      board.wipe();
      return () => undefined;
    case "reached":
      return (part) => part === 1 && board.celebrate(state.at);
    default:
      return () => undefined;
  }
}

/** @type {(event: Walk, board: Board) => (part: number) => void} */
function walk(event, board) {
  const { turtle, headings: [from, to], isCurve } = event;
  const { stride } = board.pose(turtle);
  const length = walked(event);
  return (part) => {
    const points = passed(event, part);
    const [x, y] = /** @type {Point} */ (points.at(-1));
    board.move(turtle, { x, y, stride: stride + length * part * STRIDE, ...(isCurve && { heading: from + (to - from) * part }) });
    if (event.type === "drew") {
      board.live(part < 1 ? points : [], event.colour, event.width);
      if (part === 1) {
        board.commit({ kind: "line", colour: event.colour, width: event.width, points: [event.from, ...event.way] });
      }
    }
    if (part === 1) {
      board.move(turtle, { heading: to });
    }
  };
}

/** Paint runs out from the turtle. @type {(event: Extract<Happening, { type: "filled" }>, state: State, board: Board) => (part: number) => void} */
function pour(event, state, board) {
  const over = board.over(event.from, state);
  return (part) => {
    if (part === 1 || over.length <= MOST_OVER) {
      board.pour(event, over, smooth(part));
    }
    if (part === 1) {
      board.dress(state);
    }
  };
}

/** From nothing, a little too large, to its size. @param {number} part */
function grown(part) {
  return part < 1 ? smooth(part) * (1 + hill(part) * 0.25) : 1;
}
