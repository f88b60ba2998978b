/** Amounts of text, in words. */

import { sizes } from "../texts/console.ts";
import { type Lang, tell } from "../texts/texts.ts";

export function tellSize(bytes: number, lang: Lang): string {
  if (bytes < 1000) {
    return tell(sizes.bytes, lang, { n: bytes });
  }
  return bytes < 1_000_000
    ? tell(sizes.kilobytes, lang, { n: Math.round(bytes / 1000) })
    : tell(sizes.megabytes, lang, { n: Math.round(bytes / 1_000_000) });
}
