// What a browser loads before the first run: all that an entry imports, at once or later, and is not named here.
// What is new counts until somebody says why it need not.

import { readFileSync } from "node:fs";

/** One language's package, for the program that is written. */
const LANGUAGE = /^src\/editor\/modes\//;

/** What waits for something that a learner does, or that seldom happens: by the module that is imported. */
const LATER = [
  LANGUAGE,
  // The first focus, and a key.
  "src/editor/typing.ts",
  "src/editor/search.ts",
  // What somebody opens.
  "src/views/FileDialog.svelte",
  "src/views/Help.svelte",
  "src/views/Share.svelte",
  "src/panels/markdown.ts",
  "node_modules/uqr/dist/index.mjs",
  // A stage that several share.
  "src/views/HostPane.svelte",
  "src/views/JoinDialog.svelte",
  "src/views/SeatBar.svelte",
  "src/views/AwayPane.svelte",
  "src/app/hosting.ts",
  "src/app/elsewhere.ts",
  // What is wrong with a game that cannot be loaded.
  "src/texts/loading.ts",
  "src/frame/modules.ts",
  // A file that a game hands out, after a click in it.
  "src/work/files.ts",
  // A file that is held above the page, an address with a program in it, a museum's page, keys of a game for fingers.
  "src/texts/share.ts",
  "src/share/link.ts",
  "src/views/KioskHead.svelte",
  "src/panels/ScreenKeys.svelte",
  // In the program's place, from the menu, an address, or after a run.
  "src/buttons/Buttons.svelte",
  "src/replay/Replay.svelte",
  "src/replay/ReplayBar.svelte",
  "src/replay/ShareReplay.svelte",
  "src/replay/open.ts",
];

/** What the page itself loads ahead as soon as the game stands and it is quiet: not before the first run, but told. */
const AHEAD = [
  "src/views/disk.ts",
  "src/views/Notices.svelte",
  "src/editor/SymbolRow.svelte",
  "src/views/LevelsDialog.svelte",
  "src/views/LanguagesDialog.svelte",
  "src/views/MenuDialog.svelte",
  "src/panels/Celebration.svelte",
  "src/panels/ErrorCard.svelte",
  "src/panels/Reference.svelte",
  "src/panels/Instructions.svelte",
];

export const dist = new URL("../dist/", import.meta.url);
const PAGES = ["index.html", "frame.html"];

const named = (key, names) => names.some((it) => (it instanceof RegExp ? it.test(key) : it === key));

/** The files of the first load, those that are loaded ahead as well, and the packages of languages. */
export function loads() {
  const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
  const gone = [...LATER, ...AHEAD].filter((it) => !Object.keys(manifest).some((key) => named(key, [it])));
  if (gone.length > 0) {
    throw new Error(`nothing is imported later by the name of ${gone.join(", ")}`);
  }
  const collected = (keys, later, files = new Set(), seen = new Set()) => {
    const collect = (key) => {
      if (seen.has(key)) return;
      seen.add(key);
      const { file, css = [], assets = [], imports = [], dynamicImports = [] } = manifest[key];
      for (const it of [file, ...css, ...assets]) files.add(it);
      for (const it of [...imports, ...dynamicImports.filter((it) => !named(it, later))]) collect(it);
    };
    keys.forEach(collect);
    return files;
  };
  const languages = Object.keys(manifest).filter((key) => named(key, [LANGUAGE]));
  return {
    first: collected(PAGES, [...LATER, ...AHEAD], new Set(PAGES)),
    ahead: collected(PAGES, LATER, new Set(PAGES)),
    languages: collected(languages, []),
  };
}
