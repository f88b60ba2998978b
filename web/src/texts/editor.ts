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
  // Completion, editing
  Completions: { en: "Suggestions", fr: "Suggestions", de: "Vorschläge", it: "Suggerimenti" },
  "Selection deleted": { en: "Selection deleted", fr: "Sélection effacée", de: "Auswahl gelöscht", it: "Selezione cancellata" },
  "Control character": { en: "Invisible character", fr: "Caractère invisible", de: "Unsichtbares Zeichen", it: "Carattere invisibile" },
  // Ours
  Error: { en: "Error", fr: "Erreur", de: "Fehler", it: "Errore" },
  Warning: { en: "Warning", fr: "Avertissement", de: "Warnung", it: "Avviso" },
  Line: { en: "Line", fr: "Ligne", de: "Zeile", it: "Riga" },
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
