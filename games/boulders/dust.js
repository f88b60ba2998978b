/** What flies for a moment: dust behind a boulder, drops out of the water, and a crystal that is taken. */

import { hill, smooth } from "../kit/clock.js";
import { set, svg } from "../kit/svg.js";

const MOST = 40;

/**
 * @param {{ palette: import("./palette.js").Palette, clock: ReturnType<typeof import("../kit/clock.js").makeClock>, isStill: () => boolean }} scene
 */
export function makeDust({ palette, clock, isStill }) {
  const element = svg("g");
  /** @type {(shape: SVGElement, ms: number, draw: (part: number) => void) => void} */
  function fly(shape, ms, draw) {
    if (isStill() || element.childElementCount >= MOST) {
      return;
    }
    element.append(shape);
    draw(0);
    void clock.move(ms, draw).then(() => shape.remove());
  }
  return {
    element,
    /** Where a boulder begins to roll. @type {(x: number, y: number, dx: number, dy: number) => void} */
    puff(x, y, dx, dy) {
      for (let at = 0; at < 4; at += 1) {
        const [aside, far] = [(at - 1.5) * 15, 10 + Math.random() * 22];
        const puff = svg("circle", { fill: palette.pebble });
        fly(puff, 420 + at * 60, (part) => set(puff, {
          cx: x - dx * far * part + (dy ? aside : 0), cy: y - dy * far * part * 0.7 + (dx ? aside * 0.5 : 0) - part * 10,
          r: 4 + part * 11, opacity: (0.55 * (1 - part)).toFixed(2),
        }));
      }
    },
    /** A boulder falls into the water. @type {(x: number, y: number) => void} */
    splash(x, y) {
      for (let at = 0; at < 10; at += 1) {
        const turn = at / 10 * Math.PI * 2;
        const [far, high] = [34 + Math.random() * 26, 40 + Math.random() * 46];
        const drop = svg("circle", { fill: at % 2 ? palette.foam : palette.water, stroke: palette.waterDeep, "stroke-width": 1.5 });
        fly(drop, 520 + Math.random() * 160, (part) => set(drop, {
          cx: x + Math.cos(turn) * far * part, cy: y + Math.sin(turn) * far * 0.5 * part - hill(part) * high, r: 7 - part * 4,
          opacity: part < 0.8 ? 1 : (1 - part) * 5,
        }));
      }
      for (const late of [0, 0.25]) {
        const ring = svg("ellipse", { cx: x, cy: y, fill: "none", stroke: palette.foam, "stroke-width": 4 });
        fly(ring, 700, (part) => {
          const own = Math.max(0, part - late) / (1 - late);
          set(ring, { rx: 12 + own * 48, ry: 7 + own * 28, opacity: (own > 0 ? 0.9 - own * 0.9 : 0).toFixed(2) });
        });
      }
    },
    /** A crystal is taken: it rises over the miner. @type {(shape: SVGElement, x: number, y: number) => void} */
    rise(shape, x, y) {
      fly(shape, 620, (part) => {
        const size = (1 + hill(part) * 0.25) * (part > 0.7 ? (1 - part) / 0.3 : 1);
        set(shape, { transform: `translate(${x} ${(y - smooth(Math.min(1, part * 1.4)) * 92).toFixed(1)}) scale(${size.toFixed(3)})` });
      });
    },
    clear() {
      element.replaceChildren();
    },
  };
}
