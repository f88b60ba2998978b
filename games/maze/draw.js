/** The board as it is seen: shows a state, and plays what happens as little animations. */

import { hill, makeClock, smooth } from "./clock.js";
import { makeConfetti } from "./confetti.js";
import { makeHud } from "./hud.js";
import { isAwake, WAYS } from "./logic.js";
import { makeRobot, STANDING } from "./robot.js";
import { isWall, makeFloor, makeShadow, makeWalls, TILE, WALL } from "./scenery.js";
import { makeDoor, makeExit, makeItem } from "./things.js";
import { paletteOf, set, svg } from "./svg.js";

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./logic.js").Place} Place */

/** Where on its field something stands: a wall in front hides what is further down. */
const FOOT = 49;
/** Small levels are not blown up beyond this, in fields. */
const LEAST = { width: 6.4, height: 4.4 };
const PAUSE_BETWEEN_BLINKS = 3.4;
const MOST_GLANCES = 6;
/** How long each happening takes, in milliseconds; what takes none goes on by itself. */
const LENGTHS = {
  stepped: 290, turned: 230, bumped: 420, looked: 70, picked: 430, opened: 520, rattled: 360, refused: 620, missing: 900,
  woke: 0, reached: 0, pressed: 0,
};

/** @typedef {{ draw(part: number): void }} Act `part` from 0 to 1 */
/** @typedef {(ms: number, draw: (part: number) => void) => Promise<void>} Animate */

/**
 * Draws a level into an element and gives what shows it.
 *
 * @param {{ element: HTMLElement, level: Level, theme: string, isStill: () => boolean, animate?: Animate }} stage
 */
export function makeBoard({ element, level, theme, isStill, animate }) {
  const palette = paletteOf(theme);
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
  const confetti = makeConfetti(palette);
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

  /**
   * How each happening is shown: how long it takes, and what is to be seen at each part of it.
   *
   * @type {{ [T in Happening["type"]]: (event: Extract<Happening, { type: T }>) => Act }}
   */
  const acts = {
    stepped: ({ from, to }) => ({
      draw(part) {
        const gone = smooth(part);
        const foot = part < 1 ? Math.sin(part * Math.PI * 2) : 0;
        const sway = (to.x - from.x) * -0.8 * hill(part);
        stand({ stride: foot, lift: Math.abs(foot) * 3, squash: 1 - hill(part) * 0.03, sway });
        const row = part < 1 ? Math.max(from.y, to.y) : to.y;
        put({ x: from.x + (to.x - from.x) * gone, y: from.y + (to.y - from.y) * gone }, row);
      },
    }),
    turned({ by, facing }) {
      const from = pose.angle;
      return {
        draw(part) {
          const foot = part < 1 ? Math.sin(part * Math.PI * 2) * 0.5 : 0;
          stand({ angle: part < 1 ? from + by * 90 * smooth(part) : facing * 90, stride: foot, sway: -by * hill(part) * 0.5 });
          point();
        },
      };
    },
    bumped({ from, to }) {
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const stars = burst(palette.gold);
      set(stars, { transform: at({ x: from.x + dx * 0.42, y: from.y + dy * 0.42 }, FOOT - 40), opacity: 0 });
      bubble.append(stars);
      return {
          draw(part) {
          const push = smooth(part < 0.3 ? part / 0.3 : Math.max(0, 1 - (part - 0.3) / 0.45));
          put({ x: from.x + dx * 0.17 * push, y: from.y + dy * 0.17 * push }, from.y);
          stand({ mood: part < 1 ? "hurt" : "calm", squash: 1 - 0.09 * push, sway: dx * push * 0.9 });
          set(stars, { opacity: part < 0.25 ? 0 : Math.max(0, 1 - (part - 0.25) / 0.6) });
          if (part === 1) {
            stars.remove();
            put(from);
          }
        },
      };
    },
    looked({ direction }) {
      const by = { ahead: 0, right: 1, left: 3 }[/** @type {"ahead"} */ (direction)];
      const [dx, dy] = by === undefined ? [0, 0] : WAYS[/** @type {0} */ ((Math.round(pose.angle / 90) + by) % 4)];
      glance({ x: here.x + dx, y: here.y + dy });
      return { draw() {} };
    },
    picked({ thing }) {
      const item = items.get(nameOf(thing));
      items.delete(nameOf(thing));
      if (item) {
        picture.insertBefore(item.element, confetti.element);
        confetti.ring(thing.x * TILE + 50, thing.y * TILE + 20, isStill());
      }
      return {
          draw(part) {
          const up = smooth(Math.min(1, part * 1.25));
          const size = (1 + hill(part) * 0.35) * (part > 0.75 ? (1 - part) / 0.25 : 1);
          if (item) {
            set(item.element, {
              transform: `translate(${thing.x * TILE + 50} ${thing.y * TILE + FOOT - up * 78}) scale(${size.toFixed(3)})`,
            });
          }
          stand({ hands: hill(part), mood: part < 1 ? "happy" : "calm", squash: 1 + hill(part) * 0.03 });
          if (part === 1) {
            item?.element.remove();
          }
        },
      };
    },
    opened({ door }) {
      const shape = doors.get(nameOf(door));
      return {
          draw(part) {
          shape?.open(smooth(part));
          stand({ hands: hill(part) * 0.5 });
        },
      };
    },
    rattled({ door }) {
      const shape = doors.get(nameOf(door));
      return {
          draw(part) {
          const shake = Math.sin(part * Math.PI * 6) * (1 - part) * 5;
          if (shape) {
            set(shape.element, { transform: `translate(${door.x * TILE + 50 + shake} ${door.y * TILE + 50})` });
          }
        },
      };
    },
    woke() {
      void clock.move(600, (part) => exit.wake(smooth(part)));
      return { draw() {} };
    },
    reached() {
      celebrate();
      return { draw() {} };
    },
    pressed({ key }) {
      void clock.move(420, say(keyCap(key, palette)).draw);
      return { draw() {} };
    },
    refused: () => say(question(palette)),
    missing: () => say(sleeping(palette)),
  };

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

/** @type {(place: Place, foot?: number) => string} */
function at({ x, y }, foot = FOOT) {
  return `translate(${(x * TILE + 50).toFixed(2)} ${(y * TILE + foot).toFixed(2)})`;
}

/** @param {Place} place */
function nameOf({ x, y }) {
  return `${x},${y}`;
}

/** The least turn from one angle to another. @type {(from: number, to: number) => number} */
function shortest(from, to) {
  return ((to - from + 540) % 360) - 180;
}

/** @param {Level} level */
function viewOf(level) {
  const width = Math.max(level.width, LEAST.width) * TILE + 40;
  const height = Math.max(level.height, LEAST.height) * TILE + WALL + 40;
  const x = (level.width * TILE - width) / 2;
  const y = (level.height * TILE - height) / 2;
  return `${x} ${y} ${width} ${height}`;
}

/** @param {import("./svg.js").Palette} palette */
function defs(palette) {
  return svg("defs", {},
    svg("radialGradient", { id: "maze-shell", cx: 0.36, cy: 0.28, r: 0.85 },
      svg("stop", { offset: 0, "stop-color": palette.shell }),
      svg("stop", { offset: 0.55, "stop-color": palette.shell }),
      svg("stop", { offset: 1, "stop-color": palette.shellShade })));
}

/** @param {string} colour */
function burst(colour) {
  const rays = [0, 60, 120, 180, 240, 300].map((turn) =>
    svg("path", { d: "M0,-12V-24", transform: `rotate(${turn})`, stroke: colour, "stroke-width": 6, "stroke-linecap": "round" }));
  return svg("g", {}, ...rays);
}

/** @type {(palette: import("./svg.js").Palette, ...content: SVGElement[]) => SVGElement} */
function speech(palette, ...content) {
  return svg("g", {},
    svg("path", {
      d: "M-26,-34H26Q36,-34 36,-24V6Q36,16 26,16H8L0,27L-8,16H-26Q-36,16 -36,6V-24Q-36,-34 -26,-34Z",
      fill: palette.chip, stroke: palette.shellEdge, "stroke-width": 3, "stroke-linejoin": "round",
    }),
    ...content);
}

/** @param {import("./svg.js").Palette} palette */
function question(palette) {
  const stroke = { fill: "none", stroke: palette.lamp, "stroke-width": 6.5, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return speech(palette, svg("path", { d: "M-9,-18A9.5,9.5 0 1 1 3,-10Q0,-8 0,-3M0,8V8.5", ...stroke }));
}

/** @param {import("./svg.js").Palette} palette */
function sleeping(palette) {
  const stroke = { fill: "none", stroke: palette.asleepDark, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return speech(palette,
    svg("path", { d: "M-20,-12H-4L-20,8H-4", "stroke-width": 5.5, ...stroke }),
    svg("path", { d: "M6,-22H18L6,-8H18", "stroke-width": 4.5, ...stroke }));
}

/** A key of the keyboard that was pressed, or is waited for. @type {(key: string, palette: import("./svg.js").Palette) => SVGElement} */
function keyCap(key, palette) {
  const stroke = { fill: "none", stroke: palette.ink, "stroke-width": 5, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const turn = { up: 0, right: 90, down: 180, left: 270 }[/** @type {"up"} */ (key)];
  if (turn !== undefined) {
    return speech(palette, svg("path", { d: "M0,11V-11M-9,-2L0,-11L9,-2", transform: `translate(0 -9) rotate(${turn})`, ...stroke }));
  }
  if (key === "space") {
    return speech(palette, svg("path", { d: "M-18,-9V2H18V-9", ...stroke }));
  }
  const cap = (/** @type {number} */ x, /** @type {number} */ y) =>
    svg("rect", { x: x - 7, y: y - 7, width: 14, height: 14, rx: 4, fill: palette.glance });
  return speech(palette, cap(0, -20), cap(-17, -3), cap(0, -3), cap(17, -3));
}
