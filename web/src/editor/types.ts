/** The editor as the page sees it: CodeMirror stays behind this. */

import type { ApiTold } from "livecoding-client";

/** An error at a line of a program. */
export type Mark = { readonly line: number; readonly text: string; readonly severity: "error" | "warning" };

export type EditorOptions = {
  readonly parent: HTMLElement;
  /** For style elements, as the Content-Security-Policy wants it; may be empty. */
  readonly nonce: string;
  /** The learner changed the text of the document that is shown. */
  onChange(text: string): void;
  /** Says a key binding's text to the user; texts of the editor in the user's language. */
  readonly phrases: Readonly<Record<string, string>>;
  readonly lang: string;
};

export type Editor = {
  /**
   * Shows a document; undo history, cursor and scroll are kept by its key. `mode` is the server's `editor_mode`.
   * With another key nothing is marked; with the same key and another text the change can be undone, and is not told.
   */
  show(document: { readonly key: string; readonly text: string; readonly mode: string; readonly label: string; readonly isReadOnly: boolean }): void;
  text(): string;
  /** Marks the line that is executed, and keeps it in view; null for none. */
  markLine(line: number | null): void;
  /** Errors of the document that is shown, in place of those before; a line that the learner changes loses its own. */
  showMarks(marks: readonly Mark[]): void;
  /** Completion, signatures and hover help; null where the game declares nothing. */
  setApi(api: ApiTold | null): void;
  /** Types at the cursor, for the row of symbols: a bracket brings its partner, a tab indents the line. The focus stays where it is. */
  insert(text: string): void;
  /** Types a snippet with places to fill in, behind a finished call on a line of its own, and takes the focus; a moment later where what does it must be loaded first. */
  insertSnippet(snippet: string): void;
  goTo(line: number): void;
  focus(): void;
  setPhrases(lang: string, phrases: Readonly<Record<string, string>>): void;
  destroy(): void;
};
