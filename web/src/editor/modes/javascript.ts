/** JavaScript and TypeScript. */

import { javascriptLanguage, localCompletionSource, typescriptLanguage } from "@codemirror/lang-javascript";
import type { Language } from "@codemirror/language";
import { keywordsOf, statements, type Mode } from "./mode.ts";

const WORDS =
  "break case catch class const continue default do else extends false finally for function if in let new null of return static super switch this throw true try typeof undefined var while";

const TYPES = "any boolean enum interface number readonly string type unknown void";

function modeOf(language: Language, more: string): Mode {
  const forms = statements(language, {
    "if …": "if (${condition}) {\n\t${}\n}",
    "while …": "while (${condition}) {\n\t${}\n}",
    "for …": "for (let ${i} = 0; ${i} < ${10}; ${i}++) {\n\t${}\n}",
    "function …": "function ${name}(${}) {\n\t${}\n}",
  });
  return {
    extension: [language, language.data.of({ autocomplete: localCompletionSource }), keywordsOf(language, `${WORDS} ${more}`.trim()), forms],
    indent: "  ",
  };
}

export const javascript: Mode = modeOf(javascriptLanguage, "");
export const typescript: Mode = modeOf(typescriptLanguage, TYPES);
