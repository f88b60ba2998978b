import { describe, expect, it } from "vitest";
import { toldIn } from "../src/stage/told.ts";
import { Played, maze, ready, running, welcome } from "./app.ts";

const names = (played: Played) => played.state.papers.files.map(({ name }) => name);

describe("files", () => {
  it("are kept when they are changed", () => {
    const played = ready().happens("edit", { text: "mine" });
    expect(played.effect("keep")).toMatchObject({ place: { level: "one" }, files: [{ name: "main.ja", text: "mine" }] });
  });

  it("are not kept when nothing was changed", () => {
    expect(ready().happens("edit", { text: "// one" }).wanted()).toEqual([]);
  });

  it("are added, renamed and deleted, and come back where they were", () => {
    const played = ready().happens("addFile", { name: "a.js" }).happens("addFile", { name: "b.js" });
    played.happens("renameFile", { from: "a.js", to: "c.js" }).happens("deleteFile", { name: "c.js" });
    expect(names(played)).toEqual(["main.ja", "b.js"]);
    const notice = played.state.notices.at(-1);
    played.happens("undo", { notice: notice?.id ?? 0, undo: notice?.undo as never });
    expect(names(played)).toEqual(["main.ja", "c.js", "b.js"]);
    expect(played.state.notices).toEqual([]);
  });

  it("come back whole where they were, also from another level", () => {
    const played = ready().happens("addFile", { name: "a.js" }).happens("deleteFile", { name: "a.js" });
    const notice = played.state.notices.at(-1);
    played.happens("nextLevel", null).happens("opened", { place: { ...played.state.place, level: "two" }, files: null });
    played.effects.length = 0;
    played.happens("undo", { notice: notice?.id ?? 0, undo: notice?.undo as never });
    expect(played.effect("keep")).toMatchObject({ place: { level: "one" }, files: [{ name: "main.ja" }, { name: "a.js" }] });
  });

  it("take only what was written into them", () => {
    const played = ready().happens("addFile", { name: "a.js", text: "a" });
    const { place } = played.state.papers;
    played.happens("edit", { text: "main", shown: { place, name: "main.ja" } });
    expect(played.state.papers.files.map(({ text }) => text)).toEqual(["main", "a"]);
    const elsewhere = place && { ...place, level: "two" };
    played.happens("edit", { text: "lost", shown: { place: elsewhere, name: "main.ja" } });
    expect(played.state.papers.files.map(({ text }) => text)).toEqual(["main", "a"]);
  });

  it("keep the main one", () => {
    expect(names(ready().happens("deleteFile", { name: "main.ja" }))).toEqual(["main.ja"]);
  });

  it.each([["../x.js", "file_name_bad"], ["x", "file_name_bad"], ["MAIN.ja", "file_name_taken"]])("are not called %s", (name, code) => {
    const played = ready().happens("addFile", { name });
    expect(names(played)).toEqual(["main.ja"]);
    expect(played.state.notices.at(-1)?.code).toBe(code);
  });

  it("are at most twenty", () => {
    const played = ready();
    for (let n = 0; n < 30; n += 1) {
      played.happens("addFile", { name: `f${n}.js` });
    }
    expect(names(played)).toHaveLength(20);
    expect(played.state.notices.at(-1)?.code).toBe("too_many_files");
  });
});

describe("a shared program", () => {
  const shared = { game: "maze", level: "two", language: "lua", files: [{ name: "main.lua", text: "shared" }] };

  it("is opened where it belongs", () => {
    const { state } = ready().happens("sharedCame", { ...shared, own: null });
    expect(state.place).toEqual({ game: "maze", level: "two", language: "lua" });
    expect(state.papers.files[0]?.text).toBe("shared");
    expect(state.notices.at(-1)?.undo).toBeNull();
  });

  it("takes the place of the learner's own only until that is taken back", () => {
    const own = [{ name: "main.lua", text: "own" }];
    const played = ready().happens("sharedCame", { ...shared, own });
    expect(played.state.papers.files[0]?.text).toBe("shared");
    const notice = played.state.notices.at(-1);
    played.happens("undo", { notice: notice?.id ?? 0, undo: notice?.undo as never });
    expect(played.state.papers.files).toEqual(own);
  });

  it("of a level that is not there any more is opened at the first one", () => {
    const { state } = ready().happens("sharedCame", { ...shared, level: "gone", own: null });
    expect(state.place.level).toBe("one");
    expect(state.papers).toMatchObject({ place: { level: "one" }, files: shared.files });
    expect(state.notices.map(({ code }) => code)).toEqual(["shared_other_level"]);
  });

  const own = [{ name: "main.lua", text: "own" }];
  const early = () => {
    const played = new Played().happens("stageStands", null);
    played.own = own;
    return played.happens("sharedCame", { ...shared, level: "gone", own: null });
  };
  const begun = (played: Played) => {
    played.happens("welcomed", welcome).happens("linkChanged", { state: "connected" });
    return played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "gone", game: toldIn(maze, "en") });
  };

  it.each([
    ["while the game stands", () => Object.assign(ready(), { own }).happens("sharedCame", { ...shared, level: "gone", own: null })],
    ["before the game is there", () => begun(early())],
  ])("of such a level does not take the learner's own in the first one away: %s", (_, come) => {
    const played = come();
    expect(played.state.papers).toMatchObject({ place: { level: "one", language: "lua" }, files: shared.files, isStarter: false });
    expect(played.state.notices.map(({ code }) => code)).toEqual(["shared_other_level"]);
    const notice = played.state.notices.at(-1);
    played.happens("undo", { notice: notice?.id ?? 0, undo: notice?.undo as never });
    expect(played.state.papers.files).toEqual(own);
  });

  it("keeps what was changed in it before the game was there, and nothing under the level that is none", () => {
    const played = begun(early().happens("edit", { text: "changed" }));
    expect(played.state.papers.files[0]?.text).toBe("changed");
    const kept = played.effects.flatMap((it) => (it.do === "keep" && it.place.level === "gone" ? [it.files] : []));
    expect(kept.at(-1)).toEqual([]);
  });

  it("hides nobody's own work behind an address with a level that is none", () => {
    const played = new Played({ place: { game: "maze", level: "gone", language: "lua" } }).happens("stageStands", null);
    played.happens("welcomed", welcome).happens("linkChanged", { state: "connected" });
    played.own = own;
    played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "gone", game: toldIn(maze, "en") });
    expect(played.state.papers).toMatchObject({ place: { level: "one" }, files: own, isStarter: false });
    expect(played.state.notices).toMatchObject([{ code: "level_missing", values: { level: "gone" } }]);
  });

  it("of a game that is not here is shown, whenever it comes", () => {
    const played = new Played().happens("stageStands", null).happens("sharedCame", { ...shared, game: "gone", own: null });
    played.happens("welcomed", welcome).happens("linkChanged", { state: "connected" });
    played.happens("gameFailed", { url: "/games/gone/manifest.json", text: "404" });
    expect(played.state).toMatchObject({ papers: { files: shared.files, isStarter: false }, scene: { is: "failed" } });
  });

  it("is there too when it comes before the connection", () => {
    const played = new Played().happens("stageStands", null).happens("sharedCame", { ...shared, own: null });
    played.happens("welcomed", welcome).happens("linkChanged", { state: "connected" });
    played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "", game: toldIn(maze, "en") });
    expect(played.state.papers).toMatchObject({ files: shared.files, isStarter: false });
    expect(played.state.place.level).toBe("two");
  });
});

describe("a file from the disk", () => {
  const lua = (name = "walk.lu") => ({ name, text: "go()" });
  const own = [{ name: "main.lu", text: "own" }];

  it.each([["opened", (it: Played) => it.happens("replaceProgram", { file: lua() })], ["dropped", (it: Played) => it.happens("filesDropped", { files: [lua("WALK.LU")] })]])(
    "brings its language with it, and what was there comes back: %s",
    (_, come) => {
      const played = come(Object.assign(ready(), { own }));
      const { state } = played;
      expect(state).toMatchObject({ place: { level: "one", language: "lua" }, papers: { files: [{ name: "main.lu", text: "go()" }], isStarter: false } });
      expect(state.notices).toMatchObject([{ code: "file_opened", values: { language: "LUA" } }]);
      expect(played.effect("keep")).toMatchObject({ place: { language: "lua" } });
      const notice = state.notices.at(-1);
      played.happens("undo", { notice: notice?.id ?? 0, undo: notice?.undo as never });
      expect(played.state).toMatchObject({ place: { language: "lua" }, papers: { files: own } });
    },
  );

  it("stops what runs in another language", () => {
    expect(running().happens("replaceProgram", { file: lua() }).wanted()).toContain("stop");
  });

  it.each([
    ["the language that is chosen", "walk.ja"],
    ["none that is known", "walk.txt"],
    ["one that does not work here", "walk.ru"],
  ])("stays in the language that is chosen where its own is %s", (_, name) => {
    const { state } = ready().happens("replaceProgram", { file: { name, text: "go()" } });
    expect(state).toMatchObject({ place: { language: "javascript" }, papers: { files: [{ name: "main.ja", text: "go()" }] } });
    expect(state.notices).toMatchObject([{ code: "program_replaced" }]);
  });

  it("stays in it too where the game has no functions in the file's, several are written so, or the page only watches", () => {
    const stays = (played: Played) => expect(played.happens("replaceProgram", { file: lua() }).state.place.language).toBe("javascript");
    const [game] = welcome.games as [(typeof welcome.games)[number]];
    stays(ready().happens("welcomed", { ...welcome, games: [{ ...game, languages: ["javascript"] }] }));
    stays(ready().happens("welcomed", { ...welcome, languages: welcome.languages.map((it) => (it.id === "c" ? { ...it, extension: "lu" } : it)) }));
    stays(ready().happens("leased", { isPlayer: false }));
  });
});

describe("starting again from the beginning", () => {
  it("can be taken back", () => {
    const played = ready().happens("edit", { text: "mine" }).happens("startAfresh", null);
    expect(played.state.papers).toMatchObject({ files: [{ text: "// one" }], isStarter: true });
    const notice = played.state.notices.at(-1);
    played.happens("undo", { notice: notice?.id ?? 0, undo: notice?.undo as never });
    expect(played.state.papers.files[0]?.text).toBe("mine");
  });
});
