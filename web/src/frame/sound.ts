/** Sound in the frame: begins with the first click or key, and can be muted whatever plays it. */

import { seekPermission } from "./permission.ts";

/** As many as are kept in mind. */
const SOURCES = 200;

export type Sound = { set(isOn: boolean): void };

export function installSound(): Sound {
  let isOn = true;
  const contexts = new Set<WeakRef<AudioContext>>();
  const elements = new Set<WeakRef<HTMLMediaElement>>();

  /** All contexts sound, or are silent, as it is wanted. */
  const follow = () => {
    for (const context of alive(contexts)) {
      if (context.state !== "closed" && (context.state === "suspended") === isOn) {
        const done = isOn ? context.resume() : context.suspend();
        // A context that was closed.
        done.catch(() => {});
      }
    }
  };
  const permission = seekPermission(follow);

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

      /** Waits until something may sound. A muted one is woken when sound is wanted: no game need wait for that. */
      override resume(): Promise<void> {
        if (!isOn && this.state !== "closed") {
          return Promise.resolve();
        }
        if (this.state !== "suspended" || permission.isGiven) {
          return super.resume();
        }
        permission.look(false);
        this.#waits ??= new Promise((done) => {
          const changed = () => {
            if (this.state !== "suspended") {
              this.removeEventListener("statechange", changed);
              this.#waits = null;
              done();
            }
          };
          this.addEventListener("statechange", changed);
        });
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

  const look = () => isOn && contexts.size > 0 && (permission.isGiven ? follow() : permission.look(true));
  for (const type of ["pointerdown", "keydown", "touchend"]) {
    addEventListener(type, look, { capture: true, passive: true });
  }

  return {
    set(wanted) {
      isOn = wanted;
      isOn ? look() : follow();
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
