/** The hills: every note raises the land before the sun, and time carries it away to the horizon. */

import { GLOW_OF, css, mix } from "./palettes.js";

const ROWS = 26;
const COLUMNS = 72;
/** The land moves on so often in a beat. */
const ROWS_PER_BEAT = 4;
/** Where drums raise it; other instruments do by their pitch. */
const PLACES = /** @type {Readonly<Record<string, number>>} */ ({ kick: 0.5, snare: 0.36, clap: 0.64, hat: 0.82 });
const MOST_SPARKS = 60;

/**
 * @typedef {import("./picture.js").Frame} Frame
 * @returns {import("./picture.js").Visual}
 */
export function makeHills() {
  // Before anything sounds there is a gentle land.
  const rows = Array.from({ length: ROWS }, (_, row) => ({
    heights: Float32Array.from({ length: COLUMNS }, (__, column) => 0.16 + 0.14 * Math.sin(column * 0.23 + row * 0.37) * Math.sin(column * 0.11 - row * 0.21)),
    tint: row % 4,
  }));
  const front = new Float32Array(COLUMNS);
  /** @type {{ x: number, y: number, vx: number, vy: number, age: number, glow: number }[]} */
  let sparks = [];
  let moved = NaN;
  let tint = 0;

  return {
    note({ instrument, midi, loudness }, { isStill }) {
      tint = GLOW_OF[instrument];
      if (isStill) {
        return;
      }
      const x = PLACES[instrument] ?? Math.min(0.94, Math.max(0.06, (midi - 30) / 66));
      const wide = instrument === "pad" ? 7 : instrument === "kick" || instrument === "bass" ? 4.5 : 2.4;
      const high = loudness * (instrument === "hat" ? 0.25 : instrument === "pad" ? 0.5 : 0.85);
      for (let column = 0; column < COLUMNS; column += 1) {
        const away = (column - x * COLUMNS) / wide;
        front[column] = Math.min(1.25, (front[column] ?? 0) + high * Math.exp(-away * away));
      }
      if (["bell", "pluck", "lead"].includes(instrument)) {
        for (let it = 0; it < 5 && sparks.length < MOST_SPARKS; it += 1) {
          sparks.push({ x, y: 0.78 - high * 0.2, vx: (Math.random() - 0.5) * 0.1, vy: -0.1 - Math.random() * 0.14, age: 0, glow: GLOW_OF[instrument] });
        }
      }
    },
    draw(frame) {
      const { beat, passed, isStill } = frame;
      carry(beat * ROWS_PER_BEAT, isStill);
      const fall = Math.exp(-passed * 3.4);
      front.forEach((height, column) => (front[column] = height * fall));
      heaven(frame);
      land(frame, isStill ? 0 : beat * ROWS_PER_BEAT - Math.floor(beat * ROWS_PER_BEAT));
      flying(frame);
    },
  };

  /** As many rows go back as time has passed; after a pause none. @type {(at: number, isStill: boolean) => void} */
  function carry(at, isStill) {
    const now = Math.floor(at);
    if (!isStill && now !== moved) {
      const steps = now - moved >= 1 && now - moved <= 4 ? now - moved : 1;
      for (let step = 0; step < steps; step += 1) {
        const last = rows.pop();
        if (last) {
          last.heights.set(front);
          last.tint = tint;
          rows.unshift(last);
        }
      }
    }
    moved = now;
  }

  /** The sky, and a sun that swells with the chords. @type {(frame: Frame) => void} */
  function heaven({ paper, width, height, palette, level, pulse, spark, isStill }) {
    const down = paper.createLinearGradient(0, 0, 0, height);
    const [top, middle, low] = palette.sky;
    if (top && middle && low) {
      down.addColorStop(0, css(top));
      down.addColorStop(0.3, css(middle));
      down.addColorStop(0.46, css(low));
      down.addColorStop(0.62, css(mix(middle, palette.land, 0.5)));
      down.addColorStop(1, css(palette.land));
    }
    paper.fillStyle = down;
    paper.fillRect(0, 0, width, height);
    const size = Math.min(width, height) * (0.24 + 0.03 * level.pad + (isStill ? 0 : 0.012 * pulse));
    paper.globalCompositeOperation = "lighter";
    paper.globalAlpha = 0.55 + 0.25 * level.pad;
    paper.drawImage(spark(0), width / 2 - size * 2.4, height * 0.36 - size * 2.4, size * 4.8, size * 4.8);
    paper.globalCompositeOperation = "source-over";
    paper.globalAlpha = 1;
    const round = paper.createLinearGradient(0, height * 0.36 - size, 0, height * 0.36 + size);
    round.addColorStop(0, css(mix(palette.glow[3] ?? palette.star, palette.star, 0.5)));
    round.addColorStop(1, css(palette.glow[1] ?? palette.star));
    paper.fillStyle = round;
    paper.beginPath();
    paper.arc(width / 2, height * 0.36, size, 0, 6.2832);
    paper.fill();
  }

  /** From the horizon to the eye. @type {(frame: Frame, part: number) => void} */
  function land({ paper, width, height, palette, detail }, part) {
    const step = detail < 0.75 ? 2 : 1;
    for (let row = ROWS - 1; row >= 0; row -= 1) {
      const { heights, tint: glow } = rows[row] ?? { heights: front, tint: 0 };
      // Near rows are far apart, those at the horizon close together.
      const near = 1 - (row + part) / ROWS;
      const ground = height * (0.44 + 0.54 * Math.max(0, near) ** 2.1);
      const tall = height * (0.05 + 0.2 * Math.max(0, near));
      const wide = 1.15 + 0.5 * Math.max(0, near);
      paper.beginPath();
      for (let column = 0; column <= COLUMNS; column += step) {
        const x = (column / COLUMNS - 0.5) * wide * width + width / 2;
        const rough = 0.05 * Math.sin(column * 1.7 + row * 0.6) + 0.04;
        paper.lineTo(x, ground - ((heights[Math.min(column, COLUMNS - 1)] ?? 0) + rough) * tall);
      }
      const colour = palette.glow[glow] ?? palette.star;
      paper.strokeStyle = css(mix(colour, palette.sky[2] ?? colour, row / ROWS * 0.8));
      paper.lineWidth = Math.max(1, height / 420 * (0.5 + near));
      paper.globalAlpha = Math.min(1, 0.25 + near);
      paper.stroke();
      paper.lineTo(width / 2 + wide * width / 2, ground + tall * 0.5);
      paper.lineTo(width / 2 - wide * width / 2, ground + tall * 0.5);
      paper.fillStyle = css(mix(palette.land, palette.sky[1] ?? palette.land, row / ROWS * 0.7));
      paper.globalAlpha = 0.86;
      paper.fill();
    }
    paper.globalAlpha = 1;
  }

  /** @type {(frame: Frame) => void} */
  function flying({ paper, width, height, passed, spark, isStill }) {
    paper.globalCompositeOperation = "lighter";
    sparks = isStill ? [] : sparks.filter((it) => (it.age += passed) < 2);
    for (const it of sparks) {
      it.x += it.vx * passed;
      it.y += it.vy * passed;
      const size = height * 0.016;
      paper.globalAlpha = 0.9 * (1 - it.age / 2);
      paper.drawImage(spark(it.glow), it.x * width - size, it.y * height - size, size * 2, size * 2);
    }
    paper.globalCompositeOperation = "source-over";
    paper.globalAlpha = 1;
  }
}
