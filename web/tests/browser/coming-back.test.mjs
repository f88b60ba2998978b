/** Reloads, cuts, restarts, several tabs: nothing is lost, and nothing is done twice. */

import assert from "node:assert/strict";
import { LOST } from "../support/visitor.mjs";
import { world } from "../support/world.mjs";

const { fact } = world({ isCut: true });

/** Walks to and fro on level 2: where it ends, and what it counts, tells a lost or a doubled move. */
const WALK = `steps = 0
for i in range(12):
    steps += move()
    turn('around')
    steps += move()
    turn('around')
steps += move()
print('steps', steps, position())
`;
const STEPS = /^steps 25 /;

async function walksUndisturbed(visit) {
  const visitor = await visit();
  await visitor.openAt("corners", "python");
  await visitor.speed(4);
  await visitor.run(WALK);
  await visitor.prints(STEPS);
  return { printed: await lastLine(visitor), described: await visitor.describesTheStage() };
}

async function startsToWalk(visit, options) {
  const visitor = await visit(options);
  await visitor.openAt("corners", "python");
  await visitor.speed(2);
  await visitor.run(WALK);
  await visitor.says(/^Running · line \d$/);
  return visitor;
}

fact("a reload in the middle of a run loses no move and makes none twice", async ({ visit }) => {
  const undisturbed = await walksUndisturbed(visit);
  const visitor = await startsToWalk(visit);
  for (let times = 0; times < 3; times += 1) {
    await visitor.page.reload();
    await visitor.says(/^Running · line \d$/);
    await visitor.hasProgram(WALK);
  }
  await visitor.prints(STEPS);
  await visitor.says(/^Finished/);
  await visitor.page.reload();
  await visitor.says(/^Finished/);
  await visitor.prints(STEPS);
  assert.equal(await lastLine(visitor), undisturbed.printed);
  // What was told of the stage before the reload stands there until the game has told it anew.
  await visitor.sees("the stage", () => visitor.describesTheStage(), (it) => it === undisturbed.described);
});

fact("a page that comes back at another level shows nothing of the run on the one before, and no stars for it", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "lua");
  const untouched = await visitor.describesTheStage();
  await visitor.openAt("steps", "lua");
  await visitor.run("move() move()");
  await visitor.reachesTheGoal();
  await visitor.openAt("corners", "lua");
  await visitor.sees("the stage", () => visitor.describesTheStage(), (it) => it === untouched);
  await visitor.page.getByRole("button", { name: /^Level 2: .*, not solved yet$/ }).waitFor();
});

fact("a program that still runs makes room where a new address names another level", async ({ visit }) => {
  const visitor = await startsToWalk(visit);
  await visitor.page.goto(`${visitor.url}/?game=maze&level=steps&language=python`);
  await visitor.says(/^Stopped$/);
  assert.equal(new URL(visitor.page.url()).searchParams.get("level"), "steps");
  assert.doesNotMatch(await visitor.program(), /range\(12\)/);
});

fact("a connection that is cut comes back by itself, and the run goes on", async ({ visit, place }) => {
  const visitor = await startsToWalk(visit, { expects: [/WebSocket/] });
  place.proxy.cut();
  place.proxy.cut();
  await visitor.prints(STEPS);
  await visitor.says(/^Finished/);
});

fact("a connection that is away for a while is told in words, and the run waits for it", async ({ visit, place }) => {
  const visitor = await startsToWalk(visit, { expects: [LOST] });
  place.proxy.isOpen = false;
  try {
    place.proxy.cut();
    await visitor.says(/The connection is lost; your program waits for you/);
    await visitor.page.getByText(/The connection is lost\. Trying again/).waitFor();
    assert.match(await visitor.program(), /range\(12\)/);
  } finally {
    place.proxy.isOpen = true;
  }
  await visitor.prints(STEPS);
  await visitor.says(/^Finished/);
  assert.equal(await visitor.page.getByText(/Trying again/).count(), 0);
});

fact("a server killed in the middle is told in words, and the page comes back with the program", async ({ visit, startPlace }) => {
  const place = await startPlace({ isCut: true });
  const visitor = await startsToWalk(visit, { url: place.url, expects: [LOST] });
  await place.server.kill();
  await visitor.page.getByText(/The connection is lost/).first().waitFor();
  await place.again();
  await visitor.says(/The server was restarted\. Your program is still here/);
  await visitor.hasProgram(WALK);
  await visitor.runButton.click();
  await visitor.prints(STEPS);
  await visitor.says(/^Finished/);
});

fact("a server told to end says so to its pages, which come back by themselves", async ({ visit, startPlace }) => {
  const place = await startPlace({ isCut: true, env: { LIVECODING_SERVER_DRAIN_SECONDS: "1" } });
  const visitor = await visit({ url: place.url, expects: [LOST] });
  await visitor.openAt("steps", "lua");
  await place.server.stop();
  await visitor.page.getByText(/The server is restarting|The connection is lost/).first().waitFor();
  await place.again();
  await visitor.says(/^Ready$/);
  await visitor.run("move() move()");
  await visitor.reachesTheGoal();
});

fact("what tells of a lost connection is there from the first moment on", async ({ visit, startPlace }) => {
  const place = await startPlace({ isCut: true });
  const visitor = await visit({ url: place.url, expects: [LOST] });
  await visitor.page.addInitScript(() => {
    // A browser that is never quiet loads nothing ahead.
    globalThis.requestIdleCallback = () => 0;
  });
  await visitor.openAt("steps", "lua");
  await place.server.kill();
  await visitor.page.getByText(/The connection is lost/).first().waitFor();
});

fact("what cannot be loaded for a lost connection is no fault, and is loaded with the next one", async ({ visit, startPlace }) => {
  const place = await startPlace({ isCut: true });
  const visitor = await visit({ url: place.url, expects: [LOST, /ERR_FAILED/] });
  let asked = 0;
  await visitor.page.route(/Banners.*\.js$/, (route) => ((asked += 1) < 3 ? route.abort("failed") : route.continue()));
  await visitor.openAt("steps", "lua");
  await visitor.sees("how often it is asked for", () => asked, (times) => times > 1);
  place.proxy.isOpen = false;
  place.proxy.cut();
  await visitor.sees("how often it is asked for", () => asked, (times) => times > 2);
  await visitor.page.getByText(/The connection is lost/).first().waitFor();
});

fact("a stylesheet that cannot be loaded is asked for until it comes", async ({ visit }) => {
  const visitor = await visit({ expects: [/ERR_FAILED/] });
  let asked = 0;
  await visitor.page.route(/LevelsDialog.*\.css$/, (route) => ((asked += 1) < 3 ? route.abort("failed") : route.continue()));
  const came = visitor.page.waitForResponse(/LevelsDialog.*\.css$/);
  await visitor.openAt("steps", "lua");
  assert.equal((await came).status(), 200);
  assert.equal(asked, 3);
});

fact("two tabs of one browser have a session each, and do not disturb each other", async ({ visit, place }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "lua");
  await visitor.run('print("first tab")\nwhile true do end');
  await visitor.prints("first tab");

  const second = await visitor.anotherTab(place.url);
  await second.openAt("steps", "lua");
  await second.run("move() move()");
  await second.reachesTheGoal();
  await visitor.says(/^Running/);
  await visitor.button("Stop").click();
  await visitor.says(/^Stopped$/);
});

fact("a second window watches the same run, and may take over", async ({ visit, place }) => {
  const visitor = await visit();
  await visitor.openAt("corners", "lua");
  await visitor.speed(1);
  await visitor.run("while true do turn('left') turn('right') end");
  await visitor.says(/^Running · line 1$/);
  await visitor.button("Menu").click();
  const [opened] = await Promise.all([
    visitor.page.context().waitForEvent("page"),
    visitor.dialog("Menu").getByRole("button", { name: "Open a second window that watches" }).click(),
  ]);
  const watcher = await visitor.anotherTab(place.url, opened);
  await watcher.page.getByText("This page only watches. Another one plays.").waitFor();
  await watcher.says(/^Running/);
  await watcher.hasProgram("while true do turn('left') turn('right') end");
  await watcher.button("Take over").click();
  await visitor.page.getByText("This page only watches. Another one plays.").waitFor();
  await watcher.button("Stop").click();
  await watcher.says(/^Stopped$/);
  await visitor.says(/^Stopped$/);
});

async function lastLine(visitor) {
  const lines = (await visitor.consoleLines.innerText()).trim().split("\n");
  return lines.findLast((it) => STEPS.test(it));
}
