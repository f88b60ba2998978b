/** Where names of the game stand in a line: pure. */

export const WORD = /[\p{L}\p{N}_]/u;
/** A qualifier before a word: then a plain name is somebody else's. */
export const QUALIFIED = /(?:\.|::|->|\$|@)$/;
export const LINE_CHARS = 2_000;

/** Every name of `names` in a line. */
export function namesIn(line: string, names: Iterable<string>): { name: string; from: number; to: number }[] {
  const known = [...names].sort((a, b) => b.length - a.length);
  const found: { name: string; from: number; to: number }[] = [];
  const text = line.slice(0, LINE_CHARS);
  for (let from = 0; from < text.length; from += 1) {
    const name = WORD.test(text.charAt(from)) ? nameFrom(text, from, known) : null;
    if (name === null) continue;
    found.push({ name, from, to: from + name.length });
    from += name.length;
  }
  return found;
}

/** The first of the names, the longest before the others, that begins at a column as a name of its own. */
export function nameFrom(line: string, start: number, longestFirst: readonly string[]): string | null {
  if (start > 0 && WORD.test(line.charAt(start - 1))) return null;
  if (QUALIFIED.test(line.slice(Math.max(0, start - 2), start))) return null;
  const isWhole = (it: string) => line.startsWith(it, start) && !WORD.test(line.charAt(start + it.length));
  return longestFirst.find(isWhole) ?? null;
}
