/** What the page says of the run. */

import type { Told } from "./texts.ts";

export const STATUS = {
  ready: { en: "Ready", fr: "Prêt", de: "Bereit", it: "Pronto" },
  soon: { en: "Starts in a moment …", fr: "Démarre dans un instant …", de: "Startet gleich …", it: "Parte tra un attimo …" },
  asked: { en: "Starts …", fr: "Démarre …", de: "Startet …", it: "Si avvia …" },
  refused: { en: "The server did not take the program", fr: "Le serveur n'a pas accepté le programme", de: "Der Server nahm das Programm nicht an", it: "Il server non ha accettato il programma" },
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
