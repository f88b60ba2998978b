/** Pictures of the stage, after so many commands: a bounded number of bounded size, spread over the replay. */

const MOST_CHARS = 24_000_000;
/** One that is larger is not kept, nor any after it. */
const PICTURE_CHARS = 1_000_000;
const MOST = 200;

export class Pictures {
  readonly #kept = new Map<number, string>();
  #chars = 0;
  #isTooLarge = false;

  /** In order. */
  get places(): readonly number[] {
    return [...this.#kept.keys()].sort((one, other) => one - other);
  }

  /** Whether one more is of use there: not near to others, nor to the beginning. */
  wants(at: number, between: number): boolean {
    return !this.#isTooLarge && at >= between && !this.places.some((it) => Math.abs(it - at) < between);
  }

  keep(at: number, state: unknown): void {
    const text = JSON.stringify(state) ?? "";
    this.#isTooLarge ||= text === "" || text.length > PICTURE_CHARS;
    if (this.#isTooLarge) {
      return;
    }
    this.#kept.set(at, text);
    this.#chars += text.length;
    if (this.#chars > MOST_CHARS || this.#kept.size > MOST) {
      this.#thin();
    }
  }

  at(place: number): unknown {
    return JSON.parse(this.#kept.get(place) ?? "null");
  }

  clear(): void {
    this.#kept.clear();
    this.#chars = 0;
    this.#isTooLarge = false;
  }

  /** Every second one goes. */
  #thin(): void {
    for (const [n, place] of this.places.entries()) {
      if (n % 2 === 0) {
        this.#chars -= this.#kept.get(place)?.length ?? 0;
        this.#kept.delete(place);
      }
    }
  }
}
