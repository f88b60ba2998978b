/** The orchestra in a real Chromium: levels played to the goal, live instructions, sound, and a display that joins. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { world } from "../support/world.mjs";

const GAMES = resolve(import.meta.dirname, "../../../games");
const { fact } = world({ games: GAMES });

const solution = (name) => readFile(resolve(GAMES, "orchestra/solutions", name), "utf8");
const openAt = (visitor, level, language) => visitor.open(`/?game=orchestra&level=${level}&language=${language}`);
const frame = (visitor) => visitor.page.frames().find((it) => it !== visitor.page.mainFrame());
const rows = (visitor) => visitor.game.locator(".rows b");

/** What the game says of itself. */
const game = (visitor, name) => frame(visitor).evaluate((name) => window.game[name](), name);

/** Types a live instruction. */
async function instruct(visitor, text) {
  const line = visitor.page.getByRole("textbox", { name: "Live instruction" });
  await line.fill(text);
  await line.press("Enter");
}

fact("the first beat is reached in Ruby, is seen and is heard", async ({ visit }) => {
  const visitor = await visit();
  await openAt(visitor, "beat", "ruby");
  await visitor.run(await solution("beat.rb"));
  await visitor.reachesTheGoal();
  await visitor.sees("the sheet", () => rows(visitor).allInnerTexts(), (it) => it.join() === "kick");
  assert.equal(await visitor.game.locator(".cells i.on").count(), 4);
  await visitor.sees("the sound", () => game(visitor, "alive"), (nodes) => nodes > 7);
  const colours = await visitor.game.locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 404) {
      seen.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`);
    }
    return seen.size;
  });
  assert.ok(colours > 100, `the picture has ${colours} colours`);
});

fact("a canon is reached in Python, and its wait takes its beats", async ({ visit }) => {
  const visitor = await visit();
  await openAt(visitor, "canon", "python");
  const begun = Date.now();
  await visitor.run(await solution("canon.py"));
  await visitor.reachesTheGoal();
  // Four beats at 110 a minute, after a bar began.
  assert.ok(Date.now() - begun > 60_000 / 110 * 4 - 400, "the wait was too short");
  await visitor.sees("the sheet", () => rows(visitor).allInnerTexts(), (it) => it.join() === "pluck,bell");
  const { voices } = await game(visitor, "snapshot");
  assert.equal(voices.bell.start - voices.pluck.start, 4);
});

fact("a program stays open for live instructions, which change the music while it plays", async ({ visit }) => {
  const visitor = await visit();
  await openAt(visitor, "stage", "lua");
  await visitor.run('play("kick", "x.x.x.x.")');
  await visitor.page.getByRole("textbox", { name: "Live instruction" }).and(visitor.page.locator('[aria-disabled="false"]')).waitFor();
  await instruct(visitor, 'play("bell", "1 5 8 .")');
  await visitor.sees("the sheet", () => rows(visitor).allInnerTexts(), (it) => it.join() === "kick,bell");
  await instruct(visitor, 'stop("kick"); light("gold")');
  await visitor.sees("the sheet", () => rows(visitor).allInnerTexts(), (it) => it.join() === "bell");
  await instruct(visitor, "silence()");
  await visitor.sees("the sheet", () => rows(visitor).allInnerTexts(), (it) => it.length === 0);
  await visitor.sees("the sound", () => game(visitor, "alive"), (nodes) => nodes <= 7);
});

fact("Stop ends the music, and a button on the stage lets it rest", async ({ visit }) => {
  const visitor = await visit();
  await openAt(visitor, "stage", "lua");
  await visitor.run('play("pad", "1+3+5 - - -")');
  await visitor.sees("the sheet", () => rows(visitor).allInnerTexts(), (it) => it.join() === "pad");
  await visitor.sees("the sound", () => game(visitor, "alive"), (nodes) => nodes > 7);
  await visitor.game.getByRole("button", { name: "Pause the music" }).click();
  await visitor.sees("the sound", () => game(visitor, "alive"), (nodes) => nodes <= 7);
  await visitor.game.getByRole("button", { name: "Play on" }).click();
  await visitor.sees("the sound", () => game(visitor, "alive"), (nodes) => nodes > 7);
  await visitor.button("Stop").click();
  await visitor.sees("the sheet", () => rows(visitor).allInnerTexts(), (it) => it.length === 0);
});

fact("a display that joins later plays the same, at the same beat", async ({ visit }) => {
  const visitor = await visit();
  await openAt(visitor, "stage", "lua");
  await visitor.run('tempo(120)\nplay("kick", "x.x.x.x.")\nwait_beats(2)\nplay("pluck", "1 3 5 8")');
  await visitor.sees("the sheet", () => rows(visitor).allInnerTexts(), (it) => it.join() === "kick,pluck");
  const opened = visitor.page.context().waitForEvent("page");
  await visitor.fromMenu("Open a second window that watches");
  const display = await visitor.anotherTab(visitor.url, await opened);
  await display.sees("the sheet of the display", () => rows(display).allInnerTexts().catch(() => []), (it) => it.join() === "kick,pluck");
  const place = async (it) => {
    const { voices } = await game(it, "snapshot");
    return voices.pluck.start - voices.kick.start;
  };
  assert.equal(await place(display), await place(visitor));
});

fact("with reduced motion nothing jumps: the beat is not followed, and the picture stands", async ({ visit }) => {
  const visitor = await visit({ reducedMotion: "reduce" });
  await openAt(visitor, "beat", "lua");
  await visitor.run('play("kick", "xxxxxxxx")');
  await visitor.reachesTheGoal();
  await visitor.page.waitForTimeout(1_500);
  assert.equal(await visitor.game.locator(".cells i.here").count(), 0);
});
