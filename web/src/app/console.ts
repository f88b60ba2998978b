/** The console: a bounded list of lines, made of pieces of text that end anywhere. */

import type { Console, ConsoleLine } from "./state.ts";

/** The oldest lines go when there are more. */
export const LINES = 1_000;
/** A longer line is told in several. */
export const LINE_CHARS = 4_000;

type Kind = ConsoleLine["kind"];
type Streamed = NonNullable<Console["open"]>;

/** Adds what was printed to a stream; its last line may go on with the next piece. */
export function print(console: Console, kind: Streamed, text: string): Console {
  const pieces = text.replaceAll("\r\n", "\n").split("\n").slice(-LINES - 1);
  const isEnded = pieces.at(-1) === "";
  if (isEnded) {
    pieces.pop();
  }
  const before = console.lines.at(-1);
  const goesOn = console.open === kind && before && before.text.length < LINE_CHARS;
  const lines = goesOn ? console.lines.slice(0, -1) : console.lines;
  const first = goesOn ? [before.text + (pieces.shift() ?? "")] : [];
  const texts = [...first, ...pieces].flatMap(cut);
  const added = number(console, kind, texts, goesOn ? before.id : null);
  return {
    lines: bounded([...lines, ...added.lines]),
    nextId: added.nextId,
    open: isEnded || texts.length === 0 ? null : kind,
  };
}

/** Adds whole lines of their own. */
export function say(console: Console, kind: Kind, text: string): Console {
  const texts = text.split("\n").slice(0, LINES).flatMap(cut);
  const { lines, nextId } = number(console, kind, texts, null);
  return { lines: bounded([...console.lines, ...lines]), nextId, open: null };
}

/** Says that something is missing. */
export function leaveOut(console: Console, count: number, bytes: number): Console {
  const gap: ConsoleLine = { id: console.nextId, kind: "gap", text: "", count, bytes };
  return { lines: bounded([...console.lines, gap]), nextId: console.nextId + 1, open: null };
}

export function cleared(console: Console): Console {
  return { lines: [], nextId: console.nextId, open: null };
}

function number(console: Console, kind: Kind, texts: readonly string[], firstId: number | null) {
  let { nextId } = console;
  const lines = texts.map((text, at): ConsoleLine => {
    if (at === 0 && firstId !== null) {
      return { id: firstId, kind, text };
    }
    nextId += 1;
    return { id: nextId - 1, kind, text };
  });
  return { lines, nextId };
}

/** The newest lines, and one before them that counts what is gone. */
function bounded(lines: readonly ConsoleLine[]): readonly ConsoleLine[] {
  if (lines.length <= LINES) {
    return lines;
  }
  const [first] = lines;
  const isCounting = first?.kind === "gap" && first.bytes === undefined;
  const gone = lines.length - LINES + 1;
  const counted = isCounting ? (first.count ?? 0) + gone - 1 : gone;
  const gap: ConsoleLine = { id: first?.id ?? 0, kind: "gap", text: "", count: counted };
  return [gap, ...lines.slice(gone)];
}

function cut(text: string): string[] {
  const parts = [];
  for (let at = 0; at < text.length; at += LINE_CHARS) {
    parts.push(text.slice(at, at + LINE_CHARS));
  }
  return parts.length ? parts : [""];
}
