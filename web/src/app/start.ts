/** The start of a run: when everything is there, with all that the server must know. */

import type { RunStart } from "livecoding-client";
import * as console from "./console.ts";
import { isAddress, isLive, language, loaded, renew, speedOf } from "./place.ts";
import { BUTTONS, PROGRAM, type State, type Turn, type Wanted } from "./state.ts";
import { act, notify, settle } from "./turn.ts";

/** Starts what is wanted, once everything is there. */
export function startWanted(turn: Turn): void {
  if (turn.wanted && turn.run.is !== "on" && turn.run.is !== "asked" && isReady(turn)) {
    start(turn, turn.wanted);
  }
}

/** Starts the program, or tells why not; waits for what is still on its way. */
export function start(turn: Turn, wanted: Wanted): void {
  turn.wanted = null;
  if (turn.together.is === "host") {
    return;
  }
  renew(turn);
  const told = language(turn);
  if (turn.link.is === "closed" || (turn.link.is === "connecting" && turn.hasBeenConnected)) {
    notify(turn, "not_connected", "warning");
    return;
  }
  if (turn.scene.is === "failed") {
    notify(turn, "no_game", "warning");
    return;
  }
  if (!isReady(turn)) {
    turn.wanted = wanted;
    return;
  }
  if (!told?.works) {
    notify(turn, "language_missing", "warning", { language: told?.title ?? turn.place.language });
    return;
  }
  const { place, settings } = turn;
  const { files } = turn.papers;
  const api = loaded(turn)?.interpreters[place.language];
  const request: RunStart = {
    ...(place.game ? { game: gameOf(turn) } : {}),
    ...(api === undefined ? {} : { api }),
    language: place.language,
    files: files.map(({ name, text }) => ({ name, text })),
    mode: (settings.isKeptOpen || isLive(turn)) && told.instructions ? "live" : "once",
    speed: speedOf(turn),
    paused: wanted.paused,
  };
  turn.run = { is: "asked", place, files, isStopping: false, next: null };
  turn.ran = files;
  forget(turn);
  turn.console = console.cleared(turn.console);
  turn.pane = "stage";
  turn.tab = turn.tab === "functions" ? turn.tab : "console";
  turn.mayFocusStage = true;
  act(turn, { do: "start", run: request });
  if (loaded(turn)?.isNative === false) {
    // Games of the original listen for keys, and say so nowhere.
    act(turn, { do: "focusStage" });
  }
  if (!settings.hasRun) {
    settle(turn, { hasRun: true });
  }
}

/** Whether a program can be started now. */
export function isReady(state: State): boolean {
  const hasStage = state.scene.is === "ready" || !state.place.game;
  return state.link.is === "connected" && hasStage && state.papers.files.length > 0;
}

/** What belongs to the run before is put away. */
export function forget(turn: Turn): void {
  turn.bench = turn.bench.is === "buttons" ? BUTTONS : PROGRAM;
  turn.error = null;
  turn.here = null;
  turn.prompt = null;
  turn.reached = null;
  turn.isSolved = false;
  turn.keys = [];
  turn.fault = null;
  turn.said = "";
}

/** The game as the server is told of it: with the level, which a page that joins must know. */
function gameOf({ place, scene }: Turn): unknown {
  const { game, level } = place;
  const manifest = scene.is === "ready" ? scene.game.manifest : undefined;
  return isAddress(game) ? { manifest, url: game, level } : { id: game, level };
}
