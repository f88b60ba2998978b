import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LANGS } from "../src/texts/texts.ts";
import { expectPages, expectRefusals, expectTranslated, inLang } from "./support/texts.ts";

type Told = Readonly<Record<(typeof LANGS)[number], string>>;
type Answer = { readonly actor: number; readonly value?: unknown; readonly refused?: string };
type Happening = { readonly type: string; readonly actor?: number; readonly stars?: number; readonly outcome?: string };
type Robot = { readonly actor: number; readonly x: number; readonly y: number; readonly energy: number; readonly fell: number; readonly bot: string };
type Ranked = { readonly actor: number; readonly name: string; readonly place: number; readonly points: number };
type State = {
  readonly hasStarted: boolean;
  readonly isOver: boolean;
  readonly hasReached: boolean;
  readonly turn: number;
  readonly rings: number;
  readonly robots: readonly Robot[];
  readonly cells: readonly { readonly x: number; readonly y: number }[];
  readonly waitingFor: readonly number[];
  readonly result: readonly Ranked[];
};
type Command = { readonly actor?: number; readonly action: string; readonly params?: readonly unknown[] };
type Level = { readonly id: string; readonly data: Record<string, unknown>; readonly par: number; readonly title: Told; readonly goal: Told; readonly hints: readonly Told[]; readonly starters: Readonly<Record<string, string>> };
type Map = { readonly starts: readonly unknown[]; readonly turns: number };
type Text = (told: Told, values?: Readonly<Record<string, string | number>>) => string;

const ARENA = new URL("../../games/arena/", import.meta.url);
const load = (name: string): Promise<unknown> => import(/* @vite-ignore */ new URL(name, ARENA).href);
const read = (path: string) => readFileSync(new URL(path, ARENA), "utf8");
const { readLevel, begin, play } = (await load("logic.js")) as {
  readLevel(level: { data: Record<string, unknown>; par?: number }): Map;
  begin(level: Map, seed?: number): State;
  play(level: Map, state: State, command: Command): [State, Happening[], Answer[]];
};
const { timelineOf } = (await load("timeline.js")) as { timelineOf(events: readonly Happening[]): { shown: { start: number; length: number }[]; whole: number } };
const words = (await load("words.js")) as {
  said(events: readonly Happening[], text: Text, state: State): string;
  describe(level: Map, state: State, text: Text): string;
};
const texts = (await load("texts.js")) as Readonly<Record<string, unknown>>;
const manifest = JSON.parse(read("manifest.json")) as {
  readonly seats: unknown;
  readonly levels: readonly Level[];
  readonly commands: readonly { readonly name: string; readonly errors?: readonly { readonly code: string }[] }[];
  readonly instructions: readonly { readonly path: Told }[];
};
const PROGRAMMED = { ruby: "rb", python: "py", php: "php", javascript: "js", lua: "lua" };

const OPEN = ["#######", "#1...2#", "#.....#", "#3...4#", "#######"];
const room = (rows: readonly string[], more: Record<string, unknown> = {}) => readLevel({ data: { rows, ...more }, par: 5 });

/** Commands such as `1 move east`, `0 @start` or `2 @join Ada ruby`, one after the other. */
function played(level: Map, commands: readonly string[], from = begin(level)) {
  let state = from;
  const events: Happening[] = [];
  const answers: string[] = [];
  for (const command of commands) {
    const [actor, action = "", ...params] = command.split(" ");
    const [after, happened, given] = play(level, state, { actor: Number(actor), action, params });
    state = after;
    events.push(...happened);
    answers.push(given.map((it) => `${it.actor}:${it.refused ?? JSON.stringify(it.value)}`).join(" "));
  }
  return { state, events, answers, types: events.map((it) => it.type) };
}

/** A match of so many that has begun. */
const match = (level: Map, count: number, seed = 1) =>
  played(level, [...Array.from({ length: count }, (_, it) => `${it + 1} @join Robot${it + 1} lua`), "0 @start"], begin(level, seed)).state;
const robot = (state: State, actor: number) => state.robots.find((it) => it.actor === actor) as Robot;
/** The same state with robots elsewhere. */
const placed = (state: State, places: Readonly<Record<number, Partial<Robot>>>): State =>
  ({ ...state, robots: state.robots.map((it) => ({ ...it, ...places[it.actor] })) });

describe("a turn", () => {
  const level = room(OPEN);
  const begun = placed(match(level, 2), { 1: { x: 1, y: 1 }, 2: { x: 4, y: 1 } });

  test("is played when the last has decided, and then all have their answers", () => {
    const { answers, state } = played(level, ["1 move east", "2 rest"], begun);
    expect(answers).toEqual(["", '1:"moved" 2:10']);
    expect(state.turn).toBe(2);
    expect(robot(state, 1)).toMatchObject({ x: 2, y: 1 });
  });

  test("looks the same for all until then: who decides first changes nothing", () => {
    const one = played(level, ["1 move south", "2 position", "2 scan west", "2 shoot west"], begun);
    const other = played(level, ["2 position", "2 scan west", "2 shoot west", "1 move south"], begun);
    expect(other.state).toEqual(one.state);
    expect(one.answers.slice(1, 3)).toEqual(["2:[4,1]", '2:"robot"']);
  });

  test("has an order that the seed draws: a shot comes before the step as often as after it", () => {
    const outcomes = Array.from({ length: 60 }, (_, seed) => {
      const state = placed(match(level, 2, seed + 1), { 1: { x: 1, y: 1 }, 2: { x: 4, y: 1 } });
      return played(level, ["1 shoot east", "2 move south"], state).answers.at(-1);
    });
    const hits = outcomes.filter((it) => it?.includes("hit")).length;
    expect(hits).toBeGreaterThan(15);
    expect(hits).toBeLessThan(45);
  });

  test("a shot costs 1 and takes 3, unless a shield stops it, which costs 1", () => {
    const hit = played(level, ["1 shoot east", "2 shoot west"], begun);
    expect(hit.answers.at(-1)).toBe('1:"hit" 2:"hit"');
    expect([robot(hit.state, 1).energy, robot(hit.state, 2).energy]).toEqual([6, 6]);
    const stopped = played(level, ["1 shoot east", "2 shield", "2 hitFrom"], begun);
    expect(stopped.answers.slice(1)).toEqual(['1:"shielded" 2:1', '2:"west"']);
    expect(robot(stopped.state, 2).energy).toBe(9);
  });

  test("who has 1 energy left cannot shoot or shield", () => {
    const weak = placed(begun, { 1: { energy: 1, x: 1, y: 1 } });
    const { answers, state } = played(level, ["1 shoot east", "2 rest"], weak);
    expect(answers.at(-1)).toBe('1:"empty" 2:10');
    expect(robot(state, 2).energy).toBe(10);
  });

  test("walls and robots stop a step, and the answer says so", () => {
    const beside = placed(begun, { 2: { x: 2, y: 1 } });
    expect(played(level, ["1 move east", "2 rest"], beside).answers.at(-1)).toBe('1:"blocked" 2:10');
    expect(played(level, ["1 move north", "2 rest"], begun).answers.at(-1)).toBe('1:"blocked" 2:10');
  });

  test("who has no energy left is out: questions are answered, acts are refused", () => {
    const weak = placed(begun, { 2: { energy: 2, x: 4, y: 1 } });
    const { answers, state, types } = played(level, ["1 shoot east", "2 rest", "2 isPlaying", "2 energy", "2 rest", "1 isPlaying", "1 rest"], weak);
    expect(types).toContain("fell");
    expect(answers.slice(2)).toEqual(["2:false", "2:0", "2:out", "1:false", "1:over"]);
    expect(state.result.map((it) => [it.actor, it.place, it.points])).toEqual([[1, 1, 11], [2, 2, 0]]);
  });

  test("a cell under the robot gives 5, but never more than 20 in all", () => {
    const cells = { ...begun, cells: [{ x: 1, y: 1 }, { x: 4, y: 1 }] };
    const { answers, state } = played(level, ["1 pickUp", "2 pickUp"], placed(cells, { 2: { energy: 18, x: 4, y: 1 } }));
    expect(answers.at(-1)).toBe("1:5 2:2");
    expect(state.cells).toEqual([]);
    expect(played(level, ["1 pickUp", "2 rest"], begun).answers.at(-1)).toBe("1:0 2:10");
  });
});

describe("questions", () => {
  const level = room(["########", "#1.+..2#", "#..#...#", "########"]);
  const begun = placed(match(level, 2), { 1: { x: 1, y: 1 }, 2: { x: 6, y: 1 } });

  test("a cell hides nobody; else the cell is seen, else the wall", () => {
    const seen = (state: State) => played(level, ["1 scan east", "1 distance east", "1 scan south", "1 distance south", "1 scan here"], state).answers;
    expect(seen(begun)).toEqual(['1:"robot"', "1:5", '1:"wall"', "1:2", '1:"nothing"']);
    expect(seen(placed(begun, { 2: { x: 6, y: 2 } })).slice(0, 2)).toEqual(['1:"cell"', "1:2"]);
  });

  test("tell where things are", () => {
    expect(played(level, ["1 nearest cell", "1 nearest robot", "1 position", "1 size", "1 robotsLeft", "1 energy", "1 hitFrom", "1 zone"], begun).answers).toEqual([
      "1:[3,1]", "1:[6,1]", "1:[1,1]", "1:[8,4]", "1:2", "1:10", '1:"none"', "1:[1,1,6,2]",
    ]);
    expect(played(level, ["1 nearest cell"], { ...begun, cells: [] }).answers).toEqual(["1:[]"]);
  });

  test("a die rolls the same for the same seed, whatever the others do", () => {
    const rolls = (others: string[]) => played(level, [...others, "1 roll 6", "1 roll 6", "1 roll 6"], begun).answers.slice(-3);
    expect(rolls(["2 roll 6", "2 rest"])).toEqual(rolls([]));
  });

  test("an action that is not known is refused, and so is who does not take part", () => {
    expect(played(level, ["1 fly", "7 move east"], begun).answers).toEqual(["1:unknown", "7:not_here"]);
  });
});

describe("a match", () => {
  const level = room(OPEN);

  test("waits for its start: what is asked before is answered then, what is decided before counts for the first turn", () => {
    const lobby = played(level, ["1 @join Ada ruby", "2 @join Linus lua", "1 energy", "2 move north"]);
    expect(lobby.answers).toEqual(["", "", "", ""]);
    expect(lobby.state).toMatchObject({ hasStarted: false, waitingFor: [] });
    const { answers, state } = played(level, ["0 @start"], lobby.state);
    expect(answers).toEqual(["1:10"]);
    expect(state.waitingFor).toEqual([1]);
    expect(state.result.map((it) => it.name).sort()).toEqual(["Ada", "Linus"]);
  });

  test("has room for as many as there are places, and nobody joins after the start", () => {
    const joins = ["1 @join A x", "2 @join B x", "3 @join C x", "4 @join D x", "5 @join E x", "0 @start", "6 @join F x"];
    expect(played(level, joins).answers).toEqual(["", "", "", "", "5:full", "", "6:has_begun"]);
  });

  test("who is late does nothing in that turn, and what comes later counts for the turn in which it comes", () => {
    const { answers, state } = played(level, ["1 rest", "2 @late", "2 rest", "1 rest"], match(level, 2));
    expect(answers).toEqual(["", "1:10", "", "1:10 2:10"]);
    expect(state.turn).toBe(3);
  });

  test("who is late three times in a row sleeps, runs empty, and wakes with what it does next", () => {
    const three = ["1 rest", "2 @late", "1 rest", "2 @late", "1 rest", "2 @late"];
    const asleep = played(level, three, match(level, 2));
    expect(asleep.types.filter((it) => it === "slept")).toHaveLength(1);
    expect(asleep.state.waitingFor).toEqual([1]);
    const alone = played(level, ["1 rest"], asleep.state);
    expect(alone.answers).toEqual(["1:10"]);
    expect(robot(alone.state, 2).energy).toBeLessThan(10);
    const awake = played(level, ["2 rest"], alone.state);
    expect(awake.types).toEqual(["woke"]);
    expect(played(level, ["1 rest"], awake.state).state.waitingFor).toEqual([1, 2]);
  });

  test("waits for those who sleep where nobody else is left: the host's clock goes on", () => {
    const late = ["1 @late", "2 @late"];
    const { state } = played(level, [...late, ...late, ...late], match(level, 2));
    expect(state.waitingFor).toEqual([1, 2]);
    expect(state.isOver).toBe(false);
  });

  test("who leaves is not waited for, and does not outlive those that play", () => {
    const { state } = played(level, ["2 @leave error", ...Array<string>(10).fill("1 rest")], match(level, 2));
    expect(state.isOver).toBe(true);
    expect(state.result[0]).toMatchObject({ actor: 1, place: 1 });
  });

  test("is over when nobody is left to play", () => {
    expect(played(level, ["1 @leave finished", "2 @leave finished"], match(level, 2)).state).toMatchObject({ isOver: true, hasReached: true });
  });

  test("with one learner has the bots of the level as its others", () => {
    const state = played(room(OPEN, { bots: ["sitter", "walker"] }), ["3 @join Ada ruby", "0 @start"]).state;
    expect(state.robots.map((it) => [it.actor, it.bot])).toEqual([[3, ""], [4, "sitter"], [5, "walker"]]);
  });

  test("has no bots where two learners are", () => {
    expect(match(room(OPEN, { bots: ["hunter"] }), 2).robots).toHaveLength(2);
  });

  test("nobody gets more points than who is placed before", () => {
    const arena = readLevel(manifest.levels.find((it) => it.id === "tournament") as Level);
    for (let seed = 1; seed <= 10; seed += 1) {
      const { state } = fought(arena, 8, seed);
      const points = state.result.map((it) => it.points);
      expect([...points].sort((one, other) => other - one)).toEqual(points);
    }
  });
});

describe("whatever comes", () => {
  const arena = readLevel(manifest.levels.find((it) => it.id === "tournament") as Level);

  test("a match ends within its turns, waits for somebody until then, and answers each act once", () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const { state, answered, asked, stuck } = fought(arena, 2 + (seed % 7), seed);
      expect(state.isOver).toBe(true);
      expect(state.turn).toBeLessThanOrEqual(200);
      expect(stuck).toBe(0);
      expect(answered).toBe(asked);
    }
  });

  test("a match that is played again is the same, byte for byte, from its beginning and from a state that was kept", () => {
    const { commands, answers, state } = fought(arena, 8, 7);
    const again = replayed(arena, commands, begin(arena, 7));
    expect(JSON.stringify(again.answers)).toBe(JSON.stringify(answers));
    expect(JSON.stringify(again.state)).toBe(JSON.stringify(state));
    const half = replayed(arena, commands.slice(0, 200), begin(arena, 7)).state;
    const kept = JSON.parse(JSON.stringify(half)) as State;
    expect(JSON.stringify(replayed(arena, commands.slice(200), kept).state)).toBe(JSON.stringify(state));
  });

  test("a replay file of a match tells the values that the rules give again", () => {
    const { commands, answers } = fought(arena, 3, 5);
    const values = [...answers];
    const file = {
      format: "livecoding-replay", version: 1, game: "arena", level: "tournament", seed: 5,
      actors: [1, 2, 3].map((actor) => ({ actor, name: `Robot${actor}`, language: "lua" })),
      commands: commands.map((it, at) => ({ at: at * 100, ...it })),
      end: { reason: "finished", at: commands.length * 100 },
    };
    const { commands: kept, seed } = JSON.parse(JSON.stringify(file)) as typeof file;
    expect(replayed(arena, kept, begin(arena, seed)).answers).toEqual(values);
  });
});

/** A match of programs that do anything, some of them late, some leaving. */
function fought(level: Map, count: number, seed: number) {
  let chance = seed * 7919;
  const pick = (most: number) => (chance = (chance * 1664525 + 1013904223) >>> 0) % most;
  const ways = ["north", "east", "south", "west"];
  const commands: Command[] = [];
  const answers: Answer[][] = [];
  let [asked, answered, stuck] = [0, 0, 0];
  let state = begin(level, seed);
  const open = new Set<number>();
  const give = (command: Command) => {
    const [after, , given] = play(level, state, command);
    state = after;
    commands.push(command);
    answers.push(given);
    answered += given.filter((it) => open.delete(it.actor)).length;
  };
  for (let actor = 1; actor <= count; actor += 1) {
    give({ actor, action: "@join", params: [`Robot${actor}`, "lua"] });
  }
  give({ actor: 0, action: "@start", params: [] });
  for (let guard = 0; guard < 20_000 && !state.isOver; guard += 1) {
    stuck += state.waitingFor.length === 0 ? 1 : 0;
    const actor = state.waitingFor[pick(state.waitingFor.length)] ?? 1;
    const it = pick(40);
    if (it === 0) {
      give({ actor, action: pick(20) === 0 ? "@leave" : "@late", params: ["error"] });
    } else if (it < 12) {
      give({ actor, action: ["scan", "nearest", "energy", "roll"][pick(4)] ?? "energy", params: [] });
    } else {
      asked += 1;
      open.add(actor);
      give({ actor, action: ["move", "shoot", "move", "pickUp", "rest", "shield"][pick(6)] ?? "rest", params: [ways[pick(4)]] });
    }
  }
  return { state, commands, answers, asked, answered, stuck };
}

function replayed(level: Map, commands: readonly Command[], from: State) {
  let state = from;
  const answers = commands.map((command) => {
    const [after, , given] = play(level, state, command);
    state = after;
    return given;
  });
  return { state, answers };
}

describe.each(manifest.levels)("level $id", (given) => {
  const level = readLevel(given);

  test("its solution reaches the goal with three stars, and par is not too generous", () => {
    const { state, stars } = solved(read(`solutions/${given.id}.js`));
    expect(state.hasReached).toBe(true);
    expect(stars).toBe(3);
    expect(given.par).toBeLessThanOrEqual(state.turn * 2);
  });

  test("what it begins with runs and does not reach the goal yet", () => {
    expect(solved(given.starters["javascript"] ?? "").state.hasReached).toBe(false);
  });

  test("is there in every language, with its solutions, two or three hints and short words", () => {
    expect(Object.keys(given.starters)).toHaveLength(16);
    for (const ending of Object.values(PROGRAMMED)) {
      expect(existsSync(new URL(`solutions/${given.id}.${ending}`, ARENA)), ending).toBe(true);
    }
    expect(given.hints.length).toBe(3);
    for (const lang of LANGS) {
      expect(given.title[lang].length).toBeLessThanOrEqual(32);
      expect(given.goal[lang].length).toBeLessThanOrEqual(150);
    }
  });

  /** Runs a program in JavaScript, whose functions are the rules themselves. */
  function solved(program: string) {
    let state = begin(level);
    let stars: unknown;
    const ask = (action: string) => (...params: unknown[]) => {
      const [after, events, [answer]] = play(level, state, { action, params });
      state = after;
      stars ??= events.find((it) => it.type === "reached")?.stars;
      if (!answer || answer.refused) {
        throw new Error(answer?.refused ?? "no answer at once");
      }
      return answer.value;
    };
    const names = manifest.commands.map((it) => it.name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    new Function(...names, "console", program)(...names.map(ask), { log: () => undefined });
    return { state, stars };
  }
});

describe("words", () => {
  test("every text is there in every language, with the same places to fill in", () => expectTranslated({ manifest, texts: { ...texts } }, 150));

  test("every page of instructions is there in every language, with the same programs", () => expectPages(manifest.instructions, read));

  test("every refusal that a command declares has words of its own, and none is left out", () => expectRefusals(manifest.commands, texts));

  test.each(LANGS)("all that happens is said in %s, with nothing left to fill in", (lang) => {
    const text = inLang(lang);
    for (const given of manifest.levels) {
      const level = readLevel(given);
      let state = begin(level);
      const lines = [words.describe(level, state, text)];
      for (const action of ["scan", "move", "shoot", "shield", "pickUp", "rest", "move", "move", "shoot", "shoot", "shoot"]) {
        const [after, events] = play(level, state, { action, params: ["east"] });
        state = after;
        lines.push(words.said(events, text, state), words.describe(level, state, text));
      }
      expect(lines.join(" ")).not.toMatch(/[{}]|undefined|NaN/);
    }
    const level = room(OPEN);
    const { events, state } = played(level, ["1 @join Ada ruby", "2 @join Linus lua", "0 @start", "1 rest", "2 @leave error", ...Array<string>(11).fill("1 rest")]);
    expect(words.said(events, text, state)).toContain("Ada");
    expect(words.said(events, text, state)).not.toMatch(/[{}]|undefined/);
  });

  test("who goes before the start is told by name, and without one by number", () => {
    const { state } = played(room(OPEN), ["1 @join Ada ruby", "2 @join"]);
    const leave = (actor: number) => {
      const [after, events] = play(room(OPEN), state, { actor, action: "@leave", params: ["error"] });
      return words.said(events, inLang("en"), after);
    };
    expect([leave(1), leave(2)]).toEqual(["The program of Ada has ended.", "The program of Robot 2 has ended."]);
  });
});

test("eight programs for tournaments are there, in at least five languages", () => {
  const endings = readdirSync(new URL("bots/", ARENA)).map((it) => it.split(".").at(-1));
  expect(endings).toHaveLength(8);
  expect(new Set(endings).size).toBeGreaterThanOrEqual(5);
  expect(manifest.seats).toEqual({ minimum: 2, maximum: 8 });
});

test("a turn of eight is shown in two seconds, a hundred turns in five, and nothing outlasts its whole", () => {
  const moved = Array.from({ length: 8 }, (_, actor) => ({ type: actor % 2 ? "shot" : "moved", actor }));
  const one = timelineOf([{ type: "turned" }, ...moved]);
  expect(one.whole).toBeLessThan(2_000);
  const many = timelineOf(Array.from({ length: 100 }, () => [{ type: "turned" }, ...moved]).flat());
  expect(many.whole).toBeLessThanOrEqual(5_000);
  expect(Math.max(...many.shown.map((it) => it.start + it.length))).toBeLessThanOrEqual(5_001);
});
