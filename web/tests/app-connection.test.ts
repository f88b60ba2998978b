import { describe, expect, it } from "vitest";
import { status } from "../src/app/status.ts";
import { Played, ready, running, welcome } from "./app.ts";

const lost = (code: number) => ({ state: "connecting" as const, why: { code, text: "" } });
const closed = (code: number) => ({ state: "closed" as const, why: { code, text: "" } });
const told = { is_player: true, stage_complete: true, goals: [] };
const source = { game: { id: "maze", level: "two" }, language: "lua", files: [{ name: "main.lua", text: "theirs" }], mode: "once" as const, restart: "never" as const };
const run = { id: "r9", paused: false, speed: 0, commands: 4, state: "running" as const, attempt: 1 };

describe("a connection that is lost", () => {
  it.each([[1006, "lost"], [1012, "restarting"], [4429, "full"]] as const)("with %i is told as %s", (code, why) => {
    expect(ready().happens("linkChanged", lost(code)).state.link).toEqual({ is: "connecting", why });
  });

  it.each([[4509, "elsewhere"], [4503, "refused"], [4513, "too_big"], [4500, "unfit"], [4242, "lost"]] as const)(
    "for good with %i is told as %s",
    (code, why) => {
      expect(ready().happens("linkChanged", closed(code)).state.link).toEqual({ is: "closed", why });
    },
  );

  it("leaves the run waiting for the page", () => {
    const played = running().happens("linkChanged", lost(1006));
    expect(played.state.run.is).toBe("on");
    expect(status(played.state).told.en).toContain("waits for you");
  });

  it("hears no stop, which is said again once it is back", () => {
    const played = running().happens("linkChanged", lost(1006)).happens("stop", null);
    played.happens("requestRefused", { code: "disconnected", text: "", retryable: true } as never);
    expect(played.state.notices).toEqual([]);
    played.effects.length = 0;
    expect(played.happens("linkChanged", { state: "connected" } as never).wanted()).toContain("stop");
  });

  it("does not hold a run for ever whose stop was refused", () => {
    const played = running().happens("stop", null);
    played.happens("requestRefused", { code: "not_player", text: "x", retryable: false } as never);
    expect(played.state.run).toMatchObject({ is: "on", isStopping: false });
    expect(played.state.notices.at(-1)?.code).toBe("request_refused");
  });

  it("after the server said that it ends, is a restart", () => {
    const played = ready().happens("draining", null).happens("linkChanged", lost(1006));
    expect(played.state.link).toEqual({ is: "connecting", why: "restarting" });
  });

  it("because of what was kept, leads to a new session without it", () => {
    const played = new Played().happens("linkChanged", closed(4501));
    expect(played.wanted()).toEqual(["connectAnew"]);
  });

  it("because of a link to a session that is over, is told", () => {
    const played = new Played({ isGuest: true }).happens("linkChanged", closed(4501));
    expect(played.state.link).toEqual({ is: "closed", why: "stale" });
    expect(played.wanted()).toEqual([]);
  });
});

describe("a page that comes back", () => {
  it("to a server that knows nothing of its run, says so", () => {
    const played = running().happens("welcomed", { ...welcome, reason: "server_restarted" }).happens("sessionTold", told);
    expect(played.state.run).toMatchObject({ is: "over", reason: "gone" });
    expect(status(played.state).told.en).toContain("run it again");
  });

  it("after a reload goes on where its program runs", () => {
    const played = ready().happens("sessionTold", { ...told, source, run: { ...run, input: { prompt: "Who?" } } });
    expect(played.state.place).toEqual({ game: "maze", level: "two", language: "lua" });
    expect(played.state.run).toMatchObject({ is: "on", id: "r9", commands: 4, isStopping: false });
    expect(played.state.prompt).toBe("Who?");
  });

  it("after a reload shows how its program ended", () => {
    const ended = { reason: "limit" as const, limit: "cpu" as const, commands: 4, duration_ms: 1 };
    const page = ready();
    const { language, ...game } = page.state.place;
    const here = { ...source, language, game: { id: game.game, level: game.level } };
    const played = page.happens("sessionTold", { ...told, source: here, run: { ...run, state: "ended", ended } });
    expect(status(played.state).told.en).toContain("computed for too long");
  });

  it("after a reload says nothing of a program that ended in another level", () => {
    const ended = { reason: "finished" as const, commands: 4, duration_ms: 1 };
    const played = ready().happens("sessionTold", { ...told, source, run: { ...run, state: "ended" as const, ended } });
    expect(played.state.run.is).toBe("none");
    expect(played.state.place.level).not.toBe("two");
  });

  it("does not clear the console of the run that it saw", () => {
    const played = running().happens("printed", { n: 1, stream: "stdout", text: "a\n", at: 0 });
    played.happens("sessionTold", { ...told, run: { ...run, id: "r1" } });
    expect(played.state.console.lines).toHaveLength(1);
  });
});

describe("a page that joined", () => {
  const guest = () => ready({ isGuest: true });

  it("shows the program of whoever it watches, and keeps nothing of it", () => {
    const played = guest().happens("sessionTold", { ...told, is_player: false, source, run });
    expect(played.state.papers.files).toEqual(source.files);
    expect(played.state.isPlayer).toBe(false);
    expect(played.wanted()).not.toContain("keep");
  });

  it("joins again for the program of the next run", () => {
    const played = guest().happens("sessionTold", { ...told, is_player: false, source, run });
    played.wanted();
    played.happens("runTold", { run: "r10", body: { state: "starting", attempt: 1 } });
    expect(played.wanted()).toEqual(["rejoin"]);
    played.happens("runTold", { run: "r10", body: { state: "running", attempt: 1 } });
    expect(played.wanted()).toEqual([]);
  });

  it("takes over when it is told to", () => {
    const played = guest().happens("leased", { isPlayer: false }).happens("takeOver", null);
    expect(played.wanted()).toContain("take");
    expect(played.happens("leased", { isPlayer: true }).state.isPlayer).toBe(true);
  });
});
