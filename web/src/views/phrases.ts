/** The editor's own texts in the user's language. */
import type { Lang } from "../texts/texts.ts";

export function phrases(_lang: Lang): Readonly<Record<string, string>> {
  return {};
}
