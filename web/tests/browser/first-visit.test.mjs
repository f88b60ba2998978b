/** The whole path of a new visitor, in each language. */

import assert from "node:assert/strict";
import { loads } from "../../tools/first-load.mjs";
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

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

for (const [name, screen] of Object.entries({ "a laptop": {}, "a phone": PHONE })) {
  fact(`what ${name} loads until a program can be run is what the size of the first load counts`, async ({ visit }) => {
    const { first, languages } = loads();
    const visitor = await visit(screen);
    // Nothing is loaded ahead.
    await visitor.page.context().addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
    const loaded = [];
    visitor.page.on("response", (it) => loaded.push(new URL(it.url()).pathname.slice(1)));
    await visitor.open();
    const parts = loaded.filter((it) => it.startsWith("assets/"));
    assert.ok(parts.length > 5, "nothing was loaded");
    assert.deepEqual(parts.filter((it) => !first.has(it) && !languages.has(it)), []);
  });
}

fact("an address that names what is not here says so, and opens what is", async ({ visit }) => {
  const visitor = await visit({ expects: [/404/] });
  const messages = visitor.page.getByRole("region", { name: "Messages" });
  await visitor.open("/?game=nothing&language=klingon");
  await messages.getByText("This server has no game “nothing”. Choose another.").waitFor();
  await messages.getByText("klingon does not work on this server. Choose another language.").waitFor();
  await visitor.page.goto(`${visitor.url}/?game=maze&level=hundred&lang=de`);
  await visitor.page.getByText("Das Spiel hat kein Level «hundred»: das erste ist offen.").waitFor();
  await visitor.page.goto(`${visitor.url}/?game=maze&lang=it&language=${"x".repeat(300)}`);
  await visitor.page.getByText(/^x{79}… non funziona su questo server\./).waitFor();
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
  const seen = await visitor.page.evaluate(() => window.statesSeen.some((it) => it.includes("Building your program")));
  assert.ok(seen, "nobody was told that the program is built");
});
