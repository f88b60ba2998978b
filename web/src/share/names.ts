/** What the server takes as a program: names of files, their number, and their size; and what may name a game. */

import type { File } from "../work/types.ts";

export const MOST_FILES = 20;
export const MOST_BYTES = 1_048_576;
const GAME_CHARS = 2_000;
const GAME_ID = /^[a-z][a-z0-9-]{0,39}$/;
const NAME = /^[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{1,10}$/;

export function isFileName(name: string): boolean {
  return NAME.test(name);
}

/** A name that the server takes, as near to the given one as it can be. */
export function fileName(given: string, extension: string): string {
  const plain = given
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .replace(/[^A-Za-z0-9_.-]+/g, "_");
  const dot = plain.lastIndexOf(".");
  const stem = (dot > 0 ? plain.slice(0, dot) : plain).replace(/\./g, "_").replace(/^_+|_+$/g, "");
  const ending = dot > 0 ? plain.slice(dot + 1) : "";
  const name = `${stem.slice(0, 40) || "main"}.${ending.slice(0, 10) || extension}`;
  return isFileName(name) ? name : `main.${isFileName(`main.${extension}`) ? extension : "txt"}`;
}

export function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Whether two files have names that differ at most in small and capital letters. */
export function hasTwins(files: readonly File[]): boolean {
  return new Set(files.map((it) => it.name.toLowerCase())).size < files.length;
}

/** None, a game of the server, or where a manifest is: of this server, or of another over the web. */
export function isGame(game: string): boolean {
  if (game === "" || GAME_ID.test(game)) return true;
  if (game.length > GAME_CHARS || /[\p{Cc}\s\\]/u.test(game)) return false;
  if (/^\/(?!\/)/.test(game)) return true;
  try {
    const url = new URL(game);
    return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  } catch {
    return false;
  }
}
