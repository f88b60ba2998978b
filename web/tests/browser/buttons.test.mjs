/** A game is played by buttons: without a program, by mouse and by keyboard. */

import assert from "node:assert/strict";
import { world } from "../support/world.mjs";
import { isAccessible } from "../support/axe.mjs";

const { fact } = world();

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const settings = { bypassCSP: true, reducedMotion: "reduce" };

fact("a command is played by its button, and the game's answer stands beside it and on the console", async ({ visit }) => {
  const visitor = await visit();
  await visitor.open("/?game=maze&level=gem&language=python");
  await visitor.fromMenu("Play by buttons");
  const buttons = new Buttons(visitor);
  await buttons.command("move").getByRole("spinbutton", { name: "steps" }).fill("2");
  await buttons.press("move");
  await buttons.answers("move", /→\s*2/);
  await visitor.prints("move(2)");
  await buttons.command("look").getByRole("radio", { name: "left" }).check({ force: true });
  await buttons.press("look");
  await buttons.answers("look", /"gem"/);
  await buttons.press("pick_up");
  await buttons.answers("pick_up", /nothing_here There is nothing here/);
  await visitor.prints(/nothing_here: There is nothing here/);
  await buttons.press("position");
  await buttons.answers("position", /\[\d+,\d+\]/);
});

fact("what does not fit the declaration is told at its field, and the game hears nothing of it", async ({ visit }) => {
  const visitor = await visit();
  const buttons = await Buttons.open(visitor, "steps");
  const steps = buttons.command("move").getByRole("spinbutton", { name: "steps" });
  await steps.fill("101");
  await steps.press("Enter");
  await buttons.command("move").getByText("It must be at most 100.").waitFor();
  assert.equal(await steps.evaluate((it) => it === document.activeElement), true);
  await steps.fill("");
  await steps.press("Enter");
  // The default, where nothing is written.
  await buttons.answers("move", /→\s*1/);
});

fact("a command that waits for a key takes the next one, or is not waited for any more", async ({ visit }) => {
  const visitor = await visit();
  const buttons = await Buttons.open(visitor, "steps");
  await buttons.press("wait_for_key");
  await buttons.answers("wait_for_key", /waits for you/);
  await visitor.page.keyboard.press("ArrowLeft");
  await buttons.answers("wait_for_key", /"left"/);
  await buttons.press("wait_for_key");
  await buttons.command("wait_for_key").getByRole("button", { name: "Stop waiting" }).click();
  await buttons.press("is_at_exit");
  await buttons.answers("is_at_exit", /false/);
});

fact("a goal that buttons reach is shown, and is nobody's progress", async ({ visit }) => {
  const visitor = await visit();
  const buttons = await Buttons.open(visitor, "steps");
  await buttons.press("move");
  await buttons.answers("move", /→\s*1/);
  await buttons.press("move");
  await visitor.page.getByText(/^Goal reached with \d of 3 stars – by buttons, so it does not count/).waitFor();
  assert.equal(await visitor.celebration.count(), 0);
  await visitor.button("Back to the program").click();
  await visitor.isReady();
  await visitor.page.reload();
  await visitor.isReady();
  assert.equal(await visitor.page.getByRole("img", { name: /^solved/ }).count(), 0);
});

fact("buttons are disabled while a program runs, and a sentence says why", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "lua");
  await visitor.write("while true do turn() end");
  await visitor.fromMenu("Play by buttons");
  const buttons = new Buttons(visitor);
  await visitor.runButton.click();
  await buttons.region.getByText("A program is running: it plays now. Stop it to use the buttons.").waitFor();
  assert.equal(await buttons.button("move").isDisabled(), true);
  await visitor.button("Stop").click();
  await visitor.says(/^Stopped$/);
  await buttons.press("position");
  await buttons.answers("position", /\[\d+,\d+\]/);
});

fact("an author resets, chooses levels, hears the description, and sees that the state survives", async ({ visit }) => {
  const visitor = await visit();
  const buttons = await Buttons.open(visitor, "gem");
  await buttons.press("position");
  const start = await buttons.answers("position", /\[\d+,\d+\]/);
  await buttons.press("move");
  await buttons.answers("move", /→\s*1/);
  await buttons.button("Snapshot").click();
  await buttons.region.getByText(/^Snapshot taken: \d+ bytes/).waitFor();
  await buttons.press("move");
  await buttons.answers("move", /→\s*1/);
  await buttons.button("Restore").click();
  await buttons.region.getByText("Restored: the state survives.").waitFor();
  await buttons.button("Describe").click();
  await buttons.region.getByRole("status").getByText(/robot/i).waitFor();
  await buttons.button("Reset").click();
  await buttons.press("position");
  assert.equal(await buttons.answers("position", /\[\d+,\d+\]/), start);
  await buttons.region.getByRole("combobox", { name: "Level" }).selectOption({ index: 1 });
  await visitor.page.getByRole("heading", { name: "Around two corners" }).waitFor();
  await buttons.press("move");
  await buttons.answers("move", /→\s*1/);
});

fact("buttons are used by keyboard alone", async ({ visit }) => {
  const visitor = await visit();
  const buttons = await Buttons.open(visitor, "corners");
  const { keyboard } = visitor.page;
  await buttons.button("turn").focus();
  await keyboard.press("Tab");
  await keyboard.press("ArrowLeft");
  assert.equal(await buttons.command("turn").getByRole("radio", { name: "left" }).isChecked(), true);
  await keyboard.press("Enter");
  await buttons.answers("turn", /done/);
});

fact("on a phone the stage is seen above the buttons", async ({ visit }) => {
  const visitor = await visit(PHONE);
  const buttons = await Buttons.open(visitor, "steps");
  const [stage, move] = [await visitor.stage.boundingBox(), await buttons.region.boundingBox()];
  assert.ok(stage.height > 180 && stage.y + stage.height <= move.y + 1, JSON.stringify([stage, move]));
  await buttons.press("move");
  await buttons.answers("move", /→\s*1/);
});

for (const [screen, how] of [["laptop", {}], ["phone", PHONE]]) {
  fact(`axe finds nothing beside buttons, on a ${screen}`, async ({ visit }) => {
    const visitor = await visit({ ...settings, ...how });
    const buttons = await Buttons.open(visitor, "steps");
    await buttons.press("move");
    await buttons.answers("move", /→\s*1/);
    await buttons.press("pick_up");
    await buttons.answers("pick_up", /nothing_here/);
    await buttons.command("move").getByRole("spinbutton").fill("1000");
    await buttons.press("move");
    await buttons.button("Snapshot").click();
    await buttons.region.getByText("The state", { exact: true }).click();
    await isAccessible(visitor, "buttons");
  });
}

/** The panel of buttons as a visitor uses it. */
class Buttons {
  constructor(visitor) {
    this.visitor = visitor;
    this.region = visitor.page.getByRole("region", { name: "Play by buttons" });
  }

  static async open(visitor, level) {
    await visitor.page.goto(`${visitor.url}/?game=maze&level=${level}&language=lua&buttons`);
    const buttons = new Buttons(visitor);
    await buttons.button("move").waitFor();
    return buttons;
  }

  command(name) {
    return this.region.getByRole("form", { name, exact: true });
  }

  button(name) {
    return this.region.getByRole("button", { name, exact: true });
  }

  async press(name) {
    await this.button(name).click();
  }

  async answers(name, words) {
    return this.visitor.sees(`the answer of ${name}`, () => this.command(name).locator(".answer").innerText().then((it) => it.replace(/\s+/g, " ").trim()), (it) => words.test(it));
  }
}
