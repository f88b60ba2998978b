/** The arena as it is seen: shows a state, and plays what happens in a turn. */

import { begin, middle } from "./acts.js";
import { makeClock, smooth } from "../kit/clock.js";
import { makeConfetti } from "../kit/confetti.js";
import { makeOverlay } from "./overlay.js";
import { box, isTall, makeHead, makeRanking, untilFire } from "./panel.js";
import { liveryOf, paletteOf } from "./palette.js";
import { ANGLES, STANDING, makeRobot } from "./robot.js";
import { isAsleep, isStanding } from "./robots.js";
import { makeFire, makeFloor, makeWalls, viewOf } from "./scenery.js";
import { styleOf } from "./style.js";
import { makeCell, makeGlance, makeScorch } from "./things.js";
import { timelineOf } from "./timeline.js";
import { nameOf } from "./words.js";
import { set, svg } from "../kit/svg.js";

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./field.js").Place} Place */
/** @typedef {(ms: number, draw: (part: number) => void) => Promise<void>} Animate */
/** @typedef {{ robot: ReturnType<typeof makeRobot>, pose: import("./robot.js").Pose, energy: number }} Actor */

/** The fire is announced so many turns before it comes nearer. */
const WARNING_TURNS = 3;
const MOST_GLANCES = 8;
/** So long the winner is seen before the places of all are. */
const GLORY_MS = 2200;
/** Names are not smaller than this, in pixels; where there is no room for them, numbers do. */
const NAME_PX = 12;
const NAME_TILE_PX = 46;

/**
 * Draws a level into an element and gives what shows it.
 *
 * @param {{ element: HTMLElement, level: Level, theme: string, isStill: () => boolean, text: import("./words.js").Text,
 *   start: (() => void) | undefined }} stage `start` begins a match that is hosted here
 */
export function makeBoard({ element, level, theme, isStill, text, start }) {
  const palette = paletteOf(theme);
  const head = makeHead(level, palette, text);
  const ranking = makeRanking(palette, text, isStill);
  const overlay = makeOverlay(palette, text, Math.min(8, level.starts.length), start);
  const view = viewOf(level);
  const picture = svg("svg", { viewBox: `${view.x} ${view.y} ${view.width} ${view.height}`, "aria-hidden": "true", focusable: "false", class: "arena-picture" });
  const style = document.createElement("style");
  style.textContent = styleOf(palette);
  const whole = box("div", "arena", style, head.element, picture, ranking.element, overlay.element);
  element.replaceChildren(whole);

  const [scorches, cellLayer, glances] = [svg("g"), svg("g"), svg("g")];
  const [robotLayer, labels, effects] = [svg("g"), svg("g"), svg("g")];
  const fire = makeFire(level, palette);
  const confetti = makeConfetti(Array.from({ length: 8 }, (_, it) => liveryOf(it + 1).fill));
  const shaken = svg("g", {}, makeFloor(level, palette), scorches, fire.element, makeWalls(level, palette), glances, cellLayer, robotLayer, effects, labels, confetti.element);
  picture.append(shaken);

  /** @type {Map<number, Actor>} */
  const actors = new Map();
  /** @type {Map<string, ReturnType<typeof makeCell>>} */
  const cells = new Map();
  /** What is shown now: what was overtaken does not touch it any more. */
  let scene = 0;
  let rings = 0;
  let labelSize = /** @type {number | null} */ (26);
  /** @type {number[]} */
  let dancers = [];
  /** @type {State | undefined} */
  let shownState;

  const clock = makeClock({
    isStill,
    tick(seconds) {
      cells.forEach((it) => it.tick(seconds));
      fire.tick(seconds);
      confetti.tick(seconds);
      for (const actor of dancers) {
        stand(actor, { angle: seconds * 220 % 360, scale: 1.06 + Math.sin(seconds * 7) * 0.08 });
      }
    },
  });

  /** @type {(actor: number, changed: Partial<import("./robot.js").Pose>) => void} */
  function stand(actor, changed) {
    const it = actors.get(actor);
    if (it) {
      Object.assign(it.pose, changed);
      it.robot.pose(it.pose);
    }
  }

  /** @type {(actor: number, energy: number) => void} */
  function charge(actor, energy) {
    const it = actors.get(actor);
    if (it) {
      it.energy = energy;
      it.robot.charge(energy);
    }
  }

  /** @param {Place} place */
  function lay(place) {
    const known = cells.get(`${place.x},${place.y}`);
    if (known) {
      return known;
    }
    const cell = makeCell(palette, place.x * 1.7 + place.y * 2.3);
    const [x, y] = middle(place);
    set(cell.element, { transform: `translate(${x} ${y})` });
    cell.tick(0);
    cellLayer.append(cell.element);
    cells.set(`${place.x},${place.y}`, cell);
    return cell;
  }

  /** @param {Place} place */
  function take({ x, y }) {
    cells.get(`${x},${y}`)?.element.remove();
    cells.delete(`${x},${y}`);
  }

  /** @type {import("./acts.js").Hands} */
  const hands = {
    palette, effects, isStill, stand, charge, lay, take,
    poseOf: (actor) => actors.get(actor)?.pose ?? STANDING,
    energyOf: (actor) => actors.get(actor)?.energy ?? 0,
    remove(actor) {
      actors.get(actor)?.robot.element.remove();
      actors.get(actor)?.robot.label.remove();
    },
    scorch: (place) => scorches.append(makeScorch(place, palette)),
    shrink(to) {
      const from = rings;
      rings = to;
      fire.warn(null);
      return (part) => {
        fire.show(from + (to - from) * smooth(part));
        cells.forEach((_, name) => {
          const [x = 0, y = 0] = name.split(",").map(Number);
          if (part === 1 && shownState && !shownState.cells.some((it) => it.x === x && it.y === y)) {
            take({ x, y });
          }
        });
      };
    },
    shake() {
      void clock.move(320, (part) => set(shaken, { transform: part === 1 ? "" : `translate(${(Math.sin(part * 40) * 9 * (1 - part)).toFixed(1)} ${(Math.cos(part * 33) * 7 * (1 - part)).toFixed(1)})` }));
    },
    celebrate(winners) {
      for (const actor of winners) {
        const it = actors.get(actor);
        if (it) {
          const [x, y] = middle(it.pose);
          confetti.burst(x, y - 20, isStill());
        }
      }
      if (!isStill()) {
        dancers = winners;
      }
    },
    fly(shape, ms) {
      effects.append(shape.element);
      void clock.move(ms, shape.draw);
    },
  };

  /** All of it as it is, at once. @param {State} state */
  function show(state) {
    scene += 1;
    clock.hurry();
    dancers = [];
    confetti.clear();
    for (const layer of [effects, glances, scorches, robotLayer, labels, cellLayer]) {
      layer.replaceChildren();
    }
    actors.clear();
    cells.clear();
    for (const robot of state.hasStarted ? state.robots : []) {
      const made = makeRobot({ actor: robot.actor, name: nameOf(robot, text), full: robot.full }, palette);
      actors.set(robot.actor, { robot: made, pose: { ...STANDING }, energy: robot.energy });
      made.name(labelSize);
      if (isStanding(robot)) {
        robotLayer.append(made.element);
        labels.append(made.label);
      } else {
        scorches.append(makeScorch(robot, palette));
      }
    }
    settle(state);
    overlay.show(state);
    clock.wake();
  }

  /** Where all of it is after a turn. @param {State} state */
  function settle(state) {
    shownState = state;
    for (const robot of state.robots) {
      stand(robot.actor, { ...STANDING, x: robot.x, y: robot.y, angle: ANGLES[robot.facing] });
      charge(robot.actor, robot.energy);
      actors.get(robot.actor)?.robot.dim({ isOff: robot.hasLeft, isAsleep: isAsleep(robot) });
    }
    for (const name of cells.keys()) {
      const [x = 0, y = 0] = name.split(",").map(Number);
      if (!state.cells.some((it) => it.x === x && it.y === y)) {
        take({ x, y });
      }
    }
    state.cells.forEach((it) => lay(it).grow(1));
    rings = state.rings;
    fire.show(rings);
    const isNear = level.shrinking && state.hasStarted && !state.isOver && untilFire(level, state) <= WARNING_TURNS;
    fire.warn(isNear ? rings + 1 : null);
    head.show(state);
    ranking.show(state);
  }

  /** Looking costs no time: the program goes on while it fades. @param {Extract<Happening, { type: "scanned" }>} event */
  function glance({ actor, direction, distance }) {
    const pose = actors.get(actor)?.pose;
    if (!pose || isStill()) {
      return;
    }
    const shape = makeGlance(actor, pose, /** @type {import("./field.js").Direction} */ (direction), distance);
    if (glances.childElementCount >= MOST_GLANCES) {
      glances.firstElementChild?.remove();
    }
    glances.append(shape.element);
    void clock.move(420, shape.draw);
  }

  const fit = () => {
    const { width, height } = whole.getBoundingClientRect();
    whole.classList.toggle("is-tall", isTall(width, height));
    whole.classList.toggle("is-small", width < 560 || height < 420);
    const tilePx = 100 * Math.min(picture.clientWidth / view.width, picture.clientHeight / view.height);
    labelSize = tilePx >= NAME_TILE_PX ? Math.max(20, NAME_PX / tilePx * 100) : null;
    actors.forEach(({ robot }) => robot.name(labelSize));
  };
  const observer = new ResizeObserver(fit);
  observer.observe(whole);

  return {
    show,
    /**
     * Plays what happened. `animate` knows how much time there is; without it, it takes the time it takes.
     *
     * @type {(events: Happening[], state: State, pace: number, hear: (event: Happening) => void, animate?: Animate) => Promise<void>}
     */
    async play(events, state, pace, hear, animate) {
      if (events.some((it) => it.type === "started" || it.type === "joined" || (it.type === "left" && !state.hasStarted))) {
        events.forEach(hear);
        show(state);
        return;
      }
      scene += 1;
      const shown = scene;
      shownState = state;
      events.forEach((it) => it.type === "scanned" && glance(it));
      const { shown: line, whole: length } = timelineOf(events.filter((it) => it.type !== "scanned"));
      const drawn = line.map(({ event, start: from, length: ms }) => ({ event, from, ms, draw: /** @type {((part: number) => void) | null} */ (null), isOver: false }));
      const draw = (/** @type {number} */ part) => {
        const now = part >= 1 ? Infinity : part * length;
        for (const it of drawn) {
          if (shown !== scene || it.isOver || now < it.from) {
            continue;
          }
          if (!it.draw) {
            it.draw = begin(hands, it.event);
            // Of what is over in no time only little is heard.
            if (part < 1 || it.event.type === "over" || it.event.type === "reached" || it.event.type === "lost") {
              hear(it.event);
            }
          }
          const own = it.ms === 0 ? 1 : Math.min(1, (now - it.from) / it.ms);
          it.draw(own);
          it.isOver = own === 1;
        }
      };
      clock.wake();
      await (animate ?? clock.move)(length / pace, draw);
      draw(1);
      if (shown === scene) {
        if (events.some((it) => it.type === "turned" || it.type === "late" || it.type === "left" || it.type === "woke")) {
          settle(state);
        }
        if (state.isOver) {
          // The winner is seen first.
          await clock.move(state.isAlone ? 0 : GLORY_MS, () => undefined);
        }
        if (state.isOver && shown === scene) {
          overlay.show(state);
        }
      }
    },
    destroy() {
      scene += 1;
      observer.disconnect();
      clock.stop();
      whole.remove();
    },
  };
}
