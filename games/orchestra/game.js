/** The orchestra as the stage knows it: its rules, its clock, and what is seen and heard. */

import { RulesGame } from "../kit/rules-game.js";
import { makeBoard } from "./board.js";
import * as rules from "./logic.js";
import { makeMixer } from "./mixer.js";
import { msAt } from "./time.js";
import { describe, refusalText, said, saidReached } from "./words.js";

/** A program gets its answer a little before the beat, so that what it then plays is there in time. */
const EARLY_MS = 130;
/** Commands that wait, and how many beats where they do not say so. */
const WAITS = /** @type {Readonly<Record<string, number>>} */ ({ waitBeats: 1, waitForBar: 0 });

/** @extends {RulesGame<rules.Level, rules.State, rules.Happening>} */
export class Game extends RulesGame {
  #mixer;
  #now;
  #told;

  /** @param {import("../kit/rules-game.js").Given & { stage: { now?: () => number } }} given */
  constructor(given) {
    const mixer = makeMixer();
    const { stage } = given;
    /** @type {ReturnType<typeof makeBoard> | undefined} */
    let board;
    const now = () => stage.now?.() ?? Date.now();
    super(given, {
      rules,
      makeBoard: (it) => (board = makeBoard(it, { mixer, now, hasSound: () => stage.sound })),
      plain: ["began", "hit", "tempo", "volume", "lit", "shown", "scaled", "stopped"],
      words: {
        describe,
        said,
        reached: (event, state, level, text) => {
          const { stars } = /** @type {Extract<rules.Happening, { type: "reached" }>} */ (event);
          return { stars, text: saidReached(stars, state, level.par, text) };
        },
        refused: refusalText,
      },
    });
    this.#mixer = mixer;
    this.#now = now;
    this.#told = () => board?.told();
  }

  /** @param {import("../kit/rules-game.js").GivenCommand} command */
  async command(command) {
    const { action, params = [], isReplay, signal } = command;
    if (isReplay) {
      // When it was played first nobody knows any more: its beats follow from the waits alone.
      return super.command(command);
    }
    const clock = this.#now();
    const beats = WAITS[action] === undefined ? null : Number(params[0] ?? WAITS[action]);
    if (beats !== null) {
      await this.#wait(beats, clock, signal);
    }
    return super.command({ ...command, params: [...params, beats === null ? this.#now() : clock] });
  }

  /** Waits for the beat, unless it is too far: then the rules refuse. @type {(beats: number, clock: number, signal: AbortSignal) => Promise<void>} */
  async #wait(beats, clock, signal) {
    const state = rules.placed(/** @type {rules.State} */ (this.snapshot()), clock);
    const due = msAt(state.tempo, rules.dueAfter(state, beats, clock) + state.origin) - EARLY_MS;
    if (beats * 60_000 / state.tempo.bpm <= rules.LONGEST_WAIT_MS) {
      await until(due, this.#now, signal);
    }
  }

  /** Nodes of sound that there are, for whoever measures. */
  alive() {
    return this.#mixer.count();
  }

  /** How the picture goes: what a frame costs, and how fine it is. */
  told() {
    return this.#told();
  }

  destroy() {
    super.destroy();
    this.#mixer.close();
  }
}

/** Waits by the clock: a timer alone may be early or late. @type {(ms: number, now: () => number, signal: AbortSignal) => Promise<void>} */
async function until(ms, now, signal) {
  for (let left = ms - now(); left > 0; left = ms - now()) {
    signal.throwIfAborted();
    await new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve(undefined);
      };
      const timer = setTimeout(end, left > 40 ? left - 15 : left);
      signal.addEventListener("abort", end);
    });
  }
  signal.throwIfAborted();
}
