/** What is particular to each language: how it reports errors, and words of it that help. */

import { c, go, java } from "./compiled.ts";
import type { Rule } from "./rule.ts";
import { lua, php, python, ruby } from "./scripts.ts";
import { bash, perl, r, scheme, tcl } from "./shells.ts";
import { javascript, typescript } from "./web.ts";

export type Dialect = { readonly rules: readonly Rule[]; readonly words: Readonly<Record<string, string>>; readonly isBuilt?: boolean };

const js: Dialect = { rules: javascript, words: { first: "0", quoted: `"…"`, toText: "String(…)", toNumber: "Number(…)" } };

const DIALECTS: Readonly<Record<string, Dialect>> = {
  python: { rules: python, words: { first: "0", quoted: `"…"`, toText: "str(…)", toNumber: "int(…)" } },
  ruby: { rules: ruby, words: { first: "0", quoted: `"…"`, toText: ".to_s", toNumber: ".to_i" } },
  php: { rules: php, words: { first: "0", quoted: `"…"`, toText: "strval(…)", toNumber: "intval(…)" } },
  lua: { rules: lua, words: { first: "1", quoted: `"…"`, toText: "tostring(…)", toNumber: "tonumber(…)" } },
  javascript: js,
  nodejs: js,
  typescript: { rules: typescript, words: js.words, isBuilt: true },
  perl: { rules: perl, words: { first: "0" } },
  tcl: { rules: tcl, words: { first: "0" } },
  bash: { rules: bash, words: { first: "0", assigned: "x=3" } },
  r: { rules: r, words: { first: "1", quoted: `"…"`, toText: "as.character(…)", toNumber: "as.numeric(…)" } },
  scheme: { rules: scheme, words: { first: "0", quoted: `"…"`, toText: "(number->string …)", toNumber: "(string->number …)" } },
  c: { rules: c, words: { first: "0", quoted: `"…"`, main: "int main(void) { … }" }, isBuilt: true },
  cpp: { rules: c, words: { first: "0", quoted: `"…"`, main: "int main() { … }" }, isBuilt: true },
  go: { rules: go, words: { first: "0", quoted: `"…"`, main: "func main() { … }" }, isBuilt: true },
  java: { rules: java, words: { first: "0", quoted: `"…"` }, isBuilt: true },
};

const UNKNOWN: Dialect = { rules: [], words: {} };

const BY_EXTENSION: Readonly<Record<string, string>> = {
  py: "python",
  rb: "ruby",
  php: "php",
  lua: "lua",
  js: "javascript",
  ts: "typescript",
  pl: "perl",
  tcl: "tcl",
  sh: "bash",
  R: "r",
  scm: "scheme",
  c: "c",
  cpp: "cpp",
  go: "go",
  java: "java",
};

/** By the language's id, or where that is not given by the name of the learner's file. */
export function dialectOf(language: string | undefined, file: string | undefined): Dialect {
  const id = language ?? own(BY_EXTENSION, file?.split(".").pop() ?? "") ?? "";
  return own(DIALECTS, id) ?? UNKNOWN;
}

function own<T>(from: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}
