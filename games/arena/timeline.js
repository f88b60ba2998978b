/** When each happening of a turn is shown: as one after the other as must be, and as much at once as can be; pure. */

/** Milliseconds that each takes. */
export const LENGTHS = {
  moved: 240, blocked: 200, shot: 360, shielded: 700, rested: 140, picked: 280, groped: 140, burnt: 280, leaked: 200, fell: 560,
  appeared: 300, shrank: 520, reached: 0, over: 0, lost: 0,
};
/** Steps at once are seen as such; shots are not. */
const AFTER_STEP = 60;
const AFTER_SHOT = 170;
/** However many turns are to be shown, nobody watches longer. */
const MOST_MS = 5_000;

/**
 * @template {{ type: string }} Event
 * @param {readonly Event[]} events
 * @returns {{ shown: { event: Event, start: number, length: number }[], whole: number }}
 */
export function timelineOf(events) {
  /** @type {{ event: Event, start: number, length: number }[]} */
  const shown = [];
  let [at, stepsEnd, end, shotAt] = [0, 0, 0, 0];
  for (const event of events) {
    const length = LENGTHS[/** @type {keyof typeof LENGTHS} */ (event.type)] ?? 0;
    let start = at;
    switch (event.type) {
      case "turned":
      case "burnt":
      case "leaked":
      case "shrank":
      case "over":
      case "reached":
      case "lost":
        // What burns in one turn burns together.
        start = event.type !== "shrank" && shown.at(-1)?.event.type === event.type ? at : end;
        at = start;
        break;
      case "shot":
        start = Math.max(at, stepsEnd);
        shotAt = start;
        at = start + AFTER_SHOT;
        break;
      case "fell":
        start = Math.max(at, shotAt + AFTER_SHOT);
        at = start;
        break;
      case "moved":
      case "blocked":
        stepsEnd = start + length * 0.8;
        at = start + AFTER_STEP;
        break;
      default:
        at += length > 0 ? AFTER_STEP : 0;
    }
    shown.push({ event, start, length });
    end = Math.max(end, event.type === "shielded" ? start + AFTER_SHOT : start + length);
  }
  const squeeze = Math.min(1, MOST_MS / Math.max(1, end));
  return {
    shown: shown.map((it) => ({ ...it, start: it.start * squeeze, length: it.length * squeeze })),
    whole: end * squeeze,
  };
}
