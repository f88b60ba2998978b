import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LANGS } from "../src/texts/texts.ts";
import { LANGUAGES, PROGRAMMED, type Told } from "./support/maze.ts";
import { expectPages, expectRefusals, expectTranslated, inLang } from "./support/texts.ts";

const BOULDERS = new URL("../../games/boulders/", import.meta.url);

type Place = { readonly x: number; readonly y: number };
type State = Place & {
  readonly boulders: readonly (Place & { readonly id: number })[];
  readonly crystals: readonly Place[];
  readonly filled: readonly Place[];
  readonly steps: number;
  readonly past: readonly unknown[];
  readonly isHopeless: boolean;
  readonly hasReached: boolean;
};
type Data = { readonly rows: readonly string[]; readonly steered?: boolean; readonly dark?: boolean };
type Happening = { readonly type: string } & Readonly<Record<string, unknown>>;
type Mine = { readonly exit: Place; readonly floor: readonly (readonly boolean[])[] };
type Level = {
  readonly id: string;
  readonly title: Told;
  readonly goal: Told;
  readonly hints: readonly Told[];
  readonly data: Data;
  readonly par: number;
  readonly starters: Readonly<Record<string, string>>;
};
type Rules = {
  readLevel(level: { data: Data; par?: number }): Mine;
  begin(level: Mine): State;
  play(level: Mine, state: State, command: { action: string; params: readonly unknown[] }): [State, Happening[], { value: unknown } | { refused: string }];
};
type Text = (told: Told, values?: Readonly<Record<string, string | number>>) => string;
type Words = {
  said(events: readonly Happening[], text: Text): string;
  info(event: Happening, text: Text): string;
  describe(level: Mine, state: State, text: Text): string;
  refusalText(code: string, command: unknown, state: State, text: Text): string;
};

const load = (name: string): Promise<unknown> => import(/* @vite-ignore */ new URL(name, BOULDERS).href);
const read = (path: string) => readFileSync(new URL(path, BOULDERS), "utf8");
const { readLevel, begin, play } = (await load("logic.js")) as Rules;
const words = (await load("words.js")) as Words;
const texts = (await load("texts.js")) as Readonly<Record<string, unknown>>;
const keys = JSON.parse(read("solutions/keys.json")) as Readonly<Record<string, readonly string[]>>;
const manifest = JSON.parse(read("manifest.json")) as {
  readonly instructions: readonly { readonly path: Told }[];
  readonly commands: readonly { readonly name: string; readonly errors?: readonly { readonly code: string }[] }[];
  readonly levels: readonly Level[];
};

const DIRECTIONS = ["up", "down", "left", "right"];
const mine = (...rows: string[]) => readLevel({ data: { rows }, par: 5 });

/** Plays commands one after the other, such as `right`, `undo` or `look up`. */
function played(level: Mine, commands: string, from = begin(level)) {
  let state = from;
  const events: Happening[] = [];
  const answers: unknown[] = [];
  for (const command of commands.split(", ")) {
    const [word = "", ...params] = command.split(" ");
    const isStep = DIRECTIONS.includes(word);
    const [after, happened, answer] = play(level, state, { action: isStep ? "move" : word, params: isStep ? [word] : params });
    state = after;
    events.push(...happened);
    answers.push("refused" in answer ? `refused: ${answer.refused}` : answer.value);
  }
  return { state, events, answers, types: events.map((it) => it.type) };
}

const rowsOf = (level: Mine, state: State) => played(level, "readMap", state).answers[0];

describe("the rules", () => {
  test("rock, water and a closed door stop the miner, and that is no step", () => {
    const level = mine("##E##", "#@.~#", "#*###");
    const { state, answers, types } = played(level, "left, right, right, up");
    expect(answers).toEqual([false, true, false, false]);
    expect(types).toEqual(["bumped", "stepped", "bumped", "bumped", "missing"]);
    expect(state.steps).toBe(1);
  });

  test("who knocks at a closed door again and again is told once, until the next step", () => {
    const { types } = played(mine("##E##", "#@.*#"), "right, up, up, left, right, up");
    expect(types.filter((it) => it === "missing")).toHaveLength(2);
  });

  test("one boulder is pushed, two are not, nor one against rock, a crystal or the door", () => {
    const push = (row: string, direction = "right") => played(mine("##E#####", row, "#.######"), direction).answers[0];
    expect(push("#@O....#")).toBe(true);
    expect(push("#@OO...#")).toBe(false);
    expect(push("#@O#...#")).toBe(false);
    expect(push("#@O*...#")).toBe(false);
    expect(played(mine("#E##", "#O##", "#@##"), "up").answers).toEqual([false]);
  });

  test("a boulder that falls into water fills it, and the way is free", () => {
    const level = mine("#####E#", "#@O~..#", "#######");
    const { state, types } = played(level, "right, right, right, right, up");
    expect(types).toEqual(["pushed", "splashed", "stepped", "stepped", "stepped", "stepped", "reached"]);
    expect(rowsOf(level, state)).toEqual(["#####@#", "#.....#", "#######"]);
  });

  test("the door opens while boulders hold every plate down, and closes again", () => {
    const level = mine("#######E#", "#@O_....#", "#########");
    const { state, types } = played(level, "right");
    expect(types).toEqual(["pushed", "clicked", "opened"]);
    expect(rowsOf(level, state)).toEqual(["#######E#", "#.@Q....#", "#########"]);
    expect(played(level, "right", state).types).toEqual(["pushed", "released", "closed"]);
  });

  test("a crystal is collected by walking over it, and the last one opens the door", () => {
    const { types, answers } = played(mine("####E#", "#@**.#"), "right, crystalsLeft, right, crystalsLeft, right, up");
    expect(types).toEqual(["stepped", "collected", "stepped", "collected", "opened", "stepped", "stepped", "reached"]);
    expect(answers).toEqual([true, 1, true, 0, true, true]);
  });

  test("undo brings back the miner, the boulder, the water and the crystal, and the step does not count", () => {
    const level = mine("#####E#", "#@O~.*#", "#######");
    const { state, answers } = played(level, "right, right, right, right, undo, undo, undo, undo, undo");
    expect(answers.slice(4)).toEqual([true, true, true, true, false]);
    expect(state.steps).toBe(0);
    expect(rowsOf(level, state)).toEqual(rowsOf(level, begin(level)));
  });

  test("only so many steps are remembered", () => {
    const level = mine("###E#", "#@..#");
    const { state } = played(level, Array.from({ length: 300 }, () => "right, left").join(", "));
    expect(state.past).toHaveLength(200);
  });

  test("looking, cell and position tell what is there, and cost nothing", () => {
    const level = mine("#E###", "#@O_#", "#*~.#");
    const { state, answers } = played(level, "look up, look right, look down, look left, cell 3 1, cell 2 2, cell 9 9, position, isOut");
    expect(answers).toEqual(["door", "boulder", "crystal", "wall", "plate", "water", "wall", [1, 1], false]);
    expect(state.steps).toBe(0);
  });

  test("in the dark there is no map, but looking goes", () => {
    const level = readLevel({ data: { rows: ["#E#", "#@#"], dark: true } });
    expect(played(level, "readMap, cell 1 1, look up").answers).toEqual(["refused: too_dark", "refused: too_dark", "door"]);
  });

  test("a level to be steered wants a key first", () => {
    const level = readLevel({ data: { rows: ["#E#", "#@#"], steered: true } });
    expect(played(level, "up").types).toEqual(["bumped", "missing"]);
    expect(played(level, "waitForKey up, up").types).toEqual(["pressed", "opened", "stepped", "reached"]);
  });

  test("stars count the steps: three within par, two within twice as many, else one", () => {
    const stars = (there: number) => played(mine("#E##", "#@.#"), [...Array<string>(there).fill("right, left"), "up"].join(", ")).events.at(-1)?.["stars"];
    expect([stars(0), stars(2), stars(3), stars(4), stars(5)]).toEqual([3, 3, 2, 2, 1]);
  });

  test("a command that is not known is refused", () => {
    expect(played(mine("#E#", "#@#"), "fly").answers).toEqual(["refused: unknown"]);
  });

  test("a state that was written down goes on as the whole replay does", () => {
    let seed = 4711;
    const chance = (count: number) => (seed = (seed * 1664525 + 1013904223) >>> 0) % count;
    for (const given of manifest.levels) {
      const level = readLevel(given);
      const commands = Array.from({ length: 300 }, () => [...DIRECTIONS, "undo", "waitForKey up", "look up"][chance(7)] ?? "up");
      const half = played(level, commands.slice(0, 150).join(", ")).state;
      const restored = JSON.parse(JSON.stringify(half)) as State;
      expect(played(level, commands.slice(150).join(", "), restored).state).toEqual(played(level, commands.join(", ")).state);
    }
  });
});

describe("what is hopeless", () => {
  test("a boulder in a corner that bars the way to the door is told, once, and undo takes it back", () => {
    const level = mine("###E#", "#@O.#", "#####");
    const { state, events, types } = played(level, "right");
    expect(types).toEqual(["pushed", "hopeless"]);
    expect(events[1]?.["why"]).toBe("blocked");
    expect(played(level, "left, right", state).types).not.toContain("hopeless");
    expect(played(level, "undo", state).state.isHopeless).toBe(false);
  });

  test("boulders that wedge each other in bar the way too", () => {
    expect(played(mine("######E#", "#@OO..*#", "#.OO####", "########"), "right").types).toEqual(["bumped"]);
    expect(played(mine("#######E#", "#.@O.O..#", "####O####", "#########"), "right").events[1]?.["why"]).toBe("blocked");
  });

  test("a boulder in a corner is lost where a plate needs it", () => {
    const level = mine("######E#", "#..O_..#", "#..@...#", "########");
    expect(played(level, "up").events).toEqual([expect.objectContaining({ type: "bumped" })]);
    const { events } = played(mine("######E#", "#......#", "#@O.._.#", "#......#", "########"), "down, right, up");
    expect(events.at(-1)).toMatchObject({ type: "hopeless", why: "lost" });
  });

  test("a boulder too few for the water is told", () => {
    const level = mine("#########E#", "#@O~.~....#", "#.#########", "###########");
    expect(played(level, "right, right").events.find((it) => it.type === "hopeless")).toMatchObject({ why: "lost" });
  });
});

describe.each(manifest.levels)("level $id", (given) => {
  const level = readLevel(given);

  test("can be solved within par, and par is near the least", () => {
    const least = search(level).steps;
    expect(least).toBeGreaterThan(0);
    expect(given.par).toBeGreaterThanOrEqual(least);
    expect(given.par).toBeLessThanOrEqual(Math.ceil(least * 1.3));
  });

  test("its door is entered from below alone", () => {
    const { x, y } = level.exit;
    const around = [[0, -1], [1, 0], [0, 1], [-1, 0]].map(([dx = 0, dy = 0]) => level.floor[y + dy]?.[x + dx] ?? false);
    expect(around).toEqual([false, false, true, false]);
  });

  test("its solution reaches the goal with three stars", () => {
    expect(solved(read(`solutions/${given.id}.js`))).toMatchObject({ hasReached: true, stars: 3 });
  });

  test("nothing is said to be hopeless on the best way, and what is said to be hopeless is", () => {
    const { way } = search(level);
    expect(played(level, ["waitForKey up", ...way].join(", ")).types).not.toContain("hopeless");
    for (let seed = 1; seed <= 6; seed += 1) {
      let [state, chance] = [begin(level), seed * 7919];
      for (let step = 0; step < 120 && !state.isHopeless && !state.hasReached; step += 1) {
        chance = (chance * 1664525 + 1013904223) >>> 0;
        state = played(level, DIRECTIONS[(chance >>> 16) % 4] ?? "up", state).state;
      }
      if (state.isHopeless) {
        expect(search(level, state).steps, `seed ${seed}`).toBe(0);
      }
    }
  });

  test("what it begins with runs and does not reach the goal yet", () => {
    const starter = given.starters["javascript"] ?? "";
    if (given.data.steered) {
      expect(() => solved(starter, [])).toThrow("no more keys");
    } else {
      expect(solved(starter).hasReached).toBe(false);
    }
  });

  /** Runs a program in JavaScript, whose functions are the rules themselves. */
  function solved(program: string, pressed = [...(keys[given.id] ?? [])]) {
    let state = begin(level);
    let stars: unknown;
    const ask = (action: string) => (...params: unknown[]) => {
      if (action === "waitForKey") {
        const key = pressed.shift();
        if (key === undefined) {
          throw new Error("no more keys");
        }
        params = [key];
      }
      const [after, events, answer] = play(level, state, { action, params });
      state = after;
      stars ??= events.find((it) => it.type === "reached")?.["stars"];
      if ("refused" in answer) {
        throw new Error(answer.refused);
      }
      return answer.value;
    };
    const names = ["move", "undo", "look", "cell", "readMap", "position", "crystalsLeft", "isOut", "waitForKey"];
    new Function(...names, "console", program)(...names.map(ask), { log: () => undefined });
    return { hasReached: state.hasReached, stars };
  }
});

/** The fewest steps to the door, and the way; 0 where there is none. */
function search(level: Mine, from = begin(level)): { steps: number; way: readonly string[] } {
  const nameOf = ({ x, y, boulders, crystals, filled }: State) =>
    [`${x},${y}`, ...[boulders, crystals, filled].map((places) => places.map((it) => it.x * 100 + it.y).sort().join())].join("|");
  const first = played(level, "waitForKey up", from).state;
  const known = new Set([nameOf(first)]);
  const queue: [State, readonly string[]][] = [[first, []]];
  for (const [state, way] of queue) {
    for (const direction of DIRECTIONS) {
      // What was, and whether it is hopeless, plays no part.
      const [after] = play(level, { ...state, past: [], isHopeless: true }, { action: "move", params: [direction] });
      if (after.hasReached) {
        return { steps: way.length + 1, way: [...way, direction] };
      }
      if (!known.has(nameOf(after))) {
        known.add(nameOf(after));
        queue.push([after, [...way, direction]]);
      }
    }
  }
  return { steps: 0, way: [] };
}

describe("the texts", () => {
  test("every text is there in every language, with the same places to fill in", () => expectTranslated({ manifest, texts: { ...texts } }, 120));

  test("there are twelve levels, each with three hints, short words, and a program to begin with in every language", () => {
    expect(new Set(manifest.levels.map((it) => it.id)).size).toBe(12);
    for (const { id, title, goal, hints, starters } of manifest.levels) {
      expect(hints, id).toHaveLength(3);
      expect(Object.keys(starters).sort(), id).toEqual(LANGUAGES);
      expect(Object.values(starters).every((it) => /[^\n]\n$/.test(it)), id).toBe(true);
      for (const lang of LANGS) {
        expect(title[lang].length).toBeLessThanOrEqual(32);
        expect(goal[lang].length).toBeLessThanOrEqual(150);
      }
    }
  });

  test("every level has a solution in five languages", () => {
    for (const { id } of manifest.levels) {
      for (const ending of Object.values(PROGRAMMED)) {
        expect(existsSync(new URL(`solutions/${id}.${ending}`, BOULDERS)), `${id}.${ending}`).toBe(true);
      }
    }
  });

  test("there are six pages", () => expect(manifest.instructions).toHaveLength(6));

  test("every page of instructions is there in every language, with the same programs", () => expectPages(manifest.instructions, read));

  test("every refusal that a command declares has words of its own, and none is left out", () => expectRefusals(manifest.commands, texts));

  test.each(LANGS)("in %s everything that happens is said, and the scene is described", (lang) => {
    const text = inLang(lang);
    const level = mine("######E#", "#@O~.*.#", "#.O_...#", "#.O#####", "########");
    const { state, events } = played(level, "right, right, undo, right, right, right, down, up, up, left, readMap, look left");
    const lines = events.map((it) => words.said([it], text) + words.info(it, text)).filter(Boolean);
    expect(lines.length).toBeGreaterThan(8);
    for (const line of [...lines, words.describe(level, begin(level), text), words.describe(level, state, text), words.refusalText("too_dark", {}, state, text)]) {
      expect(line).not.toMatch(/[{}]|undefined/);
    }
    const dark = readLevel({ data: { rows: ["#E#", "#@#"], dark: true } });
    expect(words.describe(dark, begin(dark), text)).toContain(text((texts["DESCRIBED"] as Record<string, Told>)["dark"] as Told));
  });
});
