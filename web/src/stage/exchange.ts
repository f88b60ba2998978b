/**
 * The page's end of the exchange with one frame, without ports and clocks: `step` gives what is to be done.
 *
 * ```text
 *   coming ── ready ──> open ── lost, flood ──> gone
 *     asks wait          pings, answers          every ask fails
 * ```
 *
 * Several programs may play at once, each with one command outstanding; `actor` tells them apart.
 * The frame is untrusted: late, repeated and unknown messages change nothing, and its notes are rationed.
 * Time counts only while the page is seen and awake, so neither a hidden page nor a sleeping laptop is a hang.
 */

import { HUNG_MS, LENGTH_PER_SECOND, MESSAGES_PER_SECOND, FRAME_MS, PER_SECOND, PING_MS, TICK_MS, WAIT_MS } from "./bounds.ts";
import { type Ask, type FrameNote, type FromFrame, type PageNote, type Ping, readFromFrame } from "./protocol.ts";
import { type StageRefusal, isOfHost, isOfMany } from "./types.ts";

/** Why an ask fails that the frame does not answer. */
export type Failure = "no_frame" | "no_answer" | "stage_reloaded" | "cancelled" | "busy";

export type Exchange = {
  readonly phase: "coming" | "open" | "gone";
  /** Milliseconds that the page was seen and awake. */
  readonly clock: number;
  readonly sent: number;
  readonly heard: number;
  /** What waits for the frame to come. */
  readonly outbox: readonly string[];
  readonly asked: ReadonlyMap<number, Asked>;
  readonly ping: { readonly n: number; readonly since: number } | null;
  /** When the frame last answered a ping. */
  readonly alive: number;
  readonly isHung: boolean;
  /** What the frame sent in this second. */
  readonly second: { readonly since: number; readonly length: number; readonly messages: number; readonly notes: Readonly<Partial<Record<Noted, number>>> };
};

/** When an ask is given up, counted anew when the frame stops waiting for its user. */
type Asked = { readonly ask: Ask["ask"]; readonly until: number; readonly forUser: boolean; readonly actor?: number | undefined };

type Noted = FrameNote["note"];

export type Event =
  | readonly ["ready"]
  /** It gets the next number: one more than `sent`. */
  | readonly ["ask", Ask]
  | readonly ["note", PageNote]
  | readonly ["cancel", number]
  /** With the time now, hidden or seen, in milliseconds; the clock's where it is not said. */
  | readonly ["heard", unknown, number?]
  /** So much of the time that the page is seen has passed, and the time now. */
  | readonly ["tick", number, number?]
  | readonly ["lost"];

export type Effect =
  | readonly ["post", string]
  | readonly ["answer", number, unknown]
  | readonly ["refuse", number, StageRefusal]
  | readonly ["fail", number, Failure]
  | readonly ["note", FrameNote]
  | readonly ["hung", boolean]
  /** So many lines of the console were left out. */
  | readonly ["leftOut", number]
  /** The frame sends more than anybody could show: it is cut off. */
  | readonly ["flood"];

/** What the host of several programs does itself is nobody's command, and there may be several at once. */
const HOST = -1;

export const fresh: Exchange = {
  phase: "coming",
  clock: 0,
  sent: 0,
  heard: 0,
  outbox: [],
  asked: new Map(),
  ping: null,
  alive: 0,
  isHung: false,
  second: { since: 0, length: 0, messages: 0, notes: {} },
};

export function step(state: Exchange, event: Event): [Exchange, readonly Effect[]] {
  switch (event[0]) {
    case "ready":
      return state.phase === "coming" ? open(state) : [state, []];
    case "ask":
      return ask(state, event[1]);
    case "note":
      return state.phase === "open" ? say(state, event[1]) : [state, []];
    case "cancel":
      return cancel(state, event[1]);
    case "heard":
      return state.phase === "open" ? hear(state, event[1], event[2] ?? state.clock) : [state, []];
    case "tick":
      return tick(state, event[1], event[2]);
    case "lost":
      return lose(state, "stage_reloaded");
  }
}

/** Whether some command waits for its user. */
export function waitsForUser(state: Exchange): boolean {
  return [...state.asked.values()].some((it) => it.forUser);
}

/** Whether the frame owes an answer that a frame that turns gives at once. */
export function mayHang(state: Exchange): boolean {
  return state.ping !== null && state.clock - state.ping.since >= TICK_MS;
}

function open(state: Exchange): [Exchange, Effect[]] {
  const { outbox, clock } = state;
  return [{ ...state, phase: "open", outbox: [], alive: clock }, outbox.map((text) => ["post", text])];
}

function ask(state: Exchange, it: Ask): [Exchange, readonly Effect[]] {
  const isHosts = it.ask === "command" && isOfHost(it.command);
  const actor = it.ask !== "command" ? undefined : isHosts ? HOST : it.command.actor;
  if (it.ask === "command" && !isHosts && [...state.asked.values()].some((other) => other.ask === "command" && other.actor === actor)) {
    const sent = state.sent + 1;
    return [{ ...state, sent }, [["fail", sent, "busy"]]];
  }
  const [next, effects] = say(state, it);
  if (state.phase === "gone") {
    return [next, [["fail", next.sent, "stage_reloaded"]]];
  }
  // One of several programs may wait for the others as long as it takes.
  const isPatient = it.ask === "command" && isOfMany(it.command);
  const until = isPatient ? Infinity : state.clock + WAIT_MS[it.ask];
  return [{ ...next, asked: put(state.asked, next.sent, { ask: it.ask, until, forUser: false, actor }) }, effects];
}

function say(state: Exchange, body: Ask | Ping | PageNote): [Exchange, Effect[]] {
  const n = state.sent + 1;
  const text = JSON.stringify({ n, ...body });
  switch (state.phase) {
    case "coming":
      return [{ ...state, sent: n, outbox: [...state.outbox, text] }, []];
    case "open":
      return [{ ...state, sent: n }, [["post", text]]];
    case "gone":
      return [{ ...state, sent: n }, []];
  }
}

function cancel(state: Exchange, of: number): [Exchange, readonly Effect[]] {
  if (!state.asked.has(of)) {
    return [state, []];
  }
  const [next, effects] = say({ ...state, asked: without(state.asked, of) }, { note: "cancel", of });
  return [next, [...effects, ["fail", of, "cancelled"]]];
}

function hear(before: Exchange, data: unknown, now: number): [Exchange, readonly Effect[]] {
  const [state, told] = renewSecond(before, now);
  if (told.length > 0) {
    const [next, effects] = hear(state, data, now);
    return [next, [...told, ...effects]];
  }
  const second = {
    ...state.second,
    // Nothing of ours is anything else than text, and of other things nobody knows the size.
    length: state.second.length + (typeof data === "string" ? data.length : LENGTH_PER_SECOND),
    messages: state.second.messages + 1,
  };
  if (second.messages > MESSAGES_PER_SECOND || second.length > LENGTH_PER_SECOND) {
    const [next, effects] = lose(state, "stage_reloaded");
    return [next, [...effects, ["flood"]]];
  }
  const it = readFromFrame(data);
  if (!it || it.n <= state.heard) {
    return [{ ...state, second }, []];
  }
  const next = { ...state, second, heard: it.n };
  return "re" in it ? answered(next, it) : noted(next, it);
}

function answered(state: Exchange, it: Extract<FromFrame, { re: number }>): [Exchange, readonly Effect[]] {
  if (state.ping?.n === it.re) {
    const next = { ...state, ping: null, alive: state.clock, isHung: false };
    return [next, state.isHung ? [["hung", false]] : []];
  }
  if (!state.asked.has(it.re)) {
    return [state, []];
  }
  const next = { ...state, asked: without(state.asked, it.re) };
  return [next, ["value" in it ? ["answer", it.re, it.value] : ["refuse", it.re, it.error]]];
}

function noted(state: Exchange, { n: _, ...it }: Extract<FromFrame, { note: Noted }>): [Exchange, readonly Effect[]] {
  const { notes } = state.second;
  const count = (notes[it.note] ?? 0) + 1;
  const next = { ...state, second: { ...state.second, notes: { ...notes, [it.note]: count } } };
  if (count > PER_SECOND[it.note]) {
    return [next, []];
  }
  if (it.note !== "waits") {
    return [next, [["note", it]]];
  }
  const asked = state.asked.get(it.of);
  if (asked?.ask !== "command") {
    return [next, []];
  }
  const until = state.clock + WAIT_MS.command;
  return [{ ...next, asked: put(state.asked, it.of, { ...asked, forUser: it.forUser, until }) }, [["note", it]]];
}

function tick(before: Exchange, passed: number, now?: number): [Exchange, readonly Effect[]] {
  // A clock that jumps was not looked at: what the frame said meanwhile is not heard yet.
  const later = { ...before, clock: before.clock + Math.min(passed, 2 * TICK_MS) };
  const [state, told] = renewSecond(later, now ?? later.clock);
  const { clock, ping } = state;
  if (state.phase === "gone") {
    return [state, told];
  }
  if (state.phase === "coming") {
    const [next, effects] = clock < FRAME_MS ? [state, []] : lose(state, "no_frame");
    return [next, [...told, ...effects]];
  }
  const late = [...state.asked].filter(([, it]) => !it.forUser && it.until <= clock).map(([n]) => n);
  const asked = new Map([...state.asked].filter(([n]) => !late.includes(n)));
  const effects: Effect[] = [...told, ...late.map((n): Effect => ["fail", n, "no_answer"])];
  let next: Exchange = { ...state, asked };
  for (const of of late) {
    const [after, posts] = say(next, { note: "cancel", of });
    next = after;
    effects.push(...posts);
  }
  if (ping) {
    const hangs = !state.isHung && clock - ping.since >= HUNG_MS;
    return hangs ? [{ ...next, isHung: true }, [...effects, ["hung", true]]] : [next, effects];
  }
  if (clock - state.alive < PING_MS) {
    return [next, effects];
  }
  const [after, posts] = say(next, { ask: "ping" });
  return [{ ...after, ping: { n: after.sent, since: clock } }, [...effects, ...posts]];
}

/** Rations are by the second of everybody's time: a hidden page plays on. */
function renewSecond(state: Exchange, now: number): [Exchange, Effect[]] {
  const { second } = state;
  if (now - second.since < 1000) {
    return [state, []];
  }
  const leftOut = (second.notes.log ?? 0) - PER_SECOND.log;
  const next = { ...state, second: { since: now, length: 0, messages: 0, notes: {} } };
  return [next, leftOut > 0 ? [["leftOut", leftOut]] : []];
}

function lose(state: Exchange, why: Failure): [Exchange, readonly Effect[]] {
  const effects = [...state.asked.keys()].map((n): Effect => ["fail", n, why]);
  const gone: Exchange = { ...state, phase: "gone", outbox: [], asked: new Map(), ping: null, isHung: false };
  return [gone, state.isHung ? [...effects, ["hung", false]] : effects];
}

function put<T>(map: ReadonlyMap<number, T>, n: number, it: T): ReadonlyMap<number, T> {
  return new Map(map).set(n, it);
}

function without<T>(map: ReadonlyMap<number, T>, n: number): ReadonlyMap<number, T> {
  const left = new Map(map);
  left.delete(n);
  return left;
}
