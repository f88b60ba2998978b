/** Search: loaded by the first key that wants it. */

import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import "./search.css";

export { openSearchPanel };

/** Learners know nothing of several cursors at once, and go to lines by their errors. */
const UNUSED = new Set(["Mod-Shift-l", "Mod-d", "Mod-Alt-g"]);

export const searching: Extension = [
  search({ top: true }),
  highlightSelectionMatches({ minSelectionLength: 2, maxMatches: 100 }),
  keymap.of(searchKeymap.filter((it) => !UNUSED.has(it.key ?? ""))),
];
