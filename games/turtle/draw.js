/** The board as it is seen: shows a state, and plays what happens as little animations. */

import { hill, makeClock, smooth } from "../kit/clock.js";
import { makeConfetti } from "../kit/confetti.js";
import { set, svg } from "../kit/svg.js";
import { actOf, lengthOf } from "./acts.js";
import { pngOf, svgOf } from "./export.js";
import { partOf } from "./goal.js";
import { makeHud } from "./hud.js";
import { marksOf } from "./ink.js";
import { PAPER } from "./logic.js";
import { paletteOf } from "./palette.js";
import { paint, setView, trace } from "./painter.js";
import { makeSheet } from "./sheet.js";
import { makeTurtle, STANDING } from "./turtle.js";

/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./ink.js").Mark} Mark */

/** Sounds that come sooner after one are not heard: a fast program would only crackle. */
const QUIET_MS = 70;
/** A turtle is drawn in so many steps, and in so many pixels at least. */
const TURTLE = { steps: 40, pixels: 46 };
const PAUSE_BETWEEN_BLINKS = 4.1;
const RAINBOW = ["#e5484d", "#f5842b", "#f7cf3c", "#3aa655", "#2f6fe4", "#8e4ec6"];

/**
 * @param {{ element: HTMLElement, level: Level, theme: string, isStill: () => boolean, text: (told: unknown) => string,
 *   animate?: (ms: number, draw: (part: number) => void) => Promise<void>,
 *   save?: import("../kit/rules-game.js").Stage["save"] }} stage
 */
export function makeBoard({ element, level, theme, isStill, text, animate, save }) {
  const palette = paletteOf(theme);
  const box = document.createElement("div");
  Object.assign(box.style, {
    position: "relative", width: "100%", height: "100%", overflow: "hidden",
    background: `radial-gradient(circle at 40% 20%, ${palette.deskGlow}, ${palette.desk})`,
  });
  const { sheet, under, colour } = makeSheet(palette, level.goal);
  const canvas = document.createElement("canvas");
  const over = svg("svg", { "aria-hidden": "true", focusable: "false" });
  for (const layer of [under, canvas, over]) {
    Object.assign(layer.style, { position: "absolute", inset: "0", width: "100%", height: "100%", display: "block" });
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const livePath = svg("path", { fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" });
  const crowd = svg("g");
  const confetti = makeConfetti(RAINBOW);
  over.append(livePath, crowd, confetti.element);
  const hud = makeHud({ palette, text, hasGoal: level.goal !== null, save: save && keep });
  sheet.append(under, canvas, over, ...hud.elements);
  box.append(sheet);
  element.replaceChildren(box);

  /** @type {{ shape: ReturnType<typeof makeTurtle>, pose: typeof STANDING, isHidden: boolean }[]} */
  let turtles = [];
  /** @type {State | undefined} */
  let latest;
  /** What is drawn and not painted yet. @type {Mark[]} */
  let pending = [];
  let isStale = true;
  let repaints = 0;
  let request = 0;
  /** Whether what is played now is watched, picture by picture; else all of it is shown with the next one. */
  let isWatched = false;
  let lastHeard = 0;
  let view = { scale: 1, x: 0, y: 0 };
  let steps = 1;
  /** What is shown now: an animation that was overtaken does not touch it any more. */
  let scene = 0;
  let isJolly = false;

  const clock = makeClock({
    isStill,
    tick(seconds) {
      confetti.tick(seconds);
      turtles.forEach(({ shape, pose, isHidden }, it) => {
        if (!isHidden) {
          const since = (seconds + it * 1.3) % PAUSE_BETWEEN_BLINKS;
          shape.pose({ ...pose, blink: since < 0.16 ? hill(since / 0.16) : 0, breath: Math.sin(seconds * 2.2 + it) });
        }
      });
    },
  });
  const observer = new ResizeObserver(() => lay());
  observer.observe(sheet);

  /** Fits everything to the stage. */
  function lay() {
    const { clientWidth: width, clientHeight: height } = sheet;
    if (width === 0 || height === 0) {
      return;
    }
    const dense = Math.min(2, window.devicePixelRatio || 1);
    steps = Math.min(width / (PAPER.x * 2), height / (PAPER.y * 2));
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    view = { scale: steps * dense, x: canvas.width / 2, y: canvas.height / 2 };
    const viewBox = `${-width / 2 / steps} ${-height / 2 / steps} ${width / steps} ${height / steps}`;
    set(under, { viewBox });
    set(over, { viewBox });
    turtles.forEach(({ shape }) => shape.size(sizeOf()));
    stale();
    flush();
  }

  function sizeOf() {
    return Math.max(1, TURTLE.pixels / (TURTLE.steps * steps));
  }

  function stale() {
    isStale = true;
    soon();
  }

  /** Many commands may come before the next picture: it shows the last. */
  function soon() {
    request ||= requestAnimationFrame(() => {
      flush();
      turtles.forEach(({ shape, pose }) => shape.pose(pose));
      if (latest) {
        tell(latest);
      }
    });
  }

  /** Paints what is to be painted: all of it where the canvas is not what it was. */
  function flush() {
    cancelAnimationFrame(request);
    request = 0;
    setView(context, view);
    if (isStale) {
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.restore();
      paint(context, marksOf(latest?.ink ?? ""));
      colour(latest?.paper ?? "");
      repaints += 1;
    } else {
      paint(context, pending);
    }
    isStale = false;
    pending = [];
  }

  /** @param {State} state */
  function dress(state) {
    const isAlone = state.turtles.length === 1;
    state.turtles.forEach((turtle, it) => {
      const shown = turtles[it] ?? hatch(it, turtle);
      shown.shape.pen(turtle.colour, turtle.isDown);
      shown.shape.name(turtle.name);
      shown.shape.obeys(isAlone || it === state.at);
      shown.isHidden = turtle.isHidden;
      shown.pose = { ...shown.pose, lift: turtle.isDown ? 0 : 0.7 };
      set(shown.shape.element, { visibility: turtle.isHidden ? "hidden" : "visible", opacity: turtle.isHidden ? 0 : 1 });
      shown.shape.pose(shown.pose);
    });
    const obeying = turtles[state.at]?.shape.element;
    if (obeying && crowd.lastElementChild !== obeying) {
      crowd.append(obeying);
    }
  }

  /** @type {(it: number, turtle: import("./logic.js").Turtle) => typeof turtles[number]} */
  function hatch(it, { x, y, heading }) {
    const shape = makeTurtle(it, palette);
    shape.size(sizeOf());
    const shown = { shape, pose: { ...STANDING, x, y, heading }, isHidden: false };
    turtles[it] = shown;
    crowd.append(shape.element);
    return shown;
  }

  /** @param {State} state */
  function tell(state) {
    const { goal } = level;
    hud.show({ part: goal ? partOf(goal, state.progress) : 0, isDone: state.hasReached, hasInk: state.ink !== "" });
  }

  /** @param {State} state */
  function show(state) {
    scene += 1;
    clock.hurry();
    confetti.clear();
    latest = state;
    isJolly = state.hasReached;
    set(livePath, { d: "" });
    if (turtles.length > state.turtles.length) {
      turtles.splice(state.turtles.length).forEach(({ shape }) => shape.element.remove());
    }
    state.turtles.forEach(({ x, y, heading }, it) => {
      const shown = turtles[it];
      if (shown) {
        shown.pose = { ...STANDING, x, y, heading };
      }
    });
    dress(state);
    stale();
    clock.wake();
  }

  /** The turtle is glad, while the program goes on. @param {number} it */
  function celebrate(it) {
    const glad = turtles[it];
    if (!glad) {
      return;
    }
    const shown = scene;
    isJolly = true;
    confetti.burst(glad.pose.x, -glad.pose.y, isStill());
    const { heading } = glad.pose;
    void clock.move(1400, (part) => {
      if (shown === scene && isJolly) {
        glad.pose = { ...glad.pose, heading: heading + (part < 1 ? smooth(part) * 720 : 0), lift: part < 1 ? Math.abs(Math.sin(part * 9.42)) : 0, stride: part * 20 };
        glad.shape.pose(glad.pose);
      }
    });
  }

  /** @type {(event: Happening, hear: (event: Happening) => void) => void} */
  function hearAfterPause(event, hear) {
    const now = performance.now();
    if (event.type === "reached" || now - lastHeard > QUIET_MS) {
      lastHeard = now;
      hear(event);
    }
  }

  /** @param {import("./hud.js").FileKind} kind */
  async function keep(kind) {
    const { ink = "", paper = "" } = latest ?? {};
    const name = `turtle-${level.id || "drawing"}.${kind}`;
    const ground = paper || "#ffffff";
    save?.(kind === "svg" ? { name, type: "image/svg+xml", text: svgOf(ink, ground) } : { name, type: "image/png", bytes: await pngOf(ink, ground) });
  }

  /** @type {import("./acts.js").Board} */
  const board = {
    move(it, change) {
      const shown = turtles[it];
      if (shown) {
        shown.pose = { ...shown.pose, ...change };
        if (isWatched) {
          shown.shape.pose(shown.pose);
        } else {
          soon();
        }
      }
    },
    pose: (it) => turtles[it]?.pose ?? STANDING,
    live(points, stroke, width) {
      const d = points.length > 0 ? `M${points.map(([x, y]) => `${x.toFixed(2)},${(-y).toFixed(2)}`).join("L")}` : "";
      set(livePath, { d, stroke, "stroke-width": width });
    },
    commit(mark) {
      pending.push(mark);
      if (isWatched) {
        flush();
      } else {
        soon();
      }
    },
    over(from, state) {
      flush();
      return marksOf(state.ink.slice(from)).slice(1);
    },
    pour({ points, colour: paintOf, turtle }, marks, part) {
      const { x, y } = board.pose(turtle);
      const far = Math.max(...points.map(([toX, toY]) => Math.hypot(toX - x, toY - y)));
      setView(context, view);
      context.save();
      context.beginPath();
      context.arc(x, y, far * part + 1, 0, 7);
      context.clip();
      context.fillStyle = paintOf;
      context.beginPath();
      trace(context, points);
      context.fill("evenodd");
      context.restore();
      paint(context, marks);
    },
    dress,
    wipe() {
      stale();
    },
    celebrate,
  };

  return {
    show,
    /** @type {(events: Happening[], state: State, pace: number, hear: (event: Happening) => void) => Promise<void>} */
    async play(events, state, pace, hear) {
      const shown = scene;
      const painted = repaints;
      isJolly &&= events.every((it) => it.type === "reached");
      if (events.some((it) => it.type === "cleared" || it.type === "papered")) {
        latest = state;
      }
      for (const event of events) {
        const act = actOf(event, state, board);
        const draw = (/** @type {number} */ part) => {
          isWatched ||= part < 1;
          if (shown === scene && (part === 1 || isWatched)) {
            act(part);
          }
        };
        hearAfterPause(event, hear);
        await (animate ?? clock.move)(lengthOf(event) / pace, draw);
      }
      if (shown === scene) {
        latest = state;
        // Paint that ran has coarse borders, and the paper may be made anew meanwhile, from the state before.
        if (repaints !== painted || (isWatched && events.some((it) => it.type === "filled"))) {
          stale();
        }
        soon();
      }
      isWatched = false;
    },
    destroy() {
      scene += 1;
      cancelAnimationFrame(request);
      observer.disconnect();
      clock.stop();
      box.remove();
    },
  };
}
