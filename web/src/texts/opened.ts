/** What panels say that are not there at first: errors, functions, instructions, dialogs, keys and praise. */

import type { Told } from "./texts.ts";

export const card = {
  title: { en: "Error", fr: "Erreur", de: "Fehler", it: "Errore" },
  goTo: { en: "Go to line {line}", fr: "Aller à la ligne {line}", de: "Zu Zeile {line}", it: "Vai alla riga {line}" },
  where: { en: "Line {line} in {file}", fr: "Ligne {line} dans {file}", de: "Zeile {line} in {file}", it: "Riga {line} in {file}" },
  whereLine: { en: "Line {line}", fr: "Ligne {line}", de: "Zeile {line}", it: "Riga {line}" },
  tries: { en: "Try this", fr: "Essaie ceci", de: "Probiere das", it: "Prova così" },
  says: { en: "The language says", fr: "Le langage dit", de: "Die Sprache sagt", it: "Il linguaggio dice" },
  gameSays: { en: "The game says", fr: "Le jeu dit", de: "Das Spiel sagt", it: "Il gioco dice" },
  path: { en: "How your program got there", fr: "Comment ton programme y est arrivé", de: "Wie dein Programm dorthin kam", it: "Come ci è arrivato il tuo programma" },
  inFunction: { en: "in {name}", fr: "dans {name}", de: "in {name}", it: "in {name}" },
  moreFrames: { en: "{n} more places", fr: "{n} autres endroits", de: "{n} weitere Stellen", it: "altri {n} punti" },
  others: {
    en: "Inside the game and the language ({n})",
    fr: "À l'intérieur du jeu et du langage ({n})",
    de: "Im Inneren von Spiel und Sprache ({n})",
    it: "Dentro il gioco e il linguaggio ({n})",
  },
  raw: { en: "The whole message", fr: "Le message entier", de: "Die ganze Meldung", it: "Il messaggio intero" },
} satisfies Record<string, Told>;

export const reference = {
  title: { en: "Functions", fr: "Fonctions", de: "Funktionen", it: "Funzioni" },
  search: { en: "Search functions", fr: "Chercher une fonction", de: "Funktion suchen", it: "Cerca una funzione" },
  none: {
    en: "This game declares no functions for this language. Its instructions say what it understands.",
    fr: "Ce jeu ne déclare pas de fonctions pour ce langage. Ses instructions disent ce qu'il comprend.",
    de: "Dieses Spiel gibt für diese Sprache keine Funktionen an. Seine Anleitung sagt, was es versteht.",
    it: "Questo gioco non dichiara funzioni per questo linguaggio. Le sue istruzioni dicono che cosa capisce.",
  },
  notFound: { en: "No function fits “{text}”.", fr: "Aucune fonction ne correspond à « {text} ».", de: "Keine Funktion passt zu „{text}“.", it: "Nessuna funzione corrisponde a «{text}»." },
  found: { en: "{n} functions", fr: "{n} fonctions", de: "{n} Funktionen", it: "{n} funzioni" },
  foundOne: { en: "1 function", fr: "1 fonction", de: "1 Funktion", it: "1 funzione" },
  others: { en: "Others", fr: "Autres", de: "Weitere", it: "Altre" },
  insert: { en: "Insert {name}", fr: "Insérer {name}", de: "{name} einfügen", it: "Inserisci {name}" },
  parameters: { en: "What it takes", fr: "Ce qu'elle prend", de: "Was sie braucht", it: "Che cosa prende" },
  optional: { en: "may be left out", fr: "facultatif", de: "kann fehlen", it: "si può omettere" },
  oneOf: { en: "one of {values}", fr: "parmi {values}", de: "eines von {values}", it: "uno tra {values}" },
  gives: { en: "Gives back", fr: "Renvoie", de: "Gibt zurück", it: "Restituisce" },
  examples: { en: "Examples", fr: "Exemples", de: "Beispiele", it: "Esempi" },
  waits: { en: "Waits for you", fr: "T'attend", de: "Wartet auf dich", it: "Aspetta te" },
  earlier: { en: "Earlier names: {names}", fr: "Anciens noms : {names}", de: "Frühere Namen: {names}", it: "Vecchi nomi: {names}" },
  page: { en: "All on one page", fr: "Tout sur une page", de: "Alles auf einer Seite", it: "Tutto su una pagina" },
  newTab: { en: "opens a new tab", fr: "ouvre un nouvel onglet", de: "öffnet einen neuen Tab", it: "apre una nuova scheda" },
} satisfies Record<string, Told>;

/** Types of values, as the server names them. */
export const types = {
  integer: { en: "whole number", fr: "nombre entier", de: "ganze Zahl", it: "numero intero" },
  number: { en: "number", fr: "nombre", de: "Zahl", it: "numero" },
  boolean: { en: "true or false", fr: "vrai ou faux", de: "wahr oder falsch", it: "vero o falso" },
  string: { en: "text", fr: "texte", de: "Text", it: "testo" },
  enumeration: { en: "word", fr: "mot", de: "Wort", it: "parola" },
  list: { en: "list", fr: "liste", de: "Liste", it: "lista" },
  record: { en: "record", fr: "enregistrement", de: "Datensatz", it: "record" },
} satisfies Record<string, Told>;

export const instructions = {
  title: { en: "Instructions", fr: "Instructions", de: "Anleitung", it: "Istruzioni" },
  pages: { en: "Page", fr: "Page", de: "Seite", it: "Pagina" },
  none: { en: "This game has no instructions.", fr: "Ce jeu n'a pas d'instructions.", de: "Dieses Spiel hat keine Anleitung.", it: "Questo gioco non ha istruzioni." },
  loading: { en: "The instructions come …", fr: "Les instructions arrivent …", de: "Die Anleitung kommt …", it: "Le istruzioni arrivano …" },
  picture: { en: "Picture: {text}", fr: "Image : {text}", de: "Bild: {text}", it: "Immagine: {text}" },
  pictureBare: { en: "Picture", fr: "Image", de: "Bild", it: "Immagine" },
} satisfies Record<string, Told>;

export const dialog = {
  close: { en: "Close", fr: "Fermer", de: "Schliessen", it: "Chiudi" },
} satisfies Record<string, Told>;

export const help = {
  title: { en: "Keyboard shortcuts", fr: "Raccourcis clavier", de: "Tastenkürzel", it: "Scorciatoie da tastiera" },
} satisfies Record<string, Told>;

/** Names of keys, by `KeyboardEvent.key`. */
export const keyNames = {
  Control: { en: "Ctrl", fr: "Ctrl", de: "Strg", it: "Ctrl" },
  Shift: { en: "Shift", fr: "Maj", de: "Umschalt", it: "Maiusc" },
  Alt: { en: "Alt", fr: "Alt", de: "Alt", it: "Alt" },
  Enter: { en: "Enter", fr: "Entrée", de: "Enter", it: "Invio" },
  Escape: { en: "Esc", fr: "Échap", de: "Esc", it: "Esc" },
  " ": { en: "Space", fr: "Espace", de: "Leertaste", it: "Spazio" },
  Tab: { en: "Tab", fr: "Tab", de: "Tab", it: "Tab" },
  Backspace: { en: "Backspace", fr: "Retour arrière", de: "Rücktaste", it: "Backspace" },
  Delete: { en: "Del", fr: "Suppr", de: "Entf", it: "Canc" },
  ArrowUp: { en: "Arrow up", fr: "Flèche haut", de: "Pfeil hoch", it: "Freccia su" },
  ArrowDown: { en: "Arrow down", fr: "Flèche bas", de: "Pfeil runter", it: "Freccia giù" },
  ArrowLeft: { en: "Arrow left", fr: "Flèche gauche", de: "Pfeil links", it: "Freccia sinistra" },
  ArrowRight: { en: "Arrow right", fr: "Flèche droite", de: "Pfeil rechts", it: "Freccia destra" },
} satisfies Record<string, Told>;

export const keys = {
  title: { en: "Keys for the game", fr: "Touches pour le jeu", de: "Tasten für das Spiel", it: "Tasti per il gioco" },
  waits: { en: "The game waits for a key", fr: "Le jeu attend une touche", de: "Das Spiel wartet auf eine Taste", it: "Il gioco aspetta un tasto" },
} satisfies Record<string, Told>;

export const celebration = {
  title: { en: "Level done!", fr: "Niveau réussi !", de: "Level geschafft!", it: "Livello superato!" },
  stars: { en: "{n} of 3 stars", fr: "{n} étoiles sur 3", de: "{n} von 3 Sternen", it: "{n} stelle su 3" },
  star: { en: "1 of 3 stars", fr: "1 étoile sur 3", de: "1 von 3 Sternen", it: "1 stella su 3" },
  next: { en: "Next level", fr: "Niveau suivant", de: "Nächstes Level", it: "Livello successivo" },
  stay: { en: "Stay here", fr: "Rester ici", de: "Hier bleiben", it: "Resta qui" },
  last: { en: "That was the last level.", fr: "C'était le dernier niveau.", de: "Das war das letzte Level.", it: "Era l'ultimo livello." },
} satisfies Record<string, Told>;
