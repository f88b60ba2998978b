/** The mine as it is seen: shows a state, and plays what happens. */

import { makeActs } from "./acts.js";
import { makeBoulder, stoneDefs } from "./boulder.js";
import { keys } from "./bubbles.js";
import { TILE } from "./cave.js";
import { makeDust } from "./dust.js";
import { makeHud } from "./hud.js";
import { makeLight } from "./light.js";
import { isAt, isOpen, platesLeft, stars } from "./logic.js";
import { makeMiner, STANDING } from "./miner.js";
import { paletteOf } from "./palette.js";
import { isFloor, makeGlow, makeScenery } from "./scenery.js";
import { crystalShape, makeCrystal, makeDoor, makePlate, makeWater } from "./things.js";
import { hill, makeClock, smooth } from "../kit/clock.js";
import { makeConfetti } from "../kit/confetti.js";
import { set, svg } from "../kit/svg.js";

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./logic.js").Place} Place */
/** @typedef {import("./logic.js").Boulder} Boulder */
/** @typedef {(ms: number, draw: (part: number) => void) => Promise<void>} Animate */

/** Where on its field something stands: rock behind it hides what is further up. */
const FOOT = 70;
/** Small mines are not blown up beyond this, in the units of the drawing. */
const LEAST = { width: 620, height: 400 };
const PAUSE_BETWEEN_BLINKS = 3.7;
const MOST_GLANCES = 6;

/**
 * Draws a level into an element and gives what shows it.
 *
 * @param {{ element: HTMLElement, level: Level, theme: string, isStill: () => boolean, animate?: Animate }} stage
 */
export function makeBoard({ element, level, theme, isStill, animate }) {
  const palette = paletteOf(theme, level.world);
  const hud = makeHud(palette);
  const view = viewOf(level);
  const picture = svg("svg", { viewBox: view.join(" "), "aria-hidden": "true", focusable: "false" });
  picture.style.cssText = "flex:1 1 0;min-height:0;width:100%;display:block;overflow:visible";
  const box = document.createElement("div");
  box.style.cssText = `display:flex;flex-direction:column;width:100%;height:100%;overflow:hidden;background:${palette.rock}`;
  box.append(hud.element, picture);
  element.replaceChildren(box);

  const scenery = makeScenery(level, palette);
  const glow = makeGlow(scenery.lamps, palette);
  const water = makeWater(level, level.water, palette);
  const door = makeDoor(palette);
  const miner = makeMiner(palette);
  const light = makeLight(palette, level.isDark);
  const confetti = makeConfetti([palette.crystal, palette.gold, palette.awake, palette.lamp, palette.shirt], [palette.shine, palette.crystalLight]);
  const rows = level.floor.map(() => svg("g"));
  const glances = svg("g", { fill: "none", stroke: palette.glance, "stroke-width": 6 });
  const bubble = svg("g");
  const plates = new Map(level.plates.map((plate) => [nameOf(plate), { ...makePlate(palette), plate }]));
  /** @type {Map<string, ReturnType<typeof makeCrystal>>} */
  const crystals = new Map();
  /** @type {Map<number, import("./boulder.js").Ball>} */
  const balls = new Map();
  let pose = { ...STANDING };
  let here = level.miner;
  /** @type {readonly Place[]} */
  let filled = [];
  /** What is shown now: an animation that was overtaken does not touch it any more. */
  let scene = 0;

  const clock = makeClock({
    isStill,
    tick(seconds) {
      crystals.forEach((it) => it.tick(seconds));
      water.tick(seconds);
      glow.tick(seconds);
      confetti.tick(seconds);
      const since = seconds % PAUSE_BETWEEN_BLINKS;
      const breath = pose.lift === 0 && pose.push === 0 ? Math.sin(seconds * 2.4) * 0.014 : 0;
      miner.pose({ ...pose, blink: since < 0.16 ? hill(since / 0.16) : 0, squash: pose.squash + breath });
    },
  });
  const dust = makeDust({ palette, clock, isStill });

  set(door.element, { transform: at(level.exit, 50) });
  set(door.light, { transform: at(level.exit, 50) });
  picture.append(
    stoneDefs(palette), scenery.element, water.element, door.element,
    ...[...plates.values()].map(({ plate, element: shape }) => svg("g", { transform: at(plate, FOOT) }, shape)),
    glow.element, svg("g", { "clip-path": "url(#mine-cave)" }, svg("g", { "clip-path": "url(#mine-floor)" }, door.light, light.beam)), ...rows, dust.element, light.darkness, light.thread, glances, bubble, confetti.element);

  /** @param {Partial<typeof pose>} changed */
  function stand(changed) {
    pose = { ...pose, ...changed };
    miner.pose(pose);
    light.turn(pose.facing, pose.gone);
  }

  /** @type {(place: Place, row?: number) => void} */
  function put(place, row = place.y) {
    here = place;
    // The door's sill is lower than the middle of its field.
    const sill = isAt(place, level.exit) ? 40 : 0;
    set(miner.element, { transform: at(place, FOOT + sill) });
    light.follow(place.x * TILE + 50, place.y * TILE + FOOT);
    order(miner.element, row);
  }

  /** Brings something to the front of its row. @type {(shape: SVGElement, row: number) => void} */
  function order(shape, row) {
    const parent = rows[Math.round(row)];
    if (parent && (shape.parentNode !== parent || (shape === miner.element && shape.nextSibling))) {
      parent.append(shape);
    }
  }

  /** @type {(boulder: Boulder, place: Place) => void} */
  function place(boulder, place) {
    let ball = balls.get(boulder.id);
    if (!ball) {
      ball = makeBoulder(palette, boulder.id + level.width);
      balls.set(boulder.id, ball);
    }
    set(ball.element, { transform: at(place, FOOT + 6) });
    order(ball.element, Math.ceil(place.y));
  }

  /** @param {Place} crystal */
  function lay(crystal) {
    const shape = makeCrystal(palette, crystal.x * 1.7 + crystal.y * 2.3);
    set(shape.element, { transform: at(crystal, FOOT + 2) });
    order(shape.element, crystal.y);
    shape.tick(0);
    crystals.set(nameOf(crystal), shape);
  }

  /** @param {State} state */
  function tell(state) {
    hud.show({
      crystals: state.crystals.length, allCrystals: level.crystals.length, plates: platesLeft(level, state),
      allPlates: level.plates.length, steps: state.steps, stars: stars(level, state),
    });
  }

  /** @param {State} state */
  function lead({ past }) {
    light.lead(level.isDark ? past.map(spot) : []);
  }

  /** @param {State} state */
  function show(state) {
    scene += 1;
    clock.hurry();
    [confetti, dust].forEach((it) => it.clear());
    [bubble, glances].forEach((it) => it.replaceChildren());
    [...balls.values(), ...crystals.values()].forEach((it) => it.element.remove());
    balls.clear();
    crystals.clear();
    state.boulders.forEach((it) => place(it, it));
    state.crystals.forEach(lay);
    plates.forEach(({ plate, press }) => press(state.boulders.some((it) => isAt(it, plate)) ? 1 : 0));
    filled = state.filled;
    water.show(filled);
    door.open(isOpen(level, state) ? 1 : 0);
    door.rattle(0);
    light.fade(state.hasReached ? 1 : 0);
    lead(state);
    pose = { ...STANDING };
    put(state);
    stand({ facing: state.facing, gone: isAt(state, level.exit) ? 1 : 0 });
    tell(state);
    clock.wake();
  }

  /** A program that looks around fast leaves only so many frames to fade; without a place it reads the whole map. @type {(place: Place | null) => void} */
  function glance(place) {
    const [x, y, width, height] = place ? [place.x * TILE + 8, place.y * TILE + (isFloor(level, place.x, place.y) ? 24 : 8), TILE - 16, TILE - 16] : view.map((it, side) => it + (side < 2 ? 12 : -24));
    const frame = svg("rect", { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0, rx: 16 });
    if (glances.childElementCount >= MOST_GLANCES) {
      glances.firstElementChild?.remove();
    }
    glances.append(frame);
    void clock.move(place ? 450 : 700, (part) => set(frame, { opacity: (1 - part * part).toFixed(2) })).then(() => frame.remove());
  }

  /** A little picture over the miner for a moment. @param {SVGElement} shape */
  function say(shape) {
    bubble.replaceChildren(shape);
    void clock.move(750, (part) => {
      const grown = part < 0.2 ? smooth(part / 0.2) : part > 0.85 ? (1 - part) / 0.15 : 1;
      set(shape, { transform: `${over()} scale(${grown.toFixed(3)})` });
      if (part === 1) {
        shape.remove();
      }
    });
  }

  const over = () => `translate(${here.x * TILE + 50} ${Math.max((view[1] ?? 0) + 42, here.y * TILE + FOOT - 132)})`;

  const acts = makeActs({
    exit: level.exit, clock, palette, stand, put, dust, door, place, lay, glance, say,
    ball: (id) => balls.get(id),
    drop(boulder) {
      balls.get(boulder.id)?.element.remove();
      balls.delete(boulder.id);
    },
    press: (plate, pressed) => plates.get(nameOf(plate))?.press(pressed),
    take(crystal) {
      crystals.get(nameOf(crystal))?.element.remove();
      crystals.delete(nameOf(crystal));
      const [x, y] = spot(crystal);
      dust.rise(crystalShape(palette), x, y);
      confetti.ring(x, y - 40, isStill());
    },
    fill(now) {
      filled = now;
      water.show(now);
    },
    celebrate() {
      const [x, y] = spot(level.exit);
      confetti.burst(x, y, isStill());
      void clock.move(900, (part) => light.fade(smooth(part)));
    },
    spot,
    get filled() {
      return filled;
    },
  });

  return {
    show,
    /** @type {(events: Happening[], state: State, pace: number, hear: (event: Happening) => void) => Promise<void>} */
    async play(events, state, pace, hear) {
      const shown = scene;
      lead(state);
      for (const event of events) {
        if (shown !== scene) {
          return;
        }
        hear(event);
        const act = /** @type {(event: Happening) => import("./acts.js").Act} */ (acts[event.type])(event);
        const draw = (/** @type {number} */ part) => shown === scene && act.draw(part);
        if (act.ms > 0) {
          await (animate ?? clock.move)(act.ms / pace, draw);
        }
        draw(1);
      }
      if (shown !== scene) {
        return;
      }
      // A step that was taken back may have moved what the door and the plates show.
      if (events.some((it) => it.type === "undone")) {
        plates.forEach(({ plate, press }) => press(state.boulders.some((it) => isAt(it, plate)) ? 1 : 0));
      }
      tell(state);
    },
    /** Shows that the miner waits for a key; gives the end of it. */
    wait() {
      const shape = keys(palette);
      set(shape, { transform: over() });
      bubble.replaceChildren(shape);
      return () => shape.remove();
    },
    destroy() {
      scene += 1;
      clock.stop();
      box.remove();
    },
  };
}

/** What of the mine is shown: of the rock around it only the beginning. @param {Level} level */
function viewOf(level) {
  const [left, top, right, bottom] = [35, -32, level.width * TILE - 35, level.height * TILE - 52];
  const [width, height] = [Math.max(right - left, LEAST.width), Math.max(bottom - top, LEAST.height)];
  return [(left + right - width) / 2, (top + bottom - height) / 2, width, height];
}

/** Where a place is drawn. @type {(place: Place, foot: number) => string} */
function at({ x, y }, foot) {
  return `translate(${(x * TILE + 50).toFixed(2)} ${(y * TILE + foot).toFixed(2)})`;
}

/** @param {Place} place @returns {[x: number, y: number]} */
function spot({ x, y }) {
  return [x * TILE + 50, y * TILE + FOOT];
}

/** @param {Place} place */
function nameOf({ x, y }) {
  return `${x},${y}`;
}
