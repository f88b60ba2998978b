/** Requests of the page: each is answered once, by the server or by the loss of the connection. */

import type { ExecResult, FromClient, Id, Refused } from "./protocol.js";
import { type Request, type Turn, act } from "./state.js";

/** The page asks for something. */
export function ask(turn: Turn, id: number, message: FromClient, xid?: string): void {
  const isInside = turn.phase === "inside";
  turn.requests = [...turn.requests, { id, unsent: { ...message, id }, xid, isBegun: false }];
  if (isInside) {
    sendWaiting(turn);
  } else if (turn.hasBeenInside || turn.phase === "closed") {
    // What is asked for during a long cut may be a surprise when it is over.
    reject(turn, "there is no connection", (request) => request.id === id);
  }
}

/** The connection stands: what was asked for before is sent. */
export function sendWaiting(turn: Turn): void {
  turn.requests = turn.requests.map((request) => {
    if (request.unsent) {
      act(turn, "send", request.unsent);
    }
    return { ...request, unsent: null };
  });
}

/** A request was granted; a live instruction only begins with that. */
export function granted(turn: Turn, re: Id | undefined, body: unknown): void {
  const [request] = take(turn, ({ id }) => id === re);
  if (request?.xid) {
    turn.requests = [...turn.requests, { ...request, isBegun: true }];
  } else if (request) {
    act(turn, "settle", request.id, body);
  }
}

/** A request was refused. */
export function refused(turn: Turn, re: Id, why: Refused): void {
  const [request] = take(turn, ({ id }) => id === re);
  if (request) {
    act(turn, "refuse", request.id, why);
  }
}

/** A live instruction came to its end. */
export function evaluated(turn: Turn, result: ExecResult): void {
  const [request] = take(turn, ({ xid }) => xid === result.xid);
  if (request) {
    act(turn, "settle", request.id, result);
  }
}

/** The answers to these requests come no more. */
export function reject(turn: Turn, text: string, isLost: (request: Request) => boolean): void {
  const retryable = turn.phase !== "closed";
  for (const { id } of take(turn, isLost)) {
    act(turn, "refuse", id, { code: "disconnected", text, retryable });
  }
}

/** What was sent and not answered when the connection was lost. */
export function isCut({ unsent, isBegun }: Request): boolean {
  // The result of a live instruction is an event, and events are told again.
  return !unsent && !isBegun;
}

function take(turn: Turn, isMeant: (request: Request) => boolean): Request[] {
  const taken = turn.requests.filter(isMeant);
  turn.requests = turn.requests.filter((request) => !taken.includes(request));
  return taken;
}
