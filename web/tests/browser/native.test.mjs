/** The game of docs/games.md, as it is written there, on a stage in a real Chromium. */

import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { buildStage, forget, happened, inside, launch, openStage, settings } from "../support/browser.mjs";
import { serve } from "../support/serve.mjs";

/** A test that hangs fails. */
const test = (name, run) => anyTest(name, { timeout: 60_000 }, run);
let browser, built, server, page, errors;

/** A game that several programs play together. */
const RACE = {
  "/race/manifest.json": { text: JSON.stringify({ name: "Race", data: { game: "race.js" }, commands: [{ name: "go" }, { name: "wait" }] }) },
  "/pages/manifest.json": {
    text: JSON.stringify({
      name: "Pages",
      data: { game: "../race/race.js" },
      commands: [{ name: "go" }],
      instructions: [{ name: "A", path: { en: "a.en.md", de: "a.de.md", fr: "a.fr.md" } }, { name: "B", path: "b.md" }],
    }),
  },
  "/pages/a.en.md": { text: "# English" },
  "/pages/a.de.md": { text: "# Deutsch" },
  "/race/race.js": {
    text: `export class Game {
      constructor({ console, element, stage }) { Object.assign(this, { console, element, stage, at: {} }); }
      join(joining) {
        const { actor, name, language } = joining;
        if (Object.keys(joining).join() !== "actor,name,language") throw new Error(Object.keys(joining).join());
        if (name === "Nobody") throw this.stage.refuse("full", "There is no room.");
        this.at[actor] ??= 0;
        this.tell("join " + actor + " " + name + " " + language);
      }
      leave({ actor, reason }) { this.tell("leave " + actor + " " + reason); }
      tell(text) { this.element.append(text, document.createElement("br")); }
      reset() { this.at = {}; this.element.replaceChildren(); }
      async command({ action, actor = 0, signal }) {
        if (action === "now") return this.stage.now();
        if (action === "wait") return this.stage.waitForKey(["Enter"], signal);
        return [actor, ++this.at[actor]];
      }
    }`,
  },
};

before(async () => {
  const docs = await readFile(resolve(import.meta.dirname, "../../../docs/games.md"), "utf8");
  const files = [...docs.matchAll(/^```\w+ (frog\/\S+)\n([\s\S]*?)^```$/gm)].map(([, path, text]) => [`/${path}`, { text }]);
  assert.equal(files.length, 4);
  built = await buildStage();
  const begun = resolve(import.meta.dirname, "../../../config/new/game");
  server = await serve({ "/": built.folder, "/new": begun, ...Object.fromEntries(files), ...RACE });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
  await built?.remove();
});

afterEach(async () => {
  const violations = await page.evaluate(() => window.happened.filter(([name]) => name === "violation"));
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
  await page.close();
});

async function open(wanted = {}, manifestUrl = "/frog/manifest.json") {
  ({ page, errors } = await openStage(browser, server.url));
  const all = { ...settings, ...wanted };
  return page.evaluate(([manifestUrl, all]) => window.stage.load({ manifestUrl }, all), [manifestUrl, all]);
}

const play = (action, params = [], more = {}) =>
  page.evaluate(([text, command]) => window.play(text, command), [
    JSON.stringify({ action, params }),
    { action, params, ...more },
  ]);

const pond = () => inside(page).locator("#stage").innerText();

test("a game is told in the user's language, with its levels, starters and pages", async () => {
  const game = await open({ lang: "de" });
  assert.equal(game.title, "Frosch");
  assert.equal(game.isNative, true);
  assert.deepEqual(game.levels.map((it) => [it.id, it.title, it.goal]), [
    ["first", "Ein Sprung", "Hüpf zur Blume."],
    ["far", "Far away", ""],
  ]);
  assert.deepEqual(game.levels[0].starters, { lua: "hop()\n", ruby: "hop\n" });
  const asked = [];
  page.on("request", (it) => asked.push(it.url().split("/").at(-1)));
  const read = (lang) => page.evaluate((lang) => window.stage.readPage(0, lang).catch((why) => why.text), lang);
  assert.match(await read("de"), /^# The frog/);
  assert.match(await read("en"), /^# The frog/);
  assert.deepEqual(asked, ["frog.en.md"]);
  assert.deepEqual(game.hooks, { reset: true, snapshot: true, describe: true, join: false, leave: false });
});

test("commands are played with their values, and the goal is told", async () => {
  await open({ lang: "de" });
  assert.equal(await pond(), "F * o");
  assert.deepEqual(await play("hop", [1]), { value: 1 });
  const [, goal] = await happened(page, "goal");
  assert.deepEqual(goal, { level: "first", stars: 3, text: "Was für ein Sprung!", isReplay: false });
  await happened(page, "said", "Der Frosch ist auf Stein 1.");
  await happened(page, "log", "success", "Quak!");
  assert.equal(await pond(), "o F o");
});

test("what a game refuses has its code and a text in the user's language", async () => {
  await open({ lang: "de" });
  const refused = await play("hop", [9]);
  assert.deepEqual(refused, { code: "splash", text: "Platsch! Es gibt keinen Stein 9." });
});

test("a wait for a key tells its keys and takes the focus, and a key of the screen ends it", async () => {
  await open();
  await page.evaluate(() => window.stage.focus());
  const first = play("waitForKey");
  await happened(page, "keysWanted", ["ArrowLeft", "ArrowRight"]);
  await happened(page, "waits", true);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  assert.deepEqual(await first, { value: "left" });
  await happened(page, "keysWanted", []);
  await forget(page);
  const second = play("waitForKey");
  await happened(page, "waits", true);
  await page.evaluate(() => window.stage.key("ArrowRight"));
  assert.deepEqual(await second, { value: "right" });
});

test("a wait for a key that is stopped wants no keys any more", async () => {
  await open();
  await page.evaluate(() => {
    window.stop = new AbortController();
    const command = { action: "waitForKey", params: [] };
    window.answer = window.play("{}", command, window.stop.signal);
  });
  await happened(page, "keysWanted", ["ArrowLeft", "ArrowRight"]);
  await page.evaluate(() => window.stop.abort());
  assert.equal((await page.evaluate(() => window.answer)).code, "cancelled");
  await happened(page, "keysWanted", []);
});

test("a level is shown from its beginning, before each run, and by a snapshot", async () => {
  await open();
  await page.evaluate(() => window.stage.setLevel("far"));
  await play("hop", [2]);
  const state = await page.evaluate(() => window.stage.snapshot());
  assert.equal(state, 2);
  await page.evaluate(() => window.stage.reset());
  assert.equal(await pond(), "F o o o o o o o *");
  await page.evaluate((state) => window.stage.restore(state), state);
  assert.equal(await pond(), "o o F o o o o o *");
  assert.equal(
    await page.evaluate(() => window.stage.describe()),
    "9 stones; the frog is on stone 2, the flower on stone 8.",
  );
});

test("a game that is loaded anew shows the level that it showed", async () => {
  await open();
  await page.evaluate(() => window.stage.setLevel("far"));
  await page.evaluate(() => window.stage.reload());
  assert.equal(await pond(), "F o o o o o o o *");
});

test("a replay and reduced motion take no time, and a run's speed bounds an animation", async () => {
  await open();
  await page.evaluate(() => window.stage.setLevel("far"));
  const time = async (settings, more) => {
    await page.evaluate((it) => window.stage.configure(it), settings);
    const milliseconds = await page.evaluate(
      async (more) => {
        const start = performance.now();
        await window.play("{}", { action: "hop", params: [1], ...more });
        return performance.now() - start;
      },
      more,
    );
    return milliseconds;
  };
  assert.ok((await time(settings, {})) >= 290);
  assert.ok((await time(settings, { replay: true })) < 150);
  assert.ok((await time({ ...settings, reducedMotion: true }, {})) < 150);
  assert.ok((await time({ ...settings, msPerCommand: 0 }, {})) < 150);
  const bounded = await time({ ...settings, msPerCommand: 100 }, {});
  assert.ok(bounded >= 90 && bounded < 280, `${bounded} ms`);
});

test("the frame has the page's theme, language and motion", async () => {
  await open({ theme: "dark", lang: "fr", reducedMotion: true });
  const look = () =>
    inside(page).evaluate(() => {
      const { lang, dataset } = document.documentElement;
      return { lang, ...dataset, ground: getComputedStyle(document.documentElement).backgroundColor };
    });
  assert.deepEqual(await look(), {
    lang: "fr",
    theme: "dark",
    motion: "reduced",
    game: "native",
    ground: "rgb(26, 29, 44)",
  });
  await page.evaluate((it) => window.stage.configure(it), settings);
  assert.equal((await look()).theme, "light");
});

test("more than 200 commands a second are played", async () => {
  await open();
  await page.evaluate((it) => window.stage.configure(it), { ...settings, msPerCommand: 0 });
  await page.evaluate(() => window.stage.setLevel("far"));
  const rate = await page.evaluate(async () => {
    const start = performance.now();
    for (let i = 0; i < 400; i += 1) {
      await window.play("{}", { action: "hop", params: [0] });
    }
    return 400_000 / (performance.now() - start);
  });
  assert.ok(rate > 200, `${rate} commands a second`);
});

test("the game that `livecoding new game` begins with is played to its goal", async () => {
  const game = await open({}, "/new/manifest.json");
  assert.equal(game.levels.length, 3);
  assert.deepEqual(await play("look"), { value: "goal" });
  assert.deepEqual(await play("move", [1]), { value: true });
  await happened(page, "goal");
  assert.equal((await play("fly")).code, "unknown");
  const waited = play("waitForKey");
  await happened(page, "keysWanted", ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
  await page.evaluate(() => window.stage.key("ArrowLeft"));
  assert.deepEqual(await waited, { value: "left" });
});

test("sound begins with a click, and a muted page mutes what plays", async () => {
  await open();
  const frame = inside(page);
  await frame.evaluate(() => (window.heard = new AudioContext()));
  await page.mouse.click(100, 150);
  await frame.waitForFunction(() => window.heard.state === "running");
  await page.evaluate((it) => window.stage.configure(it), { ...settings, sound: false });
  await frame.waitForFunction(() => window.heard.state === "suspended");
  await frame.evaluate(() => {
    window.late = new AudioContext();
    window.song = new Audio("data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=");
    window.song.play().catch(() => {});
  });
  await frame.waitForFunction(() => window.late.state === "suspended" && window.song.muted);
  await page.evaluate((it) => window.stage.configure(it), settings);
  await frame.waitForFunction(() => window.late.state === "running" && !window.song.muted);
});

test("a game may ask a context to sound that sounds already, or is closed", async () => {
  await open();
  const frame = inside(page);
  await frame.evaluate(() => (window.heard = new AudioContext()));
  await frame.waitForFunction(() => window.heard.state === "running");
  await frame.evaluate(() => window.heard.resume());
  await frame.evaluate(() => window.heard.close());
  assert.equal(await frame.evaluate(() => window.heard.resume().catch((why) => why.name)), "InvalidStateError");
});

test("a game that asks to sound on a muted page need not wait, and is heard once sound is wanted", async () => {
  await open({ sound: false });
  const frame = inside(page);
  await frame.evaluate(() => (window.heard = new AudioContext()));
  await frame.waitForFunction(() => window.heard.state === "suspended");
  await frame.evaluate(() => window.heard.resume());
  assert.equal(await frame.evaluate(() => window.heard.state), "suspended");
  await page.evaluate((it) => window.stage.configure(it), settings);
  await frame.waitForFunction(() => window.heard.state === "running");
});

test("several programs play beside each other, and what begins anew is told who is there", async () => {
  const game = await open({}, "/race/manifest.json");
  assert.deepEqual([game.hooks.join, game.hooks.leave], [true, true]);
  const told = async () => (await inside(page).locator("#stage").innerText()).trim();
  const join = (actor, name) => page.evaluate((joining) => window.stage.join(joining).catch((why) => why.code), { actor, name, language: "ruby" });
  await join(1, "Ada");
  await join(2, "B".repeat(100));
  assert.equal(await join(3, "Nobody"), "full");
  await page.evaluate(() => {
    window.stop = new AbortController();
    window.waited = [];
    const command = { cid: 1, text: "", action: "wait", params: [], actor: 1 };
    window.answer = window.stage.command(command, window.stop.signal, (forUser) => window.waited.push(forUser)).catch((why) => why.code);
  });
  await happened(page, "waits", true);
  assert.deepEqual(await play("go", [], { actor: 2 }), { value: [2, 1] });
  assert.deepEqual(await play("go", [], { actor: 2 }), { value: [2, 2] });
  assert.equal((await play("go", [], { actor: 1 })).code, "busy");
  await page.evaluate(() => window.stop.abort());
  assert.equal(await page.evaluate(() => window.answer), "cancelled");
  assert.deepEqual(await page.evaluate(() => window.waited), [true]);
  assert.deepEqual(await play("go", [], { actor: 1 }), { value: [1, 1] });
  await page.evaluate(() => window.stage.leave(2, "left"));
  assert.match(await told(), /^join 1 Ada ruby\njoin 2 B{59}… ruby\nleave 2 left$/);
  const first = await page.evaluate(async () => {
    const reset = window.stage.reset();
    const { value } = await window.play("{}", { action: "go", params: [], actor: 1 });
    await reset;
    return value;
  });
  assert.deepEqual(first, [1, 1]);
  assert.equal(await told(), "join 1 Ada ruby");
  await page.evaluate(() => window.stage.reload());
  assert.equal(await told(), "join 1 Ada ruby");
  assert.deepEqual(await page.evaluate(() => window.happened.filter(([name]) => name === "fault")), []);
});

test("a game has the server's clock, from its beginning and when it is told anew", async () => {
  ({ page, errors } = await openStage(browser, server.url));
  const ahead = async () => (await play("now")).value - Date.now();
  const isNear = (ms, wanted) => assert.ok(Math.abs(ms - wanted) < 2_000, `${ms}`);
  await page.evaluate(() => window.stage.setClock(3_600_000));
  await page.evaluate(([manifestUrl, all]) => window.stage.load({ manifestUrl }, all), ["/race/manifest.json", settings]);
  isNear(await ahead(), 3_600_000);
  await page.evaluate(() => window.stage.setClock(-60_000));
  isNear(await ahead(), -60_000);
});

test("pages for the learner are fetched when they are read, in the language that is wanted, and in English where it is missing", async () => {
  ({ page, errors } = await openStage(browser, server.url));
  const asked = [];
  page.on("request", (it) => it.url().endsWith(".md") && asked.push(it.url().split("/").at(-1)));
  await page.evaluate(([manifestUrl, all]) => window.stage.load({ manifestUrl }, all), ["/pages/manifest.json", settings]);
  assert.deepEqual(asked, []);
  const read = (at, lang) => page.evaluate(([at, lang]) => window.stage.readPage(at, lang).catch((why) => why.text), [at, lang]);
  assert.equal(await read(0, "de"), "# Deutsch");
  assert.deepEqual(asked, ["a.de.md"]);
  assert.equal(await read(0, "fr"), "# English");
  assert.equal(await read(0, "it"), "# English");
  assert.match(await read(1, "de"), /b\.md is not there: the server answers 404/);
  assert.equal(await read(7, "de"), "");
  errors = errors.filter((it) => !it.includes("404"));
});
