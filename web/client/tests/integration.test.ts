/** The library against a real server: connections are cut, and each move is made once. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";

import { RequestError, connect } from "../src/index.js";
import { Chance } from "./support/chance.js";
import { Game, eventually, moves, upTo } from "./support/game.js";
import { Server } from "./support/server.js";

const GUARD = { timeout: 60_000 };

let server: Server;

before(async () => {
  server = await Server.start({ LIVECODING_RESTART_KEEP_ALIVE_PAUSE_SECONDS: "[0]" });
});

afterEach(() => Game.closeAll());

after(() => server.stop());

test("twenty cuts in five hundred commands lose no move and make none twice", GUARD, async () => {
  const game = new Game(server.url);
  const chance = new Chance(7);
  let cuts = 0;
  let next = 10;
  const all: number[] = [];
  game.onMove = async ({ cid, replay }) => {
    all.push(cid);
    assert.ok(!replay);
    if (cid < next || cuts === 20) {
      return;
    }
    cuts += 1;
    next = cid + 10 + chance.below(10);
    if (chance.below(2)) {
      // The answer is given while there is no connection, or on the next one.
      server.cut();
      await new Promise((resolve) => setTimeout(resolve, chance.below(300)));
    } else {
      // The answer is on its way, or just arrived.
      setTimeout(() => server.cut(), chance.below(3));
    }
  };
  const ended = game.ended();
  await game.run(moves(500));
  const { reason, commands } = await ended;
  assert.deepEqual({ reason, commands, cuts }, { reason: "finished", commands: 500, cuts: 20 });
  assert.deepEqual(game.moves, upTo(500));
  assert.deepEqual(all, upTo(500));
  assert.equal(game.resets, 1);
});

test("a second page watches, takes over, and every page shows each move once", GUARD, async () => {
  const first = new Game(server.url);
  const attach = await first.invitation();
  first.onMove = () => new Promise((resolve) => setTimeout(resolve, 1));
  await first.run(moves(300));
  await first.reached(50);
  const second = new Game(server.url, { attach });
  const told: string[] = [];
  for (const type of ["granted", "revoked"] as const) {
    first.session.player.on(type, ({ reason }) => told.push(`first ${type} ${reason}`));
    second.session.player.on(type, ({ reason }) => told.push(`second ${type} ${reason}`));
  }
  await second.reached(100);
  assert.ok(first.session.player.isPlayer && !second.session.player.isPlayer);
  await second.session.player.take();
  const ended = Promise.all([first.ended(), second.ended()]);
  await second.reached(200);
  await eventually(() => second.session.player.isPlayer && !first.session.player.isPlayer);
  await first.session.player.take();
  for (const { reason } of await ended) {
    assert.equal(reason, "finished");
  }
  await Promise.all([first.reached(300), second.reached(300)]);
  assert.deepEqual(first.moves, upTo(300));
  assert.deepEqual(second.moves, upTo(300));
  assert.deepEqual(told.slice().sort(), [
    "first granted taken",
    "first revoked taken",
    "second granted taken",
    "second revoked taken",
    "second revoked waiting",
  ]);
});

test("the page that plays leaves, and the one that watched answers", GUARD, async () => {
  const first = new Game(server.url);
  const attach = await first.invitation();
  // It never answers the tenth command.
  first.onMove = ({ cid }) => (cid === 10 ? new Promise(() => undefined) : undefined);
  await first.run(moves(20));
  await first.reached(10);
  const second = new Game(server.url, { attach });
  const ended = second.ended();
  await second.reached(10);
  first.session.close();
  assert.equal((await ended).reason, "finished");
  assert.deepEqual(second.moves, upTo(20));
});

test("a page that is reloaded makes its stage again and goes on", GUARD, async () => {
  const page = new Game(server.url);
  page.onMove = async ({ cid }) => {
    if (cid === 100) {
      // The stage as it was after command 60 was given with command 61.
      await new Promise(() => undefined);
    }
    if (cid === 61) {
      const body = { cid: 60, state: page.moves.slice(0, 60) };
      void page.session.request("stage.snapshot", body);
    }
  };
  await page.run(moves(150));
  await page.reached(100);
  const resume = JSON.parse(JSON.stringify(page.session.save()));
  const left = page.stands("closed");
  const reloaded = new Game(server.url, { resume });
  const ended = reloaded.ended();
  let source = "";
  reloaded.session.on("session.state", (state) => (source = state.source?.files[0]?.text ?? ""));
  const marks: string[] = [];
  reloaded.onMove = ({ cid, replay, redelivered }) =>
    marks.push(`${cid}${replay ? " replay" : ""}${redelivered ? " redelivered" : ""}`);
  assert.equal((await ended).reason, "finished");
  assert.equal(source, moves(150));
  assert.deepEqual(reloaded.moves, upTo(150));
  assert.deepEqual(reloaded.restored, [upTo(60)]);
  assert.deepEqual([marks[0], marks[38], marks[39], marks[40]], [
    "61 replay",
    "99 replay",
    "100 redelivered",
    "101",
  ]);
  // The tab that was there before is told that another took its place.
  await left;
  assert.equal(page.session.save(), null);
});

test("a program that fails in an installation begins again on a clear stage", GUARD, async () => {
  const game = new Game(server.url);
  await game.run(`${moves(3)} error('why')`, { mode: "keep_alive" });
  await eventually(() => game.resets === 3);
  await game.reached(3);
  assert.deepEqual(game.moves, upTo(3));
  const ended = game.ended();
  await game.session.run.stop();
  assert.equal((await ended).reason, "stopped");
});

test("programs of three sessions play on one stage, which is cut, and none disturbs the others", GUARD, async () => {
  const host = new Game(server.url);
  const played = new Map<number, number[]>();
  const told: string[] = [];
  host.session.actors.on("command", async (actor, { params, replay }) => {
    assert.ok(!replay);
    played.get(actor)?.push(Number(params));
    // The first one waits in the game, for as long as the others play.
    return actor === 1 ? new Promise(() => undefined) : `${actor}`;
  });
  host.session.actors.on("reset", (actor) => void played.set(actor, []));
  for (const type of ["joined", "left", "ended"] as const) {
    host.session.actors.on(type, (actor: number) => void told.push(`${actor} ${type}`));
  }
  const { key = "" } = await host.session.stage.open({ seats: 3 });
  const learners = Array.from({ length: 3 }, () => new Game(server.url));
  for (const [at, { session }] of learners.entries()) {
    assert.equal((await session.stage.join(key, `L${at}`)).actor, at + 1);
  }
  const [waiting, failing, playing] = learners as [Game, Game, Game];
  const failed = failing.ended();
  const ended = playing.ended();
  await waiting.run(moves(2));
  await failing.run(`${moves(2)} error('why')`);
  await playing.run(moves(200));
  await eventually(() => (played.get(3)?.length ?? 0) > 20);
  server.cut();
  await eventually(() => (played.get(3)?.length ?? 0) > 100);
  server.cut();
  assert.equal((await ended).reason, "finished");
  assert.equal((await failed).reason, "error");
  // Their programs may come up in another order.
  assert.deepEqual([1, 2, 3].map((actor) => played.get(actor)), [[1], [1, 2], upTo(200)]);
  // What the last cut took away is there again.
  await eventually(() => [waiting, host].every(({ session }) => session.state === "connected"));
  await waiting.session.stage.leave();
  await eventually(() => told.includes("1 left"));
  // Its own page plays again what the stage did not answer.
  await waiting.reached(2);
  assert.deepEqual(told.slice(0, 3), ["1 joined", "2 joined", "3 joined"]);
  assert.deepEqual(host.moves, []);
  const late = new Game(server.url);
  await assert.rejects(late.session.stage.join("x", ""), { code: "token" });
  await host.session.stage.close();
  await assert.rejects(late.session.stage.join(key, ""), { code: "no_stage" });
});

test("a game refuses a command, and its program is told", GUARD, async () => {
  const game = new Game(server.url);
  game.onMove = () => {
    throw { code: "wall", text: "there is a wall" };
  };
  const text = new Promise<string>((resolve) =>
    game.session.on("console", (console) => resolve(console.text)),
  );
  await game.run(`print(pcall(function() Engine.send('{"move":1}') end))`);
  assert.match(await text, /^false\t.*there is a wall/);
});

test("a run is paused, stepped, spoken to and stopped", GUARD, async () => {
  const game = new Game(server.url);
  const { run, player } = game.session;
  await assert.rejects(run.pause(), (error: RequestError) => {
    assert.ok(error instanceof RequestError);
    assert.deepEqual([error.code, error.retryable], ["no_run", false]);
    return true;
  });
  await game.run(`step = 1 while true do Engine.send('{"move":' .. step .. '}') end`, {
    paused: true,
  });
  assert.equal(game.moves.length, 0);
  await run.step(2);
  await game.reached(2);
  const changed = await run.exec("step = 7");
  assert.deepEqual([changed.ok, changed.error], [true, undefined]);
  const failed = await run.exec("step = = 7");
  assert.deepEqual([failed.ok, failed.error?.code], [false, "failed"]);
  await run.step();
  await game.reached(3);
  await run.step();
  await game.reached(4);
  assert.deepEqual([game.moves[0], game.moves[3]], [1, 7]);
  await run.speed(1);
  await run.resume();
  await game.reached(20);
  const ended = game.ended();
  // The command being played is abandoned with the run.
  const signal = await new Promise<AbortSignal>((resolve) => {
    player.on("command", (_, playing) => {
      resolve(playing.signal);
      return new Promise(() => undefined);
    });
  });
  await run.stop();
  assert.equal((await ended).reason, "stopped");
  await eventually(() => signal.aborted);
});

test("a program reads a line", GUARD, async () => {
  const game = new Game(server.url);
  game.session.on("input.request", () => void game.session.run.input("12"));
  const ended = game.ended();
  await game.run(`local n = io.read("n") for i = 1, n do Engine.send('{"move":' .. i .. '}') end`);
  assert.equal((await ended).reason, "finished");
  assert.deepEqual(game.moves, upTo(12));
});

test("a game that is there late is told everything", GUARD, async () => {
  const session = connect(server.url);
  const command = new Promise((resolve) => session.on("command", resolve));
  await session.run.start({ language: "lua", files: [{ name: "main.lua", text: moves(3) }] });
  await command;
  const ended = new Promise((resolve) => session.on("run.ended", resolve));
  const played: unknown[] = [];
  session.player.on("command", ({ params }) => void played.push(params));
  await ended;
  assert.deepEqual(played, [1, 2, 3]);
  session.close();
});

test("the example of the README is a game, with the library as it is shipped", GUARD, async () => {
  const readme = await readFile("README.md", "utf8");
  const [, example = ""] = /```js\n(.*?)```/s.exec(readme) ?? [];
  const button: { onclick?: () => Promise<unknown> } = {};
  const played: unknown[] = [];
  const animate = async (frame: unknown) => void played.push(frame);
  const hero = { style: {}, animate: (frame: unknown) => ({ finished: animate(frame) }) };
  const stored = new Map<string, string>();
  let leave = (): void => undefined;
  Object.assign(globalThis, {
    location: new URL("/", server.url.replace("ws", "http")),
    document: { querySelector: (name: string) => (name === "#hero" ? hero : button) },
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    },
    addEventListener: (_: string, handler: () => void) => (leave = handler),
  });
  const library = new URL("dist/livecoding.js", `file://${process.cwd()}/`).href;
  const code = `${example.replace("./livecoding.js", library)}\nexport { session };`;
  const { session } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  await button.onclick?.();
  await eventually(() => played.length > 0);
  assert.deepEqual(played, [{ left: "2em" }]);
  leave();
  assert.match(JSON.parse(stored.get("position") ?? "").token, /\./);
  session.close();
});
