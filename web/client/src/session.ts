/** A session of a page: performs what the steps of the protocol ask for. */

import { type Handlers, add, call } from "./handlers.js";
import { type Player, play } from "./player.js";
import type { Done, ExecResult, FromClient, Input, Refused, Resume, RunStart } from "./protocol.js";
import {
  type ClientBody,
  type ClientType,
  type Event,
  type Effects,
  type Introduction,
  type Performer,
  type ServerBody,
  type ServerType,
  type Told,
  initial,
} from "./state.js";
import { type Actors, type SharedStage, actorsOf, stageOf, tellOf } from "./shared.js";
import { step } from "./step.js";
import { wires } from "./wires.js";

/** With what a session begins. */
export type Options = Introduction & {
  /** Where there is no global WebSocket, or another is wanted. */
  WebSocket?: typeof WebSocket;
};

/** Types of messages that need no body. */
type Bare = "run.pause" | "run.resume" | "run.stop" | "run.step" | "player.take";

/** A session of this page; it outlives its connections. */
export type Session = {
  /** Where the connection stands. */
  readonly state: Told["state"];
  /** The game's side: what it shows and answers. */
  readonly player: Player;
  /** Control of the run; each promise is settled with the server's answer. */
  readonly run: {
    start(run: RunStart): Promise<Done>;
    pause(): Promise<Done>;
    resume(): Promise<Done>;
    /** Lets a paused run send some commands, one when it is not said how many. */
    step(count?: number): Promise<Done>;
    /** Least time between two commands; 0 is full speed. */
    speed(minMsPerCommand: number): Promise<Done>;
    stop(): Promise<Done>;
    /** A live instruction; the promise waits for its result, which may be that it failed. */
    exec(source: string, xid?: string): Promise<ExecResult>;
    /** A line for the program's standard input, without its end; or `{ end: true }`. */
    input(line: string | Input): Promise<Done>;
  };
  /** A stage that the programs of several sessions share. */
  readonly stage: SharedStage;
  /** The programs of others on this page's stage. */
  readonly actors: Actors;
  /** Calls `handler` whenever the connection stands elsewhere; gives the function that ends it. */
  on(type: "state", handler: (told: Told) => void): () => void;
  /** Calls `handler` with every message of this type about this session; gives the function that ends it. */
  on<T extends ServerType>(
    type: T,
    handler: (body: ServerBody<T>, about: { seq?: number; run?: string }) => void,
  ): () => void;
  /** Asks the server for something; a promise that fails does so with a `RequestError`. */
  request(type: Bare): Promise<Done>;
  request<T extends ClientType>(type: T, body: ClientBody<T>): Promise<Done>;
  /** With what a page comes back after a reload, as `resume`; nothing where it cannot. */
  save(): Resume | null;
  /** Leaves for good: the session ends with its last page. */
  close(): void;
};

/** Why a request failed: `code` is for programs, `text` for people. */
export class RequestError extends Error {
  declare readonly code: string;
  declare readonly text: string;
  /** Whether the same may work later. */
  declare readonly retryable: boolean;
  declare readonly retry_after_ms: number | undefined;

  constructor(refused: Refused) {
    super(refused.text);
    Object.assign(this, refused);
  }
}

/**
 * Connects to a server, and comes back whenever the connection is lost.
 *
 * `url` leads to its `/ws`; it may begin with `http`, or be relative to the page.
 */
export function connect(url: string | URL, options: Options = {}): Session {
  const handlers: Handlers = new Map();
  const ofActors: Handlers = new Map();
  const waiting = new Map<number, [(body: never) => void, (why: Error) => void]>();
  const inbox: Event[] = [];
  let state = initial(options);
  let lastId = 0;
  let isBusy = false;

  /** One event after the other: what an effect leads to waits until its step is done. */
  function happen(...event: Event): void {
    inbox.push(event);
    if (isBusy) {
      return;
    }
    isBusy = true;
    try {
      for (let next = inbox.shift(); next; next = inbox.shift()) {
        const [after, effects] = step(state, next);
        state = after;
        for (const [name, ...told] of effects) {
          (performer[name] as (...told: unknown[]) => void)(...told);
        }
      }
    } finally {
      isBusy = false;
    }
  }

  function ask<T>(type: ClientType, body: object = {}, xid?: string): Promise<T> {
    lastId += 1;
    return new Promise<T>((resolve, reject) => {
      waiting.set(lastId, [resolve, reject]);
      happen("request", lastId, { type, body } as FromClient, xid);
    });
  }

  function settle(id: number) {
    const [resolve, reject] = waiting.get(id)!;
    waiting.delete(id);
    return { resolve, reject };
  }

  const [player, playing] = play(happen, () => ask("player.take"), ofActors);
  const performer: Performer<keyof Effects> = {
    ...wires(url, options.WebSocket ?? WebSocket, happen),
    ...playing,
    emit(message) {
      const { type, body, actor, ...about } = message;
      if (actor === undefined) {
        call(handlers, type, body, about);
      }
      tellOf(ofActors, message);
    },
    tell: (told) => call(handlers, "state", told),
    settle: (id, body) => settle(id).resolve(body as never),
    refuse: (id, refused) => settle(id).reject(new RequestError(refused)),
  };
  happen("timer", "retry");

  return {
    get state() {
      const { phase } = state;
      return phase === "inside" ? "connected" : phase === "closed" ? phase : "connecting";
    },
    player,
    run: {
      start: (run) => ask("run.start", run),
      pause: () => ask("run.pause"),
      resume: () => ask("run.resume"),
      step: (count = 1) => ask("run.step", { count }),
      speed: (min_ms_per_command) => ask("run.speed", { min_ms_per_command }),
      stop: () => ask("run.stop"),
      exec: (source, xid = freshName()) => ask("run.exec", { xid, source }, xid),
      input: (line) => ask("input", typeof line === "string" ? { line } : line),
    },
    stage: stageOf(ask, () => happen("alone")),
    actors: actorsOf(ofActors),
    on: (type: string, handler: (...told: never[]) => void) => add(handlers, type, handler),
    request: (type: ClientType, body?: object) => ask<Done>(type, body),
    save: () => (state.phase === "closed" ? null : state.position),
    close: () => happen("leave"),
  };
}

/** A name that no other page of the session gives to an instruction. */
function freshName(): string {
  return Math.random().toString(36) + Date.now();
}
