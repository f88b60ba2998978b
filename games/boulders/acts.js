/** How each happening is shown: how long it takes, and what is to be seen at each part of it. */

import { hill, smooth } from "../kit/clock.js";
import { alarm, keys, question } from "./bubbles.js";
import { isAt } from "./logic.js";

/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./logic.js").Place} Place */
/** @typedef {import("./logic.js").Boulder} Boulder */
/** @typedef {{ ms: number, draw(part: number): void }} Act `part` from 0 to 1 */

/**
 * What can be done on the board.
 *
 * @typedef {{
 *   exit: Place, clock: ReturnType<typeof import("../kit/clock.js").makeClock>, palette: import("./palette.js").Palette,
 *   stand(changed: Partial<import("./miner.js").Pose>): void, put(place: Place, row?: number): void,
 *   dust: ReturnType<typeof import("./dust.js").makeDust>, door: ReturnType<typeof import("./things.js").makeDoor>,
 *   place(boulder: Boulder, at: Place): void, ball(id: number): import("./boulder.js").Ball | undefined, drop(boulder: Boulder): void,
 *   press(plate: Place, pressed: number): void, take(crystal: Place): void, lay(crystal: Place): void,
 *   fill(filled: readonly Place[]): void, glance(place: Place | null): void, say(shape: SVGElement): void, celebrate(): void,
 *   spot(place: Place): [x: number, y: number], readonly filled: readonly Place[] }} Scene
 */

/** @type {Act} */
const AT_ONCE = { ms: 0, draw() {} };

/** @type {(scene: Scene) => { [T in Happening["type"]]: (event: Extract<Happening, { type: T }>) => Act }} */
export function makeActs(scene) {
  const { clock, palette, stand, put, dust, door } = scene;
  return {
    stepped: (event) => step(scene, event),
    pushed: (event) => step(scene, event, event.push),
    bumped: (event) => bump(scene, event),
    collected({ crystal }) {
      scene.take(crystal);
      void clock.move(380, (part) => stand({ hands: hill(part), mood: part < 1 ? "happy" : "calm" }));
      return AT_ONCE;
    },
    splashed({ boulder }) {
      const ball = scene.ball(boulder.id);
      const [x, y] = scene.spot(boulder);
      dust.splash(x, y);
      return {
        ms: 320,
        draw(part) {
          ball?.sink(smooth(part));
          if (part === 1) {
            scene.drop(boulder);
            scene.fill([...scene.filled, boulder]);
          }
        },
      };
    },
    clicked({ plate }) {
      void clock.move(240, (part) => scene.press(plate, smooth(part)));
      return AT_ONCE;
    },
    released({ plate }) {
      void clock.move(240, (part) => scene.press(plate, 1 - smooth(part)));
      return AT_ONCE;
    },
    opened() {
      return { ms: 460, draw: (part) => door.open(smooth(part)) };
    },
    closed() {
      return { ms: 260, draw: (part) => door.open(1 - smooth(part)) };
    },
    missing() {
      return { ms: 320, draw: (part) => door.rattle(Math.sin(part * Math.PI * 6) * (1 - part) * 5) };
    },
    undone: (event) => takeBack(scene, event),
    looked({ place }) {
      scene.glance(place);
      return { ms: 70, draw() {} };
    },
    surveyed() {
      scene.glance(null);
      return { ms: 300, draw() {} };
    },
    pressed({ key }) {
      scene.say(keys(palette, key));
      return AT_ONCE;
    },
    hopeless({ boulder }) {
      const ball = scene.ball(boulder.id);
      scene.say(alarm(palette));
      return {
        ms: 700,
        draw(part) {
          ball?.shake(Math.sin(part * Math.PI * 8) * (1 - part) * 5);
          stand({ mood: part < 1 ? "hurt" : "calm" });
        },
      };
    },
    refused() {
      scene.say(question(palette));
      return { ms: 500, draw() {} };
    },
    reached() {
      scene.celebrate();
      put(scene.exit);
      return AT_ONCE;
    },
  };
}

/** One field on, with a boulder or without. @type {(scene: Scene, event: Extract<Happening, { type: "stepped" | "pushed" }>, push?: import("./logic.js").Push) => Act} */
function step({ exit, stand, put, place, ball, dust, spot }, { from, to, facing }, push) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [leaves, comes] = [isAt(from, exit), isAt(to, exit)];
  const rolling = push && ball(push.boulder.id);
  let rolled = 0;
  if (push) {
    const [x, y] = spot(push.boulder);
    dust.puff(x - dx * 26, y, dx, dy);
  }
  return {
    ms: push ? 330 : 230,
    draw(part) {
      const gone = push ? smooth(part) : part < 1 ? part * 0.6 + smooth(part) * 0.4 : 1;
      const foot = part < 1 ? Math.sin(part * Math.PI * 2) : 0;
      stand({
        facing, stride: foot, lift: push ? 0 : Math.abs(foot) * 4, push: push ? Math.min(1, hill(part) * 2.2) : 0,
        squash: 1 - hill(part) * 0.03, gone: comes ? smooth(part) : leaves ? 1 - smooth(part) : 0, mood: "calm",
      });
      put({ x: from.x + dx * gone, y: from.y + dy * gone }, part < 1 ? Math.max(from.y, to.y) : to.y);
      if (push && rolling) {
        place(push.boulder, { x: push.boulder.x + dx * gone, y: push.boulder.y + dy * gone });
        rolling.roll(dx * (gone - rolled), dy * (gone - rolled));
        rolled = gone;
      }
    },
  };
}

/** There is no way on. @type {(scene: Scene, event: Extract<Happening, { type: "bumped" }>) => Act} */
function bump({ stand, put }, { from, to, facing, what }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = what === "boulder" ? 0.1 : 0.2;
  return {
    ms: 300,
    draw(part) {
      const push = smooth(part < 0.35 ? part / 0.35 : Math.max(0, 1 - (part - 0.35) / 0.5));
      put({ x: from.x + dx * far * push, y: from.y + dy * far * push }, from.y);
      stand({ facing, mood: part < 1 ? "hurt" : "calm", squash: 1 - 0.07 * push, push: what === "boulder" && part < 1 ? push : 0, stride: 0, lift: 0 });
    },
  };
}

/** A step back in time: fast, and all at once. @type {(scene: Scene, event: Extract<Happening, { type: "undone" }>) => Act} */
function takeBack(scene, { from, past, left }) {
  const { stand, put, exit } = scene;
  const { boulder, crystal, filled } = past;
  const [dx, dy] = [past.x - from.x, past.y - from.y];
  if (filled) {
    scene.fill(scene.filled.filter((it) => !isAt(it, filled)));
  }
  if (crystal) {
    scene.lay(crystal);
  }
  if (boulder && left) {
    scene.place(boulder, left);
  }
  const ball = boulder && scene.ball(boulder.id);
  let rolled = 0;
  return {
    ms: 170,
    draw(part) {
      const gone = smooth(part);
      put({ x: from.x + dx * gone, y: from.y + dy * gone }, part < 1 ? Math.max(from.y, past.y) : past.y);
      stand({ facing: past.facing, gone: isAt(from, exit) ? 1 - gone : 0, lift: 0, stride: 0, push: 0, mood: "calm" });
      if (boulder && left) {
        scene.place(boulder, { x: left.x + (boulder.x - left.x) * gone, y: left.y + (boulder.y - left.y) * gone });
        ball?.roll((boulder.x - left.x) * (gone - rolled), (boulder.y - left.y) * (gone - rolled));
        rolled = gone;
      }
    },
  };
}
