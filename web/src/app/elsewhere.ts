/** Commands that another's stage plays: the last are shown with their answers, and what it leaves is played here. */

import type { RecordedCommand, Session } from "livecoding-client";
import { lineOf } from "./line.ts";
import type { Page } from "./page.svelte.ts";
import type { PlayedThere } from "./together.ts";

/** So many are shown. */
const SHOWN = 3;
/** How often the server is asked for answers. */
const LOOK_MS = 500;

/** Waits until a command was played there, or, with `true`, is to be played here. */
export type Elsewhere = (cid: number, signal: AbortSignal) => Promise<boolean>;

export function playedElsewhere(session: Session, page: Page): Elsewhere {
  let release: (isHere: boolean) => void = () => undefined;
  let newest = 0;
  let isLooking = false;

  // A command comes when the one before was answered.
  session.on("command", () => release(false));
  session.on("stage.unseated", () => release(true));
  session.on("session.state", ({ seat }) => {
    if (!seat) {
      release(true);
    }
  });

  function look(): void {
    if (isLooking) {
      return;
    }
    isLooking = true;
    setTimeout(() => {
      session.request("run.record", { from_cid: Math.max(1, newest + 1 - SHOWN) }).then(
        ({ record }) => {
          isLooking = false;
          const played = (record?.commands ?? []).slice(-SHOWN).map(told);
          page.heard("playedThere", { played });
          const { run, together } = page.now;
          if (played.at(-1)?.answer === null && run.is === "on" && together.is === "guest") {
            look();
          }
        },
        () => {
          isLooking = false;
        },
      );
    }, LOOK_MS);
  }

  return (cid, signal) =>
    new Promise((resolve) => {
      if (page.now.together.is !== "guest") {
        return resolve(true);
      }
      newest = cid;
      look();
      release = resolve;
      signal.addEventListener("abort", () => resolve(false), { once: true });
    });
}

function told({ cid, action, params, raw, value, error }: RecordedCommand): PlayedThere {
  const all = Array.isArray(params) ? params.map((it) => JSON.stringify(it)).join(", ") : JSON.stringify(params ?? "");
  const words = action === undefined ? lineOf({ action, params, raw } as never) : `${action}(${all})`;
  const answer = error ? (error.text ?? error.code ?? "") : value === undefined ? null : JSON.stringify(value);
  return { cid, words, answer, isRefused: error !== undefined };
}
