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
