import { describe, expect, it } from "vitest";
import { LINES, LINE_CHARS, cleared, leaveOut, print, say } from "../src/app/console.ts";
import type { Console } from "../src/app/state.ts";

const empty: Console = { lines: [], nextId: 1, open: null };
const texts = ({ lines }: Console) => lines.map(({ text }) => text);

describe("the console", () => {
  it("makes lines of pieces that end anywhere", () => {
    const console = print(print(print(empty, "out", "a\nb"), "out", "c"), "out", "\nd\n");
    expect(texts(console)).toEqual(["a", "bc", "d"]);
  });

  it("keeps the id of a line that grows", () => {
    const before = print(empty, "out", "a");
    expect(print(before, "out", "b").lines[0]).toEqual({ id: before.lines[0]?.id, kind: "out", text: "ab" });
  });

  it("gives each line an id of its own", () => {
    const console = say(print(print(empty, "out", "a"), "err", "b\nc\n"), "info", "d");
    expect(new Set(console.lines.map(({ id }) => id)).size).toBe(4);
  });

  it("does not mix two streams in a line", () => {
    expect(texts(print(print(empty, "out", "a"), "err", "b"))).toEqual(["a", "b"]);
  });

  it("does not go on with a line after the game said something", () => {
    expect(texts(print(say(print(empty, "out", "a"), "info", "x"), "out", "b"))).toEqual(["a", "x", "b"]);
  });

  it("has a bound, whatever is printed, and says what is gone", () => {
    let console = empty;
    for (let n = 0; n < 5; n += 1) {
      console = print(console, "out", "x\n".repeat(LINES * 2));
    }
    expect(console.lines).toHaveLength(LINES);
    expect(console.lines[0]?.kind).toBe("gap");
    expect(console.lines[0]?.count).toBeGreaterThan(LINES);
  });

  it("cuts a line without end", () => {
    const console = print(print(empty, "out", "x".repeat(LINE_CHARS * 3)), "out", "y".repeat(LINE_CHARS));
    expect(Math.max(...texts(console).map(({ length }) => length))).toBeLessThanOrEqual(LINE_CHARS);
  });

  it("counts what the server left out", () => {
    expect(leaveOut(empty, 3, 512).lines[0]).toMatchObject({ kind: "gap", count: 3, bytes: 512 });
  });

  it("never gives an id twice, cleared or not", () => {
    const before = print(empty, "out", "a\n");
    expect(print(cleared(before), "out", "b\n").lines[0]?.id).toBeGreaterThan(before.lines[0]?.id ?? 0);
  });
});
