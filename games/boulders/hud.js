/** Above the mine, for the eyes alone: crystals, plates, and steps with the stars that they still allow. */

import { crystalShape, makePlate } from "./things.js";
import { svg } from "../kit/svg.js";

/** @typedef {import("./palette.js").Palette} Palette */

/**
 * @param {Palette} palette
 * @returns {{ element: HTMLElement, show(told: { crystals: number, allCrystals: number, plates: number, allPlates: number, steps: number, stars: number }): void }}
 */
export function makeHud(palette) {
  const element = document.createElement("div");
  element.setAttribute("aria-hidden", "true");
  element.style.cssText = `display:flex;flex:none;position:relative;z-index:1;flex-wrap:wrap;justify-content:center;gap:0.5em;padding:0.5em 0.6em 0.3em;
    font:700 clamp(0.95rem, 2.7vmin, 2.1rem)/1 system-ui,sans-serif;color:${palette.ink};font-variant-numeric:tabular-nums`;
  const [crystals, plates, steps] = [sign(), sign(), sign()];
  const stars = document.createElement("span");
  stars.style.display = "inline-flex";
  const count = new Text("");
  steps.append(picture(boots(palette), "-15 -15 30 30"), count, stars);
  element.append(crystals, plates, steps);

  function sign() {
    const box = document.createElement("span");
    box.style.cssText = `display:inline-flex;align-items:center;gap:0.4em;height:2em;padding:0 0.7em 0 0.5em;border-radius:0.7em;
      background:${palette.chip};border:2px solid ${palette.chipEdge};box-sizing:border-box`;
    return box;
  }
  const fill = (/** @type {HTMLElement} */ box, /** @type {SVGElement} */ shape, /** @type {string} */ viewBox, /** @type {number} */ got, /** @type {number} */ all) => {
    box.style.display = all > 0 ? "inline-flex" : "none";
    box.replaceChildren(picture(shape, viewBox), `${got}/${all}`);
    box.style.borderColor = got === all ? palette.awake : palette.chipEdge;
  };
  return {
    element,
    show(told) {
      fill(crystals, crystalShape(palette), "-32 -56 64 68", told.allCrystals - told.crystals, told.allCrystals);
      const plate = makePlate(palette);
      plate.press(told.plates === 0 ? 1 : 0);
      fill(plates, plate.element, "-46 -42 92 80", told.allPlates - told.plates, told.allPlates);
      count.data = String(told.steps);
      stars.replaceChildren(...[1, 2, 3].map((it) => picture(star(it <= told.stars, palette), "-11 -11 22 22", "1.15em")));
    },
  };
}

/** @type {(shape: SVGElement, viewBox: string, size?: string) => SVGElement} */
function picture(shape, viewBox, size = "1.5em") {
  const box = svg("svg", { viewBox }, shape);
  box.style.cssText = `width:${size};height:${size};display:block`;
  return box;
}

/** @type {(isFull: boolean, palette: Palette) => SVGElement} */
function star(isFull, palette) {
  const points = Array.from({ length: 10 }, (_, at) => {
    const [far, turn] = [at % 2 ? 4.4 : 9.6, at * Math.PI / 5];
    return `${(Math.sin(turn) * far).toFixed(2)},${(-Math.cos(turn) * far).toFixed(2)}`;
  });
  return svg("polygon", {
    points: points.join(" "), "stroke-linejoin": "round", "stroke-width": 1.6,
    fill: isFull ? palette.gold : "none", stroke: isFull ? palette.goldDark : palette.faint,
  });
}

/** @param {Palette} palette */
function boots(palette) {
  const boot = (/** @type {number} */ x, /** @type {number} */ y) =>
    svg("path", { d: "M-5,-9H3V-1Q9,0 9,6H-5Z", transform: `translate(${x} ${y})`, fill: palette.faint, "stroke-linejoin": "round" });
  return svg("g", {}, boot(-7, -2), boot(4, 5));
}
