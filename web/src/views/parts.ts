/** Parts of the page that are not needed at first: loaded when they are wanted, or when there is nothing else to do. */

export const parts = {
  banners: () => import("./Banners.svelte"),
  notices: () => import("./Notices.svelte"),
  disk: () => import("./disk.ts"),
  celebration: () => import("../panels/Celebration.svelte"),
  error: () => import("../panels/ErrorCard.svelte"),
  instructions: () => import("../panels/Instructions.svelte"),
  reference: () => import("../panels/Reference.svelte"),
  levels: () => import("./LevelsDialog.svelte"),
  languages: () => import("./LanguagesDialog.svelte"),
  menu: () => import("./MenuDialog.svelte"),
  file: () => import("./FileDialog.svelte"),
  share: () => import("./Share.svelte"),
  help: () => import("./Help.svelte"),
  keys: () => import("../panels/ScreenKeys.svelte"),
  symbols: () => import("../editor/SymbolRow.svelte"),
  buttons: () => import("../buttons/Buttons.svelte"),
  replay: () => import("../replay/Replay.svelte"),
  replayBar: () => import("../replay/ReplayBar.svelte"),
  shareReplay: () => import("../replay/ShareReplay.svelte"),
  replays: () => import("../replay/open.ts"),
  kiosk: () => import("./KioskHead.svelte"),
  host: () => import("./HostPane.svelte"),
  join: () => import("./JoinDialog.svelte"),
  seat: () => import("./SeatBar.svelte"),
  away: () => import("./AwayPane.svelte"),
};

/** What comes next for most learners. */
const SOON = [
  "notices",
  "celebration",
  "error",
  "levels",
  "languages",
  "menu",
  "share",
  "help",
  "file",
  "reference",
  "instructions",
  "symbols",
] as const;
export const QUIET_MS = 2_000;

/** Loads what is likely to be wanted, once the page is quiet. */
export function loadAhead(): void {
  const load = () => {
    for (const name of SOON) {
      // It is loaded again when it is wanted.
      parts[name]().catch(() => undefined);
    }
  };
  if ("requestIdleCallback" in globalThis) {
    requestIdleCallback(load, { timeout: QUIET_MS });
  } else {
    setTimeout(load, QUIET_MS);
  }
}

const PAUSE_MS = 2_000;
/** As many as a server may be away for a few minutes; one that is not there at all is not asked for ever. */
const MOST_TIMES = 100;

/** A stylesheet that could not be loaded is asked for again: a part that is loaded once more does not do so. */
export function askAgainForStyles(): void {
  let times = 0;
  const failed = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet" && times < MOST_TIMES) {
      times += 1;
      setTimeout(() => target.replaceWith(target.cloneNode()), PAUSE_MS);
    }
  };
  addEventListener("error", failed, true);
}
