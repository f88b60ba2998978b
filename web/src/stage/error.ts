/** Errors of the stage. */

import type { StageRefusal } from "./types.ts";

/** Why the stage did not do what it was asked for: `text` is for people, `code` for programs. */
export class StageError extends Error implements StageRefusal {
  readonly code: string;
  readonly text: string;

  constructor({ code, text }: StageRefusal) {
    super(text);
    this.name = "StageError";
    this.code = code;
    this.text = text;
  }
}
