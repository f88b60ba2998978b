/** The server's clock, as far as this browser's is from it: the milliseconds that are to be added to `Date.now()`. */

/** A server that counts from something else than 1970 tells no time of day. */
const TIME_OF_DAY = 1e12;
/** What is further off is no delay: somebody set a clock. */
const SET_MS = 1_000;
/** Said late is said too low, so it sinks slowly, and rises faster. */
const UP_MS = 100;
const DOWN_MS = 5;
/** So many in a row that are far too low were not all late. */
const LOW_IN_A_ROW = 3;

export type Clock = { readonly offset: number; readonly isKnown: boolean; readonly low: number };

/** Without a server its own clock counts. */
export const ownClock: Clock = { offset: 0, isKnown: false, low: 0 };

/** The server said what time it is. */
export function timeTold(clock: Clock, told: unknown, now: number): Clock {
  if (typeof told !== "number" || !(told > TIME_OF_DAY) || !Number.isSafeInteger(told)) {
    return clock;
  }
  const by = told - now - clock.offset;
  const low = by < -SET_MS ? clock.low + 1 : 0;
  const isSet = !clock.isKnown || by > SET_MS || low >= LOW_IN_A_ROW;
  const step = isSet ? by : Math.max(-DOWN_MS, Math.min(UP_MS, by));
  return { offset: clock.offset + step, isKnown: true, low: isSet ? 0 : low };
}
