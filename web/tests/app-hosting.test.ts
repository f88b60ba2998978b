import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CommandTold, Session } from "livecoding-client";
import { playedElsewhere } from "../src/app/elsewhere.ts";
import { createHosting } from "../src/app/hosting.ts";
import type { Page } from "../src/app/page.svelte.ts";
import type { Scenery } from "../src/app/scenery.ts";
import { ready, running } from "./app.ts";

const ada = { actor: 1, name: "Ada" };
const command = (cid: number, file = "main.lu"): CommandTold => ({ cid, at: 0, action: "go", params: [], src: { file, line: 1 } }) as never;
const playing = () => ({ signal: new AbortController().signal, waitsForUser: () => undefined });

/** A page that hosts, and a game that notes what it is told. */
function hosting({ refuses = false } = {}) {
  const played = ready();
  played.happens("sessionTold", { is_player: true, stage_complete: true, goals: [], stage: { stage: "s", seats: 3, taken: [ada] } });
  const told: unknown[] = [];
  const page = {
    get now() {
      return played.state;
    },
    heard: (type: never, about: never) => void played.happens(type, about),
  } as unknown as Page;
  const scenery = {
    async join({ actor, name, language }: Record<string, unknown>) {
      told.push(["join", actor, name, language]);
      if (refuses) {
        throw { code: "has_begun", text: "too late" };
      }
    },
    leave: async (actor: number, reason: string) => void told.push(["leave", actor, reason]),
    async play({ cid, actor }: Record<string, unknown>) {
      told.push(["play", actor, cid]);
      return `answer ${cid}`;
    },
  } as unknown as Scenery;
  const all = createHosting(page, scenery);
  const actor = () => (played.state.together.is === "host" ? played.state.together.actors[0] : undefined);
  return { ...all, played, told, actor };
}

describe("the programs on a page's stage", () => {
  it("are in the game before their first command, and out of it after their last", async () => {
    const { reset, command: plays, ended, told, actor } = hosting();
    await reset(1, { attempt: 1 });
    expect(await plays(1, command(1), playing())).toBe("answer 1");
    expect(actor()).toMatchObject({ language: "lua", action: "go", isAsked: false });
    await plays(1, command(2), playing());
    await ended(1, { reason: "crashed", commands: 2, duration_ms: 1 });
    expect(told).toEqual([
      ["join", 1, "Ada", ""],
      // Its language is known by its file.
      ["join", 1, "Ada", "lua"],
      ["play", 1, 1],
      ["play", 1, 2],
      ["leave", 1, "error"],
    ]);
    expect(actor()?.phase).toBe("crashed");
  });

  it("begin anew with each run", async () => {
    const { reset, told } = hosting();
    await reset(1, { attempt: 1 });
    await reset(1, { attempt: 2 });
    expect(told).toEqual([["join", 1, "Ada", ""], ["leave", 1, "stopped"], ["join", 1, "Ada", ""]]);
  });

  it("are told why the game does not want them, and play nothing", async () => {
    const { reset, command: plays, told } = hosting({ refuses: true });
    await reset(1, { attempt: 1 });
    await expect(plays(1, command(1), playing())).rejects.toMatchObject({ code: "has_begun" });
    expect(told).toEqual([["join", 1, "Ada", ""]]);
  });

  it("that ended while the page was away have left the game", async () => {
    const { reset, state, told, actor } = hosting();
    await reset(1, { attempt: 1 });
    await state(1, { state: "ended", attempt: 1 });
    expect(told.at(-1)).toEqual(["leave", 1, "finished"]);
    expect(actor()?.phase).toBe("ended");
  });

  it("that nobody knows any more have left, and are answered nothing", async () => {
    const { reset, only, left, command: plays, told } = hosting();
    await reset(1, { attempt: 1 });
    only([]);
    expect(told.at(-1)).toEqual(["leave", 1, "left"]);
    await left(1, { actor: 1 });
    expect(told.filter((it) => (it as string[])[0] === "leave")).toHaveLength(1);
    await expect(plays(1, command(1), playing())).rejects.toMatchObject({ code: "closed" });
  });
});

describe("commands that another's stage plays", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function seated(commands: unknown[] = []) {
    const played = running();
    played.happens("seated", { actor: 2 });
    const handlers = new Map<string, (body: unknown) => void>();
    const asked: unknown[] = [];
    const session = {
      on: (type: string, handler: (body: unknown) => void) => handlers.set(type, handler),
      async request(_: string, body: unknown) {
        asked.push(body);
        return { record: { commands, is_whole: true } };
      },
    } as unknown as Session;
    const page = {
      get now() {
        return played.state;
      },
      heard: (type: never, about: never) => void played.happens(type, about),
    } as unknown as Page;
    const waits = playedElsewhere(session, page);
    const says = (type: string, body: unknown = {}) => handlers.get(type)?.(body);
    return { played, waits, says, asked };
  }

  it("pass here one after the other", async () => {
    const { waits, says } = seated();
    const first = waits(1, new AbortController().signal);
    says("command");
    expect(await first).toBe(false);
  });

  it("are played here where that stage goes before it answers", async () => {
    for (const type of ["stage.unseated", "session.state"]) {
      const { waits, says } = seated();
      const last = waits(7, new AbortController().signal);
      says(type);
      expect(await last).toBe(true);
    }
  });

  it("wait for nothing when their run is over", async () => {
    const { waits } = seated();
    const run = new AbortController();
    const last = waits(1, run.signal);
    run.abort();
    expect(await last).toBe(false);
  });

  it("are shown with their answers, as soon as there are some", async () => {
    const record: unknown[] = [
      { cid: 4, action: "move", params: ["east", 2], value: true },
      { cid: 5, action: "move", params: [], error: { code: "wall", text: "a wall" } },
      { cid: 6, action: "look", params: [] },
    ];
    const { waits, played, asked } = seated(record);
    void waits(6, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([{ from_cid: 4 }]);
    expect(played.state.together).toMatchObject({
      played: [
        { words: 'move("east", 2)', answer: "true", isRefused: false },
        { words: "move()", answer: "a wall", isRefused: true },
        { words: "look()", answer: null },
      ],
    });
    // The last one has no answer yet.
    record[2] = { cid: 6, action: "look", params: [], value: null };
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toHaveLength(2);
    expect(played.state.together).toMatchObject({ played: [{}, {}, { answer: "null" }] });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(2);
  });
});
