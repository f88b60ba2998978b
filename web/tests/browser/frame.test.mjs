/** The stage and its frame in a real Chromium, with an original-style game from another web server. */

import assert from "node:assert/strict";
import { after, afterEach, before, test as anyTest } from "node:test";
import { resolve } from "node:path";
import { buildStage, forget, happened, inside, launch, openStage, settings } from "../support/browser.mjs";
import { serve } from "../support/serve.mjs";

/** A test that hangs fails. */
const test = (name, run) => anyTest(name, { timeout: 60_000 }, run);
const games = resolve(import.meta.dirname, "../games");
let browser, built, server, other, page, errors;

before(async () => {
  built = await buildStage();
  server = await serve({ "/": built.folder });
  const torn = { name: "Torn", data: { game: "game.js" }, commands: [{ name: "go", summary: "Go." }] };
  other = await serve({
    "/": games,
    "/wrong/manifest.json": { text: JSON.stringify(wrong) },
    "/torn/manifest.json": { text: JSON.stringify(torn) },
    "/torn/game.js": { text: 'import { go } from "./logic.js";\nexport class Game {}\n' },
    "/torn/logic.js": { text: 'import "./none.js";\nexport function go() {}\n' },
    "/bent/manifest.json": { text: JSON.stringify(torn) },
    "/bent/game.js": { text: 'import { go } from "./logic.js";\nexport class Game {}\n' },
    "/bent/logic.js": { text: "export function go() {\n" },
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
  await other?.close();
  await built?.remove();
});

afterEach(async () => {
  const violations = await page.evaluate(() => window.happened.filter(([name]) => name === "violation"));
  assert.deepEqual(violations, []);
  await page.close();
});

const wrong = {
  description: 7,
  data: { libraries: "p5", assets: "pictures" },
  levels: [{ id: "a", title: "A" }, { id: "a", title: { de: "B" } }],
  instructions: [{ name: "x" }],
};

async function open(manifest = `${other.url}/dancer/manifest.json`) {
  ({ page, errors } = await openStage(browser, server.url));
  return page.evaluate(([manifestUrl, settings]) => window.stage.load({ manifestUrl }, settings), [manifest, settings]);
}

const play = (text, command) => page.evaluate(([text, command]) => window.play(text, command), [text, command]);

/** What a game's own code sees. */
const evaluate = async (source) => (await play(`eval ${source}`)).value;

test("an original game loads from another web server, and plays", async () => {
  const game = await open();
  assert.equal(game.title, "Dancer");
  assert.equal(game.isNative, false);
  assert.match(game.interpreters.ruby, /def right/);
  assert.match(await page.evaluate(() => window.stage.readPage(0, "en")), /^# How to dance/);
  assert.deepEqual(game.hooks, { reset: false, snapshot: false, describe: false, join: false, leave: false });
  assert.deepEqual(await happened(page, "log"), ["log", "info", "The floor is yours."]);
  assert.deepEqual(await play("right"), { value: "true" });
  assert.deepEqual(await play("later"), { value: "37" });
  await play("say Well danced");
  await happened(page, "log", "success", "Well danced");
  const drawn = inside(page).locator("svg image");
  assert.equal(await drawn.getAttribute("x"), "40");
  assert.equal(await drawn.getAttribute("href"), `${other.url}/dancer/pictures/dancer.svg`);
  assert.deepEqual(errors, []);
});

test("every value becomes the text that the original sent", async () => {
  await open();
  const texts = {};
  for (const name of ["null", "undefined", "object", "list", "empty", "no", "n"]) {
    texts[name] = (await play(`give ${name}`)).value;
  }
  assert.deepEqual(texts, {
    null: "null",
    undefined: "undefined",
    object: "[object Object]",
    list: "1,2",
    empty: "",
    no: "false",
    n: "1.5",
  });
});

test("what a game throws is told to the program", async () => {
  await open();
  assert.deepEqual(await play("fall"), { code: "failed", text: "The game made a mistake: The dancer fell over." });
  assert.deepEqual(await happened(page, "fault"), ["fault", "The dancer fell over."]);
  assert.deepEqual(await play("refuse"), { code: "tired", text: "The dancer is tired." });
  assert.deepEqual(await play("right"), { value: "true" });
});

test("libraries are globals, each loaded after the one before, and the game is window.game", async () => {
  await open();
  assert.equal(await evaluate("Steps.floorWidth"), "8");
  assert.equal(await evaluate("window.game.constructor.name"), "Game");
});

test("a game has an opaque origin: neither the page, nor cookies, nor storage of anybody", async () => {
  await open();
  await page.evaluate(() => (localStorage.setItem("secret", "1"), (document.cookie = "secret=1")));
  assert.equal(await evaluate("self.origin"), "null");
  for (const forbidden of ["parent.document", "parent.stage", "top.location.href", "frameElement.id"]) {
    const { text } = await play(`eval ${forbidden}`);
    assert.match(text, /cross-origin|Blocked|null/, forbidden);
  }
  assert.equal(await evaluate("localStorage.getItem('secret')"), "null");
  assert.equal(await evaluate("localStorage.visits"), "1");
  assert.equal(await evaluate("sessionStorage.a = 1, Object.keys(sessionStorage)"), "a");
  assert.equal(await evaluate("document.cookie"), "dancer=yes");
  const real = await evaluate(
    "(() => { try { return Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').get.call(document) } catch (e) { return e.name } })()",
  );
  assert.equal(real, "SecurityError");
  assert.equal((await play("eval top.location = '/'")).code, "failed");
});

test("the arrow keys reach an original game that waits for one, and it gets the focus", async () => {
  await open();
  await page.evaluate(() => window.stage.focus());
  const answer = play("wait");
  await happened(page, "keysWanted", ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight", " ", "Enter"]);
  await happened(page, "waits", true);
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await answer, { value: "ArrowDown" });
  await happened(page, "waits", false);
  await happened(page, "keysWanted", []);
});

test("a key of the screen is a key of the keyboard for the game", async () => {
  await open();
  await inside(page).evaluate(() => {
    window.keys = [];
    const tell = (e) => window.keys.push([e.type, e.key, e.code, e.keyCode, e.which].join(" "));
    document.body.addEventListener("keydown", tell);
    document.addEventListener("keyup", tell);
  });
  const answer = play("wait");
  await happened(page, "waits", true);
  await page.evaluate(() => window.stage.key("ArrowRight"));
  assert.deepEqual(await answer, { value: "ArrowRight" });
  await inside(page).waitForFunction(() => window.keys.length === 2);
  const keys = await inside(page).evaluate(() => window.keys);
  assert.deepEqual(keys, ["keydown ArrowRight ArrowRight 39 39", "keyup ArrowRight ArrowRight 39 39"]);
});

test("Escape gives the focus back before any game hears of it, and it is not taken again", async () => {
  await open();
  await inside(page).evaluate(() => addEventListener("keydown", (e) => (window.heard = e.key), true));
  await page.evaluate(() => window.stage.focus());
  await page.keyboard.press("a");
  await inside(page).waitForFunction(() => window.heard === "a");
  await page.keyboard.press("Escape");
  await happened(page, "escape");
  assert.equal(await inside(page).evaluate(() => window.heard), "a");
  await forget(page);
  const answer = play("wait");
  await happened(page, "waits", true);
  await page.keyboard.type("still here");
  assert.equal(await page.inputValue("#editor"), "still here");
  await page.evaluate(() => window.stage.key("ArrowUp"));
  assert.deepEqual(await answer, { value: "ArrowUp" });
});

test("the page's own keys are the page's inside a game too", async () => {
  await open();
  await page.evaluate(() => window.stage.focus());
  for (const key of ["F9", "F10", "Shift+F5"]) {
    await forget(page);
    await page.keyboard.press(key);
    const [, { key: heard, shift }] = await happened(page, "shortcut");
    assert.deepEqual([heard, shift], [key.split("+").at(-1), key.startsWith("Shift")]);
  }
});

test("a shortcut that the game leaves is the page's", async () => {
  await open();
  await page.evaluate(() => window.stage.focus());
  await page.keyboard.press("Control+Enter");
  const pressed = await happened(page, "shortcut");
  assert.deepEqual(pressed[1], { key: "Enter", ctrl: true, alt: false, shift: false, meta: false });
});

test("a game that hangs is told within seconds, leaves the page alive, and can be reloaded", async () => {
  await open();
  const answer = page.evaluate(() => window.play("hang"));
  await happened(page, "hung", true);
  const start = Date.now();
  await page.locator("#editor").pressSequentially("typed while it hangs");
  assert.ok(Date.now() - start < 2000, "the page is slow");
  const game = await page.evaluate(() => window.stage.reload());
  assert.equal(game.title, "Dancer");
  assert.deepEqual(await answer, { code: "stage_reloaded", text: "The game was reloaded. Run the program again." });
  await happened(page, "hung", false);
  assert.deepEqual(await play("right"), { value: "true" });
});

test("a game that hangs is reloaded also where its listeners keep its process", async () => {
  await open();
  await evaluate("addEventListener('pagehide', () => 1), document.addEventListener('visibilitychange', () => 1)");
  page.evaluate(() => void window.play("hang"));
  await happened(page, "hung", true);
  await page.evaluate(() => window.stage.reload());
  assert.deepEqual(await play("right"), { value: "true" });
});

test("a game that hangs unnoticed is reloaded too", async () => {
  await open();
  await evaluate("addEventListener('pagehide', () => 1)");
  await page.evaluate(() => void window.play("hang"));
  await page.evaluate(() => window.stage.reload());
  assert.deepEqual(await play("right"), { value: "true" });
});

test("a game that is busy for three seconds hangs, and then does not any more", async () => {
  await open();
  const answer = play("hangFor 3500");
  await happened(page, "hung", true);
  assert.deepEqual(await answer, { value: "awake" });
  await happened(page, "hung", false);
});

test("an error outside of any command is told", async () => {
  await open();
  await play("crash");
  const [, text] = await happened(page, "fault");
  assert.match(text, /^The music stopped\. \(dancer\.js:\d+\)$/);
});

test("a game that says too much is shortened, and says so", async () => {
  await open();
  await forget(page);
  await play("chatter 1000");
  const warning = await happened(page, "log", "warning");
  assert.match(warning[2], /^\d+ more lines of the game were left out/);
  const lines = await page.evaluate(() => window.happened.filter((it) => it[0] === "log").length);
  assert.ok(lines <= 420, `${lines} lines`);
});

test("a game that floods its page is cut off, and the page lives", async () => {
  await open();
  const answer = play("flood");
  const [, text] = await happened(page, "fault");
  assert.match(text, /far too many messages/);
  assert.equal((await answer).code, "stage_reloaded");
  await page.evaluate(() => window.stage.reload());
  assert.deepEqual(await play("right"), { value: "true" });
});

test("a game that leaves its frame is told, and can be reloaded", async () => {
  await open();
  await play("leave");
  const [, text] = await happened(page, "fault");
  assert.match(text, /has left its stage/);
  await page.evaluate(() => window.stage.reload());
  assert.deepEqual(await play("right"), { value: "true" });
});

test("a command that is stopped rejects at once, and the next one is played", async () => {
  await open();
  const stopped = await page.evaluate(async () => {
    const stop = new AbortController();
    const answer = window.play("wait", {}, stop.signal);
    stop.abort();
    return answer;
  });
  assert.equal(stopped.code, "cancelled");
  assert.deepEqual(await play("right"), { value: "true" });
});

test("a game without the hook is reset by loading it anew, but only when it was played", async () => {
  await open();
  await evaluate("window.mark = 1");
  assert.equal(await evaluate("window.mark"), "1");
  await page.evaluate(() => window.stage.reset());
  assert.equal(await evaluate("window.mark"), "undefined");
});

test("a game that is loaded anew while it has the focus has it again", async () => {
  await open();
  await play("right");
  await page.evaluate(() => {
    const done = window.stage.reset();
    window.stage.focus();
    return done;
  });
  const answer = play("wait");
  await happened(page, "waits", true);
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await answer, { value: "ArrowUp" });
});

test("every problem of a manifest is told at once", async () => {
  const why = await open(`${other.url}/wrong/manifest.json`).catch((why) => why.message);
  for (const words of [
    "`name` is missing",
    "`data.game` is missing",
    "`description` must be a text",
    "`data.libraries` must be a list",
    "there are neither",
    "`instructions[0].path` must be the path",
    "`levels[1].id` must have small letters",
    "`levels[1].title` must be a text",
  ]) {
    assert.ok(why.includes(words), `${words} is not in ${why}`);
  }
});

test("a manifest that is not there, and a server that does not allow it, are told with what to do", async () => {
  const missing = await open(`${other.url}/nowhere/manifest.json`).catch((why) => why.message);
  assert.match(missing, /nowhere\/manifest.json is not there: the server answers 404/);
  await page.close();
  const closed = await serve({ "/": games }, { isOpen: false });
  try {
    const refused = await open(`${closed.url}/dancer/manifest.json`).catch((why) => why.message);
    assert.match(refused, /must send `Access-Control-Allow-Origin: \*`/);
  } finally {
    await closed.close();
  }
});

test("of a game's modules the one that is missing or has a mistake is named", async () => {
  const missing = await open(`${other.url}/torn/manifest.json`).catch((why) => why.message);
  assert.match(missing, /torn\/game\.js could not be loaded, for one that it imports:\n- \S+torn\/none\.js is not there: the server answers 404/);
  await page.close();
  const bent = await open(`${other.url}/bent/manifest.json`).catch((why) => why.message);
  assert.match(bent, /\n- The module \S+bent\/logic\.js could not be loaded: Unexpected end of input\./);
});

test("a frame that has its port takes no other one", async () => {
  await open();
  const stolen = await page.evaluate(
    () =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done("answered");
        document.querySelector("iframe").contentWindow.postMessage("livecoding.frame.port", "*", [port2]);
        port1.postMessage(JSON.stringify({ n: 1, ask: "ping" }));
        window.play("right").then(() => done("still the first"));
      }),
  );
  assert.equal(stolen, "still the first");
});
