import { describe, expect, it } from "vitest";
import { toldIn } from "../src/stage/told.ts";
import { ending, maze, ready, running } from "./app.ts";

const url = "/games/maze/manifest.json";
const changed = (game = "maze") => ["gameChanged", { game }] as const;
const codes = (it: ReturnType<typeof ready>) => it.state.notices.map(({ code }) => code);

describe("a game that is changed on the server", () => {
  it("is loaded again with its functions, and keeps level, files and console", () => {
    const played = ready().happens("choose", { level: "two" }).happens("edit", { text: "mine" });
    played.happens("gameLogged", { level: "info", text: "said before" }).happens(...changed());
    expect(played.effect("load")).toEqual({ do: "load", url, level: "two" });
    expect(played.effect("askApi")?.of).toBe("maze javascript en");
    expect(played.state.scene.is).toBe("loading");
    played.happens("gameLoaded", { url, level: "two", game: toldIn({ ...maze, title: "New" }, "en") });
    expect(played.state).toMatchObject({ scene: { game: { title: "New" } }, place: { level: "two" }, papers: { files: [{ text: "mine" }] } });
    expect(played.state.console.lines.map(({ text }) => text)).toEqual(["said before"]);
    expect(codes(played)).toContain("game_changed");
  });

  it("waits for the end of a program that runs, and says so", () => {
    const played = running().happens(...changed()).happens(...changed());
    expect(codes(played)).toEqual(["game_changed_later"]);
    expect(played.wanted()).not.toContain("load");
    played.happens("runEnded", { run: "r1", body: ending() });
    expect(played.wanted().filter((it) => it === "load")).toEqual(["load"]);
    expect(played.state.isOutdated).toBe(false);
  });

  it("is there before a program that was pressed meanwhile starts", () => {
    const played = running().happens(...changed()).happens("run", null);
    played.happens("runEnded", { run: "r1", body: ending("stopped") });
    expect(played.wanted()).not.toContain("start");
    played.happens("gameLoaded", { url, level: "one", game: toldIn(maze, "en") });
    expect(played.wanted()).toContain("start");
  });

  it("while it is loaded, is loaded once more after that, and nothing starts between", () => {
    const played = ready().happens(...changed()).happens(...changed()).happens("run", null);
    expect(played.wanted().filter((it) => it === "load")).toEqual(["load"]);
    played.happens("gameLoaded", { url, level: "one", game: toldIn(maze, "en") });
    expect(played.wanted().filter((it) => it === "load" || it === "start")).toEqual(["load"]);
    played.happens("gameLoaded", { url, level: "one", game: toldIn(maze, "en") });
    expect(played.wanted()).toContain("start");
  });

  it("is of no interest where another one is on the stage, also later", () => {
    const played = running().happens(...changed("frog"));
    expect(codes(played)).toEqual([]);
    played.happens(...changed()).happens("choose", { game: "http://other.example/manifest.json" });
    played.wanted();
    played.happens("runEnded", { run: "r1", body: ending("stopped") });
    expect(played.wanted()).not.toContain("load");
  });

  it("and has a mistake, is told in the console, and the one before goes on", () => {
    const problem = "games/maze/manifest.json: name: missing";
    const played = ready().happens("showTab", { tab: "functions" }).happens("gameBroken", { game: "frog", problem });
    expect(played.state.console.lines).toEqual([]);
    played.happens("gameBroken", { game: "maze", problem });
    expect(played.state.console.lines).toMatchObject([{ kind: "error", text: problem }]);
    expect(played.state).toMatchObject({ tab: "console", scene: { is: "ready" } });
    expect(codes(played)).toEqual(["game_broken"]);
  });
});
