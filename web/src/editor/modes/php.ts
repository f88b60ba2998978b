/** PHP, without the languages of web pages around it: programs here are PHP alone. */

import { phpLanguage } from "@codemirror/lang-php";
import { keywordsOf, statements, type Mode } from "./mode.ts";

const WORDS =
  "and array as break case catch class const continue count default do echo else elseif empty extends false finally fn for foreach function global if implements interface isset match new null or print private protected public return static strlen switch this throw true try unset use while";

export const mode: Mode = {
  extension: [
    phpLanguage,
    keywordsOf(phpLanguage, WORDS),
    statements(phpLanguage, {
      "if …": "if (${condition}) {\n\t${}\n}",
      "while …": "while (${condition}) {\n\t${}\n}",
      "for …": "for ($${i} = 0; $${i} < ${10}; $${i}++) {\n\t${}\n}",
      "function …": "function ${name}(${}) {\n\t${}\n}",
    }),
  ],
  indent: "    ",
};
