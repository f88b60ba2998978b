/** Where in a line a function of the game is called, named or begun: pure, for completion and help. */

import { LINE_CHARS, nameFrom, QUALIFIED, WORD } from "./line.ts";

/** How a language writes the arguments of a call. */
export type CallStyle =
  /** `move(1, 2)` */
  | "paren"
  /** `move 1, 2` too */
  | "bare"
  /** `move 1 2` */
  | "space";

export type CallAt = {
  readonly name: string;
  /** Column of the name. */
  readonly start: number;
  /** Which argument is being written, from 0. */
  readonly argument: number;
};

const ENDS_BARE_CALL = /^(?:if|unless|while|until|do|and|or|then|end)$/;

type Frame = {
  readonly open: string;
  readonly name: string | null;
  readonly start: number;
  /** Whether it is the call of something unknown, which hides what stands around it. */
  readonly isOther: boolean;
  argument: number;
};

/** The innermost call of one of `names` that is open at the end of `before`, a line up to the cursor. */
export function callAt(before: string, names: Iterable<string>, style: CallStyle): CallAt | null {
  const line = before.slice(0, LINE_CHARS);
  const known = [...names].sort((a, b) => b.length - a.length);
  const frames: Frame[] = [];
  const top = () => frames[frames.length - 1];
  const endBare = () => {
    while (top()?.open === "bare") frames.pop();
  };
  let at = 0;
  while (at < line.length) {
    const c = line.charAt(at);
    if (c === '"' || c === "`" || (c === "'" && style !== "space")) {
      at = afterString(line, at);
    } else if (WORD.test(c)) {
      at = word(at);
    } else {
      sign(c, at);
      at += 1;
    }
  }
  for (const frame of frames.reverse()) {
    if (frame.name !== null) return { name: frame.name, start: frame.start, argument: frame.argument };
    if (frame.isOther) return null;
  }
  return null;

  function word(start: number): number {
    const name = nameFrom(line, start, known);
    if (name === null) {
      const end = afterWord(line, start);
      if (ENDS_BARE_CALL.test(line.slice(start, end))) endBare();
      return end;
    }
    let end = start + name.length;
    const rest = /^\s*/.exec(line.slice(end))?.[0].length ?? 0;
    if (style !== "space" && line.charAt(end + rest) === "(") {
      frames.push({ open: "(", name, start, isOther: false, argument: 0 });
      end += rest + 1;
    } else if (style !== "paren" && rest > 0) {
      frames.push({ open: "bare", name, start, isOther: false, argument: 0 });
      end += rest;
    }
    return end;
  }

  function sign(c: string, place: number): void {
    const frame = top();
    if ("([{".includes(c)) {
      const isOther = c === "(" && WORD.test(line.charAt(place - 1));
      frames.push({ open: c, name: null, start: place, isOther, argument: 0 });
    } else if (")]}".includes(c)) {
      endBare();
      frames.pop();
    } else if (c === ";" || (style === "space" && "|&".includes(c))) {
      endBare();
    } else if (c === "," && style !== "space" && frame) {
      frame.argument += 1;
    } else if (/\s/.test(c) && style === "space" && frame && !/\s/.test(line.charAt(place - 1))) {
      frame.argument += 1;
    }
  }
}

/** The name that stands at a column of a line, and where. */
export function nameAt(line: string, column: number, names: Iterable<string>): { name: string; from: number; to: number } | null {
  const known = [...names].sort((a, b) => b.length - a.length);
  const first = Math.max(0, column - 80);
  for (let from = first; from <= column; from += 1) {
    const name = nameFrom(line, from, known);
    if (name !== null && column <= from + name.length) return { name, from, to: from + name.length };
  }
  return null;
}

/** Where the name begins that is being written at the end of `before`, as it may have `.`, `::` or `-` in it; null for none. */
export function nameBegun(before: string, names: Iterable<string>): number | null {
  const run = /[\p{L}\p{N}_.:\->?!]*$/u.exec(before.slice(-200))?.[0] ?? "";
  const start = before.length - run.length;
  const known = [...names].map((it) => it.toLowerCase());
  for (let at = 0; at < run.length; at += 1) {
    if (at > 0 && WORD.test(run.charAt(at - 1)) && WORD.test(run.charAt(at))) continue;
    const begun = run.slice(at).toLowerCase();
    const isPlain = /^[\p{L}_]/u.test(begun);
    if (isPlain && !QUALIFIED.test(before.slice(0, start + at)) && known.some((it) => it.startsWith(begun))) return start + at;
  }
  const word = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? "";
  const from = before.length - word.length;
  return word === "" || QUALIFIED.test(before.slice(0, from)) ? null : from;
}

/** A signature in three parts, with the parameter in the middle. */
export function parameterIn(signature: string, name: string, parameter: string): readonly [string, string, string] {
  const from = signature.startsWith(name) ? name.length : 0;
  for (let at = signature.indexOf(parameter, from); at >= 0 && parameter !== ""; at = signature.indexOf(parameter, at + 1)) {
    const end = at + parameter.length;
    if (!WORD.test(signature.charAt(at - 1)) && !WORD.test(signature.charAt(end))) {
      return [signature.slice(0, at), parameter, signature.slice(end)];
    }
  }
  return [signature, "", ""];
}

function afterWord(line: string, start: number): number {
  let at = start;
  while (at < line.length && WORD.test(line.charAt(at))) at += 1;
  return at;
}

function afterString(line: string, start: number): number {
  const quote = line.charAt(start);
  let at = start + 1;
  while (at < line.length && line.charAt(at) !== quote) at += line.charAt(at) === "\\" ? 2 : 1;
  return Math.min(at, line.length) + 1;
}
