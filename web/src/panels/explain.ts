/**
 * An error in plain words for a learner.
 *
 * What a language says is recognised by rules; where none fits, less is said rather than something wrong.
 */

import type { ErrorTold, Limit } from "livecoding-client";
import { type Topic, type Words, amounts, errors } from "../texts/errors.ts";
import { type Lang, type Told, tell } from "../texts/texts.ts";
import { GAME, LIMITS, OTHERS } from "./explain/common.ts";
import { type Dialect, dialectOf } from "./explain/languages.ts";
import type { Rule } from "./explain/rule.ts";

export type Explained = {
  readonly topic: Topic;
  readonly title: string;
  /** What happened; may be empty. */
  readonly what: string;
  /** What to try, the likeliest first. */
  readonly tries: readonly string[];
};

type Values = Readonly<Record<string, string>>;
type Diagnosis = { readonly topic: Topic; readonly values: Values };

/** Longer messages are not looked through. */
const MOST_CHARS = 2000;
/** Longer pieces of a program are not put into a sentence. */
const MOST_VALUE_CHARS = 80;
/** More advice is none. */
const MOST_TRIES = 4;

/**
 * Says what went wrong.
 *
 * `limit` is the limit that ended the run, where one did; `line` is the learner's own where it happened, where it is known.
 */
export function explain(error: ErrorTold, language: string | undefined, lang: Lang, limit?: Limit, line?: string): Explained {
  const dialect = dialectOf(language, error.file);
  const { topic, values } = limit ? { topic: limit, values: {} } : diagnose(error, dialect, line?.slice(0, MOST_CHARS));
  const words: Words = errors[topic];
  const filled = tellAmounts({ ...dialect.words, ...values }, topic, lang);
  const fill = (told: Told) => (placesOf(told).every((it) => Object.hasOwn(filled, it)) ? tell(bound(told), lang, filled) : null);
  return {
    topic,
    title: first(words.title, fill),
    what: first(words.what, fill),
    tries: words.tries.map(fill).filter((it) => it !== null).slice(0, MOST_TRIES),
  };
}

function diagnose(error: ErrorTold, dialect: Dialect, line: string | undefined): Diagnosis {
  switch (error.kind) {
    case "limit":
      return matching(error, LIMITS) ?? { topic: "limit", values: {} };
    case "command":
      return { topic: "protocol", values: {} };
    case "engine":
    case "internal":
      return { topic: "internal", values: {} };
    case "syntax":
      return matching(error, dialect.rules, line) ?? { topic: dialect.isBuilt ? "build" : "syntax", values: {} };
    default:
      return matching(error, [...GAME, ...dialect.rules, ...OTHERS], line) ?? { topic: "other", values: {} };
  }
}

function matching(error: ErrorTold, rules: readonly Rule[], line?: string): Diagnosis | null {
  // Compilers quote as the language of the machine has it.
  const text = error.message.slice(0, MOST_CHARS).trim().replace(/[‘’]/g, "'");
  for (const [topic, message, name, written] of rules) {
    const found = name === undefined || name.test(error.name) ? message.exec(text) : null;
    const place = written && line !== undefined ? written.exec(line) : null;
    if (found && (written === undefined || place)) {
      return { topic, values: { ...valuesOf(found), ...(place && valuesOf(place)) } };
    }
  }
  return null;
}

function valuesOf(found: RegExpExecArray): Values {
  const groups = Object.entries(found.groups ?? {}).filter(([, it]) => it !== undefined && it !== "" && it.length <= MOST_VALUE_CHARS);
  return Object.fromEntries(groups);
}

/** Numbers of values as words: a sentence needs “one value” or “3 values”. */
function tellAmounts(values: Values, topic: Topic, lang: Lang): Values {
  if (topic !== "count") {
    return values;
  }
  const told = Object.entries(values).map(([name, it]) => [name, name === "given" || name === "wanted" ? tellAmount(Number(it), lang) : it]);
  return Object.fromEntries(told);
}

function tellAmount(n: number, lang: Lang): string {
  return tell(n === 0 ? amounts.none : n === 1 ? amounts.one : amounts.some, lang, { n });
}

/** French signs stay in one line with what they belong to. */
function bound(told: Told): Told {
  return { ...told, fr: told.fr.replace(/« /g, "«\u00a0").replace(/ (?=[»:;!?])/g, "\u00a0") };
}

/** Places are the same in every language: a test sees to that. */
function placesOf(told: Told): readonly string[] {
  return [...told.en.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

function first(tolds: readonly Told[], fill: (told: Told) => string | null): string {
  for (const told of tolds) {
    const text = fill(told);
    if (text !== null) {
      return text;
    }
  }
  return "";
}
