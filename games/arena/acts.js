/** How each happening looks while it happens: what begins it, and what draws a part of it. */

import { hill, smooth } from "../kit/clock.js";
import { ANGLES } from "./robot.js";
import { TILE } from "./scenery.js";
import { makeExplosion, makeNote, makeShield, makeShot } from "./things.js";
import { COSTS } from "./turn.js";

/** @typedef {(part: number) => void} Draw */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./field.js").Place} Place */

/**
 * What acts may touch: robots by their poses, their energy, cells, and the layer of what flies.
 *
 * @typedef {{ palette: import("./palette.js").Palette, effects: SVGElement, isStill: () => boolean,
 *   poseOf(actor: number): import("./robot.js").Pose, stand(actor: number, changed: Partial<import("./robot.js").Pose>): void,
 *   energyOf(actor: number): number, charge(actor: number, energy: number): void, remove(actor: number): void,
 *   lay(place: Place): ReturnType<typeof import("./things.js").makeCell>, take(place: Place): void, scorch(place: Place): void,
 *   shrink(rings: number): Draw, shake(): void, celebrate(actors: number[]): void,
 *   fly(shape: { element: SVGElement, draw: Draw }, ms: number): void }} Hands
 */

const NOTHING = () => undefined;

/** Begins to show what happens; gives what draws it. @type {(hands: Hands, event: Happening) => Draw} */
export function begin(hands, event) {
  const { palette, effects } = hands;
  const add = (/** @type {{ element: SVGElement, draw: Draw }} */ shape) => {
    effects.append(shape.element);
    return shape.draw;
  };
  switch (event.type) {
    case "moved":
      return step(hands, event);
    case "blocked":
      return bump(hands, event);
    case "shot":
      return shoot(hands, event);
    case "shielded":
      hands.charge(event.actor, hands.energyOf(event.actor) - COSTS.shield);
      return add(makeShield(hands.poseOf(event.actor), palette));
    case "rested":
      hands.charge(event.actor, event.energy);
      return (part) => hands.stand(event.actor, { scale: 1 - hill(part) * 0.04 });
    case "picked":
      hands.take(event.place);
      hands.charge(event.actor, hands.energyOf(event.actor) + event.gained);
      hands.fly(makeNote(event.place, `+${event.gained}`, palette.full, palette), 900);
      return (part) => hands.stand(event.actor, { scale: 1 + hill(part) * 0.16, flash: hill(part) * 0.35 });
    case "groped":
      return (part) => hands.stand(event.actor, { jolt: Math.sin(part * Math.PI * 4) * 4 * (1 - part) });
    case "leaked":
      hands.charge(event.actor, event.energy);
      return (part) => hands.stand(event.actor, { jolt: Math.sin(part * Math.PI * 3) * 2 * (1 - part) });
    case "burnt":
      hands.charge(event.actor, event.energy);
      hands.fly(makeNote(hands.poseOf(event.actor), `−${COSTS.fire}`, palette.fire, palette), 800);
      return (part) => hands.stand(event.actor, { flash: hill(part) * 0.5, jolt: Math.sin(part * Math.PI * 5) * 5 * (1 - part) });
    case "fell":
      hands.charge(event.actor, 0);
      hands.remove(event.actor);
      hands.scorch(event.place);
      hands.shake();
      return add(makeExplosion(event.place, event.actor, palette));
    case "appeared": {
      const cell = hands.lay(event.place);
      return (part) => cell.grow(part);
    }
    case "shrank":
      return hands.shrink(event.rings);
    case "over":
      hands.celebrate(event.winners);
      return NOTHING;
    case "reached":
      hands.celebrate([1]);
      return NOTHING;
    default:
      return NOTHING;
  }
}

/** The shorter way round. @type {(from: number, to: number) => number} */
function turn(from, to) {
  return ((to - from + 540) % 360 + 360) % 360 - 180;
}

/** @type {(hands: Hands, event: Extract<Happening, { type: "moved" }>) => Draw} */
function step(hands, { actor, from, to, direction }) {
  const { angle } = hands.poseOf(actor);
  const by = turn(angle, ANGLES[direction]);
  return (part) => {
    const gone = smooth(part);
    hands.stand(actor, {
      x: from.x + (to.x - from.x) * gone, y: from.y + (to.y - from.y) * gone,
      angle: part === 1 ? ANGLES[direction] : angle + by * Math.min(1, part * 2.2), scale: 1 + hill(part) * 0.05,
    });
  };
}

/** @type {(hands: Hands, event: Extract<Happening, { type: "blocked" }>) => Draw} */
function bump(hands, { actor, direction }) {
  const { x, y, angle } = hands.poseOf(actor);
  const by = turn(angle, ANGLES[direction]);
  const [dx, dy] = [Math.round(Math.sin(ANGLES[direction] * Math.PI / 180)), -Math.round(Math.cos(ANGLES[direction] * Math.PI / 180))];
  return (part) => {
    const push = hill(Math.min(1, part * 1.4)) * 0.16;
    hands.stand(actor, { x: x + dx * push * (part < 1 ? 1 : 0), y: y + dy * push * (part < 1 ? 1 : 0), angle: part === 1 ? ANGLES[direction] : angle + by * Math.min(1, part * 2.2) });
  };
}

/** @type {(hands: Hands, event: Extract<Happening, { type: "shot" }>) => Draw} */
function shoot(hands, { actor, direction, to, target, outcome }) {
  const { palette } = hands;
  const { x, y } = hands.poseOf(actor);
  hands.stand(actor, { angle: ANGLES[direction] });
  if (outcome === "empty") {
    return (part) => hands.stand(actor, { jolt: Math.sin(part * Math.PI * 4) * 3 * (1 - part) });
  }
  hands.charge(actor, hands.energyOf(actor) - COSTS.shot);
  const shot = makeShot(actor, { x: Math.round(x), y: Math.round(y) }, to, direction, outcome, palette);
  hands.effects.append(shot.element);
  let hasHit = false;
  return (part) => {
    shot.draw(part);
    hands.stand(actor, { recoil: part < 1 ? hill(Math.min(1, part / 0.6)) : 0 });
    if (target === 0) {
      return;
    }
    if (!hasHit && part >= 0.28 && outcome === "hit") {
      hasHit = true;
      hands.charge(target, Math.max(0, hands.energyOf(target) - COSTS.hit));
      hands.fly(makeNote(to, `−${COSTS.hit}`, palette.low, palette), 900);
    }
    const after = Math.max(0, (part - 0.28) / 0.72);
    if (outcome === "hit") {
      hands.stand(target, { flash: part < 1 && after > 0 ? (1 - after) * 0.85 : 0, jolt: Math.sin(after * Math.PI * 5) * 7 * (1 - after) });
    }
  };
}

/** Where the middle of a field is, in the picture. @param {Place} place */
export function middle({ x, y }) {
  return /** @type {const} */ ([x * TILE + TILE / 2, y * TILE + TILE / 2]);
}
