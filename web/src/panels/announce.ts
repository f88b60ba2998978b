/** What a screen reader is told of new lines: never more than it can say. */

import type { ConsoleLine } from "./types.ts";

const MOST_LINES = 4;
const MOST_CHARS = 240;

/** Time between two announcements. */
export const PAUSE_MS = 1500;

export type News = {
  /** The last lines, oldest first. */
  readonly lines: readonly ConsoleLine[];
  /** How many more came before them. */
  readonly omitted: number;
  /** Up to which line all is told. */
  readonly until: number;
};

/** What is new since the line `after`. What the learner typed is no news. */
export function newsSince(lines: readonly ConsoleLine[], after: number): News {
  let from = lines.length;
  while (from > 0 && (lines[from - 1]?.id ?? 0) > after) {
    from -= 1;
  }
  const fresh = lines.slice(from).filter((it) => it.kind !== "typed" && it.text !== "");
  const told = fresh.slice(-MOST_LINES).map((it) => ({ ...it, text: shortened(it.text) }));
  return { lines: told, omitted: fresh.length - told.length, until: Math.max(after, lines.at(-1)?.id ?? 0) };
}

function shortened(text: string): string {
  return text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)} …` : text;
}
