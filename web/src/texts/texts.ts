/** Texts for people in four languages, beside each other, so that none can be forgotten. */

export const LANGS = ["en", "fr", "de", "it"] as const;
export type Lang = (typeof LANGS)[number];

/** One text in every language; `{name}` stands for what is filled in. */
export type Told = Readonly<Record<Lang, string>>;

/** The language that fits best what the browser prefers. */
export function preferred(wanted: readonly string[]): Lang {
  const codes = wanted.map((it) => it.slice(0, 2).toLowerCase());
  return codes.find((it): it is Lang => (LANGS as readonly string[]).includes(it)) ?? "en";
}

/** No line begins with a sign, or ends with an opening one, that a space sets apart. */
const SET_APART = /« | (?=[:;!?»…])/g;

/** A text with its places filled in. */
export function tell(told: Told, lang: Lang, values: Readonly<Record<string, string | number>> = {}): string {
  const text = told[lang].replace(SET_APART, (it) => it.replace(" ", "\u00a0"));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
