/** The game's functions while typing: completion, what a call takes, what a name means. */

import { closeCompletion, snippet, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { EditorState, StateEffect, StateField, type Extension } from "@codemirror/state";
import { closeHoverTooltips, EditorView, hasHoverTooltips, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { FunctionTold } from "livecoding-client";
import { callAt, nameAt, nameBegun } from "./calls.ts";
import { functionHelp, signatureHelp } from "./help.ts";
import { isProse, known } from "./known.ts";
import { template } from "./snippet.ts";
import { wordsOf } from "./words.ts";

/** Completes the game's functions, then words of the program itself. */
export function complete(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  if (isProse(state, pos)) return null;
  const line = state.doc.lineAt(pos);
  const { functions } = state.facet(known);
  const names = functions.offered.map((it) => it.name);
  const begun = nameBegun(line.text.slice(0, pos - line.from), names);
  if (begun === null && !context.explicit) return null;
  const from = begun === null ? pos : line.from + begun;
  const options = [...functions.offered.map(option), ...wordsOf(state, from, functions.byName)];
  return options.length === 0 ? null : { from, options, validFor: /^[\p{L}\p{N}_]*$/u };
}

function option(it: FunctionTold): Completion {
  const takes = it.signature.startsWith(it.name) ? it.signature.slice(it.name.length) : "";
  return {
    label: it.name,
    detail: takes.length > 40 ? `${takes.slice(0, 38)} …` : takes,
    type: "game",
    boost: 90,
    info: () => functionHelp(it),
    apply(view, completion, from, to) {
      const isCall = view.state.sliceDoc(to, to + 1) === "(";
      snippet(isCall ? template(escaped(it.name)) : template(it.snippet))(view, completion, from, to);
    },
  };
}

const hover = hoverTooltip(
  (view, pos) => meaningAt(view.state, pos),
  { hoverTime: 250 },
);

function meaningAt(state: EditorState, pos: number): Tooltip | null {
  const line = state.doc.lineAt(pos);
  const { functions } = state.facet(known);
  const found = nameAt(line.text, pos - line.from, functions.byName.keys());
  const meant = found && functions.byName.get(found.name);
  if (!meant || isProse(state, line.from + found.from + 1)) return null;
  return {
    pos: line.from + found.from,
    end: line.from + found.to,
    above: true,
    create: () => ({ dom: functionHelp(meant) }),
  };
}

type Shown = { readonly call: number; readonly argument: number; readonly tooltip: Tooltip };

const ask = StateEffect.define<"show" | "hide">();

/** What a call takes is told while it is typed, and goes when the cursor leaves the call. */
const signature = StateField.define<Shown | null>({
  create: () => null,
  update(shown, transaction) {
    const asked = transaction.effects.find((it) => it.is(ask));
    if (asked?.value === "hide") return null;
    const isTyped = transaction.isUserEvent("input") || transaction.isUserEvent("delete");
    if (!shown && !isTyped && !asked) return null;
    if (shown && !transaction.docChanged && !transaction.selection && !asked) return shown;
    const next = callShown(transaction.state, asked !== undefined);
    const isSame = next && shown && next.call === shown.call && next.argument === shown.argument && next.tooltip.pos === shown.tooltip.pos;
    if (isSame) return shown;
    return next && (isTyped || asked || next.call === shown?.call) ? next : null;
  },
  provide: (field) => showTooltip.from(field, (it) => it?.tooltip ?? null),
});

function callShown(state: EditorState, isAsked: boolean): Shown | null {
  const { main } = state.selection;
  if (!main.empty) return null;
  const line = state.doc.lineAt(main.head);
  const { functions, style } = state.facet(known);
  if (functions.byName.size === 0) return null;
  if (isAsked) {
    const meaning = meaningAt(state, main.head);
    if (meaning) return { call: meaning.pos, argument: -1, tooltip: meaning };
  }
  if (/comment/i.test(syntaxTree(state).resolveInner(main.head, -1).name)) return null;
  const call = callAt(line.text.slice(0, main.head - line.from), functions.byName.keys(), style);
  const meant = call && functions.byName.get(call.name);
  if (!meant || !meant.parameters?.length) return null;
  const pos = line.from + call.start;
  return {
    call: pos,
    argument: call.argument,
    tooltip: { pos, above: true, create: () => ({ dom: signatureHelp(meant, call.argument) }) },
  };
}

const keys = keymap.of([
  {
    key: "Ctrl-Shift-Space",
    run(view) {
      view.dispatch({ effects: ask.of("show") });
      return view.state.field(signature) !== null;
    },
  },
  {
    key: "Escape",
    run(view) {
      if (hasHoverTooltips(view.state)) view.dispatch({ effects: closeHoverTooltips });
      if (!view.state.field(signature)) return false;
      view.dispatch({ effects: ask.of("hide") });
      return true;
    },
  },
]);

/** Closes what is told beside the text, before another document takes its place. */
export function closeHelp(view: EditorView): void {
  closeCompletion(view);
  view.dispatch({ effects: [ask.of("hide"), closeHoverTooltips] });
}

const hideOnLeave = EditorView.focusChangeEffect.of((_state, isFocused) => (isFocused ? null : ask.of("hide")));

export const apiExtension: Extension = [
  signature,
  hover,
  keys,
  hideOnLeave,
  EditorState.languageData.of(() => [{ autocomplete: complete }]),
];

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
