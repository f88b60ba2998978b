/** The shell, Bash above all. */

import { shell } from "@codemirror/legacy-modes/mode/shell";
import { blockIndent, streamMode, type Mode } from "./mode.ts";

const stream = streamMode(shell, "  ", { indentOnInput: /^\s*(?:fi|done|else|elif|esac|\}|\))$/ });

export const mode: Mode = {
  ...stream,
  extension: [
    stream.extension,
    blockIndent(/(?:[{(]|(?:^|[\s;])(?:then|do|else)|(?:^|\s)case\s.*\sin)\s*(?:#.*)?$/, /^\s*(?:[})]|(?:fi|done|else|elif|esac)\b)/),
  ],
};
