/** What a game of our own is given as `stage`. */

import type { GameConsole, Playing, StageContext, Text } from "../../sdk/livecoding-game";
import { FILE_ENDINGS, LENGTH } from "../stage/bounds.ts";
import { type FrameNote, LOG_LEVELS, cut } from "../stage/protocol.ts";
import { inLang } from "../stage/told.ts";
import type { StageSettings } from "../stage/types.ts";
import { wordsOf } from "./values.ts";

/** Longest time for one frame, where the browser draws none. */
const FRAME_MS = 100;

/** The frame's side of what a game tells and asks. */
export type Desk = {
  note(note: FrameNote): void;
  /** Waits for a key, for the command that is played with this signal. */
  waitForKey(keys: readonly string[], signal: AbortSignal | undefined): Promise<string>;
};

/** What the frame changes while a game plays. */
export type Context = {
  readonly stage: StageContext;
  configure(settings: StageSettings): void;
  /** A command begins; null when it is over. */
  play(playing: Playing | null): void;
};

const nothing: Playing = { signal: new AbortController().signal, isReplay: false };

export function createContext(first: StageSettings, desk: Desk): Context {
  let settings = first;
  let playing = nothing;
  let began = 0;
  const callbacks = new Set<() => void>();

  const isStill = () =>
    playing.isReplay || playing.signal.aborted || settings.reducedMotion || document.hidden || left() <= 0;

  /** What the run's speed leaves for the command that is being played. */
  function left(): number {
    const { msPerCommand } = settings;
    return msPerCommand === undefined || playing === nothing ? Infinity : msPerCommand - (performance.now() - began);
  }

  async function frame(): Promise<boolean> {
    if (isStill()) {
      return false;
    }
    await nextFrame(playing.signal);
    return !isStill();
  }

  const text = (told: Text, values?: Readonly<Record<string, unknown>>) => inLang(told, settings.lang, values);

  const stage: StageContext = {
    get lang() {
      return settings.lang;
    },
    get theme() {
      return settings.theme;
    },
    get reducedMotion() {
      return settings.reducedMotion;
    },
    get sound() {
      return settings.sound;
    },
    get playing() {
      return playing;
    },
    onChange(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    text,
    reached({ stars, text: told = "" } = {}) {
      desk.note({ note: "goal", stars, text: cut(text(told), LENGTH.goal), isReplay: playing.isReplay });
    },
    say: (told, values) => desk.note({ note: "said", text: cut(text(told, values), LENGTH.said) }),
    waitForKey: (keys, signal = playing === nothing ? undefined : playing.signal) => desk.waitForKey(keys, signal),
    refuse: (code, told, values) => {
      const said = text(told, values);
      return Object.assign(new Error(said), { code, text: said });
    },
    save({ name, type, text: told, bytes = new TextEncoder().encode(told ?? "") }) {
      if (!Object.hasOwn(FILE_ENDINGS, type)) {
        throw new Error(`stage.save: no file of the type "${type}"; of ${Object.keys(FILE_ENDINGS).join(", ")}`);
      }
      const base64 = base64Of(bytes);
      if (base64.length > LENGTH.file) {
        throw new Error(`stage.save: at most ${(LENGTH.file / 4) * 3} bytes`);
      }
      desk.note({ note: "save", name, type, base64 });
    },
    async animate(ms, draw = () => {}) {
      const start = performance.now();
      const whole = Math.min(ms, left());
      while (performance.now() - start < whole && (await frame())) {
        draw(Math.min((performance.now() - start) / whole, 1));
      }
      draw(1);
    },
    frame,
  };

  return {
    stage: Object.freeze(stage),
    configure(wanted) {
      settings = wanted;
      for (const callback of callbacks) {
        try {
          callback();
        } catch (why) {
          // One game's listener must not keep the others from hearing.
          reportError(why);
        }
      }
    },
    play(next) {
      playing = next ?? nothing;
      began = performance.now();
    },
  };
}

/** Bytes as a text that any message takes. */
export function base64Of(bytes: Uint8Array): string {
  // All of them at once are too many arguments.
  const PIECE = 0x8000;
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, it) =>
    String.fromCharCode(...bytes.subarray(it * PIECE, (it + 1) * PIECE)));
  return btoa(pieces.join(""));
}

/** The learner's console, as games of the original have it. */
export function createConsole(note: (note: FrameNote) => void): GameConsole {
  const lines = LOG_LEVELS.map((level) => [level, (text: unknown) => note({ note: "log", level, text: lineOf(text) })]);
  return Object.fromEntries(lines) as GameConsole;
}

function lineOf(text: unknown): string {
  const isPlain = typeof text === "object" && text !== null && !(text instanceof Error);
  try {
    return cut(isPlain ? JSON.stringify(text) : text instanceof Error ? wordsOf(text) : String(text), LENGTH.log);
  } catch {
    return "[object]";
  }
}

/** Where no frame is drawn, as in a frame that is out of sight, a timer stands in. */
function nextFrame(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancelAnimationFrame(request);
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const request = requestAnimationFrame(end);
    const timer = setTimeout(end, FRAME_MS);
    signal.addEventListener("abort", end);
  });
}
