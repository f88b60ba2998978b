/** The board as it is seen: shows a state, and plays what happens as little animations. */

import { FOOT, LENGTHS, at, makeActs, nameOf } from "./acts.js";
import { keyCap } from "./bubbles.js";
import { hill, makeClock, smooth } from "../kit/clock.js";
import { makeConfetti } from "../kit/confetti.js";
import { makeHud } from "./hud.js";
import { isAwake } from "./logic.js";
import { makeRobot, STANDING } from "./robot.js";
import { isWall, makeFloor, makeShadow, makeWalls, TILE, WALL } from "./scenery.js";
import { makeDoor, makeExit, makeItem } from "./things.js";
import { paletteOf } from "./palette.js";
import { set, svg } from "../kit/svg.js";

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./logic.js").Place} Place */

/** Small levels are not blown up beyond this, in fields. */
const LEAST = { width: 6.4, height: 4.4 };
const PAUSE_BETWEEN_BLINKS = 3.4;
const MOST_GLANCES = 6;
/** @typedef {import("./acts.js").Act} Act */
/** @typedef {(ms: number, draw: (part: number) => void) => Promise<void>} Animate */

/**
 * Draws a level into an element and gives what shows it.
 *
 * @param {{ element: HTMLElement, level: Level, theme: string, isStill: () => boolean, animate?: Animate }} stage
 */
export function makeBoard({ element, level, theme, isStill, animate }) {
  const palette = paletteOf(theme, level.world);
  const hud = makeHud(palette);
  const picture = svg("svg", { viewBox: viewOf(level), "aria-hidden": "true", focusable: "false" });
  Object.assign(picture.style, { flex: "1 1 0", minHeight: "0", width: "100%", display: "block" });
  const box = document.createElement("div");
  Object.assign(box.style, {
    display: "flex", flexDirection: "column", width: "100%", height: "100%", overflow: "hidden",
    background: `radial-gradient(circle at 50% 45%, ${palette.skyGlow}, ${palette.sky} 75%)`,
  });
  box.append(hud.element, picture);
  element.replaceChildren(box);

  const robot = makeRobot(palette);
  const exit = makeExit(palette);
  const confetti = makeConfetti([palette.gem, palette.gold, palette.glow, palette.glance, palette.trim], [palette.shine, palette.goldLight]);
  const pointer = svg("path", {
    d: "M-13,6L0,-7L13,6", fill: "none", stroke: palette.pointer, "stroke-width": 7, "stroke-linecap": "round", "stroke-linejoin": "round",
  });
  const glances = svg("g", { fill: "none", stroke: palette.glance, "stroke-width": 6 });
  const bubble = svg("g");
  const walls = makeWalls(level, palette);
  const rows = walls.map(() => svg("g"));
  picture.append(
    defs(palette),
    makeShadow(level, palette),
    makeFloor(level, palette),
    pointer,
    ...walls.flatMap((wall, y) => [wall, rows[y] ?? wall]),
    glances, bubble, confetti.element,
  );

  /** @type {Map<string, import("./things.js").Alive>} */
  const items = new Map();
  /** @type {Map<string, ReturnType<typeof makeDoor>>} */
  const doors = new Map();
  for (const door of level.doors) {
    const shape = makeDoor(door.kind, palette);
    set(shape.element, { transform: at(door, 50) });
    rows[door.y]?.append(shape.element);
    doors.set(nameOf(door), shape);
  }
  set(exit.element, { transform: at(level.exit) });
  rows[level.exit.y]?.append(exit.element);

  let pose = { ...STANDING };
  let here = { x: level.robot.x, y: level.robot.y };
  /** What is shown now: an animation that was overtaken does not touch it any more. */
  let scene = 0;
  let jolly = 0;

  const clock = makeClock({
    isStill,
    tick(seconds) {
      items.forEach((it) => it.tick(seconds));
      exit.tick(seconds);
      confetti.tick(seconds);
      const since = seconds % PAUSE_BETWEEN_BLINKS;
      const blink = since < 0.16 ? hill(since / 0.16) : 0;
      const bob = pose.lift === 0 ? Math.sin(seconds * 2.6) * 0.012 : 0;
      robot.pose({ ...pose, blink, squash: pose.squash + bob, sway: pose.sway + Math.sin(seconds * 1.7) * 0.12 });
    },
  });

  /** @param {Partial<typeof pose>} changed */
  function stand(changed = {}) {
    pose = { ...pose, ...changed };
    robot.pose(pose);
  }

  /** @type {(place: Place, row?: number) => void} */
  function put(place, row = place.y) {
    here = { x: place.x, y: place.y };
    set(robot.element, { transform: at(place) });
    const parent = rows[Math.round(row)];
    if (parent && (robot.element.parentNode !== parent || robot.element.nextSibling)) {
      parent.append(robot.element);
    }
    point();
  }

  /** The arrow on the floor that says where a step leads. */
  function point() {
    const heading = pose.angle * Math.PI / 180;
    const x = here.x * TILE + 50 + Math.sin(heading) * 43;
    const y = here.y * TILE + FOOT - Math.cos(heading) * 36;
    set(pointer, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(1 0.75) rotate(${pose.angle})` });
  }

  /** @param {State} state */
  function tell(state) {
    hud.show({
      gems: state.gems, allGems: level.items.filter((it) => it.kind === "gem").length, held: state.held,
      commands: state.commands, par: level.par,
    });
  }

  /** @param {State} state */
  function show(state) {
    scene += 1;
    clock.hurry();
    jolly = state.hasReached ? 1 : 0;
    confetti.clear();
    bubble.replaceChildren();
    glances.replaceChildren();
    for (const [name, item] of items) {
      item.element.remove();
      items.delete(name);
    }
    state.lying.forEach((thing) => lay(thing));
    level.doors.forEach((door) => doors.get(nameOf(door))?.open(state.closed.some((it) => nameOf(it) === nameOf(door)) ? 0 : 1));
    exit.wake(isAwake(level, state) ? 1 : 0);
    exit.tick(0);
    pose = { ...STANDING, angle: state.facing * 90, mood: jolly ? "happy" : "calm" };
    put(state);
    stand();
    tell(state);
    clock.wake();
  }

  /** @param {import("./logic.js").Thing} thing */
  function lay(thing) {
    const item = makeItem(thing.kind, palette, thing.x * 1.7 + thing.y * 2.3);
    set(item.element, { transform: at(thing) });
    rows[thing.y]?.append(item.element);
    item.tick(0);
    items.set(nameOf(thing), item);
  }

  /** A program that looks around fast leaves only so many frames to fade. @type {(place: Place) => void} */
  function glance(place) {
    const raise = isWall(level, place.x, place.y) ? WALL : 0;
    const frame = svg("rect", { x: place.x * TILE + 7, y: place.y * TILE + 7 - raise, width: TILE - 14, height: TILE - 14, rx: 14 });
    if (glances.childElementCount >= MOST_GLANCES) {
      glances.firstElementChild?.remove();
    }
    glances.append(frame);
    // Looking costs nearly no time: the program goes on while the frame fades.
    void clock.move(450, (part) => set(frame, { opacity: 1 - part * part })).then(() => frame.remove());
  }

  /** The robot is glad, while the program goes on. */
  function celebrate() {
    jolly = 1;
    confetti.burst(here.x * TILE + 50, here.y * TILE + 20, isStill());
    const from = pose.angle;
    const shown = scene;
    void clock.move(1500, (part) => {
      if (shown !== scene || !jolly) {
        return;
      }
      const jump = part < 1 ? Math.abs(Math.sin(part * Math.PI * 3)) : 0;
      stand({
        lift: jump * 34 * (1 - part * 0.5), hands: part < 1 ? 1 : 0, mood: "happy",
        squash: part < 1 ? 1 + (jump - 0.5) * 0.08 : 1,
        angle: from + (part < 1 ? smooth(part) * 360 : 0),
      });
    });
  }

  /** A little picture above the robot for a moment. @type {(shape: SVGElement) => Act} */
  function say(shape) {
    bubble.replaceChildren(shape);
    const place = `translate(${here.x * TILE + 50} ${here.y * TILE + FOOT - 108})`;
    return {
      draw(part) {
        const grown = part < 0.18 ? smooth(part / 0.18) : part > 0.85 ? (1 - part) / 0.15 : 1;
        set(shape, { transform: `${place} scale(${grown.toFixed(3)})` });
        if (part === 1) {
          shape.remove();
        }
      },
    };
  }

  const acts = makeActs({
    palette, clock, isStill, picture, bubble, confetti, items, doors, exit, stand, put, point, glance, celebrate, say,
    get here() {
      return here;
    },
    get pose() {
      return pose;
    },
  });

  return {
    show,
    tell,
    /**
     * Plays what happened, one after the other, in one movement: where there is less time it goes faster.
     *
     * @type {(events: Happening[], state: State, pace: number, onPlay: (event: Happening) => void) => Promise<void>}
     */
    async play(events, state, pace, onPlay) {
      const shown = scene;
      if (jolly && events.some((it) => it.type !== "looked")) {
        jolly = 0;
        stand({ ...STANDING, angle: pose.angle });
      }
      const whole = events.reduce((sum, event) => sum + LENGTHS[event.type], 0);
      let [place, passed] = [0, 0];
      /** @type {Act | undefined} */
      let act;
      const draw = (/** @type {number} */ part) => {
        while (shown === scene && place < events.length) {
          const event = /** @type {Happening} */ (events[place]);
          const length = LENGTHS[event.type];
          if (!act) {
            // Of what is over in no time only the last is heard.
            if (part < 1 || length === 0 || place === events.length - 1) {
              onPlay(event);
            }
            act = /** @type {(event: Happening) => Act} */ (acts[event.type])(event);
          }
          const own = part >= 1 || length === 0 ? 1 : Math.min(1, (part * whole - passed) / length);
          act.draw(own);
          if (own < 1) {
            return;
          }
          passed += length;
          place += 1;
          act = undefined;
        }
      };
      await (animate ?? clock.move)(whole / pace, draw);
      draw(1);
      if (shown === scene) {
        tell(state);
      }
    },
    /** Shows that the robot waits for a key; gives the end of it. */
    wait() {
      const shape = keyCap("any", palette);
      set(shape, { transform: `translate(${here.x * TILE + 50} ${here.y * TILE + FOOT - 108})` });
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

/** @param {Level} level */
function viewOf(level) {
  const width = Math.max(level.width, LEAST.width) * TILE + 40;
  const height = Math.max(level.height, LEAST.height) * TILE + WALL + 40;
  const x = (level.width * TILE - width) / 2;
  const y = (level.height * TILE - height) / 2;
  return `${x} ${y} ${width} ${height}`;
}

/** @param {import("./palette.js").Palette} palette */
function defs(palette) {
  return svg("defs", {},
    svg("radialGradient", { id: "maze-shell", cx: 0.36, cy: 0.28, r: 0.85 },
      svg("stop", { offset: 0, "stop-color": palette.shell }),
      svg("stop", { offset: 0.55, "stop-color": palette.shell }),
      svg("stop", { offset: 1, "stop-color": palette.shellShade })));
}
