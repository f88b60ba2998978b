/** A program that runs: errors, stop, pause and step, speed, live instructions, standard input. */

import assert from "node:assert/strict";
import { world } from "../support/world.mjs";

const { fact } = world();

fact("an error stands at its line in the editor and in words, and its button goes there", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "ruby");
  await visitor.run(`move\n\n\nmoove\n${"# more\n".repeat(60)}`);
  await visitor.says(/Stopped by an error in line 4/);
  const card = visitor.errorCard;
  assert.match(await card.innerText(), /moove/);
  assert.match(await card.getByRole("heading").innerText(), /\w+ \w+/);
  const note = visitor.editor.locator(".cm-note");
  await note.getByText(/moove/).waitFor();
  assert.equal((await lineBefore(note)).trim(), "moove");

  await visitor.editor.click();
  await visitor.page.keyboard.press("Control+End");
  await card.getByRole("button", { name: /^Line 4/ }).click();
  await visitor.sees("the cursor's line", () => cursorLine(visitor), (it) => it === "moove");
  await visitor.page.keyboard.press("Control+Shift+K");
  assert.ok(!(await visitor.program()).includes("moove"), "the cursor is not at the error's line");
});

fact("an error of syntax stands at its line in PHP and Python", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "php");
  await visitor.run("<?php\nmove();\nif (true {\n    move();\n}\n");
  await visitor.says(/Stopped by an error in line 4/);
  await visitor.chooseLanguage("Python");
  await visitor.run("move()\nmove(\nmove()\n");
  await visitor.says(/Stopped by an error in line [23]/);
});

fact("what the game refuses is told as the game's own words at the line", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("doors", "python");
  await visitor.run("move()\nopen_door('wooden key')\n");
  await visitor.says(/Stopped by an error in line 2/);
  await visitor.errorCard.getByText("There is no closed door ahead. Stand in front of one and look at it.", { exact: true }).waitFor();
});

fact("Stop ends a busy loop, and the next run is not disturbed by it", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "ruby");
  await visitor.run('puts "busy"\nloop {}');
  await visitor.prints("busy");
  await visitor.says(/^Running/);
  const pressed = Date.now();
  await visitor.button("Stop").click();
  await visitor.says(/^Stopped$/);
  assert.ok(Date.now() - pressed < 5_000, "it took too long");
  await visitor.run("2.times { move }");
  await visitor.reachesTheGoal();
});

fact("Run starts a program anew while it still runs", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "lua");
  await visitor.run('print("first")\nwhile true do end');
  await visitor.prints("first");
  await visitor.write('print("second")\nmove()\nmove()');
  await visitor.runButton.click();
  await visitor.reachesTheGoal();
  await visitor.prints("second");
});

fact("Step lets commands pass one by one, marks the line, and Go on plays the rest", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "python");
  await visitor.write("move()\nturn('left')\nmove()\nturn('right')\nmove()\n");
  const step = visitor.button("Step");
  await step.click();
  await visitor.says(/^Paused before the first instruction/);
  assert.equal(await visitor.editor.locator(".cm-here").count(), 0);
  await step.click();
  await visitor.says(/^Paused after line 1$/);
  assert.equal(await markedLine(visitor), "move()");
  await step.click();
  await visitor.says(/^Paused after line 2$/);
  assert.equal(await markedLine(visitor), "turn('left')");
  await visitor.button("Go on").click();
  await visitor.says(/^Finished/);
  assert.equal(await visitor.editor.locator(".cm-here").count(), 0);
});

fact("Pause holds a program between two commands, and the executing line is marked", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "javascript");
  await visitor.speed(1);
  await visitor.run("for (;;) {\n  turn('left');\n  turn('right');\n}");
  await visitor.says(/^Running · line [23]$/);
  assert.match(await markedLine(visitor), /turn/);
  await visitor.button("Pause").click();
  await visitor.says(/^Paused after line [23]$/);
  const where = await markedLine(visitor);
  await visitor.button("Step").click();
  await visitor.sees("the marked line", () => markedLine(visitor), (it) => it !== where);
  await visitor.button("Stop").click();
  await visitor.says(/^Stopped$/);
});

fact("the speed can be changed while a program runs", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "lua");
  await visitor.speed(0);
  await visitor.run("for i = 1, 120 do turn('left') end\nprint('all turned')");
  await visitor.says(/^Running · line 1$/);
  await visitor.speed(4);
  assert.equal(await visitor.page.getByRole("slider", { name: "Speed" }).getAttribute("aria-valuetext"), "full speed");
  await visitor.prints("all turned");
});

fact("a live instruction moves the robot and shows its value, and the arrows bring it back", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python");
  await visitor.staysOpen();
  await visitor.run("x = 20");
  await visitor.says(/takes more instructions/);
  const line = visitor.page.getByRole("textbox", { name: "Live instruction" });
  await line.fill("x + 22");
  await line.press("Enter");
  await visitor.prints("42");
  await line.fill("move()");
  await line.press("Enter");
  await visitor.prints(/Result:\s*1$/);
  await line.press("ArrowUp");
  assert.equal(await line.inputValue(), "move()");
  await line.press("ArrowUp");
  assert.equal(await line.inputValue(), "x + 22");
  await line.press("ArrowDown");
  await line.press("Enter");
  await visitor.reachesTheGoal();
  await visitor.celebration.getByRole("button", { name: "Stay here" }).click();
  await line.fill("1 / 0");
  await line.press("Enter");
  await visitor.prints(/division by zero/);
  await visitor.button("Stop").click();
  await visitor.says(/^(Stopped|Well done!|Finished)/);
});

fact("a program asks for a line, gets it, and is told when there are no more", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python");
  await visitor.run("name = input('Your name? ')\nprint('Hello ' + name)\ntry:\n    input()\nexcept EOFError:\n    print('that is all')\n");
  await visitor.says(/type a line in the console/);
  const answer = visitor.page.getByRole("textbox", { name: /Your program waits for a line/ });
  await visitor.consoleLines.getByText("Your name?").first().waitFor();
  await answer.fill("Ada");
  await answer.press("Enter");
  await visitor.prints("Hello Ada");
  await visitor.button("End of input").click();
  await visitor.prints("that is all");
  await visitor.says(/^Finished/);
});

fact("what a program prints without end is bounded, and the page stays quick", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python");
  await visitor.run("i = 0\nwhile True:\n    i += 1\n    print('line', i)\n");
  await visitor.prints(/line \d\d\d\d/);
  const rows = await visitor.consoleLines.locator(".row").count();
  assert.ok(rows <= 2_000, `${rows} lines are in the page`);
  await visitor.button("Stop").click();
  await visitor.says(/^Stopped/);
});

/** The text of the line above a note. */
function lineBefore(note) {
  return note.evaluate((it) => {
    let above = it.closest(".cm-note");
    while (above && !above.matches(".cm-line")) {
      above = above.previousElementSibling ?? above.parentElement;
    }
    return above?.textContent ?? "";
  });
}

function cursorLine(visitor) {
  return visitor.editor.evaluate((it) => it.querySelector(".cm-activeLine")?.textContent ?? "");
}

async function markedLine(visitor) {
  const marked = visitor.editor.locator(".cm-here");
  await marked.waitFor();
  return (await marked.innerText()).trim();
}
