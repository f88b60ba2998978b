/** Go. */

import { goLanguage, localCompletionSource } from "@codemirror/lang-go";
import { keywordsOf, type Mode } from "./mode.ts";

const WORDS =
  "append bool break case const continue default defer else error false float64 for func if import int len make map nil package range return string struct switch true type var";

export const mode: Mode = {
  extension: [goLanguage, goLanguage.data.of({ autocomplete: localCompletionSource }), keywordsOf(goLanguage, WORDS)],
  indent: "\t",
};
