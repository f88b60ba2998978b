/** The sky: northern lights over a lake. Melodies write constellations, drums make rings on the water. */

import { GLOW_OF, css, mix } from "./palettes.js";
import { chance } from "../kit/random.js";

const HORIZON = 0.7;
const CURTAINS = 4;
const COLUMNS = 120;
const ROWS = 60;
const MOST_STARS = 48;
const MOST_RIPPLES = 14;
const MOST_SPARKS = 90;
const STAR_SECONDS = 6;

/**
 * @typedef {import("./picture.js").Frame} Frame
 * @typedef {{ x: number, y: number, glow: number, size: number, age: number, before: Star | null }} Star
 * @returns {import("./picture.js").Visual}
 */
export function makeSky() {
  const veil = Object.assign(document.createElement("canvas"), { width: COLUMNS, height: ROWS });
  const far = makeDust(150);
  const land = makeLand();
  /** @type {Star[]} */
  let stars = [];
  /** @type {Map<string, Star>} */
  const newest = new Map();
  /** @type {{ x: number, y: number, age: number, glow: number, size: number }[]} */
  let ripples = [];
  /** @type {{ x: number, y: number, vx: number, vy: number, age: number, life: number, glow: number, size: number }[]} */
  let sparks = [];
  let wave = 2;

  return {
    note(note, { isStill }) {
      const { instrument, loudness } = note;
      const along = note.beat / 4;
      const glow = GLOW_OF[instrument];
      if (instrument === "kick" || instrument === "bass") {
        if (!isStill) {
          ripples = [...ripples, { x: instrument === "kick" ? 0.5 : 0.16 + 0.68 * along, y: instrument === "kick" ? 0.5 : 0.3, age: 0, glow, size: loudness }].slice(-MOST_RIPPLES);
        }
      } else if (instrument === "snare") {
        // One goes over the sky at a time: that is no flicker, however fast the drum is.
        wave = isStill || wave < 0.7 ? wave : 0;
      } else if (instrument === "hat") {
        add(0.08 + Math.random() * 0.84, HORIZON + 0.04 + Math.random() * 0.22, 1, loudness * 0.4, glow, isStill);
      } else if (instrument === "clap") {
        for (let it = 0; it < 12; it += 1) {
          add(0.3 + Math.random() * 0.4, HORIZON - 0.02, 1.6, 0.5 * loudness, glow, isStill);
        }
      } else if (instrument !== "pad") {
        star(note, along, glow, isStill);
      }
    },
    draw(frame) {
      const { paper, height } = frame;
      const line = Math.round(height * HORIZON);
      heaven(frame, line);
      far(frame, line);
      curtains(frame, line);
      constellations(frame);
      land(frame, line);
      mirror(frame, line);
      water(frame, line);
      flying(frame);
      paper.globalCompositeOperation = "source-over";
      paper.globalAlpha = 1;
    },
  };

  /** @type {(x: number, y: number, life: number, size: number, glow: number, isStill: boolean) => void} */
  function add(x, y, life, size, glow, isStill) {
    if (!isStill && sparks.length < MOST_SPARKS) {
      const isUp = y < HORIZON;
      sparks.push({ x, y, vx: (Math.random() - 0.5) * 0.12, vy: isUp ? -0.06 - Math.random() * 0.16 : 0, age: 0, life, glow, size });
    }
  }

  /** @type {(note: import("./music.js").Note, along: number, glow: number, isStill: boolean) => void} */
  function star(note, along, glow, isStill) {
    const { instrument, midi, loudness } = note;
    const y = Math.min(0.62, Math.max(0.05, 0.62 - (midi - 45) / 50 * 0.55));
    const x = 0.07 + 0.86 * along + (Math.random() - 0.5) * 0.02;
    const before = newest.get(instrument) ?? null;
    const isNear = before !== null && before.age < 2.4 && before.x < x;
    const made = { x, y, glow, size: 0.6 + loudness * 0.7, age: 0, before: isNear ? before : null };
    newest.set(instrument, made);
    stars.push(made);
    while (stars.length > MOST_STARS) {
      letGo(stars.shift());
    }
    if (instrument === "bell" && !isStill) {
      for (let it = 0; it < 5; it += 1) {
        sparks.length < MOST_SPARKS && sparks.push({ x, y, vx: (Math.random() - 0.5) * 0.08, vy: 0.02 + Math.random() * 0.05, age: 0, life: 1.4, glow, size: 0.22 });
      }
    }
  }

  /** @type {(frame: Frame, line: number) => void} */
  function heaven({ paper, width, palette, pulse }, line) {
    const down = paper.createLinearGradient(0, 0, 0, line);
    const [top, middle, low] = palette.sky;
    if (top && middle && low) {
      down.addColorStop(0, css(top));
      down.addColorStop(0.55, css(middle));
      down.addColorStop(1, css(mix(low, palette.star, 0.05 * pulse)));
    }
    paper.fillStyle = down;
    paper.fillRect(0, 0, width, line + 1);
  }

  /** Curtains of light, drawn small and laid over the sky large: so they are soft, and cost little. @type {(frame: Frame, line: number) => void} */
  function curtains({ paper, width, seconds, passed, palette, level, isStill }, line) {
    const small = veil.getContext("2d");
    if (!small) {
      return;
    }
    wave = Math.min(2, wave + passed * 0.9);
    small.globalCompositeOperation = "source-over";
    small.clearRect(0, 0, COLUMNS, ROWS);
    small.globalCompositeOperation = "lighter";
    const strength = 0.3 + 0.4 * level.pad + 0.12 * level.bass + 0.1 * level.lead;
    for (let curtain = 0; curtain < CURTAINS; curtain += 1) {
      const colour = palette.glow[curtain] ?? palette.star;
      const time = seconds * (0.07 + curtain * 0.021) + curtain * 2.1;
      const strip = small.createLinearGradient(0, 0, 0, ROWS);
      strip.addColorStop(0, css(colour, 0));
      strip.addColorStop(0.5, css(mix(colour, [255, 255, 255], 0.1), 0.2));
      strip.addColorStop(0.86, css(colour, 0.62));
      strip.addColorStop(1, css(colour, 0));
      small.fillStyle = strip;
      for (let column = 0; column < COLUMNS; column += 1) {
        const x = column / COLUMNS;
        const fold = Math.sin(x * 5.1 + time * 2.2) * 0.5 + Math.sin(x * 11.7 - time * 3.1) * 0.3 + Math.sin(x * 2.3 + time) * 0.5;
        const ray = 0.55 + 0.45 * Math.sin(x * 47 + fold * 5 + time * 4 + curtain);
        const near = Math.max(0, 1 - Math.abs(x - wave) * 7);
        const alpha = strength * (0.35 + 0.65 * ray) * (0.55 + 0.45 * Math.sin(x * 3.1 + curtain * 1.7 - time)) + (isStill ? 0 : near * 0.28);
        if (alpha <= 0.02) {
          continue;
        }
        const foot = ROWS * (0.62 + 0.1 * curtain / CURTAINS + fold * 0.15);
        const long = ROWS * (0.42 + 0.2 * Math.sin(x * 4 - time * 1.3 + curtain) + 0.14 * level.pad);
        small.globalAlpha = Math.min(0.9, alpha);
        small.setTransform(1, 0, 0, long / ROWS, column, foot - long);
        small.fillRect(0, 0, 1.2, ROWS);
      }
      small.setTransform(1, 0, 0, 1, 0, 0);
    }
    paper.globalCompositeOperation = "lighter";
    paper.globalAlpha = 0.95;
    paper.imageSmoothingEnabled = true;
    paper.drawImage(veil, 0, 0, width, line);
  }

  /** @type {(frame: Frame) => void} */
  function constellations({ paper, width, height, passed, palette, spark, isStill }) {
    const unit = Math.min(width, height * 1.8) / 1000;
    paper.globalCompositeOperation = "lighter";
    stars.forEach((it) => (it.age += passed));
    stars = stars.filter(isThere);
    paper.lineWidth = Math.max(1, 1.3 * unit);
    for (const { x, y, age, before, glow } of stars) {
      if (before && before.age < STAR_SECONDS) {
        paper.globalAlpha = 0.55 * (1 - before.age / STAR_SECONDS) * Math.min(1, age * (isStill ? 0.8 : 5));
        paper.strokeStyle = css(mix(palette.glow[glow] ?? palette.star, palette.star, 0.4));
        paper.beginPath();
        paper.moveTo(before.x * width, before.y * height);
        paper.lineTo(x * width, y * height);
        paper.stroke();
      }
    }
    for (const it of stars) {
      const left = 1 - it.age / STAR_SECONDS;
      const burst = isStill ? 0 : Math.exp(-it.age * 3);
      const size = unit * (26 + 76 * burst) * it.size;
      paper.globalAlpha = Math.min(1, left * (isStill ? Math.min(1, it.age) : 1));
      paper.drawImage(spark(it.glow), it.x * width - size, it.y * height - size, size * 2, size * 2);
    }
    for (const [name, it] of newest) {
      if (it.age >= STAR_SECONDS) {
        newest.delete(name);
      }
    }
  }

  /** The sky once more, upside down. @type {(frame: Frame, line: number) => void} */
  function mirror({ paper, width, height, palette }, line) {
    const deep = height - line;
    paper.globalCompositeOperation = "source-over";
    paper.globalAlpha = 1;
    paper.fillStyle = css(palette.land);
    paper.fillRect(0, line, width, deep);
    paper.save();
    paper.globalAlpha = 0.62;
    paper.translate(0, line * 2);
    paper.scale(1, -1);
    paper.drawImage(paper.canvas, 0, line - deep * 1.6, width, deep * 1.6, 0, line - deep, width, deep);
    paper.restore();
    const down = paper.createLinearGradient(0, line, 0, height);
    down.addColorStop(0, css(palette.land, 0.1));
    down.addColorStop(1, css(palette.land, 0.82));
    paper.fillStyle = down;
    paper.fillRect(0, line, width, deep);
  }

  /** @type {(frame: Frame, line: number) => void} */
  function water({ paper, width, height, passed, palette, level, seconds, isStill }, line) {
    const deep = height - line;
    paper.globalCompositeOperation = "lighter";
    ripples.forEach((it) => (it.age += passed));
    ripples = ripples.filter(({ age }) => age < 2.6);
    for (const { x, y, age, glow, size } of ripples) {
      paper.strokeStyle = css(mix(palette.glow[glow] ?? palette.star, palette.star, 0.25));
      for (const late of [0, 0.22, 0.44]) {
        const old = age - late;
        if (old > 0) {
          const radius = (0.03 + old * 0.17) * width * (0.6 + size * 0.5);
          paper.globalAlpha = 0.6 * size * Math.max(0, 1 - old / 2.1) * (1 - late);
          paper.lineWidth = Math.max(1, (1 - old / 2.6) * height * 0.006);
          paper.beginPath();
          paper.ellipse(x * width, line + deep * (0.2 + y * 0.6), radius, radius * 0.16, 0, 0, 6.2832);
          paper.stroke();
        }
      }
    }
    // Light lies on the water in lines.
    paper.fillStyle = css(palette.star);
    for (let it = 0; it < 26; it += 1) {
      const near = (it * 0.381966) % 1;
      const x = ((it * 0.618034 + (isStill ? 0 : seconds * 0.004 * (1 + near))) % 1) * width;
      paper.globalAlpha = (0.04 + 0.1 * level.hat + 0.06 * level.pad) * (0.5 + 0.5 * Math.sin(seconds * 0.9 + it * 2.4));
      paper.fillRect(x, line + deep * near ** 1.6, width * (0.02 + 0.05 * near), Math.max(1, deep * 0.005));
    }
  }

  /** @type {(frame: Frame) => void} */
  function flying({ paper, width, height, passed, spark, isStill }) {
    paper.globalCompositeOperation = "lighter";
    const unit = Math.min(width, height * 1.8) / 1000;
    sparks = isStill ? [] : sparks.filter((it) => (it.age += passed) < it.life);
    for (const it of sparks) {
      it.x += it.vx * passed;
      it.y += it.vy * passed;
      it.vy *= 1 - passed * 0.8;
      const size = unit * 30 * it.size;
      paper.globalAlpha = Math.sin(Math.min(1, it.age / it.life) * Math.PI) * 0.9;
      // Glints lie flat on the water.
      const flat = it.vy === 0 ? 0.35 : 1;
      paper.drawImage(spark(it.glow), it.x * width - size, it.y * height - size * flat, size * 2, size * 2 * flat);
    }
  }
}

/** @param {Star} star */
function isThere(star) {
  if (star.age >= STAR_SECONDS) {
    letGo(star);
    return false;
  }
  return true;
}

/** A chain of stars would hold all that ever were. @param {Star | undefined} star */
function letGo(star) {
  if (star) {
    star.before = null;
  }
}

/** Small stars that are always there. @param {number} count @returns {(frame: Frame, line: number) => void} */
function makeDust(count) {
  let seed = 7;
  const next = () => {
    const [after, part] = chance(seed);
    seed = after;
    return part;
  };
  const dust = Array.from({ length: count }, () => ({ x: next(), y: next() ** 1.4, size: 0.4 + next() ** 3 * 1.3, shift: next() * 6.28 }));
  return ({ paper, width, height, seconds, palette, detail, isStill }, line) => {
    paper.globalCompositeOperation = "lighter";
    paper.fillStyle = css(palette.star);
    const unit = Math.max(1, height / 640);
    for (const { x, y, size, shift } of dust.slice(0, count * detail)) {
      paper.globalAlpha = (0.3 + 0.35 * size) * (isStill ? 0.8 : 0.7 + 0.3 * Math.sin(seconds * 0.7 + shift)) * (1 - y * 0.6);
      paper.fillRect(x * width, y * line, size * unit, size * unit);
    }
  };
}

/** Two rows of hills before the sky. @returns {(frame: Frame, line: number) => void} */
function makeLand() {
  const outline = (/** @type {number} */ x, /** @type {number} */ row) =>
    row === 0
      ? 0.1 + 0.055 * Math.sin(x * 6.2 + 0.4) + 0.028 * Math.sin(x * 17) + 0.012 * Math.sin(x * 41) + 0.006 * Math.sin(x * 97)
      : 0.035 + 0.03 * Math.sin(x * 4.4 + 2.6) + 0.012 * Math.sin(x * 23 + 1) + 0.007 * Math.abs(Math.sin(x * 160));
  return ({ paper, width, height, palette }, line) => {
    paper.globalCompositeOperation = "source-over";
    for (const row of [0, 1]) {
      paper.globalAlpha = 1;
      paper.fillStyle = css(row === 0 ? mix(palette.land, palette.sky[1] ?? palette.land, 0.42) : palette.land);
      paper.beginPath();
      paper.moveTo(0, line);
      for (let step = 0; step <= 90; step += 1) {
        paper.lineTo(step / 90 * width, line - Math.max(0, outline(step / 90, row)) * height);
      }
      paper.lineTo(width, line);
      paper.fill();
    }
  };
}
