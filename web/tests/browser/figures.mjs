/** Measures the page for docs/performance.md: the first load, the way to the first command, and frames while commands arrive. */

import { launch } from "../support/browser.mjs";
import { startPlace } from "../support/server.mjs";
import { Visitor } from "../support/visitor.mjs";

const TIMES = 5;
/** What knows one programming language alone. */
const LANGUAGE_PACKAGES = /assets\/(c|go|java|javascript|lua|perl|php|python|r|ruby|scheme|shell|tcl|mode|dist)-[^/]*\.js$/;
const FLOOD_SECONDS = 5;
const LANGUAGES = ["lua", "javascript", "ruby", "python", "php", "nodejs", "perl"];
/** Without an end: a program that is over at once is never seen at a line. */
const PROGRAMS = {
  lua: "while true do look() end",
  javascript: "while (true) look();",
  ruby: "loop { look }",
  python: "while True: look()",
  php: "<?php\nwhile (true) look();",
  nodejs: "while (true) look();",
  perl: "look() while 1;",
};

const place = await startPlace();
const browser = await launch();
const problems = [];
const rows = [];

async function visit(settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "en-GB", ...settings });
  context.setDefaultTimeout(30_000);
  const visitor = new Visitor(await context.newPage(), { url: place.url });
  await visitor.ready();
  return visitor;
}

async function leave(visitor) {
  problems.push(...visitor.problems());
  await visitor.leave();
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (number) => `${Math.round(number)} ms`;

/** What comes over the wire until the page is ready, by kind. */
async function firstLoad() {
  const visitor = await visit();
  const wire = await visitor.page.context().newCDPSession(visitor.page);
  await wire.send("Network.enable");
  const urls = new Map();
  const bytes = new Map();
  wire.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, response.url));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  const all = [];
  visitor.page.on("response", async (it) => {
    const sizes = await it.request().sizes().catch(() => null);
    all.push({ url: it.url(), bytes: sizes ? sizes.responseBodySize + sizes.responseHeadersSize : 0 });
  });
  await visitor.open();
  const sum = (list) => list.reduce((sum, it) => sum + it, 0);
  const isLanguage = (url) => LANGUAGE_PACKAGES.test(url);
  const own = [...bytes].filter(([id]) => urls.get(id)?.startsWith(place.url) && !/\/games\//.test(urls.get(id)));
  const page = own.filter(([id]) => !isLanguage(urls.get(id))).map(([, it]) => it);
  const kib = (number) => `${(number / 1024).toFixed(1)} KiB`;
  const isGame = ({ url }) => url.includes("/games/");
  rows.push(["first load: the page's own files without those of the language", kib(sum(page)), `${page.length} requests`]);
  for (const [id, it] of own) {
    console.error(`${kib(it)} ${urls.get(id).slice(place.url.length)}`);
  }
  rows.push(["of everything, the game's frame included", kib(sum(all.map((it) => it.bytes))), `${all.length} requests`]);
  rows.push(["of that, the game", kib(sum(all.filter(isGame).map((it) => it.bytes))), `${all.filter(isGame).length} requests`]);
  await leave(visitor);
}

async function untilRun() {
  const enabled = [];
  const ready = [];
  for (let times = 0; times < TIMES; times += 1) {
    const visitor = await visit();
    const start = performance.now();
    await visitor.page.goto(place.url, { waitUntil: "commit" });
    await visitor.page.locator("#run:enabled").waitFor();
    enabled.push(performance.now() - start);
    await visitor.says(/^Ready$/);
    ready.push(performance.now() - start);
    await leave(visitor);
  }
  rows.push(["from the address to Run enabled", ms(median(enabled)), `worst ${ms(Math.max(...enabled))}`]);
  rows.push(["from the address to Ready: the first run is possible", ms(median(ready)), `worst ${ms(Math.max(...ready))}`]);
}

/** From the click to the first command on the stage. */
async function untilFirstCommand() {
  for (const language of LANGUAGES) {
    const took = [];
    for (let times = 0; times < TIMES; times += 1) {
      const visitor = await visit({ reducedMotion: "reduce" });
      await visitor.openAt("corners", language);
      await visitor.write(PROGRAMS[language]);
      took.push(
        await visitor.page.evaluate(
          () =>
            new Promise((done) => {
              const start = performance.now();
              const seen = new MutationObserver(() => {
                if (document.querySelector(".cm-here")) {
                  seen.disconnect();
                  done(performance.now() - start);
                }
              });
              seen.observe(document.querySelector(".cm-content"), { subtree: true, attributes: true, childList: true });
              document.querySelector("#run").click();
            }),
        ),
      );
      await leave(visitor);
    }
    rows.push([`from the click on Run to the first command, ${language}`, ms(median(took)), `worst ${ms(Math.max(...took))}`]);
  }
}

/** Frames of the page while commands arrive. */
async function frames(language, program, label) {
  const visitor = await visit();
  let commands = 0;
  visitor.page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      commands += String(payload).split('"type":"command"').length - 1;
    }),
  );
  await visitor.openAt("corners", language);
  await visitor.speed(4);
  await visitor.run(program);
  await visitor.says(/^Running · line/);
  const before = commands;
  const measured = await visitor.page.evaluate(
    (seconds) =>
      new Promise((done) => {
        const gaps = [];
        const long = [];
        const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map((it) => it.duration)));
        observer.observe({ entryTypes: ["longtask"] });
        const start = performance.now();
        let before = start;
        requestAnimationFrame(function tick(now) {
          gaps.push(now - before);
          before = now;
          if (now - start < seconds * 1000) {
            requestAnimationFrame(tick);
          } else {
            observer.disconnect();
            done({ frames: gaps.length / ((now - start) / 1000), worst: Math.max(...gaps), long });
          }
        });
      }),
    FLOOD_SECONDS,
  );
  const perSecond = Math.round((commands - before) / FLOOD_SECONDS);
  await visitor.button("Stop").click();
  await visitor.says(/^Stopped/);
  rows.push([
    `frames a second while ${label}`,
    measured.frames.toFixed(1),
    `longest gap ${ms(measured.worst)}, ${measured.long.length} long tasks${measured.long.length ? ` up to ${ms(Math.max(...measured.long))}` : ""}; ${perSecond} commands a second`,
  ]);
  await leave(visitor);
}

/** Nothing else happens: what the browser gives on this machine. */
async function framesAtRest() {
  const visitor = await visit({ reducedMotion: "reduce" });
  await visitor.openAt("corners", "lua");
  const rate = await visitor.page.evaluate(
    () =>
      new Promise((done) => {
        let count = 0;
        const start = performance.now();
        requestAnimationFrame(function tick(now) {
          count += 1;
          now - start < 3000 ? requestAnimationFrame(tick) : done(count / ((now - start) / 1000));
        });
      }),
  );
  rows.push(["frames a second at rest", rate.toFixed(1), ""]);
  await leave(visitor);
}

try {
  await firstLoad();
  await untilRun();
  await untilFirstCommand();
  await framesAtRest();
  const paced = [
    "import time",
    "begin, played = time.monotonic(), 0",
    "while True:",
    "    look()",
    "    played += 1",
    "    time.sleep(max(0, begin + played / 200 - time.monotonic()))",
  ];
  await frames("python", paced.join("\n"), "200 commands a second arrive");
  await frames("lua", "while true do\n  look()\nend", "as many commands arrive as are answered");
  await frames("lua", "while true do\n  turn('left')\nend", "the robot turns as fast as it can");
  await frames("python", "i = 0\nwhile True:\n    i += 1\n    print('line', i)\n    look()", "commands and lines arrive");
} finally {
  await browser.close();
  await place.stop();
}
console.log("| what | median | |\n|---|---|---|");
for (const row of rows) {
  console.log(`| ${row.join(" | ")} |`);
}
console.log(`\nThe browser reported ${problems.length} problems.${problems.map((it) => `\n- ${it}`).join("")}`);
process.exitCode = problems.length > 0 ? 1 : 0;
