/** The answer to a command, made of what its handler gave or threw. */

import type { CommandResult, Refusal } from "./protocol.js";
import type { Outcome } from "./state.js";

/** What the program is told: never more than the server takes, and never what is no JSON. */
export function resultOf(cid: number, outcome: Outcome, limitBytes: number): CommandResult {
  let { value, error } = outcome;
  try {
    const text = JSON.stringify(value) ?? "null";
    // A copy: it may be sent again when the game has changed its object.
    value = JSON.parse(text);
    const told = typeof value === "string" ? value : text;
    if (new TextEncoder().encode(told).length > limitBytes) {
      error ??= { code: "too_big", text: `the game's answer has more than ${limitBytes} bytes` };
    }
  } catch (thrown) {
    error ??= { ...refusalOf(thrown), code: "bad_value" };
  }
  return error ? { cid, error } : { cid, value };
}

/** What a program is told when a handler throws: an `Error`, `{code, text}`, or anything. */
export function refusalOf(thrown: unknown): Refusal {
  const { code, text, message } = Object(thrown) as Record<string, unknown>;
  return {
    code: typeof code === "string" ? code : "failed",
    text: String(text ?? message ?? thrown),
  };
}
