/** The rules of the turtle, pure: a state and a command give another state, what happens, and the answer. */

import { BLACK, colourOf, rainbow } from "./colours.js";
import { draw, hasStrayed, nothingDrawn, readGoal } from "./goal.js";
import { areaText, dotText, lineText, pointText, pointsOf } from "./ink.js";
import { ahead, arc, towards, turned } from "./ways.js";

/** Half of the paper that is always seen; more of it where the stage is wider or higher. */
export const PAPER = { x: 240, y: 180 };
/** No turtle goes farther from the middle than this. */
export const FARTHEST = 1000;
/** So many lines, dots and corners of areas are on the paper at most: a state must not grow without end. */
export const MOST_MARKS = 50_000;
export const MOST_TURTLES = 12;
/** With this speed nothing glides. */
export const AT_ONCE = 10;

/**
 * @typedef {import("./ink.js").Point} Point
 * @typedef {[x: number, y: number, heading: number]} Start
 * @typedef {import("./goal.js").Goal} Goal
 * @typedef {{ start?: Start, paper?: string, pattern?: import("./figures.js").Figure[], colours?: number, turtles?: number }} LevelData
 * @typedef {{ id: string, start: Start, paper: string, goal: Goal | null, par: number }} Level what never changes
 * @typedef {{ colour: string, from: number, points: string }} Fill an area that is begun: `from` is where in the ink
 * @typedef {{ name: string, x: number, y: number, heading: number, isDown: boolean, colour: string, width: number,
 *   speed: number, isHidden: boolean, hasActed: boolean, hasDrawn: boolean, fill: Fill | null }} Turtle
 * @typedef {{ turtles: Turtle[], at: number, paper: string, ink: string, tip: string, marks: number, commands: number,
 *   progress: import("./goal.js").Progress, hasReached: boolean }} State what changes; plain JSON. `ink` is told in
 *   ink.js, and `tip` is what a line begins with that goes on with the last one
 * @typedef {{ action: string, params: unknown[] }} Command
 * @typedef {{ type: "went", turtle: number, from: Point, way: Point[], headings: [number, number], speed: number, isCurve: boolean }
 *   | { type: "drew", turtle: number, from: Point, way: Point[], headings: [number, number], speed: number, isCurve: boolean, colour: string, width: number }
 *   | { type: "turned", turtle: number, headings: [number, number], speed: number }
 *   | { type: "penned" | "filling" | "hid" | "showed" | "sped", turtle: number }
 *   | { type: "filled", turtle: number, colour: string, points: Point[], from: number }
 *   | { type: "dotted", turtle: number, at: Point, colour: string, size: number }
 *   | { type: "chosen" | "hatched", turtle: number }
 *   | { type: "cleared" } | { type: "papered", colour: string } | { type: "strayed" }
 *   | { type: "reached", stars: number } | { type: "refused", code: string }} Happening
 * @typedef {{ value: unknown } | { refused: string }} Answer
 * @typedef {[State, Happening[], Answer]} Played
 */

/**
 * A level of the manifest as the rules want it.
 *
 * @param {{ id?: string, data?: LevelData, par?: number }} level
 * @returns {Level}
 */
export function readLevel({ id = "", data = {}, par = 100_000 }) {
  const { start = [0, 0, 0], paper = "" } = data;
  return { id, start, paper: colourOf(paper) ?? "", goal: readGoal(data, start), par };
}

/** The state before the first command. @type {(level: Level) => State} */
export function begin({ start, paper, goal }) {
  return {
    turtles: [hatched("", start)], at: 0, paper, ink: "", tip: "", marks: 0, commands: 0,
    progress: nothingDrawn(goal), hasReached: false,
  };
}

/**
 * Plays one command.
 *
 * @type {(level: Level, state: State, command: Command) => Played}
 */
export function play(level, state, command) {
  const [after, events, answer] = perform(level, state, command);
  if (!level.goal || after.hasReached || after.ink === state.ink) {
    return [after, events, answer];
  }
  const progress = events.reduce((now, event) => judged(/** @type {Goal} */ (level.goal), now, event), after.progress);
  return ended(level, level.goal, { ...after, progress }, events, answer);
}

/** The turtle that obeys. @param {State} state */
export function current({ turtles, at }) {
  return /** @type {Turtle} */ (turtles[at]);
}

/** Stars for so many commands that moved a turtle or left a dot. @type {(level: Level, state: State) => 1 | 2 | 3} */
export function stars({ par }, { commands }) {
  return commands <= par ? 3 : commands <= par * 2 ? 2 : 1;
}

/** @type {(goal: Goal, progress: State["progress"], event: Happening) => State["progress"]} */
function judged(goal, progress, event) {
  switch (event.type) {
    case "drew":
      return draw(goal, progress, { points: [event.from, ...event.way], colour: event.colour, isArea: false });
    case "filled":
      return draw(goal, progress, { points: event.points, colour: event.colour, isArea: true });
    default:
      return progress;
  }
}

/** @type {(level: Level, goal: Goal, state: State, events: Happening[], answer: Answer) => Played} */
function ended(level, goal, state, events, answer) {
  const { progress, turtles } = state;
  const drawers = turtles.filter((it) => it.hasDrawn).length;
  if (progress.left > 0 || progress.colours.length < goal.colours || drawers < goal.turtles) {
    return [state, events, answer];
  }
  if (!hasStrayed(goal, progress)) {
    return [{ ...state, hasReached: true }, [...events, { type: "reached", stars: stars(level, state) }], answer];
  }
  return progress.hasTold
    ? [state, events, answer]
    : [{ ...state, progress: { ...progress, hasTold: true } }, [...events, { type: "strayed" }], answer];
}

/** @type {(level: Level, state: State, command: Command) => Played} */
function perform(level, state, { action, params }) {
  const turtle = current(state);
  const { x, y, heading } = turtle;
  const [one, two] = [Number(params[0] ?? 0), Number(params[1] ?? 0)];
  switch (action) {
    case "forward":
    case "back":
      return go(state, [ahead(x, y, heading, action === "forward" ? one : -one)]);
    case "left":
    case "right": {
      const by = Number(params[0] ?? 90);
      return turn(state, heading + (action === "right" ? by : -by));
    }
    case "setHeading":
      return turn(state, nearest(heading, one));
    case "goTo":
      return go(state, [[one, two]]);
    case "home":
      return goHome(level, state);
    case "circle":
      return circle(state, one, Number(params[1] ?? 360));
    case "penUp":
    case "penDown":
      return changed(state, { isDown: action === "penDown" }, "penned");
    case "penColor":
      return coloured(params[0], state, (colour) => changed(state, { colour }, "penned"));
    case "rainbow":
      return changed(state, { colour: rainbow(one) }, "penned");
    case "penWidth":
      return changed(state, { width: one }, "penned");
    case "dot":
      return dot(state, Number(params[0] ?? 10));
    case "beginFill": {
      const said = String(params[0] ?? "");
      return said === "" ? beginFill(state, turtle.colour) : coloured(said, state, (colour) => beginFill(state, colour));
    }
    case "endFill":
      return endFill(state);
    case "paper":
      return coloured(params[0], state, (paper) => [{ ...state, paper }, [{ type: "papered", colour: paper }], nothing]);
    case "clear":
      return clear(level, state);
    case "turtle":
      return choose(level, state, String(params[0] ?? ""));
    case "hide":
    case "show":
      return changed(state, { isHidden: action === "hide" }, action === "hide" ? "hid" : "showed");
    case "speed":
      return changed(state, { speed: one }, "sped");
    case "position":
      return [state, [], { value: [hundredth(x), hundredth(y)] }];
    case "heading":
      return [state, [], { value: hundredth(turned(heading)) % 360 }];
    case "distanceTo":
      return [state, [], { value: hundredth(Math.hypot(one - x, two - y)) }];
    case "directionTo":
      return [state, [], { value: hundredth(towards(x, y, one, two)) % 360 }];
    case "isPenDown":
      return [state, [], { value: turtle.isDown }];
    default:
      return refused(state, "unknown");
  }
}

const nothing = { value: null };

/** @type {(state: State, way: Point[], heading?: number) => Played} */
function go(state, way, heading = current(state).heading) {
  const turtle = current(state);
  const { x, y, isDown, colour, width, speed, fill } = turtle;
  const [toX, toY] = /** @type {Point} */ (way.at(-1));
  if (way.some((place) => place.some((it) => Math.abs(it) > FARTHEST))) {
    return refused(state, "too_far");
  }
  const marks = state.marks + (isDown ? way.length : 0) + (fill ? way.length : 0);
  if (marks > MOST_MARKS) {
    return refused(state, "too_many_lines");
  }
  let { ink, tip } = state;
  if (isDown) {
    /** @type {Point} */
    let from = [x, y];
    for (const to of way) {
      const [text, end] = lineText(tip, colour, width, from, to);
      ink += text;
      tip = end;
      from = to;
    }
  }
  /** @type {[number, number]} */
  const headings = [turtle.heading, heading];
  const path = { turtle: state.at, from: /** @type {Point} */ ([x, y]), way, headings, speed, isCurve: way.length > 1 };
  const after = renewed({ ...state, ink, tip, marks, commands: state.commands + 1 }, {
    x: toX, y: toY, heading: turned(heading), hasDrawn: turtle.hasDrawn || isDown,
    fill: fill && { ...fill, points: fill.points + way.map(pointText).join("") },
  });
  return [after, [isDown ? { type: "drew", ...path, colour, width } : { type: "went", ...path }], nothing];
}

/** @type {(state: State, heading: number) => Played} */
function turn(state, heading) {
  const { heading: before, speed } = current(state);
  const after = renewed({ ...state, commands: state.commands + 1 }, { heading: turned(heading) });
  return [after, [{ type: "turned", turtle: state.at, headings: [before, heading], speed }], nothing];
}

/** @type {(level: Level, state: State) => Played} */
function goHome({ start: [x, y, heading] }, state) {
  const [moved, went, answer] = go(state, [[x, y]]);
  if ("refused" in answer) {
    return [moved, went, answer];
  }
  const [after, turns] = turn(moved, nearest(current(moved).heading, heading));
  return [{ ...after, commands: state.commands + 1 }, [...went, ...turns], nothing];
}

/** @type {(state: State, radius: number, degrees: number) => Played} */
function circle(state, radius, degrees) {
  const { x, y, heading } = current(state);
  return go(state, arc(x, y, heading, radius, degrees), heading + degrees * Math.sign(radius));
}

/** @type {(state: State, size: number) => Played} */
function dot(state, size) {
  const { x, y, colour } = current(state);
  if (state.marks >= MOST_MARKS) {
    return refused(state, "too_many_lines");
  }
  const after = renewed({
    ...state, ink: state.ink + dotText(colour, size, [x, y]), tip: "", marks: state.marks + 1, commands: state.commands + 1,
  }, {});
  return [after, [{ type: "dotted", turtle: state.at, at: [x, y], colour, size }], nothing];
}

/** @type {(state: State, colour: string) => Played} */
function beginFill(state, colour) {
  const { x, y } = current(state);
  if (state.marks >= MOST_MARKS) {
    return refused(state, "too_many_lines");
  }
  const fill = { colour, from: state.ink.length, points: pointText([x, y]) };
  // The area will lie below what comes now: no line may go on from before it to after it.
  const after = renewed({ ...state, tip: "", marks: state.marks + 1 }, { fill });
  return [after, [{ type: "filling", turtle: state.at }], nothing];
}

/** @type {(state: State) => Played} */
function endFill(state) {
  const { fill } = current(state);
  if (!fill) {
    return refused(state, "no_fill");
  }
  const { colour, from, points } = fill;
  const area = areaText(colour, points);
  const ink = state.ink.slice(0, from) + area + state.ink.slice(from);
  const moved = state.turtles.map((it) =>
    it.fill && it.fill.from >= from ? { ...it, fill: { ...it.fill, from: it.fill.from + area.length } } : it);
  const after = renewed({ ...state, ink, turtles: moved }, { fill: null });
  return [after, [{ type: "filled", turtle: state.at, colour, points: pointsOf(points), from }], nothing];
}

/** @type {(level: Level, state: State) => Played} */
function clear(level, state) {
  const turtles = state.turtles.map((it) => ({ ...it, hasDrawn: false, fill: null }));
  const progress = state.hasReached ? state.progress : nothingDrawn(level.goal);
  return [{ ...state, turtles, ink: "", tip: "", marks: 0, progress }, [{ type: "cleared" }], nothing];
}

/** A first name is one for the turtle that is there, as long as it did nothing. @type {(level: Level, state: State, said: string) => Played} */
function choose(level, state, said) {
  const name = said.trim();
  const at = state.turtles.findIndex((it) => it.name === name);
  if (at >= 0) {
    return [{ ...state, at }, [{ type: "chosen", turtle: at }], nothing];
  }
  const [first] = /** @type {[Turtle]} */ (state.turtles);
  if (state.turtles.length === 1 && first.name === "" && !first.hasActed) {
    return [{ ...state, turtles: [{ ...first, name }] }, [{ type: "chosen", turtle: 0 }], nothing];
  }
  if (state.turtles.length >= MOST_TURTLES) {
    return refused(state, "too_many_turtles");
  }
  const turtles = [...state.turtles, hatched(name, level.start)];
  return [{ ...state, turtles, at: turtles.length - 1 }, [{ type: "hatched", turtle: turtles.length - 1 }], nothing];
}

/** @type {(state: State, change: Partial<Turtle>, type: "penned" | "hid" | "showed" | "sped") => Played} */
function changed(state, change, type) {
  return [renewed(state, change), [{ type, turtle: state.at }], nothing];
}

/** @type {(said: unknown, state: State, act: (colour: string) => Played) => Played} */
function coloured(said, state, act) {
  const colour = colourOf(String(said ?? ""));
  return colour ? act(colour) : refused(state, "unknown_color");
}

/** The state with another turtle in the place of the one that obeys. @type {(state: State, change: Partial<Turtle>) => State} */
function renewed(state, change) {
  const turtles = [...state.turtles];
  turtles[state.at] = { ...current(state), hasActed: true, ...change };
  return { ...state, turtles };
}

/** @type {(name: string, start: Start) => Turtle} */
function hatched(name, [x, y, heading]) {
  return {
    name, x, y, heading, isDown: true, colour: BLACK, width: 3, speed: 5, isHidden: false, hasActed: false,
    hasDrawn: false, fill: null,
  };
}

/** The heading that is the same, with the least turning. @type {(from: number, to: number) => number} */
function nearest(from, to) {
  const by = turned(to - from);
  return from + (by > 180 ? by - 360 : by);
}

/** @param {number} value */
function hundredth(value) {
  return Math.round(value * 100) / 100 + 0;
}

/** @type {(state: State, code: string) => Played} */
function refused(state, code) {
  return [state, [{ type: "refused", code }], { refused: code }];
}
