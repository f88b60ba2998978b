/** Loads what a game's manifest names: texts, libraries in their order, and its module. */

import { LENGTH } from "../stage/bounds.ts";
import type { GamePackage } from "../stage/types.ts";
import type { Lang } from "../texts/texts.ts";
import { type Plan, type Source, readManifest } from "./manifest.ts";
import { type Problem, unloaded } from "./unloaded.ts";
import { wordsOf } from "./values.ts";

const FETCH_MS = 20_000;
const MANIFEST_LENGTH = 2 * 1024 * 1024;

/** A game that is loaded and not begun yet. */
export type Loaded = {
  readonly plan: Plan;
  readonly told: Omit<GamePackage, "hooks">;
  /** The Markdown of an instruction page in a language, or in English. */
  readonly readPage: (at: number, lang: string) => Promise<string>;
  readonly Game: new (parts: Record<string, unknown>) => object;
};

export async function load(manifestUrl: string, lang: Lang): Promise<Loaded> {
  const { plan, manifest } = await loadManifest(manifestUrl, lang);
  // What fails later must not be an unheard rejection when something else fails first.
  const texts = loadTexts(plan, lang);
  texts.catch(() => {});
  for (const url of plan.libraries) {
    await loadLibrary(url, lang);
  }
  const Game = await loadGame(plan.game, lang);
  const { title, description, isNative } = plan;
  const instructions = plan.instructions.map(({ name, description }) => ({ name, description }));
  const told = { title, description, instructions, ...(await texts), manifest, isNative };
  return { plan, Game, told, readPage: pagesOf(plan, lang) };
}

/** Reads pages when they are wanted, each once: they stay there when the server is gone. */
function pagesOf(plan: Plan, lang: Lang): Loaded["readPage"] {
  const read = new Map<string, Promise<string>>();
  const once = (url: string) => {
    const text = read.get(url) ?? loadText(url, lang, LENGTH.program);
    read.set(url, text);
    text.catch(() => read.delete(url));
    return text;
  };
  return async (at, asked) => {
    const { urls = "" } = plan.instructions[at] ?? {};
    if (urls === "") {
      return "";
    }
    const english = typeof urls === "string" ? urls : (urls.en ?? "");
    const translated = typeof urls === "string" ? undefined : urls[asked];
    // A translation may not be there after all.
    return translated === undefined ? once(english) : once(translated).catch(() => once(english));
  };
}

async function loadManifest(url: string, lang: Lang) {
  const text = await loadText(url, lang, MANIFEST_LENGTH);
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (why) {
    throw await unloaded(lang, { what: "problems", values: { url } }, { what: "notJson", values: { why: wordsOf(why) } });
  }
  const plan = readManifest(manifest, url);
  if ("problems" in plan) {
    throw await unloaded(lang, { what: "problems", values: { url } }, ...plan.problems);
  }
  return { manifest, plan };
}

async function loadTexts(plan: Plan, lang: Lang): Promise<Pick<GamePackage, "levels" | "interpreters">> {
  const sources = plan.levels.flatMap((level) => Object.values(level.starters));
  const rest = [...new Set([...Object.values(plan.interpreters), ...sources.flatMap((it) => ("url" in it ? it.url : []))])];
  const files = new Map<string, string>();
  const missing: string[] = [];
  // As many at a time as a browser asks one server for.
  const worker = async () => {
    for (let url = rest.shift(); url !== undefined; url = rest.shift()) {
      try {
        files.set(url, await loadText(url, lang, LENGTH.program));
      } catch (why) {
        missing.push(wordsOf(why));
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  if (missing.length) {
    throw { code: "not_loaded", text: missing.slice(0, 20).join("\n") };
  }
  const textOf = (it: Source) => ("url" in it ? (files.get(it.url) ?? "") : it.text);
  return {
    interpreters: mapped(plan.interpreters, (url) => files.get(url) ?? ""),
    levels: plan.levels.map(({ id, title, goal, hints, starters, par }) => ({ id, title, goal, hints, par, starters: mapped(starters, textOf) })),
  };
}

async function loadText(url: string, lang: Lang, length: number): Promise<string> {
  const wrong = (what: Problem["what"], values = {}) => unloaded(lang, { what, values: { url, ...values } });
  const signal = AbortSignal.timeout(FETCH_MS);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { signal, credentials: "omit" });
    text = response.ok && Number(response.headers.get("content-length") ?? 0) <= 4 * length ? await response.text() : "";
  } catch {
    throw await wrong(signal.aborted ? "slow" : "unreachable");
  }
  if (!response.ok) {
    throw await wrong("status", { status: response.status });
  }
  if (text.length > length || (text === "" && Number(response.headers.get("content-length") ?? 0) > 4 * length)) {
    throw await wrong("big", { length });
  }
  return text;
}

/** A classic script: what it declares is global. */
async function loadLibrary(url: string, lang: Lang): Promise<void> {
  const script = document.createElement("script");
  const fault = await new Promise<Problem["what"] | null>((resolve) => {
    const late = setTimeout(() => resolve("slow"), FETCH_MS);
    script.onload = () => (clearTimeout(late), resolve(null));
    script.onerror = () => (clearTimeout(late), resolve("library"));
    script.src = url;
    document.head.append(script);
  });
  if (fault) {
    throw await unloaded(lang, { what: fault, values: { url } });
  }
}

async function loadGame(url: string, lang: Lang): Promise<Loaded["Game"]> {
  let module: Record<string, unknown>;
  try {
    module = await (import(/* @vite-ignore */ url) as Promise<Record<string, unknown>>);
  } catch (why) {
    console.error(why);
    const modules = await import("./modules.ts").catch(() => null);
    throw await unloaded(lang, ...((await modules?.problemsOf(url, why, wordsOf)) ?? [{ what: "modules", values: { url, why: wordsOf(why) } } as const]));
  }
  if (typeof module.Game !== "function") {
    throw await unloaded(lang, { what: "noClass", values: { url } });
  }
  return module.Game as Loaded["Game"];
}

function mapped<A, B>(record: Readonly<Record<string, A>>, map: (it: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, it]) => [key, map(it)]));
}
