/** The game's side of a session: commands go to the stage, its answers back. */

import type { Session } from "livecoding-client";
import type { Elsewhere } from "./elsewhere.ts";
import { lineOf } from "./line.ts";
import type { Page } from "./page.svelte.ts";
import type { Scenery } from "./scenery.ts";

/** After so many commands a picture of the stage is kept, for a page that is reloaded. */
const COMMANDS_PER_SNAPSHOT = 50;
/** What the server takes in a message, with room for what stands around it. */
const SNAPSHOT_CHARS = 30_000;

/** Lets the stage play and answer what the session tells. */
export function answer(session: Session, page: Page, scenery: Scenery): void {
  let sinceSnapshot = 0;
  let canSnapshot = true;
  const { player } = session;

  let elsewhere: Promise<Elsewhere> | null = null;

  player.on("granted", ({ reason }) => page.heard("leased", { isPlayer: true, reason }));
  player.on("revoked", ({ reason }) => page.heard("leased", { isPlayer: false, reason }));
  player.on("reset", async () => {
    sinceSnapshot = 0;
    canSnapshot = true;
    if (isShown() && page.now.together.is !== "guest") {
      await scenery.reset();
    }
  });
  player.on("restore", async ({ state }) => {
    sinceSnapshot = 0;
    if (isShown(true)) {
      await scenery.restore(state);
    }
  });
  player.on("command", async (command, { signal, waitsForUser }) => {
    const { cid, src, replay = false, action, params } = command;
    // What another program did belongs to another stage.
    if (!isShown(replay)) {
      return replay ? undefined : await never(signal);
    }
    page.heard("commandPlayed", { file: src?.file ?? null, line: src?.line ?? null, isReplay: replay });
    if (page.now.together.is === "guest") {
      elsewhere ??= import("./elsewhere.ts").then((it) => it.playedElsewhere(session, page));
      if (replay || !(await (await elsewhere)(cid, signal))) {
        return undefined;
      }
      // What that stage did not play is played here, on a stage that has seen nothing.
      await scenery.reset();
    }
    if (player.isPlayer && !replay && canSnapshot && sinceSnapshot >= COMMANDS_PER_SNAPSHOT) {
      sinceSnapshot = 0;
      canSnapshot = await keepPicture(cid - 1);
    }
    sinceSnapshot += 1;
    return scenery.play({ cid, text: lineOf(command), action, params, replay }, signal, waitsForUser);
  });

  /** Whether the stage shows the game and the level that the run belongs to, and goes on with it; `isPast` is told once more. */
  function isShown(isPast = false): boolean {
    const { run, place, bench } = page.now;
    if (bench.is !== "program" && run.is === "over") {
      // What is told once more of a run that is over would disturb what stands there.
      return false;
    }
    if (run.is !== "on" && run.is !== "over") {
      // What ended before the page came, on another level, is not played on this one.
      return !isPast;
    }
    const isStopping = run.is === "on" && run.isStopping;
    return !isStopping && run.place.game === place.game && run.place.level === place.level;
  }

  async function keepPicture(cid: number): Promise<boolean> {
    const state = await scenery.snapshot();
    if (state === undefined || JSON.stringify(state).length > SNAPSHOT_CHARS) {
      return false;
    }
    session.request("stage.snapshot", { cid, state }).catch(() => undefined);
    return true;
  }
}

/** Waits until nobody waits for the answer any more. */
function never(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject({ code: "stopped", text: "the program is being stopped" });
    if (signal.aborted) {
      stop();
    } else {
      signal.addEventListener("abort", stop, { once: true });
    }
  });
}
