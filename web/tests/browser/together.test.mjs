/** Programs of several pages on one stage: a host shows them, learners write them, and none disturbs the others. */

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { isAccessible } from "../support/axe.mjs";
import { world } from "../support/world.mjs";

const games = resolve(import.meta.dirname, "../games-together");
const { fact } = world({ isCut: true, games });

/** As in a classroom, where other devices reach the server. */
const CLASSROOM = "http://192.168.1.20:8080";

async function opens(visit, options = {}, place = "/?game=race") {
  const host = await visit(options);
  await host.page.route("**/addresses", (it) => it.fulfill({ json: { urls: [CLASSROOM] } }));
  await host.open(place);
  await host.fromMenu("Open this stage for others");
  await who(host).getByRole("img", { name: /^QR code to join, at http/ }).waitFor();
  return host;
}

const who = (host) => host.page.getByRole("region", { name: "Who plays" });
const row = (host, name) => who(host).getByRole("listitem").filter({ hasText: name });
const runner = (host, actor) => host.game.locator(`.runner-${actor}`);
const seat = (learner) => learner.page.getByRole("region", { name: "Shared stage" });

/** The link, as the host's page copies it. */
async function linkOf(host) {
  await host.page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: async (text) => void (window.copied = text) },
    });
  });
  await host.button(/^(Copy the link|Copied)$/).click();
  const link = await host.page.waitForFunction(() => window.copied);
  const text = await link.jsonValue();
  assert.ok(text.startsWith(host.url) || text.startsWith(CLASSROOM), text);
  return new URL(text).hash;
}

async function joins(visit, host, name, language, options = {}) {
  const learner = await visit(options);
  const hash = await linkOf(host);
  await learner.page.goto(`${learner.url}/?language=${language}${hash}`);
  const dialog = learner.dialog("Play on the shared stage");
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Join in" }).click();
  await seat(learner).getByText(`as ${name}`).waitFor();
  await row(host, name).waitFor();
  return learner;
}

const stands = (host, name, words) => row(host, name).getByText(words).waitFor();

async function goesOn(host, actor) {
  const at = Number(await runner(host, actor).getAttribute("data-at"));
  await host.sees("the runner", async () => Number(await runner(host, actor).getAttribute("data-at")), (it) => it > at + 3);
}

fact("three languages play on one stage: one fails, one never ends, one goes on", async ({ visit }) => {
  const host = await opens(visit);
  const ada = await joins(visit, host, "Ada", "lua");
  const bob = await joins(visit, host, "Bob", "python");
  const cleo = await joins(visit, host, "Cleo", "ruby");
  await who(host).getByText("3 of 3").waitFor();
  await ada.speed(2);
  await ada.run("while true do go() end");
  await bob.run("go()\nwhile True:\n    pass");
  await cleo.run("go\nraise 'oh no'");
  await stands(host, "Cleo", "has an error");
  await cleo.errorCard.waitFor();
  await stands(host, "Bob", "computes");
  await stands(host, "Ada", "plays");
  await row(host, "Ada").getByText("Lua", { exact: true }).waitFor();
  await runner(host, 3).getByText("(error)").waitFor();
  await goesOn(host, 1);
  // The learner's own stage says where to look, and what was answered.
  await ada.stage.getByText("Your program plays on the shared stage").waitFor();
  await ada.stage.getByText("go()").first().waitFor();
  await ada.button("Stop").click();
  await stands(host, "Ada", "stopped");
  await bob.button("Stop").click();
  await stands(host, "Bob", "stopped");
});

fact("connections that are cut lose no command and play none twice; who leaves plays at home again", async ({ visit, place }) => {
  const host = await opens(visit, { expects: [/WebSocket/] });
  const ada = await joins(visit, host, "Ada", "lua", { expects: [/WebSocket/] });
  await ada.speed(3);
  // The game counts the steps: one that is lost or doubled is seen at once.
  await ada.run("for n = 1, 60 do local told = go() if told ~= n then error(told .. ' in place of ' .. n) end end print('all of them')");
  await goesOn(host, 1);
  place.proxy.cut();
  await goesOn(host, 1);
  place.proxy.cut();
  await ada.prints("all of them");
  await stands(host, "Ada", "has finished");
  await seat(ada).getByRole("button", { name: "Leave" }).click();
  await row(host, "Ada").waitFor({ state: "detached" });
  await ada.page.getByText("You are no longer on the shared stage").waitFor();
  await ada.run("print(go())");
  await ada.prints(/^1$/);
});

fact("programs wait for each other in the game, also while nobody sees the host's page", async ({ visit }) => {
  const host = await opens(visit);
  const ada = await joins(visit, host, "Ada", "lua");
  const bob = await joins(visit, host, "Bob", "javascript");
  await ada.run("print('met ' .. meet())");
  await stands(host, "Ada", "plays");
  await host.page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { get: () => "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await bob.run("console.log('met ' + meet());");
  await ada.prints("met 2");
  await bob.prints("met 1");
});

fact("the host's page is reloaded: the match begins anew and nothing hangs; then it closes, and all play at home", async ({ visit }) => {
  const host = await opens(visit);
  const ada = await joins(visit, host, "Ada", "lua");
  await ada.speed(2);
  await ada.run("while true do go() end");
  await goesOn(host, 1);
  await host.page.reload();
  await host.page.getByText("the match begins anew").waitFor();
  await runner(host, 1).getByText(/^1 Ada/).waitFor();
  await goesOn(host, 1);
  // The learner is there still after a reload, and is not asked once more.
  await ada.page.reload();
  await seat(ada).getByText("as Ada").waitFor();
  await goesOn(host, 1);
  await host.button("Close the stage").click();
  await who(host).getByText("Everybody leaves the stage").waitFor();
  await host.button("Close the stage").click();
  await who(host).waitFor({ state: "detached" });
  await ada.page.getByText("You are no longer on the shared stage").waitFor();
  // What runs goes on at home.
  await ada.sees("the own runner", async () => Number(await ada.game.locator(".runner-0").getAttribute("data-at")), (it) => it > 3);
  await ada.button("Stop").click();
});

fact("another game closes the stage, which the host and who plays there are told", async ({ visit }) => {
  const host = await opens(visit);
  const ada = await joins(visit, host, "Ada", "lua");
  await host.button(/^Choose a game/).click();
  await host.dialog("Games and levels").getByRole("button", { name: /^Maze/ }).click();
  await host.page.getByText("The shared stage is closed, since this is another game").waitFor();
  await who(host).waitFor({ state: "detached" });
  await ada.page.getByText("You are no longer on the shared stage").waitFor();
  await ada.run("print(go())");
  await ada.prints(/^1$/);
});

fact("the arena goes to its tournament when it is opened for others, and they come there", async ({ visit }) => {
  const host = await opens(visit, {}, "/?game=arena&level=cell");
  const tournament = (it) => it.page.getByRole("heading", { name: "The tournament" });
  await tournament(host).waitFor();
  assert.equal(new URLSearchParams((await linkOf(host)).slice(1)).get("level"), "tournament");
  const ada = await joins(visit, host, "Ada", "lua");
  await tournament(ada).waitFor();
  await ada.run("rest()");
  await host.game.getByRole("button", { name: "Start" }).waitFor();
});

fact("who is not let in is told why, and may play alone", async ({ visit }) => {
  const host = await opens(visit);
  const hash = await linkOf(host);
  const learner = await visit();
  const key = /stage=([^&]+)/.exec(hash)[1];
  await learner.page.goto(`${learner.url}/${hash.replace(key, "nothing")}`);
  const dialog = learner.dialog("Play on the shared stage");
  await dialog.getByRole("textbox").fill("Ada");
  await learner.page.keyboard.press("Enter");
  await dialog.getByText(/This link is not right/).waitFor();
  await dialog.getByRole("button", { name: "Play alone" }).click();
  await learner.says(/^Ready$/);
  assert.equal(new URL(learner.page.url()).hash, "");
  await host.button("Close the stage").click();
  await host.button("Close the stage").click();
  await learner.page.goto(`${learner.url}/${hash}`);
  await dialog.getByRole("textbox").fill("Ada");
  await learner.page.keyboard.press("Enter");
  await dialog.getByText(/The shared stage is closed/).waitFor();
});

fact("axe finds nothing at the host's and at the learner's", async ({ visit }) => {
  const settings = { bypassCSP: true, reducedMotion: "reduce" };
  const host = await opens(visit, settings);
  const learner = await visit(settings);
  await learner.page.goto(`${learner.url}/?language=lua${await linkOf(host)}`);
  const dialog = learner.dialog("Play on the shared stage");
  await dialog.getByRole("textbox").fill("Ada");
  await isAccessible(learner, "asked for a name");
  await dialog.getByRole("button", { name: "Join in" }).click();
  await learner.run("go() go() meet()");
  await stands(host, "Ada", "plays");
  await learner.stage.getByText("waits for the answer").waitFor();
  await isAccessible(learner, "playing there");
  await isAccessible(host, "host");
  await host.button("Close the stage").click();
  await isAccessible(host, "about to close");
});
