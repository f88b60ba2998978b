/** Time for the drawing: what moves once, and what moves all the time. */

/** A hidden page paints no frames: what moves must end all the same. */
const PATIENCE_MS = 300;

/**
 * @param {{ isStill: () => boolean, tick: (seconds: number) => void }} stage `tick` for what moves all the time
 */
export function makeClock({ isStill, tick }) {
  /** @type {Set<(now: number) => void>} */
  const moves = new Set();
  let frame = 0;
  const loop = (/** @type {number} */ now) => {
    frame = requestAnimationFrame(loop);
    moves.forEach((it) => it(now));
    tick(now / 1000);
  };
  const wake = () => {
    if (frame === 0 && !isStill()) {
      frame = requestAnimationFrame(loop);
    }
  };
  return {
    wake,
    /** Nothing moves any more until `wake`; what was moving stands at its end. */
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
      moves.forEach((it) => it(Infinity));
    },
    /** What moves stands at its end at once. */
    hurry() {
      moves.forEach((it) => it(Infinity));
    },
    /**
     * Calls `show` with 0 to 1 in so many milliseconds; with 1 at once where nothing is to move.
     *
     * @param {number} ms
     * @param {(part: number) => void} show
     * @returns {Promise<void>}
     */
    move(ms, show) {
      if (isStill() || document.hidden || ms <= 0) {
        show(1);
        return Promise.resolve();
      }
      wake();
      return new Promise((resolve) => {
        const started = performance.now();
        const each = (/** @type {number} */ now) => {
          const part = Math.min(1, Math.max(0, (now - started) / ms));
          if (part === 1) {
            moves.delete(each);
            clearTimeout(late);
          }
          show(part);
          if (part === 1) {
            resolve();
          }
        };
        const late = setTimeout(() => each(Infinity), ms + PATIENCE_MS);
        moves.add(each);
      });
    },
  };
}

/** Slow at both ends. @param {number} part */
export function smooth(part) {
  return part * part * (3 - 2 * part);
}

/** Up and down again: 0, 1, 0. @param {number} part */
export function hill(part) {
  return Math.sin(part * Math.PI);
}
