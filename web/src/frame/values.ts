/** What a game gives and throws, as a program is told it. */

import { LENGTH } from "../stage/bounds.ts";
import { cut, readRefusal, wellFormed } from "../stage/protocol.ts";
import type { StageRefusal } from "../stage/types.ts";
import { STAGE } from "../texts/stage.ts";
import { type Lang, tell } from "../texts/texts.ts";

/** An answer as text, as `WebSocket.send` of the original's page made it: `true`, `37`, `null`, `[object Object]`. */
export function textOf(value: unknown): string {
  // Not String(value): a symbol has no text there either.
  return wellFormed(`${value as string}`);
}

/** An answer as JSON: what cannot be said in it is refused. */
export function jsonOf(value: unknown, lang: Lang): unknown {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (why) {
    throw { code: "bad_value", text: tell(STAGE.noJson, lang, { why: wordsOf(why) }) };
  }
  return bounded(text === undefined ? null : JSON.parse(text), text ?? "", lang);
}

/** The same answer, or a refusal where it is longer than a program may be told. */
export function bounded<T>(value: T, text: string, lang: Lang): T {
  if (text.length > LENGTH.program) {
    throw { code: "too_big", text: tell(STAGE.tooBig, lang, { length: LENGTH.program }) };
  }
  return value;
}

/**
 * What a program is told of something thrown: `{code, text}` where it has them, or what it says.
 *
 * The code of a refusal reaches programs in some languages only, so a mistake of the game is known by its text.
 */
export function refusalOf(thrown: unknown, lang: Lang): StageRefusal {
  const why = wordsOf(thrown) || tell(STAGE.silent, lang);
  return readRefusal({ code: codeOf(thrown) ?? "failed", text: isMistake(thrown) ? tell(STAGE.mistake, lang, { why }) : why });
}

/** Whether something was thrown by mistake, and not to refuse a command or to give up a wait. */
export function isMistake(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name !== "AbortError" && codeOf(thrown) === undefined;
}

function codeOf(thrown: unknown): string | undefined {
  try {
    const { code } = Object(thrown) as { code?: unknown };
    // A DOMException has a number as its code.
    return typeof code === "string" ? code : undefined;
  } catch {
    // A getter that throws: there is no code.
    return undefined;
  }
}

/** The words of something thrown, whatever it is; never throws itself. */
export function wordsOf(thrown: unknown): string {
  try {
    if (thrown === undefined || thrown === null) {
      return "";
    }
    const { text, message, name } = Object(thrown) as Record<string, unknown>;
    const said = [text, message].find((it) => typeof it === "string" && it !== "");
    const isObject = typeof thrown === "object" && Object.prototype.toString.call(thrown) === "[object Object]";
    return cut(said ?? (thrown instanceof Error ? name : isObject ? JSON.stringify(thrown) : String(thrown)), LENGTH.refusal);
  } catch {
    return "";
  }
}
