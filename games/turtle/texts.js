/** What the turtle says, in four languages beside each other. Texts of levels and commands are in the manifest. */

import { told } from "../kit/text.js";

/** A turtle that has no name. */
export const TURTLE = told("The turtle", "La tortue", "Die Schildkröte", "La tartaruga");

/** After each command, for a screen reader. */
export const SAID = {
  drew: told("{who} draws {n}.", "{who} trace {n}.", "{who} zeichnet {n}.", "{who} disegna {n}."),
  went: told("{who} walks {n}.", "{who} avance de {n}.", "{who} läuft {n}.", "{who} cammina per {n}."),
  turned: told("{who} looks to {n} degrees.", "{who} regarde vers {n} degrés.", "{who} schaut nach {n} Grad.", "{who} guarda a {n} gradi."),
  filled: told("The area is filled.", "La surface est remplie.", "Die Fläche ist gefüllt.", "L'area è riempita."),
  dotted: told("{who} leaves a dot.", "{who} laisse un point.", "{who} hinterlässt einen Punkt.", "{who} lascia un punto."),
  chosen: told("{who} obeys.", "{who} obéit.", "{who} gehorcht.", "{who} obbedisce."),
  cleared: told("The paper is empty.", "La feuille est vide.", "Das Papier ist leer.", "Il foglio è vuoto."),
};

/** Where all is drawn, and too much beside it. */
export const STRAYED = told(
  "The whole pattern is there, but other lines too: draw only on the pattern.",
  "Tout le motif est là, mais il y a d'autres traits : dessine seulement sur le motif.",
  "Das ganze Muster ist da, aber auch andere Striche: Zeichne nur auf dem Muster.",
  "Il motivo c'è tutto, ma ci sono anche altre linee: disegna solo sul motivo.",
);

/** By number of stars. */
export const REACHED = {
  1: told(
    "The drawing is done! Can you do it with fewer commands? You needed {n}.",
    "Le dessin est fini ! Et avec moins d'ordres ? Il t'en a fallu {n}.",
    "Die Zeichnung ist fertig! Geht es mit weniger Befehlen? Du hast {n} gebraucht.",
    "Il disegno è finito! Ci riesci con meno comandi? Ne hai usati {n}.",
  ),
  2: told(
    "The drawing is done, with {n} commands. For three stars: at most {par}.",
    "Le dessin est fini, en {n} ordres. Pour trois étoiles : {par} au plus.",
    "Die Zeichnung ist fertig, mit {n} Befehlen. Für drei Sterne: höchstens {par}.",
    "Il disegno è finito, con {n} comandi. Per tre stelle: al massimo {par}.",
  ),
  3: told("What a drawing: perfect!", "Quel dessin : parfait !", "Was für eine Zeichnung: perfekt!", "Che disegno: perfetto!"),
};

/** What a learner reads where a command is refused. */
export const REFUSED = {
  too_far: told(
    "That is too far away: the turtle stays within 1000 of the middle. The paper is seen from -240 to 240, and from -180 to 180.",
    "C'est trop loin : la tortue reste à moins de 1000 du milieu. On voit la feuille de -240 à 240, et de -180 à 180.",
    "Das ist zu weit weg: Die Schildkröte bleibt bis 1000 um die Mitte. Zu sehen ist das Papier von -240 bis 240, und von -180 bis 180.",
    "È troppo lontano: la tartaruga resta entro 1000 dal centro. Il foglio si vede da -240 a 240, e da -180 a 180.",
  ),
  too_many_lines: told(
    "The paper is full: it takes {most} lines and dots. Draw less, or call clear first.",
    "La feuille est pleine : elle prend {most} traits et points. Dessine moins, ou appelle d'abord clear.",
    "Das Papier ist voll: Es fasst {most} Striche und Punkte. Zeichne weniger, oder ruf zuerst clear auf.",
    "Il foglio è pieno: contiene {most} linee e punti. Disegna meno, o chiama prima clear.",
  ),
  unknown_color: told(
    "There is no colour \"{colour}\". Try one of {names}, or \"#ff8800\".",
    "La couleur \"{colour}\" n'existe pas. Essaie {names}, ou \"#ff8800\".",
    "Die Farbe \"{colour}\" gibt es nicht. Versuch {names}, oder \"#ff8800\".",
    "Il colore \"{colour}\" non esiste. Prova {names}, o \"#ff8800\".",
  ),
  no_fill: told(
    "No area was begun. Call begin_fill first, then draw its border.",
    "Aucune surface n'est commencée. Appelle d'abord begin_fill, puis dessine le bord.",
    "Es ist keine Fläche begonnen. Ruf zuerst begin_fill auf, dann zeichne den Rand.",
    "Nessuna area è cominciata. Chiama prima begin_fill, poi disegna il bordo.",
  ),
  too_many_turtles: told(
    "There are {turtles} turtles already: more do not fit. Let one of them draw: {names}.",
    "Il y a déjà {turtles} tortues : il n'y a plus de place. Fais dessiner l'une d'elles : {names}.",
    "Es sind schon {turtles} Schildkröten da: Mehr haben keinen Platz. Lass eine von ihnen zeichnen: {names}.",
    "Ci sono già {turtles} tartarughe: non c'è più posto. Fai disegnare una di loro: {names}.",
  ),
  unknown: told(
    "The turtle does not know this command.",
    "La tortue ne connaît pas cet ordre.",
    "Die Schildkröte kennt diesen Befehl nicht.",
    "La tartaruga non conosce questo comando.",
  ),
};

/** On the paper. */
export const HUD = {
  svg: told("Save the drawing as SVG", "Enregistrer le dessin en SVG", "Zeichnung als SVG speichern", "Salva il disegno come SVG"),
  png: told("Save the drawing as a picture (PNG)", "Enregistrer le dessin en image (PNG)", "Zeichnung als Bild (PNG) speichern", "Salva il disegno come immagine (PNG)"),
};

/** What is to be seen, sentence by sentence. */
export const DESCRIBED = {
  paper: told(
    "A sheet of paper: the middle is 0, 0; it is seen from -240 to 240, and from -180 to 180.",
    "Une feuille : le milieu est 0, 0 ; on la voit de -240 à 240, et de -180 à 180.",
    "Ein Blatt Papier: Die Mitte ist 0, 0; zu sehen ist es von -240 bis 240, und von -180 bis 180.",
    "Un foglio: il centro è 0, 0; si vede da -240 a 240, e da -180 a 180.",
  ),
  pattern: told(
    "A pattern is to be drawn over; {part} percent of it are done.",
    "Un motif est à repasser ; {part} pour cent sont faits.",
    "Ein Muster ist nachzuzeichnen; {part} Prozent davon sind fertig.",
    "C'è un motivo da ricalcare; il {part} per cento è fatto.",
  ),
  drawn: told("Lines and dots on the paper: {n}.", "Traits et points sur la feuille : {n}.", "Striche und Punkte auf dem Papier: {n}.", "Linee e punti sul foglio: {n}."),
  turtle: told(
    "{who} is at {x}, {y} and looks to {heading} degrees; pen {pen}.",
    "{who} est en {x}, {y} et regarde vers {heading} degrés ; stylo {pen}.",
    "{who} ist bei {x}, {y} und schaut nach {heading} Grad; Stift {pen}.",
    "{who} è in {x}, {y} e guarda a {heading} gradi; penna {pen}.",
  ),
  up: told("up", "levé", "oben", "su"),
  down: told("down", "baissé", "unten", "giù"),
  obeys: told("{who} obeys.", "{who} obéit.", "{who} gehorcht.", "{who} obbedisce."),
  done: told("The goal is reached.", "Le but est atteint.", "Das Ziel ist erreicht.", "L'obiettivo è raggiunto."),
};
