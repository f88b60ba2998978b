/** The record of a run: what its commands were, when, and what the game answered. */

import type { File } from "../work/types.ts";

export type Recorded = {
  /** Milliseconds since the run began. */
  readonly at: number;
  /** Which of several players gave it. */
  readonly actor?: number | undefined;
  readonly action: string;
  readonly params: readonly unknown[];
  /** The line as the program wrote it, where it is more than action and parameters. */
  readonly raw?: string | undefined;
  /** Where in the program it stands; in the main file where no file is named. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** Null where the command had no answer. */
  readonly answer: Answer | null;
};

export type Answer = { readonly value: unknown } | { readonly error: { readonly code: string; readonly text: string } };

export type Actor = { readonly actor: number; readonly name: string; readonly language: string };

export type Replay = {
  /** A game's id, or the address of its manifest. */
  readonly game: string;
  readonly level: string;
  /** Empty where there were several programs. */
  readonly language: string;
  readonly seed?: number | undefined;
  /** The program, the main file first; may be missing. */
  readonly files: readonly File[];
  readonly actors: readonly Actor[];
  readonly commands: readonly Recorded[];
  readonly end: { readonly reason: string; readonly at: number } | null;
};

/** Why there is no replay. */
export type ReplayFault =
  | "too-large"
  | "unreadable"
  | "not-json"
  | "not-replay"
  | "newer"
  | "damaged"
  | "too-many"
  | "link-damaged"
  | "link-newer"
  | "link-too-long"
  | "unsupported"
  | "not-whole"
  | "gone"
  | "refused";

export class ReplayError extends Error {
  readonly code: ReplayFault;
  /** Where it is wrong, or what was said; may be empty. */
  readonly detail: string;

  constructor(code: ReplayFault, detail = "") {
    super(`${code} ${detail}`);
    this.name = "ReplayError";
    this.code = code;
    this.detail = detail;
  }
}
