/**
 * Who has the game: each program one thing after the other, several programs beside each other, and nobody while the
 * whole stage is changed.
 *
 * ```text
 *   program 1   ── move ── turn ──┐           ┌── move ──
 *   program 2   ──── look ────────┤── reset ──┤
 *   program 3   ── waitForKey ────┘           └── look ──
 * ```
 */

/** How long something that was given up may go on before the game is asked for something else. */
const GRACE_MS = 1_000;

/** The program that is alone on its stage. */
export const ALONE = 0;
/** The host of several programs. */
export const HOST = -1;

export class Turns {
  /** The end of what each program was promised last; none where it may begin at once. */
  readonly #lanes = new Map<number, Promise<unknown>>();
  readonly #cancels = new Map<number, AbortController>();
  #whole: Promise<unknown> = Promise.resolve();

  /** A program's: after its own before, and after what concerned the whole stage. */
  take<T>(n: number, program: number, job: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const [done, over] = this.#begin(n, this.#lanes.get(program) ?? this.#whole, job);
    this.#lanes.set(program, over);
    void over.then(() => this.#lanes.get(program) === over && this.#lanes.delete(program));
    return done;
  }

  /** The whole stage's: after everything before it, and before everything after it. */
  takeWhole<T>(n: number, job: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const [done, over] = this.#begin(n, Promise.all([this.#whole, ...this.#lanes.values()]), job);
    this.#lanes.clear();
    this.#whole = over;
    return done;
  }

  /** Nobody waits for it any more; it has a moment to end. */
  cancel(n: number): void {
    this.#cancels.get(n)?.abort();
  }

  #begin<T>(n: number, before: Promise<unknown>, job: (signal: AbortSignal) => Promise<T>): [Promise<T>, Promise<unknown>] {
    const cancel = new AbortController();
    const { signal } = cancel;
    this.#cancels.set(n, cancel);
    const done = before.then(() => {
      signal.throwIfAborted();
      return job(signal);
    });
    const end = () => void this.#cancels.delete(n);
    const ended = done.then(end, end);
    const late = new Promise((resolve) => signal.addEventListener("abort", () => setTimeout(resolve, GRACE_MS)));
    return [done, before.then(() => Promise.race([ended, late]))];
  }
}
