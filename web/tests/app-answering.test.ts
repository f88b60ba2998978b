import { expect, it } from "vitest";
import type { CommandTold, Session } from "livecoding-client";
import { answer } from "../src/app/answering.ts";
import type { Page } from "../src/app/page.svelte.ts";
import type { Scenery } from "../src/app/scenery.ts";
import { type Played, ending, ready } from "./app.ts";

/** A stage that notes what it is told to show. */
function answering(played: Played) {
  const shown: unknown[] = [];
  const heard = new Map<string, (told: unknown, how: unknown) => Promise<unknown>>();
  const player = { isPlayer: true, on: (name: string, hear: never) => void heard.set(name, hear) };
  const page = {
    get now() {
      return played.state;
    },
    heard: (type: never, about: never) => void played.happens(type, about),
  } as unknown as Page;
  const scenery = {
    restore: async (state: unknown) => void shown.push(state),
    play: async ({ cid }: { cid: number }) => void shown.push(cid),
  } as unknown as Scenery;
  answer({ player } as unknown as Session, page, scenery);
  const happens = (name: string, told: unknown) =>
    heard.get(name)?.(told, { signal: AbortSignal.timeout(100), waitsForUser: () => undefined });
  const again = (cid: number): CommandTold => ({ cid, at: 0, action: "go", params: [], replay: true }) as never;
  return { shown, happens, again };
}

/** A page that comes to the level `one` after a run on this one has ended. */
function cameBack(level: string): Played {
  const run = { id: "r1", state: "ended", attempt: 1, commands: 2, ended: ending() };
  const source = { language: "javascript", files: [], game: { id: "maze", level } };
  return ready().happens("sessionTold", { is_player: true, stage_complete: true, goals: [], run, source } as never);
}

it("shows what a run did that ended on its level", async () => {
  const { shown, happens, again } = answering(cameBack("one"));
  await happens("restore", { state: "x" });
  await happens("command", again(2));
  expect(shown).toEqual(["x", 2]);
});

it("shows nothing of a run that ended on another level", async () => {
  const { shown, happens, again } = answering(cameBack("two"));
  await happens("restore", { state: "x" });
  await happens("command", again(2));
  expect(shown).toEqual([]);
});
