/** A game's package: read with care where the frame sent it, and told in one language. */

import { COUNT, LENGTH } from "./bounds.ts";
import { cut, object } from "./protocol.ts";
import type { GamePackage, LoadedGame, Text } from "./types.ts";

/** A text in a language, in English where it is not translated, with its places filled in. */
export function inLang(text: Text, lang: string, values: Readonly<Record<string, unknown>> = {}): string {
  const told = typeof text === "string" ? text : (text[lang] ?? text.en ?? Object.values(text)[0] ?? "");
  return told.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** What the page is told of a game, in a language. */
export function toldIn(game: GamePackage, lang: string): LoadedGame {
  const { interpreters, manifest, hooks, isNative } = game;
  return {
    title: inLang(game.title, lang),
    description: inLang(game.description, lang),
    levels: game.levels.map(({ id, title, goal, hints, starters, par }) => ({
      id,
      title: inLang(title, lang),
      goal: inLang(goal, lang),
      hints: hints.map((hint) => inLang(hint, lang)),
      starters,
      par,
    })),
    instructions: game.instructions.map(({ name, description }) => ({
      name: inLang(name, lang),
      description: inLang(description, lang),
    })),
    interpreters,
    manifest,
    hooks,
    isNative,
    told: game,
  };
}

/** A package as the frame sent it: everything of the right kind, and bounded. */
export function readPackage(value: unknown): GamePackage | null {
  const it = object(value);
  const title = readText(it?.title, LENGTH.title);
  if (!it || title === "") {
    return null;
  }
  const hooks = object(it.hooks) ?? {};
  return {
    title,
    description: readText(it.description, LENGTH.text),
    levels: readLevels(it.levels),
    instructions: list(it.instructions, COUNT.instructions).map((page) => ({
      name: readText(page.name, LENGTH.title),
      description: readText(page.description, LENGTH.text),
    })),
    interpreters: readTexts(it.interpreters, LENGTH.program),
    manifest: it.manifest,
    hooks: {
      reset: hooks.reset === true,
      snapshot: hooks.snapshot === true,
      describe: hooks.describe === true,
      join: hooks.join === true,
      leave: hooks.leave === true,
    },
    isNative: it.isNative === true,
  };
}

function readLevels(value: unknown): GamePackage["levels"] {
  const levels = list(value, COUNT.levels).map(({ id, title, goal, hints, starters, par }) => ({
    id: cut(id, LENGTH.title),
    title: readText(title, LENGTH.title),
    goal: readText(goal, LENGTH.text),
    hints: Array.isArray(hints) ? hints.slice(0, COUNT.hints).map((hint) => readText(hint, LENGTH.text)) : [],
    starters: readTexts(starters, LENGTH.program),
    par: typeof par === "number" && Number.isFinite(par) && par > 0 ? par : undefined,
  }));
  return levels.filter(({ id }, place) => id !== "" && levels.findIndex((it) => it.id === id) === place);
}

function readText(value: unknown, length: number): Text {
  return object(value) ? readTexts(value, length) : cut(value, length);
}

function readTexts(value: unknown, length: number): Readonly<Record<string, string>> {
  const texts = Object.entries(object(value) ?? {}).slice(0, COUNT.languages);
  return Object.fromEntries(texts.filter(([, text]) => typeof text === "string").map(([id, text]) => [id, cut(text, length)]));
}

function list(value: unknown, count: number): Record<string, unknown>[] {
  return Array.isArray(value) ? value.slice(0, count).map(object).filter((it) => it !== null) : [];
}
