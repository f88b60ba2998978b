/** Ruby. */

import { ruby } from "@codemirror/legacy-modes/mode/ruby";
import { streamMode, type Mode } from "./mode.ts";

export const mode: Mode = streamMode(ruby, "  ", {
  indentOnInput: /^\s*(?:end|rescue|ensure|elsif|else|when .*|\}|\])$/,
  closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] },
  statements: {
    "if …": "if ${condition}\n\t${}\nend",
    "while …": "while ${condition}\n\t${}\nend",
    "times …": "${3}.times do\n\t${}\nend",
    "def …": "def ${name}\n\t${}\nend",
  },
});
