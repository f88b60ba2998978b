/** Words of replays. */

import type { ReplayFault } from "../replay/types.ts";
import type { Told } from "./texts.ts";

export const REPLAY = {
  title: { en: "Replay", fr: "Replay", de: "Wiederholung", it: "Replay" },
  bar: { en: "Replay controls", fr: "Commandes du replay", de: "Steuerung der Wiederholung", it: "Comandi del replay" },
  play: { en: "Play", fr: "Lecture", de: "Abspielen", it: "Riproduci" },
  pause: { en: "Pause", fr: "Pause", de: "Pause", it: "Pausa" },
  back: { en: "One command back", fr: "Une commande en arrière", de: "Einen Befehl zurück", it: "Un comando indietro" },
  forward: { en: "One command forward", fr: "Une commande en avant", de: "Einen Befehl weiter", it: "Un comando avanti" },
  place: { en: "Place in the replay", fr: "Position dans le replay", de: "Stelle in der Wiederholung", it: "Posizione nel replay" },
  at: { en: "after command {at} of {all}", fr: "après la commande {at} sur {all}", de: "nach Befehl {at} von {all}", it: "dopo il comando {at} di {all}" },
  atCall: { en: "after command {at} of {all}: {call}", fr: "après la commande {at} sur {all} : {call}", de: "nach Befehl {at} von {all}: {call}", it: "dopo il comando {at} di {all}: {call}" },
  start: { en: "before the first of {all} commands", fr: "avant la première de {all} commandes", de: "vor dem ersten von {all} Befehlen", it: "prima del primo di {all} comandi" },
  speed: { en: "Speed of the replay", fr: "Vitesse du replay", de: "Tempo der Wiederholung", it: "Velocità del replay" },
  seeking: { en: "Playing up to there …", fr: "Lecture jusque-là …", de: "Spielt bis dorthin …", it: "Riproduzione fin lì …" },
  differs: {
    en: "From command {n} on it is not as it was: the game answers {given} now, and {recorded} then. The game was changed.",
    fr: "Dès la commande {n}, ce n'est plus pareil : le jeu répond {given} maintenant, et {recorded} à l'époque. Le jeu a été modifié.",
    de: "Ab Befehl {n} ist es nicht mehr wie damals: Das Spiel antwortet jetzt {given}, damals {recorded}. Das Spiel wurde geändert.",
    it: "Dal comando {n} non è più come allora: il gioco ora risponde {given}, allora {recorded}. Il gioco è stato cambiato.",
  },
  noLevel: { en: "The game has no level “{level}” any more: this replay cannot be shown.", fr: "Le jeu n'a plus de niveau « {level} » : ce replay ne peut pas être montré.", de: "Das Spiel hat kein Level «{level}» mehr: Diese Wiederholung lässt sich nicht zeigen.", it: "Il gioco non ha più il livello «{level}»: questo replay non si può mostrare." },
  readOnly: { en: "Program of the replay, file {name}", fr: "Programme du replay, fichier {name}", de: "Programm der Wiederholung, Datei {name}", it: "Programma del replay, file {name}" },
  files: { en: "Files of the replay", fr: "Fichiers du replay", de: "Dateien der Wiederholung", it: "File del replay" },
  commands: { en: "Commands", fr: "Commandes", de: "Befehle", it: "Comandi" },
  none: { en: "This record has no commands.", fr: "Cet enregistrement n'a pas de commandes.", de: "Diese Aufzeichnung hat keine Befehle.", it: "Questa registrazione non ha comandi." },
  goTo: { en: "Go to command {n}", fr: "Aller à la commande {n}", de: "Zu Befehl {n}", it: "Vai al comando {n}" },
  players: { en: "Players", fr: "Joueurs", de: "Mitspieler", it: "Giocatori" },
  player: { en: "Player {n}", fr: "Joueur {n}", de: "Spieler {n}", it: "Giocatore {n}" },
  use: { en: "Use this program", fr: "Utiliser ce programme", de: "Dieses Programm verwenden", it: "Usa questo programma" },
  save: { en: "Save the replay", fr: "Enregistrer le replay", de: "Wiederholung speichern", it: "Salva il replay" },
  share: { en: "Share the replay", fr: "Partager le replay", de: "Wiederholung teilen", it: "Condividi il replay" },
  saveShort: { en: "Save", fr: "Enregistrer", de: "Speichern", it: "Salva" },
  shareShort: { en: "Share", fr: "Partager", de: "Teilen", it: "Condividi" },
  open: { en: "Open a replay …", fr: "Ouvrir un replay …", de: "Wiederholung öffnen …", it: "Apri un replay …" },
  close: { en: "Close the replay", fr: "Fermer le replay", de: "Wiederholung schließen", it: "Chiudi il replay" },
  carries: {
    en: "The link carries the whole replay: the commands of the run, its program and its game. Nothing leaves this machine until you pass it on.",
    fr: "Le lien contient tout le replay : les commandes, le programme et le jeu. Rien ne quitte cette machine avant que tu le transmettes.",
    de: "Der Link enthält die ganze Wiederholung: die Befehle des Laufs, sein Programm und sein Spiel. Nichts verlässt dieses Gerät, bis du ihn weitergibst.",
    it: "Il link contiene tutto il replay: i comandi, il programma e il gioco. Niente lascia questo computer finché non lo passi a qualcuno.",
  },
} satisfies Record<string, Told>;

/** Why there is no replay; `{detail}` is where it is wrong. */
export const replayFaults: Readonly<Record<ReplayFault, Told>> = {
  "too-large": { en: "The replay is larger than 16 MiB.", fr: "Le replay dépasse 16 Mio.", de: "Die Wiederholung ist größer als 16 MiB.", it: "Il replay supera 16 MiB." },
  unreadable: { en: "The file cannot be read. Look whether it is still there.", fr: "Le fichier ne peut pas être lu. Regarde s'il existe encore.", de: "Die Datei lässt sich nicht lesen. Sieh nach, ob es sie noch gibt.", it: "Non si può leggere il file. Controlla che ci sia ancora." },
  "not-json": { en: "This file is no replay: it is not JSON.", fr: "Ce fichier n'est pas un replay : ce n'est pas du JSON.", de: "Diese Datei ist keine Wiederholung: Sie ist kein JSON.", it: "Questo file non è un replay: non è JSON." },
  "not-replay": { en: "This file is no replay of LiveCoding.", fr: "Ce fichier n'est pas un replay de LiveCoding.", de: "Diese Datei ist keine Wiederholung von LiveCoding.", it: "Questo file non è un replay di LiveCoding." },
  newer: { en: "This replay comes from a newer version of LiveCoding. Reload the page.", fr: "Ce replay vient d'une version plus récente de LiveCoding. Recharge la page.", de: "Diese Wiederholung stammt von einer neueren Version von LiveCoding. Lade die Seite neu.", it: "Questo replay viene da una versione più recente di LiveCoding. Ricarica la pagina." },
  damaged: { en: "This replay is damaged: {detail} is not as it should be.", fr: "Ce replay est abîmé : {detail} n'est pas comme il faut.", de: "Diese Wiederholung ist beschädigt: {detail} ist nicht, wie es sein soll.", it: "Questo replay è rovinato: {detail} non è come dovrebbe." },
  "too-many": { en: "The replay has more than 200,000 commands.", fr: "Le replay a plus de 200 000 commandes.", de: "Die Wiederholung hat mehr als 200 000 Befehle.", it: "Il replay ha più di 200 000 comandi." },
  "link-damaged": { en: "This link to a replay is damaged or not complete. Copy all of it.", fr: "Ce lien vers un replay est abîmé ou incomplet. Copie-le en entier.", de: "Dieser Link zu einer Wiederholung ist beschädigt oder nicht ganz. Kopiere ihn ganz.", it: "Questo link a un replay è rovinato o incompleto. Copialo tutto." },
  "link-newer": { en: "This link comes from a newer version of this page. Reload the page.", fr: "Ce lien vient d'une version plus récente de cette page. Recharge la page.", de: "Dieser Link stammt von einer neueren Version dieser Seite. Lade die Seite neu.", it: "Questo link viene da una versione più recente di questa pagina. Ricarica la pagina." },
  "link-too-long": { en: "This replay is too long for a link. Save it as a file, and pass that on.", fr: "Ce replay est trop long pour un lien. Enregistre-le dans un fichier et transmets-le.", de: "Diese Wiederholung ist zu lang für einen Link. Speichere sie als Datei und gib die weiter.", it: "Questo replay è troppo lungo per un link. Salvalo come file e passa quello." },
  unsupported: { en: "This browser is too old to open this link. Ask for the replay as a file.", fr: "Ce navigateur est trop ancien pour ouvrir ce lien. Demande le replay sous forme de fichier.", de: "Dieser Browser ist zu alt für diesen Link. Lass dir die Wiederholung als Datei geben.", it: "Questo browser è troppo vecchio per aprire questo link. Fatti dare il replay come file." },
  "not-whole": { en: "The run was so long that its beginning is not kept: it cannot be replayed.", fr: "L'exécution était si longue que son début n'est plus là : impossible de la rejouer.", de: "Der Lauf war so lang, dass sein Anfang nicht mehr da ist: Er lässt sich nicht wiederholen.", it: "L'esecuzione è stata così lunga che l'inizio non c'è più: non si può rivedere." },
  gone: { en: "The server does not know this run any more. Run the program again.", fr: "Le serveur ne connaît plus cette exécution. Relance le programme.", de: "Der Server kennt diesen Lauf nicht mehr. Starte das Programm noch einmal.", it: "Il server non conosce più questa esecuzione. Riavvia il programma." },
  refused: { en: "The record of the run did not come: {detail}", fr: "L'enregistrement n'est pas arrivé : {detail}", de: "Die Aufzeichnung des Laufs kam nicht: {detail}", it: "La registrazione non è arrivata: {detail}" },
};
