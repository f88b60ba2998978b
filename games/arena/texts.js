/** What is said in the arena, in four languages. */

import { told } from "../kit/text.js";

export const SHOWN = {
  turn: told("Turn {n}", "Tour {n}", "Runde {n}", "Turno {n}"),
  left: told("Robots: {n}", "Robots : {n}", "Roboter: {n}", "Robot: {n}"),
  fire: told("Fire in {n}", "Feu dans {n}", "Feuer in {n}", "Fuoco tra {n}"),
  burning: told("Fire", "Feu", "Feuer", "Fuoco"),
  lobby: told("Who takes part?", "Qui participe ?", "Wer macht mit?", "Chi partecipa?"),
  waiting: told("Waiting for programs: {n} of at most {most}, two are needed.", "On attend des programmes : {n} sur {most} au plus, il en faut deux.", "Warten auf Programme: {n} von höchstens {most}, zwei braucht es.", "In attesa di programmi: {n} su {most} al massimo, ne servono due."),
  ready: told("{n} of at most {most} robots are ready.", "{n} robots sur {most} au plus sont prêts.", "{n} von höchstens {most} Robotern sind bereit.", "{n} robot su {most} al massimo sono pronti."),
  start: told("Start", "Commencer", "Los!", "Via!"),
  winner: told("{name} wins!", "{name} gagne !", "{name} gewinnt!", "Vince {name}!"),
  draw: told("A draw!", "Match nul !", "Unentschieden!", "Pareggio!"),
  points: told("{n} points", "{n} points", "{n} Punkte", "{n} punti"),
  stood: told("still standing, hits: {hits}", "encore debout, coups : {hits}", "steht noch, Treffer: {hits}", "ancora in piedi, colpi: {hits}"),
  fell: told("out in turn {turn}, hits: {hits}", "éliminé au tour {turn}, coups : {hits}", "raus in Runde {turn}, Treffer: {hits}", "fuori al turno {turn}, colpi: {hits}"),
  out: told("Your robot is out. Try again!", "Ton robot est éliminé. Réessaie !", "Dein Roboter ist raus. Versuch es noch einmal!", "Il tuo robot è fuori. Riprova!"),
  late: told("Time is up. Try again!", "Le temps est écoulé. Réessaie !", "Die Zeit ist um. Versuch es noch einmal!", "Tempo scaduto. Riprova!"),
};

/** Whom no program of a learner steers. */
export const BOTS = {
  sitter: told("Sitter", "Dormeur", "Sitzer", "Pigrone"),
  turret: told("Turret", "Tourelle", "Geschützturm", "Torretta"),
  spinner: told("Spinner", "Toupie", "Kreisel", "Trottola"),
  walker: told("Walker", "Promeneur", "Wanderer", "Vagabondo"),
  collector: told("Collector", "Ramasseur", "Sammler", "Raccoglitore"),
  hunter: told("Hunter", "Chasseur", "Jäger", "Cacciatore"),
};

export const YOU = told("You", "Toi", "Du", "Tu");
export const NUMBERED = told("Robot {n}", "Robot {n}", "Roboter {n}", "Robot {n}");

export const DIRECTIONS = {
  north: told("north", "au nord", "Norden", "nord"),
  east: told("east", "à l'est", "Osten", "est"),
  south: told("south", "au sud", "Süden", "sud"),
  west: told("west", "à l'ouest", "Westen", "ovest"),
};

export const THINGS = {
  robot: told("a robot", "un robot", "ein Roboter", "un robot"),
  cell: told("a cell", "une pile", "eine Zelle", "una cella"),
  wall: told("a wall", "un mur", "eine Wand", "un muro"),
};

export const SAID = {
  moved: told("{name} moves {where}.", "{name} : un pas {where}.", "{name}: ein Feld nach {where}.", "{name}: un passo a {where}."),
  blocked: told("{name} is blocked.", "{name} : bloqué.", "{name} ist blockiert.", "{name}: bloccato."),
  hit: told("{name} hits {other}.", "{name} touche {other}.", "{name} trifft {other}.", "{name} colpisce {other}."),
  shielded: told("{other} stops the shot of {name}.", "{other} arrête le tir de {name}.", "{other} hält den Schuss von {name} auf.", "{other} ferma il colpo di {name}."),
  missed: told("{name} misses.", "{name} rate.", "{name} schiesst daneben.", "{name} manca."),
  empty: told("{name} has too little energy to shoot.", "{name} n'a plus assez d'énergie pour tirer.", "{name} hat zu wenig Energie zum Schiessen.", "{name} ha troppo poca energia per sparare."),
  picked: told("{name} picks up a cell: {n} energy.", "{name} ramasse une pile : {n} d'énergie.", "{name} hebt eine Zelle auf: {n} Energie.", "{name} raccoglie una cella: {n} di energia."),
  groped: told("Nothing lies under {name}.", "Rien sous {name}.", "Unter {name} liegt nichts.", "Niente sotto {name}."),
  burnt: told("{name} stands in the fire.", "{name} est dans le feu.", "{name} steht im Feuer.", "{name} è nel fuoco."),
  fell: told("{name} is out.", "{name} : éliminé.", "{name} ist raus.", "{name} è fuori."),
  shrank: told("The zone shrinks.", "La zone rétrécit.", "Die Zone schrumpft.", "La zona si restringe."),
  scanned: told("{where}: {what}, {n} steps away.", "{where} : {what}, à {n} pas.", "{where}: {what}, {n} Schritte entfernt.", "{where}: {what}, a {n} passi."),
  joined: told("{name} takes part.", "{name} participe.", "{name} macht mit.", "{name} partecipa."),
  left: told("The program of {name} has ended.", "Le programme de {name} est terminé.", "Das Programm von {name} ist zu Ende.", "Il programma di {name} è finito."),
  slept: told("{name} decides nothing any more, and sleeps.", "{name} ne décide plus rien et s'endort.", "{name} entscheidet nichts mehr und schläft ein.", "{name} non decide più niente e si addormenta."),
  woke: told("{name} is awake again.", "{name} se réveille.", "{name} ist wieder wach.", "{name} si risveglia."),
  started: told("The match begins.", "Le match commence.", "Der Kampf beginnt.", "La partita comincia."),
  winner: told("The match is over: {name} wins.", "Le match est terminé : {name} gagne.", "Der Kampf ist vorbei: {name} gewinnt.", "La partita è finita: vince {name}."),
  draw: told("The match is over: a draw.", "Le match est terminé : match nul.", "Der Kampf ist vorbei: unentschieden.", "La partita è finita: pareggio."),
};

export const REACHED = {
  3: told("Goal reached in {n} turns: excellent!", "But atteint en {n} tours : excellent !", "Ziel erreicht in {n} Runden: ausgezeichnet!", "Obiettivo raggiunto in {n} turni: eccellente!"),
  2: told("Goal reached in {n} turns. Three stars need {par} or less.", "But atteint en {n} tours. Trois étoiles : {par} au plus.", "Ziel erreicht in {n} Runden. Drei Sterne gibt es bis {par}.", "Obiettivo raggiunto in {n} turni. Tre stelle: al massimo {par}."),
  1: told("Goal reached in {n} turns. Is there a shorter way? Three stars need {par} or less.", "But atteint en {n} tours. Y a-t-il plus court ? Trois étoiles : {par} au plus.", "Ziel erreicht in {n} Runden. Geht es kürzer? Drei Sterne gibt es bis {par}.", "Obiettivo raggiunto in {n} turni. C'è una via più breve? Tre stelle: al massimo {par}."),
};

export const REFUSED = {
  out: told("Your robot is out of the match. is_playing tells it in time.", "Ton robot est éliminé. is_playing le dit à temps.", "Dein Roboter ist ausgeschieden. is_playing sagt es rechtzeitig.", "Il tuo robot è eliminato. is_playing lo dice in tempo."),
  over: told("The match is over. is_playing tells it in time.", "Le match est terminé. is_playing le dit à temps.", "Der Kampf ist vorbei. is_playing sagt es rechtzeitig.", "La partita è finita. is_playing lo dice in tempo."),
  unknown: told("The robot cannot do this.", "Le robot ne sait pas faire cela.", "Das kann der Roboter nicht.", "Il robot non sa farlo."),
};

export const DESCRIBED = {
  arena: told("An arena of {width} columns and {height} rows. Turn {turn}.", "Une arène de {width} colonnes et {height} lignes. Tour {turn}.", "Eine Arena mit {width} Spalten und {height} Zeilen. Runde {turn}.", "Un'arena di {width} colonne e {height} righe. Turno {turn}."),
  robot: told("Robot {name}: column {x}, row {y}, energy {energy}.", "Robot {name} : colonne {x}, ligne {y}, énergie {energy}.", "Roboter {name}: Spalte {x}, Zeile {y}, Energie {energy}.", "Robot {name}: colonna {x}, riga {y}, energia {energy}."),
  fallen: told("Robot {name} is out.", "Robot {name} : éliminé.", "Roboter {name} ist raus.", "Robot {name}: eliminato."),
  cells: told("Cells at {places}.", "Piles : {places}.", "Zellen: {places}.", "Celle: {places}."),
  zone: told("It burns outside of columns {left} to {right} and rows {top} to {bottom}.", "Ça brûle hors des colonnes {left} à {right} et des lignes {top} à {bottom}.", "Es brennt ausserhalb der Spalten {left} bis {right} und der Zeilen {top} bis {bottom}.", "Brucia fuori dalle colonne {left}-{right} e dalle righe {top}-{bottom}."),
  lobby: told("The match has not begun. Robots that take part: {names}.", "Le match n'a pas commencé. Robots qui participent : {names}.", "Der Kampf hat noch nicht begonnen. Roboter, die mitmachen: {names}.", "La partita non è cominciata. Robot che partecipano: {names}."),
  ranking: told("Ranking: {names}.", "Classement : {names}.", "Rangliste: {names}.", "Classifica: {names}."),
};
