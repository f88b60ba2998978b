/** Chance that is the same again for the same seed: its state is a number, and stands in the state of a game. */

/**
 * The next of a row of chances: the state for the one after it, and a number from 0 up to, without, 1.
 * (mulberry32, by Tommy Ettinger, in the public domain.)
 *
 * @param {number} state any whole number; the seed at first
 * @returns {[state: number, chance: number]}
 */
export function chance(state) {
  const after = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(after ^ (after >>> 15), after | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return [after, ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296];
}

/**
 * A whole number from 0 up to, without, `count`.
 *
 * @param {number} state
 * @param {number} count
 * @returns {[state: number, number: number]}
 */
export function pick(state, count) {
  const [after, part] = chance(state);
  return [after, Math.floor(part * count)];
}

/**
 * The same things in another order.
 *
 * @template T
 * @param {number} state
 * @param {readonly T[]} things
 * @returns {[state: number, things: T[]]}
 */
export function shuffle(state, things) {
  const shuffled = [...things];
  let now = state;
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const [after, other] = pick(now, last + 1);
    now = after;
    [shuffled[last], shuffled[other]] = [/** @type {T} */ (shuffled[other]), /** @type {T} */ (shuffled[last])];
  }
  return [now, shuffled];
}
