import { describe, expect, it } from "vitest";
import { joinFragment, movedTo, readAddress } from "../src/app/address.ts";
import type { Events } from "../src/app/events.ts";
import { shortcut } from "../src/app/keys.ts";
import { status } from "../src/app/status.ts";
import * as app from "../src/texts/app.ts";
import { LANGS } from "../src/texts/texts.ts";
import * as dialogs from "../src/texts/dialogs.ts";
import * as notices from "../src/texts/notices.ts";
import * as views from "../src/texts/views.ts";
import { type Played, ending, ready, welcome } from "./app.ts";

describe("the address", () => {
  it("asks for a kiosk, with a bound for its patience", () => {
    expect(readAddress({ search: "?kiosk", hash: "" }).kioskSeconds).toBe(180);
    expect(readAddress({ search: "?kiosk=60&game=maze&lang=fr", hash: "" })).toMatchObject({ kioskSeconds: 60, place: { game: "maze" }, lang: "fr" });
    expect(readAddress({ search: "?kiosk=0", hash: "" }).kioskSeconds).toBe(10);
    expect(readAddress({ search: "?kiosk=soon", hash: "" }).kioskSeconds).toBe(180);
    expect(readAddress({ search: "", hash: "" }).kioskSeconds).toBeNull();
  });

  it("follows the page where it named a place, and says nothing new of its own", () => {
    const here = { game: "maze", level: "gem", language: "ruby" };
    expect(movedTo("?level=steps&language=lua&lang=fr", here)).toBe("?level=gem&language=ruby&lang=fr");
    expect(movedTo("?level=gem", here)).toBeNull();
    expect(movedTo("?lang=fr", here)).toBeNull();
    expect(movedTo("", here)).toBeNull();
  });

  it("joins a session that it names, and takes anything else for a program", () => {
    const attach = { session: "s2c6", key: "20f6.p.s2c6.0.0.1eb5" };
    expect(readAddress({ search: "", hash: joinFragment(attach) })).toMatchObject({ join: attach, shared: null });
    expect(readAddress({ search: "", hash: "#join=<x>~y" })).toMatchObject({ join: null, shared: "#join=<x>~y" });
  });
});

describe("keys", () => {
  const key = (key: string, more: object = {}) => shortcut({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });

  it("run and stop on both kinds of keyboards", () => {
    expect(key("Enter", { ctrlKey: true })).toBe("run");
    expect(key("Enter", { metaKey: true })).toBe("run");
    expect(key(".", { ctrlKey: true })).toBe("stop");
    expect(key("F5", { shiftKey: true })).toBe("stop");
    expect(key(".", { ctrlKey: true, shiftKey: true })).toBe("stop");
    expect(key("S", { ctrlKey: true })).toBe("download");
  });

  it("leave alone what is typed, and what is typed with AltGr", () => {
    expect(key("Enter")).toBeNull();
    expect(key("s")).toBeNull();
    expect(key("o", { ctrlKey: true, altKey: true })).toBeNull();
  });
});

describe("texts", () => {
  it("are there in every language, with the same places to fill in", () => {
    for (const group of [...Object.values(app), ...Object.values(views), ...Object.values(dialogs), ...Object.values(notices)]) {
      for (const [name, told] of Object.entries(group)) {
        const places = LANGS.map((lang) => [...told[lang].matchAll(/\{\w+\}/g)].map(String).sort().join());
        expect(new Set(places).size, name).toBe(1);
        expect(LANGS.every((lang) => told[lang].trim() !== ""), name).toBe(true);
      }
    }
  });
});

/** Numbers that look like chance, the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

describe("whatever happens in whatever order", () => {
  const places = [{ level: "one" }, { level: "two" }, { language: "lua" }, { language: "rust" }, { game: "http://a.example/b.json" }, { game: "maze" }];
  const told = { is_player: true, stage_complete: true, goals: [] };
  const acts: ((played: Played, pick: (below: number) => number) => unknown)[] = [
    (it) => it.happens("run", null),
    (it) => it.happens("stop", null),
    (it) => it.happens("step", null),
    (it) => it.happens("pauseOrResume", null),
    (it, pick) => it.happens("choose", places[pick(places.length)] ?? {}),
    (it, pick) => it.happens("startGranted", { run: `r${pick(3)}` }),
    (it) => it.happens("startRefused", { code: "run_active", text: "", retryable: true }),
    (it, pick) => it.happens("runTold", { run: `r${pick(3)}`, body: { state: pick(2) ? "running" : "paused", attempt: 1 + pick(2) } }),
    (it, pick) => it.happens("runEnded", { run: `r${pick(3)}`, body: ending(pick(2) ? "finished" : "error") }),
    (it) => it.happens("linkChanged", { state: "connecting", why: { code: 1006, text: "" } }),
    (it) => it.happens("linkChanged", { state: "connected" }),
    (it) => it.happens("welcomed", welcome),
    (it) => it.happens("sessionTold", told),
    (it, pick) => it.happens("edit", { text: `text ${pick(5)}` }),
    (it) => it.happens("startAfresh", null),
    (it) => it.happens("reloadGame", null),
    (it) => it.happens("gameFailed", { url: "/games/maze/manifest.json", text: "" }),
    (it, pick) => it.happens("leased", { isPlayer: pick(4) > 0 }),
    (it, pick) => it.happens("goalReached", { level: pick(2) ? "one" : "two", stars: 1, text: "", isReplay: false }),
    (it) => it.happens("nextLevel", null),
    (it) => it.happens("forgotten", { place: { game: "maze", level: "", language: "lua" }, settings: it.state.settings } satisfies Events["forgotten"]),
  ];

  it("never fails, asks for one run at a time, and always has words for it", () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const pick = chance(seed);
      const played = ready();
      for (let n = 0; n < 60; n += 1) {
        const before = played.state.run;
        played.effects = [];
        acts[pick(acts.length)]?.(played, pick);
        const { effects, state } = played;
        const starts = effects.filter((effect) => effect.do === "start").length;
        const isRight =
          starts <= 1 &&
          // While a run goes on, another one is not asked for: the first must have ended.
          !(starts === 1 && before.is === "on" && effects.some((effect) => effect.do === "stop")) &&
          (starts === 0 || state.run.is === "asked") &&
          status(state).told.en !== "" &&
          state.notices.length <= 4;
        if (!isRight) {
          expect({ seed, n, before, after: state.run, effects }).toBeNull();
        }
      }
    }
  });
});
