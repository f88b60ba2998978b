/** Lua. */

import { lua } from "@codemirror/legacy-modes/mode/lua";
import { streamMode, type Mode } from "./mode.ts";

export const mode: Mode = streamMode(lua, "  ", {
  indentOnInput: /^\s*(?:end|until|else|elseif .*then|\)|\})$/,
  keywords:
    "and break do else elseif end false for function if in ipairs local math nil not or pairs print repeat return string table then tonumber tostring true type until while",
  statements: {
    "if …": "if ${condition} then\n\t${}\nend",
    "while …": "while ${condition} do\n\t${}\nend",
    "for …": "for ${i} = 1, ${10} do\n\t${}\nend",
    "function …": "local function ${name}(${})\n\t${}\nend",
  },
});
