import { expect, test } from "vitest";
import { lineOf } from "../src/app/line.ts";

test("a game of the original is given the line that the program wrote", () => {
  expect(lineOf({ cid: 1, at: 0, action: "move", params: [1, "x"] })).toBe('{"action":"move","params":[1,"x"]}');
  expect(lineOf({ cid: 1, at: 0, action: "stop" })).toBe('{"action":"stop"}');
  expect(lineOf({ cid: 1, at: 0, action: "moveRight", params: "2", is_pair: true })).toBe('{"moveRight":"2"}');
  expect(lineOf({ cid: 1, at: 0, action: "go", raw: '{"action":"go","at":3}' })).toBe('{"action":"go","at":3}');
  expect(lineOf({ cid: 1, at: 0, raw: "up" })).toBe("up");
});
