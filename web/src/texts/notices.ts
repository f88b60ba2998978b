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

export const LOST = {
  lost: { en: "The connection is lost. Trying again …", fr: "La connexion est coupée. Nouvel essai …", de: "Die Verbindung ist weg. Neuer Versuch …", it: "La connessione è caduta. Nuovo tentativo …" },
  restarting: { en: "The server is restarting. The page comes back by itself.", fr: "Le serveur redémarre. La page revient d'elle-même.", de: "Der Server startet neu. Die Seite kommt von selbst zurück.", it: "Il server si riavvia. La pagina ritorna da sola." },
  elsewhere: { en: "Another tab continues here. This one has let go.", fr: "Un autre onglet a pris la suite. Celui-ci a lâché la main.", de: "Ein anderer Tab macht weiter. Dieser hat losgelassen.", it: "Un'altra scheda continua. Questa ha lasciato il controllo." },
  refused: { en: "The server does not let this page in. Open it at the server's own address.", fr: "Le serveur refuse cette page. Ouvre-la à l'adresse du serveur.", de: "Der Server lässt diese Seite nicht herein. Öffne sie unter seiner eigenen Adresse.", it: "Il server non accetta questa pagina. Aprila al suo indirizzo." },
  full: { en: "The server is full. Trying again in a while …", fr: "Le serveur est plein. Nouvel essai dans un moment …", de: "Der Server ist voll. Neuer Versuch in einer Weile …", it: "Il server è pieno. Nuovo tentativo tra poco …" },
  stale: { en: "This link is no longer valid. Start on your own, or ask for a new link.", fr: "Ce lien n'est plus valable. Commence seul, ou demande un nouveau lien.", de: "Dieser Link gilt nicht mehr. Fang allein an oder frag nach einem neuen.", it: "Questo link non vale più. Inizia da solo o chiedi un nuovo link." },
  too_big: { en: "The page sent more than the server takes. Connect again.", fr: "La page a envoyé trop de données. Reconnecte-toi.", de: "Die Seite sandte mehr, als der Server annimmt. Verbinde dich neu.", it: "La pagina ha inviato troppi dati. Ricollegati." },
  unfit: { en: "Page and server do not fit together. Reload the page.", fr: "La page et le serveur ne vont pas ensemble. Recharge la page.", de: "Seite und Server passen nicht zusammen. Lade die Seite neu.", it: "Pagina e server non sono compatibili. Ricarica la pagina." },
} satisfies Record<string, Told>;

/** Those of links, files and the store have their words in share.ts. */
export const NOTICES = {
  not_connected: { en: "There is no connection to the server. Try again when it is back.", fr: "Pas de connexion au serveur. Réessaie quand elle est revenue.", de: "Es gibt keine Verbindung zum Server. Versuch es, wenn sie zurück ist.", it: "Non c'è connessione al server. Riprova quando torna." },
  not_ready: { en: "One moment: the game is still loading.", fr: "Un instant : le jeu se charge encore.", de: "Einen Moment: das Spiel lädt noch.", it: "Un attimo: il gioco si sta caricando." },
  no_game: { en: "The game could not be loaded. Load it again, or choose another.", fr: "Le jeu n'a pas pu être chargé. Recharge-le ou choisis-en un autre.", de: "Das Spiel konnte nicht geladen werden. Lade es neu oder wähl ein anderes.", it: "Il gioco non si è caricato. Ricaricalo o scegline un altro." },
  language_missing: { en: "{language} does not work on this server. Choose another language.", fr: "{language} ne marche pas sur ce serveur. Choisis un autre langage.", de: "{language} gibt es auf diesem Server nicht. Wähl eine andere Sprache.", it: "{language} non funziona su questo server. Scegli un altro linguaggio." },
  shared_opened: { en: "The program of the link is open.", fr: "Le programme du lien est ouvert.", de: "Das Programm aus dem Link ist offen.", it: "Il programma del link è aperto." },
  shared_other_level: { en: "The game has no such level any more: the program of the link is open in its first one.", fr: "Le jeu n'a plus ce niveau : le programme du lien est ouvert dans le premier.", de: "Dieses Level hat das Spiel nicht mehr: das Programm aus dem Link ist im ersten offen.", it: "Il gioco non ha più questo livello: il programma del link è aperto nel primo." },
  file_deleted: { en: "{name} is deleted.", fr: "{name} est supprimé.", de: "{name} ist gelöscht.", it: "{name} è stato eliminato." },
  file_name_bad: { en: "“{name}” is no name for a file. Use letters, digits, _ and -, a dot and an ending.", fr: "« {name} » ne convient pas. Utilise lettres, chiffres, _ et -, un point et une extension.", de: "«{name}» ist kein Dateiname. Nimm Buchstaben, Ziffern, _ und -, einen Punkt und eine Endung.", it: "«{name}» non va bene. Usa lettere, cifre, _ e -, un punto e un'estensione." },
  file_name_taken: { en: "There is a file {name} already.", fr: "Il y a déjà un fichier {name}.", de: "Es gibt schon eine Datei {name}.", it: "C'è già un file {name}." },
  too_many_files: { en: "A program has at most 20 files.", fr: "Un programme a au plus 20 fichiers.", de: "Ein Programm hat höchstens 20 Dateien.", it: "Un programma ha al massimo 20 file." },
  program_replaced: { en: "The program was replaced.", fr: "Le programme a été remplacé.", de: "Das Programm wurde ersetzt.", it: "Il programma è stato sostituito." },
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
