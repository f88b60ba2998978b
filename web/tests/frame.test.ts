import { describe, expect, test, vi } from "vitest";
import { codeOf, keyWanted } from "../src/frame/keys.ts";
import { readManifest } from "../src/frame/manifest.ts";
import { createCookies, createStorage } from "../src/frame/storage.ts";
import { type Problem, unloaded } from "../src/frame/unloaded.ts";
import { isMistake, jsonOf, refusalOf, textOf, wordsOf } from "../src/frame/values.ts";

const url = "http://games.example/frog/manifest.json";
const original = { name: "Dancer", data: { game: "dancer.js" }, interpreters: { ruby: "dancer.rb" } };

function plan(manifest: object) {
  const it = readManifest(manifest, url);
  if ("problems" in it) {
    throw new Error(JSON.stringify(it.problems));
  }
  return it;
}

function problems(manifest: unknown): readonly Problem[] {
  const it = readManifest(manifest, url);
  return "problems" in it ? it.problems : [];
}

const wordsAbout = async (manifest: unknown) => (await unloaded("en", ...problems(manifest))).text;

describe("a manifest", () => {
  test("of the original is planned with paths relative to it", () => {
    const libraries = [{ cdn: true, url: "https://cdn.example/p5.js" }, { url: "lib/a.js" }, { cdn: true, url: "//cdn.example/b.js" }];
    const it = plan({ ...original, data: { game: "dancer.js", libraries, assets: "pictures/" } });
    expect(it.game).toBe("http://games.example/frog/dancer.js");
    expect(it.libraries).toEqual(["https://cdn.example/p5.js", "http://games.example/frog/lib/a.js", "http://cdn.example/b.js"]);
    expect(it.assets).toBe("http://games.example/frog/pictures");
    expect(it.interpreters).toEqual({ ruby: "http://games.example/frog/dancer.rb" });
    expect(it.isNative).toBe(false);
  });

  test("with commands is one of ours, and its waiting actions are known", () => {
    const commands = [{ name: "wait_for_key", waits_for: "user" }, { name: "hop" }, { name: "ask", action: "askName", waits_for: "user" }];
    const it = plan({ name: { en: "Frog" }, data: { game: "frog.js" }, commands });
    expect(it.isNative).toBe(true);
    expect(it.waitingActions).toEqual(["waitForKey", "askName"]);
  });

  test("has starters as texts or as paths", () => {
    const starters = { lua: "a.b()\n", ruby: "starters/one.rb", python: "print(1/2.0)", javascript: "hop()" };
    const [level] = plan({ ...original, levels: [{ id: "a", title: "A", starters }] }).levels;
    expect(level?.starters).toEqual({
      lua: { text: "a.b()\n" },
      ruby: { url: "http://games.example/frog/starters/one.rb" },
      python: { text: "print(1/2.0)" },
      javascript: { text: "hop()" },
    });
  });

  test("has a page, or one for each language", () => {
    const [one, all] = plan({ ...original, instructions: [{ name: "a", path: "a.md" }, { name: "b", path: { en: "b.en.md", it: "b.it.md" } }] }).instructions;
    expect(one?.urls).toBe("http://games.example/frog/a.md");
    expect(all?.urls).toMatchObject({ en: "http://games.example/frog/b.en.md", it: "http://games.example/frog/b.it.md" });
  });

  test("tells every problem at once", async () => {
    const words = await wordsAbout({ data: {} });
    expect(words.split("\n- ")).toEqual([
      "`name` is missing: give the game a title.",
      "`data.game` is missing: name the module that exports `class Game`.",
      "A game has `commands`, or `interpreters` by language: there are neither.",
    ]);
  });

  test.each([
    [[], "The file must hold one object"],
    [{ ...original, data: { game: "javascript:alert(1)" } }, "no address that can be loaded"],
    [{ ...original, name: { de: "Nur Deutsch" } }, "`name` must be a text"],
    [{ ...original, levels: [{ id: "a", title: "A" }, { id: "a", title: "B" }] }, "levels[1].id"],
    [{ ...original, instructions: [{ name: "a", path: { de: "a.md" } }] }, "instructions[0].path"],
    [{ ...original, levels: Array(300).fill(null) }, "at most 200"],
  ])("says what is wrong: %j", async (manifest, words) => {
    expect(await wordsAbout(manifest)).toContain(words);
  });

  test("that cannot be loaded together with the words for it says that the server may be gone", async () => {
    vi.doMock("../src/texts/loading.ts", () => {
      throw new Error("no connection");
    });
    expect((await unloaded("de", { what: "unreachable", values: { url } })).text).toMatch(/vielleicht der Server nicht erreichbar/);
    vi.doUnmock("../src/texts/loading.ts");
  });

  test("tells at most fifty problems", () => {
    expect(problems({ levels: Array(200).fill(null), instructions: Array(40).fill(null) }).length).toBe(50);
  });
});

describe("an answer", () => {
  test("becomes the text that a WebSocket of the original sent", () => {
    const values = [true, 37, null, undefined, {}, [1, 2], "", 1.5, -0, NaN, ["a", ["b"]], "\ud800"];
    expect(values.map(textOf)).toEqual(["true", "37", "null", "undefined", "[object Object]", "1,2", "", "1.5", "0", "NaN", "a,b", "\ufffd"]);
    expect(() => textOf(Symbol("x"))).toThrow(TypeError);
  });

  test("of a game of ours is JSON, and what is none is refused", () => {
    expect(jsonOf({ a: [1, undefined] }, "en")).toEqual({ a: [1, null] });
    expect(jsonOf(undefined, "en")).toBeNull();
    const round: { self?: object } = {};
    round.self = round;
    expect(() => jsonOf(round, "en")).toThrow(expect.objectContaining({ code: "bad_value" }));
    expect(() => jsonOf("x".repeat(2 ** 21), "en")).toThrow(expect.objectContaining({ code: "too_big" }));
  });

  test("that is thrown keeps its code and its words", () => {
    expect(refusalOf({ code: "tired", text: "I am tired." }, "en")).toEqual({ code: "tired", text: "I am tired." });
    expect(refusalOf("plain words", "en").text).toBe("plain words");
    expect(refusalOf(undefined, "de").text).toBe("Das Spiel ist gescheitert und sagt nicht, warum.");
    expect(wordsOf({ why: 1 })).toBe('{"why":1}');
    const trap = new Proxy({}, { get: () => { throw new Error("no"); } });
    expect(refusalOf(trap, "en").code).toBe("failed");
  });

  test("without a code that its game gave it is told as a mistake of the game", () => {
    expect(refusalOf(new TypeError("x is not a function"), "en")).toEqual({ code: "failed", text: "The game made a mistake: x is not a function" });
    expect(refusalOf(new RangeError(""), "de").text).toBe("Das Spiel hat einen Fehler gemacht: RangeError");
    expect(refusalOf(Object.assign(new Error("I am tired."), { code: "tired" }), "en")).toEqual({ code: "tired", text: "I am tired." });
    expect(isMistake(new DOMException("no", "SyntaxError"))).toBe(true);
    expect(isMistake(new DOMException("given up", "AbortError"))).toBe(false);
    expect([{ text: "no" }, "no", undefined].map(isMistake)).toEqual([false, false, false]);
  });
});

describe("the stand-in for storage", () => {
  test("does what storage does, by method and by property", () => {
    const storage = createStorage();
    storage.setItem("a", 1 as never);
    storage.best = 3;
    expect([storage.getItem("a"), storage.best, storage.getItem("none"), storage.none]).toEqual(["1", "3", null, undefined]);
    expect([storage.length, storage.key(1), storage.key(9)]).toEqual([2, "best", null]);
    expect(Object.keys(storage)).toEqual(["a", "best"]);
    expect("best" in storage && JSON.stringify(storage)).toBe('{"a":"1","best":"3"}');
    delete storage.best;
    storage.removeItem("a");
    expect(storage.length).toBe(0);
  });

  test("is bounded as storage is", () => {
    const storage = createStorage(10);
    storage.setItem("a", "12345678");
    expect(() => storage.setItem("b", "12")).toThrow(expect.objectContaining({ name: "QuotaExceededError" }));
    storage.setItem("a", "1");
    storage.setItem("b", "12");
    storage.clear();
    storage.setItem("c", "123456789");
    expect(storage.getItem("c")).toBe("123456789");
  });

  test("of cookies keeps names and values, and forgets what is over", () => {
    const cookies = createCookies();
    cookies.set("a=1; path=/; max-age=60");
    cookies.set("b=2=3");
    expect(cookies.get()).toBe("a=1; b=2=3");
    cookies.set("a=; expires=Thu, 01 Jan 1970 00:00:00 GMT");
    cookies.set("b=; Max-Age=0");
    expect(cookies.get()).toBe("");
  });
});

describe("a key", () => {
  test("has the code that a keyboard gives it", () => {
    expect([codeOf("a"), codeOf("Z"), codeOf("7"), codeOf(" "), codeOf("ArrowUp"), codeOf("é")]).toEqual([
      ["KeyA", 65],
      ["KeyZ", 90],
      ["Digit7", 55],
      ["Space", 32],
      ["ArrowUp", 38],
      ["", 0],
    ]);
  });

  test("is the wanted one, letters in either case; any but modifiers where none is named", () => {
    expect(keyWanted("A", ["a", "b"])).toBe("a");
    expect(keyWanted("c", ["a", "b"])).toBeNull();
    expect(keyWanted("x", [])).toBe("x");
    expect(["Shift", "Tab", "Escape"].map((key) => keyWanted(key, []))).toEqual([null, null, null]);
  });
});
