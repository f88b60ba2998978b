/**
 * The stage of one program: each command is played once, one after the other, whatever is sent twice.
 *
 * ```text
 *   command ──> queue ──> handler ──> answer ──> sent, if this page is the player
 *                 ^                      │
 *   reset ── drops both                  └── kept until the next command, and repeated
 * ```
 */

import { resultOf } from "./answer.js";
import type { CommandTold, FromClient, Id, LeaseTold, RunTold, StageSnapshot } from "./protocol.js";
import { type Item, type Outcome, type Stage, type Timer, type Turn, act, say } from "./state.js";

/** The server takes a player that is silent for half a minute for absent. */
const PROGRESS_MS = 10_000;
/** With the number of a program, the name of its timer. */
export const PROGRESS = "progress";

/** A command came, for the first time or once more. */
export function take(turn: Turn, run: string, command: CommandTold): void {
  const { stage } = turn;
  const { cid, replay, redelivered } = command;
  if (!stage.isShown) {
    stage.hasMissed = true;
    return;
  }
  if (stage.run !== run) {
    begin(turn, run, 1);
  }
  if (cid > stage.newest) {
    advance(turn, cid, !replay, { kind: "command", body: command });
  } else if (cid === stage.newest && redelivered) {
    // Where its handler is still busy, the answer follows.
    stage.isOwed = true;
    repeat(turn);
  }
}

/** Somebody's picture of the stage after a command, for a stage that is not so far. */
export function restore(turn: Turn, snapshot: StageSnapshot): void {
  const { stage } = turn;
  if (!stage.isShown) {
    stage.hasMissed = true;
  } else if (snapshot.cid > stage.newest) {
    advance(turn, snapshot.cid, false, { kind: "restore", body: snapshot });
  }
}

/** The server asks for a clear stage before the first command of another attempt; maybe again. */
export function reset(turn: Turn, run: string, attempt: number, re: Id): void {
  clearFor(turn, run, attempt);
  turn.stage.reset = re;
  if (!turn.stage.queue.some(isReset)) {
    cleared(turn);
  }
}

/** The stage is to show this attempt: one that shows another run, or an earlier one, is cleared. */
export function clearFor(turn: Turn, run: string, attempt: number): void {
  const { stage } = turn;
  if (stage.run !== run || stage.attempt < attempt) {
    begin(turn, run, attempt);
  }
}

/** Everything is told anew: what the stage shows stays only where it is of the same attempt. */
export function renew(turn: Turn, run: RunTold | undefined): void {
  if (run) {
    // `restarting` tells the attempt to come, while its stage is still that of the one before.
    clearFor(turn, run.id, run.attempt - Number(run.state === "restarting"));
  } else {
    forget(turn);
  }
}

/** This page answers, or only watches. */
export function lease(turn: Turn, isPlayer: boolean, told: LeaseTold): void {
  if (turn.stage.isPlayer !== isPlayer) {
    turn.stage.isPlayer = isPlayer;
    act(turn, "lease", isPlayer, told);
    // What it watched last may still be without an answer.
    repeat(turn);
  }
}

/** What had this ticket is shown. */
export function shown(turn: Turn, ticket: number, outcome: Outcome): void {
  const { stage } = turn;
  const [item, ...queue] = stage.queue;
  if (!item || ticket !== stage.ticket) {
    return;
  }
  stage.queue = queue;
  if (isReset(item)) {
    cleared(turn);
  } else if (isNewest(turn, item)) {
    stage.answer = resultOf(stage.newest, outcome, turn.answerBytes);
    repeat(turn);
  }
  if (queue.length) {
    showFirst(turn);
  } else {
    act(turn, "clear", timer(stage));
  }
}

/** The command being played waits for its user: the server waits as long. */
export function waits(turn: Turn, ticket: number): void {
  if (ticket === turn.stage.ticket) {
    turn.stage.waits = true;
    tellProgress(turn);
  }
}

/** It is time to say that somebody is still busy. */
export function progress(turn: Turn): void {
  const { stage } = turn;
  if (stage.queue.length) {
    tellProgress(turn);
    act(turn, "timer", timer(stage), PROGRESS_MS);
  }
}

/**
 * Extends the deadline of the newest command, also where it is far behind in the queue.
 *
 * The timers of a hidden page are too slow for it; the server's pings are not.
 */
export function tellProgress(turn: Turn): void {
  const { isPlayer, isOwed, newest: cid, queue, waits } = turn.stage;
  const place = queue.findIndex((item) => isNewest(turn, item));
  if (isPlayer && isOwed && place >= 0) {
    const waits_for_user = waits && place === 0;
    tell(turn, { type: "command.progress", body: { cid, waits_for_user } });
  }
}

/** The run is over: nobody waits for an answer, but what was to be shown is. */
export function over(turn: Turn): void {
  const { stage } = turn;
  const [first] = stage.queue;
  if (stage.isPlayer && stage.isOwed && first && isNewest(turn, first)) {
    act(turn, "abandon", stage.actor);
  }
  stage.isOwed = false;
}

/** What was shown belongs to nothing any more. */
export function forget(turn: Turn): void {
  const { stage } = turn;
  if (stage.queue.length) {
    act(turn, "abandon", stage.actor);
    act(turn, "clear", timer(stage));
  }
  stage.queue = [];
  stage.run = stage.reset = stage.answer = null;
  stage.newest = -1;
}

function begin(turn: Turn, run: string, attempt: number): void {
  const { stage } = turn;
  forget(turn);
  stage.run = run;
  stage.attempt = attempt;
  if (stage.isShown) {
    enqueue(turn, { kind: "reset", body: { attempt } });
  }
}

function advance(turn: Turn, cid: number, isOwed: boolean, item: Item): void {
  const { stage } = turn;
  stage.newest = cid;
  stage.isOwed = isOwed;
  stage.answer = null;
  enqueue(turn, item);
}

function enqueue(turn: Turn, item: Item): void {
  const { stage } = turn;
  stage.queue = [...stage.queue, item];
  if (stage.queue.length === 1) {
    showFirst(turn);
    act(turn, "timer", timer(stage), PROGRESS_MS);
  }
}

function showFirst(turn: Turn): void {
  const { stage } = turn;
  stage.ticket += 1;
  stage.waits = false;
  act(turn, "show", stage.ticket, stage.queue[0]!, stage.actor);
}

/** Sends the kept answer; the server knows which one it is and takes it once. */
function repeat(turn: Turn): void {
  const { isPlayer, isOwed, answer } = turn.stage;
  if (isPlayer && isOwed && answer) {
    tell(turn, { type: "command.result", body: answer });
  }
}

function cleared(turn: Turn): void {
  const { stage } = turn;
  if (stage.isPlayer && stage.reset !== null) {
    tell(turn, { type: "ok", re: stage.reset, body: {} });
  }
  stage.reset = null;
}

/** What is said of one of several programs names it. */
function tell(turn: Turn, message: FromClient): void {
  say(turn, { ...message, actor: turn.stage.actor });
}

function timer({ actor }: Stage): Timer {
  return `${PROGRESS}${actor ?? ""}`;
}

function isNewest(turn: Turn, { kind, body }: Item): boolean {
  return kind === "command" && body.cid === turn.stage.newest;
}

function isReset({ kind }: Item): boolean {
  return kind === "reset";
}
