/** The learner's work in the browser's storage, or in memory where there is none or no room. */

import {
  filesKey,
  isFilesKey,
  PREFIX,
  progressKey,
  readFiles,
  readProgress,
  readSetting,
  settingKey,
  toDrop,
  withReached,
  writtenAt,
  writtenFiles,
  writtenSetting,
} from "./entries.ts";
import type { File, Place, Progress, Work } from "./types.ts";

/** All entries together, in characters. */
const MOST_CHARS = 2_097_152;
/** A place is asked for by a link or a game too: its name has a bound. */
const KEY_CHARS = 3_000;
/** What memory holds where the storage does not. */
const MOST_IN_MEMORY = 200;

/** Each place has an entry of its own, so two tabs lose nothing of each other's but the same place's older writing. */
export function openWork(storage: Storage | null = browserStorage()): Work {
  return new KeptWork(storage);
}

class KeptWork implements Work {
  readonly #storage: Storage | null;
  /** What the storage did not take: it is newer than what the storage has. */
  readonly #memory = new Map<string, string>();

  constructor(storage: Storage | null) {
    this.#storage = storage !== null && takes(storage) ? storage : null;
  }

  get isLasting(): boolean {
    return this.#storage !== null && this.#memory.size === 0;
  }

  files(place: Place): readonly File[] | null {
    return readFiles(this.#read(filesKey(place)));
  }

  keep(place: Place, files: readonly File[]): void {
    this.#write(filesKey(place), writtenFiles(files, Date.now()));
  }

  progress(game: string): Readonly<Record<string, Progress>> {
    return readProgress(this.#read(progressKey(game)));
  }

  reached(game: string, level: string, stars: number): void {
    const key = progressKey(game);
    this.#write(key, withReached(this.#read(key), level, stars));
  }

  setting<T>(name: string, otherwise: T): T {
    return readSetting(this.#read(settingKey(name)), otherwise);
  }

  set(name: string, value: unknown): void {
    this.#write(settingKey(name), writtenSetting(value));
  }

  #read(key: string): string | null {
    const inMemory = this.#memory.get(key);
    if (inMemory !== undefined) return inMemory;
    try {
      return this.#storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  #write(key: string, entry: string): void {
    this.#memory.delete(key);
    if (key.length <= KEY_CHARS && this.#store(key, entry)) return;
    this.#memory.set(key, entry);
    for (const oldest of this.#memory.keys()) {
      if (this.#memory.size <= MOST_IN_MEMORY) break;
      this.#memory.delete(oldest);
    }
  }

  /** Whether the storage took it; older places make room. */
  #store(key: string, entry: string): boolean {
    if (this.#storage === null) return false;
    try {
      const others = entriesOf(this.#storage).filter((it) => it.key !== key);
      const dropped = toDrop(others, key.length + entry.length, MOST_CHARS);
      if (dropped === null) return false;
      for (const it of dropped) this.#storage.removeItem(it);
      const rest = others.filter((it) => !dropped.includes(it.key)).sort((a, b) => a.at - b.at);
      return this.#storeWithRoom(this.#storage, key, entry, rest);
    } catch {
      return false;
    }
  }

  /** The browser may have less room than ours: then the oldest go one by one. */
  #storeWithRoom(storage: Storage, key: string, entry: string, others: readonly Entry[]): boolean {
    const oldest = others.filter((it) => it.isPlace).map((it) => it.key);
    const removed = new Map<string, string>();
    for (;;) {
      try {
        storage.setItem(key, entry);
        return true;
      } catch {
        const next = oldest.shift();
        if (next === undefined) {
          // It was all for nothing: whoever fills the storage is somebody else.
          for (const [place, before] of removed) storage.setItem(place, before);
          return false;
        }
        const before = storage.getItem(next);
        if (before !== null) removed.set(next, before);
        storage.removeItem(next);
      }
    }
  }
}

type Entry = { readonly key: string; readonly size: number; readonly at: number; readonly isPlace: boolean };

function entriesOf(storage: Storage): Entry[] {
  const found: Entry[] = [];
  for (let nth = 0; nth < storage.length; nth += 1) {
    const key = storage.key(nth);
    if (key === null || !key.startsWith(PREFIX)) continue;
    const entry = storage.getItem(key) ?? "";
    found.push({ key, size: key.length + entry.length, at: writtenAt(entry), isPlace: isFilesKey(key) });
  }
  return found;
}

function takes(storage: Storage): boolean {
  const key = `${PREFIX}setting.tried`;
  try {
    storage.setItem(key, "1");
    storage.removeItem(key);
    return true;
  } catch {
    // Full is no reason to give up what is there.
    try {
      return storage.length > 0;
    } catch {
      return false;
    }
  }
}

function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
