import { describe, expect, it } from "vitest";
import type { SessionState } from "livecoding-client";
import { toldIn } from "../src/stage/told.ts";
import type { Place } from "../src/work/types.ts";
import { Played, maze, ready, running, welcome } from "./app.ts";

describe("what is chosen", () => {
  it("is the game's first level for whoever comes for the first time, with the level's own program", () => {
    const { state } = ready();
    expect(state.place).toEqual({ game: "maze", level: "one", language: "javascript" });
    expect(state.papers).toMatchObject({ files: [{ name: "main.ja", text: "// one" }], isStarter: true });
  });

  it("is a language that works here, where the last one does not", () => {
    const played = new Played({ place: { game: "maze", level: "", language: "rust" } });
    expect(played.happens("welcomed", welcome).state.place.language).toBe("javascript");
  });

  it("is a game that is there, where the last one is not", () => {
    const played = new Played({ place: { game: "gone", level: "x", language: "lua" } });
    const games = [{ ...welcome.games[0], id: "arena" }, ...welcome.games] as typeof welcome.games;
    expect(played.happens("welcomed", { ...welcome, games }).state.place).toEqual({ game: "maze", level: "", language: "lua" });
  });

  it.each([
    ["a game", { game: "gone" }, { code: "game_missing", values: { game: "gone" } }],
    ["a language", { language: "klingon" }, { code: "language_missing", values: { language: "klingon" } }],
    ["a language that is not installed", { language: "rust" }, { code: "language_missing", values: { language: "RUST" } }],
  ])("is told where an address names %s that is not here", (_, named, told) => {
    const place = { game: "maze", level: "", language: "javascript", ...named };
    expect(new Played({ place, named }).happens("welcomed", welcome).state.notices).toMatchObject([told]);
    expect(new Played({ place }).happens("welcomed", welcome).state.notices).toEqual([]);
  });

  it("is told where a server that comes back has it no more, and the program is kept in sight", () => {
    const without = { ...welcome, games: [{ ...welcome.games[0], id: "other" }] } as typeof welcome;
    expect(ready().happens("welcomed", without).state).toMatchObject({ place: { game: "other" }, notices: [{ code: "game_missing" }] });
    const played = ready().happens("edit", { text: "mine" }).happens("welcomed", without);
    expect(played.state).toMatchObject({ place: { game: "maze" }, papers: { files: [{ text: "mine" }] } });
  });

  it("is the first level where an address names one that is not there, which is told", () => {
    const played = new Played({ place: { game: "maze", level: "ninth", language: "lua" } }).happens("welcomed", welcome);
    played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "ninth", game: toldIn(maze, "en") });
    expect(played.state).toMatchObject({ place: { level: "one" }, notices: [{ code: "level_missing", values: { level: "ninth" } }] });
  });

  it("begins with the game's program in a language that the level has none for", () => {
    const played = ready().happens("choose", { language: "lua" });
    expect(played.state.papers.files[0]?.text).toBe("");
    const api = { game: "maze", language: "lua", title: "", groups: [], functions: [], starter: "move()" };
    played.happens("apiTold", { of: "maze lua en", api });
    expect(played.state.papers.files[0]?.text).toBe("move()");
  });

  it("replaces nobody's own program by a better beginning", () => {
    const played = ready().happens("choose", { language: "lua" }).happens("edit", { text: "mine" });
    const api = { game: "maze", language: "lua", title: "", groups: [], functions: [], starter: "move()" };
    expect(played.happens("apiTold", { of: "maze lua en", api }).state.papers.files[0]?.text).toBe("mine");
  });

  it("takes no functions of a language that was left", () => {
    const played = ready().happens("choose", { language: "lua" }).happens("choose", { language: "javascript" });
    const api = { game: "maze", language: "lua", title: "", groups: [], functions: [], starter: "move()" };
    expect(played.happens("apiTold", { of: "maze lua en", api }).state.api.is).toBe("asked");
  });

  it("changed while a program runs, stops it and starts nothing after it", () => {
    const played = running().happens("choose", { level: "two" });
    expect(played.wanted()).toContain("stop");
    played.happens("runEnded", { run: "r1", body: { reason: "stopped", commands: 1, duration_ms: 1 } });
    expect(played.wanted()).not.toContain("start");
    expect(played.state.place.level).toBe("two");
  });

  it("is not changed by a page that only watches", () => {
    const played = running().happens("leased", { isPlayer: false }).happens("choose", { level: "two" });
    expect(played.wanted()).toEqual([]);
    expect(played.state.place.level).toBe("one");
  });

  it("ignores a game that comes after another one was chosen", () => {
    const played = ready().happens("choose", { game: "http://other.example/manifest.json" });
    played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "", game: toldIn(maze, "en") });
    expect(played.state.scene.is).toBe("loading");
    expect(played.effect("load")?.url).toBe("http://other.example/manifest.json");
  });

  it("sends the manifest and the interpreter of a game that is not of this server", () => {
    const url = "http://other.example/manifest.json";
    const played = ready().happens("choose", { game: url });
    const game = { ...toldIn(maze, "en"), levels: [], isNative: false, interpreters: { javascript: "function up() {}" } };
    played.happens("gameLoaded", { url, level: "", game }).happens("run", null);
    expect(played.effect("start")?.run).toMatchObject({ game: { manifest: game.manifest, url, level: "" }, api: "function up() {}" });
    expect(played.wanted()).toContain("focusStage");
  });

  it("tells the game in another language while it goes on, and asks for its functions anew", () => {
    const played = running().happens("change", { lang: "de" });
    expect(played.state.scene).toMatchObject({ game: { title: "Labyrinth" } });
    expect(played.effect("askApi")?.request).toMatchObject({ lang: "de" });
    expect(played.state.run.is).toBe("on");
  });
});

describe("a program of this session that still runs after a reload", () => {
  const here = { game: "maze", level: "one", language: "javascript" };
  const source = (level: string): SessionState["source"] => ({
    language: "javascript",
    files: [{ name: "main.ja", text: "loop" }],
    game: { id: "maze", level },
    mode: "once",
    restart: "on-crash",
  });
  const session: SessionState = {
    is_player: true,
    stage_complete: true,
    goals: [],
    source: source("one"),
    run: { id: "r1", state: "running", attempt: 1, commands: 3, paused: false, speed: 0 },
  };
  const shared = { ...here, level: "two", files: [{ name: "main.ja", text: "shared" }], own: null };
  const reloaded = (asked: Partial<Place>) => {
    const place = { game: "maze", level: "", language: "javascript", ...asked };
    return new Played({ place, asked }).happens("stageStands", null).happens("welcomed", welcome);
  };
  const told = (played: Played, more: Partial<SessionState> = {}) => {
    played.happens("sessionTold", { ...session, ...more }).happens("linkChanged", { state: "connected" });
    return played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: played.state.place.level, game: toldIn(maze, "en") });
  };
  const stopped = { run: { is: "on", isStopping: true, next: null } };

  it.each([[{}], [{ game: "maze" }], [here]])("is come back to where the address names no other place: %j", (asked) => {
    const played = told(reloaded(asked));
    expect(played.state).toMatchObject({ place: here, run: { is: "on", id: "r1", isStopping: false } });
    expect(played.wanted()).not.toContain("stop");
  });

  it.each([[{ language: "lua" }], [{ level: "two" }], [{ game: "https://g.example/x/manifest.json" }]])("makes room for a place that the address names: %j", (asked) => {
    const played = told(reloaded(asked));
    expect(played.state).toMatchObject({ place: asked, ...stopped });
    expect(played.wanted()).toContain("stop");
    // What it said is nobody's here.
    played.happens("printed", { n: 1, at: 1, stream: "stdout", text: "old" });
    expect(played.state.console.lines).toEqual([]);
  });

  it("is come back to after the next cut, wherever the address led at first", () => {
    const played = told(reloaded({ level: "two" }));
    played.happens("runEnded", { run: "r1", body: { reason: "stopped", commands: 3, duration_ms: 9 } }).wanted();
    told(played, { source: source("two"), run: { id: "r2", state: "running", attempt: 1, commands: 0, paused: false, speed: 0 } });
    expect(played.state).toMatchObject({ place: { level: "two" }, run: { id: "r2", isStopping: false } });
  });

  it.each([["before", here], ["before", { ...here, level: "two" }], ["after", here], ["after", { ...here, level: "two" }]])(
    "makes room for the program of a link that comes %s it is known: %j",
    (when, place) => {
      const played = reloaded({});
      const link = () => played.happens("sharedCame", { ...shared, ...place });
      if (when === "before") {
        told(link());
      } else {
        told(played);
        link();
      }
      expect(played.state).toMatchObject({ place, papers: { place, files: [{ text: "shared" }] }, ...stopped });
      expect(played.wanted()).toContain("stop");
    },
  );

  it("is stopped by no page that only watches, and by none that has a seat", () => {
    expect(told(reloaded({ level: "two" }), { is_player: false }).wanted()).not.toContain("stop");
    expect(told(reloaded({ level: "two" }), { seat: { stage: "s1", actor: 1 } }).wanted()).not.toContain("stop");
  });
});

describe("a goal", () => {
  it("is celebrated, kept, and told", () => {
    const played = running().happens("goalReached", { level: "one", stars: 2, text: "out", isReplay: false });
    expect(played.state.reached).toEqual({ level: "one", stars: 2, text: "out" });
    expect(played.wanted()).toEqual(["reached", "tellGoal"]);
  });

  it("is not celebrated again when a reload plays it again", () => {
    const played = running().happens("goalReached", { level: "one", stars: 2, text: "out", isReplay: true });
    expect(played.state.reached).toBeNull();
    expect(played.state.isSolved).toBe(true);
  });

  it("never costs stars", () => {
    const played = running().happens("progressRead", { game: "maze", progress: { one: { isReached: true, stars: 3 } } });
    played.happens("goalReached", { level: "one", stars: 1, text: "", isReplay: false });
    expect(played.state.progress.one?.stars).toBe(3);
  });

  it("leads to the next level", () => {
    const played = ready().happens("nextLevel", null);
    expect(played.state.place.level).toBe("two");
    expect(played.happens("nextLevel", null).state.place.level).toBe("two");
  });
});

describe("hints", () => {
  it("come one after the other, and end", () => {
    const played = ready().happens("showHint", null).happens("showHint", null).happens("showHint", null);
    expect(played.state.hints).toBe(2);
    expect(played.happens("choose", { level: "two" }).state.hints).toBe(0);
  });
});

describe("a kiosk", () => {
  it("keeps nothing, and begins anew after a while", () => {
    const played = ready({ isKiosk: true }).happens("edit", { text: "mine" }).happens("choose", { level: "two" });
    expect(played.wanted()).not.toContain("keep");
    played.happens("forgotten", { place: { game: "maze", level: "one", language: "javascript" }, settings: played.state.settings });
    expect(played.state.place.level).toBe("one");
    expect(played.state.papers.files[0]?.text).toBe("// one");
  });

  it("of a language that is not here begins anew with one that is", () => {
    const place = { game: "maze", level: "", language: "klingon" };
    const played = ready({ isKiosk: true, place, named: place });
    played.happens("forgotten", { place, settings: played.state.settings });
    expect(played.state).toMatchObject({ place: { language: "javascript" }, notices: [] });
  });

  it("is set for the next one as it was opened", () => {
    const played = ready({ isKiosk: true });
    const { settings, visit, place } = played.state;
    played.happens("change", { lang: "de", theme: "dark", hasSound: false }).happens("chooseSpeed", { ms: 1000 });
    played.happens("showTab", { tab: "functions" }).wanted();
    played.happens("forgotten", { place, settings });
    expect(played.state).toMatchObject({ settings, tab: "console", scene: { game: { title: "Maze" } } });
    expect(played.state.visit).not.toBe(visit);
    expect(played.wanted()).toContain("configure");
  });
});
