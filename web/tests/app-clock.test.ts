import { describe, expect, it } from "vitest";
import { type Clock, ownClock, timeTold } from "../src/app/clock.ts";

const NOW = Date.UTC(2026, 0, 1);
/** A clock that was told these times, each so many milliseconds ahead of the browser's. */
const told = (ahead: readonly number[], from: Clock = ownClock) =>
  ahead.reduce((clock, ms, n) => timeTold(clock, NOW + n * 20_000 + ms, NOW + n * 20_000), from);

describe("the server's clock", () => {
  it("is the browser's own before anything is told", () => {
    expect(ownClock.offset).toBe(0);
  });

  it("is what is told first, however far off", () => {
    expect(told([-3_600_000]).offset).toBe(-3_600_000);
    expect(told([40]).offset).toBe(40);
  });

  it("hardly follows what comes late, and follows what comes earlier", () => {
    expect(told([500, 200]).offset).toBe(495);
    expect(told([500, 560]).offset).toBe(560);
    expect(told([500, 900]).offset).toBe(600);
  });

  it("is not moved by a page that was busy for seconds", () => {
    expect(told([500, -4_000, 500, -9_000, 500]).offset).toBe(500);
  });

  it("jumps where somebody set a clock: forwards at once, backwards when it is certain", () => {
    expect(told([500, 60_500]).offset).toBe(60_500);
    expect(told([500, -60_000, -60_000]).offset).toBeGreaterThan(480);
    expect(told([500, -60_000, -60_000, -60_000]).offset).toBe(-60_000);
  });

  it("is not told by what is no time of day", () => {
    for (const what of [undefined, null, 20_000, Number.NaN, Infinity, "1767225600000", 1e300]) {
      expect(timeTold(ownClock, what, NOW)).toBe(ownClock);
    }
  });
});
