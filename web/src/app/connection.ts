/** Where the connection stands, and what the server says of itself. */

import type { Events } from "./events.ts";
import { askApi, comeBackTo, isAskedElsewhere, welcomePlace } from "./place.ts";
import { sessionTold as runOf, stopFor } from "./run.ts";
import { startWanted } from "./start.ts";
import type { LostWhy, Turn } from "./state.ts";
import { leased, sessionTold as togetherOf } from "./together.ts";
import { act, notify } from "./turn.ts";

/** Close codes that mean more than that the connection is lost. */
const WHY: Readonly<Record<number, LostWhy>> = {
  1012: "restarting",
  4429: "full",
  4500: "unfit",
  4501: "stale",
  4503: "refused",
  4504: "stale",
  4508: "unfit",
  4509: "elsewhere",
  4513: "too_big",
};

export function linkChanged(turn: Turn, { state, why }: Events["linkChanged"]): void {
  const told = why ? (WHY[why.code] ?? "lost") : null;
  if (state === "connected") {
    turn.link = { is: "connected" };
    turn.hasBeenConnected = true;
    turn.isDraining = false;
    // What was said while the connection was away was heard by nobody.
    if (turn.run.is === "on" && turn.run.isStopping) {
      act(turn, { do: "stop" });
    }
    askApi(turn);
    leased(turn);
    startWanted(turn);
  } else if (state === "connecting") {
    turn.link = { is: "connecting", why: turn.isDraining ? "restarting" : told };
    cut(turn);
  } else if (told === "stale" && !turn.isGuest) {
    // What was kept of an earlier visit is of no use any more.
    turn.link = { is: "connecting", why: null };
    cut(turn);
    act(turn, { do: "connectAnew" });
  } else {
    turn.link = { is: "closed", why: told ?? "lost" };
    cut(turn);
    if (told === "stale") {
      notify(turn, "join_stale", "bad");
    }
  }
}

export function welcomed(turn: Turn, welcome: Events["welcomed"]): void {
  turn.welcome = welcome;
  // A page that only reads never answers.
  turn.isPlayer &&= welcome.roles.includes("player");
  if (welcome.reason === "server_restarted" || welcome.reason === "session_over") {
    notify(turn, "server_lost_session", "info");
  }
  welcomePlace(turn);
}

export function sessionTold(turn: Turn, session: Events["sessionTold"]): void {
  turn.isPlayer = session.is_player;
  turn.said = session.describe?.text ?? turn.said;
  togetherOf(turn, session);
  const isLeft = isAskedElsewhere(turn, session);
  turn.asked = null;
  if (!isLeft) {
    comeBackTo(turn, session);
  }
  runOf(turn, session);
  if (isLeft) {
    stopFor(turn, null);
  }
}

/** The user wants the connection that was closed for good. */
export function connectAgain(turn: Turn): void {
  turn.link = { is: "connecting", why: null };
  turn.isGuest = false;
  act(turn, { do: "connectAnew" });
}

/** What was asked for and not granted comes no more. */
function cut(turn: Turn): void {
  turn.wanted = null;
  if (turn.run.is === "asked") {
    turn.run = { is: "none" };
    notify(turn, "not_connected", "warning");
  } else if (turn.run.is === "on") {
    turn.run = { ...turn.run, isStopping: false, next: null };
  }
}
