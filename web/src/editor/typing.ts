/** What helps while typing: loaded when somebody is about to type. */

import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  insertBracket,
  snippet,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { apiExtension, closeHelp } from "./api.ts";
import "./typing.css";

export { closeHelp, insertBracket, snippet };

export const typing: Extension = [
  closeBrackets(),
  autocompletion({ icons: false, optionClass: (it) => (it.type === "game" ? "cm-of-game" : ""), maxRenderedOptions: 60 }),
  apiExtension,
  // The keys of suggestions come with `autocompletion`.
  keymap.of([{ key: "Tab", run: acceptCompletion }, ...closeBracketsKeymap]),
];
