/** What the console says. */

import type { Told } from "./texts.ts";

export const console = {
  title: { en: "Console", fr: "Console", de: "Konsole", it: "Console" },
  lines: { en: "What the program and the game say", fr: "Ce que disent le programme et le jeu", de: "Was das Programm und das Spiel sagen", it: "Che cosa dicono il programma e il gioco" },
  show: { en: "Show", fr: "Afficher", de: "Zeigen", it: "Mostra" },
  all: { en: "All", fr: "Tout", de: "Alles", it: "Tutto" },
  program: { en: "Program", fr: "Programme", de: "Programm", it: "Programma" },
  game: { en: "Game", fr: "Jeu", de: "Spiel", it: "Gioco" },
  copy: { en: "Copy everything", fr: "Tout copier", de: "Alles kopieren", it: "Copia tutto" },
  copied: { en: "Copied", fr: "Copié", de: "Kopiert", it: "Copiato" },
  notCopied: {
    en: "The browser does not let me copy. Select the text and press Ctrl+C.",
    fr: "Le navigateur ne me laisse pas copier. Sélectionne le texte et appuie sur Ctrl+C.",
    de: "Der Browser lässt mich nicht kopieren. Markiere den Text und drücke Strg+C.",
    it: "Il browser non mi lascia copiare. Seleziona il testo e premi Ctrl+C.",
  },
  clear: { en: "Clear the console", fr: "Vider la console", de: "Konsole leeren", it: "Svuota la console" },
  empty: {
    en: "What your program prints appears here.",
    fr: "Ce que ton programme affiche apparaît ici.",
    de: "Hier erscheint, was dein Programm ausgibt.",
    it: "Qui appare quello che stampa il tuo programma.",
  },
  nothing: {
    en: "Nothing of this kind yet.",
    fr: "Encore rien de ce genre.",
    de: "Noch nichts von dieser Art.",
    it: "Ancora niente di questo tipo.",
  },
  earlier: { en: "Show earlier lines", fr: "Afficher les lignes précédentes", de: "Frühere Zeilen zeigen", it: "Mostra le righe precedenti" },
  toEnd: { en: "To the newest line", fr: "À la dernière ligne", de: "Zur neusten Zeile", it: "All'ultima riga" },
  gap: {
    en: "Too much at once: {size} left out here",
    fr: "Trop d'un coup : {size} omis ici",
    de: "Zu viel auf einmal: {size} fehlen hier",
    it: "Troppo in una volta: qui mancano {size}",
  },
  gapSome: { en: "Some lines are left out here", fr: "Quelques lignes sont omises ici", de: "Hier fehlen einige Zeilen", it: "Qui mancano alcune righe" },
  times: { en: "{n} times", fr: "{n} fois", de: "{n}-mal", it: "{n} volte" },
  more: { en: "and {n} more lines", fr: "et encore {n} lignes", de: "und {n} weitere Zeilen", it: "e altre {n} righe" },
  asks: { en: "Your program waits for a line", fr: "Ton programme attend une ligne", de: "Dein Programm wartet auf eine Zeile", it: "Il tuo programma aspetta una riga" },
  answer: { en: "Type your answer", fr: "Tape ta réponse", de: "Tippe deine Antwort", it: "Scrivi la tua risposta" },
  send: { en: "Send", fr: "Envoyer", de: "Senden", it: "Invia" },
  end: { en: "End of input", fr: "Fin de l'entrée", de: "Ende der Eingabe", it: "Fine dell'input" },
  endHelp: {
    en: "Tells the program that no more lines come",
    fr: "Dit au programme qu'il n'y aura plus de lignes",
    de: "Sagt dem Programm, dass keine Zeilen mehr kommen",
    it: "Dice al programma che non arrivano altre righe",
  },
  instruct: { en: "Live instruction", fr: "Instruction en direct", de: "Sofort-Anweisung", it: "Istruzione dal vivo" },
  instructHint: {
    en: "An instruction, done at once",
    fr: "Une instruction, exécutée tout de suite",
    de: "Eine Anweisung, sofort ausgeführt",
    it: "Un'istruzione, eseguita subito",
  },
  instructOff: {
    en: "For instructions, run your program first",
    fr: "Pour des instructions, lance ton programme",
    de: "Für Anweisungen starte dein Programm",
    it: "Per le istruzioni avvia il tuo programma",
  },
} satisfies Record<string, Told>;

/** What a screen reader hears before a line, so that nothing hangs on colour. */
export const kinds = {
  out: { en: "", fr: "", de: "", it: "" },
  err: { en: "Program, error output", fr: "Programme, sortie d'erreur", de: "Programm, Fehlerausgabe", it: "Programma, uscita d'errore" },
  system: { en: "System", fr: "Système", de: "System", it: "Sistema" },
  log: { en: "Game", fr: "Jeu", de: "Spiel", it: "Gioco" },
  info: { en: "Game, information", fr: "Jeu, information", de: "Spiel, Hinweis", it: "Gioco, informazione" },
  success: { en: "Game, success", fr: "Jeu, réussite", de: "Spiel, Erfolg", it: "Gioco, successo" },
  warning: { en: "Game, warning", fr: "Jeu, attention", de: "Spiel, Warnung", it: "Gioco, attenzione" },
  error: { en: "Game, error", fr: "Jeu, erreur", de: "Spiel, Fehler", it: "Gioco, errore" },
  typed: { en: "You typed", fr: "Tu as tapé", de: "Du hast getippt", it: "Hai scritto" },
  result: { en: "Result", fr: "Résultat", de: "Ergebnis", it: "Risultato" },
  failed: { en: "Failed", fr: "Échec", de: "Fehlgeschlagen", it: "Non riuscito" },
  gap: { en: "Gap", fr: "Lacune", de: "Lücke", it: "Lacuna" },
} satisfies Record<string, Told>;

export const sizes = {
  bytes: { en: "{n} bytes", fr: "{n} octets", de: "{n} Byte", it: "{n} byte" },
  kilobytes: { en: "{n} KB", fr: "{n} Ko", de: "{n} KB", it: "{n} KB" },
  megabytes: { en: "{n} MB", fr: "{n} Mo", de: "{n} MB", it: "{n} MB" },
} satisfies Record<string, Told>;
