/** The arena in the page: levels alone; and a match of several programs, as the page hosts it, on the game by itself. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before } from "node:test";
import { promisify } from "node:util";
import { serve } from "../support/serve.mjs";
import { world } from "../support/world.mjs";

const games = resolve(import.meta.dirname, "../../../games");
const { fact } = world({ games });
const binary = resolve(process.env.LIVECODING_BINARY ?? resolve(import.meta.dirname, "../../../target/debug/livecoding"));
const solution = (file) => readFile(resolve(games, "arena/solutions", file), "utf8");
let bare;
before(async () => (bare = await serve({ "/games": games, "/bare.txt": { text: "" } })));
after(() => bare?.close());

for (const [level, language, file] of [["target", "python", "target.py"], ["turret", "ruby", "turret.rb"]]) {
  fact(`the level ${level} is played to its goal in ${language}`, async ({ visit }) => {
    const visitor = await visit();
    await visitor.open(`/?game=arena&level=${level}&language=${language}`);
    await visitor.run(await solution(file));
    await visitor.reachesTheGoal();
    assert.match(await visitor.celebration.innerText(), /turns/);
  });
}

fact("a robot that is out is told so, and the next run begins anew", async ({ visit }) => {
  const visitor = await visit();
  await visitor.open("/?game=arena&level=turret&language=lua");
  await visitor.run("while is_playing() do\n  rest()\nend");
  await visitor.prints("Your robot is out. Try again!");
  await visitor.run("print(energy())");
  await visitor.prints(/^10$/);
});

fact("a match waits for its start, plays two programs at once, goes on without who is late, and can be played again", async ({ visit }) => {
  // Such a page has no icon.
  const visitor = await visit({ url: bare.url, expects: [/404/] });
  const { page } = visitor;
  await page.goto(`${bare.url}/bare.txt`);
  await page.evaluate(async () => {
    const { Game } = await import("/games/arena/game.js");
    const manifest = await (await fetch("/games/arena/manifest.json")).json();
    const level = manifest.levels.find((it) => it.id === "tournament");
    window.level = { ...level, data: { ...level.data, turn_ms: 60, rows: ["#######", "#1...2#", "#######"] } };
    const stage = {
      lang: "en", theme: "light", reducedMotion: false, sound: false, onChange() {}, say() {}, reached() {},
      text: (told, values = {}) => (typeof told === "string" ? told : told.en).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole),
      refuse: (code, text) => Object.assign(new Error(text), { code }),
    };
    const element = document.body.appendChild(document.createElement("div"));
    Object.assign(element.style, { width: "800px", height: "600px" });
    window.Game = Game;
    window.parts = { element, assetsBasePath: "", console, stage };
    window.game = new Game(window.parts);
    window.game.setLevel(window.level);
    window.ask = (actor, action, ...params) => window.game.command({ actor, action, params, signal: new AbortController().signal, isReplay: false });
    window.game.join({ actor: 1, name: "Ada", language: "ruby" });
    window.first = window.ask(1, "energy");
  });
  const start = page.getByRole("button", { name: "Start" });
  assert.ok(await start.isDisabled());
  // The seats are full with the second: it begins by itself.
  await page.evaluate(() => window.game.join({ actor: 2, name: "Linus", language: "lua" }));
  await start.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => window.first), 10);
  const answers = await page.evaluate(() => Promise.all([window.ask(1, "rest"), window.ask(2, "rest")]));
  assert.deepEqual(answers, [10, 10]);
  // The second is late three times, and then it sleeps: the first is not held up.
  await page.evaluate(async () => {
    while (await window.ask(1, "isPlaying")) {
      await window.ask(1, "rest");
    }
  });
  await page.getByRole("heading", { name: "Ada wins!" }).waitFor();
  const replay = await page.evaluate(() => window.game.replay());
  assert.equal(replay.format, "livecoding-replay");
  assert.ok(replay.commands.some((it) => it.action === "@late" && it.actor === 2));
  const again = await page.evaluate(async ({ seed, commands }) => {
    window.game.destroy();
    window.game = new window.Game(window.parts);
    window.game.setLevel({ ...window.level, seed });
    const values = [];
    for (const { actor, action, params } of commands) {
      values.push(await window.game.command({ actor, action, params, signal: new AbortController().signal, isReplay: true }).catch((why) => why.code));
    }
    return { values, result: window.game.snapshot().result };
  }, replay);
  assert.equal(again.result[0].name, "Ada");
  assert.equal(again.values.length, replay.commands.length);
  await page.getByRole("heading", { name: "Ada wins!" }).waitFor();
});

fact("a match of the command line is played again on the page, answer for answer", async ({ visit }) => {
  const folder = await mkdtemp(join(tmpdir(), "livecoding-match-"));
  try {
    const record = join(folder, "match.json");
    const bots = ["javascript:random_walker.js", "collector.lua"].map((it) => it.replace(/(?=[^:]+$)/, `${games}/arena/bots/`));
    // Nobody is late, however busy the machine is.
    await promisify(execFile)(binary, ["match", `${games}/arena`, ...bots, "--turn-ms", "60000", "--seed", "7", "--record", record]);
    const winner = await winnerOf(record);
    const visitor = await visit();
    await visitor.open("/?game=maze");
    const chosen = visitor.page.waitForEvent("filechooser");
    await visitor.fromMenu("Open a replay …");
    await (await chosen).setFiles(record);
    await visitor.page.getByText("random_walker").first().waitFor();
    await visitor.page.getByRole("slider", { name: "Place in the replay" }).press("End");
    await visitor.game.getByRole("heading", { name: `${winner} wins!` }).waitFor({ timeout: 120_000 });
    assert.equal(await visitor.page.getByText("The game was changed").count(), 0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Who wins, by the rules that the record is played through without a page. */
async function winnerOf(record) {
  const { stdout } = await promisify(execFile)(binary, ["match", `${games}/arena`, "--replay", record, "--json"]);
  const { programs } = JSON.parse(stdout);
  return programs.find((it) => it.place === 1).name;
}
