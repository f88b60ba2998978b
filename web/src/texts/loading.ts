/** Why a game cannot be loaded: comes when one is. */

import type { Told } from "./texts.ts";

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
  modules: {
    en: "The module {url}, or one that it imports, could not be loaded: {why} Check that they are JavaScript without errors, sent as `text/javascript`, with `Access-Control-Allow-Origin: *`.",
    fr: "Le module {url}, ou l'un de ceux qu'il importe, n'a pas pu être chargé : {why} Vérifie que c'est du JavaScript sans erreur, envoyé comme `text/javascript`, avec `Access-Control-Allow-Origin: *`.",
    de: "Das Modul {url}, oder eines, das es importiert, konnte nicht geladen werden: {why} Prüfe, ob es JavaScript ohne Fehler ist, als `text/javascript` gesendet, mit `Access-Control-Allow-Origin: *`.",
    it: "Non è stato possibile caricare il modulo {url}, o uno di quelli che importa: {why} Controlla che sia JavaScript senza errori, mandato come `text/javascript`, con `Access-Control-Allow-Origin: *`.",
  },
  imported: {
    en: "The module {url} could not be loaded, for one that it imports:",
    fr: "Le module {url} n'a pas pu être chargé, à cause d'un module qu'il importe :",
    de: "Das Modul {url} konnte nicht geladen werden, wegen eines, das es importiert:",
    it: "Non è stato possibile caricare il modulo {url}, per uno che importa:",
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
