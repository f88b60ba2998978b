/** What the robot has, and how many commands it took: a line above the board, for the eyes alone. */

import { makeIcon } from "./things.js";
import { svg } from "../kit/svg.js";

/**
 * @param {import("./palette.js").Palette} palette
 * @returns {{ element: HTMLElement, show(told: { gems: number, allGems: number, held: string[], commands: number, par: number }): void }}
 */
export function makeHud(palette) {
  const element = document.createElement("div");
  element.setAttribute("aria-hidden", "true");
  Object.assign(element.style, {
    display: "flex", flexWrap: "wrap", gap: "0.5em", padding: "0.5em 0.6em 0", boxSizing: "border-box", flex: "none",
    font: "700 clamp(0.95rem, 2.8vmin, 2.2rem)/1 system-ui, sans-serif", color: palette.ink, minHeight: "2.6em",
    justifyContent: "center",
  });
  const count = new Text("");
  let shown = "";
  const chip = (/** @type {(Node | string)[]} */ ...parts) => {
    const box = document.createElement("span");
    Object.assign(box.style, {
      display: "inline-flex", alignItems: "center", gap: "0.4em", padding: "0 0.75em 0 0.55em", height: "2em",
      borderRadius: "999px", background: palette.chip, border: `1px solid ${palette.chipEdge}`, fontVariantNumeric: "tabular-nums",
    });
    box.append(...parts);
    return box;
  };
  const icon = (/** @type {SVGElement} */ shape, viewBox = "-32 -56 64 70") => {
    const box = svg("svg", { viewBox }, shape);
    Object.assign(box.style, { width: "1.35em", height: "1.45em", display: "block" });
    return box;
  };
  return {
    element,
    show({ gems, allGems, held, commands, par }) {
      const fits = commands <= par ? 3 : commands <= par * 2 ? 2 : 1;
      count.data = String(commands);
      const now = [gems, fits, ...held].join();
      if (now === shown) {
        return;
      }
      shown = now;
      element.replaceChildren();
      if (allGems > 0) {
        element.append(chip(icon(makeIcon("gem", palette)), `${gems}/${allGems}`));
      }
      for (const kind of held) {
        const box = chip(icon(makeIcon(kind, palette)));
        box.style.padding = "0 0.5em";
        element.append(box);
      }
      const stars = [0, 1, 2].map((it) => star(it < fits, palette));
      const row = svg("svg", { viewBox: "0 0 66 22" }, ...stars.map((shape, it) => svg("g", { transform: `translate(${11 + it * 22} 11)` }, shape)));
      Object.assign(row.style, { width: "3.6em", height: "1.2em", display: "block" });
      element.append(chip(icon(steps(palette), "-14 -14 28 28"), count, row));
    },
  };
}

/** @type {(isFull: boolean, palette: import("./palette.js").Palette) => SVGElement} */
function star(isFull, palette) {
  const points = Array.from({ length: 10 }, (_, it) => {
    const far = it % 2 ? 4.3 : 9.5;
    return `${(Math.sin(it * Math.PI / 5) * far).toFixed(2)},${(-Math.cos(it * Math.PI / 5) * far).toFixed(2)}`;
  }).join(" ");
  return svg("polygon", {
    points, "stroke-linejoin": "round", "stroke-width": 1.6,
    fill: isFull ? palette.gold : "none", stroke: isFull ? palette.goldDark : palette.asleep,
  });
}

/** Two prints of the robot's feet. @param {import("./palette.js").Palette} palette */
function steps(palette) {
  return svg("g", { fill: palette.asleep },
    svg("ellipse", { cx: -5, cy: 4, rx: 4, ry: 6.5, transform: "rotate(-8 -5 4)" }),
    svg("ellipse", { cx: 5.5, cy: -4, rx: 4, ry: 6.5, transform: "rotate(8 5.5 -4)" }));
}
