/** Light or dark: what the user chose, or what the system has. */

import type { StageSettings } from "../stage/types.ts";
import type { Theme } from "./state.ts";

export function themeShown(theme: Theme): StageSettings["theme"] {
  if (theme !== "system") {
    return theme;
  }
  if (matchMedia("(prefers-contrast: more)").matches) {
    return "contrast";
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Calls back whenever the system changes its mind; gives the function that ends it. */
export function onSystemTheme(changed: () => void): () => void {
  const queries = ["(prefers-contrast: more)", "(prefers-color-scheme: dark)"].map((it) => matchMedia(it));
  for (const query of queries) {
    query.addEventListener("change", changed);
  }
  return () => {
    for (const query of queries) {
      query.removeEventListener("change", changed);
    }
  };
}
