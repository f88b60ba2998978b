/** Errors at their line: underlined, in the gutter, and told below the line, until the learner changes it. */

import { RangeSet, StateEffect, StateField, type EditorState, type Extension, type Range, type Text, type Transaction, type TransactionSpec } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, WidgetType, type Command, type DecorationSet } from "@codemirror/view";
import type { Mark } from "./types.ts";

const MOST_MARKS = 50;
const NOTE_CHARS = 400;

/** What is told of the line that begins at `at`. */
type Placed = { readonly at: number; readonly text: string; readonly severity: Mark["severity"] };

type Shown = {
  readonly placed: readonly Placed[];
  readonly decorations: DecorationSet;
  readonly signs: RangeSet<GutterMarker>;
};

const NOTHING: Shown = { placed: [], decorations: Decoration.none, signs: RangeSet.empty };

class Note extends WidgetType {
  readonly #text: string;
  readonly #severity: Mark["severity"];

  constructor({ text, severity }: Placed) {
    super();
    this.#text = text;
    this.#severity = severity;
  }

  override eq(other: Note): boolean {
    return other.#text === this.#text && other.#severity === this.#severity;
  }

  override toDOM(): HTMLElement {
    const note = document.createElement("div");
    note.className = `cm-note cm-note-${this.#severity}`;
    const text = document.createElement("span");
    text.className = "cm-note-text";
    text.textContent = this.#text;
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

/** Where a line without any text has its error. */
class Point extends WidgetType {
  readonly #severity: Mark["severity"];

  constructor(severity: Mark["severity"]) {
    super();
    this.#severity = severity;
  }

  override eq(other: Point): boolean {
    return other.#severity === this.#severity;
  }

  override toDOM(): HTMLElement {
    const point = document.createElement("span");
    point.className = `cm-markPoint cm-markPoint-${this.#severity}`;
    return point;
  }
}

class Sign extends GutterMarker {
  readonly #text: string;
  readonly #severity: Mark["severity"];

  constructor({ text, severity }: Placed) {
    super();
    this.#text = text;
    this.#severity = severity;
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof Sign && other.#text === this.#text && other.#severity === this.#severity;
  }

  override toDOM(view: EditorView): HTMLElement {
    const sign = document.createElement("div");
    sign.className = `cm-markSign cm-markSign-${this.#severity}`;
    sign.title = `${view.state.phrase(this.#severity === "error" ? "Error" : "Warning")}: ${this.#text}`;
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", sign.title);
    return sign;
  }
}

const setMarks = StateEffect.define<readonly Mark[]>();

const field = StateField.define<Shown>({
  create: () => NOTHING,
  update(shown, transaction) {
    const told = transaction.effects.find((it) => it.is(setMarks));
    const { newDoc } = transaction;
    if (told) return shownIn(newDoc, placedIn(newDoc, told.value as readonly Mark[]));
    if (!transaction.docChanged || shown.placed.length === 0) return shown;
    return shownIn(newDoc, untouched(shown.placed, transaction));
  },
  provide: (it) => EditorView.decorations.from(it, (shown) => shown.decorations),
});

export const marksExtension: Extension = [
  field,
  gutter({ class: "cm-gutter-marks", markers: (view) => view.state.field(field).signs }),
];

/** Marks these lines and no others. */
export function marked(marks: readonly Mark[]): TransactionSpec {
  return { effects: setMarks.of(marks) };
}

/** What is marked now, from top to bottom. */
export function marksOf(state: EditorState): readonly Mark[] {
  return state.field(field).placed.map(({ at, text, severity }) => ({ line: state.doc.lineAt(at).number, text, severity }));
}

/** Goes to the next error behind the cursor, or the first, and reads it aloud. */
export const nextMark: Command = (view) => {
  const { doc, selection } = view.state;
  const found = view.state.field(field).placed.map((it) => ({ ...it, ...spanOf(doc, it.at) }));
  const next = found.find((it) => it.from > selection.main.head) ?? found[0];
  if (!next) return false;
  const place = `${view.state.phrase("Line")} ${doc.lineAt(next.at).number}`;
  view.dispatch({
    selection: { anchor: next.from },
    effects: [EditorView.scrollIntoView(next.from, { y: "center" }), EditorView.announce.of(`${place}: ${next.text}`)],
  });
  return true;
};

function placedIn(doc: Text, marks: readonly Mark[]): Placed[] {
  const placed = marks.slice(0, MOST_MARKS).map((it): Placed => {
    const line = Math.min(Math.max(1, Math.trunc(it.line) || 1), doc.lines);
    return { at: doc.line(line).from, text: shortened(it.text), severity: it.severity };
  });
  return placed.sort((a, b) => a.at - b.at);
}

/** An error that was told of a line says nothing of what the learner wrote there since. */
function untouched(placed: readonly Placed[], { startState, newDoc, changes }: Transaction): Placed[] {
  const rest = placed.filter((it) => !changes.touchesRange(it.at, startState.doc.lineAt(it.at).to));
  return rest.map((it) => ({ ...it, at: newDoc.lineAt(changes.mapPos(it.at, 1)).from }));
}

function shownIn(doc: Text, placed: readonly Placed[]): Shown {
  if (placed.length === 0) return NOTHING;
  const decorations: Range<Decoration>[] = placed.map((it) =>
    Decoration.widget({ widget: new Note(it), block: true, side: 1 }).range(doc.lineAt(it.at).to),
  );
  const signs: Range<GutterMarker>[] = [];
  for (const it of worst(placed)) {
    const { from, to } = spanOf(doc, it.at);
    decorations.push(
      from === to
        ? Decoration.widget({ widget: new Point(it.severity), side: -1 }).range(from)
        : Decoration.mark({ class: `cm-marked cm-marked-${it.severity}` }).range(from, to),
    );
    signs.push(new Sign(it).range(it.at));
  }
  return { placed, decorations: Decoration.set(decorations, true), signs: RangeSet.of(signs, true) };
}

/** One mark of each line: an error before a warning, the first of several. */
function worst(placed: readonly Placed[]): Iterable<Placed> {
  const found = new Map<number, Placed>();
  for (const it of placed) {
    const other = found.get(it.at);
    if (!other || (other.severity === "warning" && it.severity === "error")) found.set(it.at, it);
  }
  return found.values();
}

/** The line from its indent to its end; all of it where it is blank. */
function spanOf(doc: Text, at: number): { from: number; to: number } {
  const { from, to, text } = doc.lineAt(at);
  const indent = /^\s*/.exec(text)?.[0].length ?? 0;
  return indent === text.length ? { from, to } : { from: from + indent, to };
}

function shortened(text: string): string {
  return text.length > NOTE_CHARS ? `${text.slice(0, NOTE_CHARS)} …` : text;
}
