/** The stage in the page: performs what the exchange with its frame asks for. */

import "./stage.css";
import { STAGE } from "../texts/stage.ts";
import { LANGS, type Lang, tell } from "../texts/texts.ts";
import { TICK_MS } from "./bounds.ts";
import { type Effect, type Event, type Exchange, type Failure, fresh, step, waitsForUser } from "./exchange.ts";
import { type Ask, type FrameNote, PORT, READY } from "./protocol.ts";
import { readPackage, toldIn } from "./told.ts";
import type { GamePackage, GameSource, LoadedGame, Stage, StageEvents, StageRefusal, StageSettings } from "./types.ts";

/** Why the stage did not do what it was asked for: `text` is for people, `code` for programs. */
export class StageError extends Error implements StageRefusal {
  readonly code: string;
  readonly text: string;

  constructor({ code, text }: StageRefusal) {
    super(text);
    this.name = "StageError";
    this.code = code;
    this.text = text;
  }
}

/** What stands on the stage. */
type Shown = { readonly source: GameSource; readonly game: GamePackage | null; readonly level: string | null; readonly isPlayed: boolean };

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (why: StageError) => void };

export function createStage(events: StageEvents): Stage {
  const element = document.createElement("div");
  element.className = "stage";
  let frame: Frame | null = null;
  let shown: Shown | null = null;
  let settings: StageSettings = { lang: "en", theme: "light", reducedMotion: false, sound: true };
  /** Whether a game that waits for a key may take the focus: not from somebody who works elsewhere in the page. */
  let mayFocus = false;
  let hasFocus = false;

  const told = (text: keyof typeof STAGE, values: Record<string, string | number> = {}) =>
    tell(STAGE[text], langOf(settings), values);
  const failed = (code: string, text: keyof typeof STAGE, values?: Record<string, string | number>) =>
    new StageError({ code, text: told(text, values) });

  const leave = ({ target }: FocusEvent) => {
    if (target instanceof Node && !element.contains(target)) {
      mayFocus = hasFocus = false;
    }
  };
  document.addEventListener("focusin", leave);

  function happened(note: FrameNote) {
    switch (note.note) {
      case "log":
        return events.log(note.level, note.text);
      case "waits":
        return;
      case "keys":
        if (note.keys.length > 0 && mayFocus) {
          frame?.focus();
        }
        return events.keysWanted(note.keys);
      case "goal":
        return events.goal({ level: shown?.level ?? "", stars: note.stars, text: note.text, isReplay: note.isReplay });
      case "said":
        return events.said(note.text);
      case "fault":
        return events.fault(note.text || told("silent"));
      case "escape":
        mayFocus = hasFocus = false;
        return events.escape();
      case "focused":
        mayFocus = hasFocus = true;
        return;
      case "shortcut": {
        const { note: _, ...pressed } = note;
        return events.shortcut?.(pressed);
      }
    }
  }

  function open(): Frame {
    frame?.close();
    frame = new Frame(element, {
      note: happened,
      waits: (forUser) => events.waits(forUser),
      hung: (isHung) => events.hung(isHung),
      leftOut: (count) => events.log("warning", told("leftOut", { count })),
      lost(why) {
        events.keysWanted([]);
        events.fault(told(why));
      },
      failed: (why) => failed(why, FAILURES[why]),
    });
    frame.title = told("frame");
    return frame;
  }

  function current(): Frame {
    if (!frame || !shown?.game) {
      throw failed("no_game", "noGame");
    }
    return frame;
  }

  async function show(source: GameSource, level: string | null): Promise<LoadedGame> {
    const isFocused = hasFocus;
    events.keysWanted([]);
    const mine = open();
    shown = { source, game: null, level: null, isPlayed: false };
    const manifestUrl = new URL(source.manifestUrl, location.href).href;
    const game = readPackage(await mine.ask({ ask: "load", manifestUrl, settings }));
    if (!game) {
      throw failed("bad_game", "badPackage");
    }
    if (frame !== mine) {
      throw failed("stage_reloaded", "reloaded");
    }
    shown = { source, game, level: null, isPlayed: false };
    const loaded = toldIn(game, settings.lang);
    mine.title = told("frameOf", { title: loaded.title });
    if (level !== null) {
      await setLevel(level);
    }
    if (isFocused && mayFocus) {
      mine.focus();
    }
    return loaded;
  }

  async function setLevel(id: string) {
    const mine = current();
    if (!shown?.game?.levels.some((it) => it.id === id)) {
      throw failed("no_level", "noLevel", { level: id });
    }
    await mine.ask({ ask: "level", id });
    shown = { ...shown, level: id, isPlayed: false };
  }

  async function reload() {
    if (!shown) {
      throw failed("no_game", "noGame");
    }
    return show(shown.source, shown.level);
  }

  return {
    element,
    load(source, wanted) {
      settings = wanted;
      return show(source, null);
    },
    reload,
    setLevel,
    async command(command, signal) {
      const mine = current();
      shown = shown && { ...shown, isPlayed: true };
      return mine.ask({ ask: "command", command }, signal);
    },
    async reset() {
      const mine = current();
      if (shown?.game?.hooks.reset) {
        await mine.ask({ ask: "reset" });
      } else if (shown?.isPlayed) {
        await reload();
      }
    },
    async snapshot() {
      const mine = current();
      return shown?.game?.hooks.snapshot ? mine.ask({ ask: "snapshot" }) : undefined;
    },
    async restore(state) {
      const mine = current();
      if (!shown?.game?.hooks.snapshot) {
        throw failed("no_snapshot", "noSnapshot");
      }
      shown = { ...shown, isPlayed: true };
      await mine.ask({ ask: "restore", state });
    },
    async describe() {
      const mine = current();
      const text = shown?.game?.hooks.describe ? await mine.ask({ ask: "describe" }) : "";
      return typeof text === "string" ? text : "";
    },
    key: (key) => frame?.happen("note", { note: "key", key }),
    focus() {
      mayFocus = true;
      frame?.focus();
    },
    configure(wanted) {
      settings = wanted;
      frame?.happen("note", { note: "settings", settings });
      if (frame && shown?.game) {
        frame.title = told("frameOf", { title: toldIn(shown.game, settings.lang).title });
      }
    },
    destroy() {
      document.removeEventListener("focusin", leave);
      frame?.close();
      frame = shown = null;
      element.remove();
    },
  };
}

const FAILURES = {
  no_frame: "noFrame",
  no_answer: "noAnswer",
  stage_reloaded: "reloaded",
  cancelled: "cancelled",
} as const satisfies Record<Failure, keyof typeof STAGE>;

function langOf({ lang }: StageSettings): Lang {
  return LANGS.find((it) => it === lang) ?? "en";
}

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
class Frame {
  readonly #frame = document.createElement("iframe");
  readonly #listener: Listener;
  readonly #waiting = new Map<number, Waiting>();
  readonly #timer: ReturnType<typeof setInterval>;
  #exchange: Exchange = fresh;
  #port: MessagePort | null = null;
  #last = performance.now();

  constructor(parent: HTMLElement, listener: Listener) {
    this.#listener = listener;
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.#frame.allow = "autoplay; fullscreen; gamepad";
    this.#frame.src = import.meta.env.DEV ? "/frame.html" : "/frame";
    addEventListener("message", this.#hear);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    parent.append(this.#frame);
  }

  set title(title: string) {
    this.#frame.title = title;
  }

  focus() {
    this.#frame.focus();
  }

  /** The frame's answer; rejects with a `StageError`. */
  ask(it: Ask, signal?: AbortSignal): Promise<unknown> {
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
    if (event.source !== this.#frame.contentWindow || event.data !== READY) {
      return;
    }
    if (this.#port) {
      this.#port.close();
      this.happen("lost");
      this.#listener.lost("left");
      return;
    }
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.happen("heard", data);
    // An opaque origin has no name: whoever is in the frame now gets it, and it is as untrusted as any game.
    this.#frame.contentWindow?.postMessage(PORT, "*", [port2]);
    this.happen("ready");
  };

  #tick() {
    const now = performance.now();
    const passed = document.visibilityState === "visible" ? now - this.#last : 0;
    this.#last = now;
    this.happen("tick", passed);
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
        return this.#listener.note(effect[1]);
      case "hung":
        return this.#listener.hung(effect[1]);
      case "leftOut":
        return this.#listener.leftOut(effect[1]);
      case "flood":
        this.#port?.close();
        return this.#listener.lost("flood");
    }
  }

  #settle(n: number): Waiting | undefined {
    const waiting = this.#waiting.get(n);
    this.#waiting.delete(n);
    return waiting;
  }
}
