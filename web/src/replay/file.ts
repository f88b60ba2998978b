/** A replay as a file: written, and read with care, since anybody may have written it. */

import { MOST_BYTES, MOST_FILES, bytes, hasTwins, isFileName, isGame } from "../share/names.ts";
import { object } from "../stage/protocol.ts";
import type { File } from "../work/types.ts";
import { type Actor, type Answer, type Recorded, type Replay, ReplayError } from "./types.ts";

export const FORMAT = "livecoding-replay";
export const VERSION = 1;
export const MOST_FILE_BYTES = 16 * 1024 * 1024;
export const MOST_COMMANDS = 200_000;
const MOST_ACTORS = 64;
const NAME_CHARS = 200;
const CODE_CHARS = 40;
const LINE_CHARS = 1024 * 1024;

export function writeReplay({ game, level, language, seed, files, actors, commands, end }: Replay): string {
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    game,
    level,
    ...(language && { language }),
    seed,
    ...(files.length > 0 && { files }),
    ...(actors.length > 0 && { actors }),
    commands: commands.map(({ answer, ...it }) => ({ ...it, ...answer })),
    ...(end && { end }),
  });
}

/** Fails with a `ReplayError` that says what is wrong, and where. */
export function readReplay(text: string): Replay {
  const it = object(parsed(text));
  if (it?.format !== FORMAT) {
    throw new ReplayError("not-replay");
  }
  if (typeof it.version === "number" && it.version > VERSION) {
    throw new ReplayError("newer");
  }
  is(it.version === VERSION, "version");
  const game = textAt(it.game, "game", 2_000);
  is(game !== "" && isGame(game), "game");
  return {
    game,
    level: textAt(it.level ?? "", "level", NAME_CHARS),
    language: textAt(it.language ?? "", "language", CODE_CHARS),
    seed: it.seed === undefined ? undefined : numberAt(it.seed, "seed", Number.MIN_SAFE_INTEGER),
    files: readFiles(it.files ?? []),
    actors: listAt(it.actors ?? [], "actors", MOST_ACTORS).map(readActor),
    commands: readCommands(it.commands),
    end: it.end === undefined || it.end === null ? null : readEnd(object(it.end)),
  };
}

/** A command of the file, or of the server's record: they are written alike. */
export function readCommand(value: unknown, place: string): Recorded {
  const it = object(value);
  is(it, place);
  const raw = it.raw === undefined ? undefined : textAt(it.raw, `${place}.raw`, LINE_CHARS);
  return {
    at: numberAt(it.at, `${place}.at`),
    // What a match itself does has no program: it is written as that of program 0.
    actor: it.actor === undefined || it.actor === 0 ? undefined : numberAt(it.actor, `${place}.actor`),
    action: textAt(it.action ?? (raw === undefined ? undefined : ""), `${place}.action`, NAME_CHARS),
    params: listAt(it.params ?? [], `${place}.params`, LINE_CHARS),
    raw,
    file: it.file === undefined ? undefined : textAt(it.file, `${place}.file`, NAME_CHARS),
    line: it.line === undefined ? undefined : numberAt(it.line, `${place}.line`),
    answer: readAnswer(it, place),
  };
}

function readAnswer({ value, error }: Record<string, unknown>, place: string): Answer | null {
  if (error === undefined) {
    return value === undefined ? null : { value };
  }
  const it = object(error);
  is(it, `${place}.error`);
  return { error: { code: textAt(it.code, `${place}.error.code`, NAME_CHARS), text: textAt(it.text ?? "", `${place}.error.text`, LINE_CHARS) } };
}

function readCommands(value: unknown): Recorded[] {
  if (Array.isArray(value) && value.length > MOST_COMMANDS) {
    throw new ReplayError("too-many");
  }
  return listAt(value, "commands", MOST_COMMANDS).map((it, at) => readCommand(it, `commands[${at}]`));
}

function readFiles(value: unknown): File[] {
  const files = listAt(value, "files", MOST_FILES).map((file, at) => {
    const it = object(file);
    is(it, `files[${at}]`);
    const name = textAt(it.name, `files[${at}].name`, NAME_CHARS);
    is(isFileName(name), `files[${at}].name`);
    return { name, text: textAt(it.text, `files[${at}].text`, MOST_BYTES) };
  });
  is(!hasTwins(files) && files.reduce((sum, { text }) => sum + bytes(text), 0) <= MOST_BYTES, "files");
  return files;
}

function readActor(value: unknown, at: number): Actor {
  const it = object(value);
  is(it, `actors[${at}]`);
  return {
    actor: numberAt(it.actor, `actors[${at}].actor`),
    name: textAt(it.name ?? "", `actors[${at}].name`, NAME_CHARS),
    language: textAt(it.language ?? "", `actors[${at}].language`, CODE_CHARS),
  };
}

function readEnd(it: Record<string, unknown> | null): Replay["end"] {
  is(it, "end");
  return { reason: textAt(it.reason, "end.reason", CODE_CHARS), at: numberAt(it.at, "end.at") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReplayError("not-json");
  }
}

function is(condition: unknown, place: string): asserts condition {
  if (!condition) {
    throw new ReplayError("damaged", place);
  }
}

function textAt(value: unknown, place: string, length: number): string {
  is(typeof value === "string" && value.length <= length, place);
  return value;
}

function numberAt(value: unknown, place: string, least = 0): number {
  is(typeof value === "number" && Number.isFinite(value) && value >= least, place);
  return value;
}

function listAt(value: unknown, place: string, count: number): unknown[] {
  is(Array.isArray(value) && value.length <= count, place);
  return value;
}
