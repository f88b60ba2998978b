import { EditorState, type TransactionSpec } from "@codemirror/state";
import { expect, test } from "vitest";
import { marked, marksExtension, marksOf } from "../src/editor/marks.ts";
import type { Mark } from "../src/editor/types.ts";

const error = (line: number, text = "no"): Mark => ({ line, text, severity: "error" });

function after(doc: string, marks: readonly Mark[], ...changes: TransactionSpec[]): readonly Mark[] {
  let state = EditorState.create({ doc, extensions: marksExtension });
  for (const it of [marked(marks), ...changes]) state = state.update(it).state;
  return marksOf(state);
}

const lines = (marks: readonly Mark[]) => marks.map((it) => it.line);

test("a mark goes when its line is changed, and the others stay with theirs", () => {
  const doc = "one\ntwo\nthree";
  expect(lines(after(doc, [error(1), error(3)], { changes: { from: 5, insert: "x" } }))).toEqual([1, 3]);
  expect(lines(after(doc, [error(1), error(3)], { changes: { from: 1, insert: "x" } }))).toEqual([3]);
  expect(lines(after(doc, [error(1), error(3)], { changes: { from: 5, insert: "x\ny" } }))).toEqual([1, 4]);
  expect(lines(after(doc, [error(1), error(3)], { changes: { from: 0, to: doc.length, insert: "" } }))).toEqual([]);
});

test("a line that is joined with another loses its mark", () => {
  expect(lines(after("one\ntwo\nthree", [error(2)], { changes: { from: 3, to: 4 } }))).toEqual([]);
});

test("marks of a line that is not there are told at the nearest", () => {
  expect(lines(after("one\ntwo", [error(9), error(0), error(Number.NaN), error(1.7)]))).toEqual([1, 1, 1, 2]);
});

test("new marks take the place of those before, and none take all away", () => {
  expect(lines(after("one\ntwo", [error(1)], marked([error(2)])))).toEqual([2]);
  expect(after("one\ntwo", [error(1)], marked([]))).toEqual([]);
});

test("marks and their texts are bounded", () => {
  const many = Array.from({ length: 80 }, () => error(1, "x".repeat(1_000)));
  const shown = after("one", many);
  expect(shown).toHaveLength(50);
  expect(shown[0]?.text.length).toBeLessThan(410);
});
