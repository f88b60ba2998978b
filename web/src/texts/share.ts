/** What is said of links, files and the work that is kept. */

import type { LinkFault } from "../share/link.ts";
import type { FileFault } from "../work/files.ts";
import type { Told } from "./texts.ts";

/** Why a link is of no use, and what to do. */
export const linkFaults: Readonly<Record<LinkFault, Told>> = {
  damaged: {
    en: "This link is damaged or not complete. Ask for it again, and copy all of it.",
    fr: "Ce lien est abîmé ou incomplet. Redemande-le et copie-le en entier.",
    de: "Dieser Link ist beschädigt oder nicht ganz. Lass ihn dir noch einmal geben, und kopiere ihn ganz.",
    it: "Questo link è rovinato o incompleto. Fattelo dare di nuovo e copialo tutto.",
  },
  "too-large": {
    en: "This program is too large for a link: 20 files and 1 MiB at most. Save it as a file instead.",
    fr: "Ce programme est trop grand pour un lien : 20 fichiers et 1 Mio au plus. Enregistre-le plutôt dans un fichier.",
    de: "Dieses Programm ist zu groß für einen Link: höchstens 20 Dateien und 1 MiB. Speichere es stattdessen als Datei.",
    it: "Questo programma è troppo grande per un link: al massimo 20 file e 1 MiB. Salvalo invece come file.",
  },
  unsupported: {
    en: "This browser is too old to open this link. Update it, or ask for the program as a file.",
    fr: "Ce navigateur est trop ancien pour ouvrir ce lien. Mets-le à jour ou demande le programme sous forme de fichier.",
    de: "Dieser Browser ist zu alt für diesen Link. Bring ihn auf den neuesten Stand, oder lass dir das Programm als Datei geben.",
    it: "Questo browser è troppo vecchio per aprire questo link. Aggiornalo o fatti dare il programma come file.",
  },
  newer: {
    en: "This link comes from a newer version of this page. Reload the page, or ask for the program as a file.",
    fr: "Ce lien vient d'une version plus récente de cette page. Recharge la page ou demande le programme sous forme de fichier.",
    de: "Dieser Link stammt von einer neueren Version dieser Seite. Lade die Seite neu, oder lass dir das Programm als Datei geben.",
    it: "Questo link viene da una versione più recente di questa pagina. Ricarica la pagina o fatti dare il programma come file.",
  },
};

/** Why a file cannot be opened; `{file}` is its name. */
export const fileFaults: Readonly<Record<FileFault, Told>> = {
  "too-large": {
    en: "{file} is larger than 1 MiB. Choose a smaller file.",
    fr: "{file} dépasse 1 Mio. Choisis un fichier plus petit.",
    de: "{file} ist größer als 1 MiB. Wähle eine kleinere Datei.",
    it: "{file} supera 1 MiB. Scegli un file più piccolo.",
  },
  "not-text": {
    en: "{file} is not a text file (UTF-8). Choose a program's file, or save it as UTF-8 first.",
    fr: "{file} n'est pas un fichier de texte (UTF-8). Choisis le fichier d'un programme ou enregistre-le d'abord en UTF-8.",
    de: "{file} ist keine Textdatei (UTF-8). Wähle die Datei eines Programms, oder speichere sie zuerst als UTF-8.",
    it: "{file} non è un file di testo (UTF-8). Scegli il file di un programma o salvalo prima come UTF-8.",
  },
  unreadable: {
    en: "{file} cannot be read. Look whether it is still there and not a folder.",
    fr: "{file} ne peut pas être lu. Regarde s'il existe encore et si ce n'est pas un dossier.",
    de: "{file} lässt sich nicht lesen. Sieh nach, ob es noch da ist und kein Ordner ist.",
    it: "Non si può leggere {file}. Controlla che ci sia ancora e che non sia una cartella.",
  },
  "too-many": {
    en: "A program has at most 20 files. Drop fewer at once.",
    fr: "Un programme a au plus 20 fichiers. Dépose-en moins à la fois.",
    de: "Ein Programm hat höchstens 20 Dateien. Lege weniger auf einmal ab.",
    it: "Un programma ha al massimo 20 file. Trascinane di meno per volta.",
  },
};

/** Where the browser keeps nothing. */
export const notLasting: Told = {
  en: "This browser does not keep your work. Save it as a file before you close the page.",
  fr: "Ce navigateur ne garde pas ton travail. Enregistre-le dans un fichier avant de fermer la page.",
  de: "Dieser Browser behält deine Arbeit nicht. Speichere sie als Datei, bevor du die Seite schließt.",
  it: "Questo browser non conserva il tuo lavoro. Salvalo come file prima di chiudere la pagina.",
};

export const dropHere: Told = { en: "Drop the file here", fr: "Dépose le fichier ici", de: "Datei hier ablegen", it: "Trascina qui il file" };

export const share = {
  title: { en: "Share your program", fr: "Partage ton programme", de: "Teile dein Programm", it: "Condividi il tuo programma" },
  link: { en: "Link", fr: "Lien", de: "Link", it: "Link" },
  linkHere: { en: "Link for this machine alone", fr: "Lien pour cette machine seulement", de: "Link nur für dieses Gerät", it: "Link solo per questo computer" },
  linkOthers: { en: "Link for others in the network", fr: "Lien pour les autres du réseau", de: "Link für andere im Netz", it: "Link per gli altri nella rete" },
  copy: { en: "Copy the link", fr: "Copier le lien", de: "Link kopieren", it: "Copia il link" },
  carries: {
    en: "The link carries your program, its language and its game. It is all in the link itself: nothing leaves this machine until you pass it on.",
    fr: "Le lien contient ton programme, son langage et son jeu. Tout est dans le lien : rien ne quitte cette machine avant que tu le transmettes.",
    de: "Der Link enthält dein Programm, seine Sprache und sein Spiel. Alles steckt im Link selbst: Nichts verlässt dieses Gerät, bis du ihn weitergibst.",
    it: "Il link contiene il tuo programma, il suo linguaggio e il suo gioco. È tutto nel link: niente lascia questo computer finché non lo passi a qualcuno.",
  },
  code: { en: "QR code", fr: "Code QR", de: "QR-Code", it: "Codice QR" },
  codeOf: { en: "QR code of {address}", fr: "Code QR de {address}", de: "QR-Code von {address}", it: "Codice QR di {address}" },
  scan: {
    en: "Scan it with a phone or tablet in the same network.",
    fr: "Scanne-le avec un téléphone ou une tablette du même réseau.",
    de: "Scanne ihn mit einem Telefon oder Tablet im gleichen Netz.",
    it: "Scansionalo con un telefono o un tablet della stessa rete.",
  },
  address: { en: "Address of this machine", fr: "Adresse de cette machine", de: "Adresse dieses Geräts", it: "Indirizzo di questo computer" },
  onlyHere: {
    en: "Other devices cannot open this page: the server listens on this machine alone. Start it with an address of your network, such as --listen 0.0.0.0:8080.",
    fr: "D'autres appareils ne peuvent pas ouvrir cette page : le serveur n'écoute que sur cette machine. Lance-le avec une adresse de ton réseau, par exemple --listen 0.0.0.0:8080.",
    de: "Andere Geräte können diese Seite nicht öffnen: Der Server hört nur auf diesem Gerät. Starte ihn mit einer Adresse deines Netzes, zum Beispiel --listen 0.0.0.0:8080.",
    it: "Altri dispositivi non possono aprire questa pagina: il server ascolta solo su questo computer. Avvialo con un indirizzo della tua rete, per esempio --listen 0.0.0.0:8080.",
  },
  tooLong: {
    en: "This program is too long for a QR code. The link works all the same: copy it, or download the file.",
    fr: "Ce programme est trop long pour un code QR. Le lien marche quand même : copie-le, ou télécharge le fichier.",
    de: "Dieses Programm ist zu lang für einen QR-Code. Der Link geht trotzdem: Kopiere ihn, oder lade die Datei herunter.",
    it: "Questo programma è troppo lungo per un codice QR. Il link funziona lo stesso: copialo, o scarica il file.",
  },
} satisfies Record<string, Told>;
