import { describe, expect, test } from "vitest";
import { HUNG_MS, MESSAGES_PER_SECOND, PER_SECOND, PING_MS, TICK_MS, WAIT_MS } from "../src/stage/bounds.ts";
import { type Effect, type Event, type Exchange, fresh, step, waitsForUser } from "../src/stage/exchange.ts";

/** Plays events on an exchange, and gives what was to be done. */
function play(from: Exchange, ...events: Event[]): [Exchange, Effect[]] {
  return events.reduce<[Exchange, Effect[]]>(
    ([state, all], event) => {
      const [next, effects] = step(state, event);
      return [next, [...all, ...effects]];
    },
    [from, []],
  );
}

const frame = (n: number, body: object): Event => ["heard", JSON.stringify({ n, ...body })];
const ticks = (ms: number): Event[] => Array.from({ length: Math.ceil(ms / TICK_MS) }, () => ["tick", TICK_MS]);
const command: Event = ["ask", { ask: "command", command: { cid: 1, text: "right" } }];
const [open] = play(fresh, ["ready"]);

/** What the frame was sent. */
const posted = (effects: readonly Effect[]) =>
  effects.flatMap((it) => (it[0] === "post" ? [JSON.parse(it[1]) as Record<string, unknown>] : []));

/** A frame that answers each ping at once. */
function alive(from: Exchange, ms: number): [Exchange, Effect[]] {
  let [state, all, n] = [from, [] as Effect[], from.heard];
  for (const event of ticks(ms)) {
    const [next, effects] = step(state, event);
    state = next;
    all = [...all, ...effects];
    if (state.ping) {
      n += 1;
      state = play(state, frame(n, { re: state.ping.n, value: null }))[0];
    }
  }
  return [state, all];
}

describe("asking", () => {
  test("what is asked before the frame is there is sent when it is, in its order", () => {
    const [state, effects] = play(fresh, ["ask", { ask: "reset" }], ["ask", { ask: "describe" }]);
    expect(effects).toEqual([]);
    expect(posted(play(state, ["ready"])[1])).toEqual([
      { n: 1, ask: "reset" },
      { n: 2, ask: "describe" },
    ]);
  });

  test("an answer settles the ask that it names, and no other", () => {
    const [, effects] = play(open, ["ask", { ask: "describe" }], command, frame(1, { re: 2, value: "true" }), frame(2, { re: 1, value: "a floor" }));
    expect(effects.slice(2)).toEqual([
      ["answer", 2, "true"],
      ["answer", 1, "a floor"],
    ]);
  });

  test("a refusal of the frame is bounded and has a code", () => {
    const [, effects] = play(open, command, frame(1, { re: 1, error: { code: "no good code!", text: 7 } }));
    expect(effects.at(-1)).toEqual(["refuse", 1, { code: "failed", text: "" }]);
  });

  test("unknown, repeated and late answers change nothing", () => {
    const [state] = play(open, command, frame(3, { re: 1, value: 1 }));
    for (const message of [frame(4, { re: 9, value: 1 }), frame(5, { re: 1, value: 2 }), frame(3, { re: 1, value: 2 }), frame(2, { note: "escape" })]) {
      expect(step(state, message)[1]).toEqual([]);
    }
  });

  test("what is no message changes nothing", () => {
    for (const data of [null, 7, {}, "", "[]", "{", '{"n":0,"re":1}', '{"n":1}', '{"n":1,"note":"who"}', '{"n":1.5,"re":1}', '{"n":1,"re":-1}']) {
      expect(step(open, ["heard", data])[1]).toEqual([]);
    }
  });

  test("a frame that is gone fails what waits, and whatever is asked after it", () => {
    const [state, effects] = play(open, command, ["lost"]);
    expect(effects.at(-1)).toEqual(["fail", 1, "stage_reloaded"]);
    expect(step(state, command)[1]).toEqual([["fail", 2, "stage_reloaded"]]);
    expect(step(state, frame(1, { re: 1, value: 1 }))[1]).toEqual([]);
    expect(play(state, ...ticks(WAIT_MS.load))[1]).toEqual([]);
  });

  test("a frame that never comes fails what waits for it", () => {
    expect(play(fresh, command, ...ticks(WAIT_MS.load))[1]).toEqual([["fail", 1, "no_frame"]]);
  });

  test("a command that is cancelled fails at once, and the frame is told", () => {
    const [state, effects] = play(open, command, ["cancel", 1]);
    expect(effects.slice(1)).toEqual([
      ["post", '{"n":2,"note":"cancel","of":1}'],
      ["fail", 1, "cancelled"],
    ]);
    expect(step(state, ["cancel", 1])[1]).toEqual([]);
    expect(step(state, frame(1, { re: 1, value: 1 }))[1]).toEqual([]);
  });
});

describe("several programs", () => {
  const commandOf = (actor: number): Event => ["ask", { ask: "command", command: { cid: 1, text: "right", actor } }];

  test("have a command each outstanding at the same time, answered in any order", () => {
    const [state, effects] = play(open, commandOf(1), commandOf(2), frame(1, { re: 2, value: "b" }), frame(2, { re: 1, value: "a" }));
    expect(effects.slice(2)).toEqual([
      ["answer", 2, "b"],
      ["answer", 1, "a"],
    ]);
    expect(play(state, commandOf(1))[1].map(([name]) => name)).toEqual(["post"]);
  });

  test("have one each: a second one of the same is not sent", () => {
    const [state, effects] = play(open, commandOf(1), commandOf(1), commandOf(2));
    expect(effects.map(([name, n]) => [name, n])).toEqual([
      ["post", expect.any(String)],
      ["fail", 2],
      ["post", expect.any(String)],
    ]);
    expect([...state.asked.keys()]).toEqual([1, 3]);
  });

  test("wait for each other as long as it takes, and are stopped each for itself", () => {
    const [state] = play(open, commandOf(1), commandOf(2), frame(1, { note: "waits", of: 1, forUser: true }));
    const [later, effects] = alive(state, WAIT_MS.command + TICK_MS);
    expect(effects.filter(([name]) => name === "fail")).toEqual([]);
    expect(waitsForUser(later)).toBe(true);
    expect(play(later, ["cancel", 1])[1]).toContainEqual(["fail", 1, "cancelled"]);
  });
});

describe("time", () => {
  test("an ask that is not answered fails after its time, and the frame is told", () => {
    const [state] = play(open, command);
    const [late, effects] = alive(state, WAIT_MS.command + TICK_MS);
    expect(effects).toContainEqual(["fail", 1, "no_answer"]);
    expect(posted(effects)).toContainEqual(expect.objectContaining({ note: "cancel", of: 1 }));
    expect(late.asked.size).toBe(0);
  });

  test("a command that waits for its user has all the time, and its own time after it", () => {
    const [state] = play(open, command, frame(1, { note: "waits", of: 1, forUser: true }));
    expect(waitsForUser(state)).toBe(true);
    const [later, effects] = alive(state, 3 * WAIT_MS.command);
    expect(effects.some(([name]) => name === "fail")).toBe(false);
    const [after] = play(later, frame(later.heard + 1, { note: "waits", of: 1, forUser: false }));
    expect(waitsForUser(after)).toBe(false);
    expect(alive(after, WAIT_MS.command - 1000)[1].some(([name]) => name === "fail")).toBe(false);
    expect(alive(after, WAIT_MS.command + TICK_MS)[1]).toContainEqual(["fail", 1, "no_answer"]);
  });

  test("only a command can wait for its user", () => {
    const [state] = play(open, ["ask", { ask: "reset" }], frame(1, { note: "waits", of: 1, forUser: true }));
    expect(waitsForUser(state)).toBe(false);
  });

  test("a frame that does not answer a ping hangs, and does not when it answers", () => {
    const [hung, effects] = play(open, ...ticks(PING_MS + HUNG_MS));
    expect(effects.filter(([name]) => name === "hung")).toEqual([["hung", true]]);
    expect(posted(effects)).toEqual([{ n: 1, ask: "ping" }]);
    expect(step(hung, frame(1, { re: 1, value: null }))[1]).toEqual([["hung", false]]);
  });

  test("a frame that answers its pings does not hang", () => {
    const [, effects] = alive(open, 60_000);
    expect(effects.some(([name]) => name === "hung")).toBe(false);
    expect(posted(effects).length).toBeGreaterThan(50);
  });

  test("a hidden page and a laptop that slept are no hang", () => {
    expect(play(open, ...ticks(PING_MS), ["tick", 0], ["tick", 0])[1].length).toBe(1);
    expect(play(open, ...ticks(PING_MS), ["tick", 3_600_000])[1].some(([name]) => name === "hung")).toBe(false);
  });

  test("a frame that is gone hangs no more", () => {
    const [hung] = play(open, ...ticks(PING_MS + HUNG_MS));
    expect(step(hung, ["lost"])[1]).toEqual([["hung", false]]);
  });
});

describe("rations", () => {
  const lines = (count: number, from = 1) =>
    Array.from({ length: count }, (_, i) => frame(from + i, { note: "log", level: "info", text: "x" }));

  test("more lines in a second than can be read are left out, and it is said how many", () => {
    const [state, effects] = play(open, ...lines(PER_SECOND.log + 30));
    expect(effects.length).toBe(PER_SECOND.log);
    const told = play(state, ...ticks(1000))[1].filter(([name]) => name === "leftOut");
    expect(told).toEqual([["leftOut", 30]]);
  });

  test("the next second has its own ration", () => {
    const [state] = play(open, ...lines(PER_SECOND.log + 1));
    const [next] = play(state, ...ticks(1000));
    expect(play(next, ...lines(3, next.heard + 1))[1].length).toBe(3);
  });

  test("a page that nobody sees has a ration each second too", () => {
    let state = open;
    for (let at = 1; at <= 3 * MESSAGES_PER_SECOND; at += 1) {
      const event: Event = ["heard", JSON.stringify({ n: at, note: "waits", of: 0, forUser: false }), at];
      [state] = step(step(state, event)[0], ["tick", 0, at]);
    }
    expect(state.phase).toBe("open");
  });

  test("an answer is never left out", () => {
    const [state] = play(open, command, ...lines(PER_SECOND.log + 30));
    expect(step(state, frame(state.heard + 1, { re: 1, value: 3 }))[1]).toEqual([["answer", 1, 3]]);
  });

  test("a frame that floods is cut off", () => {
    const [state, effects] = play(open, command, ...Array.from({ length: MESSAGES_PER_SECOND + 1 }, (): Event => ["heard", null]));
    expect(effects.slice(1)).toEqual([["fail", 1, "stage_reloaded"], ["flood"]]);
    expect(state.phase).toBe("gone");
  });

  test("so is one that sends few messages and far too much in them", () => {
    const big = "x".repeat(7 * 1024 * 1024);
    const [state] = play(open, ...Array.from({ length: 5 }, (): Event => ["heard", big]));
    expect(state.phase).toBe("gone");
  });
});

test("whatever a frame sends in whatever order, nothing throws and each ask is settled at most once", () => {
  let seed = 7;
  const chance = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const hostile = (): Event => {
    const n = chance(40);
    const parts = [
      { re: chance(12), value: chance(3) },
      { re: chance(12), error: chance(2) ? {} : [] },
      { note: "waits", of: chance(12), forUser: chance(3) },
      { note: "keys", keys: [1, "a", null] },
    ];
    const events: Event[] = [frame(n, parts[chance(4)] ?? {}), command, ["tick", chance(9000)], ["cancel", chance(12)], ["heard", "{"], ["ready"]];
    return events[chance(events.length)] ?? ["ready"];
  };
  for (let round = 0; round < 300; round += 1) {
    const [, effects] = play(fresh, ...Array.from({ length: 60 }, hostile), ["lost"]);
    const settled = effects.flatMap((it) => (it[0] === "answer" || it[0] === "refuse" || it[0] === "fail" ? [it[1]] : []));
    expect(new Set(settled).size).toBe(settled.length);
  }
});
