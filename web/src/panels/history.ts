/** What was typed before: arrow up goes back, arrow down comes forward to what was being typed. */

const MOST = 100;

export type History = {
  /** Oldest first. */
  readonly entries: readonly string[];
  /** Which entry is shown; as many as there are entries: the draft. */
  readonly at: number;
  /** What was being typed before going back. */
  readonly draft: string;
};

export const emptyHistory: History = { entries: [], at: 0, draft: "" };

/** Keeps what was sent, once where it is sent again and again. */
export function remember(history: History, sent: string): History {
  const isNew = sent.trim() !== "" && history.entries.at(-1) !== sent;
  const entries = isNew ? [...history.entries, sent].slice(-MOST) : history.entries;
  return { entries, at: entries.length, draft: "" };
}

/** One further back, and the text to show; nothing where there is none. */
export function older(history: History, shown: string): [History, string] | null {
  const text = history.entries[history.at - 1];
  if (text === undefined) {
    return null;
  }
  const draft = history.at === history.entries.length ? shown : history.draft;
  return [{ ...history, at: history.at - 1, draft }, text];
}

/** One further forward, at last the draft; nothing where that is shown already. */
export function newer(history: History): [History, string] | null {
  if (history.at >= history.entries.length) {
    return null;
  }
  const at = history.at + 1;
  return [{ ...history, at }, history.entries[at] ?? history.draft];
}
