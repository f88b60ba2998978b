/** The learner's work in the browser's store. */

import type { Work } from "../work/types.ts";
import { movedTo } from "./address.ts";
import type { Page, Performer } from "./page.svelte.ts";

type Wires = Pick<Performer, "open" | "openShared" | "keep" | "set" | "reached" | "readProgress" | "forgetInvitation">;

export function keeping(page: Page, work: Work): Wires {
  let isLasting = work.isLasting;
  return {
    open({ place }) {
      const files = page.now.isKiosk ? null : work.files(place);
      page.heard("opened", { place, files });
    },
    openShared({ place, files, asked, isFile }) {
      const own = page.now.isKiosk ? null : work.files(place);
      page.heard("sharedCame", { ...place, files, own, asked, isFile });
    },
    keep({ place, files }) {
      work.keep(place, files);
      if (isLasting && !work.isLasting) {
        isLasting = false;
        page.heard("workNotLasting", null);
      }
    },
    set({ name, value }) {
      if (!page.now.isKiosk) {
        work.set(name, value);
      }
      // A reload shows what was chosen since, and not what a link once said.
      const search = name === "place" ? movedTo(location.search, page.now.place) : null;
      if (search !== null) {
        history.replaceState(null, "", location.pathname + search + location.hash);
      }
    },
    // A reload does not ask once more.
    forgetInvitation: () => history.replaceState(null, "", location.pathname + location.search),
    reached: ({ game, level, stars }) => work.reached(game, level, stars),
    readProgress({ game }) {
      const progress = page.now.isKiosk ? {} : work.progress(game);
      page.heard("progressRead", { game, progress });
    },
  };
}
