/** What the user says to a program that runs: live instructions, and lines that it asks for. */

import * as console from "./console.ts";
import type { Events } from "./events.ts";
import type { Turn } from "./state.ts";
import { act } from "./turn.ts";

export function exec(turn: Turn, source: string): void {
  if (turn.run.is === "on" && source.trim()) {
    turn.console = console.say(turn.console, "typed", source);
    act(turn, { do: "exec", source });
  }
}

export function instructed(turn: Turn, { ok, value, error }: Events["instructed"]): void {
  if (!ok) {
    turn.console = console.say(turn.console, "failed", error?.error?.message ?? error?.text ?? "");
  } else if (value !== undefined) {
    turn.console = console.say(turn.console, "result", value);
  }
}

export function input(turn: Turn, line: string | null): void {
  if (turn.run.is === "on") {
    if (line !== null) {
      turn.console = console.say(turn.console, "typed", line);
    }
    turn.prompt = null;
    act(turn, { do: "input", line });
  }
}
