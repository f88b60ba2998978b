/** Words of the page's own views: buttons, titles, names for screen readers. */

import type { Told } from "./texts.ts";

export const PAGE = {
  name: { en: "LiveCoding", fr: "LiveCoding", de: "LiveCoding", it: "LiveCoding" },
  toProgram: { en: "To the program", fr: "Vers le programme", de: "Zum Programm", it: "Al programma" },
  toRun: { en: "To the Run button", fr: "Vers le bouton Lancer", de: "Zum Startknopf", it: "Al pulsante Avvia" },
  header: { en: "What you play, and in which language", fr: "Ton jeu et ton langage", de: "Was du spielst, und in welcher Sprache", it: "Il tuo gioco e il tuo linguaggio" },
  program: { en: "Program", fr: "Programme", de: "Programm", it: "Programma" },
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
  slow: { en: "slow", fr: "lent", de: "langsam", it: "lento" },
  fast: { en: "fast", fr: "rapide", de: "schnell", it: "veloce" },
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
  renameTitle: { en: "Rename file", fr: "Renommer le fichier", de: "Datei umbenennen", it: "Rinomina file" },
  delete: { en: "Delete {name}", fr: "Supprimer {name}", de: "{name} löschen", it: "Elimina {name}" },
  name: { en: "Name of the file", fr: "Nom du fichier", de: "Name der Datei", it: "Nome del file" },
  nameHow: { en: "Letters, digits, _ and -, then a dot and an ending", fr: "Lettres, chiffres, _ et -, puis un point et une extension", de: "Buchstaben, Ziffern, _ und -, dann ein Punkt und eine Endung", it: "Lettere, cifre, _ e -, poi un punto e un'estensione" },
  create: { en: "Create", fr: "Créer", de: "Anlegen", it: "Crea" },
  save: { en: "Rename", fr: "Renommer", de: "Umbenennen", it: "Rinomina" },
  cancel: { en: "Cancel", fr: "Annuler", de: "Abbrechen", it: "Annulla" },
  label: { en: "Program, file {name}", fr: "Programme, fichier {name}", de: "Programm, Datei {name}", it: "Programma, file {name}" },
  editorLoading: { en: "The editor is loading …", fr: "L'éditeur se charge …", de: "Der Editor lädt …", it: "L'editor si carica …" },
  editorFailed: { en: "The editor could not be loaded. Reload the page.", fr: "L'éditeur n'a pas pu être chargé. Recharge la page.", de: "Der Editor konnte nicht geladen werden. Lade die Seite neu.", it: "L'editor non si è caricato. Ricarica la pagina." },
  symbols: { en: "Symbols", fr: "Symboles", de: "Zeichen", it: "Simboli" },
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
  described: { en: "On the stage", fr: "Sur la scène", de: "Auf der Bühne", it: "Sulla scena" },
  next: { en: "Next level", fr: "Niveau suivant", de: "Nächstes Level", it: "Prossimo livello" },
  previous: { en: "Previous level", fr: "Niveau précédent", de: "Voriges Level", it: "Livello precedente" },
  keys: { en: "Keys for the game", fr: "Touches pour le jeu", de: "Tasten für das Spiel", it: "Tasti per il gioco" },
} satisfies Record<string, Told>;

export const LEVELS = {
  title: { en: "Games and levels", fr: "Jeux et niveaux", de: "Spiele und Level", it: "Giochi e livelli" },
  games: { en: "Games", fr: "Jeux", de: "Spiele", it: "Giochi" },
  levels: { en: "Levels of {game}", fr: "Niveaux de {game}", de: "Level von {game}", it: "Livelli di {game}" },
  none: { en: "This game has no levels.", fr: "Ce jeu n'a pas de niveaux.", de: "Dieses Spiel hat keine Level.", it: "Questo gioco non ha livelli." },
  stars: { en: "{stars} of {all} stars", fr: "{stars} étoiles sur {all}", de: "{stars} von {all} Sternen", it: "{stars} stelle su {all}" },
  address: { en: "A game from another place", fr: "Un jeu d'ailleurs", de: "Ein Spiel von woanders", it: "Un gioco da altrove" },
  addressLabel: { en: "Address of its manifest.json", fr: "Adresse de son manifest.json", de: "Adresse seines manifest.json", it: "Indirizzo del suo manifest.json" },
  addressHow: { en: "Its web server must allow other pages to read it (CORS). Only play games of people you trust.", fr: "Son serveur doit permettre aux autres pages de le lire (CORS). Ne joue qu'aux jeux de gens sûrs.", de: "Sein Webserver muss anderen Seiten erlauben, es zu lesen (CORS). Spiel nur Spiele von Leuten, denen du vertraust.", it: "Il suo server deve permettere ad altre pagine di leggerlo (CORS). Usa solo giochi di persone fidate." },
  addressBad: { en: "Write a whole address, such as http://games.example/maze/manifest.json", fr: "Écris une adresse entière, comme http://games.example/maze/manifest.json", de: "Schreib eine ganze Adresse, wie http://games.example/maze/manifest.json", it: "Scrivi un indirizzo intero, come http://games.example/maze/manifest.json" },
  load: { en: "Load", fr: "Charger", de: "Laden", it: "Carica" },
} satisfies Record<string, Told>;

export const LANGUAGES = {
  title: { en: "Programming languages", fr: "Langages de programmation", de: "Programmiersprachen", it: "Linguaggi di programmazione" },
  here: { en: "Ready on this server", fr: "Prêts sur ce serveur", de: "Bereit auf diesem Server", it: "Pronti su questo server" },
  others: { en: "Not installed here", fr: "Pas installés ici", de: "Hier nicht installiert", it: "Non installati qui" },
  othersHow: { en: "Whoever runs this server can install them:", fr: "Qui gère ce serveur peut les installer :", de: "Wer diesen Server betreibt, kann sie installieren:", it: "Chi gestisce questo server può installarli:" },
  builtIn: { en: "part of the server", fr: "dans le serveur", de: "Teil des Servers", it: "parte del server" },
  built: { en: "is built first", fr: "compilé d'abord", de: "wird erst gebaut", it: "viene prima compilato" },
  live: { en: "live instructions", fr: "instructions en direct", de: "Live-Anweisungen", it: "istruzioni dal vivo" },
  noFunctions: { en: "no functions of this game", fr: "pas de fonctions de ce jeu", de: "keine Funktionen dieses Spiels", it: "senza funzioni di questo gioco" },
  chosen: { en: "chosen", fr: "choisi", de: "gewählt", it: "scelto" },
} satisfies Record<string, Told>;

export const MENU = {
  title: { en: "Menu", fr: "Menu", de: "Menü", it: "Menu" },
  program: { en: "Program", fr: "Programme", de: "Programm", it: "Programma" },
  open: { en: "Open a file", fr: "Ouvrir un fichier", de: "Datei öffnen", it: "Apri un file" },
  download: { en: "Download", fr: "Télécharger", de: "Herunterladen", it: "Scarica" },
  afresh: { en: "Start again from the beginning", fr: "Recommencer au début", de: "Von vorn anfangen", it: "Ricomincia da capo" },
  share: { en: "Share by link or QR code", fr: "Partager par lien ou code QR", de: "Mit Link oder QR-Code teilen", it: "Condividi con link o codice QR" },
  look: { en: "Look and sound", fr: "Apparence et son", de: "Aussehen und Ton", it: "Aspetto e suono" },
  lang: { en: "Language of this page", fr: "Langue de cette page", de: "Sprache dieser Seite", it: "Lingua di questa pagina" },
  theme: { en: "Colours", fr: "Couleurs", de: "Farben", it: "Colori" },
  system: { en: "As the system", fr: "Comme le système", de: "Wie das System", it: "Come il sistema" },
  light: { en: "Light", fr: "Clair", de: "Hell", it: "Chiaro" },
  dark: { en: "Dark", fr: "Sombre", de: "Dunkel", it: "Scuro" },
  contrast: { en: "High contrast", fr: "Contraste élevé", de: "Hoher Kontrast", it: "Alto contrasto" },
  sound: { en: "Sound", fr: "Son", de: "Ton", it: "Suono" },
  page: { en: "This page", fr: "Cette page", de: "Diese Seite", it: "Questa pagina" },
  second: { en: "Open a second window that watches", fr: "Ouvrir une deuxième fenêtre qui regarde", de: "Zweites Fenster zum Zuschauen öffnen", it: "Apri una seconda finestra che guarda" },
  kiosk: { en: "Show on a wall (kiosk)", fr: "Montrer sur un mur (kiosque)", de: "An der Wand zeigen (Kiosk)", it: "Mostra su una parete (chiosco)" },
  server: { en: "Server {version} · isolation {tier}", fr: "Serveur {version} · isolation {tier}", de: "Server {version} · Isolation {tier}", it: "Server {version} · isolamento {tier}" },
} satisfies Record<string, Told>;

export const BANNERS = {
  untrusted: { en: "Programs on this server are not kept apart from the machine. Run only programs of people you trust.", fr: "Sur ce serveur, les programmes ne sont pas isolés de la machine. Ne lance que ceux de gens sûrs.", de: "Auf diesem Server sind Programme nicht vom Rechner getrennt. Starte nur Programme von Leuten, denen du vertraust.", it: "Su questo server i programmi non sono isolati dalla macchina. Avvia solo quelli di persone fidate." },
  understood: { en: "Understood", fr: "Compris", de: "Verstanden", it: "Capito" },
  draining: { en: "The server restarts in a moment and stops all programs. Your work stays here.", fr: "Le serveur redémarre dans un instant et arrête tous les programmes. Ton travail reste ici.", de: "Der Server startet gleich neu und hält alle Programme an. Deine Arbeit bleibt hier.", it: "Il server si riavvia tra poco e ferma tutti i programmi. Il tuo lavoro resta qui." },
  watches: { en: "This page only watches. Another one plays.", fr: "Cette page ne fait que regarder. Une autre joue.", de: "Diese Seite schaut nur zu. Eine andere spielt.", it: "Questa pagina guarda soltanto. Un'altra gioca." },
  watchesOnly: { en: "This page only watches.", fr: "Cette page ne fait que regarder.", de: "Diese Seite schaut nur zu.", it: "Questa pagina guarda soltanto." },
  takeOver: { en: "Take over", fr: "Prendre la main", de: "Übernehmen", it: "Prendi il controllo" },
  connect: { en: "Continue here", fr: "Continuer ici", de: "Hier weitermachen", it: "Continua qui" },
  reload: { en: "Reload the page", fr: "Recharger la page", de: "Seite neu laden", it: "Ricarica la pagina" },
} satisfies Record<string, Told>;

export const NOTICE = {
  undo: { en: "Undo", fr: "Annuler", de: "Rückgängig", it: "Annulla" },
  close: { en: "Close", fr: "Fermer", de: "Schließen", it: "Chiudi" },
  region: { en: "Messages", fr: "Messages", de: "Meldungen", it: "Messaggi" },
} satisfies Record<string, Told>;

export const KEYS = {
  run: { en: "Run the program", fr: "Lancer le programme", de: "Programm starten", it: "Avvia il programma" },
  stop: { en: "Stop it", fr: "L'arrêter", de: "Anhalten", it: "Fermalo" },
  pause: { en: "Pause, and go on", fr: "Mettre en pause, continuer", de: "Pause, und weiter", it: "Metti in pausa, continua" },
  step: { en: "One instruction", fr: "Une instruction", de: "Eine Anweisung", it: "Un'istruzione" },
  panes: { en: "To the next part of the page", fr: "Vers la partie suivante", de: "Zum nächsten Teil der Seite", it: "Alla parte seguente" },
  help: { en: "This help", fr: "Cette aide", de: "Diese Hilfe", it: "Questo aiuto" },
  download: { en: "Download the program", fr: "Télécharger le programme", de: "Programm herunterladen", it: "Scarica il programma" },
  open: { en: "Open a file", fr: "Ouvrir un fichier", de: "Datei öffnen", it: "Apri un file" },
  escape: { en: "Out of the stage, or out of the editor", fr: "Sortir de la scène ou de l'éditeur", de: "Aus der Bühne oder dem Editor heraus", it: "Esci dalla scena o dall'editor" },
  complete: { en: "Suggestions while writing", fr: "Suggestions pendant l'écriture", de: "Vorschläge beim Schreiben", it: "Suggerimenti mentre scrivi" },
} satisfies Record<string, Told>;
