// How much a browser loads before the first run, compressed; fails above the budget.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dist, loads } from "./first-load.mjs";

const BUDGET_BYTES = 200_000;

const compressed = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const sum = (files) => [...files].reduce((bytes, it) => bytes + compressed(it), 0);

const { first, ahead } = loads();
const total = sum(first);

for (const it of [...first].sort((a, b) => compressed(b) - compressed(a))) console.log(`${String(compressed(it)).padStart(7)}  ${it}`);
console.log(`${String(total).padStart(7)}  bytes compressed before the first run, of ${BUDGET_BYTES}`);
console.log(`${String(sum(ahead) - total).padStart(7)}  more that are loaded ahead when the page is quiet`);

if (total > BUDGET_BYTES) {
  console.error("the page is too large; load what is rare when it is needed");
  process.exitCode = 1;
}
