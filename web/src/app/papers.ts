/** The learner's files: opened, edited, added, renamed, deleted, and brought back. */

import type { LanguageTold } from "livecoding-client";
import type { File, Place } from "../work/types.ts";
import type { Events } from "./events.ts";
import { hasFunctions, level, loaded, language } from "./place.ts";
import type { State, Turn, Undo } from "./state.ts";
import { act, notify } from "./turn.ts";

/** What the server takes. */
const FILES = 20;
const NAME = /^[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9]{1,10}$/;

/** Opens what belongs to the place, once it is known which level that is. */
export function openPapers(turn: Turn): void {
  const { place, papers, scene } = turn;
  const isSettled = place.level !== "" || scene.is === "ready" || scene.is === "failed" || !place.game;
  const isGuestsOwn = turn.isGuest && turn.run.is !== "none";
  if (isSettled && language(turn) && !isSame(papers.place, place) && !isGuestsOwn) {
    act(turn, { do: "open", place });
  }
}

/** The store gave what it has. */
export function opened(turn: Turn, { place, files }: Events["opened"]): void {
  if (!isSame(place, turn.place)) {
    return;
  }
  const own = files?.length ? files : null;
  const shown = own ?? [starter(turn)];
  turn.papers = { place, files: shown, active: shown[0]?.name ?? "", isStarter: !own };
  turn.isSharedUnseen = false;
}

/** A better program to begin with came: nobody's work is replaced by it. */
export function refreshStarter(turn: Turn): void {
  const { papers } = turn;
  if (papers.isStarter && isSame(papers.place, turn.place)) {
    const file = starter(turn);
    if (file.name !== papers.files[0]?.name || file.text !== papers.files[0].text) {
      turn.papers = { ...papers, files: [file], active: file.name };
    }
  }
}

/** What was written belongs to the file that was shown, which may be another one than the one that is now to be shown. */
export function edit(turn: Turn, { text, shown }: Events["edit"]): void {
  const { place, files, active } = turn.papers;
  if (shown && !isSame(shown.place, place)) {
    return;
  }
  const before = files.find(({ name }) => name === (shown?.name ?? active));
  if (before && before.text !== text) {
    change(turn, files.map((file) => (file === before ? { ...file, text } : file)), active);
  }
}

export function selectFile(turn: Turn, name: string): void {
  if (turn.papers.files.some((file) => file.name === name)) {
    turn.papers = { ...turn.papers, active: name };
  }
}

export function addFile(turn: Turn, { name, text = "" }: Events["addFile"]): void {
  if (isNameFree(turn, name)) {
    change(turn, [...turn.papers.files, { name, text }], name);
    turn.dialog = null;
  }
}

export function renameFile(turn: Turn, { from, to }: Events["renameFile"]): void {
  const { files, active } = turn.papers;
  if (from === to) {
    turn.dialog = null;
  } else if (isNameFree(turn, to, false)) {
    const renamed = files.map((file) => (file.name === from ? { ...file, name: to } : file));
    change(turn, renamed, active === from ? to : active);
    turn.dialog = null;
  }
}

export function deleteFile(turn: Turn, name: string): void {
  const { place, files, active } = turn.papers;
  const at = files.findIndex((file) => file.name === name);
  const file = files[at];
  // The main one stays.
  if (!file || at === 0 || !place) {
    return;
  }
  const rest = files.filter((it) => it !== file);
  const next = rest[Math.min(at, rest.length - 1)]?.name ?? "";
  change(turn, rest, active === name ? next : active);
  notify(turn, "file_deleted", "info", { name }, { what: "deleted", place, file, at, files });
}

/** The whole program becomes another one: a file from the disk, the starter, what was shared. */
export function replace(turn: Turn, files: readonly File[], code: "program_replaced" | "file_opened" | "shared_opened" | "shared_other_level"): void {
  const { place, files: before, isStarter } = turn.papers;
  const undo: Undo | null = place && !isStarter ? { what: "replaced", place, files: before } : null;
  change(turn, files, files[0]?.name ?? "");
  notify(turn, code, "info", { language: language(turn)?.title ?? "" }, undo);
}

/** A file from the disk becomes the program; the language is the file's, where its name says which. */
export function replaceProgram(turn: Turn, file: File): void {
  const main = turn.papers.files[0];
  const told = language(turn);
  const other = otherLanguage(turn, file.name);
  if (!main) {
    return;
  }
  const name = told ? mainName((other ?? told).extension) : main.name;
  const files = [{ name, text: file.text }];
  if (other) {
    act(turn, { do: "openShared", place: { ...turn.place, language: other.id }, files, asked: "", isFile: true });
  } else {
    replace(turn, files, "program_replaced");
  }
}

/** The only language that files of such a name are of; null where it is the one that is chosen, or may not be changed. */
function otherLanguage(turn: Turn, name: string): LanguageTold | null {
  const extension = name.split(".").at(-1)?.toLowerCase();
  const all = (turn.isPlayer && turn.welcome?.languages) || [];
  const [only, ...more] = all.filter((it) => it.works && it.extension === extension && hasFunctions(turn, it));
  return only && more.length === 0 && language(turn)?.extension !== extension ? only : null;
}

/** Files from the disk, dropped onto the editor: one becomes the program, more become its parts. */
export function dropped(turn: Turn, files: readonly File[]): void {
  const [only, ...more] = files;
  if (only && more.length === 0) {
    replaceProgram(turn, only);
  } else if (only) {
    replace(turn, files.slice(0, FILES), "program_replaced");
  }
}

export function startAfresh(turn: Turn): void {
  const { place } = turn.papers;
  const file = starter(turn);
  replace(turn, [file], "program_replaced");
  turn.papers = { ...turn.papers, isStarter: true };
  keep(turn, place, []);
}

export function undone(turn: Turn, undo: Undo): void {
  const { papers } = turn;
  if (!isSame(undo.place, papers.place)) {
    keep(turn, undo.place, undo.files);
  } else if (undo.what === "replaced") {
    change(turn, undo.files, undo.files[0]?.name ?? "");
  } else if (!papers.files.some(({ name }) => name === undo.file.name) && papers.files.length < FILES) {
    const files = papers.files.toSpliced(undo.at, 0, undo.file);
    change(turn, files, undo.file.name);
  }
}

/** A name that no file has yet. */
export function freeName(files: readonly File[], extension: string): string {
  for (let n = 1; n <= FILES; n += 1) {
    const name = `part${n}.${extension}`;
    if (!files.some((file) => file.name === name)) {
      return name;
    }
  }
  return `part.${extension}`;
}

export function isSame(one: Place | null, other: Place | null): boolean {
  return (
    one !== null &&
    other !== null &&
    one.game === other.game &&
    one.level === other.level &&
    one.language === other.language
  );
}

function mainName(extension: string): string {
  return `main.${extension}`;
}

/** The program to begin with: of the level, of the game, of the language. */
function starter(state: State): File {
  const told = language(state);
  const ofLevel = level(state)?.starters[state.place.language];
  const ofGame = state.api.is === "told" ? state.api.api.starter : undefined;
  // What is on its way is better than a program that the game does not know.
  const isComing = state.api.is === "asked" || (state.scene.is !== "ready" && state.scene.is !== "failed");
  const ofLanguage = isComing && state.place.game ? "" : (told?.starter ?? "");
  const byHand = loaded(state)?.interpreters[state.place.language] === undefined ? ofLanguage : "";
  return { name: mainName(told?.extension ?? "txt"), text: ofLevel ?? ofGame ?? byHand };
}

function change(turn: Turn, files: readonly File[], active: string): void {
  const { place } = turn.papers;
  turn.papers = { place, files, active, isStarter: false };
  keep(turn, place, files);
}

/** A page on a wall, or one that watches another, has no work of its own to keep. */
export function keep(turn: Turn, place: Place | null, files: readonly File[]): void {
  if (place && !turn.isKiosk && !turn.isGuest) {
    act(turn, { do: "keep", place, files });
  }
}

function isNameFree(turn: Turn, name: string, isNew = true): boolean {
  const { files } = turn.papers;
  const isTaken = files.some((file) => file.name.toLowerCase() === name.toLowerCase());
  const fault = !NAME.test(name)
    ? "file_name_bad"
    : isTaken
      ? "file_name_taken"
      : isNew && files.length >= FILES
        ? "too_many_files"
        : null;
  if (fault) {
    notify(turn, fault, "warning", { name });
  }
  return fault === null;
}
