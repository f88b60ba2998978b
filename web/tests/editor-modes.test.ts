import { CompletionContext } from "@codemirror/autocomplete";
import { toggleComment } from "@codemirror/commands";
import { ensureSyntaxTree, getIndentation, IndentContext, indentUnit } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import type { ApiTold } from "livecoding-client";
import { expect, test } from "vitest";
import { complete } from "../src/editor/api.ts";
import { Functions, known } from "../src/editor/known.ts";
import { MODE_NAMES, modeHere, modeOf } from "../src/editor/modes.ts";
import { symbolsOf } from "../src/editor/symbols.ts";
import { symbolNames } from "../src/texts/symbols.ts";

async function stateOf(mode: string, doc: string): Promise<EditorState> {
  const { extension, indent } = await modeOf(mode);
  return parsed(EditorState.create({ doc, extensions: [extension, indentUnit.of(indent)] }));
}

/** The state with its whole text parsed, however busy the machine is: the transaction takes the tree over. */
function parsed(state: EditorState): EditorState {
  ensureSyntaxTree(state, state.doc.length, 30_000);
  return state.update({}).state;
}

/** Columns that a new line at the end of the text begins with. */
async function indentAfter(mode: string, text: string): Promise<number | null> {
  const state = await stateOf(mode, text);
  return getIndentation(new IndentContext(state, { simulateBreak: text.length }), text.length);
}

/** Columns that the last line of the text should begin with. */
async function indentOfLast(mode: string, text: string): Promise<number | null> {
  const state = await stateOf(mode, text);
  return getIndentation(state, state.doc.line(state.doc.lines).from);
}

test.each([
  ["ruby", "3.times do", 2],
  ["python", "while True:", 4],
  ["javascript", "while (true) {", 2],
  ["typescript", "while (true) {", 2],
  ["lua", "while true do", 2],
  ["php", "<?php\nwhile (true) {", 4],
  ["perl", "while (1) {", 4],
  ["perl", "  my $x = 1;", 2],
  ["shell", "while true; do", 2],
  ["shell", "echo done", 0],
  ["c", "int main(void) {", 4],
  ["cpp", "int main() {", 4],
  ["java", "class Main {", 4],
  ["go", "func main() {", 4],
  ["tcl", "while {1} {", 4],
  ["r", "while (TRUE) {", 2],
])("in %s a line after `%s` begins at column %i", async (mode, text, columns) => {
  expect(await indentAfter(mode, text)).toBe(columns);
});

test.each([
  ["ruby", "3.times do\n  move\n  end", 0],
  ["lua", "while true do\n  move()\n  end", 0],
  ["perl", "while (1) {\n    move();\n    }", 0],
  ["shell", "while true; do\n  move\n  done", 0],
  ["tcl", "while {1} {\n    move\n    }", 0],
  ["javascript", "while (true) {\n  move();\n  }", 0],
])("in %s the end of a block stands below its beginning", async (mode, text, columns) => {
  expect(await indentOfLast(mode, text)).toBe(columns);
});

test.each([
  ["ruby", "# move"],
  ["python", "# move"],
  ["javascript", "// move"],
  ["typescript", "// move"],
  ["lua", "-- move"],
  ["php", "// move"],
  ["perl", "# move"],
  ["shell", "# move"],
  ["c", "// move"],
  ["cpp", "// move"],
  ["java", "// move"],
  ["go", "// move"],
  ["tcl", "# move"],
  ["r", "# move"],
  ["scheme", ";; move"],
])("a line of %s becomes a comment", async (mode, commented) => {
  const before = mode === "php" ? "<?php\n" : "";
  let state = await stateOf(mode, `${before}move`);
  state = state.update({ selection: { anchor: before.length } }).state;
  toggleComment({ state, dispatch: (transaction) => (state = transaction.state) });
  expect(state.doc.toString()).toBe(before + commented);
});

test("a mode that nobody knows is plain text", async () => {
  expect(modeHere("cobol")).not.toBeNull();
  expect((await modeOf("constructor")).extension).toEqual([]);
});

test("every sign of every symbol row has a name for those who hear it", () => {
  for (const mode of [...MODE_NAMES, "unknown"]) {
    const symbols = symbolsOf(mode);
    expect(symbols.filter((it) => symbolNames[it] === undefined)).toEqual([]);
    expect(new Set(symbols).size).toBe(symbols.length);
  }
});

const API = {
  functions: [
    { name: "move", deprecated_names: ["go"], signature: "move(steps = 1)", snippet: "move()", parameters: [] },
    { name: "robot.turn", deprecated_names: [], signature: "robot.turn()", snippet: "robot.turn()", parameters: [] },
  ],
} as unknown as ApiTold;

async function offered(mode: string, text: string): Promise<readonly string[]> {
  const { extension } = await modeOf(mode);
  const facts = known.of({ functions: new Functions(API), style: "paren" });
  const state = parsed(EditorState.create({ doc: text, extensions: [extension, facts] }));
  return complete(new CompletionContext(state, text.length, false))?.options.map((it) => it.label) ?? [];
}

test("the game's functions are offered by the names of today", async () => {
  const labels = await offered("javascript", "m");
  expect(labels).toContain("move");
  expect(labels).toContain("robot.turn");
  expect(labels).not.toContain("go");
});

test("names of the program are offered, once, and not the one being written", async () => {
  const labels = await offered("lua", "local score = 1\nlocal move = 2\ngo()\nsco");
  expect(labels.filter((it) => it === "score")).toHaveLength(1);
  expect(labels.filter((it) => it === "move")).toHaveLength(1);
  expect(labels).not.toContain("sco");
  expect(labels).not.toContain("go");
});

test.each([
  ["javascript", "// m"],
  ["ruby", "# m"],
  ["python", 'x = "m'],
  ["lua", '-- m'],
])("nothing is offered in prose: %s `%s`", async (mode, text) => {
  expect(await offered(mode, text)).toEqual([]);
});
