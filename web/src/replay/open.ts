/** Replays come from the last run, from a file, from a link; and go to a file. */

import type { Page } from "../app/page.svelte.ts";
import type { State } from "../app/state.ts";
import { chooseFile, save } from "../work/files.ts";
import { MOST_FILE_BYTES, readReplay, writeReplay } from "./file.ts";
import { decode, encode } from "./link.ts";
import { type Ask, readRecord } from "./record.ts";
import { type Replay, ReplayError } from "./types.ts";

/** What is shown, or the record of the last run. Fails with a `ReplayError`. */
export async function currentReplay({ bench, run, ran }: State, ask: Ask): Promise<Replay> {
  if (bench.is === "replay") {
    return bench.replay;
  }
  if (run.is !== "over") {
    throw new ReplayError("gone");
  }
  const commands = await readRecord(ask, run.id);
  const end = { reason: run.reason, at: run.ms ?? commands.at(-1)?.at ?? 0 };
  return { ...run.place, files: ran, actors: [], commands, end };
}

/** Shows the last run once more. */
export function replayRun(page: Page, ask: Ask): Promise<void> {
  return opens(page, () => currentReplay(page.now, ask));
}

/** Lets the user choose a file, and shows it. */
export async function openReplay(page: Page): Promise<void> {
  const chosen = await chooseFile();
  if (chosen) {
    await opens(page, () => readFile(chosen));
  }
}

export function openLink(page: Page, fragment: string): Promise<void> {
  return opens(page, () => decode(fragment));
}

export async function saveReplay(page: Page, ask: Ask): Promise<void> {
  try {
    const replay = await currentReplay(page.now, ask);
    const name = [nameOf(replay.game), replay.level, "replay"].filter(Boolean).join("-");
    save(new Blob([writeReplay(replay)], { type: "application/json" }), `${name}.json`);
  } catch (thrown) {
    failed(page, thrown);
  }
}

/** The fragment of a link to what is shown or was run last; null where there is none, which is told. */
export async function linkTo(page: Page, ask: Ask): Promise<string | null> {
  try {
    return await encode(await currentReplay(page.now, ask));
  } catch (thrown) {
    page.did("closeDialog", null);
    failed(page, thrown);
    return null;
  }
}

export async function readFile(file: Pick<globalThis.File, "name" | "size" | "arrayBuffer">): Promise<Replay> {
  if (file.size > MOST_FILE_BYTES) {
    throw new ReplayError("too-large");
  }
  const bytes = await file.arrayBuffer().catch(() => {
    throw new ReplayError("unreadable");
  });
  try {
    return readReplay(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (thrown) {
    throw thrown instanceof ReplayError ? thrown : new ReplayError("not-json");
  }
}

function failed(page: Page, thrown: unknown): void {
  const { code, detail } = thrown instanceof ReplayError ? thrown : { code: "refused" as const, detail: String(thrown) };
  page.did("replayFailed", { fault: code, detail });
}

async function opens(page: Page, read: () => Promise<Replay>): Promise<void> {
  try {
    page.did("replayOpened", { replay: await read() });
  } catch (thrown) {
    failed(page, thrown);
  }
}

/** Of an address, the folder that the game is in. */
function nameOf(game: string): string {
  const parts = game.replace(/\/[^/]*$/, "").split(/[/:]+/);
  return (game.includes("/") ? (parts.at(-1) ?? "") : game).replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 40);
}
