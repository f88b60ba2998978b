/** What the orchestra says, in four languages beside each other. Texts of levels and commands are in the manifest. */

import { told } from "../kit/text.js";

export const INSTRUMENT_NAMES = {
  kick: told("kick", "grosse caisse", "Bassdrum", "cassa"),
  snare: told("snare", "caisse claire", "Snare", "rullante"),
  hat: told("hat", "charleston", "Hi-Hat", "charleston"),
  clap: told("clap", "clap", "Klatschen", "clap"),
  bass: told("bass", "basse", "Bass", "basso"),
  pad: told("pad", "nappe", "Fläche", "tappeto"),
  lead: told("lead", "lead", "Lead", "lead"),
  pluck: told("pluck", "cordes pincées", "Zupfer", "pizzicato"),
  bell: told("bell", "cloche", "Glocke", "campana"),
};

export const SCALE_NAMES = {
  major: told("major", "majeur", "Dur", "maggiore"),
  minor: told("minor", "mineur", "Moll", "minore"),
  pentatonic: told("pentatonic", "pentatonique", "Pentatonik", "pentatonica"),
  blues: told("blues", "blues", "Blues", "blues"),
  dorian: told("dorian", "dorien", "dorisch", "dorica"),
  japanese: told("japanese", "japonais", "japanisch", "giapponese"),
};

export const LIGHT_NAMES = {
  aurora: told("northern lights", "aurore boréale", "Polarlicht", "aurora boreale"),
  sunset: told("sunset", "coucher de soleil", "Abendrot", "tramonto"),
  ocean: told("ocean", "océan", "Meer", "oceano"),
  forest: told("forest", "forêt", "Wald", "bosco"),
  candy: told("candy", "bonbon", "Bonbon", "caramella"),
  fire: told("fire", "feu", "Feuer", "fuoco"),
  ice: told("ice", "glace", "Eis", "ghiaccio"),
  gold: told("gold", "or", "Gold", "oro"),
};

export const VISUAL_NAMES = {
  sky: told("a sky over a lake", "un ciel sur un lac", "ein Himmel über einem See", "un cielo sopra un lago"),
  rings: told("rings of light", "des anneaux de lumière", "Ringe aus Licht", "anelli di luce"),
  hills: told("hills before a sun", "des collines devant un soleil", "Hügel vor einer Sonne", "colline davanti a un sole"),
};

/** What is written over the picture; between ` stands code. */
export const SHEET = {
  tempo: told("{bpm} bpm", "{bpm} bpm", "{bpm} bpm", "{bpm} bpm"),
  scales: SCALE_NAMES,
  quiet: told(
    "It is quiet. Try `play(\"kick\", \"x.x.x.x.\")`",
    "C'est le silence. Essaie `play(\"kick\", \"x.x.x.x.\")`",
    "Es ist still. Probier `play(\"kick\", \"x.x.x.x.\")`",
    "C'è silenzio. Prova `play(\"kick\", \"x.x.x.x.\")`",
  ),
  show: told(
    "The orchestra plays by itself. Your first instruction takes over.",
    "L'orchestre joue tout seul. Ta première instruction prend la relève.",
    "Das Orchester spielt von selbst. Deine erste Anweisung übernimmt.",
    "L'orchestra suona da sola. La tua prima istruzione prende il comando.",
  ),
  rest: told("Pause the music", "Mettre la musique en pause", "Musik anhalten", "Metti in pausa la musica"),
  goOn: told("Play on", "Reprendre", "Weiterspielen", "Riprendi"),
  picture: told(
    "A picture that moves with the music",
    "Une image qui bouge avec la musique",
    "Ein Bild, das sich mit der Musik bewegt",
    "Un'immagine che si muove con la musica",
  ),
};

/** After each command, for a screen reader. */
export const SAID = {
  began: told("{what} plays {pattern}.", "{what} joue {pattern}.", "{what} spielt {pattern}.", "{what} suona {pattern}."),
  hit: told("{what}: {note}.", "{what} : {note}.", "{what}: {note}.", "{what}: {note}."),
  stopped: told("Silent: {what}.", "Silence : {what}.", "Still: {what}.", "Silenzio: {what}."),
  tempo: told("{bpm} beats a minute.", "{bpm} temps par minute.", "{bpm} Schläge pro Minute.", "{bpm} battiti al minuto."),
  scaled: told("Scale: {root} {scale}.", "Gamme : {root} {scale}.", "Tonleiter: {root} {scale}.", "Scala: {root} {scale}."),
  volume: told("Volume {volume}.", "Volume {volume}.", "Lautstärke {volume}.", "Volume {volume}."),
  lit: told("Light: {light}.", "Lumière : {light}.", "Licht: {light}.", "Luce: {light}."),
  shown: told("Picture: {visual}.", "Image : {visual}.", "Bild: {visual}.", "Immagine: {visual}."),
};

export const NOBODY = told("nobody", "personne", "niemand", "nessuno");

/** By number of stars. */
export const REACHED = {
  1: told(
    "It sounds! Does it go with fewer commands? You used {n}.",
    "Ça sonne ! Et avec moins de commandes ? Tu en as utilisé {n}.",
    "Es klingt! Geht es mit weniger Befehlen? Du hast {n} gebraucht.",
    "Suona! Ci riesci con meno comandi? Ne hai usati {n}.",
  ),
  2: told(
    "It sounds, with {n} commands. For three stars: at most {par}.",
    "Ça sonne, avec {n} commandes. Pour trois étoiles : {par} au plus.",
    "Es klingt, mit {n} Befehlen. Für drei Sterne: höchstens {par}.",
    "Suona, con {n} comandi. Per tre stelle: al massimo {par}.",
  ),
  3: told("Bravo! What a sound.", "Bravo ! Quel son.", "Bravo! Was für ein Klang.", "Bravo! Che suono."),
};

/** What a learner reads where a command is refused. */
export const REFUSED = {
  bad_pattern: told(
    "At step {place} of the pattern I cannot read {sign}. I know x, X, . and -, notes such as c4, and steps such as 1 5 8 with blanks between them.",
    "Au pas {place} du motif, je ne sais pas lire {sign}. Je connais x, X, . et -, des notes comme c4, et des degrés comme 1 5 8 séparés par des espaces.",
    "Beim Schritt {place} des Musters kann ich {sign} nicht lesen. Ich kenne x, X, . und -, Noten wie c4 und Stufen wie 1 5 8 mit Leerzeichen dazwischen.",
    "Al passo {place} del motivo non so leggere {sign}. Conosco x, X, . e -, note come c4 e gradi come 1 5 8 separati da spazi.",
  ),
  empty_pattern: told(
    "The pattern is empty. Write something such as x.x.x.x. into it, or use stop to end an instrument.",
    "Le motif est vide. Écris par exemple x.x.x.x., ou utilise stop pour arrêter un instrument.",
    "Das Muster ist leer. Schreib etwas wie x.x.x.x. hinein, oder beende ein Instrument mit stop.",
    "Il motivo è vuoto. Scrivi per esempio x.x.x.x., o usa stop per fermare uno strumento.",
  ),
  long_pattern: told(
    "The pattern is too long: at most 64 steps, which are eight bars.",
    "Le motif est trop long : 64 pas au plus, soit huit mesures.",
    "Das Muster ist zu lang: höchstens 64 Schritte, das sind acht Takte.",
    "Il motivo è troppo lungo: al massimo 64 passi, cioè otto battute.",
  ),
  bad_note: told(
    "{sign} is no note. Notes are such as c4, f#3 or eb5, or a step of the scale such as 1, 5 or -2.",
    "{sign} n'est pas une note. Une note s'écrit c4, f#3 ou eb5, ou bien comme degré de la gamme : 1, 5 ou -2.",
    "{sign} ist keine Note. Noten sind zum Beispiel c4, f#3 oder eb5, oder eine Stufe der Tonleiter wie 1, 5 oder -2.",
    "{sign} non è una nota. Le note sono per esempio c4, f#3 o eb5, o un grado della scala come 1, 5 o -2.",
  ),
  long_wait: told(
    "That is too long a wait at this tempo: at most {most} beats at once. Wait several times in a loop.",
    "L'attente est trop longue à ce tempo : {most} temps au plus à la fois. Attends plusieurs fois dans une boucle.",
    "So lange kann ich bei diesem Tempo nicht warten: höchstens {most} Schläge auf einmal. Warte mehrmals in einer Schleife.",
    "A questo tempo l'attesa è troppo lunga: al massimo {most} battiti alla volta. Aspetta più volte in un ciclo.",
  ),
  unknown: told(
    "The orchestra does not know this command.",
    "L'orchestre ne connaît pas cette commande.",
    "Das Orchester kennt diesen Befehl nicht.",
    "L'orchestra non conosce questo comando.",
  ),
};

/** What is to be seen and heard, sentence by sentence. */
export const DESCRIBED = {
  picture: told(
    "The picture is {visual}, in the light {light}.",
    "L'image montre {visual}, dans la lumière : {light}.",
    "Das Bild zeigt {visual}, im Licht: {light}.",
    "L'immagine mostra {visual}, nella luce: {light}.",
  ),
  tempo: told(
    "Tempo {bpm} beats a minute, scale {root} {scale}.",
    "Tempo : {bpm} temps par minute, gamme {root} {scale}.",
    "Tempo {bpm} Schläge pro Minute, Tonleiter {root} {scale}.",
    "Tempo {bpm} battiti al minuto, scala {root} {scale}.",
  ),
  voice: told("{what} plays {pattern}.", "{what} joue {pattern}.", "{what} spielt {pattern}.", "{what} suona {pattern}."),
  quiet: told("Nobody plays.", "Personne ne joue.", "Niemand spielt.", "Nessuno suona."),
  reached: told("The goal is reached.", "Le but est atteint.", "Das Ziel ist erreicht.", "L'obiettivo è raggiunto."),
};
