/** What the thin part performs: timers, handlers, promises. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { RequestError, connect } from "../src/index.js";
import { FakeSocket } from "./support/socket.js";

const WebSocket = FakeSocket.asWebSocket;
/** Lets promises go as far as they can. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  FakeSocket.all = [];
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(Math, "random", () => 0.5);
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

test("an address may be one of the web", () => {
  connect("https://example.org/ws", { WebSocket });
  assert.equal(FakeSocket.last.url.href, "wss://example.org/ws");
  assert.equal(FakeSocket.last.protocol, "livecoding.v2.json");
});

test("pauses have full jitter", () => {
  const session = connect("ws://x/ws", { WebSocket });
  for (const pause of [125, 250, 500, 1000, 2000, 4000, 4000]) {
    const before = FakeSocket.all.length;
    FakeSocket.last.lose();
    mock.timers.tick(pause - 1);
    assert.equal(FakeSocket.all.length, before);
    mock.timers.tick(1);
    assert.equal(FakeSocket.all.length, before + 1);
  }
  session.close();
});

test("as long as the server pings the connection stays, and three pings later it is left", () => {
  const session = connect("ws://x/ws", { WebSocket });
  FakeSocket.last.welcome();
  for (let ts = 0; ts < 30; ts += 1) {
    mock.timers.tick(20_000);
    FakeSocket.last.say("ping", { ts });
  }
  assert.equal(FakeSocket.all.length, 1);
  assert.equal(session.state, "connected");
  mock.timers.tick(59_999);
  assert.equal(session.state, "connected");
  mock.timers.tick(1);
  assert.equal(session.state, "connecting");
});

test("a busy handler says so every ten seconds, and when the server pings", async () => {
  const session = connect("ws://x/ws", { WebSocket });
  let done = (_: string): void => undefined;
  session.player.on("command", () => new Promise<string>((resolve) => (done = resolve)));
  FakeSocket.last.welcome();
  FakeSocket.last.say("run.state", { state: "starting", attempt: 1 }, { seq: 1, run: "r1" });
  FakeSocket.last.say("command", { cid: 1 }, { seq: 2, run: "r1" });
  await settle();
  mock.timers.tick(10_000);
  FakeSocket.last.say("ping", { ts: 1 });
  mock.timers.tick(10_000);
  done("ok");
  await settle();
  mock.timers.tick(10_000);
  assert.deepEqual(FakeSocket.last.types, [
    "hello",
    "command.progress",
    "pong",
    "command.progress",
    "command.progress",
    "command.result",
  ]);
});

test("an error of one handler is no matter of the others", async () => {
  const told: unknown[] = [];
  mock.method(console, "error", (error: Error) => told.push(error.message));
  const session = connect("ws://x/ws", { WebSocket });
  session.on("state", () => {
    throw new Error("broken");
  });
  session.player.on("granted", () => Promise.reject(new Error("broken too")));
  session.player.on("command", () => "ok");
  session.player.on("reset", () => {
    throw new Error("no stage");
  });
  const off = session.on("state", ({ state }) => told.push(state));
  FakeSocket.last.welcome();
  off();
  FakeSocket.last.say("run.state", { state: "starting", attempt: 1 }, { seq: 1, run: "r1" });
  FakeSocket.last.say("command", { cid: 1 }, { seq: 2, run: "r1" });
  await settle();
  session.close();
  await settle();
  assert.deepEqual(told.sort(), [
    "broken",
    "broken",
    "broken too",
    "connected",
    "no stage",
  ]);
  assert.ok(FakeSocket.last.types.includes("command.result"));
});

test("the last handler of commands counts, and what it throws is the program's", async () => {
  const session = connect("ws://x/ws", { WebSocket });
  session.player.on("command", () => assert.fail("this one is gone"));
  session.player.on("command", () => {
    throw { code: "wall", text: "a wall" };
  });
  FakeSocket.last.welcome();
  FakeSocket.last.say("command", { cid: 1 }, { seq: 1, run: "r1" });
  await settle();
  assert.deepEqual(FakeSocket.last.sent.at(-1), {
    type: "command.result",
    body: { cid: 1, error: { code: "wall", text: "a wall" } },
  });
});

test("a command is abandoned with its stage", async () => {
  const session = connect("ws://x/ws", { WebSocket });
  const signals: AbortSignal[] = [];
  session.player.on("command", (_, { signal }) => {
    signals.push(signal);
    return new Promise(() => undefined);
  });
  FakeSocket.last.welcome();
  FakeSocket.last.say("command", { cid: 1 }, { seq: 1, run: "r1" });
  await settle();
  assert.equal(signals[0]?.aborted, false);
  FakeSocket.last.say("stage.reset", { attempt: 2 }, { id: "reset-2", run: "r1" });
  assert.equal(signals[0]?.aborted, true);
  await settle();
  assert.deepEqual(FakeSocket.last.sent.at(-1), { type: "ok", re: "reset-2", body: {} });
});

test("what concerns a program of another session is told to those who ask for it, and to nobody else", async () => {
  const session = connect("ws://x/ws", { WebSocket });
  const told: unknown[] = [];
  const own = (type: string) => () => void told.push(`own ${type}`);
  session.on("run.state", own("run.state"));
  session.on("command", own("command"));
  session.player.on("command", own("command"));
  for (const type of ["joined", "left", "state", "ended", "reset"] as const) {
    session.actors.on(type, (actor: number) => void told.push(`${actor} ${type}`));
  }
  session.actors.on("command", () => assert.fail("this one is gone"));
  session.actors.on("command", (actor, { action }, { signal }) => {
    told.push(`${actor} ${action}`);
    return signal.aborted ? "abandoned" : "played";
  });
  FakeSocket.last.welcome();
  const about = { stage: "s1", actor: 2, run: "a" };
  FakeSocket.last.say("stage.joined", { actor: 2, name: "Ada" }, { seq: 1 });
  FakeSocket.last.say("run.state", { state: "starting", attempt: 1 }, about);
  FakeSocket.last.say("command", { cid: 1, action: "jump" }, about);
  await settle();
  FakeSocket.last.say("run.ended", { reason: "finished" }, about);
  FakeSocket.last.say("stage.left", { actor: 2 }, { seq: 2 });
  await settle();
  assert.deepEqual(told, ["2 joined", "2 state", "2 reset", "2 jump", "2 ended", "2 left"]);
  assert.deepEqual(FakeSocket.last.sent.at(-1), {
    type: "command.result",
    body: { cid: 1, value: "played" },
    actor: 2,
  });
});

test("a stage is opened, joined, left and closed by requests", async () => {
  const session = connect("ws://x/ws", { WebSocket });
  const { stage } = session;
  FakeSocket.last.welcome();
  const opened = stage.open({ seats: 3 });
  const joined = stage.join("k", "Ada");
  const others = [stage.leave(), stage.close()];
  const asked = FakeSocket.last.sent.slice(1);
  assert.deepEqual(
    asked.map(({ type, body }) => [type, body]),
    [
      ["stage.open", { seats: 3 }],
      ["stage.join", { key: "k", name: "Ada" }],
      ["stage.leave", {}],
      ["stage.close", {}],
    ],
  );
  const told = { stage: "s1", key: "k", seats: 3, taken: [] };
  const seat = { stage: "s2", actor: 1 };
  for (const [at, body] of [{ stage: told }, { seat }, {}, {}].entries()) {
    FakeSocket.last.say("ok", body, { re: asked[at]?.id });
  }
  assert.deepEqual([await opened, await joined], [told, seat]);
  await Promise.all(others);
});

test("a promise fails with what the server says, or with the connection", async () => {
  const session = connect("ws://x/ws", { WebSocket });
  const refused = session.run.stop();
  const lost = session.run.pause();
  FakeSocket.last.welcome();
  const why = { code: "no_run", text: "there is none", retryable: false };
  FakeSocket.last.say("error", why, { re: FakeSocket.last.sent[1]?.id });
  FakeSocket.last.lose();
  await assert.rejects(refused, (error) => {
    assert.ok(error instanceof RequestError && error instanceof Error);
    const { code, text, message, retryable } = error;
    assert.deepEqual({ code, text, retryable }, why);
    assert.equal(message, text);
    return true;
  });
  await assert.rejects(lost, { code: "disconnected", retryable: true });
  session.close();
  await assert.rejects(session.run.pause(), { code: "disconnected", retryable: false });
  assert.equal(session.state, "closed");
  assert.equal(session.save(), null);
});
