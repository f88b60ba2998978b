/** The miner: a small person with a lamp on the helmet. The origin is where the boots stand. */

import { set, svg } from "../kit/svg.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {import("./logic.js").Direction} Direction */

/**
 * How the miner stands.
 *
 * @typedef {{ facing: Direction, stride: number, lift: number, squash: number, push: number, hands: number, blink: number,
 *   gone: number, mood: "calm" | "happy" | "hurt" }} Pose
 * `stride` -1 to 1, which foot is in front; `lift` over the floor; `squash` 1 as it is; `push` 0 to 1, leaning on a
 * boulder; `hands` 0 down to 1 up; `blink` 0 open to 1 closed; `gone` 0 to 1, away through the door
 */

/** @type {Pose} */
export const STANDING = { facing: "down", stride: 0, lift: 0, squash: 1, push: 0, hands: 0, blink: 0, gone: 0, mood: "calm" };

/** @typedef {{ element: SVGElement, pose(pose: Pose): void }} View the miner from one side */

/**
 * @param {Palette} palette
 * @returns {{ element: SVGElement, pose(pose: Pose): void }}
 */
export function makeMiner(palette) {
  const shadow = svg("ellipse", { cy: 1, rx: 25, ry: 10, fill: palette.shade, opacity: 0.36 });
  const [front, back, side] = [seenAlong(palette, true), seenAlong(palette, false), seenAcross(palette)];
  const whole = svg("g", {}, front.element, back.element, side.element);
  const element = svg("g", {}, shadow, whole);
  return {
    element,
    pose(pose) {
      const { facing, lift, squash, push, gone } = pose;
      const view = facing === "down" ? front : facing === "up" ? back : side;
      for (const it of [front, back, side]) {
        set(it.element, { display: it === view ? "inline" : "none" });
      }
      view.pose(pose);
      const flip = facing === "left" ? -1 : 1;
      const lean = view === side ? push * 13 : 0;
      const size = 1.22 - gone * 0.25;
      set(whole, {
        transform: `translate(0 ${(-lift).toFixed(1)}) scale(${(flip * size * (1 + (1 - squash) * 0.6)).toFixed(3)} ${(size * squash).toFixed(3)}) rotate(${lean.toFixed(1)})`,
      });
      set(shadow, { rx: Math.max(8, 25 - lift * 0.2), opacity: 0.36 * (1 - gone) });
      set(element, { opacity: gone < 0.5 ? 1 : Math.max(0, 2 - gone * 2) });
    },
  };
}

/** From before or behind. @type {(palette: Palette, isFront: boolean) => View} */
function seenAlong(palette, isFront) {
  const line = { stroke: palette.line, "stroke-width": 2.6, "stroke-linejoin": "round", "stroke-linecap": "round" };
  const legs = [-9, 9].map((x) => ({ x, element: leg(palette, x) }));
  const arms = [-1, 1].map((way) => ({ way, element: arm(palette) }));
  const face = makeFace(palette, [-9.5, 9.5]);
  const body = svg("g", {},
    svg("path", { d: "M-19,-38Q-22,-12 -17,-10H17Q22,-12 19,-38Q0,-46 -19,-38Z", fill: palette.shirt, ...line }),
    isFront
      ? svg("path", { d: "M-13,-30H13L15,-9H-15Z", fill: palette.cloth, ...line })
      : svg("path", { d: "M-16,-24H16L16,-9H-16Z", fill: palette.cloth, ...line }),
    svg("path", { d: isFront ? "M-11,-30L-14,-40M11,-30L14,-40" : "M-10,-24L12,-41M10,-24L-12,-41", fill: "none", stroke: palette.cloth, "stroke-width": 5, "stroke-linecap": "round" }),
    ...(isFront ? [-10, 10].map((x) => svg("circle", { cx: x, cy: -29, r: 2.2, fill: palette.helmet })) : []));
  const head = svg("g", {},
    svg("circle", { cy: -57, r: 23, fill: isFront ? palette.skin : palette.hair, ...line }),
    isFront ? null : svg("path", { d: "M-17,-43Q0,-34 17,-43Q12,-32 0,-33Q-12,-32 -17,-43Z", fill: palette.skin }),
    isFront ? face.element : null,
    svg("path", { d: "M-25,-60Q-26,-86 0,-87Q26,-86 25,-60Q0,-68 -25,-60Z", fill: palette.helmet, ...line }),
    svg("path", { d: "M-15,-66Q-14,-79 -4,-82", fill: "none", stroke: palette.helmetLight, "stroke-width": 5, "stroke-linecap": "round" }),
    svg("path", { d: "M-29,-59Q0,-70 29,-59Q30,-54 25,-55Q0,-64 -25,-55Q-30,-54 -29,-59Z", fill: palette.helmetDark, ...line }),
    isFront ? lamp(palette, 0, -74, 8) : svg("path", { d: "M0,-86V-66", stroke: palette.helmetDark, "stroke-width": 5, "stroke-linecap": "round" }));
  const element = svg("g", {}, ...legs.map((it) => it.element), ...(isFront ? [] : arms.map((it) => it.element)), body, ...(isFront ? arms.map((it) => it.element) : []), head);
  return {
    element,
    pose({ stride, push, hands, blink, mood }) {
      for (const { x, element: foot } of legs) {
        const swing = Math.sign(x) * stride;
        set(foot, { transform: `translate(0 ${(-Math.max(0, swing) * 7).toFixed(1)})` });
      }
      for (const { way, element: hand } of arms) {
        const turn = hands * 150 + push * 38 + way * stride * -14;
        const lift = push * -6;
        set(hand, { transform: `translate(${way * 20} ${-35 + lift}) scale(${way} ${1 - push * 0.25}) rotate(${(-14 - turn).toFixed(1)})` });
      }
      set(head, { transform: `translate(0 ${(push * (isFront ? 4 : -3)).toFixed(1)})` });
      face.show(blink, mood);
    },
  };
}

/** From the side, looking to the right. @param {Palette} palette @returns {View} */
function seenAcross(palette) {
  const line = { stroke: palette.line, "stroke-width": 2.6, "stroke-linejoin": "round", "stroke-linecap": "round" };
  const legs = [leg(palette, -2), leg(palette, 4)];
  const [far, near] = [arm(palette), arm(palette)];
  const face = makeFace(palette, [3, 17]);
  const body = svg("g", {},
    svg("path", { d: "M-15,-38Q-20,-12 -15,-10H14Q18,-14 15,-38Q0,-45 -15,-38Z", fill: palette.shirt, ...line }),
    svg("path", { d: "M-16,-24H4L10,-32H15Q17,-14 14,-9H-15Z", fill: palette.cloth, ...line }));
  const head = svg("g", {},
    svg("circle", { cx: 3, cy: -57, r: 23, fill: palette.skin, ...line }),
    svg("path", { d: "M-20,-58Q-22,-40 -6,-37Q-7,-50 -4,-62Z", fill: palette.hair }),
    face.element,
    svg("ellipse", { cx: -3, cy: -52, rx: 4, ry: 5.5, fill: palette.skinDark }),
    svg("path", { d: "M-22,-60Q-24,-86 2,-87Q28,-86 28,-60Q3,-68 -22,-60Z", fill: palette.helmet, ...line }),
    svg("path", { d: "M-13,-66Q-12,-79 -2,-82", fill: "none", stroke: palette.helmetLight, "stroke-width": 5, "stroke-linecap": "round" }),
    svg("path", { d: "M-24,-57Q3,-68 37,-59Q38,-54 31,-55Q3,-62 -22,-53Q-26,-53 -24,-57Z", fill: palette.helmetDark, ...line }),
    lamp(palette, 24, -75, 7));
  const element = svg("g", {}, far, ...legs, body, head, near);
  return {
    element,
    pose({ stride, push, hands, blink, mood }) {
      legs.forEach((foot, at) => {
        const swing = (at ? 1 : -1) * stride;
        set(foot, { transform: `translate(${(swing * 11).toFixed(1)} ${(-Math.max(0, swing) * 4).toFixed(1)})` });
      });
      const swing = stride * 32 * (1 - push);
      set(near, { transform: `translate(-3 -34) rotate(${(-swing - push * 82 - hands * 160).toFixed(1)})` });
      set(far, { transform: `translate(5 -35) rotate(${(swing - push * 82 - hands * 160).toFixed(1)})` });
      face.show(blink, mood);
    },
  };
}

/** @type {(palette: Palette, x: number) => SVGElement} */
function leg(palette, x) {
  return svg("g", {},
    svg("path", { d: `M${x - 6.5},-14H${x + 6.5}L${x + 6},-3H${x - 6}Z`, fill: palette.clothDark }),
    svg("path", { d: `M${x - 8},-6Q${x},-9 ${x + 7},-6Q${x + 11},-1 ${x + 9},3H${x - 8}Z`, fill: palette.boot, stroke: palette.line, "stroke-width": 2.2, "stroke-linejoin": "round" }));
}

/** It hangs down from the shoulder, which is its origin. @param {Palette} palette */
function arm(palette) {
  return svg("g", {},
    svg("path", { d: "M0,0V15", stroke: palette.line, "stroke-width": 15, "stroke-linecap": "round" }),
    svg("path", { d: "M0,0V13", stroke: palette.shirtDark, "stroke-width": 10, "stroke-linecap": "round" }),
    svg("circle", { cy: 20, r: 6.2, fill: palette.skin, stroke: palette.line, "stroke-width": 2.4 }));
}

/** @type {(palette: Palette, x: number, y: number, size: number) => SVGElement} */
function lamp(palette, x, y, size) {
  return svg("g", {},
    svg("circle", { cx: x, cy: y, r: size * 2.6, fill: "url(#mine-glow)", opacity: palette.glowOpacity }),
    svg("circle", { cx: x, cy: y, r: size, fill: palette.lampCore, stroke: palette.line, "stroke-width": 2.6 }),
    svg("circle", { cx: x, cy: y, r: size * 0.5, fill: palette.lamp }));
}

/** Eyes, cheeks and mouth. @type {(palette: Palette, eyes: [number, number]) => { element: SVGElement, show(blink: number, mood: Pose["mood"]): void }} */
function makeFace(palette, eyes) {
  const middle = (eyes[0] + eyes[1]) / 2;
  const stroke = { fill: "none", stroke: palette.line, "stroke-width": 3, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const open = eyes.map((x) => svg("ellipse", { cx: x, cy: -53, rx: 3.6, ry: 5, fill: palette.line }));
  const shut = svg("path", { ...stroke, display: "none" });
  const mouth = svg("path", stroke);
  const cheeks = eyes.map((x) => svg("ellipse", { cx: x + Math.sign(x - middle) * 4, cy: -45, rx: 4.5, ry: 3, fill: palette.blush, opacity: 0.6 }));
  const element = svg("g", {}, ...cheeks, ...open, ...eyes.map((x) => svg("circle", { cx: x + 1.2, cy: -55, r: 1.3, fill: palette.shine })), shut, mouth);
  return {
    element,
    show(blink, mood) {
      const isShut = mood !== "calm";
      open.forEach((it) => set(it, { ry: Math.max(0.8, 5 * (1 - blink)), display: isShut ? "none" : "inline" }));
      const bend = mood === "happy" ? -6 : 4;
      set(shut, { display: isShut ? "inline" : "none", d: eyes.map((x) => `M${x - 4.5},-52Q${x},${-52 + bend} ${x + 4.5},-52`).join("") });
      set(mouth, { d: mood === "hurt" ? `M${middle - 4},-40Q${middle},-44 ${middle + 4},-40` : mood === "happy" ? `M${middle - 6},-44Q${middle},-36 ${middle + 6},-44` : `M${middle - 4},-42Q${middle},-39 ${middle + 4},-42` });
    },
  };
}
