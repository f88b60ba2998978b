/** Tcl. */

import { tcl } from "@codemirror/legacy-modes/mode/tcl";
import { blockIndent, streamMode, type Mode } from "./mode.ts";

const stream = streamMode(tcl, "    ", {
  indentOnInput: /^\s*[}\]]$/,
  closeBrackets: { brackets: ["(", "[", "{", '"'] },
  keywords:
    "append array break catch continue else elseif error eval expr for foreach format global if incr join lappend lindex list llength lrange lsort proc puts return set split string switch unset upvar while",
});

export const mode: Mode = {
  ...stream,
  extension: [stream.extension, blockIndent(/[{[]\s*$/, /^\s*[}\]]/)],
};
