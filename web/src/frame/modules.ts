/** Finds the module that a game cannot be loaded for: a browser tells of the first alone, whatever it imports. */

// Types alone: what is shared with a part that comes later is a file more for all.
import type { Problem } from "./unloaded.ts";
import type { wordsOf } from "./values.ts";

const FETCH_MS = 5_000;
/** A game of more modules is not looked through to its end. */
const MOST_MODULES = 60;
/** What a module imports from beside it, as far as it stands there in so many words. */
const IMPORT = /(?:^|[;}])\s*(?:import|export)\b[^"'`;()]*["'](\.{0,2}\/[^"'\n]+)["']/gm;

type Load = (url: string) => Promise<unknown>;

/** What is wrong with the game's module, or with the first of those that it imports; `words` are those of what was thrown. */
export async function problemsOf(url: string, why: unknown, words: typeof wordsOf, load: Load = (it) => import(/* @vite-ignore */ it)): Promise<readonly Problem[]> {
  const loadOrSay: LoadOrSay = (it) => load(it).then(() => null, (thrown: unknown) => sentence(words(thrown)));
  const found = await faultIn(url, loadOrSay, new Set());
  if (!found) {
    return [{ what: "modules", values: { url, why: sentence(words(why)) } }];
  }
  return found.values?.url === url ? [found] : [{ what: "imported", values: { url } }, found];
}

/** Null where a module was loaded, else why it was not. */
type LoadOrSay = (url: string) => Promise<string | null>;

/** Modules are loaded from the innermost on: the first that fails is the one, for all that it imports was loaded. */
async function faultIn(url: string, load: LoadOrSay, seen: Set<string>): Promise<Problem | null> {
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
  const why = await load(url);
  return why === null ? null : { what: "module", values: { url, why } };
}

async function read(url: string): Promise<string | Problem> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS), credentials: "omit" });
    return response.ok ? await response.text() : { what: "status", values: { url, status: response.status } };
  } catch {
    return { what: "unreachable", values: { url } };
  }
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
