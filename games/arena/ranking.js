/** Who is where: the last one standing is first; pure. */

import { isStanding } from "./robots.js";

const FOR_EACH_OUTLIVED = 10;
/** More hits than this do not count: nobody gets more points than who is placed before. */
const MOST_HITS = 9;

/**
 * In order of place, also before the end: who stands is before who fell, who fell later before who fell earlier. Among
 * those who stand it is energy, and then hits, that decide; among those who fell together, hits.
 *
 * @param {Pick<import("./logic.js").State, "robots">} state
 * @returns {import("./logic.js").Ranked[]}
 */
export function ranking({ robots }) {
  const keys = robots.map((it) => ({ it, key: isStanding(it) ? [Infinity, it.energy, it.hits] : [it.fell, 0, it.hits] }));
  keys.sort((one, other) => compared(other.key, one.key) || one.it.actor - other.it.actor);
  return keys.map(({ it, key }) => {
    const before = keys.filter((other) => compared(other.key, key) > 0).length;
    const behind = keys.filter((other) => compared(other.key, key) < 0).length;
    return { actor: it.actor, name: it.name, place: before + 1, points: behind * FOR_EACH_OUTLIVED + Math.min(it.hits, MOST_HITS) };
  });
}

/** Stars for so many turns. @type {(level: { par: number }, turns: number) => number} */
export function stars({ par }, turns) {
  return turns <= par ? 3 : turns <= par * 2 ? 2 : 1;
}

/** @type {(one: number[], other: number[]) => number} */
function compared(one, other) {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : (one[at] ?? 0) > (other[at] ?? 0) ? 1 : -1;
}
