/** The rings: a clock of music. Each instrument has a ring, a bar is once around, and notes are lights on it. */

import { GLOW_OF, css, mix } from "./palettes.js";
import { chance } from "../kit/random.js";

/** From the middle outwards. */
const RINGS = /** @type {import("./notes.js").Instrument[]} */ (["kick", "bass", "snare", "clap", "hat", "pad", "lead", "pluck", "bell"]);
const MOST_LIGHTS = 110;
const LIGHT_BEATS = 5;

/**
 * @typedef {import("./picture.js").Frame} Frame
 * @returns {import("./picture.js").Visual}
 */
export function makeRings() {
  /** @type {{ ring: number, angle: number, out: number, age: number, glow: number, size: number }[]} */
  let lights = [];
  /** @type {{ x: number, y: number, vx: number, vy: number, age: number, glow: number }[]} */
  let sparks = [];
  const dust = Array.from({ length: 90 }, (_, it) => {
    const [after, angle] = chance(it * 977);
    const [, away] = chance(after);
    return { angle: angle * 6.2832, away: 0.2 + away * 1.1, size: 0.5 + (it % 5) * 0.22 };
  });

  return {
    note({ instrument, beat, midi, loudness }, { isStill }) {
      const ring = RINGS.indexOf(instrument);
      const angle = beat / 4 * 6.2832 - 1.5708;
      const out = ring < 5 && instrument !== "bass" ? 0 : (midi % 12 - 5.5) / 12 * 0.7;
      const glow = GLOW_OF[instrument];
      lights = [...lights, { ring, angle, out, age: 0, glow, size: 0.55 + loudness * 0.6 }].slice(-MOST_LIGHTS);
      if (!isStill && ring >= 6 && sparks.length < 70) {
        const away = place(ring + out);
        for (let it = 0; it < 4; it += 1) {
          const turn = angle + (Math.random() - 0.5) * 1.2;
          sparks.push({ x: Math.cos(angle) * away, y: Math.sin(angle) * away, vx: Math.cos(turn) * 0.12, vy: Math.sin(turn) * 0.12, age: 0, glow });
        }
      }
    },
    draw(frame) {
      const { paper, width, height, passed, middle } = frame;
      paper.fillStyle = grounds(frame);
      paper.fillRect(0, 0, width, height);
      paper.save();
      paper.translate(width * middle, height * (width > height ? 0.5 : 0.42));
      const unit = Math.min(width * 0.5, height * 0.54);
      paper.globalCompositeOperation = "lighter";
      stars(frame, unit);
      heart(frame, unit);
      orbits(frame, unit);
      hand(frame, unit);
      lights.forEach((it) => (it.age += passed * 2));
      lights = lights.filter(({ age }) => age < LIGHT_BEATS);
      glowing(frame, unit);
      flying(frame, unit);
      paper.restore();
    },
  };

  /** @type {(frame: Frame, unit: number) => void} */
  function stars({ paper, width, height, seconds, palette, isStill }, unit) {
    paper.fillStyle = css(palette.star);
    for (const { angle, away, size } of dust) {
      const turn = angle + (isStill ? 0 : seconds * 0.012 / away);
      const [x, y] = [Math.cos(turn) * away * width * 0.6, Math.sin(turn) * away * height * 0.7];
      paper.globalAlpha = 0.28 * size;
      paper.fillRect(x, y, size * unit / 260, size * unit / 260);
    }
  }

  /** The middle breathes with the drums. @type {(frame: Frame, unit: number) => void} */
  function heart({ paper, pulse, level, spark, isStill }, unit) {
    const size = unit * (0.34 + (isStill ? 0 : 0.08 * pulse) + 0.08 * level.bass);
    paper.globalAlpha = 0.4 + 0.2 * level.kick + 0.12 * level.pad;
    paper.drawImage(spark(0), -size, -size, size * 2, size * 2);
    paper.globalAlpha = 0.2 + 0.2 * level.pad;
    paper.drawImage(spark(1), -size * 2.3, -size * 2.3, size * 4.6, size * 4.6);
  }

  /** @type {(frame: Frame, unit: number) => void} */
  function orbits({ paper, palette, level }, unit) {
    RINGS.forEach((name, ring) => {
      const colour = palette.glow[GLOW_OF[name]] ?? palette.star;
      paper.globalAlpha = 0.16 + 0.5 * level[name];
      paper.strokeStyle = css(colour);
      paper.lineWidth = Math.max(1, unit * (0.0022 + 0.007 * level[name]));
      paper.beginPath();
      paper.arc(0, 0, unit * place(ring), 0, 6.2832);
      paper.stroke();
    });
    paper.fillStyle = css(palette.star);
    for (let beat = 0; beat < 8; beat += 1) {
      const angle = beat / 8 * 6.2832 - 1.5708;
      const size = unit * (beat % 2 ? 0.005 : 0.009);
      paper.globalAlpha = 0.5;
      paper.beginPath();
      paper.arc(Math.cos(angle) * unit * 0.95, Math.sin(angle) * unit * 0.95, size, 0, 6.2832);
      paper.fill();
    }
  }

  /** The hand of the clock, with its trail. @type {(frame: Frame, unit: number) => void} */
  function hand({ paper, beat, palette, isStill }, unit) {
    if (isStill) {
      return;
    }
    const angle = (beat / 4 - Math.floor(beat / 4)) * 6.2832 - 1.5708;
    for (let part = 0; part < 10; part += 1) {
      paper.globalAlpha = 0.05 * (1 - part / 10);
      paper.fillStyle = css(palette.star);
      paper.beginPath();
      paper.moveTo(0, 0);
      paper.arc(0, 0, unit * 0.94, angle - (part + 1) * 0.06, angle - part * 0.06);
      paper.fill();
    }
    paper.globalAlpha = 0.5;
    paper.strokeStyle = css(palette.star);
    paper.lineWidth = Math.max(1, unit * 0.003);
    paper.beginPath();
    paper.moveTo(Math.cos(angle) * unit * 0.1, Math.sin(angle) * unit * 0.1);
    paper.lineTo(Math.cos(angle) * unit * 0.94, Math.sin(angle) * unit * 0.94);
    paper.stroke();
  }

  /** @type {(frame: Frame, unit: number) => void} */
  function glowing({ paper, palette, spark, isStill }, unit) {
    /** @type {Map<number, { x: number, y: number, age: number }>} */
    const befores = new Map();
    for (const { ring, angle, out, age, glow, size } of lights) {
      const away = unit * place(ring + out);
      const [x, y] = [Math.cos(angle) * away, Math.sin(angle) * away];
      const left = (1 - age / LIGHT_BEATS) ** 1.4;
      const before = befores.get(ring);
      if (before && ring >= 5 && Math.hypot(before.x - x, before.y - y) < unit * 0.9) {
        paper.globalAlpha = 0.3 * left;
        paper.strokeStyle = css(mix(palette.glow[glow] ?? palette.star, palette.star, 0.3));
        paper.lineWidth = Math.max(1, unit * 0.003);
        paper.beginPath();
        paper.moveTo(before.x, before.y);
        paper.lineTo(x, y);
        paper.stroke();
      }
      befores.set(ring, { x, y, age });
      const burst = isStill ? 0 : Math.exp(-age * 2.2);
      const wide = unit * (0.085 + 0.15 * burst) * size;
      paper.globalAlpha = left * (isStill ? Math.min(1, age) : 1);
      paper.drawImage(spark(glow), x - wide, y - wide, wide * 2, wide * 2);
    }
  }

  /** @type {(frame: Frame, unit: number) => void} */
  function flying({ paper, passed, spark, isStill }, unit) {
    sparks = isStill ? [] : sparks.filter((it) => (it.age += passed) < 1.6);
    for (const it of sparks) {
      it.x += it.vx * passed;
      it.y += it.vy * passed;
      const size = unit * 0.026;
      paper.globalAlpha = 0.8 * (1 - it.age / 1.6);
      paper.drawImage(spark(it.glow), it.x * unit - size, it.y * unit - size, size * 2, size * 2);
    }
  }
}

/** How far from the middle a ring is. @param {number} ring */
function place(ring) {
  return 0.2 + ring * 0.085;
}

/** @param {Frame} frame */
function grounds({ paper, width, height, palette, middle }) {
  const x = width * middle;
  const round = paper.createRadialGradient(x, height / 2, 0, x, height / 2, Math.hypot(width, height) / 2);
  const [outer, inner] = palette.sky;
  if (outer && inner) {
    round.addColorStop(0, css(inner));
    round.addColorStop(1, css(outer));
  }
  return round;
}
