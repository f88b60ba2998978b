/** The maze as the stage knows it: hands commands to the rules, and what happens to the drawing. */

import { makeBoard } from "./draw.js";
import { begin, play, readLevel } from "./logic.js";
import { makeSound } from "./sound.js";
import { describe, refusalText, said, saidMissing, saidReached } from "./words.js";
import { SAID } from "./texts.js";

/** What the stage calls the keys that a program knows by these words. */
const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", " ": "space" };
/** @type {Partial<Record<string, import("./sound.js").SoundName>>} */
const SOUND_OF = {
  stepped: "step", turned: "turn", bumped: "bump", picked: "pick", opened: "open", rattled: "refuse", refused: "refuse",
  woke: "wake", reached: "win",
};
/** A program that runs long is played faster, little by little. */
const HURRY = { after: 14, each: 0.05, most: 2.4, pauseMs: 700 };

/** What need not be said of a long run. */
const PLAIN = ["stepped", "turned", "looked"];

/**
 * @typedef {{ lang: string, theme: string, reducedMotion: boolean, sound: boolean,
 *   onChange(act: () => void): unknown, text(told: unknown, values?: Record<string, string | number>): string,
 *   reached(told: { stars: number, text: string }): void, say(text: string): void,
 *   waitForKey(keys: string[], signal: AbortSignal): Promise<string>, refuse(code: string, text: string): Error,
 *   animate?: import("./draw.js").Animate }} Stage
 * @typedef {{ id: string, data: import("./logic.js").LevelData, par?: number }} GivenLevel
 * @typedef {{ action: string, params: unknown[], signal: AbortSignal, isReplay: boolean }} GivenCommand
 */

/** The game. */
export class Game {
  /** @type {import("./logic.js").Level | undefined} */
  #level;
  /** @type {import("./logic.js").State | undefined} */
  #state;
  /** @type {ReturnType<typeof makeBoard> | undefined} */
  #board;
  #sound = makeSound();
  #row = 0;
  #lastAt = 0;
  #look = "";

  /** @param {{ element: HTMLElement, assetsBasePath: string, console: Pick<Console, "info">, stage: Stage }} given */
  constructor({ element, console, stage }) {
    this.element = element;
    this.console = console;
    this.stage = stage;
    stage.onChange(() => this.#redraw());
  }

  /** @param {GivenLevel} level */
  setLevel(level) {
    this.#level = readLevel(level);
    this.#row = 0;
    this.#state = begin(this.#level);
    this.#draw();
  }

  /** @param {GivenCommand} command */
  async command({ action, params, signal, isReplay }) {
    if (action === "waitForKey") {
      return this.#play({ action, params: [isReplay ? "" : await this.#key(signal)] }, isReplay);
    }
    return this.#play({ action, params: params ?? [] }, isReplay);
  }

  reset() {
    this.#row = 0;
    if (this.#level) {
      this.restore(begin(this.#level));
    }
  }

  snapshot() {
    return structuredClone(this.#state);
  }

  /** @param {unknown} state what `snapshot` gave */
  restore(state) {
    this.#state = /** @type {import("./logic.js").State} */ (structuredClone(state));
    this.#board?.show(this.#state);
  }

  describe() {
    return this.#level && this.#state ? describe(this.#level, this.#state, this.stage.text) : "";
  }

  destroy() {
    this.#board?.destroy();
    this.#sound.close();
  }

  /** @type {(command: import("./logic.js").Command, isReplay: boolean) => Promise<unknown>} */
  async #play(command, isReplay) {
    const [level, before, board] = [this.#level, this.#state, this.#board];
    if (!level || !before || !board) {
      throw new Error("The maze has no level yet.");
    }
    const [state, events, answer] = play(level, before, command);
    this.#state = state;
    if (isReplay) {
      board.show(state);
      this.#tellReached(events, state);
    } else {
      await board.play(events, state, this.#pace(), (event) => this.#hear(event));
      this.#lastAt = performance.now();
      this.#tell(events, state);
    }
    if ("refused" in answer) {
      const code = answer.refused;
      throw this.stage.refuse(code, refusalText(code, command, state, this.stage.text));
    }
    return answer.value;
  }

  /** What is said of it: to a screen reader, on the console, and to the stage where the goal is reached. */
  /** @type {(events: import("./logic.js").Happening[], state: import("./logic.js").State) => void} */
  #tell(events, state) {
    // A long run would talk without end: then only what changes something is said.
    const isLong = this.#row > HURRY.after;
    const words = said(isLong ? events.filter((it) => !PLAIN.includes(it.type)) : events, this.stage.text);
    if (words) {
      this.stage.say(words);
    }
    for (const event of events) {
      if (event.type === "missing") {
        const text = saidMissing(event, this.stage.text);
        this.console.info(text);
        this.stage.say(text);
      }
    }
    this.#tellReached(events, state);
  }

  /** @type {(events: import("./logic.js").Happening[], state: import("./logic.js").State) => void} */
  #tellReached(events, state) {
    const event = events.find((it) => it.type === "reached");
    if (event && this.#level) {
      this.stage.reached({ stars: event.stars, text: saidReached(event.stars, state, this.#level, this.stage.text) });
    }
  }

  /** @param {AbortSignal} signal */
  async #key(signal) {
    const done = this.#board?.wait();
    if (this.#state?.pressed === 0) {
      this.stage.say(this.stage.text(SAID.waits));
    }
    try {
      const key = await this.stage.waitForKey(Object.keys(KEYS), signal);
      return KEYS[/** @type {keyof typeof KEYS} */ (key)] ?? "space";
    } finally {
      done?.();
    }
  }

  /** @param {import("./logic.js").Happening} event */
  #hear(event) {
    const name = SOUND_OF[event.type];
    if (name && this.stage.sound) {
      this.#sound.play(name);
    }
  }

  #pace() {
    const isInARow = performance.now() - this.#lastAt < HURRY.pauseMs;
    this.#row = isInARow ? this.#row + 1 : 0;
    return Math.min(HURRY.most, 1 + Math.max(0, this.#row - HURRY.after) * HURRY.each);
  }

  /** Another theme is another drawing; all else is asked for when it is needed. */
  #redraw() {
    if (`${this.stage.theme} ${this.stage.reducedMotion}` !== this.#look) {
      this.#draw();
    }
  }

  #draw() {
    this.#look = `${this.stage.theme} ${this.stage.reducedMotion}`;
    const [level, state] = [this.#level, this.#state];
    if (!level || !state) {
      return;
    }
    this.#board?.destroy();
    const { stage, element } = this;
    const animate = stage.animate?.bind(stage);
    this.#board = makeBoard({ element, level, theme: stage.theme, isStill: () => stage.reducedMotion, ...(animate && { animate }) });
    this.#board.show(state);
  }
}
