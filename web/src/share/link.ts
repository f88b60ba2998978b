/** A program in a link: its fragment alone carries it, so that no server sees it. */

import type { File, Shared } from "../work/types.ts";
import { fromBase64Url, toBase64Url } from "./base64.ts";
import { bytes, hasTwins, isFileName, isGame, MOST_BYTES, MOST_FILES } from "./names.ts";
import { deflated, inflated, TooLargeError, UnsupportedError } from "./pack.ts";

/** Why a link is of no use. */
export type LinkFault =
  | "damaged"
  | "too-large"
  /** Made by a later version of ours. */
  | "newer"
  /** This browser cannot unpack it. */
  | "unsupported";

export class LinkError extends Error {
  readonly code: LinkFault;

  constructor(code: LinkFault) {
    super(`the link is ${code}`);
    this.name = "LinkError";
    this.code = code;
  }
}

const VERSION = 1;
/** Longest fragment that is looked at. */
const MOST_CHARS = 4_000_000;
/** Six bytes of JSON for each of the program's at worst, and room for names. */
const MOST_UNPACKED = 6 * MOST_BYTES + 65_536;
const LEVEL_CHARS = 200;
const LANGUAGE = /^[A-Za-z0-9_+#-]{1,40}$/;

/** The fragment with its `#`. Fails with a `LinkError` where the program is too large, or not one that the server takes. */
export async function encode(shared: Shared): Promise<string> {
  const checked = valid(shared);
  const text = JSON.stringify({ g: checked.game, l: checked.level, c: checked.language, f: checked.files.map((it) => [it.name, it.text]) });
  const plain = new TextEncoder().encode(text);
  const packed = await deflated(plain);
  return packed ? `#p${VERSION}=d${toBase64Url(packed)}` : `#p${VERSION}=j${toBase64Url(plain)}`;
}

/** What a fragment carries; null where it is none of ours. Fails with a `LinkError` where it cannot be used. */
export async function decode(fragment: string): Promise<Shared | null> {
  const found = /^#?p(\d{1,6})=(.?)/s.exec(fragment.slice(0, 16));
  if (!found) return null;
  const [head, version, packing] = found;
  if (Number(version) > VERSION) throw new LinkError("newer");
  if (Number(version) < VERSION) throw new LinkError("damaged");
  if (fragment.length > MOST_CHARS) throw new LinkError("too-large");
  const packed = fromBase64Url(fragment.slice(head.length));
  if (!packed) throw new LinkError("damaged");
  const plain = packing === "d" ? await unpacked(packed) : packing === "j" ? packed : null;
  if (!plain) throw new LinkError("damaged");
  return valid(told(parsed(plain)));
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await inflated(packed, MOST_UNPACKED);
  } catch (fault) {
    if (fault instanceof UnsupportedError) throw new LinkError("unsupported");
    throw new LinkError(fault instanceof TooLargeError ? "too-large" : "damaged");
  }
}

function parsed(plain: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain));
  } catch {
    throw new LinkError("damaged");
  }
}

/** The short keys by their names; what has another shape is damaged. */
function told(value: unknown): Shared {
  if (typeof value !== "object" || value === null) throw new LinkError("damaged");
  const { g, l, c, f } = value as Record<string, unknown>;
  if (typeof g !== "string" || typeof l !== "string" || typeof c !== "string" || !Array.isArray(f)) throw new LinkError("damaged");
  const files = f.slice(0, MOST_FILES + 1).map((it: unknown): File => {
    if (!Array.isArray(it) || it.length !== 2) throw new LinkError("damaged");
    const [name, text] = it as unknown[];
    if (typeof name !== "string" || typeof text !== "string") throw new LinkError("damaged");
    return { name, text };
  });
  return { game: g, level: l, language: c, files };
}

function valid(shared: Shared): Shared {
  const { game, level, language, files } = shared;
  if (files.length > MOST_FILES || files.reduce((sum, it) => sum + bytes(it.text), 0) > MOST_BYTES) throw new LinkError("too-large");
  const isRight =
    files.length > 0 &&
    files.every((it) => isFileName(it.name)) &&
    !hasTwins(files) &&
    isGame(game) &&
    level.length <= LEVEL_CHARS &&
    !/\p{Cc}/u.test(level) &&
    LANGUAGE.test(language);
  if (!isRight) throw new LinkError("damaged");
  return { game, level, language, files: files.map(({ name, text }) => ({ name, text })) };
}
