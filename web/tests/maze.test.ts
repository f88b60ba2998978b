import { describe, expect, test } from "vitest";
import { type State, begin, keys, manifest, play, played, read, readLevel, seen } from "./support/maze.ts";

const room = (...rows: string[]) => readLevel({ data: { rows }, par: 5 });

describe("the rules", () => {
  test("a wall stops the robot, and the answer is how far it came", () => {
    const { state, answers, types } = played(room("#####", "#>..#", "###E#", "#####"), ["move 7"]);
    expect(answers).toEqual([2]);
    expect([state.x, state.y]).toEqual([3, 1]);
    expect(types).toEqual(["stepped", "stepped", "bumped"]);
  });

  test("the robot turns to its own left and right, and around", () => {
    const level = room("###", "#^E", "###");
    expect(played(level, ["turn left"]).state.facing).toBe(3);
    expect(played(level, ["turn right"]).state.facing).toBe(1);
    expect(played(level, ["turn"]).state.facing).toBe(1);
    expect(played(level, ["turn around", "turn left"]).state.facing).toBe(1);
  });

  test("looking tells what is ahead, beside and under the robot, and costs nothing", () => {
    const level = room("##*##", "#E>d#", "##k##", "#####");
    const { state, answers } = played(level, ["look", "look left", "look right", "look here", "turn around", "look"]);
    expect(answers).toEqual(["door", "gem", "key", "free", null, "exit"]);
    expect(state.commands).toBe(1);
  });

  test("outside of the map is a wall", () => {
    const level = room(">E");
    expect(seen(level, begin(level), "left")).toBe("wall");
  });

  test("a gem is picked up once, and where nothing lies picking up is refused", () => {
    const { state, answers } = played(room(">*.E"), ["pickUp", "move", "pickUp", "pickUp"]);
    expect(answers).toEqual(["refused: nothing_here", 1, "gem", "refused: nothing_here"]);
    expect(state.gems).toBe(1);
    expect(state.commands).toBe(2);
  });

  test("a door stops until the key that fits has opened it", () => {
    const level = room(">kKDdE");
    const { answers, state } = played(level, [
      "openDoor golden key", "move", "pickUp", "move", "move", "openDoor silver key", "openDoor golden key", "pickUp",
      "openDoor silver key", "move", "openDoor golden key", "look", "move 2",
    ]);
    expect(answers).toEqual([
      "refused: no_door", 1, "golden key", 1, 0, "refused: no_such_key", false, "silver key",
      true, 1, true, "free", 2,
    ]);
    expect(state.hasReached).toBe(true);
  });

  test("the exit sleeps until the last gem is picked up", () => {
    const level = room("#*#", ">.E");
    const early = played(level, ["move 2"]);
    expect(early.state.hasReached).toBe(false);
    expect(early.types.at(-1)).toBe("missing");
    const late = played(level, ["turn around", "move", "turn right", "move", "pickUp", "turn around", "move", "turn left", "move"], early.state);
    expect(late.types).toContain("woke");
    expect(late.types.at(-1)).toBe("reached");
  });

  test("the goal is reached once", () => {
    const { types } = played(room(">E"), ["move", "turn around", "move", "turn around", "move"]);
    expect(types.filter((it) => it === "reached")).toHaveLength(1);
  });

  test("a level to be steered wants a key first", () => {
    const level = readLevel({ data: { rows: [">E"], steered: true } });
    expect(played(level, ["move"]).types.at(-1)).toBe("missing");
    expect(played(level, ["waitForKey up", "move"]).types.at(-1)).toBe("reached");
  });

  test("stars count what was done: three within par, two within twice as many, else one", () => {
    const stars = (turns: number) =>
      played(room(">E"), [...Array<string>(turns).fill("turn around"), "move"]).events.at(-1)?.["stars"];
    expect([stars(4), stars(6), stars(8), stars(10)]).toEqual([3, 2, 2, 1]);
  });

  test("a command that is not known is refused", () => {
    expect(played(room(">E"), ["fly"]).answers).toEqual(["refused: unknown"]);
  });

  test("a state that was written down goes on as the whole replay does", () => {
    let seed = 4711;
    const chance = (count: number) => (seed = (seed * 1664525 + 1013904223) >>> 0) % count;
    const choices = ["move", "move 2", "turn left", "turn right", "pickUp", "openDoor golden key", "openDoor silver key", "waitForKey up", "look here"];
    for (const given of manifest.levels) {
      const level = readLevel(given);
      const commands = Array.from({ length: 300 }, () => choices[chance(choices.length)] ?? "move");
      const whole = played(level, commands).state;
      const half = played(level, commands.slice(0, 150)).state;
      const restored = JSON.parse(JSON.stringify(half)) as State;
      expect(played(level, commands.slice(150), restored).state).toEqual(whole);
    }
  });
});

describe.each(manifest.levels)("level $id", (given) => {
  const level = readLevel(given);

  test("can be solved within par, and par is generous", () => {
    const least = search();
    expect(least).toBeGreaterThan(0);
    expect(given.par).toBeGreaterThanOrEqual(least);
    expect(given.par).toBeLessThanOrEqual(least * 2 + 1);
  });

  test("its solution reaches the goal with three stars", () => {
    const { state, stars } = solved(read(`solutions/${given.id}.js`));
    expect(state.hasReached).toBe(true);
    expect(stars).toBe(3);
  });

  test("what it begins with runs and does not reach the goal yet", () => {
    const starter = given.starters["javascript"] ?? "";
    if (given.data.steered) {
      expect(() => solved(starter)).toThrow("no more keys");
    } else {
      expect(solved(starter).state.hasReached).toBe(false);
    }
  });

  test("its last hints name every command that is still to be written", () => {
    const words = { move: /move/i, turn: /turn/i, pickUp: /pick/i, openDoor: /open/i };
    const count = (text: string, command: string) => text.split(`${command}(`).length - 1;
    const hints = given.hints.slice(-2).map((it) => it.en).join(" ");
    for (const [command, word] of Object.entries(words)) {
      const isMissing = count(read(`solutions/${given.id}.js`), command) > count(given.starters["javascript"] ?? "", command);
      if (isMissing) {
        expect(hints).toMatch(word);
      }
    }
  });

  /** How many commands the shortest way takes, with steps one at a time. */
  function search(): number {
    const nameOf = ({ commands: _, ...it }: State) => JSON.stringify(it);
    const queue: State[] = [begin(level)];
    const known = new Set(queue.map(nameOf));
    for (let state = queue.shift(); state; state = queue.shift()) {
      const commands = ["move", "turn left", "turn right", "turn around", "pickUp", ...state.held.map((it) => `openDoor ${it}`), ...(state.pressed === 0 ? ["waitForKey up"] : [])];
      for (const command of commands) {
        const after = played(level, [command], state).state;
        if (after.hasReached) {
          return after.commands;
        }
        if (!known.has(nameOf(after))) {
          known.add(nameOf(after));
          queue.push(after);
        }
      }
    }
    return 0;
  }

  /** Runs a program in JavaScript, whose functions are the rules themselves. */
  function solved(program: string) {
    const pressed = [...(keys[given.id] ?? [])];
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
    const names = ["move", "turn", "look", "isAtExit", "pickUp", "openDoor", "waitForKey"];
    new Function(...names, "console", program)(...names.map(ask), { log: () => undefined });
    return { state, stars };
  }
});
