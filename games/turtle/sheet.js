/** The paper on its desk: grain, dots to count by, and the pattern to draw over. */

import { set, svg } from "../kit/svg.js";

/** @typedef {import("./ink.js").Point} Point */

/** So many steps from dot to dot. */
const DOTS = 20;
/** A pattern with longer lines in all is drawn finer. */
const DENSE = 3000;
const GRAIN = 224;

/** @type {(palette: import("./palette.js").Palette, goal: import("./goal.js").Goal | null) => { sheet: HTMLElement, under: SVGElement, colour(paper: string): void }} */
export function makeSheet(palette, goal) {
  const sheet = document.createElement("div");
  Object.assign(sheet.style, {
    position: "absolute", inset: "8px", borderRadius: "10px", overflow: "hidden",
    boxShadow: `0 1px 2px ${palette.shade}, 0 10px 26px ${palette.shade}, inset 0 0 0 1px ${palette.edge}`,
    backgroundImage: grain(palette.grain), backgroundSize: `${GRAIN}px ${GRAIN}px`,
  });
  const under = svg("svg", { "aria-hidden": "true", focusable: "false" });
  const dots = svg("g", { fill: palette.mark });
  dots.append(
    svg("defs", {}, svg("pattern", { id: "turtle-dots", width: DOTS, height: DOTS, x: -DOTS / 2, y: -DOTS / 2, patternUnits: "userSpaceOnUse" },
      svg("circle", { cx: DOTS / 2, cy: DOTS / 2, r: 0.9, fill: palette.mark }))),
    svg("rect", { x: -1000, y: -1000, width: 2000, height: 2000, fill: "url(#turtle-dots)" }),
    svg("path", { d: "M-5,0H5M0,-5V5", stroke: palette.mark, "stroke-width": 1.6, "stroke-linecap": "round" }));
  under.append(dots, ...(goal ? [guide(goal, palette)] : []));
  return {
    sheet,
    under,
    colour(paper) {
      sheet.style.backgroundColor = paper || palette.paper;
      // On paper of another colour they would be dirt.
      set(dots, { opacity: paper ? 0.35 : 1 });
    },
  };
}

/** The pattern, pale and broad: what is drawn lies on it. @type {(goal: import("./goal.js").Goal, palette: import("./palette.js").Palette) => SVGElement} */
function guide({ ways, areas, length }, palette) {
  const isDense = length > DENSE;
  const d = ways.map((way) => path(way)).join("");
  const line = { d, fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" };
  return svg("g", {},
    svg("defs", {}, svg("pattern", { id: "turtle-hatch", width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 4, height: 9, fill: palette.hatch }))),
    ...areas.map((area) => svg("path", { d: `${path(area)}Z`, fill: "url(#turtle-hatch)" })),
    svg("path", { ...line, stroke: palette.guide, "stroke-width": isDense ? 4.5 : 7 }),
    isDense ? null : svg("path", { ...line, stroke: palette.guideEdge, "stroke-width": 1.2, "stroke-dasharray": "1 5" }));
}

/** @param {readonly Point[]} points */
function path(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(1)},${(-y).toFixed(1)}`).join("L")}`;
}

/** Fibres and specks, the same each time. @param {number} strength */
function grain(strength) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = GRAIN;
  const context = canvas.getContext("2d");
  if (!context || strength === 0) {
    return "none";
  }
  let seed = 7;
  const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let it = 0; it < 2600; it += 1) {
    const isLight = chance() > 0.5;
    context.strokeStyle = `rgb(${isLight ? "255 255 255" : "94 70 40"} / ${(strength * (isLight ? 2 : 1) * (0.2 + chance())).toFixed(3)})`;
    const [x, y, angle, length] = [chance() * GRAIN, chance() * GRAIN, chance() * 7, 1 + chance() * 5];
    // What leaves on one side comes in on the other: the tiles have no seams.
    for (const [left, top] of [[0, 0], [GRAIN, 0], [0, GRAIN], [-GRAIN, 0], [0, -GRAIN]]) {
      context.beginPath();
      context.moveTo(x + /** @type {number} */ (left), y + /** @type {number} */ (top));
      context.lineTo(x + /** @type {number} */ (left) + Math.cos(angle) * length, y + /** @type {number} */ (top) + Math.sin(angle) * length);
      context.stroke();
    }
  }
  return `url(${canvas.toDataURL()})`;
}
