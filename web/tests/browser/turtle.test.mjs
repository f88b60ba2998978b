/** The turtle in a real browser: patterns are drawn to the goal, and a drawing is kept as a file. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { world } from "../support/world.mjs";

const games = resolve(import.meta.dirname, "../../../games");
const { fact } = world({ games });

const solution = (level, ending) => readFile(resolve(games, `turtle/solutions/${level}.${ending}`), "utf8");

async function openTurtle(visit, level, language, options = {}) {
  const visitor = await visit(options);
  await visitor.open(`/?game=turtle&level=${level}&language=${language}`);
  return visitor;
}

for (const [level, language, ending] of [["house", "python", "py"], ["dance", "ruby", "rb"]]) {
  fact(`the pattern of ${level} is drawn in ${language}, and that is the goal`, async ({ visit }) => {
    const visitor = await openTurtle(visit, level, language);
    await visitor.speed(3);
    await visitor.run(await solution(level, ending));
    await visitor.reachesTheGoal();
    assert.match(await visitor.game.getByText("%").innerText(), /^100/);
  });
}

fact("what is drawn beside the pattern is told, and is not the goal", async ({ visit }) => {
  const visitor = await openTurtle(visit, "square", "lua", { reducedMotion: "reduce" });
  await visitor.speed(4);
  await visitor.run("circle(90)\nfor side = 1, 4 do\n  forward(200)\n  right(90)\nend\n");
  await visitor.prints(/The whole pattern is there, but other lines too/);
  assert.equal(await visitor.celebration.count(), 0);
});

fact("a drawing is saved as SVG and as PNG by its buttons", async ({ visit }) => {
  const visitor = await openTurtle(visit, "free", "javascript");
  await visitor.speed(4);
  await visitor.run("penColor('red');\nforward(100);\ndot(20);\n");
  await visitor.says(/^Finished/);
  const saved = async (name) => {
    const [download] = await Promise.all([visitor.page.waitForEvent("download"), visitor.game.getByRole("button", { name }).click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const svg = await saved(/SVG/);
  assert.equal(svg.name, "turtle-free.svg");
  assert.match(String(svg.bytes), /<path d="M0 0L0 -100" stroke="#e5484d" stroke-width="3"\/>\n<circle /);
  // The page takes one file a second.
  await visitor.page.waitForTimeout(1_100);
  const png = await saved(/PNG/);
  assert.equal(png.name, "turtle-free.png");
  assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
});
