/** What the page says when something is to be known: it comes with what shows it. */

import type { Told } from "./texts.ts";

/** By the code of the server. */
export const REFUSALS = {
  language_missing: { en: "This language does not work on this server. Choose another.", fr: "Ce langage ne marche pas sur ce serveur. Choisis-en un autre.", de: "Diese Sprache gibt es auf diesem Server nicht. Wähl eine andere.", it: "Questo linguaggio non funziona su questo server. Scegline un altro." },
  unknown_language: { en: "This server does not know this language. Choose another.", fr: "Ce serveur ne connaît pas ce langage. Choisis-en un autre.", de: "Dieser Server kennt diese Sprache nicht. Wähl eine andere.", it: "Questo server non conosce questo linguaggio. Scegline un altro." },
  no_instructions: { en: "This language cannot stay open for more instructions. Switch that off and run again.", fr: "Ce langage ne peut pas rester ouvert. Désactive cette option et relance.", de: "Diese Sprache kann nicht offen bleiben. Schalt das aus und starte neu.", it: "Questo linguaggio non può restare aperto. Disattiva l'opzione e riavvia." },
  no_functions: { en: "The game has no functions in this language. Choose another language.", fr: "Le jeu n'a pas de fonctions dans ce langage. Choisis-en un autre.", de: "Das Spiel hat keine Funktionen in dieser Sprache. Wähl eine andere.", it: "Il gioco non ha funzioni in questo linguaggio. Scegline un altro." },
  unknown_game: { en: "The game is not on this server any more. Choose another.", fr: "Ce jeu n'est plus sur ce serveur. Choisis-en un autre.", de: "Das Spiel ist nicht mehr auf diesem Server. Wähl ein anderes.", it: "Il gioco non è più su questo server. Scegline un altro." },
  bad_manifest: { en: "The game's description has mistakes: {text}", fr: "La description du jeu contient des fautes : {text}", de: "Die Beschreibung des Spiels hat Fehler: {text}", it: "La descrizione del gioco ha errori: {text}" },
  bad_files: { en: "A file's name or number is not allowed. Use letters, digits, _ and -.", fr: "Un nom de fichier n'est pas permis. Utilise lettres, chiffres, _ et -.", de: "Ein Dateiname ist nicht erlaubt. Nimm Buchstaben, Ziffern, _ und -.", it: "Il nome di un file non è permesso. Usa lettere, cifre, _ e -." },
  too_big: { en: "The program is too big. Make it shorter.", fr: "Le programme est trop grand. Raccourcis-le.", de: "Das Programm ist zu groß. Mach es kürzer.", it: "Il programma è troppo grande. Accorcialo." },
  full: { en: "The server is full. Try again in a moment.", fr: "Le serveur est plein. Réessaie dans un instant.", de: "Der Server ist voll. Versuch es gleich noch einmal.", it: "Il server è pieno. Riprova tra poco." },
  busy: { en: "The program is busy. Try again in a moment.", fr: "Le programme est occupé. Réessaie dans un instant.", de: "Das Programm ist beschäftigt. Versuch es gleich noch einmal.", it: "Il programma è occupato. Riprova tra poco." },
  run_active: { en: "Another program still runs. Stop it first.", fr: "Un autre programme tourne encore. Arrête-le d'abord.", de: "Ein anderes Programm läuft noch. Halte es zuerst an.", it: "Un altro programma è ancora attivo. Fermalo prima." },
  forbidden: { en: "This page may only watch.", fr: "Cette page peut seulement regarder.", de: "Diese Seite darf nur zuschauen.", it: "Questa pagina può solo guardare." },
  not_player: { en: "Another page plays at the moment. Take over first.", fr: "Une autre page joue en ce moment. Prends d'abord la main.", de: "Gerade spielt eine andere Seite. Übernimm zuerst.", it: "Ora gioca un'altra pagina. Prendi prima il controllo." },
  no_program: { en: "No program waits for a line at the moment.", fr: "Aucun programme n'attend de ligne en ce moment.", de: "Gerade wartet kein Programm auf eine Zeile.", it: "Nessun programma aspetta una riga." },
  disconnected: { en: "The connection was lost. Try again when it is back.", fr: "La connexion est coupée. Réessaie quand elle est revenue.", de: "Die Verbindung ging verloren. Versuch es, wenn sie zurück ist.", it: "La connessione è caduta. Riprova quando torna." },
  other: { en: "The server did not take it: {text}", fr: "Le serveur a refusé : {text}", de: "Der Server nahm es nicht an: {text}", it: "Il server ha rifiutato: {text}" },
} satisfies Record<string, Told>;

/** Those of links, files and the store have their words in share.ts. */
export const NOTICES = {
  not_connected: { en: "There is no connection to the server. Try again when it is back.", fr: "Pas de connexion au serveur. Réessaie quand elle est revenue.", de: "Es gibt keine Verbindung zum Server. Versuch es, wenn sie zurück ist.", it: "Non c'è connessione al server. Riprova quando torna." },
  not_ready: { en: "One moment: the game is still loading.", fr: "Un instant : le jeu se charge encore.", de: "Einen Moment: das Spiel lädt noch.", it: "Un attimo: il gioco si sta caricando." },
  no_game: { en: "The game could not be loaded. Load it again, or choose another.", fr: "Le jeu n'a pas pu être chargé. Recharge-le ou choisis-en un autre.", de: "Das Spiel konnte nicht geladen werden. Lade es neu oder wähl ein anderes.", it: "Il gioco non si è caricato. Ricaricalo o scegline un altro." },
  game_missing: { en: "This server has no game “{game}”. Choose another.", fr: "Ce serveur n'a pas de jeu « {game} ». Choisis-en un autre.", de: "Auf diesem Server gibt es kein Spiel «{game}». Wähl ein anderes.", it: "Su questo server non c'è il gioco «{game}». Scegline un altro." },
  level_missing: { en: "The game has no level “{level}”: its first one is open.", fr: "Le jeu n'a pas de niveau « {level} » : le premier est ouvert.", de: "Das Spiel hat kein Level «{level}»: das erste ist offen.", it: "Il gioco non ha il livello «{level}»: è aperto il primo." },
  language_missing: { en: "{language} does not work on this server. Choose another language.", fr: "{language} ne marche pas sur ce serveur. Choisis un autre langage.", de: "{language} gibt es auf diesem Server nicht. Wähl eine andere Sprache.", it: "{language} non funziona su questo server. Scegli un altro linguaggio." },
  shared_opened: { en: "The program of the link is open.", fr: "Le programme du lien est ouvert.", de: "Das Programm aus dem Link ist offen.", it: "Il programma del link è aperto." },
  shared_other_level: { en: "The game has no such level any more: the program of the link is open in its first one.", fr: "Le jeu n'a plus ce niveau : le programme du lien est ouvert dans le premier.", de: "Dieses Level hat das Spiel nicht mehr: das Programm aus dem Link ist im ersten offen.", it: "Il gioco non ha più questo livello: il programma del link è aperto nel primo." },
  file_deleted: { en: "{name} is deleted.", fr: "{name} est supprimé.", de: "{name} ist gelöscht.", it: "{name} è stato eliminato." },
  file_name_bad: { en: "“{name}” is no name for a file. Use letters, digits, _ and -, a dot and an ending.", fr: "« {name} » ne convient pas. Utilise lettres, chiffres, _ et -, un point et une extension.", de: "«{name}» ist kein Dateiname. Nimm Buchstaben, Ziffern, _ und -, einen Punkt und eine Endung.", it: "«{name}» non va bene. Usa lettere, cifre, _ e -, un punto e un'estensione." },
  file_name_taken: { en: "There is a file {name} already.", fr: "Il y a déjà un fichier {name}.", de: "Es gibt schon eine Datei {name}.", it: "C'è già un file {name}." },
  too_many_files: { en: "A program has at most 20 files.", fr: "Un programme a au plus 20 fichiers.", de: "Ein Programm hat höchstens 20 Dateien.", it: "Un programma ha al massimo 20 file." },
  program_replaced: { en: "The program was replaced.", fr: "Le programme a été remplacé.", de: "Das Programm wurde ersetzt.", it: "Il programma è stato sostituito." },
  file_opened: { en: "The file is open, in {language}.", fr: "Le fichier est ouvert, en {language}.", de: "Die Datei ist offen, in {language}.", it: "Il file è aperto, in {language}." },
  server_lost_session: { en: "The server was restarted. Your program is still here.", fr: "Le serveur a redémarré. Ton programme est toujours là.", de: "Der Server wurde neu gestartet. Dein Programm ist noch da.", it: "Il server è stato riavviato. Il tuo programma è ancora qui." },
  request_refused: { en: "That did not work: {text}", fr: "Cela n'a pas marché : {text}", de: "Das ging nicht: {text}", it: "Non ha funzionato: {text}" },
  join_stale: { en: "The session of this link is over.", fr: "La session de ce lien est finie.", de: "Die Sitzung dieses Links ist vorbei.", it: "La sessione di questo link è finita." },
  game_changed: { en: "The game was changed and is loaded again.", fr: "Le jeu a été modifié : il se recharge.", de: "Das Spiel wurde geändert und wird neu geladen.", it: "Il gioco è stato modificato e si ricarica." },
  game_changed_later: { en: "The game was changed. It is loaded again when the program has ended.", fr: "Le jeu a été modifié. Il se rechargera à la fin du programme.", de: "Das Spiel wurde geändert. Es wird neu geladen, wenn das Programm zu Ende ist.", it: "Il gioco è stato modificato. Si ricaricherà alla fine del programma." },
  game_broken: { en: "The changed game has a mistake: see the console. The one before goes on.", fr: "Le jeu modifié contient une erreur : voir la console. Le précédent continue.", de: "Das geänderte Spiel hat einen Fehler: siehe Konsole. Das bisherige läuft weiter.", it: "Il gioco modificato ha un errore: guarda la console. Quello di prima continua." },
  match_anew: { en: "This page was loaded again: the match begins anew, with everybody who is there.", fr: "Cette page a été rechargée : la partie recommence, avec tous ceux qui sont là.", de: "Diese Seite wurde neu geladen: Das Spiel beginnt von vorn, mit allen, die da sind.", it: "Questa pagina è stata ricaricata: la partita ricomincia, con tutti quelli che ci sono." },
  stage_again: { en: "The server was restarted. The stage is open again, with a new link: everybody joins once more.", fr: "Le serveur a redémarré. La scène est rouverte avec un nouveau lien : chacun la rejoint encore une fois.", de: "Der Server wurde neu gestartet. Die Bühne ist wieder offen, mit einem neuen Link: Alle kommen noch einmal dazu.", it: "Il server è stato riavviato. La scena è di nuovo aperta, con un nuovo link: tutti si uniscono ancora una volta." },
  unseated: { en: "You are no longer on the shared stage. Your program plays here again.", fr: "Tu n'es plus sur la scène commune. Ton programme joue de nouveau ici.", de: "Du bist nicht mehr auf der gemeinsamen Bühne. Dein Programm spielt wieder hier.", it: "Non sei più sulla scena comune. Il tuo programma gioca di nuovo qui." },
} satisfies Record<string, Told>;

export const NOTICE = {
  undo: { en: "Undo", fr: "Annuler", de: "Rückgängig", it: "Annulla" },
  close: { en: "Close", fr: "Fermer", de: "Schließen", it: "Chiudi" },
  region: { en: "Messages", fr: "Messages", de: "Meldungen", it: "Messaggi" },
} satisfies Record<string, Told>;
