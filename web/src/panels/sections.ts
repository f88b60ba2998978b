/** The functions of a game by part, and those that a search finds. */

import type { ApiTold, FunctionTold } from "livecoding-client";

export type Section = { readonly id: string; readonly title: string; readonly functions: readonly FunctionTold[] };

/** Parts in the game's order, those without a part last; parts without a function that fits are left out. */
export function sections(api: ApiTold, search: string): readonly Section[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const fits = api.functions.filter((it) => words.every((word) => spoken(it).includes(word)));
  const known = new Set(api.groups.map((it) => it.id));
  const groups = [...api.groups, { id: "", title: "" }];
  return groups
    .map(({ id, title }) => ({ id, title, functions: fits.filter((it) => (known.has(it.group ?? "") ? it.group : "") === id) }))
    .filter((it) => it.functions.length > 0);
}

/** All that a search looks at. */
function spoken(told: FunctionTold): string {
  return folded([told.name, ...told.deprecated_names, told.signature, told.summary, ...told.parameters.map((it) => it.summary)].join("\n"));
}

/** Small letters without accents: `avancé` is found as `avance`. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
