/** Without a mouse: everything is reached by keys, and nothing holds the focus. */

import assert from "node:assert/strict";
import { world } from "../support/world.mjs";

const { fact } = world();

/** More stops than the page has. */
const MOST_STOPS = 80;

fact("a visitor without a mouse opens the page, chooses, types, runs and reaches the goal", async ({ visit }) => {
  const visitor = await visit();
  const { keyboard } = visitor.page;
  await visitor.open();
  await tabTo(visitor, /^Choose a programming language/);
  await keyboard.press("Enter");
  await visitor.dialog("Programming languages").waitFor();
  await tabTo(visitor, /^rb Ruby/);
  await keyboard.press("Enter");
  await visitor.button(/^Choose a programming language: .*Ruby/).waitFor();
  await tabTo(visitor, /^Program, file main\.rb/);
  await keyboard.press("Control+End");
  await keyboard.type("move");
  await keyboard.press("Escape");
  await keyboard.press("Control+Enter");
  await visitor.reachesTheGoal();
  // Whoever is writing keeps the focus.
  assert.match(await focused(visitor), /^Program, file/);
  await keyboard.press("F6");
  // The stage, where the celebration lies over the game.
  await keyboard.press("F6");
  assert.match(await focused(visitor), /^Next level/);
  await keyboard.press("Enter");
  await visitor.page.getByRole("heading", { name: "Around two corners" }).waitFor();
});

fact("Tab walks all the way round and back, through the editor too", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "lua");
  const there = await walk(visitor, "Tab");
  for (const name of [/^Choose a game/, /^Choose a programming language/, /^Share/, /^Menu/, /^Program, file/, /^Run/, /^Step/, /^Speed/, /^Console/]) {
    assert.ok(there.some((it) => name.test(it)), `Tab does not come to ${name}: ${there.join(" | ")}`);
  }
  const back = await walk(visitor, "Shift+Tab");
  assert.ok(back.some((it) => /^Run/.test(it)) && back.some((it) => /^Program, file/.test(it)), back.join(" | "));
});

fact("Tab indents in the editor, and Escape then Tab leaves it", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python");
  await visitor.write("move()");
  const { keyboard } = visitor.page;
  await visitor.editor.focus();
  await keyboard.press("Control+Home");
  await keyboard.press("Tab");
  await visitor.hasProgram("    move()");
  assert.match(await visitor.program(), /^ {4}move/);
  await keyboard.press("Escape");
  await keyboard.press("Tab");
  await visitor.sees("what has the focus", () => focused(visitor), (it) => !it.startsWith("Program, file"));
});

fact("Escape leaves the stage, and the focus is in the page again", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("remote", "javascript");
  await visitor.run("for (;;) {\n  waitForKey();\n}");
  await visitor.says(/press a key in the game/);
  await visitor.sees("what has the focus", () => focused(visitor), (it) => it.startsWith("IFRAME"));
  await visitor.page.keyboard.press("ArrowUp");
  await visitor.page.keyboard.press("ArrowUp");
  await visitor.page.keyboard.press("Escape");
  await visitor.sees("what has the focus", () => focused(visitor), (it) => !it.startsWith("IFRAME"));
  await visitor.page.keyboard.press("Control+.");
  await visitor.says(/^Stopped$/);
});

fact("F6 goes from part to part, F10 steps, F9 goes on, F1 shows the keys", async ({ visit }) => {
  const visitor = await visit();
  const { keyboard } = visitor.page;
  await visitor.openAt("corners", "lua");
  await visitor.write("move() turn('left') turn('right')");
  const stops = new Set();
  for (let times = 0; times < 4; times += 1) {
    await keyboard.press("F6");
    stops.add(await visitor.page.evaluate(() => document.activeElement?.closest("section")?.getAttribute("aria-label") ?? ""));
  }
  assert.deepEqual([...stops].sort(), ["Console, instructions, functions", "Program", "Run the program", "Stage"]);
  await visitor.editor.focus();
  await keyboard.press("F10");
  await visitor.says(/^Paused before the first instruction/);
  await keyboard.press("F10");
  await visitor.says(/^Paused after line 1/);
  await keyboard.press("F9");
  await visitor.says(/^Finished/);
  await keyboard.press("F1");
  await visitor.dialog("Keyboard shortcuts").waitFor();
  await keyboard.press("Escape");
  await visitor.dialog("Keyboard shortcuts").waitFor({ state: "detached" });
  await visitor.sees("what has the focus", () => focused(visitor), (it) => it.startsWith("Program, file"));
});

fact("a dialog keeps the focus inside, Escape closes it, and the focus goes back", async ({ visit }) => {
  const visitor = await visit();
  const { keyboard } = visitor.page;
  await visitor.openAt("steps", "lua");
  for (const [opener, title] of [[/^Choose a game/, "Games and levels"], [/^Choose a programming/, "Programming languages"], [/^Share/, "Share your program"], [/^Menu/, "Menu"]]) {
    await visitor.button(opener).focus();
    await keyboard.press("Enter");
    await visitor.dialog(title).waitFor();
    for (let times = 0; times < 30; times += 1) {
      await keyboard.press("Tab");
      const isInside = await visitor.page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null);
      assert.ok(isInside, `the focus leaves ${title}`);
    }
    await keyboard.press("Escape");
    await visitor.dialog(title).waitFor({ state: "detached" });
    await visitor.sees("what has the focus", () => focused(visitor), (it) => opener.test(it));
  }
});

fact("what is typed over a selection takes its place without any word of the browser", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "ruby");
  for (const program of ["move\nmove", "# a note", "'a text'", "if true then 1 end"]) {
    await visitor.write(program);
    await visitor.page.keyboard.press("Control+A");
    await visitor.page.keyboard.type("x = 1");
    await visitor.hasProgram("x = 1");
  }
});

async function tabTo(visitor, name) {
  for (let times = 0; times < MOST_STOPS; times += 1) {
    await visitor.page.keyboard.press("Tab");
    const now = await focused(visitor);
    if (name.test(now)) {
      return;
    }
    if (now.startsWith("Program, file")) {
      await visitor.page.keyboard.press("Escape");
    }
  }
  assert.fail(`Tab does not come to ${name}`);
}

/** Walks once round; gives what had the focus. */
async function walk(visitor, key) {
  const first = await focused(visitor);
  const seen = [first];
  for (let times = 0; times < MOST_STOPS; times += 1) {
    // In the editor Tab is a key of the program, until Escape was pressed.
    if (seen.at(-1).startsWith("Program, file")) {
      await visitor.page.keyboard.press("Escape");
    }
    await visitor.page.keyboard.press(key);
    const now = await focused(visitor);
    if (times > 3 && now === seen[1]) {
      return seen;
    }
    seen.push(now);
  }
  assert.fail(`${key} does not come round: ${seen.join(" | ")}`);
}

/** The name of what has the focus. */
function focused(visitor) {
  return visitor.page.evaluate(() => {
    const it = document.activeElement;
    if (!it || it === document.body) {
      return "BODY";
    }
    if (it.tagName === "IFRAME") {
      return `IFRAME ${it.title}`;
    }
    const label = it.getAttribute("aria-label") ?? it.labels?.[0]?.innerText ?? it.innerText ?? "";
    return label.replace(/\s+/g, " ").trim() || it.tagName;
  });
}
