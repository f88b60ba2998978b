/**
 * The arena as the stage knows it: a learner alone among bots, a match that is hosted here (`join`, `start`, `leave`),
 * or one that is played again, whose `@` commands come like the others.
 */

import { makeSound } from "../kit/sound.js";
import { makeBoard } from "./draw.js";
import { begin, play, readLevel } from "./logic.js";
import { Record } from "./record.js";
import { SOUNDS, soundOf } from "./sound.js";
import { SHOWN } from "./texts.js";
import { describe, refusalText, said, saidReached } from "./words.js";

/** A program that runs long is played faster, little by little, and less is said of it. */
const HURRY = { after: 14, each: 0.05, most: 2.4, pauseMs: 700 };
const PLAIN = ["moved", "blocked", "scanned", "groped", "rested"];
/** Where nothing moves, a turn is to be seen all the same. */
const STILL_TURN_MS = 350;

/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./logic.js").Level} Level */
/** @typedef {import("./logic.js").Happening} Happening */
/** @typedef {import("./logic.js").Answer} Answer */
/** @typedef {import("../kit/rules-game.js").GivenLevel & { seed?: number }} GivenLevel */
/** @typedef {{ actor?: number, action: string, params?: readonly unknown[], signal?: AbortSignal, isReplay?: boolean }} GivenCommand */
/** @typedef {{ resolve: (answer: Answer | null) => void }} Waiting */

export class Game {
  /** @type {Level | undefined} */
  #level;
  /** @type {State | undefined} */
  #state;
  /** @type {ReturnType<typeof makeBoard> | undefined} */
  #board;
  /** @type {GivenLevel | undefined} */
  #given;
  /** Whether this page keeps the time of the match, and begins it. */
  #isHost = false;
  /** Whose programs take part. @type {Set<number>} */
  #here = new Set();
  #record = new Record("", 1);
  /** Programs that wait for the end of the turn, by actor. @type {Map<number, Waiting>} */
  #waiting = new Map();
  /** What is shown comes one after the other. @type {Promise<void>} */
  #shown = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #late;
  #timedTurn = 0;
  #sound = makeSound(SOUNDS);
  #row = 0;
  #lastAt = 0;
  #look = "";

  /** @param {import("../kit/rules-game.js").Given} given */
  constructor({ element, console, stage }) {
    this.element = element;
    this.console = console;
    this.stage = stage;
    stage.onChange(() => this.#redraw());
  }

  /** @param {GivenLevel} level */
  setLevel(level) {
    this.#given = level;
    this.#here.clear();
    this.#isHost = false;
    this.#level = readLevel(level);
    this.#begin(level.seed ?? 1);
    this.#draw();
  }

  /** @param {GivenCommand} command */
  async command({ actor = 1, action, params = [], signal, isReplay = false }) {
    if (action.startsWith("@")) {
      // Then the match is hosted by whoever sends this.
      this.#isHost = false;
    }
    const command = { actor, action, params: [...params] };
    const answered = this.#answer(actor, signal);
    const { hasAnswer, shown } = this.#perform(command, isReplay);
    if (!hasAnswer && !this.#isHost) {
      this.#waiting.delete(actor);
      await shown;
      return null;
    }
    const answer = await answered;
    if (answer && "refused" in answer) {
      throw this.stage.refuse(answer.refused, refusalText(answer.refused, this.#text));
    }
    return answer?.value ?? null;
  }

  /** Somebody's program takes part in the match that is hosted here. @param {{ actor: number, name: string, language?: string }} who */
  join({ actor, name, language = "" }) {
    const isKnown = this.#here.has(actor);
    if (isKnown && this.#state?.isOver) {
      // Only its language became known.
      return;
    }
    if (!this.#isHost || this.#state?.isOver) {
      this.#here.clear();
      this.#isHost = true;
      this.#begin(this.#given?.seed ?? Math.floor(Math.random() * 1_000_000) + 1);
      this.#draw();
    }
    this.#here.add(actor);
    this.#perform({ actor, action: "@join", params: [name, language] });
    if (this.#state?.robots.length === Math.min(8, this.#level?.starts.length ?? 8)) {
      this.start();
    }
  }

  /** Begins the match that is hosted here. */
  start() {
    if (this.#state && !this.#state.hasStarted) {
      this.#perform({ actor: 0, action: "@start", params: [] });
    }
  }

  /** A program that takes part has ended. @param {{ actor: number, reason?: string }} who */
  leave({ actor, reason = "" }) {
    this.#here.delete(actor);
    this.#waiting.get(actor)?.resolve(null);
    this.#waiting.delete(actor);
    if (this.#state && !this.#state.isAlone && !this.#state.isOver) {
      this.#perform({ actor, action: "@leave", params: [reason] });
    }
  }

  /** All commands since the beginning, as a file that `livecoding match` writes and a page plays again. */
  replay() {
    return this.#record.file(this.#state);
  }

  reset() {
    const isOn = this.#isHost && this.#state && !this.#state.isOver && !this.#state.isAlone;
    // One program that begins anew does not end the match of the others.
    if (!isOn && this.#level) {
      this.#isHost = false;
      this.#begin(this.#given?.seed ?? 1);
      this.#show();
    }
  }

  snapshot() {
    return structuredClone(this.#state);
  }

  /** @param {unknown} state what `snapshot` gave */
  restore(state) {
    this.#state = /** @type {State} */ (structuredClone(state));
    this.#show();
  }

  describe() {
    return this.#level && this.#state ? describe(this.#level, this.#state, this.#text) : "";
  }

  destroy() {
    clearTimeout(this.#late);
    this.#board?.destroy();
    this.#sound.close();
  }

  get #text() {
    return this.stage.text.bind(this.stage);
  }

  /** @param {number} seed */
  #begin(seed) {
    clearTimeout(this.#late);
    this.#waiting.forEach(({ resolve }) => resolve(null));
    this.#waiting.clear();
    this.#row = 0;
    this.#timedTurn = 0;
    this.#record = new Record(this.#given?.id ?? "", seed);
    if (this.#level) {
      this.#state = begin(this.#level, seed);
    }
  }

  /** Waits for the answer of an actor, as long as its program does. @type {(actor: number, signal?: AbortSignal) => Promise<Answer | null>} */
  #answer(actor, signal) {
    return new Promise((resolve) => {
      this.#waiting.set(actor, { resolve });
      signal?.addEventListener("abort", () => resolve(null), { once: true });
    });
  }

  /**
   * Plays a command by the rules, at once; what comes of it is shown in its turn, and then the answers are given.
   *
   * @type {(command: { actor: number, action: string, params: unknown[] }, isReplay?: boolean) => { hasAnswer: boolean, shown: Promise<void> }}
   */
  #perform(command, isReplay = false) {
    const [level, before] = [this.#level, this.#state];
    if (!level || !before) {
      throw new Error("The game has no level yet.");
    }
    const [state, events, answers] = play(level, before, command);
    this.#state = state;
    this.#record.add(command, answers);
    const hasAnswer = answers.some((it) => it.actor === command.actor);
    const waiting = answers.map((it) => ({ answer: it, who: this.#waiting.get(it.actor) }));
    answers.forEach((it) => this.#waiting.delete(it.actor));
    const give = () => waiting.forEach(({ answer, who }) => who?.resolve(answer));
    // Questions do not wait for what is still to be shown.
    const isQuestion = answers.length === 1 && events.every((it) => it.type === "scanned" || it.type === "refused");
    const shown = this.#queue(events, state, isReplay, isQuestion);
    void (isQuestion ? shown : shown.then(() => this.#keepTime(state))).then(give, give);
    return { hasAnswer, shown };
  }

  /** @type {(events: Happening[], state: State, isReplay: boolean, isQuestion: boolean) => Promise<void>} */
  #queue(events, state, isReplay, isQuestion) {
    if (isReplay) {
      this.#show();
      this.#tellReached(events);
      return Promise.resolve();
    }
    if (isQuestion) {
      return this.#play(events, state);
    }
    this.#shown = this.#shown.then(() => this.#play(events, state)).catch((why) => reportError(why));
    return this.#shown;
  }

  /** @type {(events: Happening[], state: State) => Promise<void>} */
  async #play(events, state) {
    const animate = state.isAlone ? this.stage.animate?.bind(this.stage) : undefined;
    await this.#board?.play(events, state, this.#pace(state), (event) => this.#hear(event), animate);
    if (this.stage.reducedMotion && !state.isAlone && events.some((it) => it.type === "turned")) {
      await new Promise((resolve) => setTimeout(resolve, STILL_TURN_MS));
    }
    this.#lastAt = performance.now();
    const isLong = this.#row > HURRY.after;
    const told = said(isLong ? events.filter((it) => !PLAIN.includes(it.type)) : events, this.#text, state);
    if (told) {
      this.stage.say(told);
    }
    if (events.some((it) => it.type === "lost")) {
      const out = this.#text(state.robots[0]?.fell ? SHOWN.out : SHOWN.late);
      this.console.info(out);
      this.stage.say(out);
    }
    this.#tellReached(events);
  }

  /** Whoever has not decided when the time is over is late; only where the match is hosted. @param {State} shown */
  #keepTime(shown) {
    const { turn } = shown;
    if (!this.#isHost || this.#state?.turn !== turn || this.#timedTurn === turn || !shown.hasStarted || this.#state.isOver) {
      return;
    }
    this.#timedTurn = turn;
    clearTimeout(this.#late);
    this.#late = setTimeout(() => {
      for (const actor of this.#state?.turn === turn ? this.#state.waitingFor : []) {
        this.#perform({ actor, action: "@late", params: [] });
      }
    }, this.#level?.turnMs);
  }

  /** @param {Happening[]} events */
  #tellReached(events) {
    const event = events.find((it) => it.type === "reached");
    if (event?.type === "reached" && this.#level) {
      this.stage.reached({ stars: event.stars, text: saidReached(event, this.#level, this.#text) });
    }
  }

  /** @param {Happening} event */
  #hear(event) {
    const name = soundOf(event);
    if (name && this.stage.sound) {
      this.#sound.play(name);
    }
  }

  /** @param {State} state */
  #pace(state) {
    const isInARow = performance.now() - this.#lastAt < HURRY.pauseMs;
    this.#row = isInARow ? this.#row + 1 : 0;
    return state.isAlone ? Math.min(HURRY.most, 1 + Math.max(0, this.#row - HURRY.after) * HURRY.each) : 1;
  }

  #show() {
    if (this.#state) {
      this.#board?.show(this.#state);
    }
  }

  /** Another theme is another drawing; all else is asked for when it is needed. */
  #redraw() {
    if (`${this.stage.theme} ${this.stage.reducedMotion} ${this.stage.lang}` !== this.#look) {
      this.#draw();
    }
  }

  #draw() {
    this.#look = `${this.stage.theme} ${this.stage.reducedMotion} ${this.stage.lang}`;
    if (!this.#level) {
      return;
    }
    this.#board?.destroy();
    const start = this.#isHost ? () => this.start() : undefined;
    this.#board = makeBoard({
      element: this.element, level: this.#level, theme: this.stage.theme, isStill: () => this.stage.reducedMotion, text: this.#text, start,
    });
    this.#show();
  }
}
