/** The run: from the button to the end, from whatever state. */

import type { SessionState } from "livecoding-client";
import type { Place } from "../work/types.ts";
import * as console from "./console.ts";
import type { Events } from "./events.ts";
import { isLive, placeOf } from "./place.ts";
import { forget, start, startWanted } from "./start.ts";
import { PROGRAM, type State, type Turn, type Wanted } from "./state.ts";
import { act, notify, settle } from "./turn.ts";

/** Run: starts, or stops what goes on and starts again. */
export function run(turn: Turn, wanted: Wanted): void {
  const { run } = turn;
  if (run.is === "on") {
    stopFor(turn, wanted);
  } else if (run.is === "asked") {
    // Pressed twice: what was asked for is under way, unless the program was changed since.
    const isOther = run.files !== turn.papers.files || run.isStopping;
    turn.run = isOther ? { ...run, isStopping: true, next: wanted } : run;
  } else {
    start(turn, wanted);
  }
}

/** Step: lets one command pass; without a run it starts one that waits. */
export function step(turn: Turn): void {
  const { run: current } = turn;
  if (current.is === "on" && !current.isStopping) {
    act(turn, { do: "step" });
  } else if (current.is !== "asked") {
    run(turn, { paused: true });
  }
}

export function stop(turn: Turn): void {
  turn.wanted = null;
  stopFor(turn, null);
}

export function pauseOrResume(turn: Turn): void {
  const { run } = turn;
  if (run.is === "on" && !run.isStopping) {
    act(turn, { do: run.phase === "paused" ? "resume" : "pause" });
  }
}

export function chooseSpeed(turn: Turn, ms: number): void {
  settle(turn, { speed: ms, isSpeedChosen: true });
  act(turn, { do: "configure" });
  if (turn.run.is === "on") {
    act(turn, { do: "speed", ms });
  }
}

/** Stops what goes on; `next` is started after it. */
export function stopFor(turn: Turn, next: Wanted | null): void {
  const { run } = turn;
  if (run.is === "asked") {
    turn.run = { ...run, isStopping: true, next };
  } else if (run.is === "on") {
    turn.run = { ...run, isStopping: true, next };
    turn.prompt = null;
    if (!run.isStopping) {
      act(turn, { do: "stop" });
    }
  }
}

/** The server took the program. */
export function startGranted(turn: Turn, id: string): void {
  const { run } = turn;
  if (run.is === "asked") {
    begin(turn, id, run.place);
    if (run.isStopping) {
      stopFor(turn, run.next);
    }
  }
}

export function startRefused(turn: Turn, why: Events["startRefused"]): void {
  const { run } = turn;
  if (run.is !== "asked") {
    return;
  }
  if (why.code === "run_active") {
    // A run of another page, or one that this page forgot: it makes room.
    turn.wanted = run.next ?? (run.isStopping ? null : { paused: false });
    turn.run = { is: "none" };
    act(turn, { do: "stop" });
    return;
  }
  turn.run = { is: "refused", why };
  notify(turn, "request_refused", "bad", { code: why.code, text: why.text });
  if (run.next) {
    start(turn, run.next);
  }
}

export function told(turn: Turn, { run: id, body }: Events["runTold"]): void {
  const { run } = turn;
  if (body.state === "ended") {
    return;
  }
  if (run.is !== "on" || run.id !== id) {
    if (run.is === "over" && run.id === id) {
      return;
    }
    if (run.is === "asked") {
      startGranted(turn, id);
    } else if (turn.isGuest && !turn.isPlayer) {
      // The program of somebody else's new run comes only with the whole state.
      act(turn, { do: "rejoin" });
      begin(turn, id, turn.place);
    } else {
      begin(turn, id, turn.place);
    }
  }
  const now = turn.run;
  if (now.is !== "on") {
    return;
  }
  if (body.attempt > now.attempt) {
    turn.here = null;
    turn.reached = null;
    turn.isSolved = false;
  }
  turn.run = {
    ...now,
    phase: body.state,
    attempt: body.attempt,
    queued: body.place ?? null,
    inMs: body.in_ms ?? null,
  };
  if (body.state !== "waiting_user") {
    turn.prompt = null;
  }
  if (body.state === "idle") {
    turn.here = null;
  }
}

export function ended(turn: Turn, { run: id, body }: Events["runEnded"]): void {
  const { run } = turn;
  if (run.is === "over" && run.id === id) {
    return;
  }
  if (run.is === "asked") {
    startGranted(turn, id);
  }
  const before = turn.run.is === "on" && turn.run.id === id ? turn.run : null;
  if (!before && turn.run.is === "on") {
    return;
  }
  const isAsked = before?.isStopping === true;
  turn.run = {
    is: "over",
    id,
    place: before?.place ?? turn.place,
    // Whoever pressed Stop is not told that something failed at that moment.
    reason: isAsked ? "stopped" : body.reason,
    limit: body.limit ?? null,
    commands: body.commands,
    exit: body.exit ?? null,
    ms: body.duration_ms,
  };
  if (body.error && !isAsked) {
    failed(turn, body.error);
  }
  over(turn);
  if (before?.next) {
    start(turn, before.next);
  } else {
    if (turn.run.reason === "stopped" && isLive(turn)) {
      // What it plays goes on without the program: Stop means that, too.
      act(turn, { do: "setLevel", level: turn.place.level });
    }
    startWanted(turn);
  }
}

/** Everything was told anew: what the page believed of its run may be wrong. */
export function sessionTold(turn: Turn, { run: told, source }: SessionState): void {
  const { run } = turn;
  if (!told) {
    if (run.is === "on") {
      const { id, place, commands } = run;
      turn.run = { is: "over", id, place, reason: "gone", limit: null, commands, exit: null };
      over(turn);
    }
    return;
  }
  const place = source ? placeOf(source, turn.place) : turn.place;
  turn.ran = source?.files ?? turn.ran;
  if (told.state === "ended") {
    if (!turn.isGuest && isElsewhere(place, turn.place)) {
      return;
    }
    const ended = told.ended;
    const isKnown = run.is === "over" && run.id === told.id;
    if (!isKnown) {
      const { id, commands } = told;
      turn.run = {
        is: "over",
        id,
        place,
        reason: ended?.reason ?? "gone",
        limit: ended?.limit ?? null,
        commands,
        exit: ended?.exit ?? null,
        ms: ended?.duration_ms,
      };
      if (ended?.error && turn.console.lines.length === 0) {
        turn.error = ended.error;
      }
      over(turn);
    }
    return;
  }
  const isSame = run.is === "on" && run.id === told.id;
  if (!isSame) {
    turn.console = console.cleared(turn.console);
    turn.error = null;
  }
  turn.run = {
    is: "on",
    id: told.id,
    place,
    phase: told.state,
    attempt: told.attempt,
    commands: told.commands,
    queued: told.place ?? null,
    inMs: told.in_ms ?? null,
    isStopping: isSame && run.isStopping,
    next: isSame ? run.next : null,
  };
  turn.bench = turn.bench.is === "replay" ? PROGRAM : turn.bench;
  turn.prompt = told.input?.prompt ?? null;
}

/** What is told again of a run of another place is nobody's. */
export function isHeard({ run, place }: State): boolean {
  return run.is !== "none" && !(run.is === "on" && run.isStopping && isElsewhere(run.place, place));
}

/** What ended there is no news here. A level that is not known yet may be any. */
function isElsewhere(one: Place, here: Place): boolean {
  const isOtherLevel = one.level !== "" && here.level !== "" && one.level !== here.level;
  return one.game !== here.game || one.language !== here.language || isOtherLevel;
}

export function failed(turn: Turn, error: Events["programFailed"]): void {
  const isStopping = turn.run.is === "on" && turn.run.isStopping;
  if (isStopping || turn.run.is === "none") {
    return;
  }
  turn.error = error;
  turn.pane = "code";
  const { files } = turn.papers;
  if (error.file && files.some(({ name }) => name === error.file)) {
    turn.papers = { ...turn.papers, active: error.file };
  }
}

export function played(turn: Turn, { file, line }: Events["commandPlayed"]): void {
  const isOwn = file !== null && line !== null && turn.papers.files.some(({ name }) => name === file);
  turn.here = isOwn ? { file, line } : turn.here;
  if (turn.run.is === "on") {
    turn.run = { ...turn.run, commands: turn.run.commands + 1 };
  }
}

function begin(turn: Turn, id: string, place: State["place"]): void {
  if (turn.run.is !== "asked") {
    turn.console = console.cleared(turn.console);
  }
  forget(turn);
  turn.run = {
    is: "on",
    id,
    place,
    phase: "starting",
    attempt: 1,
    commands: 0,
    queued: null,
    inMs: null,
    isStopping: false,
    next: null,
  };
}

function over(turn: Turn): void {
  turn.here = null;
  turn.prompt = null;
  turn.keys = [];
  turn.waitsForUser = false;
  act(turn, { do: "describeStage" });
}
