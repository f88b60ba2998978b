/** The drawing as a file: a true SVG, or a PNG of it. */

import { marksOf } from "./ink.js";
import { PAPER } from "./logic.js";
import { paint, setView } from "./painter.js";

/** @typedef {import("./ink.js").Mark} Mark */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box with `y` downwards, as in a picture */

const MARGIN = 10;
/** Pixels of the longer side of a PNG. */
const PNG_SIZE = 1920;

/** @type {(ink: string, paper: string) => string} */
export function svgOf(ink, paper) {
  const marks = marksOf(ink);
  const { x, y, width, height } = boxOf(marks);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width * 2}" height="${height * 2}">`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${paper}"/>`,
    '<g stroke-linecap="round" stroke-linejoin="round" fill="none">',
    ...marks.map(shape),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** @type {(ink: string, paper: string) => Promise<Uint8Array>} */
export async function pngOf(ink, paper) {
  const marks = marksOf(ink);
  const { x, y, width, height } = boxOf(marks);
  const scale = PNG_SIZE / Math.max(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  setView(context, { scale, x: -x * scale, y: -y * scale });
  paint(context, marks);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return new Uint8Array(await /** @type {Blob} */ (blob).arrayBuffer());
}

/** The paper, and what was drawn beyond it. @type {(marks: readonly Mark[]) => Box} */
export function boxOf(marks) {
  let [left, right, top, bottom] = [-PAPER.x, PAPER.x, -PAPER.y, PAPER.y];
  for (const { points, width } of marks) {
    for (const [x, y] of points) {
      const room = width / 2 + MARGIN;
      left = Math.min(left, x - room);
      right = Math.max(right, x + room);
      top = Math.min(top, -y - room);
      bottom = Math.max(bottom, -y + room);
    }
  }
  [left, top] = [Math.floor(left), Math.floor(top)];
  return { x: left, y: top, width: Math.ceil(right) - left, height: Math.ceil(bottom) - top };
}

/** @param {Mark} mark */
function shape({ kind, colour, width, points }) {
  if (kind === "dot") {
    const [[x, y]] = /** @type {[import("./ink.js").Point]} */ (points);
    return `<circle cx="${plain(x)}" cy="${plain(-y)}" r="${plain(width / 2)}" fill="${colour}"/>`;
  }
  const d = `M${points.map(([x, y]) => `${plain(x)} ${plain(-y)}`).join("L")}`;
  return kind === "area"
    ? `<path d="${d}Z" fill="${colour}" fill-rule="evenodd"/>`
    : `<path d="${d}" stroke="${colour}" stroke-width="${plain(width)}"/>`;
}

/** @param {number} value */
function plain(value) {
  return String(Math.round(value * 100) / 100 + 0);
}
