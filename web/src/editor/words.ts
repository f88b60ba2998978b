/** Names that the learner's own program has, to be completed where a language's package knows none. */

import type { Completion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";

const MOST_CHARS = 100_000;
const MOST_WORDS = 300;

const names = tagHighlighter([{ tag: tags.name, class: "name" }]);

/** Names in the program, without the one being written at `from` and without those of the game. */
export function wordsOf(state: EditorState, from: number, ofGame: ReadonlyMap<string, unknown>): Completion[] {
  const found = new Set<string>();
  const tree = syntaxTree(state);
  highlightTree(tree, names, (start, end) => {
    if (found.size >= MOST_WORDS || (start <= from && from <= end)) return;
    const word = state.sliceDoc(start, end);
    if (/^[\p{L}_][\p{L}\p{N}_]{2,40}$/u.test(word) && !ofGame.has(word)) found.add(word);
  }, 0, Math.min(state.doc.length, MOST_CHARS));
  return [...found].map((label) => ({ label, type: "variable" }));
}
