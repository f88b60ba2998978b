/** Paints what is drawn onto a canvas: 50,000 lines are too many for elements of their own. */

/** @typedef {import("./ink.js").Mark} Mark */
/** @typedef {import("./ink.js").Point} Point */
/** @typedef {{ scale: number, x: number, y: number }} View where the middle of the paper is, and how large a step is */

/** A browser is faster with several short paths than with one that has no end. */
const MOST_POINTS = 400;

/** @type {(context: CanvasRenderingContext2D, view: View) => void} */
export function setView(context, { scale, x, y }) {
  context.setTransform(scale, 0, 0, -scale, x, y);
  context.lineCap = "round";
  context.lineJoin = "round";
}

/** From the bottom to the top. @type {(context: CanvasRenderingContext2D, marks: readonly Mark[]) => void} */
export function paint(context, marks) {
  let style = "";
  let points = 0;
  const stroke = () => {
    if (points > 0) {
      context.stroke();
      points = 0;
    }
  };
  for (const mark of marks) {
    if (mark.kind !== "line") {
      stroke();
      style = "";
      context.fillStyle = mark.colour;
      context.beginPath();
      if (mark.kind === "dot") {
        const [[x, y]] = /** @type {[Point]} */ (mark.points);
        context.arc(x, y, mark.width / 2, 0, 7);
      } else {
        trace(context, mark.points);
      }
      context.fill("evenodd");
      continue;
    }
    for (let from = 0; from < mark.points.length - 1; from += MOST_POINTS) {
      const piece = mark.points.length > MOST_POINTS ? mark.points.slice(from, from + MOST_POINTS + 1) : mark.points;
      if (`${mark.colour} ${mark.width}` !== style || points > MOST_POINTS) {
        stroke();
        style = `${mark.colour} ${mark.width}`;
        context.strokeStyle = mark.colour;
        context.lineWidth = mark.width;
        context.beginPath();
      }
      trace(context, piece);
      points += piece.length;
    }
  }
  stroke();
}

/** @type {(context: CanvasRenderingContext2D, points: readonly Point[]) => void} */
export function trace(context, points) {
  points.forEach(([x, y], place) => (place === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}
