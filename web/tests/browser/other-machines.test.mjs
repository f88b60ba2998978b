/** Machines that have no languages, and machines that do not isolate programs. */

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { world } from "../support/world.mjs";

const home = await mkdtemp(join(tmpdir(), "livecoding-nothing-"));
after(() => rm(home, { recursive: true, force: true }));

// Where nothing is found: neither on the path nor where languages are usually put.
const { fact } = world({ env: { PATH: "/nonexistent", HOME: home, LIVECODING_SANDBOX_MAX_TIER: "D" } });

for (const [language, program] of [["JavaScript", "move(2);"], ["Lua", "move(2)"]]) {
  fact(`without any language on the machine Maze is played in ${language}`, async ({ visit }) => {
    const visitor = await visit();
    await visitor.open();
    await visitor.chooseLanguage(language);
    await visitor.run(program);
    await visitor.reachesTheGoal();
  });
}

fact("languages that are not installed are shown with how to install them", async ({ visit }) => {
  const visitor = await visit();
  await visitor.open();
  await visitor.button(/^Choose a programming language/).click();
  const dialog = visitor.dialog("Programming languages");
  const ready = await dialog.getByRole("button").filter({ hasNotText: "Close" }).allInnerTexts();
  assert.ok(ready.some((it) => it.includes("Lua")), ready.join(", "));
  await dialog.getByRole("heading", { name: "Not installed here" }).waitFor();
  for (const language of ["Ruby", "PHP", "Perl"]) {
    const how = dialog.getByRole("term").filter({ hasText: language }).locator("xpath=following-sibling::dd[1]");
    assert.match(await how.innerText(), /install|apt|brew|dnf/i, language);
  }
});

fact("a shared program in a language that is not there can be read, and is told what is missing", async ({ visit }) => {
  const visitor = await visit();
  const text = JSON.stringify({ g: "maze", l: "steps", c: "ruby", f: [["main.rb", "# from afar"]] });
  await visitor.page.goto(`${visitor.url}/#p1=j${Buffer.from(text).toString("base64url")}`);
  await visitor.hasProgram("# from afar");
  await visitor.runButton.click();
  await visitor.page.getByText(/Ruby does not work on this server/).first().waitFor();
});

fact("where programs are not isolated a warning stands, until it is understood", async ({ visit }) => {
  const visitor = await visit();
  await visitor.open();
  await visitor.page.getByText(/Programs on this server are not kept apart from the machine/).waitFor();
  await visitor.button("Understood").click();
  await visitor.page.getByText(/Programs on this server are not kept apart/).waitFor({ state: "detached" });
});
