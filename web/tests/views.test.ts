import { readFile } from "node:fs/promises";
import type { Component } from "svelte";
import { render } from "svelte/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { State } from "../src/app/state.ts";
import { type Lang, LANGS } from "../src/texts/texts.ts";
import { whyNot } from "../src/texts/whynot.ts";
import ShareDialog from "../src/panels/ShareDialog.svelte";
import { contextOf } from "../src/views/context.ts";
import Header from "../src/views/Header.svelte";
import LanguagesDialog from "../src/views/LanguagesDialog.svelte";
import LevelsDialog from "../src/views/LevelsDialog.svelte";
import { Played, ready, welcome } from "./app.ts";

beforeEach(() => void vi.stubGlobal("document", { fullscreenElement: null }));

/** A view by itself, as text in the order in which it is read. */
function shown(view: Component<any>, state: State, lang: Lang): string {
  const page = { state: { ...state, settings: { ...state.settings, lang } }, now: state, did: () => {} };
  const { body } = render(view, { props: {}, context: contextOf({ page } as never) });
  return body.replace(/<!--.*?-->|<style>.*?<\/style>/gs, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

describe("a game that is not loaded", () => {
  const game = { id: "maze", title: "Maze", description: "A way out.", languages: [], titles: { en: "Maze", de: "Irrgarten" }, descriptions: { en: "A way out.", de: "Ein Weg hinaus." } };
  const of = (games: object[]) => new Played().happens("welcomed", { ...welcome, games } as never).state;

  it("is told in the language of people, and in English where it is not translated", () => {
    expect(shown(LevelsDialog, of([game]), "de")).toMatch(/Irrgarten Ein Weg hinaus\./);
    expect(shown(LevelsDialog, of([game]), "fr")).toMatch(/Maze A way out\./);
    expect(shown(Header, of([game]), "de")).toContain("Irrgarten");
  });

  it("is told in English by a server that is older than its page", () => {
    expect(shown(LevelsDialog, of(welcome.games), "de")).toContain("Maze");
    expect(shown(Header, of(welcome.games), "de")).toContain("Maze");
  });
});

describe("languages", () => {
  it("are read as they stand: by name, those that know the game first", () => {
    const { state } = ready();
    const [javascript] = welcome.languages;
    const of = (id: string, title: string) => ({ ...javascript, id, title });
    const languages = [of("javascript", "JavaScript"), of("lua", "Lua"), of("c", "JavaScript (other)"), of("poor", "Ada")];
    const text = shown(LanguagesDialog, { ...state, welcome: { ...welcome, languages } } as State, "en");
    const places = ["JavaScript ", "JavaScript (other)", "Lua", "Ada"].map((title) => text.indexOf(title));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(0);
  });
});

describe("why a language does not work", () => {
  const SAID = [
    "`ruby`, `ruby3` not found; try: apt-get install ruby",
    "`/usr/bin/node` is version 12.1.0, at least 18 is needed; try: apt-get install nodejs",
    "its programs need 2 GiB of memory, for which isolation tier C has no room; see `livecoding doctor`",
    "`/usr/bin/tclsh` does not say its version: it ended with 1",
  ];

  it.each(SAID)("is told in four languages: %s", (said) => {
    expect(whyNot(said, "en").text).toBe(said);
    const all = LANGS.map((lang) => whyNot(said, lang));
    expect(new Set(all.map(({ text }) => text)).size).toBe(4);
    expect(all.map(({ lang }) => lang)).toEqual(LANGS);
  });

  it("stays as it is where it is another one", () => {
    expect(whyNot("install it", "de")).toEqual({ text: "install it", lang: "en" });
    expect(shown(LanguagesDialog, ready().state, "de")).toContain("install it");
  });

  it("is known as the server says it", async () => {
    const source = await readFile(new URL("../../src/language/detect.rs", import.meta.url), "utf8");
    for (const part of ["not found; try: {install_hint}", "is version {version}, at least {least} is needed; try:", "has no room; see `livecoding doctor`", "does not say its version: {why}"]) {
      expect(source).toContain(part);
    }
  });
});

describe("a link to a program", () => {
  const lan = "http://192.168.1.7:8080";
  const fields = (link: string, addresses: readonly string[]) => {
    const props = { link, addresses, qr: () => ({ size: 1, isDark: () => true }), lang: "en", onClose: () => {} };
    const { body } = render(ShareDialog as Component<any>, { props });
    const labels = [...body.matchAll(/<label for="[^"]*-\d"[^>]*>(.*?)<\/label>/g)].map(([, told]) => told);
    return labels.map((told, at) => [told, [...body.matchAll(/readonly(?:="")? value="([^"]*)"/g)][at]?.[1]]);
  };

  it("from the machine itself is there for others, as its code, and for this machine alone", () => {
    expect(fields("http://127.0.0.1:8080/#p1=x", [lan])).toEqual([
      ["Link for others in the network", `${lan}/#p1=x`],
      ["Link for this machine alone", "http://127.0.0.1:8080/#p1=x"],
    ]);
  });

  it("is for this machine alone where no other one reaches it, and the same for all where all do", () => {
    expect(fields("http://127.0.0.1:8080/#p1=x", [])).toEqual([["Link for this machine alone", "http://127.0.0.1:8080/#p1=x"]]);
    expect(fields(`${lan}/#p1=x`, [lan])).toEqual([["Link", `${lan}/#p1=x`]]);
  });
});
