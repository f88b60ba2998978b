/** Programs of other sessions on this page's stage: each is played as the page's own is, beside the others. */

import type { SeatLeft } from "./protocol.js";
import { forget } from "./stage.js";
import { type Turn, STAGE } from "./state.js";

/** The server has no more seats than that. */
const MOST = 16;

/** Does something to the stage of one program; without a number, to the page's own. */
export function ofActor(turn: Turn, actor: number | undefined, happen: () => void): void {
  const { stage } = turn;
  if (actor === undefined) {
    return happen();
  }
  if (actor > MOST) {
    return;
  }
  // The server sends them to the page that answers, and to no other.
  turn.stage = { ...STAGE, isShown: true, isPlayer: true, ...turn.actors[actor], actor };
  happen();
  // Also when it has left: whoever is next on this seat goes on with its tickets.
  turn.actors = { ...turn.actors, [actor]: turn.stage };
  turn.stage = stage;
}

/** Does something to every stage. */
export function ofAll(turn: Turn, happen: () => void): void {
  happen();
  for (const { actor } of Object.values(turn.actors)) {
    ofActor(turn, actor, happen);
  }
}

/** What was shown belongs to nothing any more. */
export function forgetAll(turn: Turn): void {
  ofAll(turn, () => forget(turn));
}

/** Nobody but these is on the stage. */
export function onlyThese(turn: Turn, taken: readonly SeatLeft[]): void {
  for (const { actor } of Object.values(turn.actors)) {
    if (!taken.some((it) => it.actor === actor)) {
      ofActor(turn, actor, () => forget(turn));
    }
  }
}
