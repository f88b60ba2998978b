/** A stage that several programs share: this page's, where others play, or another's, where this page's program plays. */

import type { EndReason, Refused, SeatTaken, SessionState, StageTold, State as RunPhase } from "livecoding-client";
import type { Events } from "./events.ts";
import { go, loaded } from "./place.ts";
import { stopFor } from "./run.ts";
import type { State, Turn } from "./state.ts";
import { act, notify, settle } from "./turn.ts";

/** The server takes no more. */
const MOST_SEATS = 16;
export const NAME_CHARS = 40;

/** A program on this page's stage. */
export type Actor = {
  readonly actor: number;
  readonly name: string;
  /** Its language's id, as soon as one of its commands told it. */
  readonly language: string;
  /** `here`: its run has not begun. */
  readonly phase: "here" | RunPhase | EndReason;
  /** What it asked for last, and whether the game owes the answer. */
  readonly action: string;
  readonly isAsked: boolean;
  /** When, by the clock of this browser. */
  readonly at: number;
};

/** A command that was played on another's stage. */
export type PlayedThere = { readonly cid: number; readonly words: string; readonly answer: string | null; readonly isRefused: boolean };

export type Together =
  | { readonly is: "alone" }
  | { readonly is: "host"; /** Null until the server has told it. */ readonly key: string | null; readonly seats: number; readonly actors: readonly Actor[] }
  /** A link led here; `fault` is why the server did not let the program in. */
  | { readonly is: "invited"; readonly key: string; readonly isAsked: boolean; readonly fault: Pick<Refused, "code" | "text"> | null }
  | { readonly is: "guest"; readonly actor: number; readonly name: string; readonly played: readonly PlayedThere[] };

/** How many programs the game is made for; null where it is for one. */
export function seatsOf(state: Pick<State, "scene">): number | null {
  const { seats } = Object(loaded(state)?.manifest) as { seats?: { maximum?: unknown } };
  const maximum = Number(Object(seats).maximum);
  return seats && maximum >= 1 ? Math.min(MOST_SEATS, Math.floor(maximum)) : null;
}

/** The server told everything anew. */
export function sessionTold(turn: Turn, { stage, seat, is_player }: SessionState): void {
  const { together } = turn;
  if (stage) {
    if (together.is !== "host" && is_player) {
      // Its game has begun anew, and plays what the programs wait for.
      notify(turn, "match_anew");
    }
    hosts(turn, stage, together.is === "host" ? together.key : null);
  } else if (together.is === "host") {
    hosts(turn, { seats: together.seats, taken: [] }, null);
    notify(turn, "stage_again");
  }
  if (seat) {
    seated(turn, seat);
    turn.isPlayer = true;
  } else if (together.is === "guest") {
    home(turn);
  }
}

// ---- this page's stage ------------------------------------------------------------------------

export function openStage(turn: Turn): void {
  const seats = seatsOf(turn);
  if (seats !== null && turn.together.is === "alone" && turn.isPlayer) {
    stopFor(turn, null);
    turn.dialog = null;
    hosts(turn, { seats, taken: [] }, null);
    const level = matchLevel(turn);
    if (level === turn.place.level) {
      newMatch(turn);
    } else {
      go(turn, { ...turn.place, level });
    }
  }
}

/** The level that several play: the game's last, as `livecoding match` takes it. */
function matchLevel(turn: Turn): string {
  return loaded(turn)?.levels.at(-1)?.id ?? turn.place.level;
}

export function stageOpened(turn: Turn, told: StageTold): void {
  if (turn.together.is === "host") {
    hosts(turn, told, told.key ?? null);
  }
}

export function stageRefused(turn: Turn, { code, text }: Refused): void {
  if (turn.together.is === "host" && code !== "not_player" && code !== "disconnected") {
    turn.together = { is: "alone" };
    notify(turn, "request_refused", "bad", { code, text });
  }
}

export function closeStage(turn: Turn): void {
  if (turn.together.is === "host") {
    turn.together = { is: "alone" };
    turn.pane = "stage";
    act(turn, { do: "closeStage" });
    act(turn, { do: "setLevel", level: turn.place.level });
  }
}

/** The level from its beginning, with everybody who is there. */
export function newMatch(turn: Turn): void {
  turn.reached = null;
  act(turn, { do: "setLevel", level: turn.place.level });
}

/** What a page that answers must know to invite others is asked for. */
export function leased(turn: Turn): void {
  if (turn.together.is === "host" && turn.together.key === null && turn.isPlayer) {
    act(turn, { do: "openStage", seats: turn.together.seats });
  }
}

export function actorJoined(turn: Turn, seat: SeatTaken): void {
  withActors(turn, (actors) => [...actors.filter(({ actor }) => actor !== seat.actor), fresh(seat)].sort((one, other) => one.actor - other.actor));
}

export function actorLeft(turn: Turn, { actor }: Events["actorLeft"]): void {
  withActors(turn, (actors) => actors.filter((it) => it.actor !== actor));
}

export function actorChanged(turn: Turn, { actor, change }: Events["actorChanged"]): void {
  withActors(turn, (actors) => actors.map((it) => (it.actor === actor ? { ...it, ...change } : it)));
}

function hosts(turn: Turn, { seats, taken }: Pick<StageTold, "seats" | "taken">, key: string | null): void {
  const before = turn.together.is === "host" ? turn.together.actors : [];
  const known = (seat: SeatTaken) => before.find((it) => it.actor === seat.actor && it.name === seat.name);
  turn.together = { is: "host", key, seats, actors: taken.map((it) => known(it) ?? fresh(it)) };
  leased(turn);
}

function fresh({ actor, name }: SeatTaken): Actor {
  return { actor, name, language: "", phase: "here", action: "", isAsked: false, at: 0 };
}

function withActors(turn: Turn, change: (actors: readonly Actor[]) => readonly Actor[]): void {
  if (turn.together.is === "host") {
    turn.together = { ...turn.together, actors: change(turn.together.actors) };
  }
}

// ---- a seat at another's ----------------------------------------------------------------------

/** A link leads to somebody's stage. */
export function invited(turn: Turn, { key }: Events["invited"]): void {
  if (turn.together.is !== "guest" && turn.together.is !== "host") {
    turn.together = { is: "invited", key, isAsked: false, fault: null };
  }
}

export function joinStage(turn: Turn, { name }: Events["joinStage"]): void {
  const { together } = turn;
  if (together.is === "invited" && !together.isAsked) {
    const told = name.trim().slice(0, NAME_CHARS);
    stopFor(turn, null);
    settle(turn, { name: told });
    turn.together = { ...together, isAsked: true, fault: null };
    act(turn, { do: "joinStage", key: together.key, name: told });
  }
}

export function seated(turn: Turn, { actor }: Pick<SeatTaken, "actor">): void {
  const { together, settings } = turn;
  if (together.is !== "guest" || together.actor !== actor) {
    turn.together = { is: "guest", actor, name: settings.name || String(actor), played: [] };
    turn.reached = null;
  }
}

export function joinRefused(turn: Turn, { code, text }: Refused): void {
  if (turn.together.is === "invited") {
    turn.together = { ...turn.together, isAsked: false, fault: { code, text } };
  }
}

/** The user would rather play alone. */
export function declineStage(turn: Turn): void {
  turn.together = { is: "alone" };
  act(turn, { do: "forgetInvitation" });
}

export function leaveStage(turn: Turn): void {
  if (turn.together.is === "guest") {
    stopFor(turn, null);
    act(turn, { do: "leaveStage" });
  }
}

/** The seat is gone: given up, or the stage was closed. */
export function unseated(turn: Turn): void {
  if (turn.together.is === "guest") {
    // It is told at once, where this page is the one that plays.
    turn.isPlayer = false;
    home(turn);
  }
}

export function playedThere(turn: Turn, { played }: Events["playedThere"]): void {
  if (turn.together.is === "guest") {
    turn.together = { ...turn.together, played };
  }
}

function home(turn: Turn): void {
  turn.together = { is: "alone" };
  notify(turn, "unseated");
  act(turn, { do: "forgetInvitation" });
}
