import type { ApiTold, ErrorFrame } from "livecoding-client";
import { describe, expect, test } from "vitest";
import { heardAll, newsSince } from "../src/panels/announce.ts";
import { pathOf } from "../src/panels/frames.ts";
import { type History, emptyHistory, newer, older, remember } from "../src/panels/history.ts";
import { arranged, keyCap, nameKey } from "../src/panels/keys.ts";
import { atAddress, isLocal, reachable } from "../src/panels/reach.ts";
import { sections } from "../src/panels/sections.ts";
import { tellSize } from "../src/panels/size.ts";
import type { ConsoleLine } from "../src/panels/types.ts";
import { WINDOW, earlierThan, filtered, plain, shownOf } from "../src/panels/window.ts";
import * as texts from "../src/texts/console.ts";
import * as opened from "../src/texts/opened.ts";
import { LANGS, type Told } from "../src/texts/texts.ts";

describe("history", () => {
  const typed = (...all: string[]) => all.reduce(remember, emptyHistory);
  const back = (history: History, shown: string) => older(history, shown) ?? expect.fail("nothing older");

  test("arrow up goes back and arrow down comes forward to the draft", () => {
    let [history, text] = back(typed("a", "b"), "half");
    expect(text).toBe("b");
    [history, text] = back(history, text);
    expect(text).toBe("a");
    expect(older(history, text)).toBeNull();
    [history, text] = newer(history) ?? expect.fail();
    expect(text).toBe("b");
    [history, text] = newer(history) ?? expect.fail();
    expect(text).toBe("half");
    expect(newer(history)).toBeNull();
  });

  test("what is sent twice is kept once, and what is empty not at all", () => {
    expect(typed("a", "a", " ", "b", "a").entries).toEqual(["a", "b", "a"]);
  });

  test("a hundred are kept, the newest", () => {
    const many = typed(...Array.from({ length: 300 }, (_, at) => `${at}`));
    expect(many.entries).toHaveLength(100);
    expect(many.entries.at(-1)).toBe("299");
  });
});

describe("the window on the lines", () => {
  const lines: ConsoleLine[] = Array.from({ length: 2000 }, (_, at) => ({ id: at + 1, kind: at % 2 ? "out" : "info", text: `${at}` }));

  test("the newest are shown, and earlier ones on demand", () => {
    const shown = shownOf(lines, null);
    expect(shown.lines).toHaveLength(WINDOW);
    expect(shown.lines.at(-1)).toBe(lines.at(-1));
    const more = shownOf(lines, earlierThan(lines, shown));
    expect(more.lines).toHaveLength(2 * WINDOW);
  });

  test("whoever reads further up keeps those lines while new ones come", () => {
    const from = shownOf(lines.slice(0, 1000), null).lines[0]?.id ?? 0;
    expect(shownOf(lines, from).lines[0]?.id).toBe(from);
  });

  test("never more than three thousand are in the page", () => {
    const all: ConsoleLine[] = Array.from({ length: 5000 }, (_, at) => ({ id: at + 1, kind: "out", text: "" }));
    expect(shownOf(all, 1).lines).toHaveLength(3000);
  });

  test("the game's lines and the program's are told apart", () => {
    expect(filtered(lines, "game").every((it) => it.kind === "info")).toBe(true);
    expect(filtered(lines, "program")).toHaveLength(1000);
    expect(filtered(lines, "all")).toBe(lines);
  });

  test("a terminal's colours are left out", () => {
    expect(plain("\u001b[31mred\u001b[0m [31m")).toBe("red [31m");
  });
});

describe("what a screen reader is told", () => {
  const nothing = { id: 0, length: 0 };
  const lines: ConsoleLine[] = Array.from({ length: 100 }, (_, at) => ({ id: at + 1, kind: "out", text: "x".repeat(1000) }));

  test("of many new lines the last few, shortened, and how many more", () => {
    const news = newsSince(lines, nothing);
    expect(news.lines).toHaveLength(4);
    expect(news.omitted).toBe(96);
    expect(news.heard).toEqual({ id: 100, length: 1000 });
    expect(news.lines.every((it) => it.text.length < 250)).toBe(true);
  });

  test("nothing twice, and not what the learner typed", () => {
    expect(newsSince(lines, heardAll(lines)).lines).toEqual([]);
    expect(newsSince([{ id: 1, kind: "typed", text: "move" }], nothing).lines).toEqual([]);
  });

  test("of a line that grows nothing until it is whole, and then the rest of it", () => {
    const line = (text: string): ConsoleLine => ({ id: 2, kind: "out", text });
    const first: ConsoleLine = { id: 1, kind: "out", text: "Begin" };
    const begun = newsSince([first, line("Load")], nothing, true);
    expect(begun.lines.map(({ text }) => text)).toEqual(["Begin"]);
    expect(newsSince([first, line("Loadin")], begun.heard, true).lines).toEqual([]);
    const paused = newsSince([first, line("Loading")], begun.heard);
    expect(paused.lines.map(({ text }) => text)).toEqual(["Loading"]);
    const whole = newsSince([first, line("Loading ... done"), { id: 3, kind: "out", text: "End" }], paused.heard);
    expect(whole.lines.map(({ text }) => text)).toEqual([" ... done", "End"]);
    expect(newsSince([first, line("Loading ... done")], { id: 2, length: 16 }, true).heard).toEqual({ id: 2, length: 16 });
  });

  test("a console that was cleared tells what comes after", () => {
    const heard = { id: 100, length: 5 };
    expect(newsSince([], heard).heard).toBe(heard);
    expect(newsSince([{ id: 101, kind: "out", text: "a" }], heard).lines).toHaveLength(1);
  });
});

describe("the way to an error", () => {
  const frame = (line: number, origin: ErrorFrame["origin"] = "learner", name = "f"): ErrorFrame => ({ name, file: "main.py", line, origin });

  test("the learner's own frames are apart from all others", () => {
    const path = pathOf([frame(9, "engine"), frame(2), frame(5, "game"), frame(3)]);
    expect(path.own.map((it) => it.frame?.line)).toEqual([2, 3]);
    expect(path.others.map((it) => it.line)).toEqual([9, 5]);
  });

  test("a function that calls itself is one step with how often", () => {
    expect(pathOf([...Array.from({ length: 50 }, () => frame(2)), frame(4)]).own.map((it) => it.times)).toEqual([50, 1]);
  });

  test("of many steps the first and the last are shown, and how many are not", () => {
    const { own } = pathOf(Array.from({ length: 50 }, (_, at) => frame(at + 1)));
    expect(own).toHaveLength(12);
    expect(own.find((it) => it.frame === null)?.times).toBe(39);
    expect(own.at(-1)?.frame?.line).toBe(50);
  });
});

describe("the reference", () => {
  const told = (name: string, group: string | undefined, summary: string) => ({ name, group, summary, deprecated_names: [], signature: name, documentation: "", snippet: name, parameters: [], waits_for_user: false, examples: [] });
  const api: ApiTold = {
    game: "maze",
    language: "ruby",
    title: "Maze",
    starter: "",
    reference: "",
    groups: [
      { id: "b", title: "Seeing" },
      { id: "a", title: "Moving" },
      { id: "c", title: "Nothing" },
    ],
    functions: [told("move", "a", "Avancé d'un pas"), told("look", "b", "Looks"), told("lost", "nowhere", "Has no part"), told("bare", undefined, "Has none")],
  };

  test("parts are in the game's order, those without a part last, empty ones left out", () => {
    expect(sections(api, "").map((it) => [it.title, it.functions.map((f) => f.name)])).toEqual([
      ["Seeing", ["look"]],
      ["Moving", ["move"]],
      ["", ["lost", "bare"]],
    ]);
  });

  test("a search finds all words anywhere, without accents and capitals", () => {
    expect(sections(api, " AVANCE pas ").flatMap((it) => it.functions.map((f) => f.name))).toEqual(["move"]);
    expect(sections(api, "avance look")).toEqual([]);
  });
});

describe("which address others can open", () => {
  test("a link on the machine itself is told with its address in the network, path and fragment kept", () => {
    expect(atAddress("http://localhost:8080/play?kiosk#p=abc", "http://192.168.1.7:8080")).toBe("http://192.168.1.7:8080/play?kiosk#p=abc");
    expect(reachable("http://127.0.0.1:8080/#x", ["http://192.168.1.7:8080/", "http://127.0.0.1:8080", "nonsense"])).toEqual(["http://192.168.1.7:8080"]);
  });

  test("a link that others can open stays as it is", () => {
    expect(reachable("https://school.example/#x", ["http://192.168.1.7:8080"])).toEqual(["https://school.example"]);
  });

  test.each(["http://localhost/", "http://127.1.2.3:80/", "http://[::1]:8080/", "http://a.localhost/"])("%s is local", (link) => expect(isLocal(link)).toBe(true));
  test.each(["http://192.168.1.7/", "http://127.0.0.1.example/", "http://localhost.example/", "nonsense"])("%s is not", (link) => expect(isLocal(link)).toBe(false));
});

describe("keys", () => {
  test("arrows lie apart from all others, each once", () => {
    expect(arranged(["a", "ArrowRight", "ArrowUp", "a", " "])).toEqual({ arrows: ["ArrowUp", "ArrowRight"], others: ["a", " "] });
  });

  test("keys have names in the reader's language", () => {
    expect([nameKey(" ", "de"), nameKey("ArrowLeft", "fr"), nameKey("a", "it"), nameKey("F5", "en"), nameKey("constructor", "en")]).toEqual(["Leertaste", "Flèche gauche", "A", "F5", "constructor"]);
    expect([keyCap("Mod", "de", false), keyCap("Mod", "de", true), keyCap("ArrowUp", "de", false)]).toEqual(["Strg", "⌘", "↑"]);
  });
});

test("amounts are told as people say them", () => {
  expect([tellSize(999, "en"), tellSize(262_144, "fr"), tellSize(5_400_000, "de")]).toEqual(["999 bytes", "262 Ko", "5 MB"]);
});

test("panels' texts have the same places in all languages", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const told of Object.values({ ...texts, ...opened }).flatMap((it) => Object.values<Told>(it))) {
    for (const lang of LANGS) {
      expect(places(told[lang])).toEqual(places(told.en));
      expect(told[lang] === "").toBe(told.en === "");
    }
  }
});
