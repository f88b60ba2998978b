/** Python. */

import { globalCompletion, localCompletionSource, pythonLanguage } from "@codemirror/lang-python";
import { statements, type Mode } from "./mode.ts";

export const mode: Mode = {
  extension: [
    pythonLanguage,
    pythonLanguage.data.of({ autocomplete: localCompletionSource }),
    pythonLanguage.data.of({ autocomplete: globalCompletion }),
    statements(pythonLanguage, {
      "if …": "if ${condition}:\n\t${}",
      "while …": "while ${condition}:\n\t${}",
      "for …": "for ${i} in range(${10}):\n\t${}",
      "def …": "def ${name}(${}):\n\t${}",
    }),
  ],
  indent: "    ",
};
