/** What is wrong with a game that cannot be loaded: its words come when something is. */

import type { LOADING } from "../texts/loading.ts";
import { STAGE } from "../texts/stage.ts";
import { type Lang, tell } from "../texts/texts.ts";

export type Problem = {
  readonly what: keyof typeof LOADING;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** The refusal that says one thing after the other. */
export async function unloaded(lang: Lang, ...problems: readonly Problem[]) {
  const told = await import("../texts/loading.ts").catch(() => null);
  // Words that do not come are on the server that the stage comes from.
  const lines = told ? problems.map(({ what, values }) => tell(told.LOADING[what], lang, values)) : [tell(STAGE.noFrame, lang)];
  return { code: "not_loaded", text: lines.join("\n- ") };
}
