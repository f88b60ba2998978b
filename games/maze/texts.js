/** What the maze says, in four languages beside each other. Texts of levels and commands are in the manifest. */

import { told } from "../kit/text.js";

/** What `look` may answer. */
export const THINGS = {
  free: told("free", "libre", "frei", "libero"),
  wall: told("a wall", "un mur", "eine Wand", "un muro"),
  door: told("a closed door", "une porte fermée", "eine geschlossene Tür", "una porta chiusa"),
  key: told("a key", "une clé", "ein Schlüssel", "una chiave"),
  gem: told("a gem", "un diamant", "ein Edelstein", "una gemma"),
  exit: told("the exit", "la sortie", "der Ausgang", "l'uscita"),
};

/** What can be picked up. */
export const KINDS = {
  gem: told("gem", "diamant", "Edelstein", "gemma"),
  "golden key": told("golden key", "clé en or", "goldener Schlüssel", "chiave d'oro"),
  "silver key": told("silver key", "clé en argent", "silberner Schlüssel", "chiave d'argento"),
};

/** Where the robot looks, by facing: north is up. */
export const FACINGS = [
  told("up", "vers le haut", "nach oben", "in alto"),
  told("right", "vers la droite", "nach rechts", "a destra"),
  told("down", "vers le bas", "nach unten", "in basso"),
  told("left", "vers la gauche", "nach links", "a sinistra"),
];

export const DIRECTIONS = {
  ahead: told("Ahead", "Devant", "Vorne", "Davanti"),
  left: told("On the left", "À gauche", "Links", "A sinistra"),
  right: told("On the right", "À droite", "Rechts", "A destra"),
  here: told("Here", "Ici", "Hier", "Qui"),
};

/** After each command, for a screen reader. */
export const SAID = {
  steps: told("{n} steps.", "{n} pas.", "{n} Schritte.", "{n} passi."),
  step: told("1 step.", "1 pas.", "1 Schritt.", "1 passo."),
  bumped: told("Stopped by {what}.", "Arrêté par {what}.", "Stößt an {what}.", "Fermato da {what}."),
  turned: told("Looks {where}.", "Regarde {where}.", "Schaut {where}.", "Guarda {where}."),
  looked: told("{where}: {what}.", "{where} : {what}.", "{where}: {what}.", "{where}: {what}."),
  picked: told("Picked up: {what}.", "Ramassé : {what}.", "Aufgehoben: {what}.", "Raccolto: {what}."),
  opened: told("The door opens.", "La porte s'ouvre.", "Die Tür geht auf.", "La porta si apre."),
  rattled: told("This key does not fit.", "Cette clé ne convient pas.", "Dieser Schlüssel passt nicht.", "Questa chiave non va bene."),
  woke: told("The exit wakes up.", "La sortie s'éveille.", "Der Ausgang erwacht.", "L'uscita si sveglia."),
  waits: told("The robot waits for a key.", "Le robot attend une touche.", "Der Roboter wartet auf eine Taste.", "Il robot aspetta un tasto."),
};

/** Where the robot is at the exit too early. */
export const MISSING = {
  gem: told(
    "The exit sleeps: 1 gem is still missing.",
    "La sortie dort : il manque encore 1 diamant.",
    "Der Ausgang schläft: 1 Edelstein fehlt noch.",
    "L'uscita dorme: manca ancora 1 gemma.",
  ),
  gems: told(
    "The exit sleeps: {n} gems are still missing.",
    "La sortie dort : il manque encore {n} diamants.",
    "Der Ausgang schläft: {n} Edelsteine fehlen noch.",
    "L'uscita dorme: mancano ancora {n} gemme.",
  ),
  keys: told(
    "The exit sleeps: steer the robot with keys. Let the program wait for them.",
    "La sortie dort : pilote le robot avec des touches. Le programme doit les attendre.",
    "Der Ausgang schläft: Steuere den Roboter mit Tasten. Das Programm soll auf sie warten.",
    "L'uscita dorme: guida il robot con i tasti. Il programma li deve aspettare.",
  ),
};

/** By number of stars. */
export const REACHED = {
  1: told(
    "The robot is out! Can you do it with fewer commands? You needed {n}.",
    "Le robot est sorti ! Et avec moins d'ordres ? Il t'en a fallu {n}.",
    "Der Roboter ist draußen! Geht es mit weniger Befehlen? Du hast {n} gebraucht.",
    "Il robot è fuori! Ci riesci con meno comandi? Ne hai usati {n}.",
  ),
  2: told(
    "The robot is out, with {n} commands. For three stars: at most {par}.",
    "Le robot est sorti, en {n} ordres. Pour trois étoiles : {par} au plus.",
    "Der Roboter ist draußen, mit {n} Befehlen. Für drei Sterne: höchstens {par}.",
    "Il robot è fuori, con {n} comandi. Per tre stelle: al massimo {par}.",
  ),
  3: told(
    "The robot is out: perfect!",
    "Le robot est sorti : parfait !",
    "Der Roboter ist draußen: perfekt!",
    "Il robot è fuori: perfetto!",
  ),
};

/** What a learner reads where a command is refused. */
export const REFUSED = {
  nothing_here: told(
    "There is nothing here to pick up. Stand on a gem or a key first.",
    "Il n'y a rien à ramasser ici. Place-toi d'abord sur un diamant ou une clé.",
    "Hier liegt nichts zum Aufheben. Stell dich zuerst auf einen Edelstein oder einen Schlüssel.",
    "Qui non c'è niente da raccogliere. Mettiti prima su una gemma o una chiave.",
  ),
  no_door: told(
    "There is no closed door ahead. Stand in front of one and look at it.",
    "Il n'y a pas de porte fermée devant. Place-toi devant une porte, tourné vers elle.",
    "Vor dem Roboter ist keine geschlossene Tür. Stell dich vor eine und schau sie an.",
    "Davanti non c'è una porta chiusa. Mettiti davanti a una porta, rivolto verso di lei.",
  ),
  no_such_key: told(
    "The robot does not have the key \"{key}\". It has: {held}.",
    "Le robot n'a pas la clé \"{key}\". Il a : {held}.",
    "Der Roboter hat den Schlüssel \"{key}\" nicht. Er hat: {held}.",
    "Il robot non ha la chiave \"{key}\". Ha: {held}.",
  ),
  unknown: told(
    "The robot does not know this command.",
    "Le robot ne connaît pas cet ordre.",
    "Der Roboter kennt diesen Befehl nicht.",
    "Il robot non conosce questo comando.",
  ),
};

export const NOTHING = told("nothing", "rien", "nichts", "niente");

/** What is to be seen, sentence by sentence. */
export const DESCRIBED = {
  robot: told(
    "The robot is in column {x}, row {y}, and looks {where}.",
    "Le robot est colonne {x}, ligne {y}, et regarde {where}.",
    "Der Roboter steht in Spalte {x}, Zeile {y}, und schaut {where}.",
    "Il robot è nella colonna {x}, riga {y}, e guarda {where}.",
  ),
  exit: told(
    "The exit is in column {x}, row {y}.",
    "La sortie est colonne {x}, ligne {y}.",
    "Der Ausgang ist in Spalte {x}, Zeile {y}.",
    "L'uscita è nella colonna {x}, riga {y}.",
  ),
  lying: told("Still to be found: {what}.", "Encore à trouver : {what}.", "Noch zu finden: {what}.", "Ancora da trovare: {what}."),
  thing: told(
    "{what} (column {x}, row {y})",
    "{what} (colonne {x}, ligne {y})",
    "{what} (Spalte {x}, Zeile {y})",
    "{what} (colonna {x}, riga {y})",
  ),
  doors: told(
    "Closed doors, and what opens each: {what}.",
    "Portes fermées, et ce qui ouvre chacune : {what}.",
    "Geschlossene Türen, und was sie öffnet: {what}.",
    "Porte chiuse, e che cosa apre ognuna: {what}.",
  ),
  held: told("The robot has: {what}.", "Le robot a : {what}.", "Der Roboter hat: {what}.", "Il robot ha: {what}."),
  gems: told("Gems picked up: {n}.", "Diamants ramassés : {n}.", "Edelsteine aufgehoben: {n}.", "Gemme raccolte: {n}."),
  out: told("The goal is reached.", "Le but est atteint.", "Das Ziel ist erreicht.", "L'obiettivo è raggiunto."),
};
