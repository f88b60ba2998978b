/** Plays a replay on the stage: does what is to be done next, one thing after the other, until somebody wants something else. */

import { type StageCommand, isOfHost, isOfMany } from "../stage/types.ts";
import { type Job, type Machine, between, differs, next, timeFor } from "./jobs.ts";
import { Pictures } from "./pictures.ts";
import type { Answer, Recorded } from "./types.ts";

/** The stage, as far as a replay needs it. */
export type Player = {
  reset(): Promise<unknown>;
  restore(state: unknown): Promise<unknown>;
  snapshot(): Promise<unknown>;
  play(command: StageCommand, signal: AbortSignal, waits: () => void): Promise<unknown>;
  setPace(pace: { readonly ms: number } | null): void;
};

/** What a view shows. */
export type View = {
  /** How many commands the stage shows, or is on its way to. */
  readonly at: number;
  /** The command that is played, or was last. */
  readonly current: number | null;
  readonly isPlaying: boolean;
  /** Whether commands are played at once, to come to a place. */
  readonly isSeeking: boolean;
  /** Whether a command is being played, or is on its way. */
  readonly isBusy: boolean;
  readonly speed: number;
  /** The first command that the game answers otherwise than it did. */
  readonly differs: { readonly n: number; readonly given: Answer } | null;
  /** The game did not answer: its own words. */
  readonly trouble: string | null;
};

/** The stage's own words: no answers of the game. */
const NO_ANSWERS = ["stage_reloaded", "no_frame", "no_answer", "cancelled", "no_game"];
/** A frame that sends more messages a second is cut off. */
const ROW = { commands: 100, ms: 70 };

export class Deck {
  view = $state.raw<View>({ at: 0, current: null, isPlaying: false, isSeeking: false, isBusy: false, speed: 1, differs: null, trouble: null });
  readonly #commands: readonly Recorded[];
  readonly #player: Player;
  /** Actions that wait for the user: nobody is to press anything once more. */
  readonly #waiting: () => readonly string[];
  readonly #pictures = new Pictures();
  #machine: Machine;
  #abort = new AbortController();
  #outstanding = 0;
  /** What each of several programs waits for. */
  readonly #answers = new Map<number, Promise<void>>();
  #isBusy = false;
  #isOnce = false;
  #isClosed = false;
  #row = { commands: 0, since: 0 };
  /** Ends the wait for the next command. */
  #wake = () => {};

  constructor(commands: readonly Recorded[], player: Player, waiting: () => readonly string[] = () => []) {
    this.#commands = commands;
    this.#player = player;
    this.#waiting = waiting;
    this.#machine = { length: commands.length, at: null, target: null, isPlaying: false, kept: [] };
  }

  /** The stage shows something else: the game was loaded. What was kept of another one is of no use. */
  begin(): void {
    this.#pictures.clear();
    const { at } = this.view;
    this.view = { ...this.view, differs: null, trouble: null };
    this.#leave({ at: null, target: at, kept: [] });
  }

  play(): void {
    const isOver = this.#machine.at === this.#machine.length && this.#machine.target === null;
    this.#isOnce = false;
    this.#change({ isPlaying: true, ...(isOver && { target: 0 }) });
  }

  pause(): void {
    this.#isOnce = false;
    this.#change({ isPlaying: false });
    this.#wake();
  }

  /** Shows the stage as it was after so many commands. */
  seek(to: number): void {
    const target = Math.max(0, Math.min(this.#machine.length, Math.round(to)));
    if (this.view.trouble) {
      this.view = { ...this.view, trouble: null };
    }
    this.#leave({ target });
  }

  /** One command more, to be seen; or back to before the last one. */
  step(by: 1 | -1): void {
    const { target, at } = this.#machine;
    const here = target ?? at ?? 0;
    this.pause();
    if (by < 0) {
      this.seek(here - 1);
    } else if (here < this.#machine.length && !this.#isOnce) {
      this.#isOnce = true;
      this.#change({ isPlaying: true });
    }
  }

  setSpeed(speed: number): void {
    this.view = { ...this.view, speed };
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#abort.abort();
    this.#wake();
    this.#player.setPace(null);
  }

  /** What is being played is of no use: something else is wanted. */
  #leave(change: Partial<Machine>): void {
    if (this.#isShowing || this.#outstanding > 0) {
      this.#abort.abort();
      this.#abort = new AbortController();
      this.#outstanding = 0;
      this.#answers.clear();
      this.#change({ at: null, ...change });
    } else {
      this.#change(change);
    }
    this.#wake();
  }

  /** A command is played to be seen, and may take its time. */
  #isShowing = false;

  #change(change: Partial<Machine>): void {
    this.#machine = { ...this.#machine, ...change };
    this.#show();
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    try {
      for (let job = next(this.#machine); job && !this.#isClosed; job = next(this.#machine)) {
        await this.#perform(job);
      }
    } catch (thrown) {
      // The next wish begins anew.
      this.#machine = { ...this.#machine, at: null, target: null, isPlaying: false };
      this.view = { ...this.view, trouble: wordsOf(thrown) };
    } finally {
      this.#isBusy = false;
      this.#show();
    }
  }

  async #perform(job: Job): Promise<void> {
    const { signal } = this.#abort;
    const done = (at: number) => {
      if (!signal.aborted) {
        this.#machine = { ...this.#machine, at };
      }
    };
    switch (job.do) {
      case "begin":
        this.#forgetOutstanding();
        await this.#player.reset();
        return this.#arriveAt(0);
      case "restore":
        this.#forgetOutstanding();
        await this.#player.restore(this.#pictures.at(job.to));
        return this.#arriveAt(job.to);
      case "again":
        await this.#feed(job.n, true, signal);
        done(job.n + 1);
        await this.#keepPicture();
        return this.#rest();
      case "arrive":
        this.#machine = { ...this.#machine, target: null };
        return this.#show();
      case "play":
        await this.#playOne(job.n, signal);
        done(job.n + 1);
        return this.#afterOne(job.n, signal);
    }
  }

  async #playOne(n: number, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const ms = timeFor(this.#commands, n) / this.view.speed;
    this.#player.setPace({ ms: Math.max(1, ms) });
    this.view = { ...this.view, current: n, at: n };
    this.#isShowing = true;
    this.#show();
    try {
      await this.#feed(n, false, signal);
      const isLast = n + 1 >= this.#machine.length;
      await this.#wait(() => (isLast ? 0 : began + timeFor(this.#commands, n) / this.view.speed - performance.now()), signal);
    } finally {
      this.#isShowing = false;
    }
  }

  async #afterOne(n: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    if (this.#isOnce || n + 1 >= this.#machine.length) {
      this.#isOnce = false;
      this.#machine = { ...this.#machine, isPlaying: false };
    }
    await this.#keepPicture();
    this.#show();
  }

  /** Lets the game play a command. What several players want together is not waited for. */
  async #feed(n: number, isAtOnce: boolean, signal: AbortSignal): Promise<void> {
    const it = this.#commands[n];
    if (!it) {
      return;
    }
    const { action, params, actor, answer } = it;
    const waits = this.#waiting().includes(action);
    const text = it.raw ?? JSON.stringify({ action, params });
    const value = answer && "value" in answer ? { answer: answer.value } : {};
    const command: StageCommand = { cid: n + 1, text, action, params, replay: isAtOnce || waits, actor, ...value };
    const before = actor === undefined || isOfHost(command) ? undefined : this.#answers.get(actor);
    if (before) {
      // A program says its next word once it was answered: at the end of a turn, perhaps.
      await Promise.race([before, aborted(signal)]);
    }
    const given = this.#player.play(command, signal, () => {}).then(
      (value): Answer => ({ value }),
      (thrown: unknown) => refusalOf(thrown),
    );
    const compared = given.then((told) => this.#compare(n, told, signal, waits));
    if (!isOfMany(command)) {
      return compared;
    }
    if (actor !== undefined && !isOfHost(command)) {
      const answered = compared.catch(() => undefined).then(() => void (this.#answers.get(actor) === answered && this.#answers.delete(actor)));
      this.#answers.set(actor, answered);
    }
    this.#outstanding += 1;
    void compared
      .catch(() => undefined)
      .then(() => {
        this.#outstanding -= signal.aborted ? 0 : 1;
      });
    // What the game answers at once is heard before the next one.
    await new Promise((resolve) => setTimeout(resolve));
  }

  #compare(n: number, given: Answer, signal: AbortSignal, waits: boolean): void {
    if (signal.aborted) {
      return;
    }
    if ("error" in given && NO_ANSWERS.includes(given.error.code)) {
      throw new Error(given.error.text);
    }
    const recorded = this.#commands[n]?.answer ?? null;
    const before = this.view.differs;
    // A game of several may keep its answer to itself where no program waits for it.
    const isSilent = this.#commands[n]?.actor !== undefined && "value" in given && (given.value ?? null) === null;
    if (!waits && !isSilent && differs(recorded, given) && (!before || n < before.n)) {
      this.view = { ...this.view, differs: { n, given } };
    }
  }

  async #keepPicture(): Promise<void> {
    const { at, length } = this.#machine;
    if (at !== null && this.#outstanding === 0 && this.#pictures.wants(at, between(length))) {
      const state = await this.#player.snapshot();
      // Meanwhile nothing else was played: one thing is done after the other.
      this.#pictures.keep(at, state);
      this.#machine = { ...this.#machine, kept: this.#pictures.places };
    }
  }

  #arriveAt(at: number): void {
    this.#machine = { ...this.#machine, at };
  }

  /** Those who still wait for the others do so on a stage that is no more. */
  #forgetOutstanding(): void {
    if (this.#outstanding > 0) {
      this.#abort.abort();
      this.#abort = new AbortController();
      this.#outstanding = 0;
      this.#answers.clear();
    }
  }

  /** Commands that are played at once are not played faster than the stage may be spoken to. */
  async #rest(): Promise<void> {
    const now = performance.now();
    if (this.#row.commands === 0) {
      this.#row.since = now;
    }
    this.#row.commands += 1;
    if (this.#row.commands >= ROW.commands) {
      this.#row.commands = 0;
      this.#show();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#row.since + ROW.ms - now)));
    }
  }

  /** Waits as long as it is said, asked again when it is woken. */
  async #wait(left: () => number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#machine.isPlaying && !this.#isOnce && left() > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left());
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = () => {};
  }

  #show(): void {
    const { at, target, isPlaying } = this.#machine;
    const here = target ?? at ?? this.view.at;
    const current = this.#isShowing ? this.view.current : here > 0 ? here - 1 : null;
    this.view = { ...this.view, at: here, current, isPlaying: isPlaying && !this.#isOnce, isSeeking: target !== null, isBusy: target !== null || this.#isShowing };
  }
}

/** Settled when nobody waits any more. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      return resolve();
    }
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function refusalOf(thrown: unknown): Answer {
  const { code, text, message } = Object(thrown) as Record<string, unknown>;
  return { error: { code: typeof code === "string" ? code : "failed", text: String(text ?? message ?? thrown) } };
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
