/** The stage in the page: which game and level stand on it, in which frame, and what the page hears of it. */

import "./stage.css";
import { STAGE } from "../texts/stage.ts";
import { LANGS, type Lang, tell } from "../texts/texts.ts";
import { BURIAL_MS, COUNT, LENGTH } from "./bounds.ts";
import { StageError } from "./error.ts";
import type { Failure } from "./exchange.ts";
import { Frame } from "./frame.ts";
import { type Ask, type FrameNote, cut } from "./protocol.ts";
import { readPackage, toldIn } from "./told.ts";
import type { GamePackage, GameSource, Joining, LoadedGame, Stage, StageEvents, StageSettings } from "./types.ts";

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
  let clockOffset = 0;
  /** The programs that play on it together, by number. */
  const joined = new Map<number, Joining>();

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

  /** What begins anew is told again who is there. */
  async function gather(mine: Frame): Promise<void> {
    if (shown?.game?.hooks.join) {
      const all = [...joined.values()].map((it) => mine.ask({ ask: "join", ...it }));
      for (const told of await Promise.allSettled(all)) {
        if (told.status === "rejected" && frame === mine) {
          events.fault((told.reason as StageError).text);
        }
      }
    }
  }

  /** In one go: no command comes before its program is there again. */
  async function anew(mine: Frame, it: Ask): Promise<void> {
    await Promise.all([mine.ask(it), gather(mine)]);
  }

  async function show(source: GameSource, level: string | null): Promise<LoadedGame> {
    events.keysWanted([]);
    const mine = open();
    shown = { source, game: null, level, isPlayed: false };
    const manifestUrl = new URL(source.manifestUrl, location.href).href;
    const game = readPackage(await mine.ask({ ask: "load", manifestUrl, settings, level, clockOffset }));
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
    await gather(mine);
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
    async setLevel(id, seed) {
      const mine = current();
      if (!shown?.game?.levels.some((it) => it.id === id)) {
        throw failed("no_level", "noLevel", { level: id });
      }
      // Before it is shown: what it tells of itself is of this level already.
      shown = { ...shown, level: id, isPlayed: false };
      await anew(mine, { ask: "level", id, seed });
    },
    async command(command, signal, waits) {
      const mine = current();
      shown = shown && { ...shown, isPlayed: true };
      if (command.actor !== undefined) {
        checkActor(command.actor);
      }
      return mine.ask({ ask: "command", command }, signal, waits);
    },
    async join({ actor, name, language }) {
      checkActor(actor);
      const joining = { actor, name: cut(name, LENGTH.name), language: cut(language, LENGTH.code) };
      joined.set(actor, joining);
      if (frame && shown?.game?.hooks.join) {
        try {
          await frame.ask({ ask: "join", ...joining });
        } catch (why) {
          // A frame that was lost meanwhile refuses nobody: its game hears of it when it comes again.
          if (joined.get(actor) === joining && !((why as StageError).code in FAILURES)) {
            joined.delete(actor);
          }
          throw why;
        }
      }
    },
    async leave(actor, reason) {
      if (joined.delete(actor) && frame && shown?.game?.hooks.leave) {
        await frame.ask({ ask: "leave", actor, reason });
      }
    },
    async reset() {
      const mine = current();
      if (shown?.game?.hooks.reset) {
        await anew(mine, { ask: "reset" });
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
      await anew(mine, { ask: "restore", state });
    },
    async describe() {
      const mine = current();
      const text = shown?.game?.hooks.describe ? await mine.ask({ ask: "describe" }) : "";
      return typeof text === "string" ? text : "";
    },
    async readPage(at, lang) {
      return cut(await current().ask({ ask: "page", at, lang }), LENGTH.markdown);
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
    setClock(offset) {
      if (offset !== clockOffset) {
        clockOffset = offset;
        frame?.happen("note", { note: "clock", offset });
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
  busy: "busy",
} as const satisfies Record<Failure, keyof typeof STAGE>;

function checkActor(actor: number): void {
  if (!Number.isInteger(actor) || actor < 1 || actor > COUNT.actors) {
    throw new RangeError(`an actor is a number from 1 to ${COUNT.actors}`);
  }
}

function langOf({ lang }: StageSettings): Lang {
  return LANGS.find((it) => it === lang) ?? "en";
}
