/** What is asked of the texts of every game. */

import { expect } from "vitest";
import { LANGS } from "../../src/texts/texts.ts";
import { PROGRAMMED, type Told } from "./maze.ts";

/** Tells texts in this language, with their places filled in. */
export const inLang = (lang: (typeof LANGS)[number]) => (told: Told, values: Readonly<Record<string, string | number>> = {}) =>
  told[lang].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Every text, of which there are `least` at least, is there in every language, with the same places to fill in. */
export function expectTranslated(game: Readonly<Record<string, unknown>>, least: number): void {
  const all = allTold(game, "");
  expect(all.length).toBeGreaterThan(least);
  for (const [place, told] of all) {
    expect(Object.keys(told).sort(), place).toEqual([...LANGS].sort());
    for (const lang of LANGS) {
      expect(String(told[lang]).trim(), `${place}.${lang}`).not.toBe("");
      expect(placesOf(told[lang]), `${place}.${lang}`).toBe(placesOf(told["en"]));
    }
  }
}

/** Every page of instructions is there in every language, with the same programs: as many in each programming language. */
export function expectPages(instructions: readonly { readonly path: Told }[], read: (path: string) => string): void {
  expect(instructions.length).toBeGreaterThan(0);
  for (const { path } of instructions) {
    const english = programsOf(read(path.en));
    expect(english.length % Object.keys(PROGRAMMED).length, path.en).toBe(0);
    for (const lang of LANGS) {
      expect(read(path[lang]).startsWith("# "), path[lang]).toBe(true);
      expect(programsOf(read(path[lang])), path[lang]).toEqual(english);
    }
  }
}

/** Every refusal that a command declares has words of its own, and none has them for nothing. */
export function expectRefusals(
  commands: readonly { readonly errors?: readonly { readonly code: string }[] }[],
  { REFUSED: told }: Readonly<Record<string, unknown>>,
): void {
  const declared = new Set(commands.flatMap((it) => it.errors ?? []).map((it) => it.code));
  expect(Object.keys(told as object).filter((it) => it !== "unknown").sort()).toEqual([...declared].sort());
}

/** Every text by language code in there, with where it is. */
function allTold(value: unknown, place: string): [string, Record<string, unknown>][] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const isTold = !Array.isArray(value) && "en" in value;
  return isTold ? [[place, value as Record<string, unknown>]] : Object.entries(value).flatMap(([name, it]) => allTold(it, `${place}.${name}`));
}

const placesOf = (text: unknown) => [...String(text).matchAll(/\{\w+\}/g)].map(([it]) => it).sort().join();
const programsOf = (markdown: string) => [...markdown.matchAll(/```(\w+)\n[\s\S]*?```/g)].map(([it]) => it);
