/** What the editor says. CodeMirror's own phrases are the keys of `PHRASES`. */

import { tell, type Lang, type Told } from "./texts.ts";

const PHRASES: Readonly<Record<string, Told>> = {
  // Search
  Find: { en: "Find", fr: "Chercher", de: "Suchen", it: "Cerca" },
  Replace: { en: "Replace with", fr: "Remplacer par", de: "Ersetzen durch", it: "Sostituisci con" },
  next: { en: "Next", fr: "Suivant", de: "Weiter", it: "Avanti" },
  previous: { en: "Previous", fr: "Précédent", de: "Zurück", it: "Indietro" },
  all: { en: "All", fr: "Tout", de: "Alle", it: "Tutti" },
  "match case": { en: "Match case", fr: "Majuscules et minuscules", de: "Groß und klein", it: "Maiuscole e minuscole" },
  regexp: { en: "Regular expression", fr: "Expression régulière", de: "Regulärer Ausdruck", it: "Espressione regolare" },
  "by word": { en: "Whole words", fr: "Mots entiers", de: "Ganze Wörter", it: "Parole intere" },
  replace: { en: "Replace", fr: "Remplacer", de: "Ersetzen", it: "Sostituisci" },
  "replace all": { en: "Replace all", fr: "Tout remplacer", de: "Alle ersetzen", it: "Sostituisci tutti" },
  close: { en: "Close", fr: "Fermer", de: "Schließen", it: "Chiudi" },
  "current match": { en: "Current match", fr: "Résultat actuel", de: "Aktueller Treffer", it: "Risultato attuale" },
  "on line": { en: "on line", fr: "à la ligne", de: "in Zeile", it: "alla riga" },
  "replaced match on line $": { en: "Replaced on line $", fr: "Remplacé à la ligne $", de: "Ersetzt in Zeile $", it: "Sostituito alla riga $" },
  "replaced $ matches": { en: "$ replaced", fr: "$ remplacés", de: "$ ersetzt", it: "$ sostituiti" },
  // Completion, errors, folding, editing
  Completions: { en: "Suggestions", fr: "Suggestions", de: "Vorschläge", it: "Suggerimenti" },
  Diagnostics: { en: "Errors", fr: "Erreurs", de: "Fehler", it: "Errori" },
  "No diagnostics": { en: "No errors", fr: "Aucune erreur", de: "Keine Fehler", it: "Nessun errore" },
  "Selection deleted": { en: "Selection deleted", fr: "Sélection effacée", de: "Auswahl gelöscht", it: "Selezione cancellata" },
  "Control character": { en: "Invisible character", fr: "Caractère invisible", de: "Unsichtbares Zeichen", it: "Carattere invisibile" },
  "Folded lines": { en: "Folded lines", fr: "Lignes repliées", de: "Eingeklappte Zeilen", it: "Righe compresse" },
  "Unfolded lines": { en: "Unfolded lines", fr: "Lignes dépliées", de: "Ausgeklappte Zeilen", it: "Righe espanse" },
  to: { en: "to", fr: "à", de: "bis", it: "a" },
  "folded code": { en: "Folded code", fr: "Code replié", de: "Eingeklappter Code", it: "Codice compresso" },
  unfold: { en: "Unfold", fr: "Déplier", de: "Ausklappen", it: "Espandi" },
  "Fold line": { en: "Fold", fr: "Replier", de: "Einklappen", it: "Comprimi" },
  "Unfold line": { en: "Unfold", fr: "Déplier", de: "Ausklappen", it: "Espandi" },
  // Ours
  "how to leave": {
    en: "Tab indents. To leave the editor, press Escape, then Tab. Ctrl+Space suggests, Ctrl+Shift+Space explains, F8 goes to the next error.",
    fr: "Tab indente. Pour quitter l'éditeur, appuie sur Échap, puis Tab. Ctrl+Espace propose, Ctrl+Maj+Espace explique, F8 va à l'erreur suivante.",
    de: "Tab rückt ein. Um den Editor zu verlassen, drücke Escape, dann Tab. Strg+Leertaste schlägt vor, Strg+Umschalt+Leertaste erklärt, F8 geht zum nächsten Fehler.",
    it: "Tab fa rientrare. Per uscire dall'editor premi Esc, poi Tab. Ctrl+Spazio suggerisce, Ctrl+Maiusc+Spazio spiega, F8 va al prossimo errore.",
  },
  "too large": {
    en: "A file holds at most 1 MiB. This text is too long and was left out.",
    fr: "Un fichier contient au plus 1 Mio. Ce texte est trop long et n'a pas été ajouté.",
    de: "Eine Datei fasst höchstens 1 MiB. Dieser Text ist zu lang und wurde weggelassen.",
    it: "Un file contiene al massimo 1 MiB. Questo testo è troppo lungo ed è stato tralasciato.",
  },
};

/** All phrases of the editor in a language: for `EditorOptions.phrases` and `Editor.setPhrases`. */
export function editorPhrases(lang: Lang): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(PHRASES).map(([phrase, told]) => [phrase, tell(told, lang)]));
}

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
