/** Words of the dialogs, which are loaded when they are wanted. */

import type { Told } from "./texts.ts";

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
  game: { en: "Game", fr: "Jeu", de: "Spiel", it: "Gioco" },
  buttons: { en: "Play by buttons", fr: "Jouer avec des boutons", de: "Mit Knöpfen spielen", it: "Gioca con i pulsanti" },
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

export const FILE = {
  renameTitle: { en: "Rename file", fr: "Renommer le fichier", de: "Datei umbenennen", it: "Rinomina file" },
  name: { en: "Name of the file", fr: "Nom du fichier", de: "Name der Datei", it: "Nome del file" },
  nameHow: { en: "Letters, digits, _ and -, then a dot and an ending", fr: "Lettres, chiffres, _ et -, puis un point et une extension", de: "Buchstaben, Ziffern, _ und -, dann ein Punkt und eine Endung", it: "Lettere, cifre, _ e -, poi un punto e un'estensione" },
  create: { en: "Create", fr: "Créer", de: "Anlegen", it: "Crea" },
  save: { en: "Rename", fr: "Renommer", de: "Umbenennen", it: "Rinomina" },
  cancel: { en: "Cancel", fr: "Annuler", de: "Abbrechen", it: "Annulla" },
} satisfies Record<string, Told>;
