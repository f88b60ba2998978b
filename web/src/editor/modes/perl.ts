/** Perl. */

import { perl } from "@codemirror/legacy-modes/mode/perl";
import { blockIndent, streamMode, type Mode } from "./mode.ts";

const stream = streamMode(perl, "    ", {
  indentOnInput: /^\s*[})\]]$/,
  closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] },
  keywords:
    "chomp defined die each else elsif eval exists for foreach if join keys last length local map my next our pop print printf push redo ref return reverse say shift sort split sprintf strict sub substr undef unless unshift until use values warn warnings while",
});

export const mode: Mode = {
  ...stream,
  extension: [stream.extension, blockIndent(/[{([]\s*(?:#.*)?$/, /^\s*[})\]]/)],
};
