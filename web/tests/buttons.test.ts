import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { groupsOf, waitingActions } from "../src/buttons/declared.ts";
import { type Fault, callOf, faultOf, read, written } from "../src/buttons/values.ts";
import * as buttons from "../src/texts/buttons.ts";
import * as replay from "../src/texts/replay.ts";
import { LANGS } from "../src/texts/texts.ts";
import { ready, running } from "./app.ts";

const manifest = JSON.parse(readFileSync(new URL("../../games/maze/manifest.json", import.meta.url), "utf8"));
const commandsOf = (manifest: unknown, lang = "en") => groupsOf(manifest, lang).flatMap(({ commands }) => commands);
const parameter = (of: object, more: object = {}) => commandsOf({ commands: [{ name: "a", parameters: [{ name: "p", ...of, ...more }] }] })[0]!.parameters[0]!;
const fault = (of: object, text: string): Fault["why"] | null => {
  const it = read(parameter(of), text);
  return "fault" in it ? it.fault.why : null;
};

describe("what a game declares", () => {
  it("stands in its groups, in the user's language", () => {
    expect(groupsOf(manifest, "de").map(({ title }) => title)).toEqual(["Bewegen", "Sehen", "Handeln", "Zusammen spielen"]);
    const move = commandsOf(manifest, "fr").find(({ name }) => name === "move");
    expect(move?.parameters[0]).toMatchObject({ name: "steps", otherwise: 1, of: { type: "integer", minimum: 1, maximum: 100 } });
    expect(move?.summary).toMatch(/^Avance/);
  });

  it("has actions of its own, or those that follow from the names", () => {
    expect(commandsOf(manifest).map(({ action }) => action)).toContain("pickUp");
    expect(commandsOf({ commands: [{ name: "go_to", action: "walk" }] })[0]?.action).toBe("walk");
    expect(waitingActions(manifest)).toEqual(["waitForKey"]);
  });

  it("comes last where it has no group, and is read whatever it is", () => {
    const groups = groupsOf({ groups: [{ id: "g" }], commands: [{ name: "a" }, { name: "b", group: "g" }, 5, null] }, "en");
    expect(groups.map(({ id, commands }) => [id, commands.length])).toEqual([["g", 1], ["", 1]]);
    for (const odd of [null, 1, "x", [], { commands: "x" }, { commands: [{ parameters: [{ type: 5, minimum: "a" }] }] }]) {
      expect(() => groupsOf(odd, "en")).not.toThrow();
    }
  });
});

describe("a field", () => {
  it("begins with the default, an example, or the plainest value", () => {
    expect(written(parameter({ type: "integer", minimum: 3 }))).toBe("3");
    expect(written(parameter({ type: "enumeration", values: ["a", "b"] }, { default: "b" }))).toBe("b");
    expect(written(parameter({ type: "list", items: { type: "integer" } }))).toBe("[]");
    expect(written(parameter({ type: "record", fields: [{ name: "x", type: "number" }] }))).toBe('{"x":0}');
    const [openDoor] = commandsOf({ commands: [{ name: "open", parameters: [{ name: "key", type: "string" }], examples: [{ arguments: ["golden key"] }] }] });
    expect(written(openDoor!.parameters[0]!)).toBe("golden key");
  });

  it("says what is wrong with a value", () => {
    expect(fault({ type: "integer" }, "1.5")).toBe("whole");
    expect(fault({ type: "integer" }, "x")).toBe("number");
    expect(fault({ type: "integer" }, " ")).toBe("empty");
    expect(fault({ type: "integer", minimum: 1, maximum: 10 }, "0")).toBe("least");
    expect(fault({ type: "number", maximum: 10 }, "11")).toBe("most");
    expect(fault({ type: "number" }, "1,5")).toBe(null);
    expect(fault({ type: "string", max_length: 2 }, "abc")).toBe("long");
    expect(fault({ type: "string" }, "")).toBe(null);
    expect(fault({ type: "list", items: { type: "integer" } }, "[1, 2")).toBe("json");
    expect(fault({ type: "list", items: { type: "integer" }, max_items: 1 }, "[1, 2]")).toBe("many");
    expect(fault({ type: "record", fields: [{ name: "x", type: "integer" }] }, "{}")).toBe("missing");
    expect(fault({ type: "record", fields: [] }, '{"x": 1}')).toBe("unknown");
  });

  it("says where in a list it is wrong", () => {
    const list = { type: "list", items: { type: "record", fields: [{ name: "x", type: "integer" }] } };
    expect(read(parameter(list), '[{"x": 1}, {"x": "a"}]')).toEqual({ fault: { why: "number", at: "[1].x", values: {} } });
  });

  it("left empty is its default, where it has one", () => {
    expect(read(parameter({ type: "integer" }, { default: 4 }), "")).toEqual({ value: 4 });
    expect(read(parameter({ type: "boolean" }), "true")).toEqual({ value: true });
  });

  it("has the answer's types, too", () => {
    expect(faultOf({ type: "integer" }, "3")?.why).toBe("number");
    expect(callOf("move", [3, "left"])).toBe('move(3, "left")');
  });
});

describe("the page, played by buttons", () => {
  it("shows a goal that is reached, and counts it for nobody", () => {
    const played = ready().happens("playByButtons", null);
    played.happens("goalReached", { level: "one", stars: 3, text: "Well done", isReplay: false });
    expect(played.state.bench).toEqual({ is: "buttons", goal: { level: "one", stars: 3, text: "Well done" } });
    expect(played.state.progress).toEqual({});
    expect(played.wanted()).not.toContain("reached");
    expect(played.wanted()).not.toContain("tellGoal");
  });

  it("counts what a program reaches, while the buttons are shown", () => {
    const played = running().happens("playByButtons", null);
    played.happens("goalReached", { level: "one", stars: 2, text: "", isReplay: false });
    expect(played.state.progress.one).toEqual({ isReached: true, stars: 2 });
    expect(played.wanted()).toContain("tellGoal");
  });

  it("keeps the buttons when a level is chosen, and shows it from its beginning when they are left", () => {
    const played = ready().happens("playByButtons", null).happens("choose", { level: "two" });
    expect(played.state.bench.is).toBe("buttons");
    played.wanted();
    played.happens("backToProgram", null);
    expect(played.effect("setLevel")).toEqual({ do: "setLevel", level: "two" });
    expect(played.state.bench.is).toBe("program");
  });

  it("is for whoever plays, and not for whoever watches", () => {
    const played = ready().happens("leased", { isPlayer: false }).happens("playByButtons", null);
    expect(played.state.bench.is).toBe("program");
    expect(played.state.notices.map(({ code }) => code)).toEqual(["request_refused"]);
  });

  it("is told to nobody who watches the program's stage", () => {
    const played = ready().happens("playByButtons", null);
    played.wanted();
    played.happens("gameSaid", { text: "a step" });
    expect(played.state.said).toBe("a step");
    expect(played.wanted()).not.toContain("tellDescription");
  });
});

describe("texts", () => {
  const tables: Record<string, Record<string, Record<string, string>>> = { ...buttons, ...replay } as never;
  it.each(Object.keys(tables))("of %s are there in four languages, with the same places", (name) => {
    for (const [key, told] of Object.entries(tables[name]!)) {
      const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([it]) => it).sort();
      for (const lang of LANGS) {
        expect(told[lang], `${key} ${lang}`).toBeTruthy();
        expect(places(told[lang]!), `${key} ${lang}`).toEqual(places(told.en!));
      }
    }
  });
});
