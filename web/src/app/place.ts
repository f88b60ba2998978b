/** What is chosen: the game, its level, the language; and what follows from it. */

import type { GameTold, LanguageTold, SessionState, SourceTold } from "livecoding-client";
import { inLang, toldIn } from "../stage/told.ts";
import type { Level, LoadedGame, Text } from "../stage/types.ts";
import type { File, Place } from "../work/types.ts";
import { cleared } from "./console.ts";
import type { Events } from "./events.ts";
import { isSame, keep, openPapers, refreshStarter, replace } from "./papers.ts";
import { stopFor } from "./run.ts";
import { BUTTONS, PROGRAM, SPEEDS, type State, type Turn } from "./state.ts";
import { act, isOn, notify } from "./turn.ts";

/** What is opened where nothing was chosen, or what was is not here. */
export const FIRST_GAME = "maze";

/** Languages to begin with where nothing was chosen: they are part of the server. */
const FIRST_LANGUAGES = ["javascript", "lua", "python", "ruby"];

const PARTS = ["game", "level", "language"] as const;

/** A server that is older than its page has the texts in English alone. */
type Listed = GameTold & { readonly titles?: Text; readonly descriptions?: Text };

/** Where a game's manifest is: a game of this server is named by its id, another by its address. */
export function manifestUrl(game: string): string {
  return isAddress(game) ? game : `/games/${encodeURIComponent(game)}/manifest.json`;
}

export function isAddress(game: string): boolean {
  return game.includes("/");
}

export function language({ welcome, place }: Pick<State, "welcome" | "place">): LanguageTold | null {
  return welcome?.languages.find(({ id }) => id === place.language) ?? null;
}

/** A game's name and what it is about, before it is loaded. */
export function listed(game: Listed, lang: string): { readonly title: string; readonly description: string } {
  return { title: inLang(game.titles ?? game.title, lang), description: inLang(game.descriptions ?? game.description, lang) };
}

export function loaded({ scene }: Pick<State, "scene">): LoadedGame | null {
  return scene.is === "ready" ? scene.game : null;
}

/** Whether a game is made to be changed while it plays: its manifest says `"mode": "live"`. */
export function isLive(state: Pick<State, "scene">): boolean {
  return (loaded(state)?.manifest as { mode?: unknown } | undefined)?.mode === "live";
}

/** Least time between two commands, in milliseconds; music gives its own time. */
export function speedOf(state: Pick<State, "scene" | "settings">): number {
  const { speed, isSpeedChosen } = state.settings;
  if (isLive(state)) {
    return 0;
  }
  const own = (loaded(state)?.manifest as { speed_ms?: unknown } | undefined)?.speed_ms;
  const isOwn = !isSpeedChosen && typeof own === "number" && own >= 0;
  // One of those that the slider has, so that it shows what is the case.
  return isOwn ? SPEEDS.reduce<number>((best, it) => (Math.abs(it - own) < Math.abs(best - own) ? it : best), SPEEDS[0]) : speed;
}

export function level(state: Pick<State, "scene" | "place">): Level | null {
  return loaded(state)?.levels.find(({ id }) => id === state.place.level) ?? null;
}

/** The level after this one. */
export function levelAfter(state: Pick<State, "scene" | "place">): Level | null {
  const levels = loaded(state)?.levels ?? [];
  const at = levels.findIndex(({ id }) => id === state.place.level);
  return at < 0 ? null : (levels[at + 1] ?? null);
}

/** Whether a game has functions in a language. */
export function hasFunctions(state: Pick<State, "welcome" | "scene" | "place">, told: LanguageTold): boolean {
  const here = state.welcome?.games.find(({ id }) => id === state.place.game);
  if (here) {
    return here.languages.includes(told.id);
  }
  const game = loaded(state);
  if (!game) {
    return true;
  }
  return told.id in game.interpreters || (game.isNative && told.functions);
}

/** The server said what it has: what was chosen must be among it. */
export function welcomePlace(turn: Turn): void {
  go(turn, there(turn, turn.place));
  refreshStarter(turn);
}

/** The place, or another where the server has not what it names, which is told. */
export function there(turn: Turn, place: Place): Place {
  const { welcome, named, papers } = turn;
  if (!welcome) {
    return place;
  }
  // Somebody's work for a game or in a language that is not here may still be read.
  const own = papers.isStarter ? null : papers.place;
  const isGame = isAddress(place.game) || welcome.games.some(({ id }) => id === place.game) || own?.game === place.game;
  const told = welcome.languages.find(({ id }) => id === place.language);
  const isLanguage = told?.works || (told !== undefined && own?.language === place.language);
  if (!isGame && named.game === place.game) {
    notify(turn, "game_missing", "warning", { game: place.game });
  }
  if (!isLanguage && named.language === place.language) {
    notify(turn, "language_missing", "warning", { language: told?.title ?? place.language });
  }
  const working = welcome.languages.flatMap(({ id, works }) => (works ? [id] : []));
  const first = FIRST_LANGUAGES.find((id) => working.includes(id)) ?? working[0] ?? place.language;
  const game = welcome.games.find(({ id }) => id === FIRST_GAME) ?? welcome.games[0];
  return {
    ...(isGame ? place : { game: game?.id ?? "", level: "" }),
    language: isLanguage ? place.language : first,
  };
}

/** The user chooses; a program that runs is stopped, since it was written for another place. */
export function choose(turn: Turn, told: Events["choose"]): void {
  if (!turn.isPlayer) {
    // It would stop what another page plays.
    notify(turn, "request_refused", "info", { code: "not_player" });
    return;
  }
  const isOther = told.game !== undefined && told.game !== turn.place.game;
  const place: Place = {
    game: told.game ?? turn.place.game,
    level: told.level ?? (isOther ? "" : turn.place.level),
    language: told.language ?? turn.place.language,
  };
  turn.dialog = null;
  go(turn, place);
}

/** Goes to a place, wherever the page is. */
export function go(turn: Turn, wanted: Place): void {
  const { game, level, language } = turn.place;
  const place = known(turn, wanted);
  const isGame = place.game !== game || turn.scene.is === "empty";
  const isLevel = place.level !== level;
  const isLanguage = place.language !== language;
  if (place.game !== game && turn.together.is === "host") {
    // Who is there came for the game before, and its seats are that game's.
    turn.together = { is: "alone" };
    act(turn, { do: "closeStage" });
    notify(turn, "stage_closed");
  }
  turn.place = place;
  turn.named = place;
  if (isGame || isLevel || isLanguage) {
    leave(turn);
  }
  if (isGame) {
    load(turn);
  } else if (turn.scene.is === "ready" && isLevel) {
    showLevel(turn);
  } else if (turn.scene.is === "ready" && isLanguage) {
    // The stage still shows what the last program did.
    act(turn, { do: "setLevel", level: place.level });
  }
  askApi(turn);
  openPapers(turn);
}

/** A game stands on the stage. */
export function gameLoaded(turn: Turn, { url, level, game }: Events["gameLoaded"]): void {
  if (url !== manifestUrl(turn.place.game)) {
    return;
  }
  turn.scene = { is: "ready", game };
  // Only now its own speed is known.
  act(turn, { do: "configure" });
  turn.isHung = false;
  turn.fault = null;
  const { level: asked } = turn.place;
  const isLevel = game.levels.some(({ id }) => id === asked);
  let shared: readonly File[] | null = null;
  if (!isLevel) {
    const { place: asked, papers } = turn;
    turn.place = { ...asked, level: game.levels[0]?.id ?? "" };
    if (turn.isGuest && isSame(papers.place, asked)) {
      turn.papers = { ...papers, place: turn.place };
    } else if (turn.isSharedUnseen && isSame(papers.place, asked)) {
      keep(turn, asked, []);
      shared = papers.files;
    }
    if (asked.level && !shared) {
      notify(turn, "level_missing", "warning", { level: asked.level });
    }
  }
  turn.isSharedUnseen = false;
  if (!turn.isKiosk && !turn.isGuest) {
    act(turn, { do: "set", name: "place", value: turn.place });
  }
  if (isLevel && turn.place.level !== level) {
    // Another one was chosen meanwhile.
    act(turn, { do: "setLevel", level: turn.place.level });
  }
  act(turn, { do: "readProgress", game: turn.place.game });
  askApi(turn);
  openPapers(turn);
  refreshStarter(turn);
  if (shared) {
    act(turn, { do: "openShared", place: turn.place, files: shared, asked });
  }
}

/** The program of a link, or of a file in another language: over the learner's own, which can be brought back. */
export function sharedCame(turn: Turn, { game, level, language, files, own, asked, isFile }: Events["sharedCame"]): void {
  const place = known(turn, { game, level, language });
  if (place.level !== level) {
    // What the learner has in that level is still to be read.
    act(turn, { do: "openShared", place, files, asked: level });
    return;
  }
  turn.papers = { place, files: own ?? [], active: "", isStarter: own === null };
  if (asked) {
    // What was said before the level was known not to be there.
    turn.notices = turn.notices.filter(({ code, undo }) => code !== "shared_opened" || (undo && undo.place.level !== asked));
  }
  turn.asked &&= "program";
  if (turn.isPlayer) {
    stopFor(turn, null);
  }
  go(turn, place);
  replace(turn, files, isFile ? "file_opened" : asked ? "shared_other_level" : "shared_opened");
  turn.isSharedUnseen = turn.scene.is !== "ready";
}

export function gameFailed(turn: Turn, { url, text }: Events["gameFailed"]): void {
  if (url === manifestUrl(turn.place.game)) {
    turn.scene = { is: "failed", text };
    turn.wanted = null;
    openPapers(turn);
  }
}

/** Its author changed it: what plays on it plays to its end. */
export function gameChanged(turn: Turn, { game }: Events["gameChanged"]): void {
  if (game === turn.place.game && turn.scene.is !== "empty") {
    turn.isOutdated = true;
    notify(turn, isOn(turn) ? "game_changed_later" : "game_changed");
  }
}

/** A game that was changed is loaded as it is now, with its functions, once nothing needs the one before. */
export function renew(turn: Turn): void {
  if (turn.isOutdated && !isOn(turn) && turn.scene.is !== "loading") {
    load(turn);
    turn.api = { is: "none" };
    askApi(turn);
  }
}

/** The stage is there, empty: what is chosen is loaded onto it. */
export function load(turn: Turn): void {
  turn.isOutdated = false;
  if (!turn.place.game) {
    turn.scene = { is: "empty" };
    return;
  }
  turn.scene = { is: "loading" };
  act(turn, { do: "load", url: manifestUrl(turn.place.game), level: turn.place.level });
}

/** Asks for the functions of the game in the language, unless they are known. */
export function askApi(turn: Turn): void {
  const { welcome, place, settings } = turn;
  const of = `${place.game} ${place.language} ${settings.lang}`;
  const { language, game: id } = place;
  const isHere = welcome?.games.some((it) => it.id === id && it.languages.includes(language)) ?? false;
  const foreign = isAddress(id) ? loaded(turn) : null;
  const told = welcome?.languages.find((it) => it.id === language);
  const isMade = foreign?.isNative === true && told?.functions === true && foreign.interpreters[language] === undefined;
  if (!isHere && !isMade) {
    turn.api = { is: "none" };
  } else if (turn.link.is === "connected" && (turn.api.is === "none" || turn.api.of !== of)) {
    turn.api = { is: "asked", of };
    const which = isHere ? { game: id } : { manifest: foreign?.manifest };
    act(turn, { do: "askApi", of, request: { ...which, language, lang: settings.lang } });
  }
}

/** The game's texts in another language, while it goes on. */
export function retell(turn: Turn): void {
  if (turn.scene.is === "ready") {
    turn.scene = { is: "ready", game: toldIn(turn.scene.game.told, turn.settings.lang) };
  }
}

export function apiTold(turn: Turn, { of, api }: Events["apiTold"]): void {
  if (turn.api.is === "asked" && turn.api.of === of) {
    turn.api = api ? { is: "told", of, api } : { is: "none" };
    openPapers(turn);
    refreshStarter(turn);
  }
}

/** Where the program of a run belongs: what the server was told when it began. */
export function placeOf(source: SourceTold, otherwise: Place): Place {
  const { id, url, level } = Object(source.game) as Record<string, unknown>;
  const game = [id, url].find((it) => typeof it === "string") as string | undefined;
  const isSame = game === undefined || game === otherwise.game;
  return {
    game: game ?? otherwise.game,
    level: typeof level === "string" ? level : isSame ? otherwise.level : "",
    language: source.language,
  };
}

/** After a reload: what runs, or was run last, is shown where it belongs. */
export function comeBackTo(turn: Turn, { source, run }: SessionState): void {
  if (!source) {
    return;
  }
  const place = known(turn, placeOf(source, turn.place));
  if (turn.isGuest) {
    turn.papers = { place, files: source.files, active: source.files[0]?.name ?? "", isStarter: false };
    go(turn, place);
  } else if (run && run.state !== "ended") {
    go(turn, place);
  }
}

/** Whether a program came by a link, or the address names another place than that of what runs; who only watches stops nothing. */
export function isAskedElsewhere({ asked, place, isPlayer }: State, { source, seat }: SessionState): boolean {
  if (!asked || !source || seat || !isPlayer) {
    return false;
  }
  const there = placeOf(source, place);
  return asked === "program" || PARTS.some((part) => (asked[part] ?? there[part]) !== there[part]);
}

/** The place with a level that is there: an address or a link may name any. */
export function known(turn: Turn, place: Place): Place {
  const levels = place.game === turn.place.game ? loaded(turn)?.levels : undefined;
  const isLevel = levels === undefined || levels.some(({ id }) => id === place.level);
  return isLevel ? place : { ...place, level: levels[0]?.id ?? "" };
}

function showLevel(turn: Turn): void {
  act(turn, { do: "setLevel", level: turn.place.level });
  if (!turn.isKiosk && !turn.isGuest) {
    act(turn, { do: "set", name: "place", value: turn.place });
  }
}

/** What belongs to the place before is put away. */
function leave(turn: Turn): void {
  if (isOn(turn)) {
    stopFor(turn, null);
  } else {
    turn.run = { is: "none" };
  }
  turn.bench = turn.bench.is === "buttons" ? BUTTONS : PROGRAM;
  turn.wanted = null;
  turn.reached = null;
  turn.isSolved = false;
  turn.hints = 0;
  turn.error = null;
  turn.here = null;
  turn.prompt = null;
  turn.keys = [];
  turn.said = "";
  turn.console = cleared(turn.console);
  if (!turn.isKiosk && !turn.isGuest) {
    act(turn, { do: "set", name: "place", value: turn.place });
  }
}
