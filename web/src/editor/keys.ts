/** Keys of the editor, and how it is left by keyboard. */

import { defaultKeymap, historyKeymap, indentWithTab } from "@codemirror/commands";
import { Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { typingHere } from "./later.ts";
import { nextMark } from "./marks.ts";

/** The page runs the program with it. */
const OF_PAGE = "Mod-Enter";

export const keys: Extension = keymap.of([
  { key: "F8", run: nextMark },
  ...historyKeymap,
  ...defaultKeymap.filter((it) => it.key !== OF_PAGE),
  indentWithTab,
]);

/** What search is asked for before it is loaded. */
export function searchKeys(find: () => void): Extension {
  const run = () => {
    find();
    return true;
  };
  return keymap.of(["Mod-f", "F3", "Mod-g"].map((key) => ({ key, run, preventDefault: true })));
}

/** How long after Escape a Tab leaves the editor. */
const LEAVES_MS = 2_000;

/** Escape, then Tab leaves, also where Escape has closed something. */
export const leaving: Extension = EditorView.domEventObservers({
  keydown(event, view) {
    if (event.key === "Escape") view.setTabFocusMode(LEAVES_MS);
  },
});

const STRAIGHT: Readonly<Record<string, string>> = { "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'" };

/** A phone types quotation marks of prose, which no language reads: they become those of programs. */
export const straightQuotes: Extension = Prec.high(
  EditorView.inputHandler.of((view, from, to, text) => {
    const straight = Object.hasOwn(STRAIGHT, text) ? STRAIGHT[text] : undefined;
    if (straight === undefined || !matchMedia("(pointer: coarse)").matches) return false;
    const { main } = view.state.selection;
    const closed = main.from === from && main.to === to ? typingHere()?.insertBracket(view.state, straight) : null;
    view.dispatch(closed ?? { changes: { from, to, insert: straight }, selection: { anchor: from + 1 }, userEvent: "input.type" });
    return true;
  }),
);
