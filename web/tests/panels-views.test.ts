import type { Component } from "svelte";
import { render } from "svelte/server";
import { expect, test } from "vitest";
import Celebration from "../src/panels/Celebration.svelte";
import Console from "../src/panels/Console.svelte";
import ErrorCard from "../src/panels/ErrorCard.svelte";
import Instructions from "../src/panels/Instructions.svelte";
import Reference from "../src/panels/Reference.svelte";
import ScreenKeys from "../src/panels/ScreenKeys.svelte";
import { LANGS } from "../src/texts/texts.ts";

const nothing = () => undefined;
const lines = ["out", "err", "system", "log", "info", "success", "warning", "error", "typed", "result", "failed", "gap"].map((kind, at) => ({ id: at + 1, kind, text: kind === "gap" ? "" : `<${kind}>`, count: 2, bytes: 5000 }));
const error = { kind: "runtime", name: "NameError", message: "name 'x' is not defined", file: "main.py", line: 3, raw: "Traceback …", fatal: true, frames: [3, 7].map((line) => ({ name: "walk", file: "main.py", line, origin: "learner" })) };
const api = {
  game: "maze", language: "ruby", title: "Maze", starter: "", reference: "/games/maze/reference", groups: [{ id: "a", title: "Moving" }],
  // The server leaves out `values` where a parameter is no enumeration.
  functions: [{ name: "move", deprecated_names: ["go"], signature: "move(steps = 1)", summary: "Moves.", documentation: "", snippet: "move", group: "a", parameters: [{ name: "steps", type: "integer", summary: "How far.", is_optional: true }], result: "integer", waits_for_user: true, examples: ["move(3)"] }],
};

const VIEWS: Readonly<Record<string, [Component<any>, object]>> = {
  console: [Console, { lines, prompt: "Name? ", canInstruct: true, isRunning: false, onInput: nothing, onEnd: nothing, onInstruct: nothing, onClear: nothing }],
  "empty console": [Console, { lines: [], prompt: null, canInstruct: false, isRunning: false, onInput: nothing, onEnd: nothing, onInstruct: nothing, onClear: nothing }],
  "error card": [ErrorCard, { error, language: "python", onGoTo: nothing }],
  reference: [Reference, { api, onInsert: nothing }],
  "no reference": [Reference, { api: null, onInsert: nothing }],
  instructions: [Instructions, { pages: [{ name: "A", description: "" }, { name: "B", description: "" }], read: async () => "# A" }],
  "no instructions": [Instructions, { pages: [], read: async () => "" }],
  keys: [ScreenKeys, { keys: ["ArrowUp", " ", "a"], onKey: nothing }],
  celebration: [Celebration, { stars: 2, text: "", hasNext: false, onNext: nothing, onStay: nothing }],
};

function shown(view: string, lang: string): string {
  const [component, props] = VIEWS[view] ?? expect.fail();
  return render(component, { props: { ...props, lang } }).body.replace(/<!--.*?-->/g, "");
}

test.each(Object.keys(VIEWS))("%s is shown in four languages that differ, without gaps", (view) => {
  const all = LANGS.map((lang) => shown(view, lang));
  expect(new Set(all).size).toBe(LANGS.length);
  for (const html of all) {
    expect(html).not.toMatch(/\{\w+\}|undefined|\[object/);
  }
});

test("what a program prints is text, never markup", () => {
  expect(shown("console", "en")).toContain("&lt;out>");
});

test("the program's question stands in the console, and its field is labelled by it", () => {
  expect(shown("console", "en")).toMatch(/<label for="console-input"[^>]*>.*Name\?.*<\/label>/s);
  expect(shown("empty console", "en")).not.toContain("<input");
});

test("no view has a style attribute in its markup but those that Svelte sets by script", () => {
  for (const view of ["console", "error card", "reference", "instructions"]) {
    expect(shown(view, "en").replace(/<svg[^>]*>/g, "")).not.toContain("style=");
  }
});
