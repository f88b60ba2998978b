/**
 * A replay without a stage and a clock: what is to be done next, so that the stage shows what it should.
 *
 * ```text
 *   lost ── begin, restore ──> at n ── again ──> … ──> at the target ── play ──> … ──> at the end
 * ```
 */

import { isOfMany } from "../stage/types.ts";
import type { Answer, Recorded } from "./types.ts";

export type Machine = {
  /** How many commands there are. */
  readonly length: number;
  /** How many of them the stage has played; null where it shows something else. */
  readonly at: number | null;
  /** How many it is to have played, at once; null where it goes on by itself. */
  readonly target: number | null;
  readonly isPlaying: boolean;
  /** After how many commands there is a picture of the stage, in order. */
  readonly kept: readonly number[];
};

export type Job =
  | { readonly do: "begin" }
  /** The stage as it was after so many commands. */
  | { readonly do: "restore"; readonly to: number }
  /** A command at once, as nobody is to see it. */
  | { readonly do: "again"; readonly n: number }
  | { readonly do: "arrive" }
  /** A command, to be seen. */
  | { readonly do: "play"; readonly n: number };

export const SPEEDS = [0.5, 1, 2, 4, 8] as const;

/** Somebody is to see it. */
const LEAST_MS = 200;
/** Nobody waits for long thoughts. */
const MOST_MS = 2_000;
/** Between two pictures of the stage, at least; and so many pictures, about. */
const LEAST_BETWEEN = 20;
const PICTURES = 100;

export function next({ length, at, target, isPlaying, kept }: Machine): Job | null {
  const goal = Math.min(target ?? at ?? 0, length);
  const picture = kept.findLast((it) => it <= goal) ?? 0;
  if (at === null || at > goal || at < picture) {
    return picture > 0 ? { do: "restore", to: picture } : { do: "begin" };
  }
  if (at < goal) {
    return { do: "again", n: at };
  }
  if (target !== null) {
    return { do: "arrive" };
  }
  return isPlaying && at < length ? { do: "play", n: at } : null;
}

/** Until the next command begins, at full speed; none where the next one is given at the same moment by another player. */
export function timeFor(commands: readonly Recorded[], n: number): number {
  const [now, after] = [commands[n], commands[n + 1]];
  if (!now || !after) {
    return MOST_MS;
  }
  if (isOfMany(now) && isOfMany(after) && now.at === after.at) {
    return 0;
  }
  return Math.min(MOST_MS, Math.max(LEAST_MS, after.at - now.at));
}

/** After how many commands a picture of the stage is kept. */
export function between(length: number): number {
  return Math.max(LEAST_BETWEEN, Math.ceil(length / PICTURES));
}

/** Whether the game answers otherwise than it did; texts are in anybody's language. */
export function differs(recorded: Answer | null, given: Answer): boolean {
  if (!recorded) {
    return false;
  }
  if ("error" in recorded || "error" in given) {
    return !("error" in recorded && "error" in given && recorded.error.code === given.error.code);
  }
  return !isEqual(recorded.value ?? null, given.value ?? null);
}

/** Whether two values are the same JSON. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return one === other;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((it, at) => isEqual(it, other[at]));
  }
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return names.length === others.length && names.every((it) => Object.hasOwn(other, it) && isEqual((one as Record<string, unknown>)[it], (other as Record<string, unknown>)[it]));
}
