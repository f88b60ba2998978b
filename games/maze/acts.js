/** How each happening is shown: what is to be seen at each part of it. */

import { burst, keyCap, question, sleeping } from "./bubbles.js";
import { hill, smooth } from "../kit/clock.js";
import { WAYS } from "./logic.js";
import { TILE } from "./scenery.js";
import { set } from "../kit/svg.js";

/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./logic.js").Place} Place */
/** @typedef {{ draw(part: number): void }} Act `part` from 0 to 1 */

/**
 * What is on the board, and what can be done with it.
 *
 * @typedef {{
 *   palette: import("./palette.js").Palette, clock: ReturnType<typeof import("../kit/clock.js").makeClock>, isStill: () => boolean,
 *   picture: SVGElement, bubble: SVGElement, confetti: ReturnType<typeof import("../kit/confetti.js").makeConfetti>,
 *   items: Map<string, import("./things.js").Alive>, doors: Map<string, ReturnType<typeof import("./things.js").makeDoor>>,
 *   exit: ReturnType<typeof import("./things.js").makeExit>, readonly here: Place, readonly pose: import("./robot.js").Pose,
 *   stand(changed: Partial<import("./robot.js").Pose>): void, put(place: Place, row?: number): void, point(): void,
 *   glance(place: Place): void, celebrate(): void, say(shape: SVGElement): Act }} Scene
 */

/** Where on its field something stands: a wall in front hides what is further down. */
export const FOOT = 49;
/** How long each happening takes, in milliseconds; what takes none goes on by itself. */
export const LENGTHS = {
  stepped: 290, turned: 230, bumped: 420, looked: 70, picked: 430, opened: 520, rattled: 360, refused: 620, missing: 900,
  woke: 0, reached: 0, pressed: 0,
};

/** @param {Scene} scene */
export function makeActs(scene) {
  const { palette, clock, isStill, picture, bubble, confetti, items, doors, exit } = scene;
  const { stand, put, point, glance, celebrate, say } = scene;
  /** @type {{ [T in Happening["type"]]: (event: Extract<Happening, { type: T }>) => Act }} */
  const acts = {
    stepped: ({ from, to }) => ({
      draw(part) {
        const gone = smooth(part);
        const foot = part < 1 ? Math.sin(part * Math.PI * 2) : 0;
        const sway = (to.x - from.x) * -0.8 * hill(part);
        stand({ stride: foot, lift: Math.abs(foot) * 3, squash: 1 - hill(part) * 0.03, sway });
        const row = part < 1 ? Math.max(from.y, to.y) : to.y;
        put({ x: from.x + (to.x - from.x) * gone, y: from.y + (to.y - from.y) * gone }, row);
      },
    }),
    turned({ by, facing }) {
      const from = scene.pose.angle;
      return {
        draw(part) {
          const foot = part < 1 ? Math.sin(part * Math.PI * 2) * 0.5 : 0;
          stand({ angle: part < 1 ? from + by * 90 * smooth(part) : facing * 90, stride: foot, sway: -by * hill(part) * 0.5 });
          point();
        },
      };
    },
    bumped({ from, to }) {
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const stars = burst(palette.gold);
      set(stars, { transform: at({ x: from.x + dx * 0.42, y: from.y + dy * 0.42 }, FOOT - 40), opacity: 0 });
      bubble.append(stars);
      return {
        draw(part) {
          const push = smooth(part < 0.3 ? part / 0.3 : Math.max(0, 1 - (part - 0.3) / 0.45));
          put({ x: from.x + dx * 0.17 * push, y: from.y + dy * 0.17 * push }, from.y);
          stand({ mood: part < 1 ? "hurt" : "calm", squash: 1 - 0.09 * push, sway: dx * push * 0.9 });
          set(stars, { opacity: part < 0.25 ? 0 : Math.max(0, 1 - (part - 0.25) / 0.6) });
          if (part === 1) {
            stars.remove();
            put(from);
          }
        },
      };
    },
    looked({ direction }) {
      const by = { ahead: 0, right: 1, left: 3 }[/** @type {"ahead"} */ (direction)];
      const [dx, dy] = by === undefined ? [0, 0] : WAYS[/** @type {0} */ ((Math.round(scene.pose.angle / 90) + by) % 4)];
      glance({ x: scene.here.x + dx, y: scene.here.y + dy });
      return { draw() {} };
    },
    picked({ thing }) {
      const item = items.get(nameOf(thing));
      items.delete(nameOf(thing));
      if (item) {
        picture.insertBefore(item.element, confetti.element);
        confetti.ring(thing.x * TILE + 50, thing.y * TILE + 20, isStill());
      }
      return {
        draw(part) {
          const up = smooth(Math.min(1, part * 1.25));
          const size = (1 + hill(part) * 0.35) * (part > 0.75 ? (1 - part) / 0.25 : 1);
          if (item) {
            set(item.element, {
              transform: `translate(${thing.x * TILE + 50} ${thing.y * TILE + FOOT - up * 78}) scale(${size.toFixed(3)})`,
            });
          }
          stand({ hands: hill(part), mood: part < 1 ? "happy" : "calm", squash: 1 + hill(part) * 0.03 });
          if (part === 1) {
            item?.element.remove();
          }
        },
      };
    },
    opened({ door }) {
      const shape = doors.get(nameOf(door));
      return {
        draw(part) {
          shape?.open(smooth(part));
          stand({ hands: hill(part) * 0.5 });
        },
      };
    },
    rattled({ door }) {
      const shape = doors.get(nameOf(door));
      return {
        draw(part) {
          const shake = Math.sin(part * Math.PI * 6) * (1 - part) * 5;
          if (shape) {
            set(shape.element, { transform: `translate(${door.x * TILE + 50 + shake} ${door.y * TILE + 50})` });
          }
        },
      };
    },
    woke() {
      void clock.move(600, (part) => exit.wake(smooth(part)));
      return { draw() {} };
    },
    reached() {
      celebrate();
      return { draw() {} };
    },
    pressed({ key }) {
      void clock.move(420, say(keyCap(key, palette)).draw);
      return { draw() {} };
    },
    refused: () => say(question(palette)),
    missing: () => say(sleeping(palette)),
  };
  return acts;
}

/** Where a place is drawn. @type {(place: Place, foot?: number) => string} */
export function at({ x, y }, foot = FOOT) {
  return `translate(${(x * TILE + 50).toFixed(2)} ${(y * TILE + foot).toFixed(2)})`;
}

/** @param {Place} place */
export function nameOf({ x, y }) {
  return `${x},${y}`;
}
