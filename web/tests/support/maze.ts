/** The maze's rules, texts and manifest, with types: its modules are plain JavaScript outside of `web`. */

import { readFileSync } from "node:fs";

export const MAZE = new URL("../../../games/maze/", import.meta.url);
/** The languages of the server, by id. */
export const LANGUAGES = [
  "bash", "c", "cpp", "go", "java", "javascript", "lua", "nodejs", "perl", "php", "python", "r", "ruby", "scheme", "tcl", "typescript",
];
/** Those with solutions, and how their files end. */
export const PROGRAMMED = { ruby: "rb", python: "py", php: "php", javascript: "js", lua: "lua" } as const;

export type Told = Readonly<Record<"en" | "fr" | "de" | "it", string>>;
export type Place = { readonly x: number; readonly y: number };
export type Thing = Place & { readonly kind: string };
export type State = Place & {
  readonly facing: 0 | 1 | 2 | 3;
  readonly lying: readonly Thing[];
  readonly closed: readonly Thing[];
  readonly held: readonly string[];
  readonly gems: number;
  readonly commands: number;
  readonly pressed: number;
  readonly hasReached: boolean;
};
export type Happening = { readonly type: string } & Readonly<Record<string, unknown>>;
export type Answer = { readonly value: unknown } | { readonly refused: string };
export type Command = { readonly action: string; readonly params: readonly unknown[] };
export type Map = { readonly exit: Place; readonly par: number; readonly floor: readonly (readonly boolean[])[] };
export type Level = {
  readonly id: string;
  readonly title: Told;
  readonly goal: Told;
  readonly hints: readonly Told[];
  readonly data: { readonly rows: readonly string[]; readonly steered?: boolean };
  readonly par: number;
  readonly starters: Readonly<Record<string, string>>;
};
export type Manifest = {
  readonly instructions: readonly { readonly path: Told }[];
  readonly commands: readonly { readonly name: string; readonly errors?: readonly { readonly code: string }[] }[];
  readonly levels: readonly Level[];
};
type Rules = {
  readLevel(level: { data: { rows: readonly string[]; steered?: boolean }; par?: number }): Map;
  begin(level: Map): State;
  play(level: Map, state: State, command: Command): [State, Happening[], Answer];
  seen(level: Map, state: State, direction: string): string;
};
type Text = (told: Told, values?: Readonly<Record<string, string | number>>) => string;
type Words = {
  said(events: readonly Happening[], text: Text): string;
  describe(level: Map, state: State, text: Text): string;
  refusalText(code: string, command: Command, state: State, text: Text): string;
};

const load = (name: string): Promise<unknown> => import(/* @vite-ignore */ new URL(name, MAZE).href);

export const { readLevel, begin, play, seen } = (await load("logic.js")) as Rules;
export const { said, describe: describeInWords, refusalText } = (await load("words.js")) as Words;
export const texts = (await load("texts.js")) as Readonly<Record<string, unknown>>;
export const read = (path: string) => readFileSync(new URL(path, MAZE), "utf8");
export const manifest = JSON.parse(read("manifest.json")) as Manifest;
export const keys = JSON.parse(read("solutions/keys.json")) as Readonly<Record<string, readonly string[]>>;

/** Plays commands one after the other, such as `move 2`, `turn left` or `openDoor golden key`. */
export function played(level: Map, commands: readonly string[], from = begin(level)) {
  let state = from;
  const events: Happening[] = [];
  const answers: unknown[] = [];
  for (const command of commands) {
    const [action = "", ...rest] = command.split(" ");
    const word = rest.join(" ");
    const params = word === "" ? [] : [/^\d+$/.test(word) ? Number(word) : word];
    const [after, happened, answer] = play(level, state, { action, params });
    state = after;
    events.push(...happened);
    answers.push("refused" in answer ? `refused: ${answer.refused}` : answer.value);
  }
  return { state, events, answers, types: events.map((it) => it.type) };
}
