/** What stands around the picture: the turn and the fire, and the ranking, which changes as the match goes on. */

import { svg } from "../kit/svg.js";
import { stars } from "./ranking.js";
import { isStanding } from "./robots.js";
import { liveryOf } from "./palette.js";
import { makePlate } from "./robot.js";
import { nameOf } from "./words.js";
import { SHOWN } from "./texts.js";
import { cellIcon } from "./things.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./words.js").Text} Text */

const MOST_ENERGY = 20;
const NARROW = 1.3;

/** An element with a class, a text and children. @type {(name: string, className: string, ...children: (Node | string)[]) => HTMLElement} */
export function box(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** The disc of a robot, with its shape and number. @type {(actor: number, palette: Palette) => SVGElement} */
export function badge(actor, palette) {
  const { fill, dark } = liveryOf(actor);
  return svg("svg", { viewBox: "-34 -34 68 68", "aria-hidden": "true" },
    svg("circle", { r: 32, fill: dark }), svg("circle", { r: 29, fill }), makePlate(actor, palette, 19));
}

/** @type {(level: Level, palette: Palette, text: Text) => { element: HTMLElement, show(state: State): void }} */
export function makeHead(level, palette, text) {
  const element = box("div", "arena-head");
  element.setAttribute("aria-hidden", "true");
  return {
    element,
    show(state) {
      if (!state.hasStarted) {
        element.replaceChildren();
        return;
      }
      const chips = [box("span", "arena-chip", text(SHOWN.turn, { n: state.turn }))];
      const own = state.robots[0];
      if (state.isAlone) {
        const fits = stars(level, state.turn);
        const row = svg("svg", { viewBox: "0 0 66 22" }, ...[0, 1, 2].map((it) => star(it, it < fits, palette)));
        chips[0]?.append(row);
        if (level.goal.cells !== undefined && own) {
          chips.push(box("span", "arena-chip", cellIcon(palette), `${own.cells}/${level.goal.cells}`));
        }
      }
      if (state.robots.length > 1) {
        chips.push(box("span", "arena-chip", text(SHOWN.left, { n: state.robots.filter(isStanding).length })));
      }
      if (level.shrinking) {
        const left = untilFire(level, state);
        chips.push(box("span", `arena-chip${left <= 3 || state.rings > 0 ? " is-hot" : ""}`, left > 0 ? text(SHOWN.fire, { n: left }) : text(SHOWN.burning)));
      }
      element.replaceChildren(...chips);
    },
  };
}

/** In how many turns the zone shrinks; 0 where it shrinks no more. @type {(level: Level, state: State) => number} */
export function untilFire(level, state) {
  const { from, every } = level.shrinking ?? { from: 0, every: 1 };
  return state.turn < from ? from - state.turn : every - ((state.turn - from) % every);
}

/** @type {(palette: Palette, text: Text, isStill: () => boolean) => { element: HTMLElement, show(state: State, energies?: Map<number, number>): void }} */
export function makeRanking(palette, text, isStill) {
  const element = box("div", "arena-ranking");
  element.setAttribute("aria-hidden", "true");
  /** @type {Map<number, { row: HTMLElement, place: HTMLElement, bar: HTMLElement, count: HTMLElement }>} */
  const rows = new Map();
  let order = "";

  /** @param {import("./logic.js").Robot} robot */
  function rowOf(robot) {
    const known = rows.get(robot.actor);
    if (known) {
      return known;
    }
    const [place, count, bar] = [box("span", "place"), box("span", "count"), box("i", "")];
    const row = box("div", "arena-row", place, badge(robot.actor, palette),
      box("span", "name", box("span", "word", nameOf(robot, text)), box("div", "arena-bar", bar)), count);
    row.style.setProperty("--own", liveryOf(robot.actor).fill);
    const made = { row, place, bar, count };
    rows.set(robot.actor, made);
    return made;
  }

  /** The rows go to their new places. @param {HTMLElement[]} sorted */
  function arrange(sorted) {
    const before = new Map(sorted.map((it) => [it, it.isConnected ? it.getBoundingClientRect() : null]));
    element.replaceChildren(...sorted);
    for (const [row, was] of before) {
      const is = row.getBoundingClientRect();
      if (was && !isStill() && (was.top !== is.top || was.left !== is.left)) {
        row.animate([{ transform: `translate(${was.left - is.left}px, ${was.top - is.top}px)` }, { transform: "none" }], { duration: 350, easing: "ease-out" });
      }
    }
  }

  return {
    element,
    show(state, energies = new Map()) {
      if (state.robots.length < 2 || !state.hasStarted) {
        rows.clear();
        order = "";
        element.replaceChildren();
        return;
      }
      element.style.setProperty("--columns", String(Math.min(4, state.robots.length)));
      for (const ranked of state.result) {
        const robot = state.robots.find((it) => it.actor === ranked.actor);
        if (robot) {
          const { row, place, bar, count } = rowOf(robot);
          const energy = energies.get(robot.actor) ?? robot.energy;
          place.textContent = String(ranked.place);
          count.textContent = isStanding(robot) || energy > 0 ? String(energy) : "✕";
          row.classList.toggle("is-out", !isStanding(robot) && energy <= 0);
          bar.style.width = `${Math.min(100, energy / MOST_ENERGY * 100)}%`;
          bar.style.setProperty("--level", energy <= 3 ? palette.low : energy <= 6 ? palette.half : palette.full);
        }
      }
      const now = state.result.map((it) => it.actor).join();
      if (now !== order) {
        order = now;
        arrange(state.result.flatMap((it) => rows.get(it.actor)?.row ?? []));
      }
    },
  };
}

/** Whether the ranking has its place below the picture, by the room there is. @type {(width: number, height: number) => boolean} */
export function isTall(width, height) {
  return width < 560 || width / Math.max(1, height) < NARROW;
}

/** The badge of who won, with a crown. @type {(actor: number, palette: Palette) => SVGElement} */
export function crowned(actor, palette) {
  const { fill, dark } = liveryOf(actor);
  return svg("svg", { viewBox: "-40 -66 80 106", "aria-hidden": "true" },
    svg("circle", { r: 36, fill: dark }), svg("circle", { r: 32, fill }), makePlate(actor, palette, 21),
    svg("path", { d: "M-24,-36L-28,-62L-13,-50L0,-64L13,-50L28,-62L24,-36Q0,-43 -24,-36Z", fill: palette.gold, stroke: palette.cellDark, "stroke-width": 4, "stroke-linejoin": "round" }));
}

/** @type {(place: number, isFull: boolean, palette: Palette) => SVGElement} */
function star(place, isFull, palette) {
  const points = Array.from({ length: 10 }, (_, it) => {
    const far = it % 2 ? 4.3 : 9.5;
    return `${(11 + place * 22 + Math.sin(it * Math.PI / 5) * far).toFixed(2)},${(11 - Math.cos(it * Math.PI / 5) * far).toFixed(2)}`;
  }).join(" ");
  return svg("polygon", { points, "stroke-linejoin": "round", "stroke-width": 1.6, fill: isFull ? palette.gold : "none", stroke: isFull ? palette.cellDark : palette.inkSoft });
}
