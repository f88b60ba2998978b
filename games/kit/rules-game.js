/**
 * A game whose rules are pure: hands commands to the rules, and what happens to the drawing, to the ears and to those
 * who hear the stage instead of seeing it.
 */

import { makeSound } from "./sound.js";

/** A program that runs long is played faster, little by little. */
const HURRY = { after: 14, each: 0.05, most: 2.4, pauseMs: 700 };

/**
 * The stage, as livecoding-game.d.ts tells it.
 *
 * @typedef {(told: unknown, values?: Record<string, string | number>) => string} Text tells in the learner's language
 * @typedef {{ readonly lang: string, readonly theme: string, readonly reducedMotion: boolean, readonly sound: boolean,
 *   onChange(act: () => void): unknown, text: Text,
 *   reached(told: { stars?: number, text?: string }): void, say(text: string): void,
 *   waitForKey(keys: readonly string[], signal?: AbortSignal): Promise<string>, refuse(code: string, text: string): Error,
 *   animate?: (ms: number, draw: (part: number) => void) => Promise<void>,
 *   save?: (file: { name: string, type: string, text?: string, bytes?: Uint8Array }) => void }} Stage
 * @typedef {{ element: HTMLElement, assetsBasePath: string, console: Pick<Console, "info">, stage: Stage }} Given
 * @typedef {{ id: string, data: any, par?: number }} GivenLevel
 * @typedef {{ action: string, params?: readonly unknown[], signal: AbortSignal, isReplay: boolean,
 *   answer?: unknown }} GivenCommand
 */

/**
 * Rules: what `logic.js` of a game exports. A state is plain JSON, and nothing else is remembered.
 *
 * @template Level
 * @template {{ hasReached: boolean }} State
 * @template {{ type: string }} Happening
 * @typedef {{
 *   readLevel(level: GivenLevel): Level,
 *   begin(level: Level): State,
 *   play(level: Level, state: State, command: { action: string, params: unknown[] }):
 *     [State, Happening[], { value: unknown } | { refused: string }] }} Rules
 */

/**
 * A drawing of a level. `play` shows what happens one after the other and ends when it is over; `hear` is called as
 * each begins.
 *
 * @template State
 * @template {{ type: string }} Happening
 * @typedef {{ show(state: State): void, play(events: Happening[], state: State, pace: number, hear: (event: Happening) => void): Promise<void>,
 *   wait?(): () => void, destroy(): void }} Board
 */

/**
 * What a game is made of.
 *
 * - `plain`: happenings that need not be said of a long run.
 * - `soundOf`: which sound belongs to a happening.
 * - `keys`: the words of a program for keys, by `KeyboardEvent.key`.
 * - `words`: what is said; `info` is for the learner's console too, `reached` tells the stars and a sentence.
 *
 * @template Level
 * @template {{ hasReached: boolean }} State
 * @template {{ type: string }} Happening
 * @typedef {{
 *   rules: Rules<Level, State, Happening>,
 *   makeBoard(given: { element: HTMLElement, level: Level, theme: string, isStill: () => boolean, text: Text,
 *     assetsBasePath: string, animate?: (ms: number, draw: (part: number) => void) => Promise<void> }): Board<State, Happening>,
 *   words: {
 *     describe(level: Level, state: State, text: Text): string,
 *     said(events: Happening[], text: Text, state: State): string,
 *     info?(event: Happening, text: Text): string,
 *     reached(event: Happening, state: State, level: Level, text: Text): { stars?: number, text?: string },
 *     refused(code: string, command: { action: string, params: unknown[] }, state: State, text: Text): string,
 *     waits?(state: State, text: Text): string },
 *   sounds?: Readonly<Record<string, readonly import("./sound.js").Note[]>>,
 *   soundOf?: Readonly<Partial<Record<string, string>>>,
 *   keys?: Readonly<Record<string, string>>,
 *   plain?: readonly string[] }} Made
 */

/**
 * Extend it with a constructor that passes on what the stage gives, and what the game is made of.
 *
 * @template Level
 * @template {{ hasReached: boolean }} State
 * @template {{ type: string }} Happening
 */
export class RulesGame {
  /** @type {Level | undefined} */
  #level;
  /** @type {State | undefined} */
  #state;
  /** @type {Board<State, Happening> | undefined} */
  #board;
  #sound;
  #row = 0;
  #lastAt = 0;
  #look = "";

  /**
   * @param {Given} given
   * @param {Made<Level, State, Happening>} made
   */
  constructor(given, made) {
    this.given = given;
    this.stage = given.stage;
    this.made = made;
    this.#sound = makeSound(made.sounds ?? {});
    this.stage.onChange(() => this.#redraw());
  }

  /** @param {GivenLevel} level */
  setLevel(level) {
    this.#level = this.made.rules.readLevel(level);
    this.#row = 0;
    this.#state = this.made.rules.begin(this.#level);
    this.#draw();
  }

  /** @param {GivenCommand} command */
  async command({ action, params, signal, isReplay, answer = "" }) {
    const isKey = action === "waitForKey";
    const given = isKey ? [isReplay ? answer : await this.#key(signal)] : [...(params ?? [])];
    return this.#play({ action, params: given }, isReplay);
  }

  reset() {
    this.#row = 0;
    if (this.#level) {
      this.restore(this.made.rules.begin(this.#level));
    }
  }

  snapshot() {
    return structuredClone(this.#state);
  }

  /** @param {unknown} state what `snapshot` gave */
  restore(state) {
    this.#state = /** @type {State} */ (structuredClone(state));
    this.#board?.show(this.#state);
  }

  describe() {
    const { words } = this.made;
    return this.#level && this.#state ? words.describe(this.#level, this.#state, this.stage.text) : "";
  }

  destroy() {
    this.#board?.destroy();
    this.#sound.close();
  }

  /** @type {(command: { action: string, params: unknown[] }, isReplay: boolean) => Promise<unknown>} */
  async #play(command, isReplay) {
    const [level, before, board] = [this.#level, this.#state, this.#board];
    if (!level || !before || !board) {
      throw new Error("The game has no level yet.");
    }
    const [state, events, answer] = this.made.rules.play(level, before, command);
    this.#state = state;
    if (isReplay) {
      board.show(state);
    } else {
      await board.play(events, state, this.#pace(), (event) => this.#hear(event));
      this.#lastAt = performance.now();
      this.#tell(events, state);
    }
    this.#tellReached(events, state, level);
    if ("refused" in answer) {
      throw this.stage.refuse(answer.refused, this.made.words.refused(answer.refused, command, state, this.stage.text));
    }
    return answer.value;
  }

  /** What is said of it, to a screen reader and on the console. @type {(events: Happening[], state: State) => void} */
  #tell(events, state) {
    const { words, plain = [] } = this.made;
    // A long run would talk without end: then only what changes something is said.
    const isLong = this.#row > HURRY.after;
    const said = words.said(isLong ? events.filter((it) => !plain.includes(it.type)) : events, this.stage.text, state);
    if (said) {
      this.stage.say(said);
    }
    for (const event of events) {
      const text = words.info?.(event, this.stage.text);
      if (text) {
        this.given.console.info(text);
        this.stage.say(text);
      }
    }
  }

  /** @type {(events: Happening[], state: State, level: Level) => void} */
  #tellReached(events, state, level) {
    const event = events.find((it) => it.type === "reached");
    if (event) {
      this.stage.reached(this.made.words.reached(event, state, level, this.stage.text));
    }
  }

  /** @param {AbortSignal} signal */
  async #key(signal) {
    const { keys = {}, words } = this.made;
    const done = this.#board?.wait?.();
    const told = this.#state && words.waits?.(this.#state, this.stage.text);
    if (told) {
      this.stage.say(told);
    }
    try {
      const key = await this.stage.waitForKey(Object.keys(keys), signal);
      return keys[key] ?? Object.values(keys)[0] ?? key;
    } finally {
      done?.();
    }
  }

  /** @param {Happening} event */
  #hear(event) {
    const name = this.made.soundOf?.[event.type];
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
    if (`${this.stage.theme} ${this.stage.reducedMotion} ${this.stage.lang}` !== this.#look) {
      this.#draw();
    }
  }

  #draw() {
    this.#look = `${this.stage.theme} ${this.stage.reducedMotion} ${this.stage.lang}`;
    const [level, state, { stage, given }] = [this.#level, this.#state, this];
    if (!level || !state) {
      return;
    }
    this.#board?.destroy();
    const animate = stage.animate?.bind(stage);
    const { element, assetsBasePath } = given;
    const text = stage.text.bind(stage);
    this.#board = this.made.makeBoard({
      element, level, theme: stage.theme, isStill: () => stage.reducedMotion, text, assetsBasePath, ...(animate && { animate }),
    });
    this.#board.show(state);
  }
}
