/** Why a language does not work here, in the language of people where it is a reason that is known here. */

import { type Lang, type Told, tell } from "./texts.ts";

/** As the server says it, which speaks English, and as people are told. */
const REASONS: readonly (readonly [said: RegExp, told: Told])[] = [
  [
    /^(?<names>`.*`) not found; try: (?<hint>.+)$/,
    { en: "{names} not found; try: {hint}", fr: "{names} introuvable ; essayer : {hint}", de: "{names} nicht gefunden; zu versuchen: {hint}", it: "{names} non trovato; da provare: {hint}" },
  ],
  [
    /^(?<name>`.*`) is version (?<version>\S+), at least (?<least>\S+) is needed; try: (?<hint>.+)$/,
    { en: "{name} is version {version}, at least {least} is needed; try: {hint}", fr: "{name} a la version {version}, il faut au moins {least} ; essayer : {hint}", de: "{name} hat Version {version}, nötig ist mindestens {least}; zu versuchen: {hint}", it: "{name} ha la versione {version}, serve almeno {least}; da provare: {hint}" },
  ],
  [
    /^its programs need (?<needs>.+), for which isolation tier (?<tier>\w+) has no room; see `livecoding doctor`$/,
    { en: "its programs need {needs}, for which isolation tier {tier} has no room; see `livecoding doctor`", fr: "ses programmes ont besoin de {needs}, pour quoi l'isolation {tier} n'a pas de place ; voir `livecoding doctor`", de: "ihre Programme brauchen {needs}, wofür Isolation {tier} keinen Platz hat; siehe `livecoding doctor`", it: "i suoi programmi hanno bisogno di {needs}, per cui l'isolamento {tier} non ha posto; vedi `livecoding doctor`" },
  ],
  [
    /^(?<name>`.*`) does not say its version: (?<why>.+)$/s,
    { en: "{name} does not say its version: {why}", fr: "{name} ne dit pas sa version : {why}", de: "{name} sagt seine Version nicht: {why}", it: "{name} non dice la sua versione: {why}" },
  ],
];

/** The reason, and the language that it is in. */
export function whyNot(said: string, lang: Lang): { readonly text: string; readonly lang: Lang } {
  for (const [pattern, told] of REASONS) {
    const found = pattern.exec(said)?.groups;
    if (found) {
      return { text: tell(told, lang, found), lang };
    }
  }
  return { text: said, lang: "en" };
}
