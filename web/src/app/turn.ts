/** Small steps that others are made of. */

import type { Effect, Notice, NoticeCode, Settings, State, Turn, Undo } from "./state.ts";

/** So many notices are shown at once. */
const NOTICES = 4;

/** Wants something done. */
export function act(turn: Turn, effect: Effect): void {
  turn.effects.push(effect);
}

/** Tells the user something; the same is not told twice at once. */
export function notify(
  turn: Turn,
  code: NoticeCode,
  kind: Notice["kind"] = "info",
  values: Notice["values"] = {},
  undo: Undo | null = null,
): void {
  const notice: Notice = { id: turn.nextNotice, code, kind, values, undo };
  turn.nextNotice += 1;
  const others = turn.notices.filter((it) => it.code !== code || it.undo);
  turn.notices = [...others, notice].slice(-NOTICES);
}

/** Changes what the user chose for good, and keeps it. */
export function settle(turn: Turn, change: Partial<Settings>): void {
  turn.settings = { ...turn.settings, ...change };
  for (const [name, value] of Object.entries(change)) {
    act(turn, { do: "set", name, value });
  }
}

/** Whether a program of this page goes on, or is about to. */
export function isOn({ run }: Pick<State, "run">): boolean {
  return run.is === "on" || run.is === "asked";
}
