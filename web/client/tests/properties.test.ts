/** Whatever happens in whatever order, some things never do. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { FromClient, FromServer } from "../src/protocol.js";
import { type Effect, type Event, type State, initial } from "../src/state.js";
import { step } from "../src/step.js";
import { Chance } from "./support/chance.js";
import { freeze } from "./support/transcript.js";

const SEQUENCES = 3_000;
const STEPS = 80;

const LIMITS = { source_bytes: 9, answer_bytes: 9, message_bytes: 9, messages_per_second: 9 };
const WELCOME = { resume_token: "t", ping_ms: 9, limits: LIMITS };

/** Any message of the server's, in a hostile order. */
function message(chance: Chance): Partial<FromServer> {
  const seq = chance.of([undefined, 1, 2, 3, 4, 5]);
  const run = chance.of(["r1", "r1", "r2"]);
  const attempt = 1 + chance.below(3);
  const cid = 1 + chance.below(5);
  const mark = chance.of([{}, {}, { redelivered: true }, { replay: true }]);
  const state = chance.of(["starting", "running", "restarting"] as const);
  const told = { id: run, attempt, state };
  const actor = chance.of([undefined, undefined, undefined, 1, 2, 17]);
  const of = (type: string, body: object, more = {}) => ({ type, body, run, ...more });
  const ofAny = (type: string, body: object, more = {}) =>
    actor === undefined ? of(type, body, more) : of(type, body, { actor });
  const isTrue = chance.below(2) > 0;
  const session = chance.of(["s1", "s1", "s2"]);
  const error = { code: "x", text: "x", retryable: true, retry_after_ms: 5 };
  const all = [
    of("welcome", { ...WELCOME, session, epoch: 1, seq: chance.below(5), resumed: isTrue }),
    of("session.state", {
      run: chance.of([undefined, told]),
      is_player: isTrue,
      stage: chance.of([undefined, { taken: [{ actor: 1, name: "" }] }]),
    }),
    of("resume.done", { seq: 3 }),
    of("ping", { ts: 1 }),
    of("ok", {}, { re: chance.below(9) }),
    of("error", error, chance.of([{}, { re: chance.below(9) }])),
    ofAny("run.state", told, { seq }),
    ofAny("run.ended", { reason: "finished" }, { seq }),
    ofAny("stage.reset", { attempt }, { id: "reset" }),
    of("stage.left", { actor: 1 }, { seq }),
    of("stage.restore", { cid, state: {} }),
    of("player.granted", { reason: "taken" }),
    of("player.revoked", { reason: "taken" }),
    of("console", { n: cid, text: "" }),
    of("console.gap", { from_n: cid, to_n: cid + 1 }),
    of("exec.result", { xid: "x", ok: true }, { seq }),
    ...Array.from({ length: 8 }, () => ofAny("command", { cid, at: 0, ...mark }, { seq })),
  ];
  return chance.of(all) as Partial<FromServer>;
}

function event(chance: Chance, state: State, lastId: number): Event {
  const link = state.link - chance.of([0, 0, 0, 0, 1]);
  const actor = chance.of([undefined, undefined, 1, 2]);
  const stage = actor === undefined ? state.stage : state.actors[actor];
  const ticket = (stage?.ticket ?? 0) - chance.of([0, 0, 0, 1]);
  const code = chance.of([1000, 1006, 1006, 1006, 1012, 4400, 4408, 4501]);
  return chance.of<() => Event>([
    () => ["timer", chance.of(["retry", "silence", "progress", "progress1"] as const)],
    () => ["timer", "retry"],
    () => ["opened", link],
    () => ["opened", link],
    () => (chance.below(4) ? ["opened", link] : ["lost", link, code, ""]),
    () => ["request", lastId + 1, { type: "run.pause", body: {} }, chance.of([undefined, "x"])],
    () => ["ready"],
    () => ["shown", ticket, chance.of([{ value: 1 }, { error: {} }]), actor],
    () => ["shown", ticket, { value: "x" }, actor],
    () => ["waits", ticket, actor],
    () => ["alone"],
    () => (chance.below(30) ? ["ready"] : ["leave"]),
    ...Array.from({ length: 12 }, () => (): Event => {
      return ["frame", link, JSON.stringify(message(chance))];
    }),
  ])();
}

/** What must hold after every step, with what it needs to remember. */
class Witness {
  #sockets = 0;
  #settled = new Set<number>();
  #played = new Map<number, Set<number>>();
  #playing = new Map<number, number>();

  see(before: State, after: State, effects: Effect[], asked: number): void {
    for (const effect of effects) {
      const [name, told] = effect;
      if (name === "open") {
        this.#sockets += 1;
        assert.equal(told, this.#sockets, "sockets are numbered");
        assert.equal(before.phase, "waiting", "there is one socket at a time");
      }
      if (name === "send") {
        assert.ok(["greeting", "catching up", "inside", "closed"].includes(after.phase));
        this.#answersOnlyAsPlayer(effect[1], after);
      }
      if (name === "settle" || name === "refuse") {
        assert.ok(!this.#settled.has(effect[1]), "a request is settled once");
        assert.ok(effect[1] <= asked);
        this.#settled.add(effect[1]);
      }
      if (name === "show") {
        this.#show(effect[1], effect[2], effect[3] ?? 0);
      }
    }
    if (after.phase === "closed") {
      assert.equal(after.requests.length, 0, "nobody waits for a closed session");
      for (const stage of [after.stage, ...Object.values(after.actors)]) {
        assert.equal(stage.queue.length, 0);
      }
    }
  }

  #answersOnlyAsPlayer(message: FromClient, after: State): void {
    const stage = message.actor === undefined ? after.stage : after.actors[message.actor]!;
    if (["command.result", "command.progress"].includes(message.type)) {
      assert.ok(stage.isPlayer && stage.isOwed);
      assert.ok("cid" in message.body && message.body.cid === stage.newest);
    }
  }

  #show(ticket: number, item: State["stage"]["queue"][number], actor: number): void {
    assert.ok(actor <= 16, "there are not more seats");
    assert.ok(ticket > (this.#playing.get(actor) ?? 0), "one item is shown after the other");
    this.#playing.set(actor, ticket);
    const played = this.#played.get(actor) ?? new Set();
    this.#played.set(actor, played);
    if (item.kind === "reset") {
      played.clear();
    } else if (item.kind === "command") {
      const { cid } = item.body;
      assert.ok(!played.has(cid), `command ${cid} is played once`);
      assert.ok([...played].every((it) => it < cid), "commands are played in order");
      played.add(cid);
    }
  }
}

test("hostile sequences break nothing", () => {
  const reached = new Set<string>();
  for (let seed = 1; seed <= SEQUENCES; seed += 1) {
    const chance = new Chance(seed);
    const witness = new Witness();
    let state = freeze(initial({}));
    let asked = 0;
    const happened: Event[] = [];
    for (let at = 0; at < STEPS; at += 1) {
      const next = event(chance, state, asked);
      asked += Number(next[0] === "request");
      happened.push(next);
      try {
        const [after, effects] = step(state, next);
        witness.see(state, freeze(after), effects, asked);
        effects.forEach(([name, what]) => reached.add(name === "send" ? what.type : name));
        state = after;
      } catch (error) {
        console.error(`seed ${seed}:`, happened.map((it) => JSON.stringify(it)).join("\n"));
        throw error;
      }
    }
  }
  // The sequences go everywhere, or the test proves nothing.
  for (const name of ["command.result", "command.progress", "settle", "refuse", "abandon", "bye"]) {
    assert.ok(reached.has(name), `${name} was never reached`);
  }
});

test("with a server that keeps its word every command is played once and answered", () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const chance = new Chance(seed);
    const played: number[] = [];
    let state = initial({});
    let effects: Effect[] = [];
    let isBusy: number | null = null;
    // The server: its log has one command more with each answer; position and command are one.
    let outstanding = 1;
    const happen = (...event: Event) => {
      [state, effects] = step(state, event);
      for (const [name, what, item] of effects) {
        if (name === "show") {
          isBusy = what;
          if (item.kind === "command") {
            played.push(item.body.cid);
          }
        }
        const isAnswer = name === "send" && what.type === "command.result";
        if (isAnswer && what.body.cid === outstanding && chance.below(5)) {
          outstanding += 1;
        }
      }
    };
    const server = (type: string, body: object, more = {}) =>
      happen("frame", state.link, JSON.stringify({ type, body, ...more }));
    const command = (more = {}) =>
      server("command", { cid: outstanding, ...more }, { seq: outstanding, run: "r1" });
    const connect = () => {
      happen("timer", "retry");
      happen("opened", state.link);
      const seq = state.isWhole ? (state.position?.seq ?? 0) : 0;
      const welcome = { ...WELCOME, session: "s1", epoch: 1, seq: outstanding };
      server("welcome", { ...welcome, resumed: state.isWhole });
      if (!state.isWhole) {
        const run = { id: "r1", state: "running", attempt: 1 };
        server("session.state", { run, is_player: true });
      }
      for (let cid = seq + 1; cid < outstanding; cid += 1) {
        server("command", { cid, replay: true }, { seq: cid, run: "r1" });
      }
      command({ redelivered: true });
      server("resume.done", { seq: outstanding });
    };
    happen("ready");
    connect();
    for (let at = 0; outstanding < 30; at += 1) {
      assert.ok(at < 5_000, `seed ${seed} goes on, at ${outstanding}`);
      const before = outstanding;
      if (chance.below(8) === 0) {
        happen("lost", state.link, 1006, "");
        connect();
      } else if (isBusy !== null && chance.below(2)) {
        const ticket = isBusy;
        isBusy = null;
        happen("shown", ticket, { value: 1 });
      }
      if (outstanding > before) {
        command();
      }
    }
    assert.deepEqual(played.slice(0, 29), Array.from({ length: 29 }, (_, at) => at + 1));
  }
});
