/** The mine in a real Chromium: played with keys by the learner's own game, and by a program that searches. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { world } from "../support/world.mjs";

const games = resolve(import.meta.dirname, "../../../games");
const { fact } = world({ games });
const ARROWS = { up: "ArrowUp", down: "ArrowDown", left: "ArrowLeft", right: "ArrowRight", space: "Space" };

const read = (path) => readFile(resolve(games, "boulders", path), "utf8");

async function openAt(visitor, level, language) {
  await visitor.open(`/?game=boulders&level=${level}&language=${language}`);
  await visitor.game.locator("svg").first().waitFor();
}

/** How many steps the sign over the mine shows. */
const steps = (visitor) => visitor.game.locator("[aria-hidden=true] > span").last().innerText().then(Number);

fact("the learner's own game is played with arrow keys, and the space bar takes a step back", async ({ visit }) => {
  const visitor = await visit();
  await openAt(visitor, "rubble", "ruby");
  await visitor.run(await read("solutions/rubble.rb"));
  const { rubble } = JSON.parse(await read("solutions/keys.json"));
  let done = 0;
  for (const key of rubble) {
    await visitor.says(/press a key in the game/);
    await visitor.page.keyboard.press(ARROWS[key]);
    done += key === "space" ? -1 : 1;
    await visitor.sees("the number of steps", () => steps(visitor), (it) => it === done);
  }
  await visitor.reachesTheGoal();
  assert.equal(done, 14);
});

fact("a program that searches reaches the goal", async ({ visit }) => {
  const visitor = await visit();
  await openAt(visitor, "crystals", "python");
  await visitor.speed(4);
  await visitor.run(await read("solutions/crystals.py"));
  await visitor.reachesTheGoal();
});

fact("a boulder that is lost is told on the console, and where the mine is dark a map is refused", async ({ visit }) => {
  const visitor = await visit({ reducedMotion: "reduce" });
  await openAt(visitor, "plates", "lua");
  await visitor.run('for _, way in ipairs({ "right", "right", "down", "down", "left" }) do move(way) end');
  await visitor.prints(/Too few boulders can still come to where they are needed/);
  await openAt(visitor, "dark", "lua");
  await visitor.run("read_map()");
  await visitor.errorCard.getByText(/too dark here for a map/).first().waitFor();
});
