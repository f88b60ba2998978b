/** The lines of the console, from pieces of text as they come: pure, bounded, with repeats folded. */

import type { ConsoleKind, ConsoleLine } from "./types.ts";

/** More lines are forgotten, the oldest first. */
export const MOST_LINES = 5000;
/** A longer line is cut into several. */
export const LONGEST_LINE = 10_000;

export type ConsoleBook = {
  readonly lines: readonly ConsoleLine[];
  readonly nextId: number;
  /** Whether the last line has no end yet: what comes next of its kind belongs to it. */
  readonly isOpen: boolean;
};

export const emptyBook: ConsoleBook = { lines: [], nextId: 1, isOpen: false };

/** What the program printed: any piece of text, lines may begin in one and end in another. */
export function printed(book: ConsoleBook, kind: "out" | "err" | "system", text: string): ConsoleBook {
  if (text === "") {
    return book;
  }
  const pieces = text.replace(/\r\n?/g, "\n").split("\n");
  const isOpen = pieces.at(-1) !== "";
  if (!isOpen) {
    pieces.pop();
  }
  const lines = [...book.lines];
  let nextId = book.nextId;
  const last = lines.at(-1);
  if (book.isOpen && last?.kind === kind) {
    lines.pop();
    pieces[0] = last.text + (pieces[0] ?? "");
    // The line that has grown stays the same line for who reads it.
    nextId = last.id;
  }
  // A text of a million empty lines makes no million lines first.
  const kept = pieces.slice(-MOST_LINES);
  for (const [at, piece] of kept.entries()) {
    nextId = add(lines, nextId, { kind, text: piece }, !(isOpen && at === kept.length - 1));
  }
  return { lines: lines.slice(-MOST_LINES), nextId: Math.max(nextId, book.nextId), isOpen };
}

/** A whole message: of the game, or of the page. */
export function said(book: ConsoleBook, kind: ConsoleKind, text: string, bytes?: number): ConsoleBook {
  const lines = [...book.lines];
  const line = { kind, text: text.replace(/\n+$/, ""), ...(bytes === undefined ? {} : { bytes }) };
  const nextId = add(lines, book.nextId, line, kind !== "gap" && !book.isOpen);
  return { lines: lines.slice(-MOST_LINES), nextId, isOpen: false };
}

/** Adds a line, or counts it where it is the one before again; gives the next id. */
function add(lines: ConsoleLine[], nextId: number, line: Omit<ConsoleLine, "id">, mayFold: boolean): number {
  const last = lines.at(-1);
  if (mayFold && last?.kind === line.kind && last.text === line.text) {
    lines[lines.length - 1] = { ...last, count: (last.count ?? 1) + 1 };
    return nextId;
  }
  let id = nextId;
  for (let at = 0; at === 0 || at < line.text.length; at += LONGEST_LINE) {
    lines.push({ ...line, id, text: line.text.slice(at, at + LONGEST_LINE) });
    id += 1;
  }
  return id;
}
