/** The field of the arena: places, directions, lines of sight and ways; pure. */

import { robotAt } from "./robots.js";

/** Columns and rows that one step leads. */
export const WAYS = /** @type {const} */ ({ north: [0, -1], east: [1, 0], south: [0, 1], west: [-1, 0] });
export const DIRECTIONS = /** @type {const} */ (["north", "east", "south", "west"]);

/**
 * @typedef {keyof typeof WAYS} Direction
 * @typedef {{ x: number, y: number }} Place column and row, from 0
 * @typedef {import("./logic.js").Level} Level
 * @typedef {import("./logic.js").State} State
 * @typedef {import("./logic.js").Robot} Robot
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Zone where it does not burn; its edges belong to it
 */

/** @type {(place: Place, direction: Direction) => Place} */
export function next({ x, y }, direction) {
  const [dx, dy] = WAYS[direction];
  return { x: x + dx, y: y + dy };
}

/** @type {(one: Place, other: Place) => boolean} */
export function isAt(one, other) {
  return one.x === other.x && one.y === other.y;
}

/** How many steps it would be without walls. @type {(one: Place, other: Place) => number} */
export function steps(one, other) {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
}

/** @type {(level: Level, place: Place) => boolean} */
export function isFloor(level, { x, y }) {
  return level.floor[y]?.[x] ?? false;
}

/**
 * What is to be seen in this direction up to the next wall, and how many steps away: a robot, else a cell, else the
 * wall. Cells hide nobody, as shots fly over them.
 *
 * @type {(level: Level, state: Pick<State, "robots" | "cells">, from: Place, direction: Direction) =>
 *   { what: "robot" | "cell" | "wall", distance: number, place: Place, robot?: Robot }}
 */
export function sight(level, state, from, direction) {
  /** @type {{ what: "cell", distance: number, place: Place } | null} */
  let cell = null;
  let place = next(from, direction);
  for (let distance = 1; ; distance += 1) {
    if (!isFloor(level, place)) {
      return cell ?? { what: "wall", distance, place };
    }
    const robot = robotAt(state, place);
    if (robot) {
      return { what: "robot", distance, place, robot };
    }
    if (!cell && state.cells.some((it) => isAt(it, place))) {
      cell = { what: "cell", distance, place };
    }
    place = next(place, direction);
  }
}

/** How often the zone can shrink until it is as narrow as one field. @param {Level} level */
export function mostRings({ width, height }) {
  return Math.max(0, Math.floor((Math.min(width, height) - 3) / 2));
}

/**
 * The zone after it has shrunk so many times; within the walls around the arena. At last nothing is left of it.
 *
 * @type {(level: Level, rings: number) => Zone}
 */
export function zoneOf(level, rings) {
  if (rings > mostRings(level)) {
    return { left: 0, top: 0, right: -1, bottom: -1 };
  }
  return { left: 1 + rings, top: 1 + rings, right: level.width - 2 - rings, bottom: level.height - 2 - rings };
}

/** @type {(zone: Zone, place: Place) => boolean} */
export function isWithin({ left, top, right, bottom }, { x, y }) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/**
 * The first step of a shortest way to a place that `isGoal`, around walls and robots; null where there is none.
 *
 * @type {(level: Level, state: State, from: Place, isGoal: (place: Place) => boolean) => Direction | null}
 */
export function wayTo(level, state, from, isGoal) {
  const known = new Set([`${from.x},${from.y}`]);
  /** @type {{ place: Place, first: Direction | null }[]} */
  let row = [{ place: from, first: null }];
  while (row.length > 0) {
    /** @type {typeof row} */
    const further = [];
    for (const { place, first } of row) {
      for (const direction of DIRECTIONS) {
        const to = next(place, direction);
        const name = `${to.x},${to.y}`;
        if (known.has(name) || !isFloor(level, to)) {
          continue;
        }
        known.add(name);
        if (isGoal(to)) {
          return first ?? direction;
        }
        if (!robotAt(state, to)) {
          further.push({ place: to, first: first ?? direction });
        }
      }
    }
    row = further;
  }
  return null;
}
