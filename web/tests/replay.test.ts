import { describe, expect, it, vi } from "vitest";
import { Deck, type Player } from "../src/replay/deck.svelte.ts";
import { MOST_COMMANDS, readReplay, writeReplay } from "../src/replay/file.ts";
import { type Machine, differs, next, timeFor } from "../src/replay/jobs.ts";
import { decode, encode } from "../src/replay/link.ts";
import { readFile } from "../src/replay/open.ts";
import { Pictures } from "../src/replay/pictures.ts";
import { readRecord } from "../src/replay/record.ts";
import { type Recorded, type Replay, ReplayError } from "../src/replay/types.ts";
import { fresh, step } from "../src/stage/exchange.ts";
import type { StageCommand } from "../src/stage/types.ts";
import { ending, ready, running } from "./app.ts";

const add = (n: number, at = n * 10, more: Partial<Recorded> = {}): Recorded => ({ at, action: "add", params: [n], answer: null, ...more });
/** Adds numbers; each answer is the sum so far. */
const sums = (count: number) => Array.from({ length: count }, (_, n) => add(n + 1, n * 10, { answer: { value: ((n + 1) * (n + 2)) / 2 } }));
const replay = (commands: readonly Recorded[] = sums(3), more: Partial<Replay> = {}): Replay => ({
  game: "maze", level: "two", language: "lua", files: [{ name: "main.lu", text: "move()" }], actors: [], commands, end: { reason: "finished", at: 50 }, ...more,
});
const code = async (act: () => unknown): Promise<[string, string]> => {
  try {
    await act();
  } catch (thrown) {
    return thrown instanceof ReplayError ? [thrown.code, thrown.detail] : expect.fail(String(thrown));
  }
  return expect.fail("nothing is wrong");
};

/** A stage whose game adds numbers. */
class Sums implements Player {
  sum = 0;
  log: string[] = [];
  bias = 0;
  waiting: (() => void)[] = [];
  async reset() {
    this.sum = 0;
    this.waiting = [];
    this.log.push("reset");
  }
  async restore(state: unknown) {
    this.sum = state as number;
    this.waiting = [];
    this.log.push(`restore ${this.sum}`);
  }
  async snapshot() {
    return this.sum;
  }
  setPace() {}
  async play({ action, params, replay, actor }: StageCommand, signal: AbortSignal) {
    this.log.push(`${actor ?? ""}${action} ${(params as number[]).join()}${replay ? " at once" : ""}`);
    if (action === "turn") {
      // The turn is played when both have said what they want.
      await new Promise<void>((resolve, reject) => {
        signal.addEventListener("abort", () => reject({ code: "cancelled", text: "cancelled" }));
        this.waiting.push(resolve);
        if (this.waiting.length === 2) {
          this.waiting.splice(0).forEach((it) => it());
        }
      });
      this.sum += 1;
      return null;
    }
    this.sum += (params as number[])[0] ?? 0;
    return this.sum + this.bias;
  }
}

async function settled(deck: Deck, at: number) {
  await vi.waitFor(() => expect([deck.view.at, deck.view.isSeeking, deck.view.isPlaying]).toEqual([at, false, false]), { timeout: 4000 });
}

describe("a replay file", () => {
  it("is read as it was written", () => {
    const whole = replay([...sums(2), add(9, 30, { actor: 2, line: 3, answer: { error: { code: "wall", text: "A wall." } } }), add(1)], { seed: 7, actors: [{ actor: 2, name: "Ada", language: "ruby" }] });
    expect(readReplay(writeReplay(whole))).toEqual(whole);
  });

  it("is written as others write it", () => {
    expect(JSON.parse(writeReplay(replay(sums(1))))).toEqual({
      format: "livecoding-replay", version: 1, game: "maze", level: "two", language: "lua", files: [{ name: "main.lu", text: "move()" }],
      commands: [{ at: 0, action: "add", params: [1], value: 1 }], end: { reason: "finished", at: 50 },
    });
  });

  it.each([
    ["{", "not-json", ""],
    ["[]", "not-replay", ""],
    ['{"format":"x"}', "not-replay", ""],
    [{ version: 2 }, "newer", ""],
    [{ version: "1" }, "damaged", "version"],
    [{ game: "javascript:alert(1)" }, "damaged", "game"],
    [{ game: "" }, "damaged", "game"],
    [{ commands: {} }, "damaged", "commands"],
    [{ commands: [{ at: 1, action: "a" }, { at: -1, action: "a" }] }, "damaged", "commands[1].at"],
    [{ commands: [{ at: 1, params: [] }] }, "damaged", "commands[0].action"],
    [{ commands: [{ at: 1, action: "a", params: 5 }] }, "damaged", "commands[0].params"],
    [{ commands: [{ at: 1, action: "a", error: { text: 5 } }] }, "damaged", "commands[0].error.code"],
    [{ files: [{ name: "../x", text: "" }] }, "damaged", "files[0].name"],
    [{ files: [{ name: "a.rb", text: "" }, { name: "A.rb", text: "" }] }, "damaged", "files"],
    [{ actors: [1] }, "damaged", "actors[0]"],
    [{ end: 5 }, "damaged", "end"],
    [{ commands: Array(MOST_COMMANDS + 1).fill(0) }, "too-many", ""],
  ])("that is wrong is refused, with its place: %#", async (given, fault, detail) => {
    const text = typeof given === "string" ? given : JSON.stringify({ format: "livecoding-replay", version: 1, game: "maze", commands: [], ...given });
    expect(await code(() => readReplay(text))).toEqual([fault, detail]);
  });

  it("is not read at all where it is too large", async () => {
    const file = { name: "x.json", size: 16 * 1024 * 1024 + 1, arrayBuffer: () => expect.fail("it is read") };
    expect(await code(() => readFile(file as never))).toEqual(["too-large", ""]);
  });
});

describe("a link to a replay", () => {
  it("carries it", async () => {
    const whole = replay(sums(100));
    expect(await decode(await encode(whole))).toEqual(whole);
  });

  it("carries none that is long", async () => {
    const commands = Array.from({ length: 5000 }, (_, n) => add((n * 7919) % 9973, (n * 104729) % 99991));
    expect((await code(() => encode(replay(commands))))[0]).toBe("link-too-long");
  });

  it.each([["#r1=d", "link-damaged"], ["#r1=x", "link-damaged"], ["#r1=j!!", "link-damaged"], ["#r2=d00", "link-newer"], [`#r1=d${"A".repeat(20_000)}`, "link-damaged"]])("that is damaged says so: %#", async (fragment, fault) => {
    expect((await code(() => decode(fragment)))[0]).toBe(fault);
  });
});

describe("the record of a run", () => {
  const pages: Record<number, unknown> = {
    1: { run: "r7", commands: [{ cid: 1, at: 5, action: "move", params: [2], line: 3, value: 2 }], next_cid: 2, is_whole: true },
    2: { run: "r7", commands: [{ cid: 2, at: 9, action: "x", params: [], raw: "x!", error: { code: "no", text: "No." } }, { cid: 3, at: 12, action: "y", params: [] }], is_whole: true },
  };

  it("comes page by page", async () => {
    expect(await readRecord(async (from) => pages[from], "r7")).toEqual([
      { at: 5, action: "move", params: [2], line: 3, answer: { value: 2 } },
      { at: 9, action: "x", params: [], raw: "x!", answer: { error: { code: "no", text: "No." } } },
      { at: 12, action: "y", params: [], answer: null },
    ]);
  });

  it("of another run, or without its beginning, is none", async () => {
    expect(await code(() => readRecord(async (from) => pages[from], "r8"))).toEqual(["gone", ""]);
    expect(await code(() => readRecord(async () => ({ run: "r7", commands: [], is_whole: false }), "r7"))).toEqual(["not-whole", ""]);
    expect(await code(() => readRecord(() => Promise.reject({ code: "bad_message", text: "what?" }), "r7"))).toEqual(["refused", "what?"]);
  });

  it("does not lead round and round", async () => {
    const odd = vi.fn(async () => ({ run: "r7", commands: [], next_cid: 1, is_whole: true }));
    expect(await readRecord(odd, "r7")).toEqual([]);
    expect(odd).toHaveBeenCalledOnce();
  });
});

describe("what is to be done next", () => {
  const machine: Machine = { length: 100, at: 0, target: null, isPlaying: false, kept: [] };

  it("is nothing where all is as it should be, and the next command while it plays", () => {
    expect(next(machine)).toBe(null);
    expect(next({ ...machine, isPlaying: true })).toEqual({ do: "play", n: 0 });
    expect(next({ ...machine, at: 100, isPlaying: true })).toBe(null);
  });

  it("begins at the nearest picture, or from nothing", () => {
    expect(next({ ...machine, at: null, target: 70, kept: [20, 40, 80] })).toEqual({ do: "restore", to: 40 });
    expect(next({ ...machine, at: 10, target: 70, kept: [20, 40, 80] })).toEqual({ do: "restore", to: 40 });
    expect(next({ ...machine, at: 50, target: 70, kept: [20, 40, 80] })).toEqual({ do: "again", n: 50 });
    expect(next({ ...machine, at: 50, target: 10, kept: [20, 40] })).toEqual({ do: "begin" });
    expect(next({ ...machine, at: 70, target: 70 })).toEqual({ do: "arrive" });
  });

  it("takes the time that it took, but neither too short nor too long to be watched", () => {
    const commands = [add(1, 0), add(2, 1), add(3, 601), add(4, 90_000), add(5, 90_000, { actor: 1 }), add(6, 90_000, { actor: 2 })];
    expect([0, 1, 2, 4].map((n) => timeFor(commands, n))).toEqual([200, 600, 2000, 0]);
  });

  it("compares answers as JSON, and refusals by their code", () => {
    expect(differs({ value: { a: [1, null] } }, { value: { a: [1, null] } })).toBe(false);
    expect(differs({ value: [1] }, { value: [1, 2] })).toBe(true);
    expect(differs({ value: 1 }, { error: { code: "x", text: "" } })).toBe(true);
    expect(differs({ error: { code: "x", text: "Nein" } }, { error: { code: "x", text: "No" } })).toBe(false);
    expect(differs(null, { value: 1 })).toBe(false);
  });
});

describe("pictures", () => {
  it("are spread, and bounded in number and size", () => {
    const pictures = new Pictures();
    for (let at = 1; at <= 1000; at += 1) {
      if (pictures.wants(at, 3)) {
        pictures.keep(at, at);
      }
    }
    expect(pictures.places.length).toBeLessThanOrEqual(200);
    expect(pictures.at(pictures.places[5]!)).toBe(pictures.places[5]);
    pictures.keep(2000, "x".repeat(2_000_000));
    expect(pictures.wants(3000, 3)).toBe(false);
  });
});

describe("a deck", () => {
  it("plays all commands to be seen, in order", async () => {
    const stage = new Sums();
    const deck = new Deck(sums(3), stage);
    deck.begin();
    deck.setSpeed(8);
    deck.play();
    await settled(deck, 3);
    expect(stage.log).toEqual(["reset", "add 1", "add 2", "add 3"]);
    expect(deck.view).toMatchObject({ differs: null, trouble: null, current: 2 });
  });

  it("comes to any place by the nearest picture, and the stage is as it was", async () => {
    const stage = new Sums();
    const deck = new Deck(sums(200), stage);
    deck.begin();
    deck.seek(200);
    await settled(deck, 200);
    for (const at of [57, 58, 199, 0, 100, 21]) {
      stage.log = [];
      deck.seek(at);
      await settled(deck, at);
      expect(stage.sum).toBe((at * (at + 1)) / 2);
      expect(stage.log.length).toBeLessThan(25);
    }
    expect(deck.view.differs).toBe(null);
  });

  it("takes the last wish of several", async () => {
    const stage = new Sums();
    const deck = new Deck(sums(300), stage);
    deck.begin();
    [250, 10, 299, 30].forEach((at) => deck.seek(at));
    await settled(deck, 30);
    expect(stage.sum).toBe(465);
  });

  it("steps forward by one command, and back", async () => {
    const stage = new Sums();
    const deck = new Deck(sums(5), stage);
    deck.begin();
    await settled(deck, 0);
    deck.step(1);
    await settled(deck, 1);
    deck.step(1);
    await settled(deck, 2);
    deck.step(-1);
    await settled(deck, 1);
    expect(stage.sum).toBe(1);
  });

  it("says where the game answers otherwise, and goes on", async () => {
    const stage = new Sums();
    stage.bias = 1;
    const deck = new Deck(sums(30), stage);
    deck.begin();
    deck.seek(30);
    await settled(deck, 30);
    expect(deck.view.differs).toEqual({ n: 0, given: { value: 2 } });
  });

  it("does not ask the user again, and does not compare what the user did", async () => {
    const stage = new Sums();
    const deck = new Deck([add(1, 0, { answer: { value: "up" } })], stage, () => ["add"]);
    deck.begin();
    deck.play();
    await settled(deck, 1);
    expect(stage.log).toEqual(["reset", "add 1 at once"]);
    expect(deck.view.differs).toBe(null);
  });

  it("lets several players say what they want before the game answers any", async () => {
    const turn = (actor: number, at: number): Recorded => ({ at, actor, action: "turn", params: [], answer: { value: null } });
    const commands: Recorded[] = [{ at: 0, action: "@start", params: [0], answer: null }, turn(1, 5), turn(2, 5), turn(1, 9), turn(2, 9), turn(1, 12)];
    const stage = new Sums();
    const deck = new Deck(commands, stage);
    deck.begin();
    deck.setSpeed(8);
    deck.play();
    await settled(deck, 6);
    expect(stage.sum).toBe(4);
    // The last one waits for another player for ever: going back does not.
    deck.seek(3);
    await settled(deck, 3);
    expect(stage.sum).toBe(2);
  });

  it("tells that the game does not answer, and begins anew when it is wanted", async () => {
    const stage = new Sums();
    const deck = new Deck(sums(3), stage);
    const play = vi.spyOn(stage, "play").mockRejectedValueOnce({ code: "no_answer", text: "The game has not answered." });
    deck.begin();
    deck.seek(2);
    await vi.waitFor(() => expect(deck.view.trouble).toBe("The game has not answered."));
    play.mockRestore();
    deck.seek(2);
    await settled(deck, 2);
    expect([stage.sum, deck.view.trouble]).toEqual([3, null]);
  });

  it("that is closed does nothing more", async () => {
    const stage = new Sums();
    const deck = new Deck(sums(100), stage);
    deck.begin();
    deck.play();
    deck.close();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(stage.log.length).toBeLessThan(3);
  });
});

describe("the stage", () => {
  it("waits for one of several players as long as it takes, and for nobody else", () => {
    let exchange = step(step(fresh, ["ready"])[0], ["ask", { ask: "command", command: { cid: 1, text: "", action: "say", actor: 1 } }])[0];
    exchange = step(exchange, ["ask", { ask: "command", command: { cid: 2, text: "", action: "say" } }])[0];
    const failed: number[] = [];
    for (let ms = 0; ms < 120_000; ms += 250) {
      const [after, effects] = step(exchange, ["tick", 250]);
      exchange = after;
      failed.push(...effects.flatMap((it) => (it[0] === "fail" ? [it[1]] : [])));
    }
    expect(failed).toEqual([2]);
  });
});

describe("the page with a replay", () => {
  it("shows its game, level and language, and leaves the learner's work", () => {
    const played = ready().happens("edit", { text: "mine" }).happens("replayOpened", { replay: replay() });
    expect(played.state).toMatchObject({ bench: { is: "replay" }, place: { game: "maze", level: "two", language: "lua" } });
    expect(played.state.papers.files[0]?.text).not.toBe("move()");
  });

  it("takes its program over when that is wanted, and that can be taken back", () => {
    const played = ready().happens("replayOpened", { replay: replay() }).happens("edit", { text: "mine" }).happens("useProgram", null);
    expect(played.state.bench.is).toBe("program");
    expect(played.state.papers.files).toEqual(replay().files);
    const notice = played.state.notices.find(({ undo }) => undo);
    played.happens("undo", { notice: notice!.id, undo: notice!.undo! });
    expect(played.state.papers.files[0]?.text).toBe("mine");
  });

  it("closes it for a run, and for another level", () => {
    expect(ready().happens("replayOpened", { replay: replay() }).happens("run", null).state.bench.is).toBe("program");
    expect(ready().happens("replayOpened", { replay: replay() }).happens("choose", { level: "one" }).state.bench.is).toBe("program");
  });

  it("stops the program that runs", () => {
    const played = running().happens("replayOpened", { replay: replay(sums(1), { level: "one", language: "javascript" }) });
    expect(played.wanted()).toContain("stop");
    played.happens("runEnded", { run: "r1", body: ending("stopped") });
    expect(played.state.bench.is).toBe("replay");
  });

  it("counts no goal of it", () => {
    const played = ready().happens("replayOpened", { replay: replay() });
    played.happens("goalReached", { level: "two", stars: 3, text: "", isReplay: false });
    expect(played.state).toMatchObject({ progress: {}, reached: null, isSolved: false });
  });

  it("keeps the files of the run as they were run", () => {
    const played = running();
    const [file] = played.state.papers.files;
    played.happens("edit", { text: "changed since" });
    expect(played.state.ran).toEqual([file]);
  });
});
