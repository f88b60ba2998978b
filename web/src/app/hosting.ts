/** The programs of others on this page's stage: their commands go to the game, its answers back. */

import type { ActorHandlers, CommandTold, EndReason, Playing, RunEnded, RunState, SeatTaken } from "livecoding-client";
import type { LeaveReason } from "../stage/types.ts";
import { lineOf } from "./line.ts";
import type { Page } from "./page.svelte.ts";
import type { Scenery } from "./scenery.ts";
import type { Actor } from "./together.ts";

export type Hosting = ActorHandlers & { only(taken: readonly SeatTaken[]): void };

export function createHosting(page: Page, scenery: Scenery): Hosting {
  /** Who is in the game; with what it said where it would not have somebody. */
  const there = new Map<number, unknown>();

  function known(actor: number): Actor | undefined {
    const { together } = page.now;
    return together.is === "host" ? together.actors.find((it) => it.actor === actor) : undefined;
  }

  function change(actor: number, changed: Partial<Actor>): void {
    page.heard("actorChanged", { actor, change: changed });
  }

  async function come(actor: number): Promise<void> {
    const { name = String(actor), language = "" } = known(actor) ?? {};
    there.set(actor, null);
    try {
      await scenery.join({ actor, name, language });
    } catch (thrown) {
      there.set(actor, thrown);
    }
  }

  async function go(actor: number, reason: LeaveReason): Promise<void> {
    if (there.delete(actor)) {
      await scenery.leave(actor, reason).catch(() => undefined);
    }
  }

  /** A program's language is seen by its file. */
  async function meet(actor: number, file: string | undefined): Promise<void> {
    const extension = file?.split(".").at(-1);
    const language = page.now.welcome?.languages.find((it) => it.extension === extension)?.id;
    if (language && language !== known(actor)?.language) {
      change(actor, { language });
      await scenery.join({ actor, name: known(actor)?.name ?? "", language }).catch(() => undefined);
    }
  }

  return {
    joined: (_: number, seat: SeatTaken) => page.heard("actorJoined", seat),
    left(actor: number) {
      page.heard("actorLeft", { actor });
      return go(actor, "left");
    },
    async state(actor: number, { state }: RunState) {
      change(actor, { phase: state });
      if (state === "ended") {
        await go(actor, "finished");
      }
    },
    async ended(actor: number, { reason }: RunEnded) {
      change(actor, { phase: reason });
      await go(actor, reasonOf(reason));
    },
    async reset(actor: number) {
      await go(actor, "stopped");
      await come(actor);
    },
    async command(actor: number, command: CommandTold, { signal, waitsForUser }: Playing) {
      const { cid, src, action, params } = command;
      if (!known(actor)) {
        throw { code: "closed", text: "the shared stage is closed" };
      }
      const refusal = there.get(actor);
      if (refusal) {
        throw refusal;
      }
      await meet(actor, src?.file);
      const text = lineOf(command);
      change(actor, { action: action ?? text, isAsked: true, at: Date.now() });
      try {
        return await scenery.play({ cid, text, action, params, actor }, signal, waitsForUser);
      } finally {
        change(actor, { isAsked: false, at: Date.now() });
      }
    },
    /** Whoever is not among these any more has left. */
    only(taken: readonly SeatTaken[]) {
      for (const actor of there.keys()) {
        if (!taken.some((it) => it.actor === actor)) {
          void go(actor, "left");
        }
      }
    },
  };
}

function reasonOf(reason: EndReason): LeaveReason {
  switch (reason) {
    case "finished":
      return "finished";
    case "stopped":
    case "server":
    case "no_player":
      return "stopped";
    case "error":
    case "limit":
    case "start_failed":
    case "crashed":
      return "error";
  }
}
