/** Games that are not ours: of the original, that hang, that throw, that are not there. */

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { after, before } from "node:test";
import { serve } from "../support/serve.mjs";
import { world } from "../support/world.mjs";

const { fact } = world();
const games = resolve(import.meta.dirname, "../games");
let other;
before(async () => (other = await serve({ "/": games })));
after(() => other?.close());

async function openDancer(visit, language, options = {}) {
  const visitor = await visit(options);
  await visitor.open(`/?game=${encodeURIComponent(`${other.url}/dancer/manifest.json`)}&language=${language}`);
  return visitor;
}

const dancer = (visitor) => visitor.game.locator("svg image");

const DANCES = {
  ruby: 'right\nright\nprint where.inspect, "\\n"\nputs wait_for_arrow\nputs where.inspect\nsay "Well danced"',
  php: "<?php\nright();\nright();\necho json_encode(where()), \"\\n\";\necho wait_for_arrow(), \"\\n\";\necho json_encode(where()), \"\\n\";\nsay('Well danced');",
};

for (const [language, program] of Object.entries(DANCES)) {
  fact(`a game of the original from another web server plays in ${language}, keys included`, async ({ visit }) => {
    const visitor = await openDancer(visit, language);
    await visitor.run(program);
    await visitor.says(/press a key in the game/);
    await visitor.prints(/\[2, ?0\]/);
    await visitor.page.keyboard.press("ArrowDown");
    await visitor.prints("ArrowDown");
    await visitor.prints(/\[2, ?1\]/);
    await visitor.prints("Well danced");
    await visitor.says(/^Finished/);
    assert.equal(await dancer(visitor).getAttribute("x"), "80");
    assert.equal(await dancer(visitor).getAttribute("y"), "40");
  });
}

fact("a game is chosen by its address in the dialog, and its instructions stand beside the stage", async ({ visit }) => {
  const visitor = await visit();
  await visitor.open();
  await visitor.button(/^Choose a game and a level/).click();
  const dialog = visitor.dialog("Games and levels");
  await dialog.getByText("A game from another place").click();
  await dialog.getByRole("textbox", { name: "Address of its manifest.json" }).fill(`${other.url}/dancer/manifest.json`);
  await dialog.getByRole("button", { name: "Load" }).click();
  await dancer(visitor).waitFor();
  await visitor.button(/^Choose a game and a level: Dancer/).waitFor();
  await visitor.page.getByRole("tab", { name: "Instructions" }).click();
  await visitor.page.getByRole("heading", { name: "How to dance" }).waitFor();
});

fact("a game that hangs is told, the editor still takes typing, and the game can be reloaded", async ({ visit }) => {
  const visitor = await openDancer(visit, "ruby");
  await visitor.run('Engine.send("hang")');
  const alert = visitor.page.getByRole("alert").filter({ hasText: "The game does not answer. Your program is safe." });
  await alert.waitFor();
  await visitor.editor.click();
  await visitor.page.keyboard.press("Control+End");
  const typedAt = Date.now();
  await visitor.page.keyboard.type(" # still here");
  await visitor.hasProgram('Engine.send("hang") # still here');
  assert.ok(Date.now() - typedAt < 3_000, "the editor is slow");
  await alert.getByRole("button", { name: "Load it again" }).click();
  await alert.waitFor({ state: "detached" });
  await visitor.says(/^Stopped/);
  await visitor.run("right\nputs where.inspect");
  await visitor.prints("[1, 0]");
});

fact("what a game throws in a command is an error of the program, at its line", async ({ visit }) => {
  // Whoever makes games sees the whole of it in the browser's console.
  const visitor = await openDancer(visit, "ruby", { expects: [/The dancer fell over/] });
  await visitor.run('right\nEngine.send("fall")');
  await visitor.says(/Stopped by an error in line 2/);
  await visitor.errorCard.getByText(/The dancer fell over/).first().waitFor();
});

fact("a game that throws by itself is told, and can be reloaded", async ({ visit }) => {
  const visitor = await openDancer(visit, "ruby", { expects: [/The music stopped/] });
  await visitor.run('Engine.send("crash")\nputs "on"');
  const alert = visitor.page.getByRole("alert").filter({ hasText: "The game made a mistake. Your program is safe." });
  await alert.getByText(/The music stopped/).waitFor();
  await visitor.prints("on");
  await alert.getByRole("button", { name: "Load it again" }).click();
  await alert.waitFor({ state: "detached" });
  await visitor.run("right\nputs where.inspect");
  await visitor.prints("[1, 0]");
});

fact("a game that is not there is told in words with another way to go", async ({ visit }) => {
  const visitor = await visit({ expects: [/404/] });
  await visitor.page.goto(`${visitor.url}/?game=${encodeURIComponent(`${other.url}/none/manifest.json`)}`);
  const alert = visitor.page.getByRole("alert").filter({ hasText: "The game could not be loaded" });
  await alert.getByText(/is not there: the server answers 404/).waitFor();
  await alert.getByRole("button", { name: "Choose another game" }).click();
  await visitor.dialog("Games and levels").getByRole("button", { name: /^Maze/ }).click();
  await visitor.says(/^Ready$/);
});

for (const [game, how] of [["bell", "asks to sound"], ["gong", "does not ask to sound"]]) {
  fact(`after a reload a game that ${how} is silent until somebody touches the page, and the browser has nothing to report`, async ({ visit }) => {
    const visitor = await visit();
    const { page } = visitor;
    const hears = (text) => page.waitForEvent("console", (it) => it.text() === text);
    await visitor.open(`/?game=${encodeURIComponent(`${other.url}/${game}/manifest.json`)}&language=lua`);
    // What a test looks up in a page counts as a touch of it: from here on it only listens, and uses the mouse.
    await Promise.all([hears(`the ${game} is suspended`), page.reload()]);
    await Promise.all([hears(`the ${game} is running`), page.mouse.click(5, 5)]);
  });
}

/** In every frame: tells in the browser's console when only one context is left of those that were opened. */
function tellsOfContexts() {
  const Native = window.AudioContext;
  let open = 0;
  window.AudioContext = class extends Native {
    constructor(options) {
      super(options);
      open += 1;
    }
    close() {
      open -= 1;
      if (open === 1) {
        console.info("one context is left");
      }
      return super.close();
    }
  };
}

fact("a game sounds with the first touch of the page, however long nobody touched it", async ({ visit }) => {
  const visitor = await visit();
  const { page } = visitor;
  const hears = (text) => page.waitForEvent("console", (it) => it.text() === text);
  await page.context().addInitScript(tellsOfContexts);
  await visitor.open(`/?game=${encodeURIComponent(`${other.url}/gong/manifest.json`)}&language=lua`);
  // The frame looks for a while by itself, and no more then: only the page can tell it now.
  await Promise.all([hears("one context is left"), page.reload()]);
  await Promise.all([hears("the gong is running"), page.mouse.click(5, 5)]);
});
