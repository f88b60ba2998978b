/** The turtle's rules, texts and manifest, with types: its modules are plain JavaScript outside of `web`. */

import { readFileSync } from "node:fs";

export const TURTLE = new URL("../../../games/turtle/", import.meta.url);

export type Told = Readonly<Record<"en" | "fr" | "de" | "it", string>>;
export type Point = readonly [x: number, y: number];
export type Turtle = { readonly name: string; readonly x: number; readonly y: number; readonly heading: number; readonly isDown: boolean };
export type State = {
  readonly turtles: readonly Turtle[];
  readonly at: number;
  readonly paper: string;
  readonly ink: string;
  readonly marks: number;
  readonly commands: number;
  readonly progress: { readonly left: number; readonly strayed: number; readonly colours: readonly string[] };
  readonly hasReached: boolean;
};
export type Happening = { readonly type: string } & Readonly<Record<string, unknown>>;
export type Command = { readonly action: string; readonly params: readonly unknown[] };
export type Level = { readonly goal: null | { readonly segments: readonly unknown[]; readonly length: number }; readonly par: number };
export type Mark = { readonly kind: "line" | "dot" | "area"; readonly colour: string; readonly width: number; readonly points: readonly Point[] };
export type Given = {
  readonly id: string;
  readonly title: Told;
  readonly goal: Told;
  readonly hints: readonly Told[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly par?: number;
  readonly starters: Readonly<Record<string, string>>;
};
export type Manifest = {
  readonly instructions: readonly { readonly path: Told }[];
  readonly commands: readonly { readonly name: string; readonly errors?: readonly { readonly code: string }[] }[];
  readonly levels: readonly Given[];
};
type Text = (told: Told, values?: Readonly<Record<string, string | number>>) => string;

const load = (name: string): Promise<unknown> => import(/* @vite-ignore */ new URL(name, TURTLE).href);

export const { readLevel, begin, play, MOST_MARKS } = (await load("logic.js")) as {
  readLevel(level: { data: unknown; par?: number }): Level;
  begin(level: Level): State;
  play(level: Level, state: State, command: Command): [State, Happening[], { value: unknown } | { refused: string }];
  MOST_MARKS: number;
};
export const { marksOf } = (await load("ink.js")) as { marksOf(ink: string): Mark[] };
export const { colourOf, rainbow, NAMES } = (await load("colours.js")) as {
  colourOf(said: string): string | null;
  rainbow(degrees: number): string;
  NAMES: readonly string[];
};
export const { drawn } = (await load("figures.js")) as {
  drawn(figure: Readonly<Record<string, unknown>>, start: readonly number[]): { lines: Point[][]; outline: Point[] };
};
export const { svgOf, boxOf } = (await load("export.js")) as { svgOf(ink: string, paper: string): string; boxOf(marks: readonly Mark[]): unknown };
export const words = (await load("words.js")) as {
  said(events: readonly Happening[], text: Text, state: State): string;
  describe(level: Level, state: State, text: Text): string;
  refusalText(code: string, command: Command, state: State, text: Text): string;
};
export const texts = (await load("texts.js")) as Readonly<Record<string, unknown>>;
export const read = (path: string) => readFileSync(new URL(path, TURTLE), "utf8");
export const manifest = JSON.parse(read("manifest.json")) as Manifest;

/** Plays commands one after the other, such as `forward 100` or `penColor red`. */
export function played(level: Level, commands: readonly string[], from = begin(level)) {
  let state = from;
  const events: Happening[] = [];
  const answers: unknown[] = [];
  for (const command of commands) {
    const [action = "", ...rest] = command.split(" ");
    const params = rest.map((it) => (/^-?[\d.]+$/.test(it) ? Number(it) : it));
    const [after, happened, answer] = play(level, state, { action, params });
    state = after;
    events.push(...happened);
    answers.push("refused" in answer ? `refused: ${answer.refused}` : answer.value);
  }
  return { state, events, answers, types: events.map((it) => it.type) };
}

/** Runs a JavaScript program as the server would. */
export function run(given: Given, program: string) {
  const level = readLevel(given);
  let state = begin(level);
  const events: Happening[] = [];
  const names = manifest.commands.map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const functions = names.map((action) => (...params: unknown[]) => {
    const [after, happened, answer] = play(level, state, { action, params });
    state = after;
    events.push(...happened);
    if ("refused" in answer) {
      throw new Error(answer.refused);
    }
    return answer.value;
  });
  new Function(...names, program)(...functions);
  return { level, state, events };
}
