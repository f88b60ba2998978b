/** What lies on the paper beside the drawing: how much of the pattern is there, and buttons to keep the drawing. */

import { set, svg } from "../kit/svg.js";
import { HUD } from "./texts.js";

const ROUND = 2 * Math.PI * 8;

/**
 * @typedef {"svg" | "png"} FileKind
 * @param {{ palette: import("./palette.js").Palette, text: (told: unknown) => string, hasGoal: boolean,
 *   save?: ((kind: FileKind) => Promise<void>) | undefined }} given `save` where the stage can
 */
export function makeHud({ palette, text, hasGoal, save }) {
  const chip = document.createElement("div");
  dress(chip, palette);
  Object.assign(chip.style, { top: "8px", left: "8px", padding: "3px 10px 3px 4px", display: hasGoal ? "flex" : "none", pointerEvents: "none" });
  const arc = svg("circle", {
    r: 8, cx: 11, cy: 11, fill: "none", stroke: palette.good, "stroke-width": 4, "stroke-linecap": "round", transform: "rotate(-90 11 11)",
  });
  const tick = svg("path", { d: "M6.5,11.5L10,15L16,7.5", fill: "none", stroke: palette.good, "stroke-width": 3, "stroke-linecap": "round", "stroke-linejoin": "round" });
  const dial = svg("svg", { width: 22, height: 22, "aria-hidden": "true" },
    svg("circle", { r: 8, cx: 11, cy: 11, fill: "none", stroke: palette.chipEdge, "stroke-width": 4 }), arc, tick);
  const words = document.createElement("span");
  words.setAttribute("aria-hidden", "true");
  chip.append(dial, words);

  const row = document.createElement("div");
  Object.assign(row.style, { position: "absolute", right: "8px", bottom: "8px", display: "none", gap: "6px" });
  const kinds = /** @type {const} */ (["png", "svg"]);
  row.append(...(save ? kinds.map((kind) => button(kind, palette, text, save)) : []));

  return {
    elements: [chip, row],
    /** @param {{ part: number, isDone: boolean, hasInk: boolean }} shown */
    show({ part, isDone, hasInk }) {
      set(arc, { "stroke-dasharray": `${(part * ROUND).toFixed(1)} 99`, visibility: part > 0 && !isDone ? "visible" : "hidden" });
      set(tick, { visibility: isDone ? "visible" : "hidden" });
      words.textContent = `${Math.floor(part * 100)} %`;
      row.style.display = save && hasInk ? "flex" : "none";
    },
  };
}

/** @type {(kind: FileKind, palette: import("./palette.js").Palette, text: (told: unknown) => string, save: (kind: FileKind) => Promise<void>) => HTMLElement} */
function button(kind, palette, text, save) {
  const it = document.createElement("button");
  dress(it, palette);
  Object.assign(it.style, { position: "static", display: "flex", padding: "0 12px 0 8px", minHeight: "34px", cursor: "pointer" });
  it.title = text(HUD[kind]);
  it.setAttribute("aria-label", it.title);
  const label = document.createElement("span");
  label.textContent = kind.toUpperCase();
  it.append(svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" },
    svg("path", { d: "M9,2.5V11M5.4,7.8L9,11.4L12.6,7.8M3,12.5V15.2H15V12.5", fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round" })), label);
  it.addEventListener("click", () => {
    it.disabled = true;
    void save(kind).finally(() => (it.disabled = false));
  });
  return it;
}

/** @type {(it: HTMLElement, palette: import("./palette.js").Palette) => void} */
function dress(it, palette) {
  Object.assign(it.style, {
    position: "absolute", alignItems: "center", gap: "6px", borderRadius: "999px", border: `1px solid ${palette.chipEdge}`,
    background: palette.chip, color: palette.chipInk, font: "600 13px var(--font, sans-serif)", fontVariantNumeric: "tabular-nums",
  });
}
