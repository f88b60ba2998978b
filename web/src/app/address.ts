/** What the page's address says: a kiosk, a place to begin with, a session to join. */

import type { Attach } from "livecoding-client";
import { LANGS, type Lang } from "../texts/texts.ts";
import type { Place } from "../work/types.ts";

export type Address = {
  /** After so many seconds without anybody a kiosk begins anew; null where it is none. */
  readonly kioskSeconds: number | null;
  readonly lang: Lang | null;
  readonly place: Partial<Place>;
  readonly join: Attach | null;
  /** The key of a stage that several programs share. */
  readonly stage: string | null;
  /** Whether the game is played by buttons at first. */
  readonly hasButtons: boolean;
  /** What may be a shared program, or a shared replay. */
  readonly shared: string | null;
};

const KIOSK_SECONDS = 180;
const LEAST_SECONDS = 10;
const MOST_SECONDS = 86_400;

export function readAddress({ search, hash }: { search: string; hash: string }): Address {
  const asked = new URLSearchParams(search);
  const fragment = hash.replace(/^#/, "");
  const join = /^join=([A-Za-z0-9._-]{1,200})~([A-Za-z0-9._-]{1,400})$/.exec(fragment);
  const stage = /^stage=([A-Za-z0-9._-]{1,400})(?:&|$)/.exec(fragment);
  // What the stage plays is told with its key.
  const placed = stage ? new URLSearchParams(fragment) : asked;
  const lang = asked.get("lang");
  return {
    kioskSeconds: asked.has("kiosk") ? seconds(asked.get("kiosk")) : null,
    lang: LANGS.find((it) => it === lang) ?? null,
    place: Object.fromEntries(
      ["game", "level", "language"].flatMap((name) => {
        const value = placed.get(name) ?? asked.get(name);
        return value ? [[name, value.slice(0, 2_000)]] : [];
      }),
    ),
    hasButtons: asked.has("buttons") && !join,
    join: join?.[1] && join[2] ? { session: join[1], key: join[2] } : null,
    stage: stage?.[1] ?? null,
    shared: fragment && !join && !stage ? hash : null,
  };
}

/** The query of an address that named a place, for where the page is now; null where that is no other. */
export function movedTo(search: string, place: Place): string | null {
  const asked = new URLSearchParams(search);
  const moved = (["game", "level", "language"] as const).filter((name) => asked.has(name) && asked.get(name) !== place[name]);
  for (const name of moved) {
    asked.set(name, place[name]);
  }
  return moved.length > 0 ? `?${asked}` : null;
}

/** The fragment with which another page joins a session. */
export function joinFragment({ session, key }: Attach): string {
  return `#join=${session}~${key}`;
}

function seconds(text: string | null): number {
  const number = Number(text);
  return text && Number.isFinite(number)
    ? Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, number))
    : KIOSK_SECONDS;
}
