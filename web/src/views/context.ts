/** What every view is given: the page, and texts in the user's language. */

import { getContext, setContext } from "svelte";
import type { Whole } from "../app/begin.ts";
import { type Lang, type Told, tell } from "../texts/texts.ts";

const KEY = Symbol("whole");

type Values = Readonly<Record<string, string | number>>;

export function provide(whole: Whole): void {
  setContext(KEY, whole);
}

/** The context of a view that is shown by itself. */
export function contextOf(whole: Partial<Whole>): Map<unknown, unknown> {
  return new Map([[KEY, whole]]);
}

export function use() {
  const whole = getContext<Whole>(KEY);
  return {
    ...whole,
    get lang(): Lang {
      return whole.page.state.settings.lang;
    },
    /** A text in the user's language; follows when that is changed. */
    say: (told: Told, values: Values = {}) => tell(told, whole.page.state.settings.lang, values),
  };
}
