/** The stage as the page uses it: one thing after the other, and nothing before the game is there. */

import { createStage } from "../stage/stage.ts";
import type { Joining, LeaveReason, Stage, StageCommand, StageSettings } from "../stage/types.ts";
import { type Shortcut, shortcut } from "./keys.ts";
import type { Page, Performer } from "./page.svelte.ts";
import { manifestUrl as manifest, speedOf } from "./place.ts";
import { themeShown } from "./theme.ts";

export type Scenery = ReturnType<typeof createScenery>;

/** What keys in the game's frame do. */
const OF_STAGE = { run: "run", stop: "stop", pause: "pauseOrResume", step: "step" } as const satisfies Partial<
  Record<Shortcut, string>
> as Partial<Record<Shortcut, "run" | "stop" | "pauseOrResume" | "step">>;

/** After one of them a browser may let a page sound. */
const TOUCHES = ["click", "keydown"];

/** Least time between two commands; without it, animations last as long as they like. */
type Pace = { readonly ms?: number };

type Wires = Pick<
  Performer,
  "load" | "setLevel" | "reloadGame" | "configure" | "focusStage" | "describeStage" | "key"
>;

export function createScenery(page: Page) {
  let pace: Pace | null = null;
  /** The end of everything that was begun so far. */
  let settled: Promise<unknown> = Promise.resolve();

  const stage: Stage = createStage({
    log: (level, text) => page.heard("gameLogged", { level, text }),
    waits: (forUser) => page.heard("gameWaits", { forUser }),
    keysWanted: (keys) => page.heard("keysWanted", { keys }),
    goal: ({ level, stars = 1, text, isReplay }) => page.heard("goalReached", { level, stars, text, isReplay }),
    said: (text) => page.heard("gameSaid", { text }),
    escape: () => page.heard("gameEscaped", null),
    fault: (text) => page.heard("gameFaulted", { text }),
    save: (file) => void import("../work/files.ts").then(({ keep }) => keep(file)),
    hung: (isHung) => page.heard("gameHung", { isHung }),
    shortcut({ key, ctrl, meta, shift, alt }) {
      const meant = shortcut({ key, ctrlKey: ctrl, metaKey: meta, shiftKey: shift, altKey: alt });
      // A game can forge it: what starts or stops the program does no harm.
      if (meant && page.now.isPlayer && page.now.dialog === null) {
        const did = OF_STAGE[meant];
        if (did) {
          page.heard(did, null);
        }
      }
    },
  });

  function settings(): StageSettings {
    const { lang, theme, hasSound } = page.now.settings;
    const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return { lang, theme: themeShown(theme), reducedMotion, sound: hasSound, msPerCommand: pace ? pace.ms : speedOf(page.now) };
  }

  /** From the first touch on a browser lets a game sound, and its frame does not see it. */
  function touched(): void {
    if (navigator.userActivation?.hasBeenActive ?? true) {
      TOUCHES.forEach((it) => removeEventListener(it, touched, true));
      stage.configure(settings());
    }
  }
  TOUCHES.forEach((it) => addEventListener(it, touched, true));

  /** Does one thing after the other; gives its end. */
  function then<T>(act: () => Promise<T>): Promise<T> {
    const done = settled.then(act, act);
    settled = done.catch(() => undefined);
    return done;
  }

  /** A level that cannot be shown is told, as a game that cannot be loaded is. */
  function loading(act: () => Promise<unknown>): void {
    const { game } = page.now.place;
    then(act).catch((thrown: unknown) => {
      if (page.now.place.game === game) {
        page.heard("gameFaulted", { text: textOf(thrown) });
      }
    });
  }

  const wires: Wires = {
    load({ url, level }) {
      const manifestUrl = new URL(url, location.href).href;
      void then(async () => {
        // Somebody who looks through the games waits for the last one alone.
        try {
          const game = await stage.load({ manifestUrl }, settings(), level || undefined);
          page.heard("gameLoaded", { url, level, game });
        } catch (thrown) {
          page.heard("gameFailed", { url, text: textOf(thrown) });
        }
      });
    },
    reloadGame() {
      const { game, level } = page.now.place;
      const url = manifest(game);
      // What a game that hangs was asked for never ends.
      settled = Promise.resolve();
      void then(async () => {
        try {
          page.heard("gameLoaded", { url, level, game: await stage.reload() });
        } catch (thrown) {
          page.heard("gameFailed", { url, text: textOf(thrown) });
        }
      });
    },
    setLevel: ({ level }) => loading(() => (level ? stage.setLevel(level) : stage.reset())),
    configure: () => stage.configure(settings()),
    focusStage: () => stage.focus(),
    key: ({ key }) => stage.key(key),
    describeStage() {
      const { scene } = page.now;
      if (scene.is === "ready" && scene.game.hooks.describe) {
        stage.describe().then(
          (text) => page.heard("gameSaid", { text }),
          () => undefined,
        );
      }
    },
  };

  return {
    element: stage.element,
    wires,
    async play(command: StageCommand, signal: AbortSignal, waits: () => void): Promise<unknown> {
      await settled;
      if (page.now.scene.is !== "ready") {
        throw { code: "no_game", text: "the game is not loaded; reload the page" };
      }
      return stage.command(command, signal, (forUser) => forUser && waits());
    },
    /** Programs that play together come and go while others play. */
    async join(joining: Joining): Promise<void> {
      await settled;
      await stage.join(joining);
    },
    async leave(actor: number, reason: LeaveReason): Promise<void> {
      await settled;
      await stage.leave(actor, reason);
    },
    reset: () => then(() => stage.reset()),
    /** A level as a replay began it. */
    begin: (level: string, seed: number) => then(() => stage.setLevel(level, seed)),
    restore: (state: unknown) => then(() => stage.restore(state)),
    snapshot: () => then(() => stage.snapshot()),
    configure: () => stage.configure(settings()),
    readPage: (at: number, lang: string) => stage.readPage(at, lang),
    setClock: (offset: number) => stage.setClock(offset),
    describe: () => stage.describe(),
    focus: () => stage.focus(),
    /** Another pace than the run's, where no program plays; null for the run's. */
    setPace(wanted: Pace | null): void {
      if (wanted?.ms !== pace?.ms || (wanted === null) !== (pace === null)) {
        pace = wanted;
        stage.configure(settings());
      }
    },
  };
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
