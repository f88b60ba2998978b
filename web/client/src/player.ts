/** The game's side of a session: its handlers, called for one item after the other. */

import { refusalOf } from "./answer.js";
import { type Handlers, add, call } from "./handlers.js";
import type { CommandTold, Done, LeaseTold, StageReset, StageSnapshot } from "./protocol.js";
import type { Event, Outcome, Performer } from "./state.js";

/** What a game may need while it plays a command. */
export type Playing = {
  /** Aborted when nobody waits any more: the run is over, or the stage is cleared. */
  signal: AbortSignal;
  /** Says that the command waits for its user, for a key, say: the server waits as long. */
  waitsForUser: () => void;
};

/** What a game does with what happens to it. */
export type PlayerHandlers = {
  /** Plays a command; gives the program's answer, or throws what the program is to be told. */
  command: (command: CommandTold, playing: Playing) => unknown;
  /** Shows the stage as it was before the first command: of a run, or of another attempt. */
  reset: (reset: StageReset) => unknown;
  /** Shows the stage as it was in a snapshot. */
  restore: (snapshot: StageSnapshot) => unknown;
  /** This page answers from now on. */
  granted: (lease: LeaseTold) => unknown;
  /** This page only watches from now on. */
  revoked: (lease: LeaseTold) => unknown;
};

/** The game's side of a session. */
export type Player = {
  /** Whether this page answers. */
  readonly isPlayer: boolean;
  /** Adds a handler, and gives the function that takes it away; of commands there is one. */
  on<T extends keyof PlayerHandlers>(type: T, handler: PlayerHandlers[T]): () => void;
  /** Takes over: this page answers, and whoever did watches. */
  take(): Promise<Done>;
};

/** A game's side, and what is performed with it. */
export function play(
  happen: (...event: Event) => void,
  take: Player["take"],
  ofActors: Handlers,
): [Player, Performer<"lease" | "show" | "abandon">] {
  const handlers: Handlers = new Map();
  /** Of what is being shown, by the number of its program. */
  const current = new Map<number | undefined, AbortController>();
  let isPlayer = false;

  const player: Player = {
    get isPlayer() {
      return isPlayer;
    },
    on(type, handler) {
      if (type === "command") {
        handlers.delete(type);
      }
      const off = add(handlers, type, handler);
      if (type === "command") {
        happen("ready");
      }
      return off;
    },
    take,
  };
  const performer: Performer<"lease" | "show" | "abandon"> = {
    lease(isGranted, lease) {
      isPlayer = isGranted;
      call(handlers, isPlayer ? "granted" : "revoked", lease);
    },
    async show(ticket, { kind, body }, actor) {
      const abandoned = new AbortController();
      current.set(actor, abandoned);
      const waitsForUser = () => happen("waits", ticket, actor);
      const playing = { signal: abandoned.signal, waitsForUser };
      const isOwn = actor === undefined;
      const told = (isOwn ? [body, playing] : [actor, body, playing]) as never[];
      let outcome: Outcome;
      try {
        const all = [...((isOwn ? handlers : ofActors).get(kind) ?? [])];
        const [value] = await Promise.all(all.map((handler) => handler(...told)));
        outcome = { value };
      } catch (thrown) {
        outcome = { error: refusalOf(thrown) };
        if (kind !== "command") {
          console.error(thrown);
        }
      }
      happen("shown", ticket, outcome, actor);
    },
    abandon: (actor) => current.get(actor)?.abort(),
  };
  return [player, performer];
}
