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

/** What can be wrong while a game is loaded. */
export const LOADING = {
  problems: {
    en: "This game cannot be loaded. {url}:",
    fr: "Ce jeu ne peut pas être chargé. {url} :",
    de: "Dieses Spiel kann nicht geladen werden. {url}:",
    it: "Questo gioco non può essere caricato. {url}:",
  },
  unreachable: {
    en: "{url} cannot be reached. Check the address; a server of another place must send `Access-Control-Allow-Origin: *`.",
    fr: "{url} est injoignable. Vérifie l'adresse ; un serveur situé ailleurs doit envoyer `Access-Control-Allow-Origin: *`.",
    de: "{url} ist nicht erreichbar. Prüfe die Adresse; ein Server an einem anderen Ort muss `Access-Control-Allow-Origin: *` senden.",
    it: "{url} non è raggiungibile. Controlla l'indirizzo; un server in un altro posto deve mandare `Access-Control-Allow-Origin: *`.",
  },
  status: {
    en: "{url} is not there: the server answers {status}.",
    fr: "{url} n'existe pas : le serveur répond {status}.",
    de: "{url} gibt es nicht: der Server antwortet {status}.",
    it: "{url} non esiste: il server risponde {status}.",
  },
  slow: {
    en: "{url} takes too long. Try again.",
    fr: "{url} met trop de temps. Réessaie.",
    de: "{url} braucht zu lange. Versuch es noch einmal.",
    it: "{url} impiega troppo tempo. Riprova.",
  },
  big: {
    en: "{url} is too big: at most {length} characters.",
    fr: "{url} est trop grand : au plus {length} caractères.",
    de: "{url} ist zu gross: höchstens {length} Zeichen.",
    it: "{url} è troppo grande: al massimo {length} caratteri.",
  },
  notJson: {
    en: "The file is not valid JSON: {why}",
    fr: "Le fichier n'est pas du JSON valide : {why}",
    de: "Die Datei ist kein gültiges JSON: {why}",
    it: "Il file non è JSON valido: {why}",
  },
  notObject: {
    en: "The file must hold one object, { … }.",
    fr: "Le fichier doit contenir un objet, { … }.",
    de: "Die Datei muss ein Objekt enthalten, { … }.",
    it: "Il file deve contenere un oggetto, { … }.",
  },
  noName: {
    en: "`name` is missing: give the game a title.",
    fr: "`name` manque : donne un titre au jeu.",
    de: "`name` fehlt: gib dem Spiel einen Titel.",
    it: "manca `name`: da' un titolo al gioco.",
  },
  notText: {
    en: "`{place}` must be a text, or texts by language code with `en` among them.",
    fr: "`{place}` doit être un texte, ou des textes par code de langue, dont `en`.",
    de: "`{place}` muss ein Text sein, oder Texte nach Sprachkürzel, `en` darunter.",
    it: "`{place}` deve essere un testo, o testi per codice di lingua, con `en` fra questi.",
  },
  noGame: {
    en: "`data.game` is missing: name the module that exports `class Game`.",
    fr: "`data.game` manque : nomme le module qui exporte `class Game`.",
    de: "`data.game` fehlt: nenne das Modul, das `class Game` exportiert.",
    it: "manca `data.game`: indica il modulo che esporta `class Game`.",
  },
  notPath: {
    en: "`{place}` must be the path of a file, as text.",
    fr: "`{place}` doit être le chemin d'un fichier, en texte.",
    de: "`{place}` muss der Pfad einer Datei sein, als Text.",
    it: "`{place}` deve essere il percorso di un file, come testo.",
  },
  notUrl: {
    en: "`{place}`: “{path}” is no address that can be loaded.",
    fr: "`{place}` : « {path} » n'est pas une adresse qui peut être chargée.",
    de: "`{place}`: „{path}“ ist keine Adresse, die geladen werden kann.",
    it: "`{place}`: «{path}» non è un indirizzo che si può caricare.",
  },
  notList: {
    en: "`{place}` must be a list, [ … ], of at most {count}.",
    fr: "`{place}` doit être une liste, [ … ], d'au plus {count}.",
    de: "`{place}` muss eine Liste sein, [ … ], mit höchstens {count}.",
    it: "`{place}` deve essere una lista, [ … ], di al massimo {count}.",
  },
  notMap: {
    en: "`{place}` must be an object, { … }, by language.",
    fr: "`{place}` doit être un objet, { … }, par langage.",
    de: "`{place}` muss ein Objekt sein, { … }, nach Sprache.",
    it: "`{place}` deve essere un oggetto, { … }, per linguaggio.",
  },
  noCommands: {
    en: "A game has `commands`, or `interpreters` by language: there are neither.",
    fr: "Un jeu a des `commands`, ou des `interpreters` par langage : il n'y a ni l'un ni l'autre.",
    de: "Ein Spiel hat `commands`, oder `interpreters` nach Sprache: es hat keines von beiden.",
    it: "Un gioco ha `commands`, o `interpreters` per linguaggio: non c'è nessuno dei due.",
  },
  noLevelId: {
    en: "`{place}.id` must have small letters, digits and `-`, at most 40, and be of this level alone.",
    fr: "`{place}.id` doit avoir des minuscules, des chiffres et `-`, au plus 40, et n'être qu'à ce niveau.",
    de: "`{place}.id` muss aus Kleinbuchstaben, Ziffern und `-` bestehen, höchstens 40, und nur diesem Level gehören.",
    it: "`{place}.id` deve avere lettere minuscole, cifre e `-`, al massimo 40, ed essere solo di questo livello.",
  },
  module: {
    en: "The module {url} could not be loaded: {why} Check that it is JavaScript without errors, sent as `text/javascript`, with `Access-Control-Allow-Origin: *`.",
    fr: "Le module {url} n'a pas pu être chargé : {why} Vérifie que c'est du JavaScript sans erreur, envoyé comme `text/javascript`, avec `Access-Control-Allow-Origin: *`.",
    de: "Das Modul {url} konnte nicht geladen werden: {why} Prüfe, ob es JavaScript ohne Fehler ist, als `text/javascript` gesendet, mit `Access-Control-Allow-Origin: *`.",
    it: "Non è stato possibile caricare il modulo {url}: {why} Controlla che sia JavaScript senza errori, mandato come `text/javascript`, con `Access-Control-Allow-Origin: *`.",
  },
  noClass: {
    en: "The module {url} has no `Game`: write `export class Game { … }`.",
    fr: "Le module {url} n'a pas de `Game` : écris `export class Game { … }`.",
    de: "Das Modul {url} hat kein `Game`: schreib `export class Game { … }`.",
    it: "Il modulo {url} non ha `Game`: scrivi `export class Game { … }`.",
  },
  library: {
    en: "The library {url} could not be loaded. Check its address.",
    fr: "La bibliothèque {url} n'a pas pu être chargée. Vérifie son adresse.",
    de: "Die Bibliothek {url} konnte nicht geladen werden. Prüfe ihre Adresse.",
    it: "Non è stato possibile caricare la libreria {url}. Controlla il suo indirizzo.",
  },
  constructor_: {
    en: "The game failed while it began: {why}",
    fr: "Le jeu a échoué au démarrage : {why}",
    de: "Das Spiel ist beim Beginnen gescheitert: {why}",
    it: "Il gioco ha fallito all'avvio: {why}",
  },
} as const satisfies Readonly<Record<string, Told>>;
