/** What the editor knows of a programming language. */

import type { Completion } from "@codemirror/autocomplete";
import { indentService, StreamLanguage, type IndentContext, type Language, type StreamParser } from "@codemirror/language";
import { Prec, type Extension } from "@codemirror/state";
import { typingHere } from "../later.ts";

export type Mode = {
  readonly extension: Extension;
  /** One step of indentation. */
  readonly indent: string;
};

/** What is said beside what the language's package says. */
type More = {
  readonly indentOnInput?: RegExp;
  readonly closeBrackets?: { readonly brackets: readonly string[] };
  /** Words to complete. */
  readonly keywords?: string;
  /** Statements to complete, with places to fill in. */
  readonly statements?: Readonly<Record<string, string>>;
};

/** A mode of a stream parser: comments, brackets and keywords that its package leaves out are told here. */
export function streamMode<State>(parser: StreamParser<State>, indent: string, more: More): Mode {
  const { keywords, statements: forms, ...rest } = more;
  const language = StreamLanguage.define({ ...parser, languageData: { ...parser.languageData, ...rest } });
  const completion = [keywords ? keywordsOf(language, keywords) : [], forms ? statements(language, forms) : []];
  return { extension: [language, completion], indent };
}

/** Completes words of the language. */
export function keywordsOf(language: Language, words: string): Extension {
  const options = words.split(/\s+/).map((label): Completion => ({ label, type: "keyword" }));
  return language.data.of({ autocomplete: options });
}

/** Completes whole statements, `${}` being filled in. */
export function statements(language: Language, templates: Readonly<Record<string, string>>): Extension {
  const options = Object.entries(templates).map(([label, template]): Completion => ({
    label,
    type: "keyword",
    boost: 1,
    detail: "…",
    // Nothing is offered before that is here.
    apply: (view, completion, from, to) => typingHere()?.snippet(template)(view, completion, from, to),
  }));
  return language.data.of({ autocomplete: options });
}

/** Indentation by words and brackets that open and close blocks, for languages whose package has none. */
export function blockIndent(opens: RegExp, closes: RegExp): Extension {
  const service = indentService.of((context: IndentContext, pos: number) => {
    const before = lineBefore(context, pos);
    if (before === null) return 0;
    const depth = context.countColumn(before, before.search(/\S/));
    const isDeeper = opens.test(before);
    const isClosed = closes.test(context.textAfterPos(pos));
    return Math.max(0, depth + (isDeeper ? context.unit : 0) - (isClosed ? context.unit : 0));
  });
  return Prec.high(service);
}

const LINES_BACK = 200;

/** The last line before `pos` that is not empty. */
function lineBefore(context: IndentContext, pos: number): string | null {
  const { doc } = context.state;
  const current = doc.lineAt(pos);
  if (context.simulatedBreak === pos) {
    const begun = current.text.slice(0, pos - current.from);
    if (begun.trim() !== "") return begun;
  }
  for (let number = current.number - 1; number >= Math.max(1, current.number - LINES_BACK); number -= 1) {
    const { text } = doc.line(number);
    if (text.trim() !== "") return text;
  }
  return null;
}
