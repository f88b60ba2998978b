/** The deck of the replay that is shown: the page's parts share it. */

import type { Whole } from "../app/begin.ts";
import { loaded } from "../app/place.ts";
import { waitingActions } from "../buttons/declared.ts";
import { Deck, type Player } from "./deck.svelte.ts";
import type { Answer, Recorded, Replay } from "./types.ts";

const decks = new WeakMap<Replay, Deck>();

export function deckOf({ page, scenery }: Pick<Whole, "page" | "scenery">, replay: Replay): Deck {
  const there = decks.get(replay);
  if (there) {
    return there;
  }
  let manifest: unknown;
  let waiting: readonly string[] = [];
  const deck = new Deck(replay.commands, playerOf(replay, scenery), () => {
    const shown = loaded(page.now)?.manifest;
    if (shown !== manifest) {
      manifest = shown;
      waiting = waitingActions(shown);
    }
    return waiting;
  });
  decks.set(replay, deck);
  return deck;
}

/** The stage, which begins with the chance that the record began with. */
function playerOf({ level, seed }: Replay, scenery: Whole["scenery"]): Player {
  return seed === undefined || level === "" ? scenery : { ...scenery, reset: () => scenery.begin(level, seed) };
}

/** Nobody looks at it any more. */
export function leave(replay: Replay): void {
  decks.get(replay)?.close();
  decks.delete(replay);
}

/** A command as people write it: `move(3)`. */
export function callOf({ action, params, raw }: Recorded): string {
  return raw ?? `${action}(${params.map((it) => JSON.stringify(it)).join(", ")})`;
}

export function answerText(answer: Answer | null): string {
  const value = answer === null || "error" in answer ? null : (answer.value ?? null);
  return answer === null ? "…" : "error" in answer ? answer.error.code : value === null ? "" : JSON.stringify(value);
}
