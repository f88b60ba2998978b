/** What a session knows, what happens to it, and what it wants done. */

import type {
  Attach,
  ClientName,
  CommandResult,
  CommandTold,
  FromClient,
  FromServer,
  Id,
  LeaseTold,
  Refusal,
  Refused,
  Resume,
  Role,
  StageReset,
  StageSnapshot,
} from "./protocol.js";

/** The types of what a client says, and the body of each. */
export type ClientType = FromClient["type"];
export type ClientBody<T extends ClientType> = Extract<FromClient, { type: T }>["body"];

/** The types of what the server says, and the body of each. */
export type ServerType = FromServer["type"];
export type ServerBody<T extends ServerType> = Extract<FromServer, { type: T }>["body"];

/** Why a connection ended: its close code, 1006 where there was none, and what is known. */
export type Why = { code: number; text: string };

/** Where the connection stands, as the page is told. */
export type Told = { state: "connecting" | "connected" | "closed"; why?: Why };

/** What every `hello` says, and with what the first one comes. */
export type Introduction = {
  roles?: Role[];
  client?: ClientName;
  lang?: string;
  /** To join somebody's session. */
  attach?: Attach;
  /** To come back after a reload: what `save` gave. */
  resume?: Resume | null;
};

/** Where the connection stands: see connection.ts. */
export type Phase = "waiting" | "opening" | "greeting" | "catching up" | "inside" | "closed";

/** What a stage is told, one after the other, by the name of the game's handler. */
export type Item =
  | { kind: "reset"; body: StageReset }
  | { kind: "restore"; body: StageSnapshot }
  | { kind: "command"; body: CommandTold };

/** The game as this page shows it. */
export type Stage = {
  /** The number of the program that it shows; none for the page's own. */
  actor?: number;
  /** Whether the page has a handler for commands. */
  isShown: boolean;
  /** Whether something was to be shown before it had one. */
  hasMissed: boolean;
  /** Whether this page answers; not known before the server says so. */
  isPlayer: boolean | null;
  /** The run and the attempt that it shows. */
  run: string | null;
  attempt: number;
  /** The server's request to clear it, until that is done. */
  reset: Id | null;
  /** The newest command taken in; -1 on a stage that was just cleared. */
  newest: number;
  /** Whether the server waits for its answer: it is not only replayed, and its run goes on. */
  isOwed: boolean;
  /** The answer to it, once there is one: it is repeated, and the command never played again. */
  answer: CommandResult | null;
  /** What is to be shown; the first is being shown. */
  queue: readonly Item[];
  /** The number of what is being shown: the end of anything else is of no interest. */
  ticket: number;
  /** Whether the command being played waits for its user. */
  waits: boolean;
};

/** A request that has no answer yet. */
export type Request = {
  readonly id: number;
  /** Not sent before the first connection stands. */
  readonly unsent: FromClient | null;
  /** A live instruction's name: its result comes after the `ok`. */
  readonly xid: string | undefined;
  readonly isBegun: boolean;
};

/** A position, with the run whose console it counts. */
export type Position = Resume & { console_n: number };

export type State = {
  phase: Phase;
  /** The number of the socket: what an earlier one says is of no interest. */
  link: number;
  who: Introduction;
  /** How often in a row no connection came to stand. */
  tries: number;
  /** Whether the last connection ended by a fault of ours, so that the next may as well. */
  isBlamed: boolean;
  retryAfter: number;
  /** What the server said last, where it was an error that nobody asked for. */
  fault: Refused | null;
  hasBeenInside: boolean;
  session: string | null;
  /** The run of the newest event. */
  run: string | null;
  /** What a `hello` that comes back says. */
  position: Position | null;
  /** Whether all events up to the position came; else everything is to be told anew. */
  isWhole: boolean;
  answerBytes: number;
  pingMs: number;
  requests: readonly Request[];
  stage: Stage;
  /** The programs of others on this page's stage, by number. */
  actors: Readonly<Record<number, Stage>>;
};

/** What became of a handler. */
export type Outcome = { value?: unknown; error?: Refusal };

export type Timer = "retry" | "silence" | `progress${number | ""}`;

/** What happens to a session: by name, with its arguments. */
export type Events = {
  opened: [link: number];
  frame: [link: number, text: string];
  lost: [link: number, code: number, text: string];
  timer: [name: Timer];
  /** The page asks for something. */
  request: [id: number, message: FromClient, xid?: string];
  /** The page has a handler for commands now. */
  ready: [];
  /** What had this ticket is shown. */
  shown: [ticket: number, outcome: Outcome, actor?: number];
  /** The command with this ticket waits for its user. */
  waits: [ticket: number, actor?: number];
  /** The page's stage is closed: nobody else is on it. */
  alone: [];
  /** The page leaves for good. */
  leave: [];
};

/** What is to be done for a session: by name, with its arguments. */
export type Effects = {
  open: [link: number];
  send: [message: FromClient];
  close: [];
  /** After `ms`; with `least`, after any time between it and `ms`. */
  timer: [name: Timer, ms: number, least?: number];
  clear: [name: Timer];
  emit: [message: FromServer];
  tell: [told: Told];
  lease: [isPlayer: boolean, lease: LeaseTold];
  settle: [id: number, body: unknown];
  refuse: [id: number, refused: Refused];
  show: [ticket: number, item: Item, actor?: number];
  /** Nobody waits any more for what is being shown. */
  abandon: [actor?: number];
};

export type Event = { [K in keyof Events]: [K, ...Events[K]] }[keyof Events];
export type Effect = { [K in keyof Effects]: [K, ...Effects[K]] }[keyof Effects];
/** Does some of what is to be done. */
export type Performer<K extends keyof Effects> = { [N in K]: (...told: Effects[N]) => void };

/** One step: a copy of the state and of its stage, to be changed, and the effects so far. */
export type Turn = State & { effects: Effect[] };

/** A stage that shows nothing yet. */
export const STAGE: Stage = {
  isShown: false,
  hasMissed: false,
  isPlayer: null,
  run: null,
  attempt: 0,
  reset: null,
  newest: -1,
  isOwed: false,
  answer: null,
  queue: [],
  ticket: 0,
  waits: false,
};

/** A session that has not begun. */
export function initial(who: Introduction): State {
  return {
    phase: "waiting",
    link: 0,
    who,
    tries: 0,
    isBlamed: false,
    retryAfter: 0,
    fault: null,
    hasBeenInside: false,
    session: null,
    run: null,
    // A page that was reloaded has neither stage nor console any more.
    position: who.resume ? { ...who.resume, seq: 0, console_n: 0 } : null,
    isWhole: false,
    answerBytes: Infinity,
    pingMs: 0,
    requests: [],
    stage: STAGE,
    actors: {},
  };
}

/** Whether the server let this connection in. */
export function isWelcome({ phase }: State): boolean {
  return phase === "catching up" || phase === "inside";
}

/** Wants something done. */
export function act(turn: Turn, ...effect: Effect): void {
  turn.effects.push(effect);
}

/** Sends a message where somebody listens; else nobody needs it: who comes back is asked again. */
export function say(turn: Turn, message: FromClient): void {
  if (isWelcome(turn)) {
    act(turn, "send", message);
  }
}
