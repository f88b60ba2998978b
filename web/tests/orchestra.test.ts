import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LANGS } from "../src/texts/texts.ts";
import { LANGUAGES, PROGRAMMED } from "./support/maze.ts";
import {
  type Command, INSTRUMENTS, type Level, type Note, ORCHESTRA, SCALES, type State, makeConductor, manifest, music, pitch, played, read, readPattern, rules,
  texts, time, words,
} from "./support/orchestra.ts";
import { expectPages, expectRefusals, expectTranslated, inLang } from "./support/texts.ts";

/** A time of the clock where a bar begins at 120 beats a minute. */
const BAR = 1_790_000_000_000;
const free = rules.readLevel({ data: { goal: "none" } });
const of = (goal: string) => rules.readLevel({ data: { goal } });

describe("a pattern", () => {
  const strokes = (text: string) => readPattern(text)["strokes"]?.map((it: { at: number; beats: number; notes: string[] }) => [it.at, it.beats, it.notes.join("+")]);

  test("of drums needs no blanks, and a step is half a beat", () => {
    expect(strokes("x.|.X")).toEqual([[0, 0.5, "x"], [1.5, 0.5, "x"]]);
    expect(readPattern("x. x.")["beats"]).toBe(2);
    expect(readPattern("xX")["strokes"].map((it: { isLoud: boolean }) => it.isLoud)).toEqual([false, true]);
  });

  test("of notes has blanks, chords, held notes and several in a step", () => {
    expect(strokes("1+3+5 - . c#4")).toEqual([[0, 1, "1+3+5"], [1.5, 0.5, "c#4"]]);
    expect(strokes("x[xx]")).toEqual([[0, 0.5, "x"], [0.5, 0.25, "x"], [0.75, 0.25, "x"]]);
    expect(readPattern("[1 2 3] 4 [5 6 7]")["steps"]).toBe(3);
    expect(strokes("[1 2 3] 4")?.at(-1)).toEqual([0.5, 0.5, "4"]);
  });

  test("that holds nothing holds nothing", () => expect(strokes("- 1 . - 2")).toEqual([[0.5, 0.5, "1"], [2, 0.5, "2"]]));

  test("that cannot be read tells where, and one without an end is refused", () => {
    expect(readPattern("1 3 q 5")).toEqual({ wrong: "q", place: 3 });
    expect(readPattern("c9")).toEqual({ wrong: "c9", place: 1 });
    for (const text of ["[x", "x]", "[]", "[[x]]", "[1 2 3 4 5]", "1+2+3+4+5", "0", "+"]) {
      expect(readPattern(text), text).toHaveProperty("wrong");
    }
    expect(readPattern("  | ")).toEqual({ empty: true });
    expect(readPattern("x".repeat(64))["steps"]).toBe(64);
    expect(readPattern("x".repeat(65))).toEqual({ tooLong: 64 });
  });
});

describe("a note", () => {
  const c = { scale: "major", root: "c" };

  test("is a name, or a step of the scale that goes on over octaves, up and down", () => {
    expect(["c4", "f#4", "gb4", "b3", "b#3"].map((it) => pitch(it, "lead", c))).toEqual([60, 66, 66, 59, 60]);
    expect(["1", "3", "8", "10", "-1", "-7"].map((it) => pitch(it, "lead", c))).toEqual([60, 64, 72, 76, 59, 48]);
    expect(pitch("6", "lead", { scale: "pentatonic", root: "a" })).toBe(pitch("1", "lead", { scale: "pentatonic", root: "a" }) + 12);
    expect(pitch("1", "bass", c)).toBe(36);
  });

  test("can always be heard", () => {
    for (const instrument of Object.keys(INSTRUMENTS)) {
      for (const scale of Object.keys(SCALES)) {
        for (let step = -99; step <= 99; step += 1) {
          const midi = step === 0 ? 60 : pitch(String(step), instrument, { scale, root: "b" });
          expect(midi >= 24 && midi <= 108).toBe(true);
        }
      }
    }
  });
});

describe("time", () => {
  const steady = { bpm: 120, slide: null };

  test("at a steady tempo follows from the clock alone", () => {
    expect(time.beatAt(steady, BAR) % 4).toBe(0);
    expect(time.beatAt(steady, BAR + 750) - time.beatAt(steady, BAR)).toBe(1.5);
    expect(time.msAt(steady, time.beatAt(steady, BAR + 1234))).toBeCloseTo(BAR + 1234, 2);
  });

  test.each([[120, 121], [60, 220], [220, 40], [110, 97]])("from %i to %i goes on without a jump, and in the end counts as the clock does", (from, to) => {
    for (let late = 0; late < 4_000; late += 333) {
      const before = { bpm: from, slide: null };
      const ms = BAR + late;
      const [tempo, shift] = time.slideTo(before, to, ms);
      expect(shift % 4).toBeCloseTo(0, 6);
      expect(time.beatAt(tempo, ms)).toBeCloseTo(time.beatAt(before, ms) + shift, 3);
      const end = tempo.slide?.toMs ?? 0;
      expect(time.beatAt(tempo, end - 0.01)).toBeCloseTo(time.beatAt(tempo, end + 0.01), 2);
      expect(time.beatAt(tempo, end + 1e7)).toBe(time.beatAt({ bpm: to, slide: null }, end + 1e7));
      // Nobody hears three in a hundred.
      const speed = (time.beatAt(tempo, ms + 1_000) - time.beatAt(tempo, ms)) * 60;
      expect(Math.abs(speed / to - 1)).toBeLessThan(0.033);
      expect(time.msAt(tempo, time.beatAt(tempo, ms + 777))).toBeCloseTo(ms + 777, 1);
    }
  });
});

describe("the rules", () => {
  test("a pattern begins with the next bar, and one that it follows plays until then", () => {
    const { state } = played(free, [["tempo", 120, BAR], ["play", "kick", "x...", 80, BAR + 100], ["play", "hat", "x.", 80, BAR + 9_000], ["play", "kick", "xx", 80, BAR + 9_100]]);
    expect(state.voices["kick"]).toMatchObject({ text: "xx", start: 20, before: { text: "x...", start: 0 } });
    expect(state.voices["hat"]?.start).toBe(20);
    const kicks = music.notesBetween(state, BAR + 8_000, BAR + 10_500).filter(({ instrument }) => instrument === "kick");
    expect(kicks.map(({ ms }) => Math.round(ms - BAR))).toEqual([8_000, 9_000, 10_000, 10_250]);
  });

  test("after a wait a pattern begins at the beat that was waited for, however late the program is", () => {
    const { state } = played(free, [
      ["tempo", 120, BAR], ["play", "pluck", "1 2 3 4", 80, BAR], ["waitBeats", 3, BAR + 20], ["play", "bell", "1 2 3 4", 80, BAR + 1_430], ["play", "pad", "1", 80, BAR + 1_890],
    ]);
    expect([state.voices["pluck"]?.start, state.voices["bell"]?.start, state.voices["pad"]?.start]).toEqual([0, 3, 3]);
  });

  test("a loop of waits does not drift, and one that is slow does not run after its beats for ever", () => {
    let state = played(free, [["tempo", 120, BAR]]).state;
    let ms = BAR;
    for (let turn = 1; turn <= 100; turn += 1) {
      state = played(free, [["waitBeats", 0.5, ms]], state).state;
      ms = time.msAt(state.tempo, state.beat + (state.origin ?? 0)) + 37;
      expect(state.beat).toBe(turn / 2);
    }
    const late = played(free, [["waitBeats", 1, ms + 61_000]], state).state;
    expect(late.beat).toBeGreaterThan(170);
  });

  test("without a clock time stands still but in waits, and `beat` counts a bar", () => {
    const { answers, state } = played(free, [["beat"], ["waitBeats", 1], ["beat"], ["waitForBar"], ["beat"], ["waitBeats", 3.5], ["beat"], ["waitForBar"]]);
    expect(answers).toEqual([1, null, 2, null, 1, null, 4, null]);
    expect(state.beat).toBe(8);
    expect(state.commands).toBe(0);
  });

  test("`beat` follows the clock where there is one", () => {
    const { answers } = played(free, [["tempo", 120, BAR], ["beat", BAR + 20], ["beat", BAR + 520], ["beat", BAR + 1_990], ["beat", BAR + 2_001]]);
    expect(answers.slice(1)).toEqual([1, 2, 4, 1]);
  });

  test("a wait that the server would not wait for is refused, and one of several waits is not", () => {
    expect(played(free, [["tempo", 40], ["waitBeats", 16], ["waitBeats", 13]]).answers).toEqual([null, "refused: long_wait", null]);
  });

  test("what cannot be played is refused, and changes nothing", () => {
    const { answers, state } = played(free, [["play", "kick", "xq", 80], ["play", "kick", "", 80], ["play", "kick", "x".repeat(65), 80], ["hit", "bell", "h4", 80], ["fly"]]);
    expect(answers).toEqual(["bad_pattern", "empty_pattern", "long_pattern", "bad_note", "unknown"].map((it) => `refused: ${it}`));
    expect(state).toEqual(rules.begin(free));
  });

  test("who plays is told, and stops when that is asked for", () => {
    const { answers, state } = played(free, [["play", "bell", "1", 80], ["play", "kick", "x", 80], ["listen"], ["stop", "bell"], ["stop", "hat"], ["listen"], ["silence"], ["listen"]]);
    expect(answers.filter(Array.isArray)).toEqual([["kick", "bell"], ["kick"], []]);
    expect(state.voices).toEqual({});
  });

  test("a volume is of everything or of an instrument that plays", () => {
    const { state } = played(free, [["play", "bell", "1", 80], ["volume", 20, "bell"], ["volume", 30, "kick"], ["volume", 50, "all"]]);
    expect(state).toMatchObject({ volume: 50, voices: { bell: { volume: 20 } } });
  });

  test("a change of the scale is heard in what plays already", () => {
    const { state } = played(free, [["play", "lead", "3", 80]]);
    const minor = played(free, [["scale", "minor", "c"]], state).state;
    const first = (it: State) => music.notesBetween(rules.placed(it, BAR), BAR + 8_000, BAR + 8_600)[0]?.midi;
    expect([first(state), first(minor)]).toEqual([64, 63]);
  });

  test("the state stays small, whatever is played for however long", () => {
    let state = rules.begin(free);
    for (let turn = 0; turn < 2_000; turn += 1) {
      state = played(free, [["play", "kick", turn % 2 ? "x" : "x.", 80], ["hit", "bell", "5", 80], ["light", turn % 2 ? "ice" : "fire"], ["tempo", 40 + (turn % 180)], ["waitBeats", 1]], state).state;
    }
    expect(JSON.stringify(state).length).toBeLessThan(8_000);
  });

  test("a state that was written down goes on as the whole replay does, without a clock and with one", () => {
    let seed = 99;
    const chance = (count: number) => (seed = (seed * 1664525 + 1013904223) >>> 0) % count;
    for (const hasClock of [false, true]) {
      const commands = Array.from({ length: 300 }, (_, at): Command => {
        const clock = hasClock ? [BAR + at * 700 + chance(600)] : [];
        const all: Command[] = [
          ["play", "kick", "x..x", 80, ...clock], ["play", "bell", "1 2 3", 50, ...clock], ["hit", "pluck", "4", 80, ...clock], ["tempo", 80 + chance(60), ...clock],
          ["waitBeats", 1 + chance(3), ...clock], ["waitForBar", ...clock], ["stop", "kick", ...clock], ["silence", ...clock], ["light", "gold", ...clock],
        ];
        return all[chance(all.length)] ?? ["silence"];
      });
      const half = JSON.parse(JSON.stringify(played(free, commands.slice(0, 150)).state)) as State;
      expect(played(free, commands.slice(150), half).state).toEqual(played(free, commands).state);
    }
  });
});

describe("music", () => {
  const band = played(free, [
    ["tempo", 97, BAR], ["play", "kick", "x.x.x.x.", 80, BAR], ["play", "hat", "x[xx]", 50, BAR + 5], ["play", "bell", "1 2 3", 80, BAR + 9], ["hit", "clap", "1", 80, BAR + 50],
  ]).state;
  const heard = (state: State, from: number, to: number, step: number, show = false) => {
    const notes: Note[] = [];
    for (let at = from; at < to; at += step) {
      notes.push(...(show ? music.showBetween(state, at, Math.min(to, at + step)) : music.notesBetween(state, at, Math.min(to, at + step))));
    }
    return notes.map(({ instrument, ms, midi }) => `${ms.toFixed(1)} ${instrument} ${midi}`).sort();
  };

  test("is the same in whatever pieces it is asked for, and no note comes twice or is missing", () => {
    const whole = heard(band, BAR, BAR + 60_000, 60_000);
    expect(whole.length).toBeGreaterThan(300);
    expect(new Set(whole).size).toBe(whole.length);
    expect(heard(band, BAR, BAR + 60_000, 25)).toEqual(whole);
    expect(heard(band, BAR, BAR + 60_000, 1_300)).toEqual(whole);
  });

  test("a display that was given the state plays the same as the one that has it", () => {
    const given = JSON.parse(JSON.stringify(band)) as State;
    expect(heard(given, BAR + 7_777, BAR + 30_000, 60)).toEqual(heard(band, BAR + 7_777, BAR + 30_000, 100));
  });

  test("a display that played the commands again later is in the same place of the bar", () => {
    const again = played(free, [["tempo", 97], ["play", "kick", "x.x.x.x.", 80], ["play", "hat", "x[xx]", 50]]).state;
    const drums = (it: string) => /kick|hat/.test(it);
    const later = BAR + 3_600_000;
    expect(heard(rules.placed(again, later), later + 9_000, later + 19_000, 25)).toEqual(heard(band, later + 9_000, later + 19_000, 25).filter(drums));
  });

  test("after months a beat is where the clock says, within a tenth of a millisecond", () => {
    const later = BAR + 200 * 86_400_000;
    const [first, second] = music.notesBetween(band, later, later + 2_000).filter(({ instrument }) => instrument === "kick");
    expect((second?.ms ?? 0) - (first?.ms ?? 0)).toBeCloseTo(60_000 / 97, 1);
    expect(time.beatAt(band.tempo, first?.ms ?? 0) % 1).toBeCloseTo(0, 3);
  });

  test("the show by itself is the same for everybody, and another from scene to scene", () => {
    const show = (from: number, step: number) => heard(band, from, from + 40_000, step, true);
    expect(show(BAR, 25)).toEqual(show(BAR, 1_000));
    expect(show(BAR, 25).length).toBeGreaterThan(60);
    expect(new Set([0, 1, 2, 3, 4].map((it) => show(BAR + it * 40_000, 500).map((note) => note.split(" ").slice(1)).join())).size).toBe(5);
  });

  test("the show is never thick: at most twelve notes begin together", () => {
    const notes = music.showBetween(band, BAR, BAR + 600_000);
    const together = new Map<string, number>();
    notes.forEach(({ ms }) => together.set(ms.toFixed(0), (together.get(ms.toFixed(0)) ?? 0) + 1));
    expect(Math.max(...together.values())).toBeLessThanOrEqual(12);
    expect(notes.every(({ midi, seconds, loudness }) => midi >= 24 && midi <= 108 && seconds > 0 && loudness > 0 && loudness <= 1)).toBe(true);
  });
});

describe("the conductor", () => {
  let now = BAR;
  let notes: Note[] = [];
  let turns: boolean[] = [];
  let conductor: ReturnType<typeof makeConductor>;
  const page = { hidden: false };
  const pass = (ms: number, step = 25) => {
    for (const end = now + ms; now < end; now += step) {
      vi.advanceTimersByTime(25);
    }
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("document", page);
    [now, notes, turns] = [BAR, [], []];
    page.hidden = false;
    conductor = makeConductor({ now: () => now, play: (note) => notes.push(note), align: () => undefined, turned: (isShow) => turns.push(isShow) });
  });
  afterEach(() => {
    conductor.destroy();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const beating = (level: Level = free) => played(level, [["tempo", 120, BAR], ["play", "kick", "x.x.x.x.", 80, BAR]]).state;
  const isEven = () => notes.every((it, at) => at === 0 || Math.abs(it.ms - (notes[at - 1]?.ms ?? 0) - 500) < 1);

  test("hands on every note once, before it sounds", () => {
    conductor.conduct(free, beating());
    pass(20_000);
    expect(notes).toHaveLength(41);
    expect(isEven()).toBe(true);
  });

  test("a note that is played at once sounds once, however soon that is", () => {
    let state = played(free, [["tempo", 120, BAR]]).state;
    conductor.conduct(free, state);
    pass(1_000);
    for (let hit = 0; hit < 30; hit += 1) {
      state = played(free, [["hit", "bell", String(1 + hit % 8), 80, now]], state).state;
      conductor.conduct(free, state, true);
      pass(331, 11);
    }
    expect(notes).toHaveLength(30);
  });

  test("what begins at the beat that was waited for begins with its first note, where the program is late, too", () => {
    let state = played(free, [["tempo", 120, BAR], ["play", "kick", "x.x.x.x.", 80, BAR]]).state;
    conductor.conduct(free, state);
    pass(2_060, 20);
    state = played(free, [["waitBeats", 4, BAR + 10], ["play", "bell", "1 2", 80, BAR + 2_060]], state).state;
    conductor.conduct(free, state, true);
    expect(notes.filter(({ instrument }) => instrument === "bell").map(({ ms }) => Math.round(ms - BAR))).toEqual([2_000]);
  });

  test("a rest is silent, and a command ends it", () => {
    conductor.conduct(free, beating());
    pass(2_000);
    conductor.rest(true);
    notes = [];
    pass(5_000);
    expect(notes).toEqual([]);
    conductor.conduct(free, played(free, [["play", "kick", "x.x.", 80, now]], beating()).state, true);
    pass(3_000);
    expect(notes.length).toBeGreaterThanOrEqual(5);
    expect(notes[0]?.ms).toBeGreaterThan(BAR + 6_800);
  });

  test("goes on at the right beat after a sleep, without a burst", () => {
    conductor.conduct(free, beating());
    pass(2_000);
    now += 3_600_000;
    const before = notes.length;
    vi.advanceTimersByTime(25);
    expect(notes.length - before).toBeLessThanOrEqual(1);
    pass(2_000);
    expect(notes.length - before).toBeLessThanOrEqual(5);
    expect(notes.every(({ ms }) => Math.round(ms - BAR) % 500 === 0)).toBe(true);
  });

  test("keeps time where timers come once a second, as in a page that is out of sight", () => {
    page.hidden = true;
    conductor.conduct(free, beating());
    pass(20_000, 1_000);
    expect(notes.length).toBeGreaterThanOrEqual(40);
    expect(isEven()).toBe(true);
  });

  test("a clock that is set back silences nothing for long", () => {
    conductor.conduct(free, beating());
    pass(2_000);
    now -= 600_000;
    notes = [];
    pass(6_000);
    expect(notes.length).toBeGreaterThan(7);
  });

  test("the show begins where nobody does anything for a minute, and a command ends it with a bar, without a gap", () => {
    const level = rules.readLevel({ data: { goal: "none", show: { afterSeconds: 60, overPlaying: true } } });
    conductor.conduct(level, beating(level));
    pass(59_000);
    expect(turns).toEqual([]);
    pass(2_000);
    expect(turns).toEqual([true]);
    pass(10_300);
    notes = [];
    const commanded = now;
    conductor.conduct(level, played(level, [["play", "kick", "x.x.x.x.", 80, now]], beating(level)).state);
    pass(6_000);
    expect(turns).toEqual([true, false]);
    const bar = Math.ceil((commanded - BAR) / 2_000) * 2_000 + BAR;
    const kicks = notes.filter(({ instrument, ms }) => instrument === "kick" && ms >= bar - 1);
    expect(kicks.slice(0, 3).map(({ ms }) => Math.round(ms - bar))).toEqual([0, 500, 1_000]);
    expect(notes.filter(({ instrument, ms }) => instrument !== "kick" && ms >= bar)).toEqual([]);
  });

  test("a lesson is not interrupted: there the show begins in silence only", () => {
    const level = rules.readLevel({ data: { goal: "none", show: { afterSeconds: 60, overPlaying: false } } });
    conductor.conduct(level, beating(level));
    pass(70_000);
    expect(turns).toEqual([]);
    conductor.conduct(level, played(level, [["silence", now]], beating(level)).state);
    pass(61_000);
    expect(turns).toEqual([true]);
  });
});

describe("goals", () => {
  const reaches = (goal: string, ...commands: Command[]) => played(of(goal), commands).state.hasReached;
  const play = (instrument: string, pattern: string): Command => ["play", instrument, pattern, 80];

  test("a beat is a kick on every beat, also of a pattern that goes over the bar", () => {
    expect(reaches("beat", play("kick", "x.x.x.x."))).toBe(true);
    expect(reaches("beat", play("kick", "x."))).toBe(true);
    expect(reaches("beat", play("kick", "x.x.x.x.x."))).toBe(true);
    expect(reaches("beat", play("kick", "x.x."), ["stop", "kick"])).toBe(true);
    expect(reaches("beat", play("kick", "x.x.x.."), play("snare", "x.x.x.x."))).toBe(false);
  });

  test("a groove wants each drum in its place", () => {
    const [kick, snare, hat] = [play("kick", "x...x..."), play("snare", "..x...x."), play("hat", "x")];
    expect(reaches("groove", kick, snare, hat)).toBe(true);
    expect(reaches("groove", kick, play("snare", "x.x.x.x."), hat)).toBe(false);
    expect(reaches("groove", kick, snare, play("hat", "x."))).toBe(false);
    expect(reaches("groove", kick, snare)).toBe(false);
  });

  test("a canon is the same melody later, and not the same at the same time", () => {
    const melody = "1 2 3 1 1 2 3 1";
    expect(reaches("canon", play("pluck", melody), ["waitBeats", 2], play("bell", melody))).toBe(true);
    expect(reaches("canon", play("pluck", melody), play("bell", melody))).toBe(false);
    expect(reaches("canon", play("pluck", melody), ["waitBeats", 4], play("bell", melody))).toBe(false);
    expect(reaches("canon", play("pluck", melody), ["waitBeats", 2], play("bell", "1 2 3"))).toBe(false);
  });

  test("one after the other is a bar apart each", () => {
    const four = ["kick", "hat", "bass", "pad"].map((it) => play(it, "x..."));
    expect(reaches("build", ...four.flatMap((it): Command[] => [it, ["waitForBar"]]))).toBe(true);
    expect(reaches("build", ...four.flatMap((it): Command[] => [it, ["waitBeats", 2]]))).toBe(false);
    expect(reaches("build", ...four)).toBe(false);
  });

  test("chance wants many notes at beats of their own", () => {
    const notes = Array.from({ length: 12 }, (_, it): Command => ["hit", "bell", String(it % 5 + 1), 80]);
    expect(reaches("dice", ...notes.flatMap((it): Command[] => [it, ["waitBeats", 0.5]]))).toBe(true);
    expect(reaches("dice", ...notes)).toBe(false);
    expect(reaches("dice", ...notes.flatMap((): Command[] => [["hit", "bell", "1", 80], ["waitBeats", 0.5]]))).toBe(false);
  });

  test("lights change with the bars while something plays", () => {
    const show = ["ice", "fire", "gold", "ocean"].flatMap((it): Command[] => [["light", it], ["waitForBar"]]);
    expect(reaches("lights", play("pad", "1"), ...show)).toBe(true);
    expect(reaches("lights", ...show)).toBe(false);
    expect(reaches("lights", play("pad", "1"), ...show.filter(([name]) => name === "light"))).toBe(false);
  });

  test("is reached once", () => {
    const { types } = played(of("beat"), [play("kick", "x."), play("kick", "x."), play("kick", "x.x.")]);
    expect(types.filter((it) => it === "reached")).toHaveLength(1);
  });
});

describe.each(manifest.levels)("level $id", (given) => {
  test("its solution in JavaScript reaches the goal with three stars, and its beginning does not", () => {
    const level = rules.readLevel(given);
    const run = (text: string) => {
      let state = rules.begin(level);
      let stars: unknown;
      const names = manifest.commands.map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
      const functions = names.map((action) => (...params: unknown[]) => {
        const full = action === "play" || action === "hit" ? [params[0], params[1], params[2] ?? 80] : params;
        const [after, events, answer] = rules.play(level, state, { action, params: full });
        state = after;
        stars ??= events.find(({ type }) => type === "reached")?.["stars"];
        return "value" in answer ? answer.value : undefined;
      });
      new Function(...names, text)(...functions);
      return { state, stars };
    };
    expect(run(read(`solutions/${given.id}.js`))).toMatchObject({ state: { hasReached: true }, stars: 3 });
    expect(run(given.starters["javascript"] ?? "").state.hasReached).toBe(false);
  });
});

describe("texts", () => {
  test("every text is there in every language, with the same places to fill in", () => expectTranslated({ manifest, texts: { ...texts } }, 100));

  test("every level has short words, hints, a program to begin with in every language and solutions in five", () => {
    expect(manifest.levels.length).toBeGreaterThanOrEqual(6);
    for (const { id, title, goal, hints, starters } of manifest.levels) {
      expect(hints.length).toBeGreaterThanOrEqual(2);
      expect(Object.keys(starters).sort(), id).toEqual(LANGUAGES);
      for (const lang of LANGS) {
        expect(title[lang].length).toBeLessThanOrEqual(32);
        expect(goal[lang].length).toBeLessThanOrEqual(150);
      }
      for (const ending of Object.values(PROGRAMMED)) {
        expect(existsSync(new URL(`solutions/${id}.${ending}`, ORCHESTRA)), `${id}.${ending}`).toBe(true);
      }
    }
  });

  test("every page of instructions is there in every language, with the same programs", () => expectPages(manifest.instructions, read));

  test("every refusal that a command declares has words of its own, and none is left out", () => expectRefusals(manifest.commands, texts));

  test("the manifest says that the game is made for live instructions", () => expect(manifest.mode).toBe("live"));

  test.each(LANGS)("what happens and what is there is told in %s", (lang) => {
    const text = inLang(lang);
    const { events, state } = played(free, [
      ["play", "kick", "x.x.", 80], ["hit", "bell", "5", 80], ["tempo", 96], ["scale", "minor", "a"], ["volume", 50, "all"], ["light", "gold"], ["visual", "hills"], ["stop", "kick"], ["play", "pad", "1+3", 80],
    ]);
    const line = words.said(events, text);
    expect(line.split(". ").length).toBeGreaterThanOrEqual(8);
    const told = words.describe(free, state, text);
    const refusals = ["bad_pattern", "long_pattern", "empty_pattern", "bad_note", "long_wait", "unknown"].map((it) => words.refusalText(it, { action: "play", params: ["kick", "1 q", 80] }, state, text));
    for (const it of [line, told, ...refusals]) {
      expect(it).not.toMatch(/[{}]|undefined/);
    }
    expect(told).toContain("96");
    expect(refusals[0]).toContain('"q"');
  });
});
