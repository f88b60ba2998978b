/** The protocol without sockets and timers: what happens, and what it leads to. */

import { ofActor, ofAll, onlyThese } from "./actors.js";
import * as connection from "./connection.js";
import type { FromServer } from "./protocol.js";
import * as requests from "./requests.js";
import * as stage from "./stage.js";
import {
  type Effect,
  type Event,
  type Events,
  type ServerBody,
  type ServerType,
  type State,
  type Turn,
  say,
} from "./state.js";

/** One step: the state after an event, and what is to be done for it, in order. */
export function step(before: State, [name, ...told]: Event): [State, Effect[]] {
  const turn: Turn = { ...before, stage: { ...before.stage }, effects: [] };
  const happen = happenings[name] as (turn: Turn, ...told: unknown[]) => void;
  happen(turn, ...told);
  const { effects, ...state } = turn;
  return [state, effects];
}

const happenings: { [K in keyof Events]: (turn: Turn, ...told: Events[K]) => void } = {
  opened: ofCurrent(connection.greet),
  frame: ofCurrent(read),
  lost: ofCurrent(connection.lost),
  timer(turn, name) {
    if (name === "retry" && turn.phase === "waiting") {
      connection.open(turn);
    } else if (name === "silence" && hasSocket(turn)) {
      connection.drop(turn, "the server does not answer", false);
    } else if (name.startsWith(stage.PROGRESS)) {
      const actor = name.slice(stage.PROGRESS.length);
      ofActor(turn, actor ? Number(actor) : undefined, () => stage.progress(turn));
    }
  },
  request: requests.ask,
  ready,
  shown: (turn, ticket, outcome, actor) =>
    ofActor(turn, actor, () => stage.shown(turn, ticket, outcome)),
  waits: (turn, ticket, actor) => ofActor(turn, actor, () => stage.waits(turn, ticket)),
  alone: (turn) => onlyThese(turn, []),
  leave(turn) {
    if (turn.phase !== "closed") {
      connection.leave(turn);
    }
  },
};

/** What each message leads to; the page is told of all. */
const receive: { [T in ServerType]?: (turn: Turn, body: ServerBody<T>, from: FromServer) => void } =
  {
    welcome: connection.welcomed,
    "session.state": connection.toldState,
    "resume.done": connection.caughtUp,
    ping(turn, body) {
      connection.pinged(turn);
      say(turn, { type: "pong", body });
      ofAll(turn, () => stage.tellProgress(turn));
    },
    ok: (turn, body, { re }) => requests.granted(turn, re, body),
    error(turn, body, { re }) {
      if (re !== undefined) {
        return requests.refused(turn, re, body);
      }
      turn.fault = body;
      turn.retryAfter = body.retry_after_ms ?? 0;
    },
    "run.state"(turn, { state, attempt }, { run }) {
      if (state === "ended") {
        // It did so while this page was away.
        stage.over(turn);
      } else if (run && state !== "restarting") {
        // `restarting` tells the attempt to come; until it starts, the stage stays.
        stage.clearFor(turn, run, attempt);
      }
    },
    "run.ended": stage.over,
    "exec.result": requests.evaluated,
    command: (turn, body, { run }) => stage.take(turn, run ?? "", body),
    "stage.reset": (turn, { attempt }, { run, id }) =>
      stage.reset(turn, run ?? "", attempt, id ?? ""),
    "stage.restore": stage.restore,
    "stage.left": (turn, { actor }) => ofActor(turn, actor, () => stage.forget(turn)),
    "player.granted": (turn, body) => stage.lease(turn, true, body),
    "player.revoked": (turn, body) => stage.lease(turn, false, body),
  };

/** What an earlier socket says is of no interest. */
function ofCurrent<T extends unknown[]>(happen: (turn: Turn, ...told: T) => void) {
  return (turn: Turn, link: number, ...told: T) => {
    if (link === turn.link && hasSocket(turn)) {
      happen(turn, ...told);
    }
  };
}

function hasSocket({ phase }: Turn): boolean {
  return phase !== "waiting" && phase !== "closed";
}

/** The page has a handler for commands; what went by before is told once more. */
function ready(turn: Turn): void {
  const { hasMissed } = turn.stage;
  turn.stage.isShown = true;
  turn.stage.hasMissed = false;
  if (hasMissed) {
    stage.forget(turn);
    turn.isWhole = false;
    if (hasSocket(turn)) {
      connection.drop(turn, "the stage is made again", false);
    }
  }
}

function read(turn: Turn, text: string): void {
  const message = decode(text);
  if (!message || !isExpected(turn, message) || !isInOrder(turn, message)) {
    return;
  }
  const { type, actor, body } = message;
  if (actor === undefined) {
    connection.inRun(turn, message.run);
  }
  if (!isNews(turn, message)) {
    return;
  }
  // Only an error that nothing follows says why the connection is closed.
  turn.fault = null;
  turn.effects.push(["emit", message]);
  const receiveIt = receive[type] as
    | ((turn: Turn, body: unknown, from: FromServer) => void)
    | undefined;
  ofActor(turn, actor, () => receiveIt?.(turn, body, message));
}

function decode(text: string): FromServer | null {
  try {
    const message: FromServer | null = JSON.parse(text);
    return message?.body ? message : null;
  } catch {
    return null;
  }
}

/** `welcome` comes first, and once; before it there is at most an error that says why not. */
function isExpected({ phase }: Turn, { type }: FromServer): boolean {
  return phase === "greeting" ? type === "welcome" || type === "error" : type !== "welcome";
}

/** Whether a message is to be dealt with: a numbered one only in its place. */
function isInOrder(turn: Turn, { seq, type }: FromServer): boolean {
  const { position } = turn;
  if (!seq || !position) {
    return !seq;
  }
  const next = position.seq + 1;
  if (seq > next) {
    connection.drop(turn, `event ${next} is missing`, true);
    return false;
  }
  if (seq === next) {
    turn.position = { ...position, seq };
  }
  // A command that is sent again keeps its number.
  return seq === next || type === "command";
}

/** Whether it is no console text that came before; text may only be missing where that is told. */
function isNews(turn: Turn, message: FromServer): boolean {
  const { position } = turn;
  if ((message.type !== "console" && message.type !== "console.gap") || !position) {
    return true;
  }
  const { body } = message;
  const [first, last] = "n" in body ? [body.n, body.n] : [body.from_n, body.to_n];
  const next = position.console_n + 1;
  if (first > next) {
    // It came back with the count of an earlier run.
    connection.drop(turn, `console message ${next} is missing`, true);
  } else if (last >= next) {
    turn.position = { ...position, console_n: last };
    return true;
  }
  return false;
}
