import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Context, createContext } from "../src/frame/context.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => setTimeout(draw, 16));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settings = { lang: "en", theme: "light", reducedMotion: false, sound: true } as const;
const desk = { note: () => {}, now: () => 0, waitForKey: async () => "" };
const begin = (more: object = {}): Context => createContext({ ...settings, ...more }, desk);

function command(more: object = {}) {
  const stop = new AbortController();
  return { stop, playing: { signal: stop.signal, isReplay: false, ...more } };
}

/** How long something takes. */
async function lasts(done: Promise<unknown>): Promise<number> {
  const start = performance.now();
  const end = done.then(() => performance.now() - start);
  await vi.advanceTimersByTimeAsync(5_000);
  return end;
}

describe("an animation", () => {
  test("takes its time, and ends with its command", async () => {
    const { stage, play } = begin();
    expect(await lasts(stage.animate(300))).toBeGreaterThanOrEqual(300);
    const { playing, stop } = command();
    const end = play(playing);
    const moves = stage.animate(300);
    stop.abort();
    expect(await lasts(moves)).toBeLessThan(50);
    end();
    expect(await lasts(stage.animate(300))).toBeGreaterThanOrEqual(300);
  });

  test("lasts no longer than the run's speed leaves, and not at all in a replay", async () => {
    const { stage, play } = begin({ msPerCommand: 100 });
    const end = play(command().playing);
    expect(await lasts(stage.animate(300))).toBeLessThan(130);
    end();
    play(command({ isReplay: true }).playing);
    expect(await lasts(stage.animate(300))).toBe(0);
  });

  test("of one program goes on when another one is stopped", async () => {
    const { stage, play } = begin();
    const [one, other] = [command(), command()];
    play(one.playing);
    play(other.playing);
    const begun = performance.now();
    const ends = [one.playing, undefined, other.playing].map((it) => stage.animate(300, undefined, it).then(() => performance.now() - begun));
    other.stop.abort();
    await vi.advanceTimersByTimeAsync(1_000);
    const [mine, everybodys, theirs] = await Promise.all(ends);
    expect(mine).toBeGreaterThanOrEqual(300);
    expect(everybodys).toBeGreaterThanOrEqual(300);
    expect(theirs).toBeLessThan(50);
  });

  test("outside of a command is not held by one that was given up and never ends", async () => {
    const { stage, play } = begin();
    const { playing, stop } = command();
    play(playing);
    stop.abort();
    play(command().playing)();
    expect(await lasts(stage.animate(300))).toBeGreaterThanOrEqual(300);
  });
});

test("the command that is played is the newest that goes on", () => {
  const { stage, play } = begin();
  const [one, other] = [command(), command()];
  const [, end] = [play(one.playing), play(other.playing)];
  expect(stage.playing).toBe(other.playing);
  end();
  expect(stage.playing).toBe(one.playing);
});
