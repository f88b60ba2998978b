/** Which of the lines are in the page: the newest, or those around where somebody reads. */

import type { ConsoleKind, ConsoleLine } from "./types.ts";

/** So many are shown at first, and so many more each time they are asked for. */
export const WINDOW = 300;
/** More are never in the page at once. */
const MOST = 3000;

export type Filter = "all" | "program" | "game";

const OF_PROGRAM: ReadonlySet<ConsoleKind> = new Set(["out", "err", "typed", "result", "failed", "gap"]);
const OF_GAME: ReadonlySet<ConsoleKind> = new Set(["log", "info", "success", "warning", "error"]);

export function filtered(lines: readonly ConsoleLine[], filter: Filter): readonly ConsoleLine[] {
  const kinds = filter === "program" ? OF_PROGRAM : OF_GAME;
  return filter === "all" ? lines : lines.filter((it) => kinds.has(it.kind));
}

export type Shown = { readonly lines: readonly ConsoleLine[]; readonly earlier: number };

/** The newest lines; or all from the line `from` on, where somebody reads there. */
export function shownOf(lines: readonly ConsoleLine[], from: number | null): Shown {
  let start = Math.max(0, lines.length - WINDOW);
  if (from !== null) {
    const at = lines.findIndex((it) => it.id >= from);
    start = at < 0 ? start : Math.min(at, start);
  }
  return { lines: lines.slice(start, start + MOST), earlier: start };
}

/** The first line to show when earlier ones are asked for. */
export function earlierThan(lines: readonly ConsoleLine[], shown: Shown): number | null {
  return lines[Math.max(0, shown.earlier - WINDOW)]?.id ?? null;
}

/** Text without a terminal's colours and movements, which mean nothing here. */
export function plain(text: string): string {
  return text.includes("\u001b") ? text.replace(/\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007/g, "") : text;
}
