/**
 * Plays transcripts against the pure step.
 *
 * ```text
 *   > opened                        the socket opened
 *   > lost 1006                     it was closed
 *   > timer retry
 *   > server welcome {…}            a message; what is not said of its body is usual
 *   > server+ run.state {…}         the same with the next number, of run r1
 *   > server command {…} seq=3 run=r2 id=… re=…
 *   > request 1 run.pause           what the page does
 *   > ready
 *   > shown 1 "value", threw 1 {…}
 *   > server command {…} actor=2    of another session's program, and so on: shown@2, < show@2
 *   < open 1                        what is to be done, all of it, in order
 * ```
 *
 * What the page is told of messages, and timers but `retry`, are left out unless `shows` has them.
 */

import assert from "node:assert/strict";

import type { FromClient, FromServer } from "../../src/protocol.js";
import { initial } from "../../src/state.js";
import type { Effect, Event, Introduction, State } from "../../src/state.js";
import { step } from "../../src/step.js";

/** Bodies as a server would send them, where a transcript does not say otherwise. */
const USUAL: Record<string, object> = {
  welcome: {
    session: "s1",
    epoch: 5,
    seq: 0,
    resumed: false,
    resume_token: "t1",
    roles: ["editor", "player"],
    attach_keys: { player: "p", observer: "o" },
    limits: { answer_bytes: 50 },
    ping_ms: 20_000,
  },
  "session.state": { is_player: true, stage_complete: true, goals: [] },
  "resume.done": { seq: 0 },
  "run.state": { attempt: 1 },
};

/** A whole connection, to begin a transcript with. */
export const CONNECTED = `
  > timer retry
  < open 1
  > opened
  < send hello {}
  > server welcome {}
  > server session.state {}
  < lease true returned
  > server resume.done {}
  < tell connected
`;

/** A player whose first run has begun. */
export const STARTED = `
  > ready
  ${CONNECTED}
  > server+ run.state {"state":"starting"}
  < show 1 reset 1
  > shown 1
`;

/** The connection is lost and comes back with everything that was missed. */
export const BACK = `
  > lost 1006
  < timer retry 250 0
  < tell connecting 1006
  > timer retry
  < open 2
  > opened
  < send hello {"resume":{"token":"t1","epoch":5,"seq":2,"console_n":0,"run":"r1"}}
  > server welcome {"resumed":true}
`;

type Scene = { who?: Introduction; shows?: string[] };

/** Plays a transcript, and gives the state that it leads to. */
export function play(text: string, { who = {}, shows = [] }: Scene = {}): State {
  const lines = text.split("\n").map((line) => line.trim().replace(/ +/g, " "));
  const scene = new Player(who);
  let said: string[] = [];
  let at = "the beginning";
  for (const line of [...lines.filter((it) => it && !it.startsWith("#")), "> end"]) {
    const rest = line.slice(2);
    if (line.startsWith("<")) {
      const expected = rest;
      assert.equal(said.shift(), expected, `after: ${at}`);
      continue;
    }
    assert.deepEqual(said, [], `more than was expected after: ${at}`);
    at = rest;
    if (rest !== "end") {
      const effects = scene.happen(rest);
      said = effects.filter((effect) => isShown(effect, shows)).map(lineOf);
    }
  }
  return scene.state;
}

class Player {
  state: State;
  #seq = 0;

  constructor(who: Introduction) {
    this.state = initial(who);
  }

  happen(line: string): Effect[] {
    freeze(this.state);
    const [state, effects] = step(this.state, this.#event(line));
    this.state = state;
    return effects;
  }

  #event(line: string): Event {
    const [word = "", first = "", ...rest] = line.split(" ");
    const [name, of] = word.split("@");
    const actor = of === undefined ? undefined : Number(of);
    const text = rest.join(" ");
    const { link } = this.state;
    switch (name) {
      case "opened":
        return ["opened", link];
      case "lost":
        return ["lost", link, Number(first), text];
      case "old-lost":
        return ["lost", link - 1, Number(first), text];
      case "old-frame":
        return ["frame", link - 1, JSON.stringify({ type: first, body: {} })];
      case "raw":
        return ["frame", link, line.slice("raw ".length)];
      case "server":
        return ["frame", link, this.#frame(first, text, {})];
      case "server+":
        return ["frame", link, this.#frame(first, text, { seq: this.#seq + 1, run: "r1" })];
      case "timer":
        return ["timer", first as "retry"];
      case "request":
        return requestOf(Number(first), text);
      case "ready":
        return ["ready"];
      case "leave":
        return ["leave"];
      case "waits":
        return ["waits", Number(first), actor];
      case "shown":
        return ["shown", Number(first), { value: text ? JSON.parse(text) : undefined }, actor];
      case "threw":
        return ["shown", Number(first), { error: JSON.parse(text) }, actor];
      case "alone":
        return ["alone"];
      default:
        throw new Error(`no such line: ${line}`);
    }
  }

  #frame(type: string, text: string, about: Partial<FromServer>): string {
    const [, body = "{}", marks = ""] = /^(\{.*\})?(.*)$/.exec(text) ?? [];
    for (const mark of marks.split(" ").filter(Boolean)) {
      const [name = "", value] = mark.split("=");
      const isNumber = ["seq", "re", "actor"].includes(name);
      Object.assign(about, { [name]: isNumber ? Number(value) : value });
    }
    this.#seq = Math.max(this.#seq, about.seq ?? 0);
    const message = { type, ...about, body: { ...USUAL[type], ...JSON.parse(body) } };
    if (type === "welcome" && !message.body.resumed) {
      this.#seq = Math.max(this.#seq, message.body.seq);
    }
    return JSON.stringify(message);
  }
}

/** `run.exec` has a name for its result in its body. */
function requestOf(id: number, text: string): Event {
  const [type, body = "{}"] = text.split(/ (.*)/);
  const message = { type, body: JSON.parse(body) } as FromClient;
  return ["request", id, message, message.type === "run.exec" ? message.body.xid : undefined];
}

function isShown([name, what]: Effect, shows: string[]): boolean {
  switch (name) {
    case "emit":
      return shows.includes("emit") || shows.includes(what.type);
    case "timer":
      return what === "retry" || shows.includes(what);
    case "clear":
      return shows.includes(what);
    default:
      return true;
  }
}

function lineOf(effect: Effect): string {
  const json = JSON.stringify;
  switch (effect[0]) {
    case "send": {
      const { type, body, ...about } = effect[1];
      const marks = (["id", "re", "actor"] as const).filter((it) => about[it] !== undefined);
      return `send ${type} ${json(body)}${marks.map((it) => ` ${it}=${about[it]}`).join("")}`;
    }
    case "tell": {
      const { state, why } = effect[1];
      return `tell ${state}${why ? ` ${why.code} ${why.text}` : ""}`.trim();
    }
    case "emit":
      return `emit ${effect[1].type}`;
    case "lease":
      return `lease ${effect[1]} ${effect[2].reason}`;
    case "settle":
      return `settle ${effect[1]} ${json(effect[2])}`;
    case "refuse": {
      const { code, retryable } = effect[2];
      return `refuse ${effect[1]} ${code} ${retryable ? "for now" : "for good"}`;
    }
    case "show": {
      const { kind, body } = effect[2];
      const what = kind === "command" ? body.cid : kind === "reset" ? body.attempt : json(body);
      const of = effect[3] === undefined ? "" : `@${effect[3]}`;
      return `show${of} ${effect[1]} ${kind} ${what}`;
    }
    default:
      return effect.filter((it) => it !== undefined).join(" ");
  }
}

/** A step that changes what it was given fails here. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
