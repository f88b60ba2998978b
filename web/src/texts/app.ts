/** What the page says of the connection, the run, and of what it did. */

import type { Told } from "./texts.ts";

export const STATUS = {
  ready: { en: "Ready", fr: "Prêt", de: "Bereit", it: "Pronto" },
  soon: { en: "Starts in a moment …", fr: "Démarre dans un instant …", de: "Startet gleich …", it: "Parte tra un attimo …" },
  asked: { en: "Starts …", fr: "Démarre …", de: "Startet …", it: "Si avvia …" },
  starting: { en: "Starts …", fr: "Démarre …", de: "Startet …", it: "Si avvia …" },
  loading: { en: "The game is loading …", fr: "Le jeu se charge …", de: "Das Spiel lädt …", it: "Il gioco si carica …" },
  no_game: { en: "The game could not be loaded", fr: "Le jeu n'a pas pu être chargé", de: "Das Spiel konnte nicht geladen werden", it: "Il gioco non si è caricato" },
  connecting: { en: "Connecting …", fr: "Connexion …", de: "Verbindet …", it: "Connessione …" },
  no_connection: { en: "Not connected", fr: "Pas de connexion", de: "Nicht verbunden", it: "Non connesso" },
  building: { en: "Building your program …", fr: "Ton programme est compilé …", de: "Dein Programm wird gebaut …", it: "Il tuo programma viene compilato …" },
  queued: { en: "The server is busy; your program waits", fr: "Le serveur est occupé ; ton programme attend", de: "Der Server ist beschäftigt; dein Programm wartet", it: "Il server è occupato; il tuo programma aspetta" },
  queued_at: { en: "The server is busy; your program is number {place} in the queue", fr: "Le serveur est occupé ; ton programme est numéro {place} dans la file", de: "Der Server ist beschäftigt; dein Programm ist Nummer {place} in der Schlange", it: "Il server è occupato; il tuo programma è il numero {place} in coda" },
  running: { en: "Running", fr: "En marche", de: "Läuft", it: "In esecuzione" },
  running_at: { en: "Running · line {line}", fr: "En marche · ligne {line}", de: "Läuft · Zeile {line}", it: "In esecuzione · riga {line}" },
  paused: { en: "Paused before the first instruction – press Step", fr: "En pause avant la première instruction – appuie sur Pas", de: "Pause vor der ersten Anweisung – drück Schritt", it: "In pausa prima della prima istruzione – premi Passo" },
  paused_at: { en: "Paused after line {line}", fr: "En pause après la ligne {line}", de: "Pause nach Zeile {line}", it: "In pausa dopo la riga {line}" },
  held: { en: "Held until the page is back", fr: "Suspendu jusqu'au retour de la page", de: "Angehalten, bis die Seite zurück ist", it: "Sospeso finché la pagina ritorna" },
  held_by_us: { en: "The connection is lost; your program waits for you", fr: "La connexion est coupée ; ton programme t'attend", de: "Die Verbindung ist weg; dein Programm wartet auf dich", it: "La connessione è caduta; il tuo programma ti aspetta" },
  waiting_player: { en: "Waiting for a page that plays", fr: "En attente d'une page qui joue", de: "Wartet auf eine Seite, die spielt", it: "Aspetta una pagina che giochi" },
  waiting_key: { en: "Waiting for you: press a key in the game", fr: "À toi : appuie sur une touche dans le jeu", de: "Du bist dran: drück im Spiel eine Taste", it: "Tocca a te: premi un tasto nel gioco" },
  waiting_line: { en: "Waiting for you: type a line in the console", fr: "À toi : écris une ligne dans la console", de: "Du bist dran: schreib eine Zeile in die Konsole", it: "Tocca a te: scrivi una riga nella console" },
  idle: { en: "Your program has ended and takes more instructions", fr: "Ton programme est fini et attend d'autres instructions", de: "Dein Programm ist zu Ende und nimmt weitere Anweisungen an", it: "Il tuo programma è finito e accetta altre istruzioni" },
  restarting: { en: "It crashed; it starts again in {seconds} s", fr: "Il a planté ; il redémarre dans {seconds} s", de: "Abgestürzt; startet in {seconds} s neu", it: "Si è bloccato; riparte tra {seconds} s" },
  stopping: { en: "Stops …", fr: "S'arrête …", de: "Hält an …", it: "Si ferma …" },
  not_reached: { en: "Finished – the goal is not reached yet", fr: "Fini – le but n'est pas encore atteint", de: "Fertig – das Ziel ist noch nicht erreicht", it: "Finito – l'obiettivo non è ancora raggiunto" },
  reached: { en: "Well done! The level is solved", fr: "Bravo ! Le niveau est réussi", de: "Geschafft! Das Level ist gelöst", it: "Bravo! Il livello è risolto" },
} satisfies Record<string, Told>;

export const ENDS = {
  finished: { en: "Finished after {count} instructions", fr: "Fini après {count} instructions", de: "Fertig nach {count} Anweisungen", it: "Finito dopo {count} istruzioni" },
  finished_one: { en: "Finished after one instruction", fr: "Fini après une instruction", de: "Fertig nach einer Anweisung", it: "Finito dopo un'istruzione" },
  finished_without: { en: "Finished; nothing was sent to the game", fr: "Fini ; rien n'a été envoyé au jeu", de: "Fertig; ans Spiel ging nichts", it: "Finito; al gioco non è arrivato nulla" },
  error: { en: "Stopped by an error", fr: "Arrêté par une erreur", de: "Von einem Fehler angehalten", it: "Fermato da un errore" },
  error_at: { en: "Stopped by an error in line {line}", fr: "Arrêté par une erreur à la ligne {line}", de: "Von einem Fehler in Zeile {line} angehalten", it: "Fermato da un errore alla riga {line}" },
  stopped: { en: "Stopped", fr: "Arrêté", de: "Angehalten", it: "Fermato" },
  limit: { en: "Stopped: it used too much of the machine", fr: "Arrêté : il demandait trop à la machine", de: "Angehalten: es verbrauchte zu viel", it: "Fermato: chiedeva troppo alla macchina" },
  start_failed: { en: "It could not be started; try again", fr: "Il n'a pas pu démarrer ; réessaie", de: "Es konnte nicht starten; versuch es nochmal", it: "Non è partito; riprova" },
  crashed: { en: "It crashed", fr: "Il a planté", de: "Abgestürzt", it: "Si è bloccato" },
  no_player: { en: "Stopped: the game did not answer in time", fr: "Arrêté : le jeu n'a pas répondu à temps", de: "Angehalten: das Spiel antwortete nicht rechtzeitig", it: "Fermato: il gioco non ha risposto in tempo" },
  server: { en: "Stopped: the server is closing. Run it again in a moment", fr: "Arrêté : le serveur s'arrête. Relance dans un instant", de: "Angehalten: der Server wird beendet. Starte gleich noch einmal", it: "Fermato: il server si chiude. Riavvia tra poco" },
  gone: { en: "The server was restarted. Your program is still here: run it again", fr: "Le serveur a redémarré. Ton programme est toujours là : relance-le", de: "Der Server wurde neu gestartet. Dein Programm ist noch da: starte es neu", it: "Il server è stato riavviato. Il tuo programma è ancora qui: riavvialo" },
} satisfies Record<string, Told>;

export const LIMITS = {
  output: { en: "Stopped: it printed too much", fr: "Arrêté : il a trop écrit", de: "Angehalten: es hat zu viel ausgegeben", it: "Fermato: ha scritto troppo" },
  wall: { en: "Stopped: it ran for too long", fr: "Arrêté : il a duré trop longtemps", de: "Angehalten: es lief zu lange", it: "Fermato: è durato troppo" },
  memory: { en: "Stopped: its memory was full", fr: "Arrêté : sa mémoire était pleine", de: "Angehalten: sein Speicher war voll", it: "Fermato: la memoria era piena" },
  cpu: { en: "Stopped: it computed for too long – is there a loop without an end?", fr: "Arrêté : il a calculé trop longtemps – une boucle sans fin ?", de: "Angehalten: es rechnete zu lange – gibt es eine Schleife ohne Ende?", it: "Fermato: ha calcolato troppo a lungo – c'è un ciclo senza fine?" },
  processes: { en: "Stopped: it started too many programs", fr: "Arrêté : il a lancé trop de programmes", de: "Angehalten: es startete zu viele Programme", it: "Fermato: ha avviato troppi programmi" },
  files: { en: "Stopped: it wrote too much into files", fr: "Arrêté : il a trop écrit dans des fichiers", de: "Angehalten: es schrieb zu viel in Dateien", it: "Fermato: ha scritto troppo nei file" },
} satisfies Record<string, Told>;

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
  file_deleted: { en: "{name} is deleted.", fr: "{name} est supprimé.", de: "{name} ist gelöscht.", it: "{name} è stato eliminato." },
  file_name_bad: { en: "“{name}” is no name for a file. Use letters, digits, _ and -, a dot and an ending.", fr: "« {name} » ne convient pas. Utilise lettres, chiffres, _ et -, un point et une extension.", de: "«{name}» ist kein Dateiname. Nimm Buchstaben, Ziffern, _ und -, einen Punkt und eine Endung.", it: "«{name}» non va bene. Usa lettere, cifre, _ e -, un punto e un'estensione." },
  file_name_taken: { en: "There is a file {name} already.", fr: "Il y a déjà un fichier {name}.", de: "Es gibt schon eine Datei {name}.", it: "C'è già un file {name}." },
  too_many_files: { en: "A program has at most 20 files.", fr: "Un programme a au plus 20 fichiers.", de: "Ein Programm hat höchstens 20 Dateien.", it: "Un programma ha al massimo 20 file." },
  program_replaced: { en: "The program was replaced.", fr: "Le programme a été remplacé.", de: "Das Programm wurde ersetzt.", it: "Il programma è stato sostituito." },
  server_lost_session: { en: "The server was restarted. Your program is still here.", fr: "Le serveur a redémarré. Ton programme est toujours là.", de: "Der Server wurde neu gestartet. Dein Programm ist noch da.", it: "Il server è stato riavviato. Il tuo programma è ancora qui." },
  request_refused: { en: "That did not work: {text}", fr: "Cela n'a pas marché : {text}", de: "Das ging nicht: {text}", it: "Non ha funzionato: {text}" },
  join_stale: { en: "The session of this link is over.", fr: "La session de ce lien est finie.", de: "Die Sitzung dieses Links ist vorbei.", it: "La sessione di questo link è finita." },
} satisfies Record<string, Told>;
