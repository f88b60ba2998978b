/** What is kept, as text: pure, so that damage and bounds can be tried without a browser. */

import type { File, Place, Progress } from "./types.ts";

export const PREFIX = "livecoding.1.";
const FILES = `${PREFIX}files.`;
const PROGRESS = `${PREFIX}progress.`;
const SETTING = `${PREFIX}setting.`;

export const MOST_FILES = 20;
const NAME_CHARS = 200;
const FILES_CHARS = 1_048_576;
const MOST_LEVELS = 500;
const MOST_STARS = 3;

export function filesKey(place: Place): string {
  return FILES + [place.game, place.level, place.language].map(encodeURIComponent).join(",");
}

export function progressKey(game: string): string {
  return PROGRESS + encodeURIComponent(game);
}

export function settingKey(name: string): string {
  return SETTING + encodeURIComponent(name);
}

export function isFilesKey(key: string): boolean {
  return key.startsWith(FILES);
}

/** When it was written stands first, so that the oldest is found without reading all. */
export function writtenFiles(files: readonly File[], at: number): string {
  return `${Math.trunc(at)} ${JSON.stringify(files.slice(0, MOST_FILES).map(({ name, text }) => [name, text]))}`;
}

/** When an entry was written; 0, the oldest of all, where it does not say. */
export function writtenAt(entry: string): number {
  const at = Number(/^\d{1,16} /.exec(entry)?.[0] ?? 0);
  return Number.isSafeInteger(at) ? at : 0;
}

export function readFiles(entry: string | null): readonly File[] | null {
  const value = parsed(entry?.replace(/^\d+ /, "") ?? null);
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_FILES) return null;
  const files: File[] = [];
  let chars = 0;
  for (const it of value as unknown[]) {
    if (!Array.isArray(it)) return null;
    const [name, text] = it as unknown[];
    if (typeof name !== "string" || typeof text !== "string" || name.length > NAME_CHARS) return null;
    chars += text.length;
    files.push({ name, text });
  }
  return chars > FILES_CHARS ? null : files;
}

export function readProgress(entry: string | null): Readonly<Record<string, Progress>> {
  const value = parsed(entry);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const levels = Object.entries(value).slice(0, MOST_LEVELS);
  return Object.fromEntries(levels.flatMap(([level, it]) => (isStars(it) ? [[level, { isReached: true, stars: it }]] : [])));
}

/** The progress with a level reached; the best number of stars stays. */
export function withReached(entry: string | null, level: string, stars: number): string {
  const before = readProgress(entry);
  const best = Math.max(before[level]?.stars ?? 0, isStars(stars) ? stars : 0);
  const all = Object.entries(before).filter(([name]) => name !== level);
  const kept = all.slice(-(MOST_LEVELS - 1)).map(([name, it]): [string, number] => [name, it.stars]);
  return JSON.stringify(Object.fromEntries([...kept, [level, best]]));
}

/** A value as JSON; null for what JSON cannot say. */
export function writtenSetting(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return "null";
  }
}

/** A setting that has the kind of value that is expected. */
export function readSetting<T>(entry: string | null, otherwise: T): T {
  const value = parsed(entry);
  if (value === undefined) return otherwise;
  const isAny = otherwise === null || otherwise === undefined;
  const isSameKind = typeof value === typeof otherwise && Array.isArray(value) === Array.isArray(otherwise) && value !== null;
  return isAny || isSameKind ? (value as T) : otherwise;
}

/** What must go, the oldest places first, so that `room` characters are free within `most`; null where that is not enough. */
export function toDrop(entries: readonly { key: string; size: number; at: number }[], room: number, most: number): readonly string[] | null {
  let free = most - entries.reduce((sum, it) => sum + it.size, 0);
  const dropped: string[] = [];
  const oldestFirst = entries.filter((it) => isFilesKey(it.key)).sort((a, b) => a.at - b.at);
  for (const it of oldestFirst) {
    if (free >= room) break;
    dropped.push(it.key);
    free += it.size;
  }
  return free >= room ? dropped : null;
}

function isStars(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST_STARS;
}

function parsed(entry: string | null): unknown {
  if (entry === null) return undefined;
  try {
    return JSON.parse(entry) as unknown;
  } catch {
    return undefined;
  }
}
