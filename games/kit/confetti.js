/** Little pieces that fly where there is something to be glad about. */

import { svg, set } from "./svg.js";

const GRAVITY = 900;
const MOST_PIECES = 60;

/**
 * @param {readonly string[]} colours of the pieces
 * @param {readonly [string, string]} [sparks] of the ring
 */
export function makeConfetti(colours, sparks = ["#ffffff", "#ffdf75"]) {
  const element = svg("g");
  /** @type {{ shape: SVGElement, x: number, y: number, vx: number, vy: number, spin: number, life: number, fall: number }[]} */
  let pieces = [];
  let last = 0;

  /** @type {(x: number, y: number, count: number, make: (it: number) => { vx: number, vy: number, life: number, fall: number, shape: SVGElement }) => void} */
  function add(x, y, count, make) {
    for (let it = 0; it < count && pieces.length < MOST_PIECES; it += 1) {
      const piece = { x, y, spin: (Math.random() - 0.5) * 900, ...make(it) };
      element.append(piece.shape);
      pieces.push(piece);
    }
  }
  return {
    element,
    /** @type {(x: number, y: number, isStill: boolean) => void} */
    burst(x, y, isStill) {
      if (isStill) {
        return;
      }
      add(x, y, 46, (it) => ({
        vx: (Math.random() - 0.5) * 620, vy: -260 - Math.random() * 420, life: 1.3 + Math.random() * 0.6, fall: GRAVITY,
        shape: svg("rect", { x: -6, y: -4, width: 12, height: 8, rx: 2, fill: colours[it % colours.length] ?? sparks[1] }),
      }));
    },
    /** @type {(x: number, y: number, isStill: boolean) => void} */
    ring(x, y, isStill) {
      if (isStill) {
        return;
      }
      add(x, y, 10, (it) => ({
        vx: Math.cos(it / 10 * 6.283) * 130, vy: Math.sin(it / 10 * 6.283) * 100, life: 0.5, fall: 0,
        shape: svg("circle", { r: 4, fill: it % 2 ? sparks[0] : sparks[1] }),
      }));
    },
    clear() {
      element.replaceChildren();
      pieces = [];
    },
    /** @param {number} seconds */
    tick(seconds) {
      const passed = Math.min(0.05, Math.max(0, seconds - last));
      last = seconds;
      pieces = pieces.filter((it) => {
        it.life -= passed;
        it.vy += it.fall * passed;
        it.x += it.vx * passed;
        it.y += it.vy * passed;
        if (it.life <= 0) {
          it.shape.remove();
          return false;
        }
        set(it.shape, {
          transform: `translate(${it.x.toFixed(1)} ${it.y.toFixed(1)}) rotate(${(it.life * it.spin).toFixed(0)})`,
          opacity: Math.min(1, it.life * 3),
        });
        return true;
      });
    },
  };
}
