/** Programs that are kept, shared, saved and opened. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { world } from "../support/world.mjs";

const { fact } = world();

fact("a shared link shows program, game, level and language in another browser", async ({ visit }) => {
  const sender = await visit();
  await sender.openAt("gem", "ruby");
  await sender.write('move # "für" 🙂\n3.times { turn }');
  const link = await sharedLink(sender);
  assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/#p1=/);

  const receiver = await visit();
  await receiver.open(link.slice(link.indexOf("/#")));
  await receiver.hasProgram('move # "für" 🙂\n3.times { turn }');
  await receiver.page.getByRole("heading", { name: "Something shines" }).waitFor();
  await receiver.button(/^Choose a programming language: .*Ruby/).waitFor();
  await receiver.page.getByText("The program of the link is open.").waitFor();
});

fact("a link opened over one's own work can be taken back", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("gem", "ruby");
  await visitor.write("# shared");
  const link = await sharedLink(visitor);
  await visitor.dialog("Share your program").getByRole("button", { name: "Close" }).click();
  await visitor.write("# my own");
  await visitor.page.goto("about:blank");
  await visitor.open(link.slice(link.indexOf("/#")));
  await visitor.hasProgram("# shared");
  await visitor.button("Undo").click();
  await visitor.hasProgram("# my own");
});

fact("a damaged link is told in words, and the page works", async ({ visit }) => {
  const visitor = await visit();
  for (const fragment of ["#p1=dAAAA", "#p1=", "#p1=j%%%%"]) {
    await visitor.page.goto("about:blank");
    await visitor.open(`/${fragment}`);
    await visitor.page.getByText(/This link is damaged/).waitFor();
  }
  await visitor.open("/#p9=dAAAA");
  await visitor.page.getByText(/This link comes from a newer version/).first().waitFor();
});

fact("the QR code shows an address that other devices reach, or says that there is none", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "lua");
  const { urls } = await visitor.page.evaluate(async () => (await fetch("/addresses")).json());
  await visitor.button("Share").click();
  const dialog = visitor.dialog("Share your program");
  await dialog.waitFor();
  if (urls.length === 0) {
    await dialog.getByText(/Other devices cannot open this page/).waitFor();
  } else {
    await dialog.getByRole("img", { name: /^QR code of http/ }).waitFor();
  }
});

fact("on a phone the menu leads to sharing, and stays out of its way", async ({ visit }) => {
  const visitor = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await visitor.openAt("steps", "lua");
  await visitor.button("Menu").click();
  await visitor.dialog("Menu").getByRole("button", { name: "Share by link or QR code" }).click();
  await visitor.dialog("Share your program").waitFor();
  await visitor.page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
  assert.equal(await visitor.dialog("Share your program").count(), 1);
});

fact("a link copied without a secure context is in the clipboard or stands ready to be copied", async ({ visit }) => {
  const visitor = await visit();
  await visitor.page.context().addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await visitor.openAt("steps", "lua");
  await visitor.button("Share").click();
  const dialog = visitor.dialog("Share your program");
  await dialog.getByRole("button", { name: "Copy the link" }).click();
  await dialog.getByText(/^Copied$|Select the text and press Ctrl\+C/).first().waitFor();
});

fact("a program of several files runs, and each file is kept", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python");
  await visitor.button("New file").click();
  const dialog = visitor.dialog("New file");
  await dialog.getByRole("textbox", { name: "Name of the file" }).fill("walk.py");
  await dialog.getByRole("button", { name: "Create" }).click();
  await visitor.page.getByRole("tab", { name: "walk.py", selected: true }).waitFor();
  await visitor.write("STEPS = 2");
  await visitor.page.getByRole("tab", { name: "main.py" }).click();
  await visitor.write("from walk import STEPS\nmove(STEPS)");
  await visitor.runButton.click();
  await visitor.reachesTheGoal();
  await visitor.page.reload();
  await visitor.editor.waitFor();
  await visitor.hasProgram("from walk import STEPS\nmove(STEPS)");
  await visitor.page.getByRole("tab", { name: "walk.py" }).click();
  await visitor.hasProgram("STEPS = 2");
});

fact("an error in a second file is shown there", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python");
  await visitor.button("New file").click();
  const dialog = visitor.dialog("New file");
  await dialog.getByRole("textbox", { name: "Name of the file" }).fill("walk.py");
  await dialog.getByRole("button", { name: "Create" }).click();
  await visitor.page.getByRole("tab", { name: "walk.py", selected: true }).waitFor();
  await visitor.write("def walk():\n    return 1 / 0");
  await visitor.page.getByRole("tab", { name: "main.py" }).click();
  await visitor.run("import walk\nwalk.walk()");
  const card = visitor.errorCard;
  await card.getByRole("button", { name: /^Line 2 in walk.py/ }).first().click();
  await visitor.page.getByRole("tab", { name: "walk.py", selected: true }).waitFor();
});

fact("a deleted file can be brought back", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "lua");
  await visitor.button("New file").click();
  await visitor.dialog("New file").getByRole("button", { name: "Create" }).click();
  const tab = visitor.page.getByRole("tab", { name: /\.lua$/, selected: true });
  const name = await tab.innerText();
  assert.notEqual(name.trim(), "main.lua");
  await visitor.write("-- precious");
  await visitor.button(`Delete ${name.trim()}`).click();
  await visitor.page.getByRole("tab", { name: name.trim() }).waitFor({ state: "detached" });
  await visitor.button("Undo").click();
  await visitor.page.getByRole("tab", { name: name.trim() }).click();
  await visitor.hasProgram("-- precious");
});

fact("a program is downloaded, and opened from a file", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "ruby");
  await visitor.write("# kept on disk");
  const [download] = await Promise.all([visitor.page.waitForEvent("download"), visitor.fromMenu("Download")]);
  assert.equal(download.suggestedFilename(), "main.rb");
  assert.equal(await readFile(await download.path(), "utf8"), "# kept on disk");

  const [chooser] = await Promise.all([visitor.page.waitForEvent("filechooser"), visitor.fromMenu("Open a file")]);
  await chooser.setFiles({ name: "other.rb", mimeType: "text/plain", buffer: Buffer.from("# from disk\nmove") });
  await visitor.hasProgram("# from disk\nmove");
  await visitor.button("Undo").click();
  await visitor.hasProgram("# kept on disk");

  const [again] = await Promise.all([visitor.page.waitForEvent("filechooser"), visitor.page.keyboard.press("Control+o")]);
  await again.setFiles({ name: "picture.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0xff, 0xfe, 0]) });
  await visitor.page.getByText(/picture\.png is not a text file/).waitFor();
  await visitor.hasProgram("# kept on disk");
});

fact("a shared link is opened in the place of a program that still runs", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "lua");
  await visitor.write("-- shared");
  const { hash } = new URL(await sharedLink(visitor));
  await visitor.openAt("steps", "python");
  await visitor.run("while True: pass");
  await visitor.says(/^Running/);
  await visitor.page.goto(`${visitor.url}/?again${hash}`);
  await visitor.hasProgram("-- shared");
  await visitor.says(/^Stopped$/);
  await visitor.hasProgram("-- shared");
});

fact("a file of another language is opened in that, and what was there comes back", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python");
  await visitor.write("# mine");
  await visitor.openAt("steps", "ruby");
  const [chooser] = await Promise.all([visitor.page.waitForEvent("filechooser"), visitor.fromMenu("Open a file")]);
  await chooser.setFiles({ name: "walk.py", mimeType: "text/plain", buffer: Buffer.from("# from disk") });
  await visitor.hasProgram("# from disk");
  await visitor.page.getByText("The file is open, in Python.").waitFor();
  await visitor.button("Undo").click();
  await visitor.hasProgram("# mine");
});

fact("work and progress are kept for each level and language", async ({ visit }) => {
  const visitor = await visit();
  await visitor.open();
  await visitor.chooseLanguage("Lua");
  await visitor.run("move() move() -- done");
  await visitor.reachesTheGoal();
  await visitor.celebration.getByRole("button", { name: "Next level" }).click();
  await visitor.page.getByRole("heading", { name: "Around two corners" }).waitFor();
  await visitor.write("-- level two in Lua");
  await visitor.chooseLanguage("Ruby");
  await visitor.write("# level two in Ruby");
  await visitor.page.reload();
  await visitor.editor.waitFor();
  await visitor.hasProgram("# level two in Ruby");
  await visitor.chooseLanguage("Lua");
  await visitor.hasProgram("-- level two in Lua");
  await visitor.chooseLevel("First steps");
  await visitor.hasProgram("move() move() -- done");
  await visitor.button(/^Choose a game and a level/).click();
  await visitor.dialog("Games and levels").getByRole("img", { name: "solved with 3 of 3 stars" }).first().waitFor();
});

fact("what is chosen after a link to a level was opened is there after a reload", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "lua");
  await visitor.chooseLevel("Something shines");
  await visitor.chooseLanguage("Ruby");
  await visitor.page.reload();
  await visitor.isReady();
  await visitor.page.getByRole("heading", { name: "Something shines" }).waitFor();
  await visitor.button(/^Choose a programming language: .*Ruby/).waitFor();
});

fact("after a reload nothing is said of a run that belongs to another level", async ({ visit }) => {
  const visitor = await visit();
  await visitor.open();
  await visitor.chooseLanguage("Lua");
  await visitor.run("print('level one') move() move()");
  await visitor.reachesTheGoal();
  await visitor.chooseLevel("Something shines");
  await visitor.says(/^Ready$/);
  await visitor.page.reload();
  await visitor.isReady();
  assert.ok(!(await visitor.consoleLines.innerText()).includes("level one"), "the console shows another level's run");
});

async function sharedLink(visitor) {
  await visitor.button("Share").click();
  const field = visitor.dialog("Share your program").getByRole("textbox", { name: "Link" });
  await field.waitFor();
  return field.inputValue();
}
