import type { ErrorTold } from "livecoding-client";
import { expect, test } from "vitest";
import { refusalOf } from "../src/frame/values.ts";
import { explain } from "../src/panels/explain.ts";
import { type Words, amounts, errors } from "../src/texts/errors.ts";
import { LANGS, type Told } from "../src/texts/texts.ts";
/** What the interpreters and compilers really say: language, topic, kind, name, message. */
import real from "./panels-errors.json";

const rows = real as unknown as readonly (readonly [string, string, ErrorTold["kind"], string, string])[];

function told(over: Partial<ErrorTold>): ErrorTold {
  return { kind: "runtime", name: "Error", message: "", frames: [], raw: "", fatal: true, ...over };
}

test.each(rows)("what %s says is recognised as %s (%s %s: %s)", (language, topic, kind, name, message) => {
  expect(explain(told({ kind, name, message }), language, "en").topic).toBe(topic);
});

test("every real error has a title without gaps, in every language of people", () => {
  for (const [language, , kind, name, message] of rows) {
    for (const lang of LANGS) {
      const { title, what, tries } = explain(told({ kind, name, message }), language, lang);
      expect(title).not.toBe("");
      expect([title, what, ...tries].filter((it) => /\{[a-z]\w*\}/i.test(it))).toEqual([]);
    }
  }
});

test("names that the program uses are in the words", () => {
  const { title, tries } = explain(told({ name: "NameError", message: "undefined local variable or method `step' for main:Object\nDid you mean?  steps" }), "ruby", "de");
  expect(title).toBe("Nichts heisst „step“");
  expect(tries[0]).toBe("Meintest du „steps“?");
});

test("French quotes and signs do not stand alone in a line", () => {
  const { title, tries } = explain(told({ name: "NameError", message: "name 'step' is not defined" }), "python", "fr");
  expect([title, ...tries].join("\n")).not.toMatch(/« | [»:;!?]/);
});

test("numbers of values are told in words", () => {
  const error = told({ name: "ArgumentError", message: "wrong number of arguments (given 1, expected 2)" });
  expect(explain(error, "ruby", "en").what).toBe("The function was given one value, and it takes 2 values.");
  expect(explain(error, "ruby", "it").what).toBe("La funzione ha ricevuto un valore, e prende 2 valori.");
});

test("an argument that a game's function refuses is told with its bound", () => {
  expect(explain(told({ name: "ValueError", message: "move(): $steps must be at most 100, 1000 given" }), "php", "en").what).toBe("“steps” may be at most 100, and it was 1000.");
  expect(explain(told({ name: "LIVECODING RANGE", message: "steps: 0 is less than 1" }), "tcl", "en").what).toBe("“steps” must be at least 1, and it was 0.");
});

test("where a block began is told where the language says it", () => {
  const error = told({ kind: "syntax", name: "SyntaxError", message: "'end' expected (to close 'while' at line 1) near <eof>" });
  expect(explain(error, "lua", "en").what).toBe("“while” in line 1 is never finished: “end” is missing.");
});

test("a mistake of the game is known from a refusal in every language", () => {
  for (const lang of LANGS) {
    const { text } = refusalOf(new ReferenceError("foo is not defined"), lang);
    for (const [language, name, message] of [["ruby", "CommandRefused", text], ["c", "refused", text], ["go", "panic", `move: ${text}`], ["perl", "Error", text]] as const) {
      expect(explain(told({ name, message }), language, lang).topic).toBe("mistake");
    }
    expect(explain(told({ name: "CommandRefused", message: "The robot is too tired." }), "ruby", lang).topic).toBe("refused");
  }
});

test("the braces of a game's function are not the learner's", () => {
  const at = (message: string, language: string, line?: string) => explain(told({ kind: "syntax", name: "compile error", message }), language, "en", undefined, line);
  const brace = "expected identifier or ‘(’ before ‘{’ token";
  expect(at(brace, "c", "move(3);").topic).toBe("outside");
  expect(at(brace, "c", "move(3);").what).toContain("int main(void) { … }");
  expect(at(brace, "c", "{").topic).toBe("unexpected");
  expect(at(brace, "c").topic).toBe("unexpected");
  expect(at("expected constructor, destructor, or type conversion before ‘(’ token", "cpp", "move(3);").what).toContain("int main() { … }");
});

test("a module is called as the learner wrote it, with what helps first", () => {
  const error = told({ name: "ModuleNotFoundError", message: "No module named 'tkinter'" });
  const lines = ["import turtle", "from turtle import *", "  import  turtle as t"];
  expect(lines.map((it) => explain(error, "python", "en", undefined, it).title)).toEqual(Array(3).fill("“turtle” is not installed here"));
  // Which of several it is nobody knows.
  expect(explain(error, "python", "en", undefined, "import math, turtle").title).toBe("“tkinter” is not installed here");
  expect(explain(error, "python", "en", undefined, "x = __import__('tk')").title).toBe("“tkinter” is not installed here");
  expect(explain(error, "python", "en").tries[0]).toBe("Do it without: the game's functions are there by themselves.");
});

test("places of a list are counted as the language counts them", () => {
  expect(explain(told({ name: "IndexError", message: "list index out of range" }), "python", "en").what).toContain("counted from 0");
  expect(explain(told({ name: "subscriptOutOfBoundsError", message: "subscript out of bounds" }), "r", "en").what).toContain("counted from 1");
});

test("the limit that ended a run is told whatever the language said of it", () => {
  for (const limit of ["output", "wall", "memory", "cpu", "processes", "files"] as const) {
    expect(explain(told({ kind: "limit", message: "?" }), "go", "en", limit).topic).toBe(limit);
  }
  expect(explain(told({ kind: "limit", message: "the program wrote more files than it may" }), undefined, "en").topic).toBe("files");
});

test("without the language's id the ending of the file tells it", () => {
  expect(explain(told({ name: "ZeroDivisionError", message: "division by zero", file: "main.py" }), undefined, "en").topic).toBe("zero");
});

test("what nobody knows is not guessed at", () => {
  for (const message of ["", "hello", "my zero is your index", "x".repeat(1_000_000), "constructor", "{name}"]) {
    expect(explain(told({ message }), "lua", "en").topic).toBe("other");
    expect(explain(told({ message }), "constructor", "en").topic).toBe("other");
    expect(explain(told({ message, kind: "syntax" }), "brainfuck", "en").topic).toBe("syntax");
  }
});

test("a message of a program's own stays out of sentences when it is long", () => {
  const { title, what } = explain(told({ name: "NameError", message: `name '${"x".repeat(500)}' is not defined` }), "python", "en");
  expect(`${title}${what}`.length).toBeLessThan(200);
});

test("texts have the same places in all languages of people", () => {
  const tolds: Told[] = [...Object.values(errors as Record<string, Words>).flatMap((it) => [...it.title, ...it.what, ...it.tries]), ...Object.values(amounts)];
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const it of tolds) {
    for (const lang of LANGS) {
      expect(places(it[lang])).toEqual(places(it.en));
      expect(it[lang].trim()).not.toBe("");
    }
  }
});

test("every topic has a title that needs nothing, or is only found with what it needs", () => {
  const needing = Object.entries(errors as Record<string, Words>).filter(([, it]) => it.title.every((title) => title.en.includes("{")));
  const found = new Set(rows.map(([, topic]) => topic));
  // Each of these is met in the real errors above, where no title may be empty.
  expect(needing.map(([topic]) => topic).filter((it) => !found.has(it))).toEqual([]);
});
