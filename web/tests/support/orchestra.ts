/** The orchestra's rules, time, music, texts and manifest, with types: its modules are plain JavaScript outside of `web`. */

import { readFileSync } from "node:fs";
import type { Told } from "./maze.ts";

export const ORCHESTRA = new URL("../../../games/orchestra/", import.meta.url);

export type Tempo = { readonly bpm: number; readonly slide: { readonly toMs: number; readonly toBeat: number } | null };
export type Voice = { readonly text: string; readonly start: number; readonly volume: number; readonly before?: Voice | null };
export type State = {
  readonly tempo: Tempo;
  readonly origin: number | null;
  readonly beat: number;
  readonly lastMs: number | null;
  readonly voices: Readonly<Record<string, Voice>>;
  readonly hits: readonly { readonly beat: number; readonly note: string }[];
  readonly lights: readonly unknown[];
  readonly commands: number;
  readonly hasReached: boolean;
  readonly light: string;
};
export type Note = { readonly instrument: string; readonly ms: number; readonly midi: number; readonly seconds: number; readonly loudness: number };
export type Happening = { readonly type: string } & Readonly<Record<string, unknown>>;
export type Command = readonly [action: string, ...params: unknown[]];
export type Level = { readonly goal: string; readonly show: { readonly afterSeconds: number; readonly overPlaying: boolean } | null };
type GivenLevel = {
  readonly id: string;
  readonly title: Told;
  readonly goal: Told;
  readonly hints: readonly Told[];
  readonly par: number;
  readonly data: { readonly goal: string; readonly show: Level["show"] };
  readonly starters: Readonly<Record<string, string>>;
};
type Manifest = {
  readonly mode: string;
  readonly instructions: readonly { readonly path: Told }[];
  readonly commands: readonly { readonly name: string; readonly errors?: readonly { readonly code: string }[] }[];
  readonly levels: readonly GivenLevel[];
};
type Text = (told: Told, values?: Readonly<Record<string, string | number>>) => string;

const load = (name: string): Promise<any> => import(/* @vite-ignore */ new URL(name, ORCHESTRA).href);

export const rules: {
  readLevel(level: { data: { goal: string; show?: Level["show"] }; par?: number }): Level;
  begin(level: Level): State;
  play(level: Level, state: State, command: { action: string; params: unknown[] }): [State, Happening[], { value: unknown } | { refused: string }];
  placed(state: State, ms: number): State & { origin: number };
} = await load("logic.js");
export const music: {
  notesBetween(state: State, from: number, to: number): Note[];
  showBetween(state: State, from: number, to: number): Note[];
} = await load("music.js");
export const time: {
  beatAt(tempo: Tempo, ms: number): number;
  msAt(tempo: Tempo, beat: number): number;
  slideTo(tempo: Tempo, bpm: number, ms: number): [Tempo, number];
} = await load("time.js");
export const { readPattern }: { readPattern(text: string): Record<string, any> } = await load("pattern.js");
export const { pitch, SCALES, INSTRUMENTS }: {
  pitch(note: string, instrument: string, key: { scale: string; root: string }): number;
  SCALES: Record<string, number[]>;
  INSTRUMENTS: Record<string, number | null>;
} = await load("notes.js");
export const { makeConductor }: {
  makeConductor(desk: { now(): number; play(note: Note): void; align(ms: number): void; turned(isShow: boolean): void }): {
    conduct(level: Level, state: State, isPlayed?: boolean): void;
    rest(toRest: boolean): void;
    readonly isShow: boolean;
    destroy(): void;
  };
} = await load("conductor.js");
export const words: {
  said(events: readonly Happening[], text: Text): string;
  describe(level: Level, state: State, text: Text): string;
  refusalText(code: string, command: { action: string; params: unknown[] }, state: State, text: Text): string;
} = await load("words.js");
export const texts = (await load("texts.js")) as Readonly<Record<string, unknown>>;
export const read = (path: string) => readFileSync(new URL(path, ORCHESTRA), "utf8");
export const manifest = JSON.parse(read("manifest.json")) as Manifest;

/** Plays commands one after the other, from a state or from the beginning. */
export function played(level: Level, commands: readonly Command[], from?: State) {
  let state = from ?? rules.begin(level);
  const answers: unknown[] = [];
  const events: Happening[] = [];
  for (const [action, ...params] of commands) {
    const [after, happened, answer] = rules.play(level, state, { action, params });
    state = after;
    events.push(...happened);
    answers.push("refused" in answer ? `refused: ${answer.refused}` : answer.value);
  }
  return { state, answers, events, types: events.map(({ type }) => type) };
}
