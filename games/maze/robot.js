/** The robot: a round head whose face turns around it, as if it were solid. Its origin is where it stands. */

import { outline, set, svg } from "../kit/svg.js";

const HEAD = { y: -50, radius: 32 };
/** How high the eye that looks at the board is, in radians. */
const ELEVATION = 0.6;
/** How far it turns its face to us, in radians. */
const FRIENDLY = 0.42;
/** Ground seen from there: a circle is that much flatter. */
const FLAT = 0.55;
const RADIANS = Math.PI / 180;
const SIZE = 1.08;

/**
 * How the robot stands.
 *
 * @typedef {{ angle: number, lift: number, squash: number, stride: number, blink: number, hands: number,
 *   mood: "calm" | "happy" | "hurt", sway: number }} Pose
 * `angle` in degrees, 0 looks north and 90 east; `lift` above the ground; `squash` 1 as it is; `stride` -1 to 1, which
 * foot is in front; `blink` 0 open to 1 closed; `hands` 0 down to 1 up; `sway` of the antenna
 */

/** @type {Pose} */
export const STANDING = { angle: 0, lift: 0, squash: 1, stride: 0, blink: 0, hands: 0, mood: "calm", sway: 0 };

/**
 * @param {import("./palette.js").Palette} palette
 * @returns {{ element: SVGElement, pose(pose: Pose): void }}
 */
export function makeRobot(palette) {
  const shadow = svg("ellipse", { rx: 27, ry: 13, fill: palette.floorShade, opacity: 0.32 });
  const feet = both(() => svg("ellipse", { rx: 10, ry: 7, fill: palette.foot }));
  const hands = both(() =>
    svg("circle", { r: 7, fill: palette.trim, stroke: palette.shellEdge, "stroke-width": 2 }));
  const edge = { stroke: palette.shellEdge, "stroke-width": 2.5, "stroke-linejoin": "round" };
  const body = svg("g", {},
    svg("path", { d: "M-21,-30C-25,-14 -20,-3 0,-3C20,-3 25,-14 21,-30Z", fill: "url(#maze-shell)", ...edge }),
    svg("path", { d: "M-22.5,-18C-12,-10 12,-10 22.5,-18L21.8,-12C12,-4.5 -12,-4.5 -21.8,-12Z", fill: palette.trim }));
  const antenna = svg("path", { fill: "none", stroke: palette.shellEdge, "stroke-width": 3, "stroke-linecap": "round" });
  const lamp = svg("circle", { r: 6, fill: palette.lamp, stroke: palette.shellEdge, "stroke-width": 2 });
  const lampShine = svg("circle", { r: 1.8, fill: palette.shine, opacity: 0.9 });
  const ball = svg("circle", { cy: HEAD.y, r: HEAD.radius, fill: "url(#maze-shell)", ...edge });
  const pack = svg("path", { fill: palette.trim, stroke: palette.trimDark, "stroke-width": 2 });
  const ears = both(() => svg("path", { fill: palette.trim, stroke: palette.shellEdge, "stroke-width": 2 }));
  const visor = svg("path", { fill: palette.visor });
  const glass = svg("path", { fill: palette.shine, opacity: 0.14 });
  const eyes = both(() => svg("path", { fill: palette.eye, stroke: palette.eye, "stroke-linecap": "round", "stroke-linejoin": "round" }));
  const shine = svg("ellipse", { cx: -12, cy: HEAD.y - 20, rx: 8, ry: 4.5, fill: palette.shine, opacity: 0.75, transform: `rotate(-28 -12 ${HEAD.y - 20})` });
  const back = svg("g");
  const front = svg("g");
  const head = svg("g", {}, antenna, lamp, lampShine, ball, pack, ...ears, visor, glass, ...eyes, shine);
  const whole = svg("g", {}, ...feet, back, body, front, head);
  const element = svg("g", {}, shadow, whole);

  return {
    element,
    pose({ angle, lift, squash, stride, blink, hands: raised, mood, sway }) {
      const heading = angle * RADIANS;
      // Seen from the side it looks a little at us, so that its eyes are to be seen.
      const face = heading + FRIENDLY * Math.sin(heading);
      const wide = 1 + (1 - squash) * 0.6;
      set(whole, { transform: `translate(0 ${-lift}) scale(${SIZE * wide} ${SIZE * squash})` });
      set(shadow, { rx: 27 - lift * 0.15, opacity: 0.32 - Math.min(0.2, lift * 0.004) });
      for (const side of /** @type {const} */ ([0, 1])) {
        const out = heading + (side ? 1 : -1) * Math.PI / 2;
        const swing = (side ? 1 : -1) * stride;
        const [fx, fy] = ground(out, 11);
        const [sx, sy] = ground(heading, 9 * swing);
        set(feet[side], { cx: fx + sx, cy: fy + sy - 1 - Math.max(0, swing) * 4 });
        const [hx, hy] = ground(out, 27);
        const [wx, wy] = ground(heading, -8 * swing);
        const isFront = hy + wy > -2;
        const hand = hands[side];
        set(hand, { cx: hx + wx, cy: hy + wy - 20 - raised * 42 });
        if (hand.parentNode !== (isFront ? front : back)) {
          (isFront ? front : back).append(hand);
        }
      }
      const top = onHead(face, 0, 90);
      const tip = /** @type {const} */ ([top[0] + sway * 10, top[1] - 17]);
      set(antenna, { d: `M${top[0]},${top[1] + 2}Q${top[0]},${top[1] - 9} ${tip[0]},${tip[1]}` });
      set(lamp, { cx: tip[0], cy: tip[1] });
      set(lampShine, { cx: tip[0] - 2, cy: tip[1] - 2 });
      patch(visor, face, 0, 13, 55, 25, 0.55);
      patch(glass, face, -24, 24, 14, 9, 0.7);
      patch(pack, face, 180, -6, 30, 22, 0.6);
      ears.forEach((ear, side) => patch(ear, face, side ? 92 : -92, 4, 15, 17, 1));
      eyes.forEach((eye, side) => drawEye(eye, face, side ? 21 : -21, blink, mood));
    },
  };
}

/** One on each side, the left one first. @type {(make: () => SVGElement) => [SVGElement, SVGElement]} */
function both(make) {
  return [make(), make()];
}

/** @type {(eye: SVGElement, heading: number, azimuth: number, blink: number, mood: Pose["mood"]) => void} */
function drawEye(eye, heading, azimuth, blink, mood) {
  const depth = onHead(heading, azimuth, 13)[2];
  if (depth < 0.05) {
    set(eye, { d: "", "stroke-width": 0 });
  } else if (mood === "calm") {
    patch(eye, heading, azimuth, 13, 8.5, Math.max(1.2, 13 * (1 - blink)), 1);
    set(eye, { "stroke-width": 0, "fill-opacity": 1 });
  } else {
    // A smile of the eyes, or eyes shut tight.
    const bend = mood === "happy" ? 11 : -7;
    const points = [-10, -5, 0, 5, 10].map((it) => onHead(heading, azimuth + it, 10 + bend * (1 - (it / 10) ** 2)));
    set(eye, { d: `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`, "stroke-width": 4.2, "fill-opacity": 0 });
  }
}

/**
 * Paints a rounded patch on the head, around a point of it, as far as it is to be seen.
 *
 * @type {(path: SVGElement, heading: number, azimuth: number, latitude: number, wide: number, high: number, power: number) => void}
 */
function patch(path, heading, azimuth, latitude, wide, high, power) {
  let isSeen = false;
  const points = Array.from({ length: 36 }, (_, it) => {
    const turn = it / 36 * 2 * Math.PI;
    const soft = (/** @type {number} */ value) => Math.sign(value) * Math.abs(value) ** power;
    const [x, y, depth] = onHead(heading, azimuth + wide * soft(Math.cos(turn)), latitude + high * soft(Math.sin(turn)));
    isSeen ||= depth > 0.02;
    if (depth >= 0) {
      return /** @type {[number, number]} */ ([x, y]);
    }
    const far = Math.hypot(x, y - HEAD.y) || 1;
    const out = HEAD.radius - 1;
    return /** @type {[number, number]} */ ([x / far * out, HEAD.y + (y - HEAD.y) / far * out]);
  });
  set(path, { d: isSeen ? outline(points) : "", "fill-rule": "nonzero" });
}

/** Where a point of the head is on the screen, and how much it looks at us. @type {(heading: number, azimuth: number, latitude: number) => [number, number, number]} */
function onHead(heading, azimuth, latitude) {
  const around = heading + azimuth * RADIANS;
  const up = Math.sin(latitude * RADIANS);
  const level = Math.cos(latitude * RADIANS);
  const east = level * Math.sin(around);
  const south = -level * Math.cos(around);
  const x = HEAD.radius * east;
  const y = HEAD.y - HEAD.radius * (up * Math.cos(ELEVATION) - south * Math.sin(ELEVATION));
  return [x, y, up * Math.sin(ELEVATION) + south * Math.cos(ELEVATION)];
}

/** @type {(angle: number, far: number) => [number, number]} */
function ground(angle, far) {
  return [Math.sin(angle) * far, -Math.cos(angle) * far * FLAT];
}
