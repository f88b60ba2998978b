/** The whole path of a new visitor, in each language. */

import assert from "node:assert/strict";
import { world } from "../support/world.mjs";

const { fact } = world();

fact("a new visitor chooses Ruby and a level, types a program, runs it and reaches the goal", async ({ visit }) => {
  const visitor = await visit();
  await visitor.open();
  await visitor.chooseLanguage("Ruby");
  await visitor.chooseLevel("First steps");
  await visitor.hasProgram("move");
  await visitor.editor.click();
  await visitor.page.keyboard.press("Control+End");
  await visitor.page.keyboard.type("move");
  await visitor.page.keyboard.press("Escape");
  await visitor.hasProgram("move\nmove");
  await visitor.runButton.click();
  await visitor.reachesTheGoal();
  await visitor.says(/^Well done!/);
  await visitor.celebration.getByRole("button", { name: "Next level" }).click();
  await visitor.page.getByRole("heading", { name: "Around two corners" }).waitFor();
  assert.equal(await visitor.celebration.count(), 0);
});

const PROGRAMS = {
  Ruby: "2.times { move }",
  PHP: "<?php\nfor ($i = 0; $i < 2; $i++) {\n    move();\n}",
  Python: "for i in range(2):\n    move()",
  JavaScript: "for (let i = 0; i < 2; i++) {\n  move();\n}",
  Lua: "for i = 1, 2 do\n  move()\nend",
  "JavaScript (Node.js)": "for (let i = 0; i < 2; i++) {\n  move();\n}",
  Perl: "for my $i (1 .. 2) {\n    move();\n}",
};

for (const [language, program] of Object.entries(PROGRAMS)) {
  fact(`a program in ${language} reaches the goal`, async ({ visit }) => {
    const visitor = await visit();
    await visitor.open();
    await visitor.chooseLanguage(language);
    await visitor.run(program);
    await visitor.reachesTheGoal();
    await visitor.says(/^Well done!/);
  });
}

fact("a program in C is built first, which the page says, and reaches the goal", async ({ visit, t }) => {
  const visitor = await visit();
  await visitor.open();
  await visitor.button(/^Choose a programming language/).click();
  const dialog = visitor.dialog("Programming languages");
  await dialog.getByText("Lua", { exact: true }).waitFor();
  if ((await dialog.getByRole("button").filter({ has: visitor.page.getByText("C", { exact: true }) }).count()) === 0) {
    t.skip("there is no C compiler on this machine");
    return;
  }
  await dialog.getByRole("button", { name: "Close" }).click();
  await visitor.chooseLanguage("C");
  await visitor.page.evaluate(() => {
    window.statesSeen = [];
    new MutationObserver(() => window.statesSeen.push(document.body.innerText)).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  // Nobody has built exactly this before.
  await visitor.run(`/* ${Date.now()} */\nint main(void) {\n    move(2);\n    return 0;\n}`);
  await visitor.reachesTheGoal();
  const seen = await visitor.page.evaluate(() => window.statesSeen.some((it) => it.includes("Building your program …")));
  assert.ok(seen, "nobody was told that the program is built");
});
