/** What a screen reader is told of new lines: never more than it can say. */

import type { ConsoleLine } from "./types.ts";

const MOST_LINES = 4;
const MOST_CHARS = 240;

/** Time between two announcements. */
export const PAUSE_MS = 1500;

/** Up to which line all is told, and how much of that line. */
export type Heard = { readonly id: number; readonly length: number };

export type News = {
  /** The last lines, oldest first. */
  readonly lines: readonly ConsoleLine[];
  /** How many more came before them. */
  readonly omitted: number;
  readonly heard: Heard;
};

/** Everything that is there. */
export function heardAll(lines: readonly ConsoleLine[]): Heard {
  const last = lines.at(-1);
  return { id: last?.id ?? 0, length: last?.text.length ?? 0 };
}

/** What is new, without a last line that still grows. What the learner typed is no news. */
export function newsSince(all: readonly ConsoleLine[], heard: Heard, isGrowing = false): News {
  const lines = isGrowing ? all.slice(0, -1) : all;
  let from = lines.length;
  while (from > 0 && (lines[from - 1]?.id ?? 0) >= heard.id) {
    from -= 1;
  }
  const fresh = lines
    .slice(from)
    .map((it) => (it.id === heard.id ? { ...it, text: it.text.slice(heard.length) } : it))
    .filter((it) => it.kind !== "typed" && it.text !== "");
  const told = fresh.slice(-MOST_LINES).map((it) => ({ ...it, text: shortened(it.text) }));
  const here = heardAll(lines);
  return { lines: told, omitted: fresh.length - told.length, heard: here.id >= heard.id ? here : heard };
}

function shortened(text: string): string {
  return text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)} …` : text;
}
