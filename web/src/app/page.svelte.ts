/** The page's state for its views: performs what the steps ask for, and shows each state once a frame. */

import type { Event, Events } from "./events.ts";
import type { Effect, State } from "./state.ts";
import { step } from "./step.ts";

/** Does what is to be done, by name. */
export type Performer = { readonly [K in Effect["do"]]: (effect: Extract<Effect, { do: K }>) => void };

/** A hidden page is shown no frames. */
const HIDDEN_MS = 200;

export class Page {
  /** What views show. */
  state: State = $state.raw() as State;
  /** What is known this moment; views are some milliseconds behind while much happens. */
  now: State;
  #performer: Performer | null = null;
  readonly #inbox: Event[] = [];
  #isBusy = false;
  #isShowing = false;

  constructor(beginning: State) {
    this.now = beginning;
    this.state = beginning;
  }

  perform(performer: Performer): void {
    this.#performer = performer;
  }

  /** The user did something: it is shown at once. */
  did<K extends keyof Events>(type: K, told: Events[K]): void {
    this.#happen({ type, told } as Event);
    this.state = this.now;
  }

  /** Something happened that the user did not do: it is shown with the next frame. */
  heard<K extends keyof Events>(type: K, told: Events[K]): void {
    this.#happen({ type, told } as Event);
    if (!this.#isShowing) {
      this.#isShowing = true;
      const show = () => {
        this.#isShowing = false;
        this.state = this.now;
      };
      if (document.visibilityState === "visible") {
        requestAnimationFrame(show);
      } else {
        setTimeout(show, HIDDEN_MS);
      }
    }
  }

  /** One event after the other: what an effect leads to waits until its step is done. */
  #happen(event: Event): void {
    this.#inbox.push(event);
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    try {
      for (let next = this.#inbox.shift(); next; next = this.#inbox.shift()) {
        const [after, effects] = step(this.now, next);
        this.now = after;
        for (const effect of effects) {
          (this.#performer?.[effect.do] as ((effect: Effect) => void) | undefined)?.(effect);
        }
      }
    } finally {
      this.#isBusy = false;
    }
  }
}
