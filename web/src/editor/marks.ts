/** Errors at their line: underlined, in the gutter, and told below the line, until the learner changes it. */

import { forEachDiagnostic, forceLinting, lintGutter, linter, setDiagnosticsEffect, type Diagnostic } from "@codemirror/lint";
import { EditorState, StateEffect, StateField, type Extension, type Text, type TransactionSpec } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type Command, type DecorationSet } from "@codemirror/view";
import type { Mark } from "./types.ts";

const MOST_MARKS = 50;
const NOTE_CHARS = 400;

class Note extends WidgetType {
  readonly #mark: Mark;

  constructor(mark: Mark) {
    super();
    this.#mark = mark;
  }

  override eq(other: Note): boolean {
    return other.#mark.text === this.#mark.text && other.#mark.severity === this.#mark.severity;
  }

  override toDOM(): HTMLElement {
    const note = document.createElement("div");
    note.className = `cm-note cm-note-${this.#mark.severity}`;
    const text = document.createElement("span");
    text.className = "cm-note-text";
    text.textContent = shortened(this.#mark.text);
    note.append(text);
    return note;
  }

  override get estimatedHeight(): number {
    return 28;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const setNotes = StateEffect.define<DecorationSet>();

const notes = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let now = transaction.docChanged ? shown.map(transaction.changes) : shown;
    for (const effect of transaction.effects) {
      if (effect.is(setNotes)) now = effect.value;
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** An error that was told of a line says nothing of what the learner wrote there since. */
const outdated = EditorState.transactionExtender.of((transaction) => {
  if (!transaction.docChanged) return null;
  const { startState, changes, newDoc } = transaction;
  const rest: Diagnostic[] = [];
  let isTouched = false;
  forEachDiagnostic(startState, (it, from) => {
    const line = startState.doc.lineAt(from);
    if (changes.touchesRange(line.from, line.to)) isTouched = true;
    else rest.push({ ...it, ...spanOf(newDoc, newDoc.lineAt(changes.mapPos(from, 1)).number) });
  });
  if (!isTouched) return null;
  return { effects: [setDiagnosticsEffect.of(rest), setNotes.of(notesOf(newDoc, rest))] };
});

export const marksExtension: Extension = [linter(null), lintGutter({ hoverTime: 150 }), notes, outdated];

export function marked(state: EditorState, marks: readonly Mark[]): TransactionSpec {
  const diagnostics = marks.slice(0, MOST_MARKS).map((it): Diagnostic => {
    const line = Math.min(Math.max(1, Math.trunc(it.line) || 1), state.doc.lines);
    return { ...spanOf(state.doc, line), severity: it.severity, message: shortened(it.text) };
  });
  diagnostics.sort((a, b) => a.from - b.from);
  return { effects: [setDiagnosticsEffect.of(diagnostics), setNotes.of(notesOf(state.doc, diagnostics))] };
}

/** Goes to the next error behind the cursor, or the first, and reads it aloud. */
export const nextMark: Command = (view) => {
  const found: { from: number; message: string }[] = [];
  forEachDiagnostic(view.state, (it, from) => found.push({ from, message: it.message }));
  const { head } = view.state.selection.main;
  const next = found.find((it) => it.from > head) ?? found[0];
  if (!next) return false;
  const line = view.state.doc.lineAt(next.from).number;
  view.dispatch({
    selection: { anchor: next.from },
    effects: [EditorView.scrollIntoView(next.from, { y: "center" }), EditorView.announce.of(`${line}: ${next.message}`)],
  });
  forceLinting(view);
  return true;
};

function spanOf(doc: Text, line: number): { from: number; to: number } {
  const { from, to, text } = doc.line(line);
  const indent = /^\s*/.exec(text)?.[0].length ?? 0;
  return indent === text.length ? { from, to } : { from: from + indent, to };
}

function notesOf(doc: Text, diagnostics: readonly Diagnostic[]): DecorationSet {
  const ranges = diagnostics.map((it) => {
    const line = doc.lineAt(it.from);
    const severity = it.severity === "error" ? "error" : "warning";
    const widget = new Note({ line: line.number, text: it.message, severity });
    return Decoration.widget({ widget, block: true, side: 1 }).range(line.to);
  });
  return Decoration.set(ranges, true);
}

function shortened(text: string): string {
  return text.length > NOTE_CHARS ? `${text.slice(0, NOTE_CHARS)} …` : text;
}
