/** Keys of the editor. Escape, then Tab leaves it: CodeMirror sees to that by itself. */

import { acceptCompletion, closeBracketsKeymap, completionKeymap, insertBracket } from "@codemirror/autocomplete";
import { defaultKeymap, historyKeymap, indentWithTab } from "@codemirror/commands";
import { openLintPanel } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { nextMark } from "./marks.ts";

/** Of several cursors at once learners know nothing. */
const UNUSED = new Set(["Mod-Shift-l", "Mod-d"]);

/** The page runs the program with it. */
const OF_PAGE = "Mod-Enter";

export const keys: Extension = keymap.of([
  { key: "Tab", run: acceptCompletion },
  { key: "F8", run: nextMark },
  { key: "Mod-Shift-m", run: openLintPanel, preventDefault: true },
  ...closeBracketsKeymap,
  ...completionKeymap,
  ...searchKeymap.filter((it) => !UNUSED.has(it.key ?? "")),
  ...historyKeymap,
  ...defaultKeymap.filter((it) => it.key !== OF_PAGE),
  indentWithTab,
]);

const STRAIGHT: Readonly<Record<string, string>> = { "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'" };

/** A phone types quotation marks of prose, which no language reads: they become those of programs. */
export const straightQuotes: Extension = Prec.high(
  EditorView.inputHandler.of((view, from, to, text) => {
    const straight = Object.hasOwn(STRAIGHT, text) ? STRAIGHT[text] : undefined;
    if (straight === undefined || !matchMedia("(pointer: coarse)").matches) return false;
    const { main } = view.state.selection;
    const closed = main.from === from && main.to === to ? insertBracket(view.state, straight) : null;
    view.dispatch(closed ?? { changes: { from, to, insert: straight }, selection: { anchor: from + 1 }, userEvent: "input.type" });
    return true;
  }),
);
