/** The sheet of music over the picture: who plays, each step of the patterns, and where the beat is. */

import { patternOf } from "./music.js";
import { playing } from "./logic.js";
import { STEP_BEATS } from "./pattern.js";
import { GLOW_OF, PALETTES, css } from "./palettes.js";
import { INSTRUMENT_NAMES, SHEET } from "./texts.js";

/** A longer pattern is leafed through. */
const STEPS_SHOWN = 16;
const EVERY_MS = 60;

const STYLE = `
.orchestra { position: relative; width: 100%; height: 100%; overflow: hidden; background: #060a18; color: #fff; font: 500 0.8125rem/1.2 var(--font, system-ui); }
.orchestra canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.sheet { position: absolute; left: 0.75rem; bottom: 0.75rem; right: 0.75rem; display: flex; align-items: flex-end; gap: 0.75rem; pointer-events: none; text-shadow: 0 1px 3px rgb(0 0 0 / 70%); transition: opacity 1s; }
.sheet.off .rows, .sheet.off .told { opacity: 0; }
.rows { display: grid; grid-template-columns: auto auto; gap: 3px 0.6rem; padding: 0.5rem 0.7rem; border-radius: 0.75rem; background: rgb(4 8 20 / 52%); transition: opacity 1s; }
.rows:empty { display: none; }
.rows b { font-weight: 600; text-align: right; }
.cells { position: relative; display: grid; grid-auto-flow: column; grid-auto-columns: clamp(7px, 2.1vw, 15px); gap: 2px; align-items: center; }
.cells i { height: clamp(7px, 2.1vh, 12px); border-radius: 3px; background: rgb(255 255 255 / 13%); }
.cells i:nth-child(8n + 1):not(:first-child) { margin-left: 3px; }
.cells i.on { background: var(--glow); }
.cells i.loud { box-shadow: 0 0 0 1px #fff; }
.cells i.held { background: var(--glow); opacity: 0.55; }
.cells i.here { outline: 2px solid #fff; outline-offset: 0; }
.sheet button { flex: none; display: grid; place-items: center; width: 2.25rem; height: 2.25rem; padding: 0; border: 0; border-radius: 50%; background: rgb(4 8 20 / 62%); color: #fff; cursor: pointer; pointer-events: auto; }
.sheet button:focus-visible { outline: 3px solid #fff; outline-offset: 2px; }
.sheet button span { width: 0.8rem; height: 0.85rem; border: solid #fff; border-width: 0 0.26rem; }
.sheet button.rests span { width: 0; border-width: 0.46rem 0 0.46rem 0.78rem; border-color: transparent transparent transparent #fff; height: 0; margin-left: 0.18rem; }
@media (pointer: coarse) { .sheet button { width: 2.75rem; height: 2.75rem; } }
.told { margin-left: auto; padding: 0.35rem 0.7rem; border-radius: 1rem; background: rgb(4 8 20 / 52%); white-space: nowrap; font-variant-numeric: tabular-nums; transition: opacity 1s; }
.told span { display: inline-block; width: 0.5rem; height: 0.5rem; margin-right: 0.25rem; border-radius: 50%; background: rgb(255 255 255 / 30%); vertical-align: 0.05em; }
.told span.here { background: #fff; }
.hint { position: absolute; inset: 12% 8% auto; text-align: center; font-size: clamp(0.95rem, 2.4vw, 1.5rem); font-weight: 550; text-shadow: 0 1px 6px rgb(0 0 0 / 80%); transition: opacity 1.2s; pointer-events: none; }
.hint code { font-family: var(--font-code, monospace); font-size: 0.92em; padding: 0.1em 0.4em; border-radius: 0.4em; background: rgb(4 8 20 / 55%); }
.hint.off { opacity: 0; }
@media (max-width: 480px) { .sheet button { position: absolute; right: 0; bottom: 2.1rem; } .orchestra { font-size: 0.6875rem; } .sheet { left: 0.35rem; right: 0.35rem; bottom: 0.35rem; } .rows { padding: 0.3rem 0.4rem; gap: 2px 0.35rem; } .told em { display: none; } }
@media (max-height: 260px) { .hint { inset-block-start: 4%; } }
[data-theme="contrast"] .rows, [data-theme="contrast"] .told, [data-theme="contrast"] .hint code { background: #000; }
@media (prefers-reduced-motion: reduce) { .sheet, .rows, .hint { transition: none; } }
`;

/** @typedef {import("../kit/rules-game.js").Text} Text */
/** @typedef {import("./logic.js").State & { origin: number }} State */

/**
 * @param {{ element: HTMLElement, text: Text, isStill: boolean, theme: string, rest: () => void }} given `rest`: the
 *   button for a rest is pressed
 */
export function makeSheet({ element, text, isStill, theme, rest }) {
  const root = Object.assign(document.createElement("div"), { className: "orchestra" });
  root.dataset.theme = theme;
  const canvas = document.createElement("canvas");
  const style = Object.assign(document.createElement("style"), { textContent: STYLE });
  const sheet = made("sheet");
  const rows = made("rows");
  const told = made("told");
  const hint = made("hint");
  const button = document.createElement("button");
  button.append(document.createElement("span"));
  button.addEventListener("click", rest);
  sheet.append(rows, told, button);
  // What they say stands in the description of the stage, too.
  rows.setAttribute("aria-hidden", "true");
  told.setAttribute("aria-hidden", "true");
  root.append(style, canvas, hint, sheet);
  element.replaceChildren(root);
  canvas.setAttribute("role", "img");

  /** @type {{ voice: import("./logic.js").Voice, cells: HTMLElement[], page: number, here: number }[]} */
  let shown = [];
  /** @type {HTMLElement[]} */
  let dots = [];
  let drawn = 0;
  let isShow = false;

  /** @type {(state: State) => void} */
  function write(state) {
    const glow = PALETTES[state.light]?.glow ?? [];
    shown = [];
    rows.replaceChildren(...playing(state).flatMap((name) => {
      const voice = state.voices[name];
      if (!voice) {
        return [];
      }
      const cells = made("cells");
      cells.style.setProperty("--glow", css(glow[GLOW_OF[name]] ?? [255, 255, 255]));
      const row = { voice, cells: /** @type {HTMLElement[]} */ ([]), page: -1, here: -1 };
      shown.push(row);
      leaf(row, cells, 0);
      return [Object.assign(document.createElement("b"), { textContent: text(INSTRUMENT_NAMES[name]) }), cells];
    }));
    dots = Array.from({ length: 4 }, () => document.createElement("span"));
    const key = document.createElement("em");
    key.textContent = ` · ${state.root.toUpperCase()} ${text(SHEET.scales[state.scale])}`;
    key.style.fontStyle = "normal";
    told.replaceChildren(...dots, document.createTextNode(` ${text(SHEET.tempo, { bpm: state.tempo.bpm })}`), key);
    hints(state);
  }

  /** @type {(state: State) => void} */
  function hints(state) {
    const isQuiet = playing(state).length === 0 && state.hits.length === 0 && state.commands === 0;
    hint.classList.toggle("off", !isQuiet && !isShow);
    const [before, code, after] = text(isShow ? SHEET.show : SHEET.quiet).split("`");
    hint.replaceChildren(before ?? "", code ? Object.assign(document.createElement("code"), { textContent: code }) : "", after ?? "");
    canvas.setAttribute("aria-label", text(SHEET.picture));
  }

  /** Shows a page of sixteen steps. @type {(row: (typeof shown)[number], cells: HTMLElement, page: number) => void} */
  function leaf(row, cells, page) {
    const { steps, strokes } = patternOf(row.voice);
    row.page = page;
    row.cells = Array.from({ length: Math.min(STEPS_SHOWN, steps - page * STEPS_SHOWN) }, (_, it) => {
      const cell = document.createElement("i");
      const at = (page * STEPS_SHOWN + it) * STEP_BEATS;
      const stroke = strokes.find((one) => one.at >= at - 1e-6 && one.at < at + STEP_BEATS - 1e-6);
      const held = strokes.find((one) => one.at < at && one.at + one.beats > at + 1e-6);
      cell.className = stroke ? (stroke.isLoud ? "on loud" : "on") : held ? "held" : "";
      return cell;
    });
    cells.replaceChildren(...row.cells);
  }

  return {
    canvas,
    write,
    /** @param {boolean} isResting */
    rest(isResting) {
      button.classList.toggle("rests", isResting);
      button.title = text(isResting ? SHEET.goOn : SHEET.rest);
      button.setAttribute("aria-label", button.title);
    },
    /** @type {(toShow: boolean, state: State) => void} */
    turn(toShow, state) {
      isShow = toShow;
      sheet.classList.toggle("off", toShow);
      hints(state);
    },
    /** @param {boolean} isInviting */
    invite(isInviting) {
      hint.classList.toggle("off", !isInviting);
    },
    /** Where the beat is; as often as that changes. @type {(state: State, beat: number, at: number) => void} */
    follow(state, beat, at) {
      if (at - drawn < EVERY_MS || isStill) {
        return;
      }
      drawn = at;
      const inBar = Math.floor(beat - Math.floor(beat / 4) * 4);
      dots.forEach((dot, it) => dot.classList.toggle("here", it === inBar));
      for (const row of shown) {
        const { beats } = patternOf(row.voice);
        const since = beat - state.origin - row.voice.start;
        const step = since < 0 ? -1 : Math.floor((since - Math.floor(since / beats) * beats) / STEP_BEATS);
        const page = Math.max(0, Math.floor(step / STEPS_SHOWN));
        const parent = row.cells[0]?.parentElement;
        if (page !== row.page && parent) {
          leaf(row, parent, page);
          row.here = -1;
        }
        if (step !== row.here) {
          row.cells[row.here % STEPS_SHOWN]?.classList.remove("here");
          row.cells[step % STEPS_SHOWN]?.classList.add("here");
          row.here = step;
        }
      }
    },
    destroy: () => root.remove(),
  };
}

/** @param {string} name */
function made(name) {
  return Object.assign(document.createElement("div"), { className: name });
}
