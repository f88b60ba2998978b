/** Names of keys, for people. */

import { keyNames } from "../texts/opened.ts";
import { type Lang, tell } from "../texts/texts.ts";

/** Names a key in words: `ArrowUp` is “Arrow up”, `a` is “A”. */
export function nameKey(key: string, lang: Lang): string {
  const told = Object.hasOwn(keyNames, key) ? keyNames[key as keyof typeof keyNames] : undefined;
  return told ? tell(told, lang) : key.length === 1 ? key.toLocaleUpperCase(lang) : key;
}

const ARROW_SIGNS: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** As it stands on a key: arrows as signs; `Mod` is ⌘ on a Mac, else Ctrl. */
export function keyCap(key: string, lang: Lang, isMac: boolean): string {
  if (key === "Mod") {
    return isMac ? "⌘" : nameKey("Control", lang);
  }
  return ARROW_SIGNS[key] ?? nameKey(key, lang);
}

export const ARROWS = ["ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"] as const;
export type Arrow = (typeof ARROWS)[number];

/** How keys lie on the screen: arrows as a cross, all others in a row, each once. */
export function arranged(keys: readonly string[]): { readonly arrows: readonly Arrow[]; readonly others: readonly string[] } {
  const all = [...new Set(keys)].slice(0, MOST_KEYS);
  return {
    arrows: ARROWS.filter((it) => all.includes(it)),
    others: all.filter((it) => !(ARROWS as readonly string[]).includes(it)),
  };
}

const MOST_KEYS = 60;
