import { describe, expect, it } from "vitest";
import type { StageTold } from "livecoding-client";
import { readAddress } from "../src/app/address.ts";
import { seatsOf } from "../src/app/together.ts";
import { stageFragment } from "../src/share/stage.ts";
import { toldIn } from "../src/stage/told.ts";
import { type Played, maze, ready, running } from "./app.ts";

const told = { is_player: true, stage_complete: true, goals: [] };
const stage = (taken: StageTold["taken"] = []): StageTold => ({ stage: "s1", seats: 3, taken });
const ada = { actor: 1, name: "Ada" };
const bob = { actor: 2, name: "Bob" };

function shared(): Played {
  const played = ready();
  const game = toldIn({ ...maze, manifest: { seats: { minimum: 2, maximum: 3 } } }, "en");
  return played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "one", game });
}

function hosting(): Played {
  const played = shared().happens("openStage", null).happens("stageOpened", { ...stage(), key: "k" });
  played.happens("actorJoined", bob).happens("actorJoined", ada);
  played.wanted();
  return played;
}

function seated(): Played {
  const played = ready().happens("invited", { key: "k" }).happens("joinStage", { name: " Ada " });
  played.happens("leased", { isPlayer: false, reason: "stage" }).happens("seated", { actor: 2 });
  played.wanted();
  return played;
}

const actors = ({ state: { together } }: Played) => (together.is === "host" ? together.actors : []);
const notices = (played: Played) => played.state.notices.map(({ code }) => code);

describe("a link to a stage", () => {
  it("says the stage, the game and the level", () => {
    const hash = stageFragment("a.b_c-d", { game: "https://g.example/x/manifest.json?a=1&b=2", level: "two" });
    const address = readAddress({ search: "?game=maze&language=lua", hash });
    expect(address).toMatchObject({
      stage: "a.b_c-d",
      place: { game: "https://g.example/x/manifest.json?a=1&b=2", level: "two", language: "lua" },
      shared: null,
      join: null,
    });
    expect(readAddress({ search: "", hash: "#stage=<script>" }).stage).toBeNull();
    expect(readAddress({ search: "", hash: "#p1=jabc" })).toMatchObject({ stage: null, shared: "#p1=jabc" });
  });
});

describe("a page that opens its stage", () => {
  it("does so for as many as the game is made for, on a clear stage", () => {
    expect(seatsOf(ready().state)).toBeNull();
    const played = shared();
    played.wanted();
    played.happens("openStage", null);
    expect(played.effect("openStage")).toMatchObject({ seats: 3 });
    expect(played.wanted().filter((it) => it !== "set")).toEqual(["openStage", "setLevel", "open"]);
    played.happens("stageOpened", { ...stage(), key: "k" });
    expect(played.state.together).toMatchObject({ is: "host", key: "k", seats: 3, actors: [] });
  });

  it("goes to the last level, which is the one for matches, and stays where the user goes from there", () => {
    const played = shared().happens("openStage", null);
    expect(played.effect("setLevel")).toMatchObject({ level: "two" });
    expect(played.state).toMatchObject({ place: { level: "two" }, together: { is: "host" } });
    played.happens("choose", { level: "one" }).happens("newMatch", null);
    expect(played.effect("setLevel")).toMatchObject({ level: "one" });
    expect(played.happens("closeStage", null).state.place.level).toBe("one");
  });

  it("begins the last level anew where it is shown already", () => {
    const played = shared().happens("choose", { level: "two" });
    played.wanted();
    expect(played.happens("openStage", null).wanted()).toEqual(["openStage", "setLevel"]);
  });

  it("never asks for more seats than there are", () => {
    const played = ready();
    const game = toldIn({ ...maze, manifest: { seats: { maximum: 99 } } }, "en");
    played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "one", game });
    expect(seatsOf(played.state)).toBe(16);
  });

  it("runs no program of its own", () => {
    expect(hosting().happens("run", null).happens("step", null).wanted()).toEqual([]);
  });

  it("stops its own program first", () => {
    const played = running();
    const game = toldIn({ ...maze, manifest: { seats: { maximum: 3 } } }, "en");
    played.happens("gameLoaded", { url: "/games/maze/manifest.json", level: "one", game });
    played.wanted();
    expect(played.happens("openStage", null).wanted().slice(0, 2)).toEqual(["stop", "openStage"]);
  });

  it("knows who is there and how each stands", () => {
    const played = hosting();
    played.happens("actorChanged", { actor: 2, change: { phase: "running", language: "lua" } });
    expect(actors(played)).toMatchObject([{ ...ada, phase: "here" }, { ...bob, phase: "running", language: "lua" }]);
    played.happens("actorLeft", { actor: 1 }).happens("actorChanged", { actor: 1, change: { phase: "error" } });
    expect(actors(played)).toMatchObject([bob]);
  });

  it("celebrates nobody's goal as its own", () => {
    const played = hosting().happens("goalReached", { level: "one", stars: 3, text: "", isReplay: false });
    expect(played.state.reached).toBeNull();
    expect(played.wanted()).toEqual([]);
  });

  it("is alone again when it closes it, on a clear stage", () => {
    const played = hosting().happens("closeStage", null);
    expect(played.state.together.is).toBe("alone");
    expect(played.wanted()).toEqual(["closeStage", "setLevel"]);
    expect(actors(played.happens("actorJoined", ada))).toEqual([]);
  });

  it("closes it where another game is chosen, since who is there came for the one before", () => {
    const played = hosting().happens("choose", { game: "http://other.example/manifest.json" });
    expect(played.state).toMatchObject({ together: { is: "alone" }, scene: { is: "loading" } });
    expect(notices(played)).toEqual(["stage_closed"]);
    const wanted = played.wanted();
    expect(wanted.indexOf("closeStage")).toBe(0);
    expect(wanted).toContain("load");
  });

  it("begins another level of its game with everybody who is there", () => {
    const played = hosting().happens("choose", { level: "one" });
    expect(actors(played)).toMatchObject([ada, bob]);
    expect(played.effect("setLevel")).toMatchObject({ level: "one" });
    expect(notices(played)).toEqual([]);
    expect(played.wanted()).not.toContain("closeStage");
  });

  it("keeps what it knows when it comes back after a cut that lost something", () => {
    const played = hosting().happens("actorChanged", { actor: 2, change: { phase: "running" } });
    played.wanted();
    played.happens("sessionTold", { ...told, stage: stage([bob]) });
    expect(actors(played)).toMatchObject([{ ...bob, phase: "running" }]);
    expect(played.state.together).toMatchObject({ key: "k" });
    expect(played.wanted()).not.toContain("openStage");
  });

  it("is told after a reload that the match begins anew, and asks for its link", () => {
    const played = shared();
    played.wanted();
    played.happens("sessionTold", { ...told, stage: stage([ada]) });
    expect(actors(played)).toMatchObject([ada]);
    expect(notices(played)).toContain("match_anew");
    expect(played.effect("openStage")).toMatchObject({ seats: 3 });
  });

  it("opens it again, with a new link, when the server was restarted", () => {
    const played = hosting().happens("sessionTold", told);
    expect(played.state.together).toMatchObject({ is: "host", key: null, actors: [] });
    expect(notices(played)).toContain("stage_again");
    expect(played.wanted()).toContain("openStage");
  });

  it("that only watches asks for the link once it plays", () => {
    const played = ready().happens("sessionTold", { ...told, is_player: false, stage: stage([ada]) });
    expect(played.wanted()).not.toContain("openStage");
    expect(notices(played)).not.toContain("match_anew");
    expect(played.happens("leased", { isPlayer: true, reason: "taken" }).wanted()).toContain("openStage");
  });

  it("that was cut off before the server heard it opens its stage when the connection is back", () => {
    const played = shared().happens("openStage", null);
    played.happens("linkChanged", { state: "connecting", why: { code: 1006, text: "" } });
    played.happens("stageRefused", { code: "disconnected", text: "x", retryable: true });
    played.wanted();
    expect(played.happens("linkChanged", { state: "connected" }).wanted()).toContain("openStage");
  });

  it("that is not let is told, and plays alone", () => {
    const played = shared().happens("openStage", null);
    played.happens("stageRefused", { code: "seated", text: "x", retryable: false });
    expect(played.state.together.is).toBe("alone");
    expect(notices(played)).toContain("request_refused");
  });
});

describe("a program on the stage of another", () => {
  it("comes with a name, which is kept", () => {
    const played = ready().happens("invited", { key: "k" });
    expect(played.state.together).toMatchObject({ is: "invited", fault: null });
    played.happens("joinStage", { name: `  ${"x".repeat(60)} ` }).happens("joinStage", { name: "twice" });
    expect(played.effects.filter((it) => it.do === "joinStage")).toEqual([{ do: "joinStage", key: "k", name: "x".repeat(40) }]);
    expect(played.effect("set")).toMatchObject({ name: "name", value: "x".repeat(40) });
    expect(played.happens("seated", { actor: 2 }).state.together).toMatchObject({ is: "guest", actor: 2 });
  });

  it("is asked for its name again where the stage does not let it in", () => {
    const played = ready().happens("invited", { key: "k" }).happens("joinStage", { name: "Ada" });
    played.happens("joinRefused", { code: "full", text: "x", retryable: true });
    expect(played.state.together).toMatchObject({ is: "invited", isAsked: false, fault: { code: "full" } });
    expect(played.happens("declineStage", null).state.together.is).toBe("alone");
    expect(played.wanted()).toContain("forgetInvitation");
  });

  it("is run and stopped by its own page, which only looks on", () => {
    const played = seated();
    expect(played.state.isPlayer).toBe(true);
    expect(played.happens("run", null).wanted()).toContain("start");
  });

  it("shows what was played there", () => {
    const last = { cid: 1, words: "go()", answer: "1", isRefused: false };
    expect(seated().happens("playedThere", { played: [last] }).state.together).toMatchObject({ played: [last] });
  });

  it("leaves when the user says so, and plays at home again", () => {
    const played = seated().happens("leaveStage", null);
    expect(played.wanted()).toEqual(["leaveStage"]);
    played.happens("unseated", null).happens("leased", { isPlayer: true, reason: "first" });
    expect(played.state).toMatchObject({ together: { is: "alone" }, isPlayer: true });
    expect(notices(played)).toContain("unseated");
    expect(played.wanted()).toContain("forgetInvitation");
  });

  it("is there still after a reload, without being asked again", () => {
    const played = ready().happens("invited", { key: "k" });
    played.happens("sessionTold", { ...told, is_player: false, seat: { stage: "s1", actor: 2 } });
    expect(played.state).toMatchObject({ together: { is: "guest", actor: 2 }, isPlayer: true });
  });

  it("is told where the stage went while it was away", () => {
    const played = seated().happens("sessionTold", told);
    expect(played.state.together.is).toBe("alone");
    expect(notices(played)).toContain("unseated");
  });
});
