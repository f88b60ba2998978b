import { describe, expect, it } from "vitest";
import type { ErrorTold } from "livecoding-client";
import { isLive, speedOf } from "../src/app/place.ts";
import { status } from "../src/app/status.ts";
import { toldIn } from "../src/stage/told.ts";
import { Played, ending, maze, ready, running, welcome } from "./app.ts";

const words = (played: Played) => status(played.state).told.en;

describe("run", () => {
  it("starts the program with its game and its level", () => {
    const played = ready().happens("edit", { text: "move();" }).happens("run", null);
    expect(played.effect("start")?.run).toMatchObject({
      game: { id: "maze", level: "one" },
      language: "javascript",
      files: [{ name: "main.ja", text: "move();" }],
      mode: "once",
      paused: false,
    });
  });

  it("pressed while a program runs, stops it, and starts the next one after its end", () => {
    const played = running().happens("run", null);
    expect(played.wanted()).toEqual(["stop"]);
    played.happens("runEnded", { run: "r1", body: ending("stopped") });
    expect(played.wanted()).toContain("start");
    expect(played.state.run.is).toBe("asked");
  });

  it("pressed three times while a program runs, stops once and starts once", () => {
    const played = running().happens("run", null).happens("run", null).happens("run", null);
    played.happens("runEnded", { run: "r1", body: ending("stopped") });
    expect(played.wanted().filter((it) => it === "stop" || it === "start")).toEqual(["stop", "start"]);
  });

  it("pressed twice before the server answers, starts once", () => {
    const played = ready().happens("run", null).happens("run", null).happens("startGranted", { run: "r1" });
    expect(played.wanted().filter((it) => it === "stop" || it === "start")).toEqual(["start"]);
  });

  it("pressed again with another text before the server answers, runs that text in the end", () => {
    const played = ready().happens("run", null).happens("edit", { text: "new" }).happens("run", null);
    played.happens("startGranted", { run: "r1" }).happens("runEnded", { run: "r1", body: ending("stopped") });
    expect(played.effect("start")?.run.files[0]?.text).toBe("new");
  });

  it("stopped before the server answers, is stopped as soon as it has a name", () => {
    const played = ready().happens("run", null).happens("stop", null);
    expect(played.wanted()).not.toContain("stop");
    played.happens("startGranted", { run: "r1" });
    expect(played.wanted()).toContain("stop");
  });

  it("waits for the game and for the connection, and starts then", () => {
    const played = new Played().happens("stageStands", null).happens("run", null);
    expect(played.wanted()).not.toContain("start");
    played.happens("welcomed", welcome).happens("linkChanged", { state: "connected" });
    expect(played.wanted()).not.toContain("start");
    played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "", game: toldIn(maze, "en") });
    expect(played.wanted()).toContain("start");
  });

  it("is refused in words when the connection is lost, and is no surprise when it is back", () => {
    const played = ready().happens("linkChanged", { state: "connecting", why: { code: 1006, text: "" } });
    played.happens("run", null).happens("linkChanged", { state: "connected" });
    expect(played.wanted()).not.toContain("start");
    expect(played.state.notices[0]?.code).toBe("not_connected");
  });

  it("makes room where the server still has another run", () => {
    const played = ready().happens("run", null);
    played.wanted();
    played.happens("startRefused", { code: "run_active", text: "", retryable: true });
    expect(played.wanted()).toEqual(["stop"]);
    played.happens("runEnded", { run: "r0", body: ending("stopped") });
    expect(played.wanted()).toContain("start");
  });

  it("keeps a program open only in a language that can", () => {
    const played = ready().happens("keepOpen", { isKeptOpen: true }).happens("run", null);
    expect(played.effect("start")?.run.mode).toBe("live");
    const other = ready().happens("choose", { language: "c" }).happens("keepOpen", { isKeptOpen: true }).happens("run", null);
    expect(other.effect("start")?.run.mode).toBe("once");
  });

  it("keeps a program of a game for live instructions open, at full speed, where the language takes some", () => {
    const live = { ...maze, manifest: { commands: [], mode: "live" } };
    const settings = { ...ready().state.settings, speed: 400 };
    const played = ready({ settings }).happens("gameLoaded", { url: "/games/maze/manifest.json", level: "", game: toldIn(live, "en") });
    expect(isLive(played.state)).toBe(true);
    expect(played.happens("run", null).effect("start")?.run).toMatchObject({ mode: "live", speed: 0 });
    const other = ready({ settings }).happens("gameLoaded", { url: "/games/maze/manifest.json", level: "", game: toldIn(live, "en") });
    expect(other.happens("choose", { language: "c" }).happens("run", null).effect("start")?.run).toMatchObject({ mode: "once", speed: 0 });
  });

  it("of a game for live instructions ends what goes on on the stage when it is stopped, and not when it ends by itself", () => {
    const live = { ...maze, manifest: { commands: [], mode: "live" } };
    const begun = () => {
      const played = ready().happens("gameLoaded", { url: "/games/maze/manifest.json", level: "", game: toldIn(live, "en") });
      played.happens("run", null).happens("startGranted", { run: "r1" }).wanted();
      return played;
    };
    expect(begun().happens("stop", null).happens("runEnded", { run: "r1", body: ending("stopped") }).wanted()).toContain("setLevel");
    expect(begun().happens("runEnded", { run: "r1", body: ending("finished") }).wanted()).not.toContain("setLevel");
    const other = running().happens("stop", null).happens("runEnded", { run: "r1", body: ending("stopped") });
    expect(other.wanted()).not.toContain("setLevel");
  });

  it("takes a manifest that says another mode, or none, for a game as others are", () => {
    const odd = { ...maze, manifest: { commands: [], mode: "loud" } };
    const played = ready().happens("gameLoaded", { url: "/games/maze/manifest.json", level: "", game: toldIn(odd, "en") });
    expect(isLive(played.state)).toBe(false);
    expect(isLive(new Played().state)).toBe(false);
  });

  it("tells a language that does not work instead of starting it", () => {
    const played = ready().happens("choose", { language: "rust" }).happens("run", null);
    expect(played.effect("start")).toBeUndefined();
    expect(played.state.notices.at(-1)).toMatchObject({ code: "language_missing", values: { language: "RUST" } });
  });
});

describe("step, pause and speed", () => {
  it("starts a program paused with the first step, and steps with the second", () => {
    const played = ready().happens("step", null);
    expect(played.effect("start")?.run.paused).toBe(true);
    played.happens("startGranted", { run: "r1" }).happens("runTold", { run: "r1", body: { state: "paused", attempt: 1 } });
    played.wanted();
    expect(words(played)).toContain("before the first instruction");
    expect(played.happens("step", null).wanted()).toEqual(["step"]);
  });

  it("does nothing with a step while it stops", () => {
    const played = running().happens("stop", null);
    played.wanted();
    played.happens("step", null);
    expect(played.wanted()).toEqual([]);
  });

  it("pauses what runs and resumes what is paused", () => {
    const played = running().happens("pauseOrResume", null);
    expect(played.wanted()).toEqual(["pause"]);
    played.happens("runTold", { run: "r1", body: { state: "paused", attempt: 1 } }).happens("pauseOrResume", null);
    expect(played.wanted()).toEqual(["resume"]);
  });

  it("changes the speed of what runs, and keeps it for the next time", () => {
    expect(running().happens("chooseSpeed", { ms: 400 }).wanted()).toEqual(["set", "set", "configure", "speed"]);
    expect(ready().happens("chooseSpeed", { ms: 400 }).wanted()).toEqual(["set", "set", "configure"]);
  });

  it("is the game's own until somebody chooses one", () => {
    const { state } = ready();
    const scene = state.scene.is === "ready" ? { ...state.scene, game: { ...state.scene.game, manifest: { speed_ms: 60 } } } : state.scene;
    const settings = { ...state.settings, speed: 400, isSpeedChosen: false };
    expect(speedOf({ scene, settings })).toBe(50);
    expect(speedOf({ scene, settings: { ...settings, isSpeedChosen: true } })).toBe(400);
    expect(speedOf({ scene: state.scene, settings })).toBe(400);
  });
});

describe("the end", () => {
  it("is told as stopped where the user stopped it, whatever failed at that moment", () => {
    const played = running().happens("stop", null);
    const error: ErrorTold = { kind: "runtime", name: "E", message: "m", frames: [], raw: "", fatal: true };
    played.happens("programFailed", error).happens("runEnded", { run: "r1", body: { ...ending("error"), error } });
    expect(words(played)).toBe("Stopped");
    expect(played.state.error).toBeNull();
  });

  it("of an error shows the file and the line", () => {
    const played = running().happens("addFile", { name: "part.js" }).happens("selectFile", { name: "main.ja" });
    const error: ErrorTold = { kind: "runtime", name: "E", message: "m", file: "part.js", line: 3, frames: [], raw: "", fatal: true };
    played.happens("programFailed", error).happens("runEnded", { run: "r1", body: { ...ending("error"), error } });
    expect(played.state.papers.active).toBe("part.js");
    expect(played.state.pane).toBe("code");
    expect(status(played.state)).toMatchObject({ tone: "bad", values: { line: 3 } });
  });

  it.each(["output", "wall", "memory", "cpu", "processes", "files"] as const)("by the limit %s is told by its name", (limit) => {
    const played = running().happens("runEnded", { run: "r1", body: { ...ending(), reason: "limit", limit } });
    expect(words(played)).toMatch(/^Stopped: its? /);
  });

  it("of an earlier run changes nothing", () => {
    const played = running().happens("runEnded", { run: "r0", body: ending() });
    expect(played.state.run.is).toBe("on");
  });

  it("says whether the goal was reached", () => {
    expect(words(running().happens("runEnded", { run: "r1", body: ending() }))).toContain("not reached yet");
    const won = running().happens("goalReached", { level: "one", stars: 2, text: "out", isReplay: false });
    expect(words(won.happens("runEnded", { run: "r1", body: ending() }))).toContain("solved");
  });
});

describe("what a program asks", () => {
  it("leads to the console, and is answered once", () => {
    const played = running().happens("inputWanted", { prompt: "Who?" });
    expect(played.state).toMatchObject({ prompt: "Who?", tab: "console", pane: "console" });
    played.happens("input", { line: "Ada" });
    expect(played.effect("input")?.line).toBe("Ada");
    expect(played.state.prompt).toBeNull();
    expect(played.state.console.lines.at(-1)).toMatchObject({ kind: "typed", text: "Ada" });
  });

  it("is forgotten with the run", () => {
    const played = running().happens("inputWanted", { prompt: "" }).happens("runEnded", { run: "r1", body: ending() });
    expect(played.state.prompt).toBeNull();
  });

  it("is no line where it waits for a key", () => {
    const played = running().happens("runTold", { run: "r1", body: { state: "waiting_user", attempt: 1 } });
    expect(words(played)).toContain("press a key");
    expect(words(played.happens("inputWanted", { prompt: "" }))).toContain("type a line");
  });

  it("lets a game that waits take the focus only from who did nothing else since", () => {
    const wait = (played: Played) => played.happens("gameWaits", { forUser: true }).wanted();
    expect(wait(running())).toContain("focusStage");
    expect(wait(running().happens("edit", { text: "x" }))).not.toContain("focusStage");
  });
});

describe("live instructions", () => {
  it("are shown with what they gave", () => {
    const played = running().happens("exec", { source: "x + 1" });
    expect(played.effect("exec")?.source).toBe("x + 1");
    played.happens("instructed", { xid: "a", ok: true, value: "6" });
    played.happens("instructed", { xid: "b", ok: false, error: { code: "failed", text: "no" } });
    expect(played.state.console.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual(["typed x + 1", "result 6", "failed no"]);
  });

  it("are not sent without a run", () => {
    expect(ready().happens("exec", { source: "x" }).wanted()).toEqual([]);
  });
});

describe("the line that is executed", () => {
  it("is one of the learner's own files, and stays through an instruction of another place", () => {
    const played = running().happens("commandPlayed", { file: "main.ja", line: 2, isReplay: false });
    played.happens("commandPlayed", { file: "live#1", line: 1, isReplay: false });
    expect(played.state.here).toEqual({ file: "main.ja", line: 2 });
    expect(played.happens("runEnded", { run: "r1", body: ending() }).state.here).toBeNull();
  });
});
