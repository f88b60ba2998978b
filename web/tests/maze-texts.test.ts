import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LANGS } from "../src/texts/texts.ts";
import { LANGUAGES, MAZE, PROGRAMMED, type Told, begin, describeInWords, manifest, played, read, readLevel, refusalText, said, texts } from "./support/maze.ts";
import { expectPages, expectRefusals, expectTranslated, inLang } from "./support/texts.ts";

test("every text is there in every language, with the same places to fill in", () => expectTranslated({ manifest, texts: { ...texts } }, 100));

test("there are ten levels, each with two or three hints and short words", () => {
  expect(manifest.levels).toHaveLength(10);
  expect(new Set(manifest.levels.map((it) => it.id)).size).toBe(10);
  for (const { title, goal, hints } of manifest.levels) {
    expect(hints.length).toBeGreaterThanOrEqual(2);
    expect(hints.length).toBeLessThanOrEqual(3);
    for (const lang of LANGS) {
      expect(title[lang].length).toBeLessThanOrEqual(32);
      expect(goal[lang].length).toBeLessThanOrEqual(150);
    }
  }
});

test("every level has a program to begin with in every language", () => {
  for (const { id, starters } of manifest.levels) {
    expect(Object.keys(starters).sort(), id).toEqual(LANGUAGES);
    for (const language of LANGUAGES) {
      expect(starters[language]?.trim(), `${id} in ${language}`).toBeTruthy();
      expect(starters[language], `${id} in ${language}`).toMatch(/[^\n]\n$/);
    }
  }
});

test("the programs to begin with call the same commands in every language, as it writes their names", () => {
  const snake = (name: string) => name;
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const kebab = (name: string) => name.replaceAll("_", "-");
  const written: Readonly<Record<string, (name: string) => string>> = {
    go: camel, java: (name) => `Maze.${camel(name)}`, javascript: camel, nodejs: camel, php: camel, typescript: camel,
    cpp: (name) => (name === "move" ? "move_" : name), scheme: kebab,
  };
  const names = manifest.commands.map((it) => it.name);
  for (const { id, starters } of manifest.levels) {
    const called = (language: string) => {
      const text = starters[language] ?? "";
      const isCalled = (name: string) => new RegExp(`(?<![\\w."])${name.replace(".", "\\.")}(?![\\w"])`).test(text);
      return names.filter((name) => isCalled((written[language] ?? snake)(name)));
    };
    for (const language of LANGUAGES) {
      expect(called(language), `${id} in ${language}`).toEqual(called("python"));
    }
  }
});

test("every level has a solution in five languages", () => {
  for (const { id } of manifest.levels) {
    for (const [language, ending] of Object.entries(PROGRAMMED)) {
      expect(existsSync(new URL(`solutions/${id}.${ending}`, MAZE)), `${id} in ${language}`).toBe(true);
    }
  }
});

test("every page of instructions is there in every language, with the same programs", () => expectPages(manifest.instructions, read));

test("every refusal that a command declares has words of its own, and none is left out", () => expectRefusals(manifest.commands, texts));

describe.each(LANGS)("in %s", (lang) => {
  const text = inLang(lang);
  const level = readLevel({ data: { rows: ["#k#*#", "#>.d#", "##.E#", "#####"] } });

  test("everything that happens is said in a few words, with nothing left to fill in", () => {
    const { events } = played(level, ["look", "turn left", "move", "pickUp", "move", "turn around", "move", "turn left", "move", "openDoor golden key", "move 9"]);
    const line = said(events, text);
    expect(line).not.toMatch(/[{}]|undefined/);
    for (const event of events) {
      expect(said([event], text).length).toBeLessThan(60);
    }
  });

  test("the whole scene is described: robot, what is around, exit, what is left, doors and keys", () => {
    const begun = describeInWords(level, begin(level), text);
    expect(begun).not.toMatch(/[{}]|undefined/);
    for (const kind of ["gem", "golden key"]) {
      expect(begun).toContain(text((texts["KINDS"] as Record<string, Told>)[kind] as Told));
    }
    const later = describeInWords(level, played(level, ["turn left", "move", "pickUp"]).state, text);
    expect(later).not.toBe(begun);
  });

  test("a refused key is named, with those that the robot has", () => {
    const told = refusalText("no_such_key", { action: "openDoor", params: ["red key"] }, { ...begin(level), held: ["golden key"] }, text);
    expect(told).toContain('"red key"');
    expect(told).toContain('"golden key"');
  });
});
