/** What the editor knows of the game whose program is written. */

import { syntaxTree } from "@codemirror/language";
import { Facet, type EditorState } from "@codemirror/state";
import type { ApiTold, FunctionTold } from "livecoding-client";
import type { CallStyle } from "./calls.ts";

/** The functions by each name that works; only those of today are offered. */
export class Functions {
  readonly offered: readonly FunctionTold[];
  readonly byName: ReadonlyMap<string, FunctionTold>;

  constructor(api: ApiTold | null) {
    this.offered = api?.functions ?? [];
    const old = this.offered.flatMap((it) => (it.deprecated_names ?? []).map((name): [string, FunctionTold] => [name, it]));
    this.byName = new Map([...old, ...this.offered.map((it): [string, FunctionTold] => [it.name, it])]);
  }
}

export type Known = { readonly functions: Functions; readonly style: CallStyle };

const NOTHING: Known = { functions: new Functions(null), style: "paren" };

/** What is known of the game in the document that is shown. */
export const known = Facet.define<Known, Known>({ combine: (given) => given[0] ?? NOTHING });

/** Comments and texts, in which nothing of the program is meant. */
export function isProse(state: EditorState, pos: number): boolean {
  return /comment|string/i.test(syntaxTree(state).resolveInner(pos, -1).name);
}
