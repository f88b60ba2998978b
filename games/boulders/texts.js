/** What the mine says, in four languages beside each other. Texts of levels and commands are in the manifest. */

import { told } from "../kit/text.js";

/** What `look` and `cell` may answer. */
export const THINGS = {
  free: told("free", "libre", "frei", "libero"),
  wall: told("rock", "la roche", "Fels", "roccia"),
  boulder: told("a boulder", "un rocher", "ein Felsblock", "un masso"),
  crystal: told("a crystal", "un cristal", "ein Kristall", "un cristallo"),
  water: told("water", "de l'eau", "Wasser", "acqua"),
  plate: told("a plate", "une dalle", "eine Bodenplatte", "una piastra"),
  door: told("the door", "la porte", "die Tür", "la porta"),
};

export const DIRECTIONS = {
  up: told("up", "vers le haut", "nach oben", "in alto"),
  down: told("down", "vers le bas", "nach unten", "in basso"),
  left: told("left", "vers la gauche", "nach links", "a sinistra"),
  right: told("right", "vers la droite", "nach rechts", "a destra"),
};

/** After each command, for a screen reader. */
export const SAID = {
  stepped: told("One step {where}.", "Un pas {where}.", "Ein Schritt {where}.", "Un passo {where}."),
  pushed: told("The boulder rolls {where}.", "Le rocher roule {where}.", "Der Felsblock rollt {where}.", "Il masso rotola {where}."),
  bumped: told("No way {where}: {what}.", "Bloqué {where} : {what}.", "Kein Weg {where}: {what}.", "Bloccato {where}: {what}."),
  heavy: told(
    "The boulder does not move: behind it is no room.",
    "Le rocher ne bouge pas : pas de place derrière lui.",
    "Der Felsblock bewegt sich nicht: Dahinter ist kein Platz.",
    "Il masso non si muove: dietro non c'è posto.",
  ),
  collected: told("A crystal! Still to find: {n}.", "Un cristal ! Encore à trouver : {n}.", "Ein Kristall! Noch zu finden: {n}.", "Un cristallo! Ancora da trovare: {n}."),
  splashed: told("Splash! The boulder fills the water.", "Plouf ! Le rocher comble l'eau.", "Platsch! Der Felsblock füllt das Wasser.", "Plof! Il masso riempie l'acqua."),
  clicked: told("The plate is held down.", "La dalle est enfoncée.", "Die Platte ist gedrückt.", "La piastra è premuta."),
  released: told("The plate rises again.", "La dalle remonte.", "Die Platte hebt sich wieder.", "La piastra si rialza."),
  opened: told("The door opens.", "La porte s'ouvre.", "Die Tür geht auf.", "La porta si apre."),
  closed: told("The door closes.", "La porte se ferme.", "Die Tür geht zu.", "La porta si chiude."),
  undone: told("One step taken back.", "Un pas annulé.", "Ein Schritt zurückgenommen.", "Un passo annullato."),
  looked: told("Column {x}, row {y}: {what}.", "Colonne {x}, ligne {y} : {what}.", "Spalte {x}, Zeile {y}: {what}.", "Colonna {x}, riga {y}: {what}."),
  surveyed: told("The map is read.", "Le plan est lu.", "Die Karte ist gelesen.", "La mappa è letta."),
  waits: told("The miner waits for a key.", "Le mineur attend une touche.", "Der Bergmann wartet auf eine Taste.", "Il minatore aspetta un tasto."),
};

/** Where the miner stands before a closed door. */
export const MISSING = {
  crystals: told(
    "The door is closed. Crystals still to find: {n}.",
    "La porte est fermée. Cristaux encore à trouver : {n}.",
    "Die Tür ist zu. Kristalle noch zu finden: {n}.",
    "La porta è chiusa. Cristalli ancora da trovare: {n}.",
  ),
  plates: told(
    "The door is closed. Plates that still need a boulder: {n}.",
    "La porte est fermée. Dalles qui attendent un rocher : {n}.",
    "Die Tür ist zu. Platten, die noch einen Felsblock brauchen: {n}.",
    "La porta è chiusa. Piastre che aspettano un masso: {n}.",
  ),
  keys: told(
    "The door is closed: steer the miner with keys. Let the program wait for them.",
    "La porte est fermée : pilote le mineur avec des touches. Le programme doit les attendre.",
    "Die Tür ist zu: Steuere den Bergmann mit Tasten. Das Programm soll auf sie warten.",
    "La porta è chiusa: guida il minatore con i tasti. Il programma li deve aspettare.",
  ),
};

/** Where it cannot be solved any more. */
export const HOPELESS = {
  blocked: told(
    "This boulder cannot be moved any more, and it bars the way. Take steps back with undo, or press Run again.",
    "Ce rocher ne bougera plus, et il barre le chemin. Annule des pas avec undo, ou appuie de nouveau sur Lancer.",
    "Dieser Felsblock lässt sich nicht mehr bewegen und versperrt den Weg. Nimm Schritte mit undo zurück, oder drück nochmals Start.",
    "Questo masso non si muove più e sbarra la strada. Annulla dei passi con undo, o premi di nuovo Avvia.",
  ),
  lost: told(
    "Too few boulders can still come to where they are needed. Take steps back with undo, or press Run again.",
    "Trop peu de rochers peuvent encore arriver là où il en faut. Annule des pas avec undo, ou appuie de nouveau sur Lancer.",
    "Zu wenige Felsblöcke kommen noch dorthin, wo sie gebraucht werden. Nimm Schritte mit undo zurück, oder drück nochmals Start.",
    "Troppo pochi massi possono ancora arrivare dove servono. Annulla dei passi con undo, o premi di nuovo Avvia.",
  ),
};

/** By number of stars. */
export const REACHED = {
  1: told(
    "You are out! Can you do it with fewer steps? You needed {n}.",
    "Te voilà dehors ! Et avec moins de pas ? Il t'en a fallu {n}.",
    "Du bist draußen! Geht es mit weniger Schritten? Du hast {n} gebraucht.",
    "Sei fuori! Ci riesci con meno passi? Ne hai usati {n}.",
  ),
  2: told(
    "You are out, with {n} steps. For three stars: at most {par}.",
    "Te voilà dehors, en {n} pas. Pour trois étoiles : {par} au plus.",
    "Du bist draußen, mit {n} Schritten. Für drei Sterne: höchstens {par}.",
    "Sei fuori, con {n} passi. Per tre stelle: al massimo {par}.",
  ),
  3: told("You are out: perfect!", "Te voilà dehors : parfait !", "Du bist draußen: perfekt!", "Sei fuori: perfetto!"),
};

/** What a learner reads where a command is refused. */
export const REFUSED = {
  too_dark: told(
    "It is too dark here for a map. Only the field next to you can be seen: use look.",
    "Il fait trop noir ici pour un plan. On ne voit que la case d'à côté : utilise look.",
    "Hier ist es zu dunkel für eine Karte. Man sieht nur das Feld nebenan: Nimm look.",
    "Qui è troppo buio per una mappa. Si vede solo la casella accanto: usa look.",
  ),
  unknown: told(
    "The miner does not know this command.",
    "Le mineur ne connaît pas cet ordre.",
    "Der Bergmann kennt diesen Befehl nicht.",
    "Il minatore non conosce questo comando.",
  ),
};

/** What is to be seen, sentence by sentence. */
export const DESCRIBED = {
  miner: told(
    "The miner is in column {x}, row {y}.",
    "Le mineur est colonne {x}, ligne {y}.",
    "Der Bergmann steht in Spalte {x}, Zeile {y}.",
    "Il minatore è nella colonna {x}, riga {y}.",
  ),
  around: told("Next field {where}: {what}.", "Case suivante {where} : {what}.", "Nächstes Feld {where}: {what}.", "Casella seguente {where}: {what}."),
  dark: told(
    "The rest of the mine is dark.",
    "Le reste de la mine est dans le noir.",
    "Der Rest der Mine ist dunkel.",
    "Il resto della miniera è al buio.",
  ),
  open: told(
    "The door is in column {x}, row {y}, and open.",
    "La porte est colonne {x}, ligne {y}, et ouverte.",
    "Die Tür ist in Spalte {x}, Zeile {y}, und offen.",
    "La porta è nella colonna {x}, riga {y}, ed è aperta.",
  ),
  closed: told(
    "The door is in column {x}, row {y}, and closed.",
    "La porte est colonne {x}, ligne {y}, et fermée.",
    "Die Tür ist in Spalte {x}, Zeile {y}, und zu.",
    "La porta è nella colonna {x}, riga {y}, ed è chiusa.",
  ),
  crystals: told("Crystals: {where}.", "Cristaux : {where}.", "Kristalle: {where}.", "Cristalli: {where}."),
  boulders: told("Boulders: {where}.", "Rochers : {where}.", "Felsblöcke: {where}.", "Massi: {where}."),
  water: told("Water: {where}.", "Eau : {where}.", "Wasser: {where}.", "Acqua: {where}."),
  plates: told("Plates without a boulder: {where}.", "Dalles sans rocher : {where}.", "Platten ohne Felsblock: {where}.", "Piastre senza masso: {where}."),
  place: told("column {x}, row {y}", "colonne {x}, ligne {y}", "Spalte {x}, Zeile {y}", "colonna {x}, riga {y}"),
  out: told("The miner is out.", "Le mineur est dehors.", "Der Bergmann ist draußen.", "Il minatore è fuori."),
};
