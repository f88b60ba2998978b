/** The record of the last run, asked from the server page by page. */

import { object } from "../stage/protocol.ts";
import { MOST_COMMANDS, readCommand } from "./file.ts";
import { type Recorded, ReplayError } from "./types.ts";

/** Asks for the commands from one on. */
export type Ask = (fromCid: number) => Promise<unknown>;

/** The commands of a run. Fails with a `ReplayError` where they are not there, or not all. */
export async function readRecord(ask: Ask, run: string): Promise<Recorded[]> {
  const commands: Recorded[] = [];
  for (let next: number | null = 1; next !== null; ) {
    const page = await answerTo(ask, next);
    if (page.run !== run) {
      throw new ReplayError("gone");
    }
    if (page.is_whole !== true) {
      throw new ReplayError("not-whole");
    }
    const told = Array.isArray(page.commands) ? page.commands : [];
    if (commands.length + told.length > MOST_COMMANDS) {
      throw new ReplayError("too-many");
    }
    for (const it of told) {
      commands.push(readCommand(asInFile(object(it)), `commands[${commands.length}]`));
    }
    const after = page.next_cid;
    // A server that leads back would be asked for ever.
    next = typeof after === "number" && after > next ? after : null;
  }
  return commands;
}

/** A file has parameters as a list; where the program wrote something else, its line stands beside them. */
function asInFile(told: Record<string, unknown> | null): unknown {
  const { action, params = [], raw } = told ?? {};
  if (!told || (Array.isArray(params) && !told.is_pair)) {
    return told;
  }
  const line = told.is_pair ? { [String(action)]: params } : { action, params };
  return { ...told, raw: raw ?? JSON.stringify(line), params: Array.isArray(params) ? params : [params] };
}

async function answerTo(ask: Ask, from: number): Promise<Record<string, unknown>> {
  try {
    return object(await ask(from)) ?? {};
  } catch (thrown) {
    const { code, text } = Object(thrown) as Record<string, unknown>;
    throw new ReplayError(code === "no_run" ? "gone" : "refused", typeof text === "string" ? text : String(thrown));
  }
}
