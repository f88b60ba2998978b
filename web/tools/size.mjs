// How much a browser loads before the first run, compressed; fails above the budget.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 200_000;
const dist = new URL("../dist/", import.meta.url);

/** A file and everything that it imports at once. */
function collect(file, seen) {
  if (seen.has(file)) return;
  const text = readFileSync(new URL(file, dist), "utf8");
  seen.set(file, gzipSync(text, { level: 9 }).length);
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  const imports = file.endsWith(".js")
    ? text.matchAll(/(?:^|[;}])\s*import\s*(?:[\w*{][^"']*?from)?\s*["']\.\/([^"']+)["']/g)
    : text.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g);
  for (const [, name] of imports) {
    collect(file.endsWith(".js") ? folder + name : name, seen);
  }
}

/** What is loaded as soon as the page stands: the editor, without languages. */
function withEditor(seen) {
  const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
  for (const { name, file } of Object.values(manifest)) {
    if (["editor", "stage"].includes(name)) collect(file, seen);
  }
}

const seen = new Map();
collect("index.html", seen);
collect("frame.html", seen);
withEditor(seen);
const total = [...seen.values()].reduce((sum, it) => sum + it, 0);
for (const [file, bytes] of seen) console.log(`${String(bytes).padStart(7)}  ${file}`);
console.log(`${String(total).padStart(7)}  bytes compressed before the first run, of ${BUDGET_BYTES}`);
if (total > BUDGET_BYTES) {
  console.error("the page is too large; load what is rare when it is needed");
  process.exit(1);
}
