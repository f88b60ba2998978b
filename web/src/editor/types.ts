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
  /** Shows a document; undo history, cursor and scroll are kept by its key. `mode` is the server's `editor_mode`. */
  show(document: { readonly key: string; readonly text: string; readonly mode: string; readonly label: string; readonly isReadOnly: boolean }): void;
  text(): string;
  /** Marks the line that is executed, and keeps it in view; null for none. */
  markLine(line: number | null): void;
  showMarks(marks: readonly Mark[]): void;
  /** Completion, signatures and hover help; null where the game declares nothing. */
  setApi(api: ApiTold | null): void;
  /** Types at the cursor: the row of symbols, a snippet from the reference. */
  insert(text: string): void;
  /** Types a snippet with places to fill in. */
  insertSnippet(snippet: string): void;
  goTo(line: number): void;
  focus(): void;
  setPhrases(lang: string, phrases: Readonly<Record<string, string>>): void;
  destroy(): void;
};
