/**
 * Lets the orchestra play for a while, and looks whether anything grows.
 *
 *     LIVECODING_BINARY=target/release/livecoding node web/tests/soak/orchestra.mjs --minutes 60
 *
 * One page plays a live program, 200 instructions come one after the other, spread over the time, and up to three
 * displays come and go. Each minute – each tenth of the time where it is short – one line of a table is printed: memory
 * of the server and of its programs, heap and nodes of each page after a collection of garbage, nodes of sound. At the
 * end a line is laid through the second half of each, and what grows is told; then the exit status is 1.
 */

import { readFile, readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { launch } from "../support/browser.mjs";
import { startPlace } from "../support/server.mjs";
import { Visitor } from "../support/visitor.mjs";

const GAMES = resolve(import.meta.dirname, "../../../games");
const asked = process.argv.indexOf("--minutes");
const MINUTES = asked < 0 ? 3 : Number(process.argv[asked + 1]);
const INSTRUCTIONS = 200;
const DISPLAYS = 3;
/** What may be added in an hour, as the second half of the time shows; and what is noise however steep. */
const BOUNDS = {
  server: { perHour: 4_096, noise: 1_024 },
  heap: { perHour: 2_048, noise: 700 },
  nodes: { perHour: 200, noise: 60 },
  audio: { perHour: 60, noise: 60 },
};
/** Small: four pages are drawn without a graphics card, and their memory is what matters. */
const SCREEN = { width: 900, height: 520 };
const DISPLAY = { width: 400, height: 600 };
const PROGRAM = `tempo(112)
scale("dorian", "d")
play("kick", "x...x..x")
play("hat", "..x...x[xx]")
play("bass", "1 . . 1 . 5 . 4", 90)
`;

if (!(MINUTES > 0)) {
  console.error("--minutes wants a number");
  process.exit(2);
}

const place = await startPlace({ games: GAMES });
const browser = await launch();
const rows = [];
try {
  await soak();
} finally {
  await browser.close();
  await place.stop();
}
process.exitCode = verdict() ? 0 : 1;

async function soak() {
  const player = await visitor(SCREEN, "no-preference");
  await player.open("/?game=orchestra&level=stage&language=lua");
  await player.run(PROGRAM);
  const line = player.page.getByRole("textbox", { name: "Live instruction" });
  await line.and(player.page.locator('[aria-disabled="false"]')).waitFor();
  const join = await joinOf(player);
  const end = Date.now() + MINUTES * 60_000;
  const displays = [];
  console.log(`\n${INSTRUCTIONS} instructions and ${DISPLAYS} displays that come and go, in ${MINUTES} min\n`);
  console.log("| minute | server KiB | programs KiB | player heap KiB | nodes | sound | displays: heap KiB / nodes |");
  console.log("|---:|---:|---:|---:|---:|---:|---|");
  const [sent, comings] = await Promise.all([instructing(line, end), showing(displays, join, end), measuring(player, displays, end)]);
  const { commands } = await gameFrame(player).evaluate(() => window.game.snapshot());
  console.log(`\n${sent} instructions were sent, ${commands} commands played, ${comings} displays came.`);
  const problems = [player, ...displays].flatMap((it) => it.problems());
  console.log(problems.length > 0 ? `The browser reported:\n${[...new Set(problems)].join("\n")}` : "The browser reported nothing.");
}

/** What a second window is opened with: the fragment that joins. */
async function joinOf(player) {
  const opened = player.page.context().waitForEvent("page");
  await player.fromMenu("Open a second window that watches");
  const second = await opened;
  const [, join] = second.url().split("#");
  await second.close();
  return join;
}

/** Instructions, spread over the time. */
async function instructing(line, end) {
  const every = (end - Date.now()) / INSTRUCTIONS;
  let sent = 0;
  for (; sent < INSTRUCTIONS && Date.now() < end; sent += 1) {
    const next = Date.now() + every;
    await line.evaluate(type, instruction(sent));
    await until(next);
  }
  return sent;
}

/** Displays come and go; each stays for a quarter of the time, at most five minutes. */
async function showing(displays, join, end) {
  const every = Math.min(5 * 60_000, (end - Date.now()) / 4) / DISPLAYS;
  let comings = 0;
  for (; Date.now() < end; comings += 1) {
    const next = Date.now() + every;
    if (displays.length === DISPLAYS) {
      await displays.shift().leave();
    }
    // One in three moves: what the others hold in memory is the same, and they leave the machine to others.
    const display = await visitor(DISPLAY, comings % DISPLAYS === 0 ? "no-preference" : "reduce");
    await display.page.goto(`${place.url}/?kiosk=86400#${join}`);
    await display.game.locator(".orchestra canvas").waitFor().catch(() => console.log("a display is late"));
    displays.push(display);
    await until(Math.min(next, end));
  }
  return comings;
}

async function measuring(player, displays, end) {
  const begun = Date.now();
  const every = Math.min(60_000, (end - begun) / 10);
  for (let next = begun + every; next < end + every / 2; next += every) {
    await until(next);
    await measure((Date.now() - begun) / 60_000, player, [...displays]);
  }
}

function until(ms) {
  return new Promise((done) => setTimeout(done, Math.max(0, ms - Date.now())));
}

/** In the page: types a line and sends it, at once. */
function type(input, text) {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.form.requestSubmit();
}

async function visitor(viewport, reducedMotion) {
  const context = await browser.newContext({ viewport, reducedMotion, locale: "en-GB" });
  context.setDefaultTimeout(120_000);
  const made = new Visitor(await context.newPage(), { url: place.url });
  await made.ready();
  return made;
}

/** What somebody might type: everything changes now and then. */
function instruction(number) {
  const step = 1 + number % 8;
  const all = [
    `play("pluck", "${step} . ${step + 2} 5 . ${step + 4} 3 .")`,
    `play("bell", "${step + 7} . . . ${step + 4} . . .")`,
    `light("${["aurora", "sunset", "ocean", "forest", "candy", "fire", "ice", "gold"][number % 8]}")`,
    `play("pad", "${step}+${step + 2}+${step + 4} - - - - - - -", 60)`,
    `for n = 1, 4 do hit("lead", tostring(n + ${step})); wait_beats(0.5) end`,
    `visual("${["sky", "rings", "hills"][Math.floor(number / 9) % 3]}")`,
    `tempo(${90 + number % 50})`,
    `play("snare", "${number % 2 ? "..x...x." : "..x..xx."}")`,
    'stop("pad")',
  ];
  return all[number % all.length];
}

async function measure(minute, player, displays) {
  // What the console shows is bounded, but not as flat as all else.
  await player.button("Clear the console").click();
  const memory = await memoryOf(place);
  const own = await page(player);
  // One of them may just be leaving.
  const others = await Promise.all(displays.map((it) => page(it).catch(() => ({ heap: "–", nodes: "–" }))));
  const row = { minute, ...memory, heap: own.heap, nodes: own.nodes, audio: own.audio };
  rows.push(row);
  const told = others.map((it) => `${it.heap} / ${it.nodes}`).join(", ");
  console.log(`| ${minute.toFixed(1)} | ${row.server} | ${row.programs} | ${row.heap} | ${row.nodes} | ${row.audio} | ${told} |`);
}

/** Heap and nodes of the page and of the frame of its game, which is a process of its own. */
async function page(visitor) {
  const frame = gameFrame(visitor);
  const targets = [visitor.page, frame].filter(Boolean);
  let [heap, nodes] = [0, 0];
  for (const target of targets) {
    const session = await visitor.page.context().newCDPSession(target).catch(() => null);
    if (!session) {
      continue;
    }
    await session.send("HeapProfiler.enable");
    // Twice: what the first one finalizes goes with the second one.
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    await session.send("Performance.enable");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((it) => it.name === name)?.value ?? 0;
    heap += of("JSHeapUsedSize");
    nodes += of("Nodes");
    await session.detach();
  }
  const audio = await frame?.evaluate(() => window.game.alive()).catch(() => 0);
  return { heap: Math.round(heap / 1024), nodes, audio: audio ?? 0 };
}

function gameFrame(visitor) {
  return visitor.page.frames().find((it) => it !== visitor.page.mainFrame());
}

/** Resident memory of the server, and of all that it started, from /proc. */
async function memoryOf({ server }) {
  const port = server.port.toString(16).toUpperCase().padStart(4, "0");
  const processes = new Map();
  for (const id of (await readdir("/proc")).filter((it) => /^\d+$/.test(it))) {
    const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
    const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    processes.set(Number(id), { parent: of("PPid"), kib: of("VmRSS") });
  }
  const own = [...processes].filter(([, it]) => it.parent === process.pid).map(([id]) => id);
  let root = 0;
  for (const id of own) {
    const words = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    if (words.includes("\0serve\0")) {
      root = id;
    }
  }
  if (!root) {
    throw new Error(`there is no server at port ${server.port} (${port})`);
  }
  let programs = 0;
  for (const [id, { kib }] of processes) {
    let above = id;
    while (above > 1 && above !== root) {
      above = processes.get(above)?.parent ?? 0;
    }
    programs += above === root && id !== root ? kib : 0;
  }
  return { server: processes.get(root).kib, programs };
}

/** A line through the second half of the measures; whether nothing grows. */
function verdict() {
  const half = rows.slice(Math.floor(rows.length / 2));
  console.log("\n| what | begins | ends | an hour adds | verdict |\n|---|---:|---:|---:|---|");
  let isFlat = half.length > 1;
  for (const [name, { perHour, noise }] of Object.entries(BOUNDS)) {
    const slope = slopeOf(half.map((row) => [row.minute / 60, row[name]]));
    const within = slope * (half.at(-1).minute - half[0].minute) / 60;
    // Of a short time a line says little: what it adds must also be more than comes and goes.
    const grows = slope > perHour && within > noise;
    isFlat &&= !grows;
    console.log(`| ${name} | ${half[0][name]} | ${half.at(-1)[name]} | ${slope.toFixed(0)} | ${grows ? "GROWS" : "flat"} |`);
  }
  console.log(isFlat ? "\nNothing grows." : "\nSomething grows.");
  return isFlat;
}

/** By the least squares. */
function slopeOf(points) {
  const mean = (of) => points.reduce((sum, it) => sum + of(it), 0) / points.length;
  const [x, y] = [mean(([it]) => it), mean(([, it]) => it)];
  const wide = mean(([it]) => (it - x) ** 2);
  return wide === 0 ? 0 : mean(([one, other]) => (one - x) * (other - y)) / wide;
}
