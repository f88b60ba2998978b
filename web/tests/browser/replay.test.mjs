/** A run is replayed: from the server's record, from a file, from a link; to any of its commands. */

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAccessible } from "../support/axe.mjs";
import { world } from "../support/world.mjs";

const { fact } = world();

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const settings = { bypassCSP: true, reducedMotion: "reduce" };

/** Two moves around the first corner; then one into a wall. */
const WALK = {
  format: "livecoding-replay",
  version: 1,
  game: "maze",
  level: "corners",
  language: "python",
  files: [{ name: "main.py", text: "move(3)\nturn('right')\nmove(2)\nprint(look())\n" }],
  commands: [
    { at: 10, action: "move", params: [2], line: 1, value: 2 },
    { at: 420, action: "turn", params: ["right"], line: 2, value: null },
    { at: 840, action: "move", params: [2], line: 3, value: 2 },
    { at: 1200, action: "look", params: ["ahead"], line: 4, value: "wall" },
  ],
  end: { reason: "finished", at: 1300 },
};

const PROGRAM = "for side in range(4):\n    move()\n    turn('left')\nprint(position())\n";

fact("a run is replayed as it was recorded, to the same stage", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "python");
  await visitor.speed(4);
  await visitor.run(PROGRAM);
  await visitor.says(/^Finished|goal/i);
  const after = await stateOf(visitor);
  await visitor.bar.getByRole("button", { name: "Replay" }).click();
  const replay = new Replay(visitor);
  await replay.isAt(9);
  assert.deepEqual(await stateOf(visitor), after);
  const { commands, files, level, end } = JSON.parse(await replay.saved());
  assert.deepEqual(commands.map(({ action }) => action), [...Array(4)].flatMap(() => ["move", "turn"]).concat("position"));
  assert.deepEqual(commands.map(({ line }) => line), [2, 3, 2, 3, 2, 3, 2, 3, 4]);
  assert.deepEqual(commands.at(-1).value, [after.x, after.y]);
  assert.ok(commands.every(({ at }, n) => n === 0 || at >= commands[n - 1].at));
  assert.deepEqual([files, level, end.reason], [[{ name: "main.py", text: PROGRAM }], "corners", "finished"]);
});

fact("the record is whole where the page was loaded anew in the middle of the run", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "python");
  await visitor.speed(2);
  await visitor.run("for n in range(30):\n    turn('left' if n % 3 else 'right')\nprint('turned')\n");
  await visitor.says(/^Running · line 2/);
  await visitor.page.reload();
  await visitor.prints("turned");
  await visitor.says(/^Finished/);
  await isWhole(visitor);
});

fact("the record is whole where the connection was lost in the middle of the run", async ({ visit, startPlace }) => {
  const place = await startPlace({ isCut: true });
  const visitor = await visit({ url: place.url, expects: [/WebSocket/] });
  await visitor.openAt("corners", "python");
  await visitor.speed(2);
  await visitor.run("for n in range(30):\n    turn('left' if n % 3 else 'right')\nprint('turned')\n");
  await visitor.says(/^Running · line 2/);
  place.proxy.cut();
  await visitor.prints("turned");
  await visitor.says(/^Finished/);
  await isWhole(visitor);
});

/** Thirty turns, each once and in order; and the stage comes to the same state from anywhere. */
async function isWhole(visitor) {
  const after = await stateOf(visitor);
  await visitor.bar.getByRole("button", { name: "Replay" }).click();
  const replay = new Replay(visitor);
  await replay.seek("Home", 0);
  await replay.seek("End", 30);
  assert.deepEqual(await stateOf(visitor), after);
  const { commands } = JSON.parse(await replay.saved());
  assert.deepEqual(commands.map(({ params }) => params[0]), Array.from({ length: 30 }, (_, n) => (n % 3 ? "left" : "right")));
}

fact("a run is shared by a link, which shows it to somebody else", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "lua");
  await visitor.run("move()\nmove()");
  await visitor.reachesTheGoal();
  await visitor.button("Stay here").click();
  await visitor.fromMenu("Share the replay");
  const link = await visitor.dialog("Share the replay").getByRole("textbox", { name: "Link" }).inputValue();
  assert.match(link, /#r1=d/);
  const other = await visit();
  await other.page.goto(link);
  const replay = new Replay(other);
  await replay.seek("End", 2);
  await replay.region.getByText("Maze · First steps").waitFor();
});

fact("a file is opened, and led to any of its commands by keyboard", async ({ visit }) => {
  const visitor = await visit();
  const replay = await Replay.open(visitor, WALK);
  const { slider } = replay;
  await replay.seek("End", 4);
  const end = await stateOf(visitor);
  assert.equal(await slider.getAttribute("aria-valuetext"), 'after command 4 of 4: look("ahead")');
  await replay.seek("Home", 0);
  assert.equal(await slider.getAttribute("aria-valuetext"), "before the first of 4 commands");
  const begin = await stateOf(visitor);
  await replay.seek("ArrowRight", 1);
  assert.equal(await markedLine(visitor), "move(3)");
  await replay.seek("ArrowRight", 2);
  assert.equal(await markedLine(visitor), "turn('right')");
  const turned = await stateOf(visitor);
  await replay.seek("ArrowLeft", 1);
  await visitor.button("One command forward").click();
  await replay.isAt(2);
  assert.deepEqual(await stateOf(visitor), turned);
  await replay.seek("Home", 0);
  assert.deepEqual(await stateOf(visitor), begin);
  await visitor.page.getByRole("combobox", { name: "Speed of the replay" }).selectOption("8×");
  await visitor.page.getByRole("region", { name: "Replay controls" }).getByRole("button", { name: "Play" }).click();
  await replay.isAt(4);
  assert.deepEqual(await stateOf(visitor), end);
  assert.equal(await visitor.page.getByText(/The game was changed/).count(), 0);
});

fact("a game that answers otherwise than it did is told, and the replay goes on", async ({ visit }) => {
  const visitor = await visit();
  const [move, ...others] = WALK.commands;
  const replay = await Replay.open(visitor, { ...WALK, commands: [{ ...move, value: 1 }, ...others] });
  await replay.seek("End", 4);
  await visitor.page.getByText("From command 1 on it is not as it was: the game answers 2 now, and 1 then. The game was changed.").waitFor();
});

fact("its program becomes the learner's, and that can be taken back", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "python");
  await visitor.write("# mine\n");
  const replay = await Replay.open(visitor, WALK, false);
  await replay.region.getByRole("textbox", { name: "Program of the replay, file main.py" }).waitFor();
  await visitor.button("Use this program").click();
  await visitor.hasProgram(WALK.files[0].text);
  await visitor.button("Undo").click();
  await visitor.hasProgram("# mine");
  // The stage stands at the beginning again.
  await visitor.run("print(position())");
  await visitor.prints(/\[\d+, \d+\]/);
});

fact("a run ends the replay, and is not disturbed by it", async ({ visit }) => {
  const visitor = await visit();
  const replay = await Replay.open(visitor, { ...WALK, level: "steps" });
  await replay.seek("End", 4);
  await visitor.button("Close the replay").click();
  await visitor.run("move()\nmove()\n");
  await visitor.reachesTheGoal();
});

for (const [what, text, words] of [
  ["no JSON", "{", "This file is no replay: it is not JSON."],
  ["another file", '{"format":"x"}', "This file is no replay of LiveCoding."],
  ["a damaged one", JSON.stringify({ ...WALK, commands: [{ at: 1 }] }), "This replay is damaged: commands[0].action is not as it should be."],
  ["a newer one", JSON.stringify({ ...WALK, version: 2 }), "This replay comes from a newer version of LiveCoding. Reload the page."],
]) {
  fact(`a file that is of no use is refused in words: ${what}`, async ({ visit }) => {
    const visitor = await visit();
    await visitor.openAt("steps", "lua");
    await chooseReplay(visitor, text);
    await visitor.page.getByText(words, { exact: true }).waitFor();
    await visitor.run("move()\nmove()\n");
    await visitor.reachesTheGoal();
  });
}

fact("a level that is not there any more is told", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python");
  await chooseReplay(visitor, JSON.stringify({ ...WALK, level: "gone" }));
  await visitor.page.getByText("The game has no level “gone” any more: this replay cannot be shown.").waitFor();
});

fact("several programs are replayed together: the game answers when all have said what they want", async ({ visit, startPlace }) => {
  const games = await mkdtemp(join(tmpdir(), "livecoding-duel-"));
  try {
    await mkdir(join(games, "duel"));
    await writeFile(join(games, "duel/manifest.json"), JSON.stringify(DUEL));
    await writeFile(join(games, "duel/duel.js"), DUEL_JS);
    const place = await startPlace({ games });
    const visitor = await visit({ url: place.url });
    await visitor.open("/?game=duel&language=lua");
    const turn = (actor, at) => ({ at, actor, action: "say", params: [actor * 10 + at], value: at });
    const commands = [
      { at: 0, action: "@start", params: [7] },
      { at: 1, actor: 1, action: "@join", params: [] },
      { at: 1, actor: 2, action: "@join", params: [] },
      ...[1, 2, 3].flatMap((at) => [turn(1, at), turn(2, at)]),
      turn(1, 4),
    ];
    const actors = [{ actor: 1, name: "Ada", language: "lua" }, { actor: 2, name: "Bob", language: "javascript" }];
    await chooseReplay(visitor, JSON.stringify({ format: "livecoding-replay", version: 1, game: "duel", level: "one", seed: 7, actors, commands }));
    const replay = new Replay(visitor);
    await replay.seek("End", 10);
    await visitor.game.getByText("7: 11,21 12,22 13,23 waits for 2").waitFor();
    await replay.region.getByText("Ada").first().waitFor();
    // Who waits for ever holds nobody up.
    await replay.seek("Home", 0);
    await visitor.page.getByRole("region", { name: "Replay controls" }).getByRole("button", { name: "Play" }).click();
    await replay.isAt(10);
    await visitor.game.getByText("7: 11,21 12,22 13,23 waits for 2").waitFor();
    assert.equal(await visitor.page.getByText(/The game was changed/).count(), 0);
  } finally {
    await rm(games, { recursive: true, force: true });
  }
});

for (const [screen, how] of [["laptop", {}], ["phone", PHONE]]) {
  fact(`axe finds nothing beside a replay, on a ${screen}`, async ({ visit }) => {
    const visitor = await visit({ ...settings, ...how });
    const [move, ...others] = WALK.commands;
    const replay = await Replay.open(visitor, { ...WALK, commands: [{ ...move, value: 1 }, ...others] });
    await replay.seek("End", 4);
    await replay.seek("ArrowLeft", 3);
    await isAccessible(visitor, "replay");
  });
}

/** What the game keeps of itself. */
function stateOf(visitor) {
  const frame = visitor.page.frames().find((it) => it !== visitor.page.mainFrame());
  return frame.evaluate(() => window.game.snapshot());
}

async function markedLine(visitor) {
  const line = visitor.page.getByRole("textbox", { name: /^Program of the replay/ }).locator(".cm-here");
  await line.waitFor();
  return line.innerText();
}

async function chooseReplay(visitor, text) {
  const chosen = visitor.page.waitForEvent("filechooser");
  await visitor.fromMenu("Open a replay …");
  await (await chosen).setFiles({ name: "replay.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

/** The replay as a visitor sees and leads it. */
class Replay {
  constructor(visitor) {
    this.visitor = visitor;
    this.region = visitor.page.getByRole("region", { name: "Replay", exact: true });
    this.slider = visitor.page.getByRole("slider", { name: "Place in the replay" });
  }

  static async open(visitor, record, isFresh = true) {
    if (isFresh) {
      await visitor.page.goto(`${visitor.url}/?game=maze&level=steps&language=lua`);
      await visitor.says(/^Ready$/);
    }
    await chooseReplay(visitor, JSON.stringify(record));
    const replay = new Replay(visitor);
    await replay.slider.waitFor();
    return replay;
  }

  /** Presses a key at the slider, once nothing else is on its way. */
  async seek(key, at) {
    await this.slider.waitFor();
    const pause = this.visitor.page.getByRole("region", { name: "Replay controls" }).getByRole("button", { name: "Pause" });
    if (await pause.isVisible()) {
      await pause.click();
    }
    await this.slider.press(key);
    await this.isAt(at);
  }

  /** The stage shows it: what is asked of the game afterwards is answered by this state. */
  async isAt(at) {
    await this.visitor.sees("the place in the replay", () => this.slider.inputValue(), (it) => Number(it) === at);
    await this.visitor.sees("the replay", () => this.slider.getAttribute("aria-busy"), (it) => it !== "true");
  }

  async saved() {
    const coming = this.visitor.page.waitForEvent("download");
    await this.region.getByRole("button", { name: "Save the replay" }).click();
    return readFile(await (await coming).path(), "utf8");
  }
}

const DUEL = {
  name: "Duel",
  data: { game: "duel.js" },
  commands: [{ name: "say", summary: "Says a number.", parameters: [{ name: "number", type: "integer", summary: "Which." }], result: { type: "integer", summary: "The turn." } }],
  levels: [{ id: "one", title: "One" }],
};

/** Each turn is over when both have said a number. */
const DUEL_JS = `
export class Game {
  constructor({ element }) {
    this.sign = element.appendChild(document.createElement("p"));
  }
  setLevel() {
    this.reset();
  }
  reset() {
    [this.seed, this.turns, this.said] = [0, [], new Map()];
    this.draw();
  }
  command({ action, params, actor, signal }) {
    if (action === "@start") {
      this.seed = params[0];
    }
    if (action !== "say") {
      return null;
    }
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject({ code: "left", text: "Nobody waits any more." }));
      this.said.set(actor, { number: params[0], resolve });
      if (this.said.size === 2) {
        const both = [1, 2].map((it) => this.said.get(it));
        this.turns.push(both.map(({ number }) => number).join());
        this.said = new Map();
        both.forEach(({ resolve }) => resolve(this.turns.length));
      }
      this.draw();
    });
  }
  snapshot() {
    return { seed: this.seed, turns: this.turns };
  }
  restore({ seed, turns }) {
    [this.seed, this.turns, this.said] = [seed, [...turns], new Map()];
    this.draw();
  }
  draw() {
    const waits = this.said.size ? " waits for " + (this.said.has(1) ? 2 : 1) : "";
    this.sign.textContent = this.seed + ": " + this.turns.join(" ") + waits;
  }
}
`;
