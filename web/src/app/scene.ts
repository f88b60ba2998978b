/** What happens on the stage. */

import * as console from "./console.ts";
import type { Events } from "./events.ts";
import { level, levelAfter, load } from "./place.ts";
import { stopFor } from "./run.ts";
import type { Turn } from "./state.ts";
import { act, isOn, notify } from "./turn.ts";

/** A text for screen readers is no novel. */
const SAID_CHARS = 600;

export function gameLogged(turn: Turn, { level, text }: Events["gameLogged"]): void {
  turn.console = console.say(turn.console, level, text);
}

/** Its author made a mistake: the game before goes on. */
export function gameBroken(turn: Turn, { game, problem }: Events["gameBroken"]): void {
  if (game === turn.place.game) {
    turn.console = console.say(turn.console, "error", problem);
    turn.tab = "console";
    notify(turn, "game_broken", "warning");
  }
}

export function goalReached(turn: Turn, { level: id, stars, text, isReplay }: Events["goalReached"]): void {
  // Whose it is, where several play, the game says.
  if (id !== turn.place.level || turn.together.is === "host") {
    return;
  }
  if (turn.bench.is !== "program" && !isOn(turn)) {
    // What no program reached is nobody's progress.
    turn.bench = turn.bench.is === "buttons" ? { ...turn.bench, goal: { level: id, stars, text } } : turn.bench;
    return;
  }
  const before = turn.progress[id]?.stars ?? 0;
  turn.progress = { ...turn.progress, [id]: { isReached: true, stars: Math.max(before, stars) } };
  if (!turn.isGuest && !turn.isKiosk) {
    act(turn, { do: "reached", game: turn.place.game, level: id, stars });
  }
  turn.isSolved = true;
  if (isReplay) {
    return;
  }
  turn.reached = { level: id, stars, text };
  turn.pane = "stage";
  if (turn.isPlayer) {
    act(turn, { do: "tellGoal", level: id, stars });
  }
}

export function gameSaid(turn: Turn, text: string): void {
  turn.said = text.slice(0, SAID_CHARS);
  if (turn.isPlayer && (turn.bench.is === "program" || isOn(turn))) {
    act(turn, { do: "tellDescription", text: turn.said });
  }
}

export function gameWaits(turn: Turn, forUser: boolean): void {
  turn.waitsForUser = forUser;
  if (forUser && isOn(turn)) {
    turn.pane = "stage";
    if (turn.mayFocusStage) {
      act(turn, { do: "focusStage" });
    }
  }
}

/** The game in a fresh frame, after a fault or a hang. */
export function reloadGame(turn: Turn): void {
  if (isOn(turn)) {
    stopFor(turn, null);
  }
  turn.isHung = false;
  turn.fault = null;
  turn.keys = [];
  if (turn.scene.is === "ready") {
    turn.scene = { is: "loading" };
    act(turn, { do: "reloadGame" });
  } else {
    load(turn);
  }
}

export function showHint(turn: Turn): void {
  const there = level(turn)?.hints.length ?? 0;
  turn.hints = Math.min(turn.hints + 1, there);
}

export function nextLevel(turn: Turn): string | null {
  return levelAfter(turn)?.id ?? null;
}
