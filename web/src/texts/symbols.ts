/** What the row of symbols says. */

import type { Told } from "./texts.ts";

export const symbolRow: Told = { en: "Symbols", fr: "Symboles", de: "Zeichen", it: "Simboli" };

/** How the keys of the symbol row are called for those who hear them. */
export const symbolNames: Readonly<Record<string, Told>> = {
  "\t": { en: "Indent", fr: "Indenter", de: "Einrücken", it: "Rientro" },
  "(": { en: "Opening bracket", fr: "Parenthèse ouvrante", de: "Klammer auf", it: "Parentesi aperta" },
  ")": { en: "Closing bracket", fr: "Parenthèse fermante", de: "Klammer zu", it: "Parentesi chiusa" },
  "{": { en: "Opening brace", fr: "Accolade ouvrante", de: "Geschweifte Klammer auf", it: "Graffa aperta" },
  "}": { en: "Closing brace", fr: "Accolade fermante", de: "Geschweifte Klammer zu", it: "Graffa chiusa" },
  "[": { en: "Opening square bracket", fr: "Crochet ouvrant", de: "Eckige Klammer auf", it: "Quadra aperta" },
  "]": { en: "Closing square bracket", fr: "Crochet fermant", de: "Eckige Klammer zu", it: "Quadra chiusa" },
  '"': { en: "Quotation mark", fr: "Guillemet", de: "Anführungszeichen", it: "Virgolette" },
  "'": { en: "Apostrophe", fr: "Apostrophe", de: "Apostroph", it: "Apostrofo" },
  "`": { en: "Backtick", fr: "Accent grave", de: "Gravis", it: "Accento grave" },
  "=": { en: "Equals", fr: "Égal", de: "Gleich", it: "Uguale" },
  "<": { en: "Less than", fr: "Plus petit", de: "Kleiner als", it: "Minore" },
  ">": { en: "Greater than", fr: "Plus grand", de: "Größer als", it: "Maggiore" },
  ":": { en: "Colon", fr: "Deux-points", de: "Doppelpunkt", it: "Due punti" },
  ";": { en: "Semicolon", fr: "Point-virgule", de: "Strichpunkt", it: "Punto e virgola" },
  _: { en: "Underscore", fr: "Tiret bas", de: "Unterstrich", it: "Trattino basso" },
  $: { en: "Dollar", fr: "Dollar", de: "Dollar", it: "Dollaro" },
  "#": { en: "Hash", fr: "Croisillon", de: "Raute", it: "Cancelletto" },
  "|": { en: "Bar", fr: "Barre", de: "Senkrechter Strich", it: "Barra verticale" },
  "&": { en: "And sign", fr: "Esperluette", de: "Und-Zeichen", it: "E commerciale" },
  "+": { en: "Plus", fr: "Plus", de: "Plus", it: "Più" },
  "-": { en: "Minus", fr: "Moins", de: "Minus", it: "Meno" },
  "*": { en: "Star", fr: "Étoile", de: "Stern", it: "Asterisco" },
  "/": { en: "Slash", fr: "Barre oblique", de: "Schrägstrich", it: "Barra" },
  "%": { en: "Percent", fr: "Pour cent", de: "Prozent", it: "Percento" },
  "!": { en: "Exclamation mark", fr: "Point d'exclamation", de: "Ausrufezeichen", it: "Punto esclamativo" },
  "?": { en: "Question mark", fr: "Point d'interrogation", de: "Fragezeichen", it: "Punto interrogativo" },
  ".": { en: "Dot", fr: "Point", de: "Punkt", it: "Punto" },
  ",": { en: "Comma", fr: "Virgule", de: "Komma", it: "Virgola" },
  "\\": { en: "Backslash", fr: "Barre oblique inverse", de: "Rückstrich", it: "Barra inversa" },
  "@": { en: "At sign", fr: "Arobase", de: "At-Zeichen", it: "Chiocciola" },
  "~": { en: "Tilde", fr: "Tilde", de: "Tilde", it: "Tilde" },
};
