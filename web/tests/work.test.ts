import { expect, test } from "vitest";
import { filesKey, readFiles, toDrop } from "../src/work/entries.ts";
import { FileError, read } from "../src/work/files.ts";
import type { Place } from "../src/work/types.ts";
import { openWork } from "../src/work/work.ts";
import { crc32, zip } from "../src/work/zip.ts";

/** A storage with so much room, in characters. */
class Room implements Storage {
  readonly values = new Map<string, string>();
  most: number;

  constructor(most = 5_000_000) {
    this.most = most;
  }

  get length(): number {
    return this.values.size;
  }

  key(nth: number): string | null {
    return [...this.values.keys()][nth] ?? null;
  }

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    const others = [...this.values].filter(([it]) => it !== key).reduce((sum, [it, text]) => sum + it.length + text.length, 0);
    if (others + key.length + value.length > this.most) throw new DOMException("full", "QuotaExceededError");
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }

  clear(): void {
    this.values.clear();
  }
}

const place = (level: string): Place => ({ game: "maze", level, language: "ruby" });
const file = (text: string) => [{ name: "main.rb", text }];

test("files, progress and settings come back after the page is opened again", () => {
  const storage = new Room();
  const before = openWork(storage);
  before.keep(place("1"), file("move"));
  before.reached("maze", "1", 2);
  before.set("theme", "dark");
  const after = openWork(storage);
  expect(after.files(place("1"))).toEqual(file("move"));
  expect(after.files(place("2"))).toBeNull();
  expect(after.progress("maze")).toEqual({ "1": { isReached: true, stars: 2 } });
  expect(after.setting("theme", "light")).toBe("dark");
  expect(after.isLasting).toBe(true);
});

test("the best number of stars stays", () => {
  const work = openWork(new Room());
  work.reached("maze", "1", 3);
  work.reached("maze", "1", 1);
  work.reached("maze", "2", 99);
  expect(work.progress("maze")).toEqual({ "1": { isReached: true, stars: 3 }, "2": { isReached: true, stars: 0 } });
});

test("of two tabs the newest writing of a place wins, and nothing else is lost", () => {
  const storage = new Room();
  const one = openWork(storage);
  const two = openWork(storage);
  one.keep(place("1"), file("one"));
  two.keep(place("1"), file("two"));
  one.keep(place("2"), file("one"));
  two.reached("maze", "1", 1);
  one.reached("maze", "2", 2);
  two.set("speed", 3);
  one.set("theme", "dark");
  expect(one.files(place("1"))).toEqual(file("two"));
  expect(two.files(place("2"))).toEqual(file("one"));
  expect(Object.keys(two.progress("maze"))).toEqual(["1", "2"]);
  expect([one.setting("speed", 0), two.setting("theme", "")]).toEqual([3, "dark"]);
});

test("places with alike names are different places", () => {
  expect(filesKey({ game: "a", level: "b,c", language: "d" })).not.toBe(filesKey({ game: "a,b", level: "c", language: "d" }));
});

test("where the browser denies its storage, work is kept in memory and said not to last", () => {
  const denying = new Room(0);
  for (const storage of [null, denying]) {
    const work = openWork(storage);
    work.keep(place("1"), file("move"));
    work.reached("maze", "1", 1);
    expect(work.files(place("1"))).toEqual(file("move"));
    expect(work.progress("maze")["1"]?.stars).toBe(1);
    expect(work.isLasting).toBe(false);
  }
});

test("a storage that throws at every touch does no harm", () => {
  const hostile = new Proxy(new Room(), {
    get() {
      throw new DOMException("denied", "SecurityError");
    },
  });
  const work = openWork(hostile);
  work.keep(place("1"), file("move"));
  expect(work.files(place("1"))).toEqual(file("move"));
  expect(work.isLasting).toBe(false);
});

test("in a full browser the oldest places go first, and progress stays", () => {
  const storage = new Room(3_000);
  const work = openWork(storage);
  work.reached("maze", "1", 1);
  for (let level = 1; level <= 20; level += 1) {
    work.keep(place(String(level)), file("x".repeat(400)));
    expect(work.files(place(String(level)))).not.toBeNull();
  }
  expect(work.files(place("1"))).toBeNull();
  expect(work.progress("maze")["1"]).toBeDefined();
  expect(work.isLasting).toBe(true);
});

test("what does not fit at all is in memory, and lasts again once it fits", () => {
  const storage = new Room(2_000);
  const work = openWork(storage);
  work.keep(place("1"), file("x".repeat(5_000)));
  expect(work.files(place("1"))).toEqual(file("x".repeat(5_000)));
  expect(work.isLasting).toBe(false);
  work.keep(place("1"), file("short"));
  expect(work.isLasting).toBe(true);
  expect(openWork(storage).files(place("1"))).toEqual(file("short"));
});

test("all entries together stay within 2 MiB, and what others keep is left alone", () => {
  const storage = new Room();
  storage.setItem("somebody.else", "y".repeat(1_000_000));
  const work = openWork(storage);
  for (let level = 0; level < 10; level += 1) work.keep(place(String(level)), file("x".repeat(500_000)));
  const ours = [...storage.values].filter(([key]) => key.startsWith("livecoding.")).reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  expect(ours).toBeLessThanOrEqual(2_097_152);
  expect(ours).toBeGreaterThan(1_900_000);
  expect(storage.getItem("somebody.else")).toHaveLength(1_000_000);
  expect(work.files(place("9"))).not.toBeNull();
});

test("a place keeps at most 20 files", () => {
  const work = openWork(new Room());
  work.keep(place("1"), Array.from({ length: 30 }, (_, nth) => ({ name: `f${nth}.rb`, text: "" })));
  expect(work.files(place("1"))).toHaveLength(20);
});

test("damaged contents are as if there were none", () => {
  const damaged = ["", "{", "1 ", "1 null", "1 []", "1 [1]", '1 [["a"]]', '1 [["a",1]]', '1 {"a":1}', "\0", `1 ${JSON.stringify(Array(21).fill(["a", ""]))}`, '1 [["a","b"]', "[".repeat(50_000)];
  for (const entry of damaged) {
    expect(readFiles(entry), entry.slice(0, 20)).toBeNull();
    const storage = new Room();
    for (const key of [filesKey(place("1")), "livecoding.1.progress.maze", "livecoding.1.setting.theme"]) storage.setItem(key, entry);
    const work = openWork(storage);
    expect(work.files(place("1"))).toBeNull();
    expect(work.progress("maze")).toEqual({});
    expect(work.setting("theme", "light")).toBe("light");
    work.keep(place("1"), file("again"));
    expect(work.files(place("1"))).toEqual(file("again"));
  }
});

test("a setting of another kind than expected is not taken", () => {
  const work = openWork(new Room());
  work.set("speed", "fast");
  expect(work.setting("speed", 1)).toBe(1);
  work.set("place", { game: "maze" });
  expect(work.setting<unknown>("place", null)).toEqual({ game: "maze" });
  expect(work.setting("place", ["a"])).toEqual(["a"]);
  const circle: { self?: unknown } = {};
  circle.self = circle;
  work.set("place", circle);
  expect(work.setting("place", "none")).toBe("none");
});

test("what is dropped is the oldest, no more than is needed, and never progress", () => {
  const entries = [
    { key: filesKey(place("new")), size: 10, at: 3 },
    { key: filesKey(place("old")), size: 10, at: 1 },
    { key: "livecoding.1.progress.maze", size: 10, at: 0 },
  ];
  expect(toDrop(entries, 5, 40)).toEqual([]);
  expect(toDrop(entries, 15, 40)).toEqual([filesKey(place("old"))]);
  expect(toDrop(entries, 35, 40)).toBeNull();
});

const given = (name: string, bytes: Uint8Array<ArrayBuffer>, size = bytes.length) => ({ name, size, arrayBuffer: async () => bytes.buffer });

test("a file of text is opened with a name that the server takes and line ends as programs have them", async () => {
  const bytes = new TextEncoder().encode("\uFEFFputs 'ü'\r\nmove\r");
  expect(await read(given("Mein Programm.rb", bytes), "rb")).toEqual({ name: "Mein_Programm.rb", text: "puts 'ü'\nmove\n" });
});

test.each([
  ["large", given("a.rb", new Uint8Array(1), 1_048_577), "too-large"],
  ["Latin-1", given("a.rb", Uint8Array.of(0x66, 0xfc, 0x72)), "not-text"],
  ["a picture", given("a.png", Uint8Array.of(0x50, 0x00, 0x01)), "not-text"],
  ["gone", { name: "a.rb", size: 1, arrayBuffer: () => Promise.reject(new Error("gone")) }, "unreadable"],
])("a file that is %s is refused with its reason", async (_what, it, code) => {
  const refused = await read(it, "rb").catch((error: unknown) => error);
  expect(refused instanceof FileError && [refused.code, refused.fileName]).toEqual([code, it.name]);
});

test("the check sum of a zip is the one that everybody has", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

test("a zip holds each file where its directory says", () => {
  const files = [{ name: "main.rb", text: "move\n" }, { name: "lib.rb", text: "# ü" }];
  const bytes = zip(files);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  expect(view.getUint16(end + 10, true)).toBe(2);
  let at = view.getUint32(end + 16, true);
  for (const it of files) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const local = view.getUint32(at + 42, true);
    const name = view.getUint16(local + 26, true);
    const size = view.getUint32(local + 18, true);
    const content = bytes.slice(local + 30 + name, local + 30 + name + size);
    expect(new TextDecoder().decode(bytes.slice(local + 30, local + 30 + name))).toBe(it.name);
    expect(new TextDecoder().decode(content)).toBe(it.text);
    expect(view.getUint32(local + 14, true)).toBe(crc32(content));
    at += 46 + name;
  }
});
