import { expect, test } from "vitest";
import { COUNT, LENGTH } from "../src/stage/bounds.ts";
import { cut, readFromFrame } from "../src/stage/protocol.ts";
import { inLang, readPackage, toldIn } from "../src/stage/told.ts";

const note = (body: object) => readFromFrame(JSON.stringify({ n: 1, ...body }));

test("texts of a frame are cut, and never end in half a character", () => {
  expect(cut("abcdef", 4)).toBe("abc…");
  expect(cut("ab\u{1f600}f", 4)).toBe("ab\ufffd…");
  expect(cut({ toString: () => "x" }, 4)).toBe("");
  const log = note({ note: "log", level: "shout", text: "x".repeat(LENGTH.log + 1) });
  expect(log).toMatchObject({ level: "log" });
  expect(log && "text" in log && log.text.length).toBe(LENGTH.log);
});

test("keys of a frame are bounded, each once", () => {
  const keys = note({ note: "keys", keys: ["a", "a", "", 7, ...Array.from({ length: 100 }, (_, i) => `k${i}`)] });
  expect(keys && "keys" in keys && keys.keys.length).toBeLessThanOrEqual(COUNT.keys);
  expect(note({ note: "keys", keys: "abc" })).toMatchObject({ keys: [] });
});

test("stars are one, two or three, or none", () => {
  expect(note({ note: "goal", stars: 3, text: "" })).toMatchObject({ stars: 3 });
  for (const stars of [0, 4, 1.5, "3", null]) {
    expect(note({ note: "goal", stars })).toMatchObject({ stars: undefined, text: "", isReplay: false });
  }
});

test("a text is told in the language, or in English, or in any", () => {
  expect(inLang({ en: "one", de: "eins" }, "de")).toBe("eins");
  expect(inLang({ en: "one", de: "eins" }, "fr")).toBe("one");
  expect(inLang({ rm: "in" }, "fr")).toBe("in");
  expect(inLang("{n} of {all}", "en", { n: 1 })).toBe("1 of {all}");
});

test("a package of a frame is taken apart, and only what is known is kept", () => {
  const game = readPackage({
    title: { en: "Frog", de: "Frosch" },
    description: 7,
    levels: [{ id: "a", title: "A", hints: ["x", 3], par: -1, extra: "y", starters: { lua: "hop()", ruby: 1 } }, { id: "a" }, { id: "" }, null],
    instructions: "none",
    interpreters: { ruby: "def hop; end" },
    hooks: { reset: 1, snapshot: true },
    isNative: true,
  });
  expect(game && toldIn(game, "de")).toMatchObject({
    title: "Frosch",
    description: "",
    levels: [{ id: "a", title: "A", goal: "", hints: ["x", ""], starters: { lua: "hop()" }, par: undefined }],
    instructions: [],
    interpreters: { ruby: "def hop; end" },
    hooks: { reset: false, snapshot: true, describe: false },
  });
});

test("what is no package is none", () => {
  for (const value of [null, [], "x", {}, { title: "" }, { title: 3 }]) {
    expect(readPackage(value)).toBeNull();
  }
});

test("lists of a package are bounded", () => {
  const levels = Array.from({ length: 1000 }, (_, i) => ({ id: `${i}`, hints: Array(100).fill("x") }));
  const game = readPackage({ title: "x", levels });
  expect(game?.levels.length).toBe(COUNT.levels);
  expect(game?.levels[0]?.hints.length).toBe(COUNT.hints);
});
