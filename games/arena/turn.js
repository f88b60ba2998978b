/** Plays one turn in which everybody has decided: the acts are carried out one after the other, in an order that is drawn. */

import { decisionOf } from "./bots.js";
import { isAt, isFloor, isWithin, mostRings, next, sight, steps, zoneOf } from "./field.js";
import { ranking, stars } from "./ranking.js";
import { isAsleep, isStanding, robotAt, steered } from "./robots.js";
import { pick, shuffle } from "../kit/random.js";

/** What things cost and give, in energy. */
export const COSTS = { shot: 1, hit: 3, shield: 1, cell: 5, rest: 1, fire: 2, leak: 1 };
export const MOST_ENERGY = 20;
const OPPOSITE = /** @type {const} */ ({ north: "south", south: "north", east: "west", west: "east" });

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Robot} Robot */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./logic.js").Answer} Answer */
/** @typedef {import("./field.js").Direction} Direction */

/**
 * Changes the state, which must be one's own copy.
 *
 * @type {(level: Level, state: State) => [Happening[], Answer[]]}
 */
export function playTurn(level, state) {
  // The bots see what the others saw: nothing has happened yet.
  for (const robot of state.robots) {
    if (robot.bot !== "" && isStanding(robot)) {
      robot.decision = decisionOf(level, state, robot);
    }
  }
  const acting = state.robots.filter((it) => isStanding(it) && it.decision);
  /** @type {Happening[]} */
  const events = [{ type: "turned", turn: state.turn }];
  const turn = new Turn(level, state, events);
  turn.raiseShields(acting);
  let order;
  [state.chance, order] = shuffle(state.chance, acting);
  /** @type {Map<number, unknown>} */
  const values = new Map();
  for (const robot of order) {
    values.set(robot.actor, turn.act(robot));
  }
  // A shield is as good as what it stopped, until the end of the turn.
  for (const robot of acting.filter((it) => it.decision?.action === "shield")) {
    values.set(robot.actor, turn.stopped.get(robot.actor) ?? 0);
  }
  turn.leak();
  turn.burn();
  turn.bringCells();
  const answers = acting.filter((it) => it.bot === "").map(({ actor }) => ({ actor, value: values.get(actor) }));
  for (const robot of state.robots) {
    Object.assign(robot, { decision: null, isLate: false, hitFrom: turn.hitFrom.get(robot.actor) ?? "none" });
  }
  end(level, state, events);
  if (!state.isOver) {
    state.turn += 1;
    turn.shrink();
  }
  return [events, answers];
}

/** A turn while it is played. */
class Turn {
  /** Shots that each shield stopped. @type {Map<number, number>} */
  stopped = new Map();
  /** @type {Map<number, Direction>} */
  hitFrom = new Map();

  /**
   * @param {Level} level
   * @param {State} state
   * @param {Happening[]} events
   */
  constructor(level, state, events) {
    this.level = level;
    this.state = state;
    this.events = events;
  }

  /** Shields are up before anything else happens. @param {Robot[]} acting */
  raiseShields(acting) {
    for (const robot of acting) {
      if (robot.decision?.action === "shield" && robot.energy > COSTS.shield) {
        robot.energy -= COSTS.shield;
        this.stopped.set(robot.actor, 0);
        this.events.push({ type: "shielded", actor: robot.actor });
      }
    }
  }

  /** @param {Robot} robot */
  act(robot) {
    const { action = "rest", params = [] } = robot.decision ?? {};
    const direction = /** @type {Direction} */ (params[0] ?? "north");
    const isOut = !isStanding(robot);
    switch (action) {
      case "move":
        return isOut ? "out" : this.#move(robot, direction);
      case "shoot":
        return isOut ? "out" : this.#shoot(robot, direction);
      case "pickUp":
        return isOut ? 0 : this.#pickUp(robot);
      case "rest":
        return isOut ? 0 : this.#rest(robot);
      default:
        return 0;
    }
  }

  /** A robot that no program steers any more runs empty: it does not outlive those that play. */
  leak() {
    const { state, events } = this;
    for (const robot of state.robots.filter((it) => isStanding(it) && (it.hasLeft || isAsleep(it)))) {
      robot.energy = Math.max(0, robot.energy - COSTS.leak);
      events.push({ type: "leaked", actor: robot.actor, energy: robot.energy });
      this.#fallIfEmpty(robot, 0);
    }
  }

  /** What is outside of the zone burns. */
  burn() {
    const { level, state, events } = this;
    const zone = zoneOf(level, state.rings);
    for (const robot of state.robots.filter(isStanding)) {
      if (!isWithin(zone, robot)) {
        robot.energy = Math.max(0, robot.energy - COSTS.fire);
        events.push({ type: "burnt", actor: robot.actor, energy: robot.energy });
        this.#fallIfEmpty(robot, 0);
      }
    }
  }

  /** A new cell appears somewhere free, now and then. */
  bringCells() {
    const { level, state, events } = this;
    const { every, most } = level.newCells;
    if (every === 0 || state.turn % every !== 0 || state.cells.length >= most) {
      return;
    }
    const zone = zoneOf(level, state.rings);
    const free = level.floor.flatMap((row, y) => row.map((_, x) => ({ x, y }))).filter((it) =>
      isFloor(level, it) && isWithin(zone, it) && !robotAt(state, it) && !state.cells.some((cell) => isAt(cell, it)));
    // Not at anybody's feet, where there is other room.
    const away = free.filter((it) => state.robots.every((robot) => !isStanding(robot) || steps(robot, it) > 2));
    const places = away.length > 0 ? away : free;
    const [chance, at] = pick(state.chance, Math.max(1, places.length));
    state.chance = chance;
    const place = places[at];
    if (place) {
      state.cells.push(place);
      events.push({ type: "appeared", place });
    }
  }

  /** The zone shrinks as the next turn begins. */
  shrink() {
    const { level, state, events } = this;
    if (!level.shrinking) {
      return;
    }
    const since = state.turn - level.shrinking.from;
    const rings = since < 0 ? 0 : Math.min(mostRings(level) + 1, 1 + Math.floor(since / level.shrinking.every));
    if (rings > state.rings) {
      state.rings = rings;
      state.cells = state.cells.filter((it) => isWithin(zoneOf(level, rings), it));
      events.push({ type: "shrank", rings });
    }
  }

  /** @type {(robot: Robot, direction: Direction) => string} */
  #move(robot, direction) {
    const to = next(robot, direction);
    robot.facing = direction;
    if (!isFloor(this.level, to) || robotAt(this.state, to)) {
      this.events.push({ type: "blocked", actor: robot.actor, direction });
      return "blocked";
    }
    this.events.push({ type: "moved", actor: robot.actor, from: { x: robot.x, y: robot.y }, to, direction });
    Object.assign(robot, to);
    return "moved";
  }

  /** @type {(robot: Robot, direction: Direction) => string} */
  #shoot(robot, direction) {
    robot.facing = direction;
    const { actor } = robot;
    if (robot.energy <= COSTS.shot) {
      this.events.push({ type: "shot", actor, direction, to: { x: robot.x, y: robot.y }, target: 0, outcome: "empty" });
      return "empty";
    }
    robot.energy -= COSTS.shot;
    const { place: to, robot: target } = sight(this.level, { ...this.state, cells: [] }, robot, direction);
    const isStopped = target !== undefined && this.stopped.has(target.actor);
    const outcome = !target ? "missed" : isStopped ? "shielded" : "hit";
    this.events.push({ type: "shot", actor, direction, to, target: target?.actor ?? 0, outcome });
    if (target && isStopped) {
      this.stopped.set(target.actor, (this.stopped.get(target.actor) ?? 0) + 1);
    }
    if (target) {
      this.hitFrom.set(target.actor, OPPOSITE[direction]);
    }
    if (target && !isStopped) {
      robot.hits += 1;
      target.energy = Math.max(0, target.energy - COSTS.hit);
      this.#fallIfEmpty(target, actor);
    }
    return outcome;
  }

  /** @param {Robot} robot */
  #pickUp(robot) {
    const { cells } = this.state;
    const at = cells.findIndex((it) => isAt(it, robot));
    if (at < 0) {
      this.events.push({ type: "groped", actor: robot.actor });
      return 0;
    }
    const gained = Math.min(COSTS.cell, MOST_ENERGY - robot.energy);
    cells.splice(at, 1);
    robot.energy += gained;
    robot.cells += 1;
    this.events.push({ type: "picked", actor: robot.actor, place: { x: robot.x, y: robot.y }, gained });
    return gained;
  }

  /** Rest gives energy back, up to what a robot begins with. @param {Robot} robot */
  #rest(robot) {
    if (robot.energy < robot.full) {
      robot.energy = Math.min(robot.full, robot.energy + COSTS.rest);
    }
    this.events.push({ type: "rested", actor: robot.actor, energy: robot.energy });
    return robot.energy;
  }

  /** What is left of a robot is a cell. @type {(robot: Robot, by: number) => void} */
  #fallIfEmpty(robot, by) {
    const { level, state, events } = this;
    if (robot.energy > 0) {
      return;
    }
    const place = { x: robot.x, y: robot.y };
    robot.fell = state.turn;
    events.push({ type: "fell", actor: robot.actor, place, by });
    const isFree = isWithin(zoneOf(level, state.rings), place) && !state.cells.some((it) => isAt(it, place));
    if (level.newCells.every > 0 && isFree) {
      state.cells.push(place);
      events.push({ type: "appeared", place });
    }
  }
}

/** Whether that was the end. @type {(level: Level, state: State, events: Happening[]) => void} */
function end(level, state, events) {
  const standing = state.robots.filter(isStanding);
  const isLong = state.turn >= level.turns;
  if (state.isAlone) {
    const [own] = state.robots;
    const isLast = state.robots.length > 1 && standing.length === 1 && standing[0] === own;
    const hasAll = own !== undefined && level.goal.cells !== undefined && own.cells >= level.goal.cells;
    if (own && isStanding(own) && (level.goal.cells === undefined ? isLast : hasAll)) {
      Object.assign(state, { isOver: true, hasReached: true });
      events.push({ type: "reached", stars: stars(level, state.turn), turns: state.turn });
    } else if (!own || !isStanding(own) || isLong || own.hasLeft) {
      state.isOver = true;
      events.push({ type: "lost" });
    }
    return;
  }
  if (standing.length <= 1 || isLong || steered(state).length === 0) {
    Object.assign(state, { isOver: true, hasReached: true });
    events.push({ type: "over", winners: ranking(state).filter((it) => it.place === 1).map((it) => it.actor) });
  }
}
