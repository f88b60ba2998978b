/** What the stage and its frame say to people. */

import type { Told } from "./texts.ts";

export const STAGE = {
  frame: { en: "Stage", fr: "Scène", de: "Bühne", it: "Scena" },
  frameOf: { en: "Stage: {title}", fr: "Scène : {title}", de: "Bühne: {title}", it: "Scena: {title}" },
  noFrame: {
    en: "The stage did not come up. Reload the page; if it happens again, the server may not be reachable.",
    fr: "La scène ne s'est pas ouverte. Recharge la page ; si cela se reproduit, le serveur n'est peut-être pas joignable.",
    de: "Die Bühne ist nicht aufgegangen. Lade die Seite neu; passiert es wieder, ist vielleicht der Server nicht erreichbar.",
    it: "La scena non si è aperta. Ricarica la pagina; se succede ancora, forse il server non è raggiungibile.",
  },
  noAnswer: {
    en: "The game has not answered for too long. Reload the game and try again.",
    fr: "Le jeu n'a pas répondu depuis trop longtemps. Recharge le jeu et essaie encore.",
    de: "Das Spiel hat zu lange nicht geantwortet. Lade das Spiel neu und versuch es noch einmal.",
    it: "Il gioco non risponde da troppo tempo. Ricarica il gioco e riprova.",
  },
  reloaded: {
    en: "The game was reloaded. Run the program again.",
    fr: "Le jeu a été rechargé. Relance le programme.",
    de: "Das Spiel wurde neu geladen. Starte das Programm noch einmal.",
    it: "Il gioco è stato ricaricato. Avvia di nuovo il programma.",
  },
  cancelled: {
    en: "The command was stopped.",
    fr: "La commande a été arrêtée.",
    de: "Der Befehl wurde abgebrochen.",
    it: "Il comando è stato interrotto.",
  },
  busy: {
    en: "A program sent a command before the last one was answered.",
    fr: "Un programme a envoyé une commande avant la réponse à la précédente.",
    de: "Ein Programm hat einen Befehl geschickt, bevor der letzte beantwortet war.",
    it: "Un programma ha mandato un comando prima della risposta al precedente.",
  },
  left: {
    en: "The game has left its stage. Reload the game.",
    fr: "Le jeu a quitté la scène. Recharge le jeu.",
    de: "Das Spiel hat seine Bühne verlassen. Lade das Spiel neu.",
    it: "Il gioco ha lasciato la scena. Ricarica il gioco.",
  },
  flood: {
    en: "The game sends far too many messages and was stopped. Reload the game.",
    fr: "Le jeu envoie beaucoup trop de messages et a été arrêté. Recharge le jeu.",
    de: "Das Spiel schickt viel zu viele Nachrichten und wurde angehalten. Lade das Spiel neu.",
    it: "Il gioco manda troppi messaggi ed è stato fermato. Ricarica il gioco.",
  },
  leftOut: {
    en: "{count} more lines of the game were left out: it says too much at once.",
    fr: "{count} lignes de plus du jeu ont été omises : il en dit trop à la fois.",
    de: "{count} weitere Zeilen des Spiels wurden ausgelassen: es sagt zu viel auf einmal.",
    it: "Altre {count} righe del gioco sono state omesse: dice troppo in una volta.",
  },
  noGame: {
    en: "No game is on the stage. Choose a game first.",
    fr: "Il n'y a pas de jeu sur la scène. Choisis d'abord un jeu.",
    de: "Es ist kein Spiel auf der Bühne. Wähle zuerst ein Spiel.",
    it: "Non c'è nessun gioco sulla scena. Scegli prima un gioco.",
  },
  badPackage: {
    en: "The game could not be read. Reload the game.",
    fr: "Le jeu n'a pas pu être lu. Recharge le jeu.",
    de: "Das Spiel konnte nicht gelesen werden. Lade das Spiel neu.",
    it: "Non è stato possibile leggere il gioco. Ricarica il gioco.",
  },
  noLevel: {
    en: "This game has no level “{level}”.",
    fr: "Ce jeu n'a pas de niveau « {level} ».",
    de: "Dieses Spiel hat kein Level „{level}“.",
    it: "Questo gioco non ha il livello «{level}».",
  },
  noSnapshot: {
    en: "This game cannot go back to an earlier state.",
    fr: "Ce jeu ne peut pas revenir à un état antérieur.",
    de: "Dieses Spiel kann nicht zu einem früheren Stand zurück.",
    it: "Questo gioco non può tornare a uno stato precedente.",
  },
  /** The card of an error knows a mistake by how this begins. */
  mistake: {
    en: "The game made a mistake: {why}",
    fr: "Le jeu a fait une erreur : {why}",
    de: "Das Spiel hat einen Fehler gemacht: {why}",
    it: "Il gioco ha fatto un errore: {why}",
  },
  silent: {
    en: "The game failed without saying why.",
    fr: "Le jeu a échoué sans dire pourquoi.",
    de: "Das Spiel ist gescheitert und sagt nicht, warum.",
    it: "Il gioco ha fallito senza dire perché.",
  },
  tooBig: {
    en: "The game's answer is too long: at most {length} characters.",
    fr: "La réponse du jeu est trop longue : au plus {length} caractères.",
    de: "Die Antwort des Spiels ist zu lang: höchstens {length} Zeichen.",
    it: "La risposta del gioco è troppo lunga: al massimo {length} caratteri.",
  },
  noJson: {
    en: "The game's answer cannot be handed to a program: {why}",
    fr: "La réponse du jeu ne peut pas être donnée à un programme : {why}",
    de: "Die Antwort des Spiels kann keinem Programm gegeben werden: {why}",
    it: "La risposta del gioco non può essere data a un programma: {why}",
  },
  noCommand: {
    en: "This game has no method `command` and no `executeGameCommand`: it cannot play “{text}”.",
    fr: "Ce jeu n'a ni méthode `command` ni `executeGameCommand` : il ne peut pas jouer « {text} ».",
    de: "Dieses Spiel hat keine Methode `command` und kein `executeGameCommand`: es kann „{text}“ nicht spielen.",
    it: "Questo gioco non ha né il metodo `command` né `executeGameCommand`: non può eseguire «{text}».",
  },
  blocked: {
    en: "The stage does not let the game load {url} ({rule}).",
    fr: "La scène ne laisse pas le jeu charger {url} ({rule}).",
    de: "Die Bühne lässt das Spiel {url} nicht laden ({rule}).",
    it: "La scena non lascia caricare al gioco {url} ({rule}).",
  },
  noWindows: {
    en: "The game wanted to open a dialog “{text}”, which the stage does not show.",
    fr: "Le jeu voulait ouvrir une boîte de dialogue « {text} », que la scène ne montre pas.",
    de: "Das Spiel wollte ein Dialogfenster „{text}“ öffnen, das die Bühne nicht zeigt.",
    it: "Il gioco voleva aprire una finestra di dialogo «{text}», che la scena non mostra.",
  },
} as const satisfies Readonly<Record<string, Told>>;
