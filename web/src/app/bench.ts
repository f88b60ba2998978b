/** What plays on the stage in the program's place: buttons, or the record of a run. */

import type { Replay } from "../replay/types.ts";
import { cleared } from "./console.ts";
import { isSame, replace } from "./papers.ts";
import { go } from "./place.ts";
import { stopFor } from "./run.ts";
import { forget } from "./start.ts";
import { BUTTONS, PROGRAM, type State, type Turn } from "./state.ts";
import { act, isOn, notify } from "./turn.ts";

export function playByButtons(turn: Turn): void {
  if (isRefused(turn)) {
    return;
  }
  if (turn.bench.is === "replay") {
    clearStage(turn);
  }
  turn.bench = BUTTONS;
  turn.dialog = null;
  turn.pane = "code";
}

/** The record of a run: its game comes onto the stage, and its program to where the learner has theirs. */
export function replayOpened(turn: Turn, replay: Replay): void {
  if (isRefused(turn)) {
    return;
  }
  const { game, level } = replay;
  const isKnown = turn.welcome?.languages.some(({ id }) => id === replay.language) ?? true;
  const language = replay.language && isKnown ? replay.language : turn.place.language;
  if (isOn(turn)) {
    stopFor(turn, null);
  }
  go(turn, { game, level, language });
  forget(turn);
  turn.wanted = null;
  turn.console = cleared(turn.console);
  turn.bench = { is: "replay", replay };
  turn.dialog = null;
  turn.pane = "code";
}

/** The program of the record becomes the learner's. */
export function useProgram(turn: Turn): void {
  const { bench, place, papers } = turn;
  if (bench.is === "replay" && bench.replay.files.length > 0 && isSame(papers.place, place)) {
    backToProgram(turn);
    replace(turn, bench.replay.files, "program_replaced");
  }
}

export function backToProgram(turn: Turn): void {
  if (turn.bench.is === "program") {
    return;
  }
  turn.bench = PROGRAM;
  turn.pane = "code";
  if (!isOn(turn)) {
    clearStage(turn);
  }
}

/** What was played there is not the program's. */
function clearStage(turn: Turn): void {
  turn.said = "";
  turn.keys = [];
  if (turn.scene.is === "ready") {
    act(turn, { do: "setLevel", level: turn.place.level });
  }
}

/** Whether the server has a record of the last run. */
export function hasRecord({ run, isPlayer }: Pick<State, "run" | "isPlayer">): boolean {
  return isPlayer && run.is === "over" && run.reason !== "gone" && run.commands > 0;
}

/** Who only watches would see something else than what is played. */
function isRefused(turn: Turn): boolean {
  if (!turn.isPlayer) {
    notify(turn, "request_refused", "info", { code: "not_player" });
  }
  return !turn.isPlayer;
}
