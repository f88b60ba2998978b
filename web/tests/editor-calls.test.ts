import { expect, test } from "vitest";
import { callAt, nameAt, nameBegun, parameterIn } from "../src/editor/calls.ts";
import { namesIn } from "../src/editor/line.ts";
import { needsOwnLine, pushesLine, template, written } from "../src/editor/snippet.ts";

const NAMES = ["move", "move_on", "wait-for-key", "Robot::turn", "robot.turn", "open_door"];

function call(text: string, style: "paren" | "bare" | "space" = "paren"): string {
  const found = callAt(text, NAMES, style);
  return found === null ? "none" : `${found.name} ${found.argument}`;
}

test("the innermost open call and its argument are found", () => {
  expect(call("move(")).toBe("move 0");
  expect(call("x = move(1, ")).toBe("move 1");
  expect(call("move(1, 2)")).toBe("none");
  expect(call("move(1, move_on(2, 3, ")).toBe("move_on 2");
  expect(call("move([1, 2, ")).toBe("move 0");
  expect(call("Robot::turn(")).toBe("Robot::turn 0");
  expect(call("robot.turn (1,")).toBe("robot.turn 1");
});

test("commas and brackets in texts count for nothing", () => {
  expect(call('move("a, (b", ')).toBe("move 1");
  expect(call('move("a\\", b')).toBe("move 0");
});

test("the call of something unknown hides what stands around it", () => {
  expect(call("move(foo(")).toBe("none");
  expect(call("move((")).toBe("move 0");
});

test("names within other names, and of other things, are no calls", () => {
  expect(call("remove(")).toBe("none");
  expect(call("moves(")).toBe("none");
  expect(call("list.move(")).toBe("none");
  expect(call("$move(")).toBe("none");
});

test("calls without brackets are known where the language has them", () => {
  expect(call("move 1, ", "bare")).toBe("move 1");
  expect(call("move 1, ")).toBe("none");
  expect(call("move if ", "bare")).toBe("none");
  expect(call("3.times { move 1 }", "bare")).toBe("none");
  expect(call("move 1 ", "space")).toBe("move 1");
  expect(call("move 1; ", "space")).toBe("none");
  expect(call("(wait-for-key 'a ", "space")).toBe("wait-for-key 1");
});

test("whatever is written, a call is found in it or not, without an end to the search", () => {
  const parts = ["move", "(", ")", "[", "]", '"', "'", "`", ",", " ", "\\", ";", "Robot::", "{", "}", "ü", "#"];
  let seed = 7;
  for (let round = 0; round < 500; round += 1) {
    let text = "";
    for (let nth = 0; nth < 30; nth += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += parts[seed % parts.length];
    }
    for (const style of ["paren", "bare", "space"] as const) {
      const found = callAt(text, NAMES, style);
      if (found) expect(text.startsWith(found.name, found.start)).toBe(true);
    }
  }
});

test("the name under a column is found whole", () => {
  expect(nameAt("x = move_on(1)", 6, NAMES)).toEqual({ name: "move_on", from: 4, to: 11 });
  expect(nameAt("Robot::turn()", 9, NAMES)?.name).toBe("Robot::turn");
  expect(nameAt("x = move_on(1)", 1, NAMES)).toBeNull();
});

test("all names of a line are found, the longest where several begin", () => {
  const found = namesIn("move(move_on) + list.move + Robot::turn - removed wait-for-key", NAMES);
  expect(found.map((it) => it.name)).toEqual(["move", "move_on", "Robot::turn", "wait-for-key"]);
  expect(namesIn("", NAMES)).toEqual([]);
});

test("a name that is begun starts at its qualifier", () => {
  expect(nameBegun("x = mo", NAMES)).toBe(4);
  expect(nameBegun("x = Robot::t", NAMES)).toBe(4);
  expect(nameBegun("robot.", NAMES)).toBe(0);
  expect(nameBegun("(wait-f", NAMES)).toBe(1);
  expect(nameBegun("a-mo", NAMES)).toBe(2);
  expect(nameBegun("list.mo", NAMES)).toBeNull();
  expect(nameBegun("$mo", NAMES)).toBeNull();
  expect(nameBegun("x = ", NAMES)).toBeNull();
  expect(nameBegun("12", NAMES)).toBeNull();
});

test("a parameter is found in its signature and not in the name of the function", () => {
  expect(parameterIn("step(step = 1) → Integer", "step", "step")).toEqual(["step(", "step", " = 1) → Integer"]);
  expect(parameterIn("move(int $steps = 1): int", "move", "steps")).toEqual(["move(int $", "steps", " = 1): int"]);
  expect(parameterIn("move()", "move", "steps")).toEqual(["move()", "", ""]);
  expect(parameterIn("move(a)", "move", "")).toEqual(["move(a)", "", ""]);
});

test("a snippet of the server's is a template of the editor's", () => {
  expect(template("move(${1:steps})")).toBe("move(${1:steps})");
  expect(template('say("a\\$\\}")')).toBe('say("a$\\}")');
  expect(template('puts "#{x\\}" ${1:a}')).toBe('puts "#\\{x\\}" ${1:a}');
  expect(template("a\\\\b")).toBe("a\\b");
});

test("a snippet as it stands in a program", () => {
  expect(written('MyRobot::moveOn(${1:how_far}, "${2:text}", "a\\$\\}")')).toBe('MyRobot::moveOn(how_far, "text", "a$}")');
});

test("a call from a list comes onto a line of its own behind a finished one", () => {
  expect(needsOwnLine("move()", "")).toBe(true);
  expect(needsOwnLine("  move", "  ")).toBe(true);
  expect(needsOwnLine('say "a"', "")).toBe(true);
  expect(needsOwnLine("", "")).toBe(false);
  expect(needsOwnLine("  ", "")).toBe(false);
  expect(needsOwnLine("x =", "")).toBe(false);
  expect(needsOwnLine("if ", "")).toBe(false);
  expect(needsOwnLine("move(", ")")).toBe(false);
});

test("a call from a list pushes the line down at whose beginning it is inserted, but not what it could be part of", () => {
  expect(pushesLine("", "move();")).toBe(true);
  expect(pushesLine("  ", "# go on")).toBe(true);
  expect(pushesLine("", "")).toBe(false);
  expect(pushesLine("", "  ")).toBe(false);
  expect(pushesLine("", ")")).toBe(false);
  expect(pushesLine("x = ", "move()")).toBe(false);
});
