/**
 * The picture: shows each note at its time, as fast and as fine as this machine can.
 *
 * A picture that takes too long to draw is drawn coarser, until it flows; one that has time to spare becomes finer.
 */

import { GLOW_OF, PALETTES, css, mixed, themed } from "./palettes.js";
import { makeHills } from "./hills.js";
import { makeRings } from "./rings.js";
import { makeSky } from "./sky.js";

const MAKERS = { sky: makeSky, rings: makeRings, hills: makeHills };
const MOST_WAITING = 160;
const FADE_SECONDS = 2.2;
/** Finer than this nobody sees, and no machine without a graphics card draws. */
const MOST_PIXELS = 1_100_000;
const LEAST_SCALE = 0.4;
/** A machine that is slow for other reasons is not helped by less than this. */
const PLAIN_SCALE = 0.55;
const JUDGE_MS = 1_600;
const STILL_MS = 120;
/** What costs so much is drawn thirty times a second, which is enough: others need the machine, too. */
const DEAR_MS = 4;
const CALM_MS = 30;
/** A pulse of a large part of the picture comes at most so often: three flashes a second may harm. */
const PULSE_MS = 360;

/**
 * What a visual is given for a frame. `level` by instrument, from 0 to 1, falls after each note; `pulse` is for large parts
 * of the picture; `beat` counts on; `isStill`: fade, and move nothing; `middle` is where the middle is, from left to right.
 *
 * @typedef {{ paper: CanvasRenderingContext2D, width: number, height: number, seconds: number, passed: number, beat: number,
 *   palette: import("./palettes.js").Palette, level: Readonly<Record<import("./notes.js").Instrument, number>>, pulse: number,
 *   isStill: boolean, detail: number, middle: number, spark: (glow: number) => CanvasImageSource }} Frame
 * @typedef {{ note(note: import("./music.js").Note, frame: Frame): void, draw(frame: Frame): void }} Visual
 */

/**
 * @param {{ canvas: HTMLCanvasElement, now: () => number, beatAt: (ms: number) => number, theme: string, isStill: boolean }} given
 */
export function makePicture({ canvas, now, beatAt, theme, isStill }) {
  const paper = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  /** @type {import("./music.js").Note[]} */
  let waiting = [];
  const level = { kick: 0, snare: 0, hat: 0, clap: 0, bass: 0, pad: 0, lead: 0, pluck: 0, bell: 0 };
  const targets = { ...level };
  let pulse = 0;
  let pulsedMs = -Infinity;
  let name = /** @type {keyof typeof MAKERS} */ ("sky");
  let visual = /** @type {Visual} */ (MAKERS[name]());
  let light = "aurora";
  let from = themed(PALETTES[light] ?? fallback, theme);
  let to = from;
  let faded = 1;
  let palette = from;
  let sparks = /** @type {HTMLCanvasElement[]} */ ([]);
  let scale = 1;
  let isAside = false;
  let middle = 0.5;
  let cost = 8;
  let pace = 16;
  let judged = 0;
  let last = 0;
  let came = 0;
  let request = requestAnimationFrame(loop);

  const sizes = new ResizeObserver(fit);
  sizes.observe(canvas);

  function fit() {
    const { clientWidth, clientHeight } = canvas;
    const wanted = Math.max(1, clientWidth * clientHeight) * devicePixelRatio ** 2;
    const part = Math.min(devicePixelRatio, devicePixelRatio * Math.sqrt(MOST_PIXELS / wanted)) * scale;
    const [width, height] = [Math.max(2, Math.round(clientWidth * part)), Math.max(2, Math.round(clientHeight * part))];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
  }

  /** @param {number} at */
  function loop(at) {
    request = requestAnimationFrame(loop);
    pace += (Math.min(200, at - came) - pace) * 0.05;
    came = at;
    if (at - last < (isStill ? STILL_MS : cost > DEAR_MS ? CALM_MS : 0)) {
      return;
    }
    const passed = Math.min(0.1, Math.max(0, (at - last) / 1000));
    last = at;
    const began = performance.now();
    draw(passed, at / 1000);
    cost += (performance.now() - began - cost) * 0.08;
    judge(at);
  }

  /** @type {(passed: number, seconds: number) => void} */
  function draw(passed, seconds) {
    const ms = now();
    fade(passed);
    const frame = frameOf(passed, seconds, ms);
    for (const it of level_names) {
      // What stands still fades in slowly, too.
      const speed = isStill ? 1.2 : level[it] < targets[it] ? 40 : 2.6;
      level[it] += (targets[it] - level[it]) * Math.min(1, passed * speed);
      targets[it] *= Math.exp(-passed * (isStill ? 0.7 : it === "pad" ? 0.5 : 5));
    }
    pulse *= Math.exp(-passed * 4);
    // Beside the sheet of music, where there is room.
    const wanted = isAside && canvas.width > canvas.height * 1.5 ? 0.62 : 0.5;
    middle = isStill ? wanted : middle + (wanted - middle) * Math.min(1, passed * 1.5);
    waiting = waiting.filter((note) => {
      if (note.ms > ms) {
        return true;
      }
      strike(note, ms, frame);
      return false;
    });
    paper.globalAlpha = 1;
    paper.globalCompositeOperation = "source-over";
    visual.draw(frame);
  }

  /** @type {(note: import("./music.js").Note, ms: number, frame: Frame) => void} */
  function strike(note, ms, frame) {
    targets[note.instrument] = Math.min(1, Math.max(targets[note.instrument], note.loudness));
    if ((note.instrument === "kick" || note.instrument === "snare") && ms - pulsedMs >= PULSE_MS && !isStill) {
      pulsedMs = ms;
      pulse = 1;
    }
    // What is long past is not drawn all at once.
    if (ms - note.ms < 600) {
      visual.note(note, frame);
    }
  }

  /** @type {(passed: number, seconds: number, ms: number) => Frame} */
  function frameOf(passed, seconds, ms) {
    const detail = scale > 0.75 ? 1 : scale > 0.5 ? 0.75 : 0.5;
    return {
      paper, width: canvas.width, height: canvas.height, seconds: isStill ? 0 : seconds, passed, beat: beatAt(ms), palette, level, pulse, isStill, detail, middle,
      spark: (glow) => sparks[glow] ?? sparks[0] ?? canvas,
    };
  }

  /** From one light to the next. @param {number} passed */
  function fade(passed) {
    if (faded < 1 || sparks.length === 0) {
      faded = Math.min(1, faded + passed / FADE_SECONDS);
      palette = mixed(from, to, faded * faded * (3 - 2 * faded));
      sparks = [...palette.glow, palette.star].map((colour, at) => sparkOf(colour, sparks[at]));
    }
  }

  /** Coarser where it does not flow, finer where there is time. @param {number} at */
  function judge(at) {
    if (at - judged < JUDGE_MS || isStill) {
      return;
    }
    judged = at;
    const before = scale;
    // What a browser paints later than it is told shows in the time between two frames alone.
    if (cost > 14 || (pace > 30 && scale > PLAIN_SCALE)) {
      scale = Math.max(LEAST_SCALE, scale * 0.86);
    } else if (cost < 10 && pace < 22 && scale < 1) {
      scale = Math.min(1, scale * 1.08);
    }
    if (scale !== before) {
      fit();
    }
  }

  return {
    /** @param {import("./music.js").Note} note */
    note(note) {
      if (waiting.length >= MOST_WAITING) {
        waiting.shift();
      }
      waiting.push(note);
    },
    /** @type {(newName: string, newLight: string, hasSheet: boolean) => void} */
    show(newName, newLight, hasSheet) {
      isAside = hasSheet;
      if (newName !== name && newName in MAKERS) {
        name = /** @type {keyof typeof MAKERS} */ (newName);
        visual = MAKERS[name]();
      }
      if (newLight !== light) {
        light = newLight;
        from = palette;
        to = themed(PALETTES[light] ?? fallback, theme);
        faded = 0;
      }
    },
    /** How it goes, for whoever measures. */
    told: () => ({ cost, pace, scale, width: canvas.width, height: canvas.height }),
    destroy() {
      cancelAnimationFrame(request);
      sizes.disconnect();
    },
  };
}

const level_names = /** @type {import("./notes.js").Instrument[]} */ (Object.keys(GLOW_OF));
const fallback = /** @type {import("./palettes.js").Palette} */ (PALETTES.aurora);

/** A soft round light. @type {(colour: import("./palettes.js").Colour, before?: HTMLCanvasElement) => HTMLCanvasElement} */
function sparkOf(colour, before) {
  const canvas = before ?? Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
  const paper = canvas.getContext("2d");
  if (paper) {
    const soft = paper.createRadialGradient(32, 32, 0, 32, 32, 32);
    soft.addColorStop(0, "rgba(255,255,255,0.95)");
    soft.addColorStop(0.12, css(colour, 0.85));
    soft.addColorStop(0.4, css(colour, 0.22));
    soft.addColorStop(1, css(colour, 0));
    paper.clearRect(0, 0, 64, 64);
    paper.fillStyle = soft;
    paper.fillRect(0, 0, 64, 64);
  }
  return canvas;
}
