/** R. */

import { r } from "@codemirror/legacy-modes/mode/r";
import { streamMode, type Mode } from "./mode.ts";

export const mode: Mode = streamMode(r, "  ", {
  indentOnInput: /^\s*[})\]]$/,
  closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] },
});
