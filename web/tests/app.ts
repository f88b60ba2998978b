/** What tests of the page's steps begin with. */

import type { LanguageTold, Welcome } from "livecoding-client";
import type { Events } from "../src/app/events.ts";
import { type Effect, type State, initial } from "../src/app/state.ts";
import { step } from "../src/app/step.ts";
import type { GamePackage } from "../src/stage/types.ts";
import type { File } from "../src/work/types.ts";
import { toldIn } from "../src/stage/told.ts";

const language = (id: string, more: Partial<LanguageTold> = {}): LanguageTold => ({
  id,
  title: id.toUpperCase(),
  works: true,
  extension: id.slice(0, 2),
  editor_mode: id,
  starter: `start ${id}`,
  instructions: true,
  is_built: false,
  functions: true,
  ...more,
});

export const welcome: Welcome = {
  session: "s1",
  epoch: 1,
  seq: 0,
  resumed: false,
  reason: "new",
  resume_token: "t",
  roles: ["editor", "player"],
  attach_keys: { player: "p", observer: "o" },
  limits: { source_bytes: 1, answer_bytes: 1, message_bytes: 1, messages_per_second: 1 },
  ping_ms: 20_000,
  resume_window_ms: 1,
  server: { name: "L", version: "1", isolated: true, isolation: { tier: "A", not_held: [], overridden: false } },
  languages: [
    language("javascript"),
    language("lua"),
    language("c", { instructions: false }),
    language("rust", { works: false, why_not: "install it" }),
  ],
  games: [{ id: "maze", title: "Maze", description: "", languages: ["javascript", "lua", "c"] }],
};

export const maze: GamePackage = {
  title: { en: "Maze", de: "Labyrinth" },
  description: "",
  levels: ["one", "two"].map((id) => ({
    id,
    title: { en: id, de: `${id} (de)` },
    goal: "Go out.",
    hints: ["first", "second"],
    starters: { javascript: `// ${id}` },
  })),
  instructions: [],
  interpreters: {},
  manifest: { commands: [] },
  hooks: { reset: true, snapshot: true, describe: true, join: false, leave: false },
  isNative: true,
};

/** A page that events happen to, one after the other. */
export class Played {
  state: State;
  effects: Effect[] = [];
  /** What the learner has wherever it is looked for. */
  own: readonly File[] | null = null;

  constructor(more: Partial<Parameters<typeof initial>[0]> = {}) {
    this.state = initial({
      settings: { lang: "en", theme: "system", hasSound: true, speed: 0, isSpeedChosen: true, isKeptOpen: false, hasRun: true, name: "" },
      place: { game: "maze", level: "", language: "javascript" },
      isKiosk: false,
      isGuest: false,
      ...more,
    });
  }

  happens<K extends keyof Events>(type: K, told: Events[K]): this {
    const [state, effects] = step(this.state, { type, told } as never);
    this.state = state;
    this.effects.push(...effects);
    for (const effect of effects) {
      // The store answers at once.
      if (effect.do === "open") {
        this.happens("opened", { place: effect.place, files: this.own });
      } else if (effect.do === "openShared") {
        this.happens("sharedCame", { ...effect.place, files: effect.files, own: this.own, asked: effect.asked, isFile: effect.isFile });
      }
    }
    return this;
  }

  /** What was wanted since it was asked last, by name. */
  wanted(): string[] {
    const names = this.effects.map((effect) => effect.do);
    this.effects = [];
    return names;
  }

  effect<K extends Effect["do"]>(name: K): Extract<Effect, { do: K }> | undefined {
    return this.effects.findLast((effect): effect is Extract<Effect, { do: K }> => effect.do === name);
  }
}

/** Connected, with the maze on its stage and a program to begin with. */
export function ready(more: Partial<Parameters<typeof initial>[0]> = {}): Played {
  const played = new Played(more);
  played.happens("stageStands", null);
  played.happens("welcomed", welcome);
  played.happens("sessionTold", { is_player: true, stage_complete: true, goals: [] });
  played.happens("linkChanged", { state: "connected" });
  played.happens("apiTold", { of: played.state.api.is === "none" ? "" : played.state.api.of, api: null });
  played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "", game: toldIn(maze, "en") });
  played.wanted();
  return played;
}

/** Ready, with a run that goes on. */
export function running(): Played {
  const played = ready().happens("run", null).happens("startGranted", { run: "r1" });
  played.happens("runTold", { run: "r1", body: { state: "running", attempt: 1 } });
  played.wanted();
  return played;
}

export const ending = (reason: "finished" | "error" | "stopped" = "finished") => ({ reason, commands: 2, duration_ms: 5 });
