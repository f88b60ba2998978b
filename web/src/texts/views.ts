/** Words of the page's own views: buttons, titles, names for screen readers. */

import type { Told } from "./texts.ts";

export const PAGE = {
  name: { en: "LiveCoding", fr: "LiveCoding", de: "LiveCoding", it: "LiveCoding" },
  toRun: { en: "To the Run button", fr: "Vers le bouton Lancer", de: "Zum Startknopf", it: "Al pulsante Avvia" },
  header: { en: "What you play, and in which language", fr: "Ton jeu et ton langage", de: "Was du spielst, und in welcher Sprache", it: "Il tuo gioco e il tuo linguaggio" },
  program: { en: "Program", fr: "Programme", de: "Programm", it: "Programma" },
  buttons: { en: "Buttons", fr: "Boutons", de: "Knöpfe", it: "Pulsanti" },
  replay: { en: "Replay", fr: "Replay", de: "Wiederholung", it: "Replay" },
  stage: { en: "Stage", fr: "Scène", de: "Bühne", it: "Scena" },
  console: { en: "Console", fr: "Console", de: "Konsole", it: "Console" },
  instructions: { en: "Instructions", fr: "Consignes", de: "Anleitung", it: "Istruzioni" },
  functions: { en: "Functions", fr: "Fonctions", de: "Funktionen", it: "Funzioni" },
  guide: { en: "Guide", fr: "Guide", de: "Hilfe", it: "Guida" },
  panel: { en: "Console, instructions, functions", fr: "Console, consignes, fonctions", de: "Konsole, Anleitung, Funktionen", it: "Console, istruzioni, funzioni" },
  parts: { en: "Parts of the page", fr: "Parties de la page", de: "Teile der Seite", it: "Parti della pagina" },
  resizeWidth: { en: "Width of the program", fr: "Largeur du programme", de: "Breite des Programms", it: "Larghezza del programma" },
  resizeHeight: { en: "Height of the stage", fr: "Hauteur de la scène", de: "Höhe der Bühne", it: "Altezza della scena" },
} satisfies Record<string, Told>;

export const HEADER = {
  chooseLevel: { en: "Choose a game and a level", fr: "Choisir un jeu et un niveau", de: "Spiel und Level wählen", it: "Scegli un gioco e un livello" },
  chooseLanguage: { en: "Choose a programming language", fr: "Choisir un langage de programmation", de: "Programmiersprache wählen", it: "Scegli un linguaggio di programmazione" },
  levels: { en: "Levels", fr: "Niveaux", de: "Level", it: "Livelli" },
  levelOf: { en: "Level {n}: {title}", fr: "Niveau {n} : {title}", de: "Level {n}: {title}", it: "Livello {n}: {title}" },
  level: { en: "Level {n}", fr: "Niveau {n}", de: "Level {n}", it: "Livello {n}" },
  done: { en: "solved with {stars} of 3 stars", fr: "réussi avec {stars} étoiles sur 3", de: "gelöst mit {stars} von 3 Sternen", it: "risolto con {stars} stelle su 3" },
  notDone: { en: "not solved yet", fr: "pas encore réussi", de: "noch nicht gelöst", it: "non ancora risolto" },
  share: { en: "Share", fr: "Partager", de: "Teilen", it: "Condividi" },
  help: { en: "Keyboard shortcuts", fr: "Raccourcis clavier", de: "Tastenkürzel", it: "Scorciatoie da tastiera" },
  menu: { en: "Menu", fr: "Menu", de: "Menü", it: "Menu" },
  fullScreen: { en: "Full screen", fr: "Plein écran", de: "Vollbild", it: "Schermo intero" },
  leaveFullScreen: { en: "Leave full screen", fr: "Quitter le plein écran", de: "Vollbild beenden", it: "Esci da schermo intero" },
  noGame: { en: "No game", fr: "Aucun jeu", de: "Kein Spiel", it: "Nessun gioco" },
} satisfies Record<string, Told>;

export const RUN = {
  bar: { en: "Run the program", fr: "Lancer le programme", de: "Programm starten", it: "Avvia il programma" },
  run: { en: "Run", fr: "Lancer", de: "Start", it: "Avvia" },
  again: { en: "Again", fr: "Relancer", de: "Nochmal", it: "Di nuovo" },
  stop: { en: "Stop", fr: "Arrêter", de: "Stopp", it: "Ferma" },
  pause: { en: "Pause", fr: "Pause", de: "Pause", it: "Pausa" },
  resume: { en: "Go on", fr: "Continuer", de: "Weiter", it: "Continua" },
  step: { en: "Step", fr: "Pas", de: "Schritt", it: "Passo" },
  speed: { en: "Speed", fr: "Vitesse", de: "Tempo", it: "Velocità" },
  everyMs: { en: "an instruction every {ms} ms at most", fr: "une instruction toutes les {ms} ms au plus", de: "höchstens eine Anweisung alle {ms} ms", it: "al massimo un'istruzione ogni {ms} ms" },
  full: { en: "full speed", fr: "pleine vitesse", de: "volle Geschwindigkeit", it: "massima velocità" },
  keepOpen: { en: "Stay open for more instructions", fr: "Rester ouvert pour d'autres instructions", de: "Für weitere Anweisungen offen bleiben", it: "Resta aperto per altre istruzioni" },
  keepOpenShort: { en: "Stay open", fr: "Rester ouvert", de: "Offen bleiben", it: "Resta aperto" },
  keepOpenNot: { en: "Programs in this language cannot stay open", fr: "Les programmes de ce langage ne peuvent pas rester ouverts", de: "Programme dieser Sprache können nicht offen bleiben", it: "I programmi in questo linguaggio non possono restare aperti" },
  more: { en: "Speed and more", fr: "Vitesse et plus", de: "Tempo und mehr", it: "Velocità e altro" },
  first: { en: "Press Run and watch what happens!", fr: "Appuie sur Lancer et regarde !", de: "Drück auf Start und schau, was passiert!", it: "Premi Avvia e guarda che succede!" },
} satisfies Record<string, Told>;

export const FILES = {
  tabs: { en: "Files", fr: "Fichiers", de: "Dateien", it: "File" },
  add: { en: "New file", fr: "Nouveau fichier", de: "Neue Datei", it: "Nuovo file" },
  rename: { en: "Rename {name}", fr: "Renommer {name}", de: "{name} umbenennen", it: "Rinomina {name}" },
  delete: { en: "Delete {name}", fr: "Supprimer {name}", de: "{name} löschen", it: "Elimina {name}" },
  label: { en: "Program, file {name}", fr: "Programme, fichier {name}", de: "Programm, Datei {name}", it: "Programma, file {name}" },
  editorLoading: { en: "The editor is loading …", fr: "L'éditeur se charge …", de: "Der Editor lädt …", it: "L'editor si carica …" },
  editorFailed: { en: "The editor could not be loaded. Reload the page.", fr: "L'éditeur n'a pas pu être chargé. Recharge la page.", de: "Der Editor konnte nicht geladen werden. Lade die Seite neu.", it: "L'editor non si è caricato. Ricarica la pagina." },
} satisfies Record<string, Told>;

export const STAGE = {
  goal: { en: "Goal", fr: "But", de: "Ziel", it: "Obiettivo" },
  hint: { en: "Hint", fr: "Indice", de: "Tipp", it: "Indizio" },
  nextHint: { en: "Another hint", fr: "Un autre indice", de: "Noch ein Tipp", it: "Un altro indizio" },
  hintOf: { en: "Hint {n} of {count}", fr: "Indice {n} sur {count}", de: "Tipp {n} von {count}", it: "Indizio {n} di {count}" },
  closeHints: { en: "Close the hints", fr: "Fermer les indices", de: "Tipps schließen", it: "Chiudi gli indizi" },
  loading: { en: "The game is loading …", fr: "Le jeu se charge …", de: "Das Spiel lädt …", it: "Il gioco si carica …" },
  failed: { en: "The game could not be loaded", fr: "Le jeu n'a pas pu être chargé", de: "Das Spiel konnte nicht geladen werden", it: "Il gioco non si è caricato" },
  again: { en: "Load it again", fr: "Recharger le jeu", de: "Neu laden", it: "Ricarica il gioco" },
  other: { en: "Choose another game", fr: "Choisir un autre jeu", de: "Anderes Spiel wählen", it: "Scegli un altro gioco" },
  hung: { en: "The game does not answer. Your program is safe.", fr: "Le jeu ne répond pas. Ton programme est en sécurité.", de: "Das Spiel antwortet nicht. Deinem Programm passiert nichts.", it: "Il gioco non risponde. Il tuo programma è al sicuro." },
  fault: { en: "The game made a mistake. Your program is safe.", fr: "Le jeu a fait une erreur. Ton programme est en sécurité.", de: "Das Spiel hat einen Fehler gemacht. Deinem Programm passiert nichts.", it: "Il gioco ha fatto un errore. Il tuo programma è al sicuro." },
  none: { en: "No game is chosen. Your program can still print and ask.", fr: "Aucun jeu n'est choisi. Ton programme peut quand même écrire et demander.", de: "Kein Spiel ist gewählt. Dein Programm kann trotzdem schreiben und fragen.", it: "Nessun gioco è scelto. Il tuo programma può comunque scrivere e chiedere." },
  describe: { en: "Describe the stage", fr: "Décrire la scène", de: "Bühne beschreiben", it: "Descrivi la scena" },
  next: { en: "Next level", fr: "Niveau suivant", de: "Nächstes Level", it: "Prossimo livello" },
  previous: { en: "Previous level", fr: "Niveau précédent", de: "Voriges Level", it: "Livello precedente" },
} satisfies Record<string, Told>;
