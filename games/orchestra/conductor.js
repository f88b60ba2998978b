/**
 * Looks a little ahead, and hands on each note once, before it sounds.
 *
 * ```text
 *   handed on already | the next 100 ms: handed on now |
 *   ──────────────────┴────────────────────────────────┴──> the clock
 *                     told                             horizon
 * ```
 */

import { notesBetween, showBetween } from "./music.js";
import { placed, playing } from "./logic.js";
import { msAt } from "./time.js";

const EVERY_MS = 25;
const AHEAD_MS = 100;
/** The timers of a page that is out of sight come once a second. */
const HIDDEN_AHEAD_MS = 1_300;
/** What was to sound so long ago is not made up for: after a sleep the music goes on where it is. */
const LATE_MS = 40;
/** What is played anew may still have to sound within what was handed on already. */
const CATCH_UP_MS = 150;
/** A clock that was set back so far would be silent until it is there again. */
const BACK_MS = 5_000;

/** @typedef {import("./logic.js").State & { origin: number }} State */

/**
 * @param {{ now: () => number, play: (note: import("./music.js").Note) => void, align: (nowMs: number) => void,
 *   turned: (isShow: boolean) => void }} desk `turned`: the show by itself begins or ends
 */
export function makeConductor({ now, play, align, turned }) {
  /** @type {import("./logic.js").Level | null} */
  let level = null;
  /** @type {State | null} */
  let state = null;
  let told = -Infinity;
  let isShow = false;
  let isResting = false;
  /** Nobody was there before the page was. */
  let since = now();
  const timer = setInterval(tick, EVERY_MS);

  function tick() {
    if (!state || !level) {
      return;
    }
    const ms = now();
    align(ms);
    const horizon = ms + (document.hidden ? HIDDEN_AHEAD_MS : AHEAD_MS);
    const isBack = told > horizon + BACK_MS;
    if (isBack) {
      state = placed(state, ms);
    }
    const from = isBack ? ms : Math.max(told, ms - LATE_MS);
    if (horizon <= from) {
      return;
    }
    if (isResting) {
      told = horizon;
      return;
    }
    hand(ms, from, horizon).forEach(play);
    told = horizon;
  }

  /** What sounds in this time: of the show by itself, of those who play, or of one after the other. @type {(ms: number, from: number, to: number) => import("./music.js").Note[]} */
  function hand(ms, from, to) {
    if (!state || !level) {
      return [];
    }
    const { show } = level;
    const isIdle = show !== null && ms - Math.max(since, state.lastMs ?? 0) > show.afterSeconds * 1_000;
    if (!isShow) {
      const begins = isIdle && (show.overPlaying || playing(state).length === 0);
      turn(begins);
      return begins ? showBetween(state, from, to) : notesBetween(state, from, to);
    }
    const endMs = isIdle ? Infinity : Math.max(from, msAt(state.tempo, state.showEnds ?? 0));
    if (endMs >= to) {
      return showBetween(state, from, to);
    }
    turn(false);
    return [...showBetween(state, from, endMs), ...notesBetween(state, endMs, to)];
  }

  /** Hands on what is new in the time that was handed on already. @type {(before: State, after: State, ms: number) => void} */
  function catchUp(before, after, ms) {
    const keyOf = (/** @type {import("./music.js").Note} */ it) => `${it.instrument} ${it.midi} ${it.ms.toFixed(1)}`;
    const known = new Set(notesBetween(before, ms - CATCH_UP_MS, told).map(keyOf));
    notesBetween(after, ms - CATCH_UP_MS, told).filter((it) => !known.has(keyOf(it))).forEach(play);
  }

  /** @param {boolean} toShow */
  function turn(toShow) {
    if (toShow !== isShow) {
      isShow = toShow;
      turned(toShow);
    }
  }

  return {
    /**
     * Conducts this state from now on.
     *
     * @param {import("./logic.js").Level} newLevel
     * @param {import("./logic.js").State} newState
     * @param {boolean} [isPlayed] by a command, now
     */
    conduct(newLevel, newState, isPlayed = false) {
      const ms = now();
      const before = state;
      level = newLevel;
      state = placed(newState, ms);
      if (isPlayed) {
        isResting = false;
        if (before && !isShow && told > ms) {
          catchUp(before, state, ms);
        }
      }
    },
    /** Nothing sounds until it is to go on, or a command comes. @param {boolean} toRest */
    rest(toRest) {
      isResting = toRest;
    },
    get isResting() {
      return isResting;
    },
    get isShow() {
      return isShow;
    },
    get state() {
      return state;
    },
    /** Somebody is there without a command yet, as with another level or a new run: no show for a while. */
    greet() {
      since = now();
    },
    destroy: () => clearInterval(timer),
  };
}
