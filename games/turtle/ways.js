/** Ways of a turtle on the paper: `y` grows upwards, 0 degrees is up, and turning right makes more of them; pure. */

/** @typedef {import("./ink.js").Point} Point */

/** An arc has so many pieces at least for a whole circle, and more where it is large. */
const PIECES = { least: 16, perRoot: 5, most: 72 };

/** @type {(x: number, y: number, heading: number, distance: number) => Point} */
export function ahead(x, y, heading, distance) {
  const [dx, dy] = direction(heading);
  return [tidy(x + dx * distance), tidy(y + dy * distance)];
}

/**
 * The points of a way round a circle: to the right of the heading, to the left where the radius is negative.
 * Negative degrees lead backwards.
 *
 * @type {(x: number, y: number, heading: number, radius: number, degrees: number) => Point[]}
 */
export function arc(x, y, heading, radius, degrees) {
  const size = Math.abs(radius);
  const whole = Math.min(PIECES.most, Math.max(PIECES.least, Math.ceil(Math.sqrt(size) * PIECES.perRoot)));
  const pieces = Math.max(1, Math.ceil((Math.abs(degrees) / 360) * whole));
  const side = Math.sign(radius);
  const [cx, cy] = ahead(x, y, heading + 90 * side, size);
  return Array.from({ length: pieces }, (_, it) =>
    ahead(cx, cy, heading - 90 * side + (degrees * side * (it + 1)) / pieces, size));
}

/** Degrees from 0 up to, without, 360. @param {number} degrees */
export function turned(degrees) {
  return tidy((((degrees % 360) + 360) % 360)) % 360;
}

/** The heading that leads from a place to another. @type {(x: number, y: number, toX: number, toY: number) => number} */
export function towards(x, y, toX, toY) {
  return turned((Math.atan2(toX - x, toY - y) * 180) / Math.PI);
}

/** Without the dust that sines leave, and without minus zero. @param {number} value */
export function tidy(value) {
  return Math.round(value * 1e9) / 1e9 + 0;
}

/** @type {(heading: number) => Point} */
function direction(heading) {
  const angle = (heading * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}
