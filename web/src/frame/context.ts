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
  /** The server's clock. */
  now(): number;
  /** Waits for a key, for the command that is played with this signal. */
  waitForKey(keys: readonly string[], signal: AbortSignal | undefined): Promise<string>;
};

/** What the frame changes while a game plays. */
export type Context = {
  readonly stage: StageContext;
  configure(settings: StageSettings): void;
  /** A command begins, maybe while those of other programs are played; gives the function that ends it. */
  play(playing: Playing): () => void;
};

type Play = { readonly playing: Playing; readonly began: number };

const nothing: Playing = { signal: new AbortController().signal, isReplay: false };

export function createContext(first: StageSettings, desk: Desk): Context {
  let settings = first;
  /** The commands that are being played; the newest last. */
  const plays = new Set<Play>();
  const callbacks = new Set<() => void>();

  const newest = () => [...plays].at(-1)?.playing ?? nothing;

  /** The command that is meant; all that are being played, where that is not said. */
  function meant(command: Playing | undefined): readonly Play[] {
    const all = [...plays];
    return command ? all.filter(({ playing }) => playing.signal === command.signal) : all;
  }

  /** Nothing moves for a command that is over, even where it goes on. */
  function isStill(command: Playing | undefined): boolean {
    const moving = meant(command).filter(({ playing }) => !playing.isReplay && !playing.signal.aborted);
    const isNobodys = plays.size === 0 && !command;
    return settings.reducedMotion || document.hidden || (!isNobodys && moving.every((it) => left(it) <= 0));
  }

  /** What the run's speed leaves for a command. */
  function left({ began }: Play): number {
    const { msPerCommand } = settings;
    return msPerCommand === undefined ? Infinity : msPerCommand - (performance.now() - began);
  }

  async function frame(command?: Playing): Promise<boolean> {
    if (isStill(command)) {
      return false;
    }
    await nextFrame((command ?? newest()).signal);
    return !isStill(command);
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
      return newest();
    },
    onChange(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    text,
    now: () => desk.now(),
    reached({ stars, text: told = "" } = {}) {
      desk.note({ note: "goal", stars, text: cut(text(told), LENGTH.goal), isReplay: newest().isReplay });
    },
    say: (told, values) => desk.note({ note: "said", text: cut(text(told, values), LENGTH.said) }),
    waitForKey: (keys, signal = plays.size === 0 ? undefined : newest().signal) => desk.waitForKey(keys, signal),
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
    async animate(ms, draw = () => {}, command) {
      const start = performance.now();
      const whole = plays.size === 0 ? ms : Math.min(ms, Math.max(0, ...meant(command).map(left)));
      while (performance.now() - start < whole && (await frame(command))) {
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
    play(playing) {
      const play = { playing, began: performance.now() };
      // What was given up counts no more, even where it never ends.
      [...plays].filter((it) => it.playing.signal.aborted).forEach((it) => plays.delete(it));
      plays.add(play);
      return () => plays.delete(play);
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
