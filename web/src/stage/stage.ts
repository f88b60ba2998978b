/** The stage in the page: which game and level stand on it, in which frame, and what the page hears of it. */

import "./stage.css";
import { STAGE } from "../texts/stage.ts";
import { LANGS, type Lang, tell } from "../texts/texts.ts";
import { BURIAL_MS } from "./bounds.ts";
import { StageError } from "./error.ts";
import type { Failure } from "./exchange.ts";
import { Frame } from "./frame.ts";
import type { FrameNote } from "./protocol.ts";
import { readPackage, toldIn } from "./told.ts";
import type { GamePackage, GameSource, LoadedGame, Stage, StageEvents, StageSettings } from "./types.ts";

/** What stands on the stage. */
type Shown = { readonly source: GameSource; readonly game: GamePackage | null; readonly level: string | null; readonly isPlayed: boolean };

export function createStage(events: StageEvents): Stage {
  const element = document.createElement("div");
  element.className = "stage";
  let frame: Frame | null = null;
  let shown: Shown | null = null;
  let settings: StageSettings = { lang: "en", theme: "light", reducedMotion: false, sound: true };
  /** Whether a game that waits for a key may take the focus: not from somebody who works elsewhere in the page. */
  let mayFocus = false;

  const told = (text: keyof typeof STAGE, values: Record<string, string | number> = {}) =>
    tell(STAGE[text], langOf(settings), values);
  const failed = (code: string, text: keyof typeof STAGE, values?: Record<string, string | number>) =>
    new StageError({ code, text: told(text, values) });

  const leave = ({ target }: FocusEvent) => {
    if (target instanceof Node && !element.contains(target)) {
      mayFocus = false;
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
        mayFocus = false;
        return events.escape();
      case "focused":
        // The frame's word alone is not enough: it is as untrusted as its game.
        mayFocus = element.contains(document.activeElement);
        return;
      case "shortcut": {
        const { note: _, ...pressed } = note;
        return events.shortcut?.(pressed);
      }
      case "save":
        // A click in the frame is one for the page too. No file comes to somebody who does something else.
        if (element.contains(document.activeElement) && (navigator.userActivation?.isActive ?? true)) {
          events.save?.(note);
        }
        return;
    }
  }

  function open(): Frame {
    const wait = frame?.mayHang ? BURIAL_MS : 0;
    frame?.close();
    frame = new Frame(element, wait, {
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
    events.keysWanted([]);
    const mine = open();
    shown = { source, game: null, level, isPlayed: false };
    const manifestUrl = new URL(source.manifestUrl, location.href).href;
    const game = readPackage(await mine.ask({ ask: "load", manifestUrl, settings, level }));
    if (!game) {
      throw failed("bad_game", "badPackage");
    }
    if (frame !== mine) {
      throw failed("stage_reloaded", "reloaded");
    }
    const first = game.levels.find((it) => it.id === level) ?? game.levels[0];
    shown = { source, game, level: first?.id ?? null, isPlayed: false };
    const loaded = toldIn(game, settings.lang);
    mine.title = told("frameOf", { title: loaded.title });
    const { activeElement } = document;
    if (mayFocus && (activeElement === document.body || element.contains(activeElement))) {
      // The frame before took the focus with it, and one that is still coming loses it.
      mine.blur();
      mine.focus();
    }
    return loaded;
  }

  async function reload() {
    if (!shown) {
      throw failed("no_game", "noGame");
    }
    return show(shown.source, shown.level);
  }

  return {
    element,
    load(source, wanted, level) {
      settings = wanted;
      return show(source, level ?? null);
    },
    reload,
    async setLevel(id) {
      const mine = current();
      if (!shown?.game?.levels.some((it) => it.id === id)) {
        throw failed("no_level", "noLevel", { level: id });
      }
      // Before it is shown: what it tells of itself is of this level already.
      shown = { ...shown, level: id, isPlayed: false };
      await mine.ask({ ask: "level", id });
    },
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
