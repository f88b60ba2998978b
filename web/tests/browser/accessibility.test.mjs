/** axe finds nothing in any view, in any theme. */

import { isAccessible } from "../support/accessible.mjs";
import { world } from "../support/world.mjs";

const { fact } = world();

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
// The page's policy would refuse axe itself; animations that are under way would be taken for pale text.
const settings = { bypassCSP: true, reducedMotion: "reduce" };

fact("axe finds nothing at the start", async ({ visit }) => {
  const visitor = await visit(settings);
  await visitor.openAt("steps", "lua");
  await isAccessible(visitor, "start");
});

fact("axe finds nothing while a program runs", async ({ visit }) => {
  const visitor = await visit(settings);
  await visitor.openAt("corners", "lua");
  await visitor.speed(1);
  await visitor.run("print('here we go')\nwhile true do\n  turn('left')\nend");
  await visitor.says(/^Running · line/);
  await isAccessible(visitor, "running");
});

fact("axe finds nothing beside an error", async ({ visit }) => {
  const visitor = await visit(settings);
  await visitor.openAt("corners", "ruby");
  await visitor.run("def walk\n  moove\nend\nwalk");
  await visitor.errorCard.waitFor();
  await isAccessible(visitor, "error");
});

fact("axe finds nothing when the goal is reached", async ({ visit }) => {
  const visitor = await visit(settings);
  await visitor.openAt("steps", "lua");
  await visitor.run("move() move()");
  await visitor.reachesTheGoal();
  await visitor.says(/^Well done!/);
  await isAccessible(visitor, "goal reached");
});

fact("axe finds nothing while the program asks for a line, and in the console's lines", async ({ visit }) => {
  const visitor = await visit(settings);
  await visitor.openAt("steps", "python");
  await visitor.run("import sys\nprint('out')\nprint('err', file=sys.stderr)\nmove(2)\ninput('Well? ')");
  await visitor.says(/type a line in the console/);
  await isAccessible(visitor, "standard input");
});

fact("axe finds nothing in instructions and functions", async ({ visit }) => {
  const visitor = await visit(settings);
  await visitor.openAt("steps", "python");
  await visitor.page.getByRole("tab", { name: "Instructions" }).click();
  await visitor.page.getByRole("tabpanel", { name: "Instructions" }).getByRole("heading").first().waitFor();
  await isAccessible(visitor, "instructions");
  await visitor.page.getByRole("tab", { name: "Functions" }).click();
  await visitor.page.getByRole("tabpanel", { name: "Functions" }).getByRole("heading").first().waitFor();
  await isAccessible(visitor, "functions");
  await visitor.button("Hint").click();
  await isAccessible(visitor, "hint");
});

for (const [opener, title] of [
  [/^Choose a game/, "Games and levels"],
  [/^Choose a programming/, "Programming languages"],
  ["Share", "Share your program"],
  ["Keyboard shortcuts", "Keyboard shortcuts"],
  ["Menu", "Menu"],
  ["New file", "New file"],
]) {
  fact(`axe finds nothing in the dialog ${title}`, async ({ visit }) => {
    const visitor = await visit(settings);
    await visitor.openAt("steps", "lua");
    await visitor.button(opener).click();
    await visitor.dialog(title).waitFor();
    await isAccessible(visitor, title);
  });
}

fact("axe finds nothing on a wall", async ({ visit }) => {
  const visitor = await visit(settings);
  await visitor.openAt("steps", "lua", "&kiosk");
  await isAccessible(visitor, "kiosk");
});

fact("axe finds nothing on a phone, in any of its parts", async ({ visit }) => {
  const visitor = await visit({ ...settings, ...PHONE });
  await visitor.openAt("steps", "lua");
  for (const part of ["Program", "Stage", "Console", "Guide"]) {
    await visitor.page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button", { name: part }).click();
    await isAccessible(visitor, `phone, ${part}`);
  }
});

fact("axe finds nothing when the game could not be loaded", async ({ visit }) => {
  const visitor = await visit({ ...settings, expects: [/404/] });
  await visitor.page.goto(`${visitor.url}/?game=/games/nothing/manifest.json`);
  await visitor.says(/^The game could not be loaded/);
  await isAccessible(visitor, "no game");
});
