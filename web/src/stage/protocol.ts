/**
 * What a stage's page and its frame say to each other, both ways as JSON texts with a number.
 *
 * ```text
 *   page ── {n, ask, …} ──> frame      frame ── {n, re, value | error} ──> page
 *   page ── {n, note, …} ──> frame     frame ── {n, note, …} ──> page
 * ```
 *
 * Each end counts its own messages from 1 and passes over whatever does not count on.
 * `read…` give null for what is no such message; texts and lists that are too long are cut.
 */

import { COUNT, FILE_ENDINGS, LENGTH, MESSAGE_LENGTH, type PER_SECOND } from "./bounds.ts";
import type { Joining, LeaveReason, SavedFile, Shortcut, StageCommand, StageRefusal, StageSettings } from "./types.ts";

/** What the page wants to be answered. */
export type Ask =
  | { readonly ask: "load"; readonly manifestUrl: string; readonly settings: StageSettings; readonly level: string | null; readonly clockOffset: number }
  | { readonly ask: "level"; readonly id: string; readonly seed?: number | undefined }
  | { readonly ask: "page"; readonly at: number; readonly lang: string }
  | { readonly ask: "command"; readonly command: StageCommand }
  | ({ readonly ask: "join" } & Joining)
  | { readonly ask: "leave"; readonly actor: number; readonly reason: LeaveReason }
  | { readonly ask: "reset" | "snapshot" | "describe" }
  | { readonly ask: "restore"; readonly state: unknown };

/** Whether the frame still turns: answered at once, whatever the game does. */
export type Ping = { readonly ask: "ping" };

/** What the page tells. */
export type PageNote =
  | { readonly note: "cancel"; readonly of: number }
  | { readonly note: "key"; readonly key: string }
  | { readonly note: "settings"; readonly settings: StageSettings }
  /** What is to be added to the frame's clock for the server's, in milliseconds. */
  | { readonly note: "clock"; readonly offset: number };

export type FromPage = { readonly n: number } & (Ask | Ping | PageNote);

export const LOG_LEVELS = ["log", "info", "success", "warning", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the frame tells unasked. */
export type FrameNote =
  | { readonly note: "log"; readonly level: LogLevel; readonly text: string }
  | { readonly note: "waits"; readonly of: number; readonly forUser: boolean }
  | { readonly note: "keys"; readonly keys: readonly string[] }
  | { readonly note: "goal"; readonly stars?: number | undefined; readonly text: string; readonly isReplay: boolean }
  | { readonly note: "said"; readonly text: string }
  | { readonly note: "fault"; readonly text: string }
  | ({ readonly note: "shortcut" } & Shortcut)
  | ({ readonly note: "save" } & SavedFile)
  | { readonly note: "escape" | "focused" };

/** Every note has a rate of its own. */
type _Rated = FrameNote["note"] extends keyof typeof PER_SECOND ? true : never;
export const _rated: _Rated = true;

export type FrameAnswer =
  | { readonly re: number; readonly value: unknown }
  | { readonly re: number; readonly error: StageRefusal };

export type FromFrame = { readonly n: number } & (FrameAnswer | FrameNote);

/** The one message that passes between the windows, before there is a port. */
export const READY = "livecoding.frame.ready";
/** What the port comes with. */
export const PORT = "livecoding.frame.port";

/** A message of the frame's, whatever it sent. */
export function readFromFrame(data: unknown): FromFrame | null {
  const it = parsed(data);
  const n = it && count(it.n);
  if (!it || !n) {
    return null;
  }
  if (it.re === undefined) {
    const note = readNote(it);
    return note && { n, ...note };
  }
  const re = count(it.re);
  if (!re) {
    return null;
  }
  return it.error === undefined ? { n, re, value: it.value } : { n, re, error: readRefusal(it.error) };
}

/** A message of the page's; the page is trusted, but a frame is not always as new as its page. */
export function readFromPage(data: unknown): FromPage | null {
  const it = parsed(data);
  const isOne = it !== null && count(it.n) > 0 && (typeof it.ask === "string" || typeof it.note === "string");
  return isOne ? (it as unknown as FromPage) : null;
}

/** A refusal, whatever was thrown or sent in its place. */
export function readRefusal(it: unknown): StageRefusal {
  const { code, text } = object(it) ?? {};
  const isWord = typeof code === "string" && /^[A-Za-z][\w.-]*$/.test(code) && code.length <= LENGTH.code;
  return { code: isWord ? code : "failed", text: cut(text, LENGTH.refusal) };
}

/** A text of at most so many units; "" where there is none. */
export function cut(text: unknown, length: number): string {
  if (typeof text !== "string") {
    return "";
  }
  return wellFormed(text.length <= length ? text : `${text.slice(0, length - 1)}…`);
}

/** Without half characters, as `WebSocket.send` makes it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

export function object(it: unknown): Record<string, unknown> | null {
  return typeof it === "object" && it !== null && !Array.isArray(it) ? (it as Record<string, unknown>) : null;
}

function parsed(data: unknown): Record<string, unknown> | null {
  if (typeof data !== "string" || data.length > MESSAGE_LENGTH) {
    return null;
  }
  try {
    return object(JSON.parse(data));
  } catch {
    return null;
  }
}

function count(n: unknown): number {
  return typeof n === "number" && Number.isSafeInteger(n) && n > 0 ? n : 0;
}

function readNote(it: Record<string, unknown>): FrameNote | null {
  switch (it.note) {
    case "log": {
      const level = LOG_LEVELS.find((level) => level === it.level) ?? "log";
      return { note: "log", level, text: cut(it.text, LENGTH.log) };
    }
    case "waits":
      return { note: "waits", of: count(it.of), forUser: it.forUser === true };
    case "keys":
      return { note: "keys", keys: readKeys(it.keys) };
    case "goal": {
      const stars = it.stars === 1 || it.stars === 2 || it.stars === 3 ? it.stars : undefined;
      return { note: "goal", stars, text: cut(it.text, LENGTH.goal), isReplay: it.isReplay === true };
    }
    case "said":
      return { note: "said", text: cut(it.text, LENGTH.said) };
    case "fault":
      return { note: "fault", text: cut(it.text, LENGTH.fault) };
    case "shortcut": {
      const key = cut(it.key, LENGTH.key);
      const [ctrl, alt, shift, meta] = [it.ctrl === true, it.alt === true, it.shift === true, it.meta === true];
      return key ? { note: "shortcut", key, ctrl, alt, shift, meta } : null;
    }
    case "save":
      return readFile(it);
    case "escape":
    case "focused":
      return { note: it.note };
    default:
      return null;
  }
}

/** Its name ends as its type says; a file of another type, or one that was cut, is none. */
function readFile({ name, type, base64 }: Record<string, unknown>): FrameNote | null {
  const ending = typeof type === "string" && Object.hasOwn(FILE_ENDINGS, type) ? FILE_ENDINGS[type] : undefined;
  if (!ending || typeof base64 !== "string" || base64.length > LENGTH.file || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    return null;
  }
  const stem = cut(name, LENGTH.fileName).replace(/\.\w*$/, "").replace(/[^\p{L}\p{N}_-]+/gu, "-");
  return { note: "save", name: `${stem.replace(/^-+|-+$/g, "") || "file"}.${ending}`, type: type as string, base64 };
}

function readKeys(keys: unknown): readonly string[] {
  const texts = Array.isArray(keys) ? keys.slice(0, COUNT.keys).map((it) => cut(it, LENGTH.key)) : [];
  return [...new Set(texts)].filter((it) => it !== "");
}
