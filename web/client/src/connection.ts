/**
 * The connection: it comes back with its position until the server says not to.
 *
 * ```text
 *                retry          opened            welcome              resume.done
 *   waiting ──────────> opening ──────> greeting ──────> catching up ─────────────> inside
 *      ^                   │               │                  │                        │
 *      └───────────────────┴──── lost ─────┴──────────────────┴────────────────────────┘
 *                                lost with 45xx or 1000, leave ──> closed
 * ```
 */

import { forgetAll, onlyThese } from "./actors.js";
import type { SessionState, Welcome } from "./protocol.js";
import { isCut, reject, sendWaiting } from "./requests.js";
import { lease, renew } from "./stage.js";
import { type Turn, type Why, act, say } from "./state.js";

/** How long a connection may take to come to stand. */
const OPEN_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
/** So many pings in a row must be missing before the server is taken for gone. */
const MISSED_PINGS = 3;

/** Opens the next socket. */
export function open(turn: Turn): void {
  turn.phase = "opening";
  turn.link += 1;
  turn.fault = null;
  act(turn, "open", turn.link);
  act(turn, "timer", "silence", OPEN_MS);
}

/** The socket is open: says who comes, and where it stood. */
export function greet(turn: Turn): void {
  const { position, isWhole } = turn;
  const { roles, client, lang, attach } = turn.who;
  turn.phase = "greeting";
  // No log has epoch 0: everything is told, not only what happened since some event.
  const resume = position && !isWhole ? { ...position, epoch: 0, seq: 0 } : position;
  const how = resume ? { resume } : { attach };
  act(turn, "send", { type: "hello", body: { roles, client, lang, ...how } });
}

/** The server lets it in. */
export function welcomed(turn: Turn, welcome: Welcome): void {
  const { session, epoch, resumed, resume_token: token, seq } = welcome;
  const { position } = turn;
  const isSame = session === turn.session;
  turn.phase = "catching up";
  if (!resumed) {
    turn.isWhole = false;
    // Events were lost, and the results of live instructions may be among them.
    reject(turn, "what became of it is not known", ({ isBegun }) => isBegun);
  }
  if (!isSame) {
    // Runs of another server may have the same ids.
    forgetAll(turn);
    turn.run = null;
  }
  turn.position = {
    token,
    epoch,
    seq: resumed && position ? position.seq : seq,
    ...(isSame && position?.run ? { run: position.run } : {}),
    console_n: isSame && position ? position.console_n : 0,
  };
  turn.session = session;
  turn.answerBytes = welcome.limits.answer_bytes;
  turn.pingMs = welcome.ping_ms;
  hear(turn);
}

/** Everything is told anew. */
export function toldState(turn: Turn, { run, is_player, stage }: SessionState): void {
  renew(turn, run);
  onlyThese(turn, stage?.taken ?? []);
  // No `player.granted` comes for a lease that a page had before it was reloaded.
  lease(turn, is_player, { reason: is_player ? "returned" : "waiting" });
  inRun(turn, run?.id);
}

/** It has caught up: from here on its position counts. */
export function caughtUp(turn: Turn): void {
  turn.phase = "inside";
  turn.isWhole = turn.hasBeenInside = true;
  turn.retryAfter = 0;
  if (!turn.isBlamed) {
    turn.tries = 0;
  }
  act(turn, "tell", { state: "connected" });
  sendWaiting(turn);
}

/** The server pings: the connection is a good one. */
export function pinged(turn: Turn): void {
  turn.tries = 0;
  turn.isBlamed = false;
  hear(turn);
}

/** The socket was closed, or never opened. */
export function lost(turn: Turn, code: number, reason: string): void {
  const why = { code, text: turn.fault?.text ?? reason };
  const family = Math.floor(code / 100);
  if (code === 1000 || family === 45) {
    end(turn, why);
  } else {
    comeBack(turn, why, family === 44);
  }
}

/** This connection cannot go on: another one takes its place. */
export function drop(turn: Turn, text: string, isBlamed: boolean): void {
  act(turn, "close");
  comeBack(turn, { code: 1006, text }, isBlamed);
}

/** The page leaves for good: nobody waits for it to come back. */
export function leave(turn: Turn): void {
  say(turn, { type: "bye", body: {} });
  end(turn, { code: 1000, text: "this page left" });
}

/** An event of this run: what was printed is counted anew in each. */
export function inRun(turn: Turn, run: string | undefined): void {
  if (run && run !== turn.run) {
    turn.run = run;
    turn.position = turn.position && { ...turn.position, run, console_n: 0 };
  }
}

function comeBack(turn: Turn, why: Why, isBlamed: boolean): void {
  turn.phase = "waiting";
  turn.isBlamed ||= isBlamed;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** turn.tries);
  turn.tries += 1;
  act(turn, "clear", "silence");
  act(turn, "timer", "retry", turn.retryAfter + pause, turn.retryAfter);
  reject(turn, "the connection was lost", isCut);
  act(turn, "tell", { state: "connecting", why });
}

function end(turn: Turn, why: Why): void {
  turn.phase = "closed";
  act(turn, "close");
  act(turn, "clear", "silence");
  act(turn, "clear", "retry");
  forgetAll(turn);
  reject(turn, why.text, () => true);
  act(turn, "tell", { state: "closed", why });
}

function hear(turn: Turn): void {
  act(turn, "timer", "silence", MISSED_PINGS * Math.max(turn.pingMs, 1_000));
}
