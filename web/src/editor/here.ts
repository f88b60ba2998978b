/** The line that is executed: marked in text and gutter, kept in view while the learner does nothing else. */

import { RangeSet, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, gutterLineClass, GutterMarker, type DecorationSet } from "@codemirror/view";

/** After a key, a click or a turn of the wheel the view stays where the learner put it. */
const LEARNER_FIRST_MS = 3_000;

/** Faster than this nobody sees lines change. */
const LEAST_BETWEEN_MS = 45;

const setHere = StateEffect.define<number | null>();

const lineMark = Decoration.line({ class: "cm-here" });

class HereMarker extends GutterMarker {
  override elementClass = "cm-hereGutter";
}
const gutterMark = new HereMarker();

const here = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    let now = transaction.docChanged ? marked.map(transaction.changes) : marked;
    for (const effect of transaction.effects) {
      if (!effect.is(setHere)) continue;
      const line = effect.value;
      const { doc } = transaction.state;
      now = line === null || line < 1 || line > doc.lines ? Decoration.none : Decoration.set(lineMark.range(doc.line(line).from));
    }
    return now;
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    gutterLineClass.from(field, (marked) => {
      const line = marked.iter();
      return line.value ? RangeSet.of(gutterMark.range(line.from)) : RangeSet.empty;
    }),
  ],
});

export const hereExtension: Extension = here;

/** Marks at most some twenty times a second, however often it is told; the last line told is always marked. */
export class HereMark {
  readonly #view: EditorView;
  #wanted: number | null = null;
  #shown: number | null = null;
  #frame = 0;
  #shownAt = -Infinity;
  #learnerActedAt = -Infinity;
  readonly #acted = () => {
    this.#learnerActedAt = performance.now();
  };

  constructor(view: EditorView) {
    this.#view = view;
    for (const event of ["wheel", "touchmove", "pointerdown", "keydown"] as const) {
      view.dom.addEventListener(event, this.#acted, { passive: true, capture: true });
    }
  }

  mark(line: number | null): void {
    this.#wanted = line;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#show());
  }

  /** Another document is shown, in which nothing is marked. */
  forget(): void {
    this.#wanted = null;
    this.#view.dispatch({ effects: setHere.of(null) });
    this.#shown = null;
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
  }

  #show(): void {
    this.#frame = 0;
    const line = this.#wanted;
    if (line === this.#shown) return;
    const now = performance.now();
    if (now - this.#shownAt < LEAST_BETWEEN_MS) {
      this.#frame = requestAnimationFrame(() => this.#show());
      return;
    }
    this.#shownAt = now;
    this.#shown = line;
    this.#view.dispatch({ effects: setHere.of(line) });
    if (line !== null && now - this.#learnerActedAt > LEARNER_FIRST_MS) this.#keepInView(line);
  }

  /** Moves the editor alone: what is around it stays where it is. */
  #keepInView(line: number): void {
    const { state, scrollDOM } = this.#view;
    if (line > state.doc.lines || scrollDOM.clientHeight === 0) return;
    const block = this.#view.lineBlockAt(state.doc.line(line).from);
    const room = Math.min(scrollDOM.clientHeight / 4, 3 * block.height);
    const above = scrollDOM.scrollTop;
    const below = above + scrollDOM.clientHeight;
    if (block.top < above || block.bottom > below) {
      const up = block.top < above;
      scrollDOM.scrollTop = up ? block.top - room : block.bottom + room - scrollDOM.clientHeight;
    }
  }
}
