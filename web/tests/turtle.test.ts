import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LANGS } from "../src/texts/texts.ts";
import { LANGUAGES, PROGRAMMED } from "./support/maze.ts";
import {
  MOST_MARKS, NAMES, type State, TURTLE, begin, boxOf, colourOf, drawn, manifest, marksOf, play, played, rainbow, read, readLevel, run,
  svgOf, texts, words,
} from "./support/turtle.ts";
import { expectPages, expectRefusals, expectTranslated, inLang } from "./support/texts.ts";

const free = readLevel({ data: {} });
const square = readLevel({ data: { pattern: [{ path: "4(F+)", step: 100 }] }, par: 8 });
/** A machine may be busy with other things. */
const LONG_MS = 60_000;
const repeat = (count: number, ...commands: string[]) => Array.from({ length: count }, () => commands).flat();

describe("walking", () => {
  test("a turtle looks up at first, and turning right goes round with the clock", () => {
    const { answers } = played(free, ["heading", "forward 100", "position", "right", "forward 50", "position", "heading", "left 180", "heading"]);
    expect(answers).toEqual([0, null, [0, 100], null, null, [50, 100], 90, null, 270]);
  });

  test("back goes back, home leads to the beginning, and headings stay within 360", () => {
    const { answers } = played(free, ["right 725", "heading", "back 10", "home", "position", "heading", "setHeading -90", "heading"]);
    expect(answers.filter((it) => it !== null)).toEqual([5, [0, 0], 0, 270]);
  });

  test("a whole circle ends where it began, half of one on the other side, and a negative radius lies on the left", () => {
    const { answers } = played(free, ["circle 50", "position", "heading", "circle 50 180", "position", "heading", "home", "circle -50 180", "position"]);
    expect(answers.filter((it) => it !== null)).toEqual([[0, 0], 0, [100, 0], 180, [-100, 0]]);
  });

  test("distances and directions lead to a place", () => {
    const { answers } = played(free, ["distanceTo 30 40", "directionTo 100 0", "directionTo 0 -5", "goTo 30 40", "distanceTo 0 0"]);
    expect(answers).toEqual([50, 90, 180, null, 50]);
  });

  test("what leads too far is refused, and changes nothing", () => {
    const { answers, state } = played(free, ["forward 1000", "forward 1", "goTo 0 -1000"]);
    expect(answers).toEqual([null, "refused: too_far", null]);
    expect(state.marks).toBe(2);
  });
});

describe("drawing", () => {
  test("only a pen that is down leaves lines, in its colour and its width", () => {
    const { state, answers } = played(free, ["penColor red", "penWidth 6", "forward 10", "penUp", "isPenDown", "forward 10", "penDown", "penColor #abc", "forward 10"]);
    expect(answers[4]).toBe(false);
    expect(marksOf(state.ink)).toEqual([
      { kind: "line", colour: "#e5484d", width: 6, points: [[0, 0], [0, 10]] },
      { kind: "line", colour: "#aabbcc", width: 6, points: [[0, 20], [0, 30]] },
    ]);
  });

  test("lines that go on are one, and are written shorter", () => {
    const { state } = played(free, repeat(4, "forward 100", "right"));
    expect(marksOf(state.ink)).toHaveLength(1);
    expect(state.ink).toHaveLength(19 + 3 * 7);
  });

  test("an area lies below the lines that were drawn since it was begun", () => {
    const { state } = played(free, ["forward 5", "beginFill gold", ...repeat(3, "forward 60", "right 120"), "endFill", "dot 8"]);
    expect(marksOf(state.ink).map((it) => it.kind)).toEqual(["line", "area", "line", "dot"]);
  });

  test("two turtles may have areas begun at once", () => {
    const { state, answers } = played(free, [
      "turtle a", "beginFill red", "forward 10", "turtle b", "beginFill blue", "right", "forward 10", "turtle a", "right", "forward 10", "endFill",
      "turtle b", "right", "forward 10", "endFill", "endFill",
    ]);
    expect(answers.at(-1)).toBe("refused: no_fill");
    const areas = marksOf(state.ink).filter((it) => it.kind === "area");
    expect(areas.map((it) => [it.colour, it.points])).toEqual([
      [colourOf("red"), [[0, 0], [0, 10], [10, 10]]],
      [colourOf("blue"), [[0, 0], [10, 0], [10, -10]]],
    ]);
  });

  test("colours have names in four languages, and others are refused", () => {
    expect(["red", "Rouge", " rot ", "rosso"].map(colourOf)).toEqual(Array(4).fill("#e5484d"));
    expect([colourOf("#F80"), colourOf("#ff8800"), colourOf("#ff88"), colourOf("reddish"), colourOf("toString")]).toEqual(["#ff8800", "#ff8800", null, null, null]);
    expect(NAMES.map(colourOf)).not.toContain(null);
    expect(played(free, ["penColor reddish", "paper x", "beginFill x"]).answers).toEqual(Array(3).fill("refused: unknown_color"));
    expect(rainbow(360)).toBe(rainbow(0));
    expect(rainbow(-120)).toBe(rainbow(240));
  });

  test("clear wipes the paper, and what was begun", () => {
    const { state, answers } = played(free, ["beginFill red", "forward 10", "clear", "endFill", "position"]);
    expect([state.ink, state.marks, answers.at(-2), answers.at(-1)]).toEqual(["", 0, "refused: no_fill", [0, 10]]);
  });
});

describe("several turtles", () => {
  test("the first name is that of the turtle that is there, unless it did something", () => {
    expect(played(free, ["turtle Mia", "turtle Leo", "turtle Mia"]).state.turtles.map((it) => it.name)).toEqual(["Mia", "Leo"]);
    expect(played(free, ["forward 1", "turtle Mia"]).state.turtles.map((it) => it.name)).toEqual(["", "Mia"]);
  });

  test("each keeps its own place, heading and pen", () => {
    const { state } = played(free, ["turtle a", "penUp", "forward 10", "turtle b", "right", "forward 20", "turtle a", "forward 10"]);
    expect(state.turtles.map(({ x, y, heading, isDown }) => [x, y, heading, isDown])).toEqual([[0, 20, 0, false], [20, 0, 90, true]]);
  });

  test("there are twelve at most", () => {
    const { answers } = played(free, Array.from({ length: 13 }, (_, it) => `turtle t${it}`));
    expect(answers.indexOf("refused: too_many_turtles")).toBe(12);
  });
});

describe("a pattern", () => {
  const sides = ["forward 100", "right"];

  test("is reached with its last line, once, with stars for few commands", () => {
    const { types, events, state } = played(square, [...repeat(4, ...sides), "back 20"]);
    expect(types.filter((it) => it === "reached")).toHaveLength(1);
    expect(events.find((it) => it.type === "reached")?.["stars"]).toBe(3);
    expect(state.hasReached).toBe(true);
  });

  test("may be drawn in any order and direction, and in pieces", () => {
    expect(played(square, ["right", ...repeat(4, "forward 100", "left")]).state.hasReached).toBe(true);
    expect(played(square, ["right", "forward 50", "forward 50", "left", "forward 100", "left", "forward 100", "left", "forward 60", "forward 40"]).state.hasReached).toBe(true);
    expect(played(square, ["penUp", "goTo 100 100", "penDown", "goTo 0 100", "goTo 0 0", "goTo 100 0", "goTo 100 100"]).state.hasReached).toBe(true);
  });

  test("forgives a little, and not more", () => {
    const askew = (by: number) => played(square, ["penUp", `goTo ${by} ${by}`, "penDown", ...repeat(4, ...sides)]).state.hasReached;
    expect([askew(1), askew(2), askew(5)]).toEqual([true, true, false]);
    expect(played(square, [...repeat(3, ...sides), "forward 90"]).state.hasReached).toBe(false);
  });

  test("is not reached by scribbling over it, and that is told once", () => {
    const scribble = Array.from({ length: 26 }, (_, it) => [`goTo 0 ${it * 4}`, `goTo 100 ${it * 4}`]).flat();
    const { state, types } = played(square, [...scribble, ...repeat(2, "home", ...repeat(4, ...sides))]);
    expect(state.progress.left).toBe(0);
    expect(state.hasReached).toBe(false);
    expect(types.filter((it) => it === "strayed")).toHaveLength(1);
  });

  test("can be begun anew with clear", () => {
    expect(played(square, ["left 45", "forward 100", "clear", "home", "clear", ...repeat(4, ...sides)]).state.hasReached).toBe(true);
  });

  test("with an area wants it filled, in whatever colour", () => {
    const filled = readLevel({ data: { pattern: [{ path: "4(F+)", step: 100, fill: true }] } });
    expect(played(filled, repeat(4, ...sides)).state.hasReached).toBe(false);
    expect(played(filled, ["beginFill pink", ...repeat(4, ...sides), "endFill"]).state.hasReached).toBe(true);
  });

  test("may want several colours, or several turtles", () => {
    const both = readLevel({ data: { pattern: [{ path: "F", step: 100 }], colours: 2, turtles: 2 } });
    expect(played(both, ["forward 100", "penColor red", "back 100"]).state.hasReached).toBe(false);
    expect(played(both, ["turtle a", "forward 100", "turtle b", "penColor red", "forward 100"]).state.hasReached).toBe(true);
  });

  test("is written as ways: repetitions, rules, and remembered places", () => {
    expect(drawn({ path: "2(F+)", step: 10 }, [0, 0, 0]).outline).toEqual([[0, 0], [0, 10], [10, 10]]);
    expect(drawn({ path: "[F]+f>F", step: 10, scale: 2, grow: 1 }, [0, 0, 0]).lines).toEqual([[[0, 0], [0, 10]], [[10, 0], [31, 0]]]);
    expect(drawn({ path: "F", rules: { F: "F-F++F-F" }, depth: 3, angle: 60, step: 1 }, [0, 0, 0]).lines).toHaveLength(64);
    expect(() => drawn({ path: "F", rules: { F: "FF" }, depth: 30 }, [0, 0, 0])).toThrow("too long");
  });
});

describe("bounds", () => {
  test("the paper is full at last, and a state at its fullest fits a message", () => {
    let state: State = begin(free);
    // The most that a mark can take: each line has a colour of its own.
    for (let it = 0; it < MOST_MARKS + 5; it += 1) {
      state = play(free, state, { action: "rainbow", params: [it] })[0];
      state = play(free, state, { action: "goTo", params: [(it % 7) * 100, -it % 1000] })[0];
    }
    expect(state.marks).toBe(MOST_MARKS);
    expect(play(free, state, { action: "forward", params: [1] })[2]).toEqual({ refused: "too_many_lines" });
    expect(play(free, state, { action: "dot", params: [1] })[2]).toEqual({ refused: "too_many_lines" });
    expect(play(free, state, { action: "penUp", params: [] })[2]).toEqual({ value: null });
    expect(JSON.stringify(state).length).toBeLessThan(1024 * 1024);
    expect(marksOf(state.ink)).toHaveLength(MOST_MARKS);
  }, LONG_MS);

  test("a state that was written down goes on as the whole replay does", () => {
    let seed = 4711;
    const chance = (count: number) => (seed = (seed * 1664525 + 1013904223) >>> 0) % count;
    const choices = ["forward 20", "back 33", "right", "left 17", "circle 30 90", "penUp", "penDown", "beginFill red", "endFill", "dot", "turtle a", "turtle b", "home", "clear", "rainbow 40"];
    for (const given of manifest.levels) {
      const level = readLevel(given);
      const commands = Array.from({ length: 200 }, () => choices[chance(choices.length)] ?? "right");
      const half = JSON.parse(JSON.stringify(played(level, commands.slice(0, 100)).state)) as State;
      expect(played(level, commands.slice(100), half).state).toEqual(played(level, commands).state);
    }
  }, LONG_MS);

  test("a command that is not known is refused", () => {
    expect(played(free, ["fly"]).answers).toEqual(["refused: unknown"]);
  });
});

describe.each(manifest.levels)("level $id", (given) => {
  test("its solution reaches the goal with three stars, and what it begins with does not", () => {
    const { level, events, state } = run(given, read(`solutions/${given.id}.js`));
    expect(state.hasReached).toBe(level.goal !== null);
    expect(events.find((it) => it.type === "reached")?.["stars"]).toBe(level.goal ? 3 : undefined);
    expect(level.par).toBeLessThanOrEqual(level.goal ? state.commands * 1.5 : Infinity);
    expect(run(given, given.starters["javascript"] ?? "").state.hasReached).toBe(false);
  });

  test("has a solution in five languages, and a program to begin with in each", () => {
    for (const [language, ending] of Object.entries(PROGRAMMED)) {
      expect(existsSync(new URL(`solutions/${given.id}.${ending}`, TURTLE)), language).toBe(true);
    }
    expect(Object.keys(given.starters).sort()).toEqual(LANGUAGES);
  });

  test("what is to be drawn is on the paper", () => {
    const { state } = run(given, read(`solutions/${given.id}.js`));
    expect(boxOf(marksOf(state.ink))).toEqual({ x: -240, y: -180, width: 480, height: 360 });
  });
});

test("the drawing is kept as a true SVG: the paper, then all that is drawn from the bottom to the top", () => {
  const { state } = played(free, ["beginFill gold", ...repeat(3, "forward 60.5", "right 120"), "endFill", "penColor red", "dot 10", "goTo 300 0"]);
  const svg = svgOf(state.ink, "#ffffff");
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="-240 -180 552 360" /);
  expect(svg.match(/<(rect|path|circle)/g)).toEqual(["<rect", "<path", "<path", "<circle", "<path"]);
  expect(svg).toContain('d="M0 0L0 -60.5L52.39 -30.25L0 0Z" fill="#d9a520"');
  expect(svg).toContain('<circle cx="0" cy="0" r="5" fill="#e5484d"/>');
});

describe("texts", () => {
  test("every text is there in every language, with the same places to fill in", () => expectTranslated({ manifest, texts: { ...texts } }, 150));

  test("levels have two or three hints and short words", () => {
    for (const { title, goal, hints } of manifest.levels) {
      expect([2, 3]).toContain(hints.length);
      for (const lang of LANGS) {
        expect(title[lang].length).toBeLessThanOrEqual(32);
        expect(goal[lang].length).toBeLessThanOrEqual(150);
      }
    }
  });

  test("every page of instructions is there in every language, with the same programs", () => expectPages(manifest.instructions, read));

  test("every refusal that a command declares has words of its own, and none is left out", () => expectRefusals(manifest.commands, texts));

  test.each(LANGS)("tell in %s what happens and what is to be seen, with nothing left to fill in", (lang) => {
    const text = inLang(lang);
    const { state, events } = played(square, ["turtle Mia", "forward 50", "turtle Leo", "right", "penUp", "forward 9", "dot", "clear"]);
    const told = [words.said(events, text, state), words.describe(square, state, text)];
    for (const code of Object.keys(texts["REFUSED"] as object)) {
      told.push(words.refusalText(code, { action: "penColor", params: ["reddish"] }, state, text));
    }
    expect(told.join(" ")).not.toMatch(/[{}]|undefined/);
    expect(told[0]).toContain("Mia");
    expect(told[1]).toContain("Leo");
    expect(told.join(" ")).toContain('"reddish"');
  });
});
