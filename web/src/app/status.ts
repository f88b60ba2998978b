/** Where the program stands, in one sentence. */

import { ENDS, LIMITS, STATUS } from "../texts/app.ts";
import type { Told } from "../texts/texts.ts";
import { level } from "./place.ts";
import type { State } from "./state.ts";

export type Tone = "calm" | "busy" | "wait" | "good" | "bad";
export type Status = {
  readonly told: Told;
  readonly values: Readonly<Record<string, string | number>>;
  readonly tone: Tone;
};

export function status(state: State): Status {
  const { run, link, wanted, prompt, here } = state;
  if (link.is === "connecting" && run.is === "on") {
    return say(STATUS.held_by_us, "wait");
  }
  if (wanted) {
    return say(STATUS.soon, "busy");
  }
  switch (run.is) {
    case "none":
      return ready(state);
    case "asked":
      return say(STATUS.asked, "busy");
    case "refused":
      return say(STATUS.refused, "bad");
    case "over":
      return over(state);
    case "on":
      break;
  }
  if (run.isStopping) {
    return say(STATUS.stopping, "busy");
  }
  switch (run.phase) {
    case "queued":
      return say(run.queued === null ? STATUS.queued : STATUS.queued_at, "wait", { place: run.queued ?? 0 });
    case "restarting":
      return say(STATUS.restarting, "wait", { seconds: Math.ceil((run.inMs ?? 0) / 1000) });
    case "running":
      return here ? say(STATUS.running_at, "busy", { line: here.line }) : say(STATUS.running, "busy");
    case "paused":
      return here ? say(STATUS.paused_at, "wait", { line: here.line }) : say(STATUS.paused, "wait");
    case "waiting_user":
      return say(prompt === null ? STATUS.waiting_key : STATUS.waiting_line, "wait");
    case "building":
    case "starting":
    case "held":
    case "waiting_player":
    case "idle":
      return say(STATUS[run.phase], run.phase === "building" || run.phase === "starting" ? "busy" : "wait");
  }
}

function ready({ link, scene }: State): Status {
  if (link.is === "closed") {
    return say(STATUS.no_connection, "bad");
  }
  if (link.is === "connecting") {
    return say(STATUS.connecting, "wait");
  }
  if (scene.is === "failed") {
    return say(STATUS.no_game, "bad");
  }
  return scene.is === "loading" ? say(STATUS.loading, "busy") : say(STATUS.ready, "calm");
}

function over(state: State): Status {
  const { run, isSolved, error } = state;
  if (run.is !== "over") {
    return say(STATUS.ready, "calm");
  }
  const values = { count: run.commands, line: error?.line ?? 0 };
  if (isSolved && run.reason === "finished") {
    return say(STATUS.reached, "good", values);
  }
  if (run.reason === "limit") {
    return say(run.limit ? LIMITS[run.limit] : ENDS.limit, "bad", values);
  }
  if (run.reason === "error" && error?.line !== undefined) {
    return say(ENDS.error_at, "bad", values);
  }
  if (run.reason === "finished" && run.commands > 0 && state.together.is !== "guest" && level(state)?.goal) {
    return say(STATUS.not_reached, "wait", values);
  }
  if (run.reason === "finished") {
    const told = run.commands === 0 ? ENDS.finished_without : run.commands === 1 ? ENDS.finished_one : ENDS.finished;
    return say(told, "calm", values);
  }
  return say(ENDS[run.reason], run.reason === "stopped" ? "calm" : "bad", values);
}

function say(told: Told, tone: Tone, values: Status["values"] = {}): Status {
  return { told, tone, values };
}
