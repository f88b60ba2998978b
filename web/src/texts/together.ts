/** Words of a stage that several programs share. */

import type { Told } from "./texts.ts";

export const MENU_TOGETHER = {
  together: { en: "Play together", fr: "Jouer ensemble", de: "Zusammen spielen", it: "Giocare insieme" },
  what: { en: "Everybody programs on their own device, and all programs play here: for a projector, say.", fr: "Chacun programme sur son appareil et tous les programmes jouent ici : sur un projecteur, par exemple.", de: "Alle programmieren auf ihrem Gerät, und alle Programme spielen hier: zum Beispiel an der Leinwand.", it: "Ognuno programma sul suo dispositivo e tutti i programmi giocano qui: con un proiettore, per esempio." },
  open: { en: "Open this stage for others", fr: "Ouvrir cette scène aux autres", de: "Diese Bühne für andere öffnen", it: "Apri questa scena agli altri" },
} satisfies Record<string, Told>;

export const HOST = {
  region: { en: "Who plays", fr: "Qui joue", de: "Wer spielt", it: "Chi gioca" },
  title: { en: "Play together", fr: "Jouons ensemble", de: "Zusammen spielen", it: "Giochiamo insieme" },
  count: { en: "{here} of {seats}", fr: "{here} sur {seats}", de: "{here} von {seats}", it: "{here} su {seats}" },
  counted: { en: "{here} of {seats} seats are taken", fr: "{here} places sur {seats} sont prises", de: "{here} von {seats} Plätzen sind besetzt", it: "{here} posti su {seats} sono occupati" },
  nobody: { en: "Nobody is here yet. Scan the code, or open the link on another device.", fr: "Personne n'est encore là. Scanne le code ou ouvre le lien sur un autre appareil.", de: "Noch ist niemand da. Scanne den Code oder öffne den Link auf einem anderen Gerät.", it: "Non c'è ancora nessuno. Scansiona il codice o apri il link su un altro dispositivo." },
  join: { en: "Join in", fr: "Rejoindre", de: "Mitspielen", it: "Unisciti" },
  copy: { en: "Copy the link", fr: "Copier le lien", de: "Link kopieren", it: "Copia il link" },
  copied: { en: "Copied", fr: "Copié", de: "Kopiert", it: "Copiato" },
  notCopied: { en: "It could not be copied. Here it is:", fr: "La copie a échoué. Le voici :", de: "Das Kopieren ging nicht. Hier ist er:", it: "Non è stato copiato. Eccolo:" },
  codeOf: { en: "QR code to join, at {address}", fr: "Code QR pour rejoindre, à {address}", de: "QR-Code zum Mitspielen, unter {address}", it: "Codice QR per unirsi, su {address}" },
  network: { en: "Devices must be in the same network.", fr: "Les appareils doivent être sur le même réseau.", de: "Die Geräte müssen im gleichen Netz sein.", it: "I dispositivi devono essere nella stessa rete." },
  address: { en: "Address of this machine", fr: "Adresse de cette machine", de: "Adresse dieses Geräts", it: "Indirizzo di questo computer" },
  onlyHere: { en: "Only pages on this machine can join: the server listens here alone. For others, start it with --listen 0.0.0.0:8080.", fr: "Seules les pages de cette machine peuvent venir : le serveur n'écoute qu'ici. Pour les autres, lance-le avec --listen 0.0.0.0:8080.", de: "Nur Seiten auf diesem Gerät können mitspielen: Der Server hört nur hier. Für andere starte ihn mit --listen 0.0.0.0:8080.", it: "Solo le pagine di questo computer possono unirsi: il server ascolta solo qui. Per gli altri avvialo con --listen 0.0.0.0:8080." },
  full: { en: "Every seat is taken.", fr: "Toutes les places sont prises.", de: "Alle Plätze sind besetzt.", it: "Tutti i posti sono occupati." },
  asksKey: { en: "The link is on its way …", fr: "Le lien arrive …", de: "Der Link kommt gleich …", it: "Il link arriva …" },
  match: { en: "New match", fr: "Nouvelle partie", de: "Neues Spiel", it: "Nuova partita" },
  close: { en: "Close the stage", fr: "Fermer la scène", de: "Bühne schließen", it: "Chiudi la scena" },
  closeHow: { en: "Everybody leaves the stage, and plays alone again.", fr: "Tout le monde quitte la scène et rejoue seul.", de: "Alle verlassen die Bühne und spielen wieder für sich.", it: "Tutti lasciano la scena e giocano di nuovo da soli." },
  stay: { en: "Keep it open", fr: "La laisser ouverte", de: "Offen lassen", it: "Lasciala aperta" },
  joined: { en: "{name} is here.", fr: "{name} est là.", de: "{name} ist da.", it: "{name} è qui." },
  left: { en: "{name} has left.", fr: "{name} est parti.", de: "{name} ist gegangen.", it: "{name} è andato via." },
} satisfies Record<string, Told>;

/** How a program on the stage stands. */
export const PHASES = {
  here: { en: "is here", fr: "est là", de: "ist da", it: "è qui" },
  begins: { en: "begins", fr: "commence", de: "beginnt", it: "comincia" },
  queued: { en: "waits for the server", fr: "attend le serveur", de: "wartet auf den Server", it: "aspetta il server" },
  plays: { en: "plays", fr: "joue", de: "spielt", it: "gioca" },
  computes: { en: "computes", fr: "calcule", de: "rechnet", it: "calcola" },
  paused: { en: "paused", fr: "en pause", de: "pausiert", it: "in pausa" },
  asks: { en: "waits for a line", fr: "attend une ligne", de: "wartet auf eine Zeile", it: "aspetta una riga" },
  away: { en: "connection lost", fr: "connexion coupée", de: "Verbindung weg", it: "connessione caduta" },
  ended: { en: "has finished", fr: "a fini", de: "ist fertig", it: "ha finito" },
  stopped: { en: "stopped", fr: "arrêté", de: "angehalten", it: "fermato" },
  failed: { en: "has an error", fr: "a une erreur", de: "hat einen Fehler", it: "ha un errore" },
} satisfies Record<string, Told>;

export const JOIN = {
  title: { en: "Play on the shared stage", fr: "Jouer sur la scène commune", de: "Auf der gemeinsamen Bühne spielen", it: "Gioca sulla scena comune" },
  how: { en: "You write your program here. When you run it, it plays with the others on the shared stage.", fr: "Tu écris ton programme ici. Quand tu le lances, il joue avec les autres sur la scène commune.", de: "Du schreibst dein Programm hier. Wenn du es startest, spielt es mit den anderen auf der gemeinsamen Bühne.", it: "Scrivi qui il tuo programma. Quando lo avvii, gioca con gli altri sulla scena comune." },
  name: { en: "Your name, as everybody sees it", fr: "Ton nom, tel que tous le voient", de: "Dein Name, wie ihn alle sehen", it: "Il tuo nome, come lo vedono tutti" },
  join: { en: "Join in", fr: "Rejoindre", de: "Mitspielen", it: "Unisciti" },
  asked: { en: "One moment …", fr: "Un instant …", de: "Einen Moment …", it: "Un attimo …" },
  alone: { en: "Play alone", fr: "Jouer seul", de: "Allein spielen", it: "Gioca da solo" },
} satisfies Record<string, Told>;

/** Why the stage did not let somebody in, by the server's code. */
export const FAULTS = {
  token: { en: "This link is not right, or too old. Ask for a new one.", fr: "Ce lien n'est pas bon, ou trop ancien. Demande-en un nouveau.", de: "Dieser Link stimmt nicht oder ist zu alt. Frag nach einem neuen.", it: "Questo link è sbagliato o troppo vecchio. Chiedine uno nuovo." },
  no_stage: { en: "The shared stage is closed. When it is open again, ask for its link.", fr: "La scène commune est fermée. Quand elle rouvre, demande son lien.", de: "Die gemeinsame Bühne ist geschlossen. Wenn sie wieder offen ist, frag nach dem Link.", it: "La scena comune è chiusa. Quando riapre, chiedi il link." },
  full: { en: "Every seat is taken. Wait until somebody leaves, and try again.", fr: "Toutes les places sont prises. Attends que quelqu'un parte, puis réessaie.", de: "Alle Plätze sind besetzt. Warte, bis jemand geht, und versuch es noch einmal.", it: "Tutti i posti sono occupati. Aspetta che qualcuno esca e riprova." },
  has_stage: { en: "This page has a shared stage of its own. Close that first, or open the link in another window.", fr: "Cette page a sa propre scène commune. Ferme-la d'abord, ou ouvre le lien dans une autre fenêtre.", de: "Diese Seite hat selbst eine gemeinsame Bühne. Schließ sie zuerst oder öffne den Link in einem anderen Fenster.", it: "Questa pagina ha già una sua scena comune. Chiudila prima, o apri il link in un'altra finestra." },
  forbidden: { en: "This page may only watch.", fr: "Cette page peut seulement regarder.", de: "Diese Seite darf nur zuschauen.", it: "Questa pagina può solo guardare." },
  disconnected: { en: "The connection was lost. Try again in a moment.", fr: "La connexion est coupée. Réessaie dans un instant.", de: "Die Verbindung ging verloren. Versuch es gleich noch einmal.", it: "La connessione è caduta. Riprova tra poco." },
  other: { en: "That did not work: {text}", fr: "Cela n'a pas marché : {text}", de: "Das ging nicht: {text}", it: "Non ha funzionato: {text}" },
} satisfies Record<string, Told>;

export const SEAT = {
  region: { en: "Shared stage", fr: "Scène commune", de: "Gemeinsame Bühne", it: "Scena comune" },
  on: { en: "On the shared stage as {name} (no. {actor})", fr: "Sur la scène commune : {name} (n° {actor})", de: "Auf der gemeinsamen Bühne als {name} (Nr. {actor})", it: "Sulla scena comune come {name} (n. {actor})" },
  leave: { en: "Leave", fr: "Partir", de: "Verlassen", it: "Esci" },
} satisfies Record<string, Told>;

export const AWAY = {
  ready: { en: "Run your program: it plays on the shared stage.", fr: "Lance ton programme : il joue sur la scène commune.", de: "Starte dein Programm: Es spielt auf der gemeinsamen Bühne.", it: "Avvia il tuo programma: gioca sulla scena comune." },
  plays: { en: "Your program plays on the shared stage – look there!", fr: "Ton programme joue sur la scène commune : regarde là-bas !", de: "Dein Programm spielt auf der gemeinsamen Bühne – schau dort hin!", it: "Il tuo programma gioca sulla scena comune: guarda lì!" },
  over: { en: "Your program has ended. Change it, and run it again.", fr: "Ton programme est fini. Change-le et relance-le.", de: "Dein Programm ist zu Ende. Ändere es und starte es noch einmal.", it: "Il tuo programma è finito. Cambialo e avvialo di nuovo." },
  you: { en: "You are number {actor}", fr: "Tu es le numéro {actor}", de: "Du bist Nummer {actor}", it: "Sei il numero {actor}" },
  last: { en: "The last instructions", fr: "Les dernières instructions", de: "Die letzten Anweisungen", it: "Le ultime istruzioni" },
  waits: { en: "waits for the answer", fr: "attend la réponse", de: "wartet auf die Antwort", it: "aspetta la risposta" },
} satisfies Record<string, Told>;
