/** Finds the module that a game cannot be loaded for: a browser tells of the first alone, whatever it imports. */

import type { Problem } from "./unloaded.ts";
import { wordsOf } from "./values.ts";

const FETCH_MS = 5_000;
/** A game of more modules is not looked through to its end. */
const MOST_MODULES = 60;
/** What a module imports from beside it, as far as it stands there in so many words. */
const IMPORT = /(?:^|[;}])\s*(?:import|export)\b[^"'`;()]*["'](\.{0,2}\/[^"'\n]+)["']/gm;

/** What is wrong with the game's module, or with the first of those that it imports. */
export async function problemsOf(url: string, why: unknown, load = (it: string): Promise<unknown> => import(/* @vite-ignore */ it)): Promise<readonly Problem[]> {
  const found = await faultIn(url, load, new Set());
  if (!found) {
    return [{ what: "modules", values: { url, why: sentence(why) } }];
  }
  return found.values?.url === url ? [found] : [{ what: "imported", values: { url } }, found];
}

/** Modules are loaded from the innermost on: the first that fails is the one, for all that it imports was loaded. */
async function faultIn(url: string, load: (url: string) => Promise<unknown>, seen: Set<string>): Promise<Problem | null> {
  if (seen.has(url) || seen.size === MOST_MODULES) {
    return null;
  }
  seen.add(url);
  const text = await read(url);
  if (typeof text !== "string") {
    return text;
  }
  for (const [, path = ""] of text.matchAll(IMPORT)) {
    const found = await faultIn(new URL(path, url).href, load, seen);
    if (found) {
      return found;
    }
  }
  return load(url).then(
    () => null,
    (why: unknown) => ({ what: "module", values: { url, why: sentence(why) } }),
  );
}

async function read(url: string): Promise<string | Problem> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS), credentials: "omit" });
    return response.ok ? await response.text() : { what: "status", values: { url, status: response.status } };
  } catch {
    return { what: "unreachable", values: { url } };
  }
}

function sentence(why: unknown): string {
  const words = wordsOf(why);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
