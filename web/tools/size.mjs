// How much a browser loads before the first run, compressed; fails above the budget.
// All counts that an entry imports, at once or later, and is not named in LATER: what is new counts until
// somebody says why it need not.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 200_000;

/** What waits for something that a learner does, or that seldom happens: by the module that is imported. */
const LATER = [
  // One language's package, for the program that is written.
  /^src\/editor\/modes\//,
  // The first focus, and a key.
  "src/editor/typing.ts",
  "src/editor/search.ts",
  // What somebody opens.
  "src/views/FileDialog.svelte",
  "src/views/Help.svelte",
  "src/views/Share.svelte",
  "src/panels/markdown.ts",
  "node_modules/uqr/dist/index.mjs",
  // A stage that several share.
  "src/views/HostPane.svelte",
  "src/views/JoinDialog.svelte",
  "src/views/SeatBar.svelte",
  "src/views/AwayPane.svelte",
  "src/app/hosting.ts",
  "src/app/elsewhere.ts",
  // A file that a game hands out, after a click in it.
  "src/work/files.ts",
  // A file that is held above the page, an address with a program in it, a museum's page, keys of a game for fingers.
  "src/texts/share.ts",
  "src/share/link.ts",
  "src/views/KioskHead.svelte",
  "src/panels/ScreenKeys.svelte",
];

/** What the page itself loads ahead as soon as the game stands and it is quiet: not before the first run, but told. */
const AHEAD = [
  "src/views/disk.ts",
  "src/views/Banners.svelte",
  "src/views/Notices.svelte",
  "src/views/LevelsDialog.svelte",
  "src/views/LanguagesDialog.svelte",
  "src/views/MenuDialog.svelte",
  "src/panels/Celebration.svelte",
  "src/panels/ErrorCard.svelte",
  "src/panels/Reference.svelte",
  "src/panels/Instructions.svelte",
];

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

const named = (key, names) => names.some((it) => (it instanceof RegExp ? it.test(key) : it === key));

/** Adds the files of a module and of everything that it imports, but what comes later. */
function collect(key, files, seen) {
  if (seen.has(key)) return;
  seen.add(key);
  const { file, css = [], assets = [], imports = [], dynamicImports = [] } = manifest[key];
  for (const it of [file, ...css, ...assets]) files.add(it);
  for (const it of imports) collect(it, files, seen);
  for (const it of dynamicImports) {
    if (!named(it, LATER) && !named(it, AHEAD)) collect(it, files, seen);
  }
}

const compressed = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const sum = (files) => [...files].reduce((bytes, it) => bytes + compressed(it), 0);

const pages = ["index.html", "frame.html"];
const files = new Set(pages);
const seen = new Set();
for (const it of pages) collect(it, files, seen);
const total = sum(files);
const ahead = new Set(files);
for (const it of AHEAD) {
  if (manifest[it]) collect(it, ahead, seen);
}

for (const it of [...files].sort((a, b) => compressed(b) - compressed(a))) console.log(`${String(compressed(it)).padStart(7)}  ${it}`);
console.log(`${String(total).padStart(7)}  bytes compressed before the first run, of ${BUDGET_BYTES}`);
console.log(`${String(sum(ahead) - total).padStart(7)}  more that are loaded ahead when the page is quiet`);

const gone = [...LATER, ...AHEAD].filter((it) => !Object.keys(manifest).some((key) => named(key, [it])));
if (gone.length > 0) {
  console.error(`nothing is imported later by the name of ${gone.join(", ")}`);
  process.exitCode = 1;
}
if (total > BUDGET_BYTES) {
  console.error("the page is too large; load what is rare when it is needed");
  process.exitCode = 1;
}
