/** Sound in the frame: begins with the first click or key, and can be muted whatever plays it. */

/** As many as are kept in mind. */
const SOURCES = 200;

export type Sound = { set(isOn: boolean): void };

export function installSound(): Sound {
  let isOn = true;
  const contexts = new Set<WeakRef<AudioContext>>();
  const elements = new Set<WeakRef<HTMLMediaElement>>();

  function wake(context: AudioContext) {
    const done = isOn ? context.resume() : context.suspend();
    // A context that was closed, or may not sound yet: the next click tries again.
    done.catch(() => {});
  }

  const Native = window.AudioContext;
  if (Native) {
    window.AudioContext = class extends Native {
      constructor(options?: AudioContextOptions) {
        super(options);
        remember(contexts, this);
        if (!isOn) {
          wake(this);
        }
      }
    };
  }
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    remember(elements, this);
    mute(this, !isOn);
    return play.call(this);
  };

  const wakeAll = () => {
    for (const context of alive(contexts)) {
      if (context.state !== "closed" && (context.state === "suspended") === isOn) {
        wake(context);
      }
    }
  };
  for (const type of ["pointerdown", "keydown", "touchend"]) {
    addEventListener(type, () => isOn && wakeAll(), { capture: true, passive: true });
  }

  return {
    set(wanted) {
      isOn = wanted;
      wakeAll();
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
