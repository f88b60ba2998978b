/** The game's functions stand out in the program: whoever misspells one sees it at once. */

import { syntaxTree } from "@codemirror/language";
import { RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { isProse, known } from "./known.ts";
import { namesIn } from "./line.ts";

const mark = Decoration.mark({ class: "code-game" });

function marks(view: EditorView): DecorationSet {
  const made = new RangeSetBuilder<Decoration>();
  const { byName } = view.state.facet(known).functions;
  if (byName.size === 0) return made.finish();
  const longestFirst = [...byName.keys()].sort((a, b) => b.length - a.length);
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      for (const it of namesIn(line.text, longestFirst)) {
        if (!isProse(view.state, line.from + it.from + 1)) made.add(line.from + it.from, line.from + it.to, mark);
      }
      at = line.to + 1;
    }
  }
  return made.finish();
}

export const knownNames: Extension = ViewPlugin.fromClass(
  class {
    shown: DecorationSet;

    constructor(view: EditorView) {
      this.shown = marks(view);
    }

    update(update: ViewUpdate): void {
      const isOther =
        update.docChanged ||
        update.viewportChanged ||
        update.startState.facet(known) !== update.state.facet(known) ||
        syntaxTree(update.startState) !== syntaxTree(update.state);
      if (isOther) this.shown = marks(update.view);
    }
  },
  { decorations: (it) => it.shown },
);
