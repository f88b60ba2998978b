/** C and C++: one grammar serves both. */

import { cppLanguage } from "@codemirror/lang-cpp";
import { keywordsOf, type Mode } from "./mode.ts";

const WORDS =
  "auto bool break case char const continue default do double else enum false float for if include int long namespace return short signed sizeof static struct switch true typedef unsigned using void while";

export const mode: Mode = { extension: [cppLanguage, keywordsOf(cppLanguage, WORDS)], indent: "    " };
