/** The page begins: what is kept, what the address says, and all that performs. */

import type { Editor } from "../editor/types.ts";
import { type Lang, LANGS, preferred } from "../texts/texts.ts";
import type { Place, Work } from "../work/types.ts";
import { openWork } from "../work/work.ts";
import { type Address, readAddress } from "./address.ts";
import { keeping } from "./keeping.ts";
import { whenIdle } from "./kiosk.ts";
import { Page } from "./page.svelte.ts";
import { FIRST_GAME } from "./place.ts";
import { type Scenery, createScenery } from "./scenery.ts";
import { type AskRecord, openSession } from "./session.ts";
import { BUTTONS, PROGRAM, type Settings, SPEEDS, type Theme, initial } from "./state.ts";
import { NAME_CHARS } from "./together.ts";

const FIRST_PLACE: Place = { game: FIRST_GAME, level: "", language: "javascript" };
/** Slow enough to see each instruction. */
const FIRST_SPEED = 400;
const THEMES: readonly Theme[] = ["system", "light", "dark", "contrast"];

export type Whole = {
  readonly page: Page;
  readonly work: Work;
  /** The frame of the game; it must never be moved in the document, which would load it anew. */
  readonly stage: HTMLElement;
  /** The text of one of the game's pages for the learner. */
  readonly readPage: (at: number, lang: string) => Promise<string>;
  readonly scenery: Scenery;
  readonly record: AskRecord;
  /** The editor says that it is there, or no more. */
  readonly useEditor: (editor: Editor | null) => void;
  /** To be called once the stage's element stands in the document. */
  readonly stageStands: () => void;
  /** A kiosk begins anew, as if nobody had been there. */
  readonly startAfresh: () => void;
};

export function begin(): Whole {
  const address = readAddress(location);
  const work = openWork();
  const settings = settingsOf(work, address);
  const kept = work.setting<Partial<Place>>("place", {});
  const isKiosk = address.kioskSeconds !== null;
  const named = { ...(isKiosk ? {} : texts(kept)), ...otherLevel(kept, address.place), ...address.place };
  const place = { ...FIRST_PLACE, ...named };
  const isGuest = address.join !== null;
  const bench = address.hasButtons ? BUTTONS : PROGRAM;
  // The address of a kiosk stays as it was opened, wherever somebody went since.
  const asked = isKiosk || isGuest ? {} : address.place;
  const page = new Page(initial({ settings, place, isKiosk, isGuest, bench, named: isGuest ? {} : named, asked }));
  const scenery = createScenery(page);
  const session = openSession(page, scenery, address.join);
  let editor: Editor | null = null;

  page.perform({
    ...session.wires,
    ...scenery.wires,
    ...keeping(page, work),
    goTo: ({ line }) => soon(() => editor?.goTo(line)),
    insert: ({ text }) => soon(() => editor?.insert(text)),
    insertSnippet: ({ text }) => soon(() => editor?.insertSnippet(text)),
    focusEditor: () =>
      soon(() => (page.now.bench.is === "program" ? editor?.focus() : document.querySelector<HTMLElement>("[data-bench] button")?.focus())),
  });
  void openShared(page, work, address.shared);
  if (address.stage !== null) {
    page.heard("invited", { key: address.stage });
  }
  addEventListener("hashchange", () => {
    const { stage, place, shared } = readAddress(location);
    if (stage !== null) {
      page.heard("invited", { key: stage });
      page.heard("choose", place);
    }
    void openShared(page, work, shared);
  });
  if (!work.isLasting && !isKiosk) {
    page.heard("workNotLasting", null);
  }
  const startAfresh = () => {
    const { link, scene, fault, isHung } = page.now;
    // What cannot go on is loaded again: nobody may be there to press a button for months.
    if (isKiosk && (link.is === "closed" || scene.is === "failed" || fault !== null || isHung)) {
      location.reload();
    } else {
      page.heard("forgotten", { place, settings });
    }
  };
  if (address.kioskSeconds !== null) {
    whenIdle(address.kioskSeconds, startAfresh, progress(page));
  }
  return {
    page,
    work,
    stage: scenery.element,
    readPage: scenery.readPage,
    scenery,
    record: session.record,
    useEditor: (it) => {
      editor = it;
    },
    stageStands: () => page.heard("stageStands", null),
    startAfresh,
  };
}

/** After the views showed the state that belongs to it. */
function soon(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** Keys and clicks in the game's frame are not seen here; what the program does about them is: commands since the last look. */
function progress(page: Page): () => boolean {
  let last = "";
  return () => {
    const { run } = page.now;
    const now = run.is === "on" ? `${run.id} ${run.commands}` : "";
    const isOn = now !== "" && now !== last;
    last = now;
    return isOn;
  };
}

async function openShared(page: Page, work: Work, fragment: string | null): Promise<void> {
  if (!fragment) {
    return;
  }
  if (/^#?r\d/.test(fragment)) {
    const { openLink } = await import("../replay/open.ts");
    return openLink(page, fragment);
  }
  const { LinkError, decode } = await import("../share/link.ts");
  try {
    const shared = await decode(fragment);
    if (shared) {
      const { game, level, language } = shared;
      const own = page.now.isKiosk ? null : work.files({ game, level, language });
      page.heard("sharedCame", { ...shared, own });
      // A reload shows what the learner made of it, and not the same once more.
      history.replaceState(null, "", location.pathname + location.search);
    }
  } catch (thrown) {
    page.heard("sharedDamaged", { fault: thrown instanceof LinkError ? thrown.code : "damaged" });
  }
}

function settingsOf(work: Work, address: Address): Settings {
  const lang = work.setting<Lang | null>("lang", null);
  const speed = work.setting<number>("speed", FIRST_SPEED);
  const theme = work.setting<Theme>("theme", "system");
  return {
    lang: address.lang ?? LANGS.find((it) => it === lang) ?? preferred(navigator.languages),
    theme: THEMES.includes(theme) ? theme : "system",
    hasSound: work.setting<boolean>("hasSound", true) === true,
    speed: SPEEDS.find((it) => it === speed) ?? FIRST_SPEED,
    isSpeedChosen: work.setting<boolean>("isSpeedChosen", false) === true,
    isKeptOpen: work.setting<boolean>("isKeptOpen", false) === true,
    hasRun: work.setting<boolean>("hasRun", false) === true,
    name: String(work.setting<string>("name", "")).slice(0, NAME_CHARS),
  };
}

/** Another game than the last one begins with its first level. */
function otherLevel(kept: Partial<Place>, asked: Partial<Place>): Partial<Place> {
  return asked.game !== undefined && asked.game !== kept.game ? { level: "" } : {};
}

/** What was kept may have been written by anybody. */
function texts(kept: Partial<Place>): Partial<Place> {
  return Object.fromEntries(Object.entries(Object(kept)).filter(([, value]) => typeof value === "string"));
}
