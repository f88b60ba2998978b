/** What concerns the whole page: it is there before the connection is lost. */

import type { Told } from "./texts.ts";

/** Why there is no connection. */
export const LOST = {
  lost: { en: "The connection is lost. Trying again …", fr: "La connexion est coupée. Nouvel essai …", de: "Die Verbindung ist weg. Neuer Versuch …", it: "La connessione è caduta. Nuovo tentativo …" },
  restarting: { en: "The server is restarting. The page comes back by itself.", fr: "Le serveur redémarre. La page revient d'elle-même.", de: "Der Server startet neu. Die Seite kommt von selbst zurück.", it: "Il server si riavvia. La pagina ritorna da sola." },
  elsewhere: { en: "Another tab continues here. This one has let go.", fr: "Un autre onglet a pris la suite. Celui-ci a lâché la main.", de: "Ein anderer Tab macht weiter. Dieser hat losgelassen.", it: "Un'altra scheda continua. Questa ha lasciato il controllo." },
  refused: { en: "The server does not let this page in. Open it at the server's own address.", fr: "Le serveur refuse cette page. Ouvre-la à l'adresse du serveur.", de: "Der Server lässt diese Seite nicht herein. Öffne sie unter seiner eigenen Adresse.", it: "Il server non accetta questa pagina. Aprila al suo indirizzo." },
  full: { en: "The server is full. Trying again in a while …", fr: "Le serveur est plein. Nouvel essai dans un moment …", de: "Der Server ist voll. Neuer Versuch in einer Weile …", it: "Il server è pieno. Nuovo tentativo tra poco …" },
  stale: { en: "This link is no longer valid. Start on your own, or ask for a new link.", fr: "Ce lien n'est plus valable. Commence seul, ou demande un nouveau lien.", de: "Dieser Link gilt nicht mehr. Fang allein an oder frag nach einem neuen.", it: "Questo link non vale più. Inizia da solo o chiedi un nuovo link." },
  too_big: { en: "The page sent more than the server takes. Connect again.", fr: "La page a envoyé trop de données. Reconnecte-toi.", de: "Die Seite sandte mehr, als der Server annimmt. Verbinde dich neu.", it: "La pagina ha inviato troppi dati. Ricollegati." },
  unfit: { en: "Page and server do not fit together. Reload the page.", fr: "La page et le serveur ne vont pas ensemble. Recharge la page.", de: "Seite und Server passen nicht zusammen. Lade die Seite neu.", it: "Pagina e server non sono compatibili. Ricarica la pagina." },
} satisfies Record<string, Told>;

export const BANNERS = {
  untrusted: { en: "Programs on this server are not kept apart from the machine. Run only programs of people you trust.", fr: "Sur ce serveur, les programmes ne sont pas isolés de la machine. Ne lance que ceux de gens sûrs.", de: "Auf diesem Server sind Programme nicht vom Rechner getrennt. Starte nur Programme von Leuten, denen du vertraust.", it: "Su questo server i programmi non sono isolati dalla macchina. Avvia solo quelli di persone fidate." },
  understood: { en: "Understood", fr: "Compris", de: "Verstanden", it: "Capito" },
  draining: { en: "The server restarts in a moment and stops all programs. Your work stays here.", fr: "Le serveur redémarre dans un instant et arrête tous les programmes. Ton travail reste ici.", de: "Der Server startet gleich neu und hält alle Programme an. Deine Arbeit bleibt hier.", it: "Il server si riavvia tra poco e ferma tutti i programmi. Il tuo lavoro resta qui." },
  watches: { en: "This page only watches. Another one plays.", fr: "Cette page ne fait que regarder. Une autre joue.", de: "Diese Seite schaut nur zu. Eine andere spielt.", it: "Questa pagina guarda soltanto. Un'altra gioca." },
  watchesOnly: { en: "This page only watches.", fr: "Cette page ne fait que regarder.", de: "Diese Seite schaut nur zu.", it: "Questa pagina guarda soltanto." },
  takeOver: { en: "Take over", fr: "Prendre la main", de: "Übernehmen", it: "Prendi il controllo" },
  connect: { en: "Continue here", fr: "Continuer ici", de: "Hier weitermachen", it: "Continua qui" },
  reload: { en: "Reload the page", fr: "Recharger la page", de: "Seite neu laden", it: "Ricarica la pagina" },
} satisfies Record<string, Told>;
