/** One frame in the page: performs what the exchange with it asks for. */

import { BURIAL_MS, RETRY_MS, TICK_MS } from "./bounds.ts";
import { StageError } from "./error.ts";
import { type Effect, type Event, type Exchange, type Failure, fresh, mayHang, step, waitsForUser } from "./exchange.ts";
import { type Ask, type FrameNote, PORT, READY } from "./protocol.ts";

type Waiting = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (why: StageError) => void;
  readonly waits: ((forUser: boolean) => void) | undefined;
};

/** What a frame tells its stage. */
type Listener = {
  note(note: FrameNote): void;
  waits(forUser: boolean): void;
  hung(isHung: boolean): void;
  leftOut(count: number): void;
  lost(why: "left" | "flood"): void;
  failed(why: Failure): StageError;
};

/** One frame from its beginning to its end. */
export class Frame {
  readonly #frame = document.createElement("iframe");
  readonly #parent: HTMLElement;
  readonly #listener: Listener;
  readonly #waiting = new Map<number, Waiting>();
  readonly #timer: ReturnType<typeof setInterval>;
  #exchange: Exchange = fresh;
  #port: MessagePort | null = null;
  #last = performance.now();
  /** On the exchange's clock, when the frame is made, once more where it does not come. */
  #made: number;

  constructor(parent: HTMLElement, wait: number, listener: Listener) {
    this.#parent = parent;
    this.#made = wait;
    this.#listener = listener;
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.#frame.allow = "autoplay; fullscreen; gamepad";
    this.#frame.src = import.meta.env.DEV ? "/frame.html" : "/frame";
    addEventListener("message", this.#hear);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    if (wait === 0) {
      parent.append(this.#frame);
    }
  }

  get mayHang() {
    return mayHang(this.#exchange);
  }

  set title(title: string) {
    this.#frame.title = title;
  }

  focus() {
    this.#frame.focus();
  }

  blur() {
    this.#frame.blur();
  }

  /** The frame's answer; rejects with a `StageError`. */
  ask(it: Ask, signal?: AbortSignal, waits?: (forUser: boolean) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(this.#listener.failed("cancelled"));
        return;
      }
      const n = this.#exchange.sent + 1;
      const cancel = () => this.happen("cancel", n);
      const free = () => signal?.removeEventListener("abort", cancel);
      signal?.addEventListener("abort", cancel);
      this.#waiting.set(n, {
        resolve: (value) => (free(), resolve(value)),
        reject: (why) => (free(), reject(why)),
        waits,
      });
      this.happen("ask", it);
    });
  }

  happen(...event: Event): void {
    const waited = waitsForUser(this.#exchange);
    const [next, effects] = step(this.#exchange, event);
    this.#exchange = next;
    for (const effect of effects) {
      this.#perform(effect);
    }
    const waits = waitsForUser(this.#exchange);
    if (waits !== waited) {
      this.#listener.waits(waits);
    }
  }

  close() {
    this.happen("lost");
    removeEventListener("message", this.#hear);
    clearInterval(this.#timer);
    this.#port?.close();
    this.#frame.remove();
  }

  /** The frame is there, and gets its end of the channel: once, whatever else it says. */
  readonly #hear = (event: MessageEvent) => {
    const { contentWindow } = this.#frame;
    if (!contentWindow || event.source !== contentWindow || event.data !== READY) {
      return;
    }
    if (this.#port) {
      this.happen("lost");
      this.#leave("left");
      return;
    }
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.happen("heard", data, performance.now());
    // An opaque origin has no name: whoever is in the frame now gets it, and it is as untrusted as any game.
    contentWindow.postMessage(PORT, "*", [port2]);
    this.happen("ready");
  };

  #tick() {
    const now = performance.now();
    const passed = document.visibilityState === "visible" ? now - this.#last : 0;
    this.#last = now;
    this.happen("tick", passed, now);
    const { phase, clock } = this.#exchange;
    if (phase === "coming" && clock >= this.#made + RETRY_MS) {
      this.#frame.remove();
      this.#made = clock + BURIAL_MS;
    } else if (phase === "coming" && clock >= this.#made && !this.#frame.parentNode) {
      this.#parent.append(this.#frame);
    }
  }

  #perform(effect: Effect) {
    switch (effect[0]) {
      case "post":
        return this.#port?.postMessage(effect[1]);
      case "answer":
        return this.#settle(effect[1])?.resolve(effect[2]);
      case "refuse":
        return this.#settle(effect[1])?.reject(new StageError(effect[2]));
      case "fail":
        return this.#settle(effect[1])?.reject(this.#listener.failed(effect[2]));
      case "note":
        if (effect[1].note === "waits") {
          return this.#waiting.get(effect[1].of)?.waits?.(effect[1].forUser);
        }
        return this.#listener.note(effect[1]);
      case "hung":
        return this.#listener.hung(effect[1]);
      case "leftOut":
        return this.#listener.leftOut(effect[1]);
      case "flood":
        return this.#leave("flood");
    }
  }

  /** Nothing more is heard of this frame. */
  #leave(why: "flood" | "left") {
    removeEventListener("message", this.#hear);
    this.#port?.close();
    this.#frame.remove();
    this.#listener.lost(why);
  }

  #settle(n: number): Waiting | undefined {
    const waiting = this.#waiting.get(n);
    this.#waiting.delete(n);
    return waiting;
  }
}
