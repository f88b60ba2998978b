import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ALONE, Turns } from "../src/frame/turns.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Turns whose jobs tell when they begin, and end when they are told to. */
class Stage {
  readonly turns = new Turns();
  readonly told: string[] = [];
  readonly #ends = new Map<string, () => void>();

  take(n: number, program: number | "whole", name: string): Promise<string> {
    const job = () => {
      this.told.push(name);
      return new Promise<string>((resolve) => this.#ends.set(name, () => resolve(name)));
    };
    const done = program === "whole" ? this.turns.takeWhole(n, job) : this.turns.take(n, program, job);
    // What is given up is heard of by nobody.
    done.catch(() => {});
    return done;
  }

  async end(name: string) {
    this.#ends.get(name)?.();
    await vi.advanceTimersByTimeAsync(0);
  }
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe("turns", () => {
  test("of one program come one after the other", async () => {
    const stage = new Stage();
    stage.take(1, ALONE, "a");
    const second = stage.take(2, ALONE, "b");
    await settle();
    expect(stage.told).toEqual(["a"]);
    await stage.end("a");
    expect(stage.told).toEqual(["a", "b"]);
    await stage.end("b");
    expect(await second).toBe("b");
  });

  test("of several programs are beside each other", async () => {
    const stage = new Stage();
    stage.take(1, 1, "waits for a key");
    stage.take(2, 2, "moves");
    stage.take(3, 2, "moves again");
    await settle();
    expect(stage.told).toEqual(["waits for a key", "moves"]);
    await stage.end("moves");
    expect(stage.told).toEqual(["waits for a key", "moves", "moves again"]);
  });

  test("of the whole stage wait for all before them, and all after them wait", async () => {
    const stage = new Stage();
    stage.take(1, 1, "one");
    stage.take(2, 2, "two");
    stage.take(3, "whole", "reset");
    stage.take(4, 3, "three");
    stage.take(5, "whole", "level");
    await settle();
    expect(stage.told).toEqual(["one", "two"]);
    await stage.end("two");
    expect(stage.told).toEqual(["one", "two"]);
    await stage.end("one");
    expect(stage.told).toEqual(["one", "two", "reset"]);
    await stage.end("reset");
    await stage.end("three");
    expect(stage.told).toEqual(["one", "two", "reset", "three", "level"]);
  });

  test("that are given up have a moment, and hold nobody up for ever", async () => {
    const stage = new Stage();
    const first = stage.take(1, ALONE, "hangs");
    stage.take(2, "whole", "reset");
    await settle();
    stage.turns.cancel(1);
    await vi.advanceTimersByTimeAsync(900);
    expect(stage.told).toEqual(["hangs"]);
    await vi.advanceTimersByTimeAsync(200);
    expect(stage.told).toEqual(["hangs", "reset"]);
    await stage.end("hangs");
    expect(await first).toBe("hangs");
  });

  test("that are given up before they begin never begin, and let nobody pass those before", async () => {
    const stage = new Stage();
    stage.take(1, ALONE, "plays");
    const second = stage.take(2, ALONE, "given up");
    stage.take(3, ALONE, "third");
    await settle();
    stage.turns.cancel(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(stage.told).toEqual(["plays"]);
    await stage.end("plays");
    await expect(second).rejects.toThrow();
    expect(stage.told).toEqual(["plays", "third"]);
  });

  test("that fail are over", async () => {
    const { turns, ...stage } = new Stage();
    const failed = turns.take(1, ALONE, () => Promise.reject(new Error("fell")));
    await expect(failed).rejects.toThrow("fell");
    expect(await turns.take(2, ALONE, async () => "goes on")).toBe("goes on");
    expect(stage.told).toEqual([]);
  });
});
