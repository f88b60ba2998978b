/** Says how large the library is, and fails when that is more than a page should wait for. */

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST_BYTES = 12_288;

const library = readFileSync(new URL("../dist/livecoding.js", import.meta.url));
const zipped = gzipSync(library).length;
console.log(`${library.length} bytes (${zipped} gzipped) of at most ${MOST_BYTES}`);
if (library.length > MOST_BYTES) {
  process.exit(1);
}
