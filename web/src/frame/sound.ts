/** Sound in the frame: begins with the first click or key, and can be muted whatever plays it. */

import { seekPermission } from "./permission.ts";

/** As many as are kept in mind. */
const SOURCES = 200;

export type Sound = { set(isOn: boolean): void };

export function installSound(): Sound {
  let isOn = true;
  const contexts = new Set<WeakRef<AudioContext>>();
  const elements = new Set<WeakRef<HTMLMediaElement>>();

  const wakeAll = () => {
    for (const context of alive(contexts)) {
      if (context.state !== "closed" && (context.state === "suspended") === isOn) {
        const done = isOn ? context.resume() : context.suspend();
        // A context that was closed.
        done.catch(() => {});
      }
    }
  };
  const permission = seekPermission(wakeAll);

  const Native = window.AudioContext;
  if (Native) {
    window.AudioContext = class extends Native {
      #waits: Promise<void> | null = null;

      constructor(options?: AudioContextOptions) {
        super(options);
        remember(contexts, this);
        if (!isOn) {
          this.suspend().catch(() => {});
        }
      }

      /** Waits until sound is wanted and may begin. */
      override resume(): Promise<void> {
        if (this.state === "closed" || (isOn && (permission.isGiven || this.state === "running"))) {
          return super.resume();
        }
        if (!this.#waits) {
          this.#waits = new Promise((done) => this.addEventListener("statechange", () => done(), { once: true }));
          this.#waits.finally(() => (this.#waits = null));
          permission.look();
        }
        return this.#waits;
      }
    };
  }
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    remember(elements, this);
    mute(this, !isOn);
    return play.call(this);
  };

  const look = () => isOn && contexts.size > 0 && (permission.isGiven ? wakeAll() : permission.look());
  for (const type of ["pointerdown", "keydown", "touchend"]) {
    addEventListener(type, look, { capture: true, passive: true });
  }

  return {
    set(wanted) {
      isOn = wanted;
      isOn ? look() : wakeAll();
      const all = [...alive(elements), ...document.querySelectorAll<HTMLMediaElement>("audio, video")];
      all.forEach((it) => mute(it, !isOn));
    },
  };
}

/** Elements that we muted, and not the game. */
const muted = new WeakSet<HTMLMediaElement>();

function mute(it: HTMLMediaElement, wanted: boolean) {
  if (wanted && !it.muted) {
    it.muted = true;
    muted.add(it);
  } else if (!wanted && muted.delete(it)) {
    it.muted = false;
  }
}

function remember<T extends object>(refs: Set<WeakRef<T>>, it: T) {
  if ([...alive(refs)].includes(it)) {
    return;
  }
  if (refs.size >= SOURCES) {
    const [oldest] = refs;
    oldest && refs.delete(oldest);
  }
  refs.add(new WeakRef(it));
}

function* alive<T extends object>(refs: Set<WeakRef<T>>): Generator<T> {
  for (const ref of refs) {
    const it = ref.deref();
    if (it) {
      yield it;
    } else {
      refs.delete(ref);
    }
  }
}
