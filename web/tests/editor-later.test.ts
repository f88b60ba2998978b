import { beforeEach, expect, test, vi } from "vitest";
import type { Typing } from "../src/editor/later.ts";

let later: typeof import("../src/editor/later.ts");
const loaded = { typing: [] } as unknown as Typing;

beforeEach(async () => {
  vi.resetModules();
  later = await import("../src/editor/later.ts");
});

test("what helps while typing is loaded once, whoever asks", async () => {
  const load = vi.fn(() => Promise.resolve(loaded));
  expect(later.typingHere()).toBeNull();
  expect(await Promise.all([later.loadTyping(load), later.loadTyping(load)])).toEqual([loaded, loaded]);
  expect(await later.loadTyping(load)).toBe(loaded);
  expect(later.typingHere()).toBe(loaded);
  expect(load).toHaveBeenCalledTimes(1);
});

test("a failure is tried again when somebody asks anew, and not forever", async () => {
  const load = vi.fn(() => Promise.reject(new Error("no network")));
  for (let nth = 0; nth < 20; nth += 1) expect(await later.loadTyping(load)).toBeNull();
  expect(load).toHaveBeenCalledTimes(5);
});

test("after a failure it can be there yet", async () => {
  expect(await later.loadTyping(() => Promise.reject(new Error("no network")))).toBeNull();
  expect(await later.loadTyping(() => Promise.resolve(loaded))).toBe(loaded);
});
