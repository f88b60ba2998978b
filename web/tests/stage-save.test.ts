import { describe, expect, test } from "vitest";
import { base64Of, createContext } from "../src/frame/context.ts";
import { LENGTH, MESSAGE_LENGTH, PER_SECOND } from "../src/stage/bounds.ts";
import { type Effect, fresh, step } from "../src/stage/exchange.ts";
import { type FrameNote, readFromFrame } from "../src/stage/protocol.ts";

const read = (file: Record<string, unknown>) => {
  const note = readFromFrame(JSON.stringify({ n: 1, note: "save", name: "a", type: "image/png", base64: "AAAA", ...file }));
  return note && "note" in note && note.note === "save" ? note : null;
};

describe("a file that a game hands out, as the page takes it", () => {
  test("has the ending of its type, whatever its name says", () => {
    const named = (name: unknown, type = "image/png") => read({ name, type })?.name;
    expect(named("star.png")).toBe("star.png");
    expect(named("star.exe")).toBe("star.png");
    expect(named("../../Schneeflocke 2", "image/svg+xml")).toBe("Schneeflocke-2.svg");
    expect([named(""), named("…"), named(7), named(".png")]).toEqual(Array(4).fill("file.png"));
    expect(named("a".repeat(500))?.length).toBeLessThanOrEqual(LENGTH.fileName + 4);
  });

  test("is none where its type is not one of those that do no harm, or its text is no base64", () => {
    for (const file of [{ type: "text/html" }, { type: "application/zip" }, { type: "constructor" }, { type: 1 }, { base64: "a b" }, { base64: 7 }, { base64: undefined }]) {
      expect(read(file)).toBeNull();
    }
  });

  test("fits a message, and is none where it is larger", () => {
    expect(LENGTH.file + 1_000).toBeLessThan(MESSAGE_LENGTH);
    expect(read({ base64: "A".repeat(LENGTH.file) })).not.toBeNull();
    expect(read({ base64: "A".repeat(LENGTH.file + 1) })).toBeNull();
  });

  test("comes once a second", () => {
    let [state, effects] = step(fresh, ["ready"]) as [typeof fresh, readonly Effect[]];
    const notes: Effect[] = [];
    for (let n = 1; n <= 5; n += 1) {
      [state, effects] = step(state, ["heard", JSON.stringify({ n, note: "save", name: "a", type: "image/png", base64: "" })]);
      notes.push(...effects);
    }
    expect(notes).toHaveLength(PER_SECOND.save);
  });
});

describe("stage.save", () => {
  const notes: FrameNote[] = [];
  const { stage } = createContext(
    { lang: "en", theme: "light", reducedMotion: false, sound: true },
    { note: (note) => notes.push(note), waitForKey: () => Promise.reject(new Error("no keys")) },
  );

  test("sends text and bytes as base64", () => {
    stage.save?.({ name: "a.svg", type: "image/svg+xml", text: "<svg>é</svg>" });
    stage.save?.({ name: "b.png", type: "image/png", bytes: new Uint8Array([0, 255, 128]) });
    expect(notes).toEqual([
      { note: "save", name: "a.svg", type: "image/svg+xml", base64: "PHN2Zz7DqTwvc3ZnPg==" },
      { note: "save", name: "b.png", type: "image/png", base64: "AP+A" },
    ]);
  });

  test("tells whoever writes the game what is wrong", () => {
    expect(() => stage.save?.({ name: "a", type: "text/html", text: "" })).toThrow('no file of the type "text/html"');
    expect(() => stage.save?.({ name: "a", type: "image/png", bytes: new Uint8Array(6_000_001) })).toThrow("at most 6000000 bytes");
  });

  test("encodes as many bytes as there may be", () => {
    expect(base64Of(new Uint8Array(6_000_000))).toHaveLength(LENGTH.file);
  });
});
