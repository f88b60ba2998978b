/** A stage that the programs of several sessions share: this page's, or another's. */

import { type Handlers, add, call } from "./handlers.js";
import type { Playing } from "./player.js";
import type {
  CommandTold,
  Done,
  FromServer,
  RunEnded,
  RunState,
  SeatLeft,
  SeatTaken,
  SeatTold,
  StageReset,
  StageTold,
} from "./protocol.js";
import type { ClientType } from "./state.js";

/** What a page does with what happens to a program on its stage, whose number is `actor`, from 1. */
export type ActorHandlers = {
  /** Plays a command; gives the program's answer, or throws what the program is to be told. */
  command: (actor: number, command: CommandTold, playing: Playing) => unknown;
  /** Called, and waited for, before the first command of each run and attempt. */
  reset: (actor: number, reset: StageReset) => unknown;
  /** Somebody brings a program. */
  joined: (actor: number, seat: SeatTaken) => unknown;
  /** Somebody takes it away. */
  left: (actor: number, seat: SeatLeft) => unknown;
  /** How its run stands: `ended`, too, where that happened while this page was away. */
  state: (actor: number, state: RunState) => unknown;
  /** Its run is over. */
  ended: (actor: number, ended: RunEnded) => unknown;
};

/** The programs of others on this page's stage. */
export type Actors = {
  /** Adds a handler, and gives the function that takes it away; of commands there is one. */
  on<T extends keyof ActorHandlers>(type: T, handler: ActorHandlers[T]): () => void;
};

/** The stage of this session, which others may share, and its seat at another's. */
export type SharedStage = {
  /** Lets others bring their programs; the `key` that it gives is for `join`. */
  open(asked?: { seats?: number }): Promise<StageTold>;
  /** Nobody comes any more, and everybody plays at home again. */
  close(): Promise<Done>;
  /** Brings this session's program to the stage of another. */
  join(key: string, name: string): Promise<SeatTold>;
  /** Takes it home. */
  leave(): Promise<Done>;
};

/** The handlers by the type of the message; those of the others are called when their turn comes. */
const TOLD: { [T in FromServer["type"]]?: keyof ActorHandlers } = {
  "run.state": "state",
  "run.ended": "ended",
  "stage.joined": "joined",
  "stage.left": "left",
};

/** The page's handlers of what happens to the programs on its stage. */
export function actorsOf(handlers: Handlers): Actors {
  return {
    on(type, handler) {
      if (type === "command") {
        handlers.delete(type);
      }
      return add(handlers, type, handler);
    },
  };
}

/** Tells the page of a message, where it concerns one of the programs. */
export function tellOf(handlers: Handlers, { type, body, actor }: FromServer): void {
  const of = actor ?? (body as Partial<SeatLeft>).actor;
  const told = TOLD[type];
  if (told && of) {
    call(handlers, told, of, body);
  }
}

/** What a page asks for of stages that are shared; `closed` is called when its own is. */
export function stageOf(
  ask: (type: ClientType, body?: object) => Promise<Done>,
  closed: () => void,
): SharedStage {
  return {
    open: async (asked) => (await ask("stage.open", asked)).stage!,
    async close() {
      const done = await ask("stage.close");
      closed();
      return done;
    },
    join: async (key, name) => (await ask("stage.join", { key, name })).seat!,
    leave: () => ask("stage.leave"),
  };
}
