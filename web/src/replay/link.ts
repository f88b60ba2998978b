/** A replay in a link: its fragment alone carries it. */

import { fromBase64Url, toBase64Url } from "../share/base64.ts";
import { TooLargeError, UnsupportedError, deflated, inflated } from "../share/pack.ts";
import { MOST_FILE_BYTES, readReplay, writeReplay } from "./file.ts";
import { type Replay, ReplayError } from "./types.ts";

/** What mail and chats pass on whole. */
export const MOST_LINK_BYTES = 6 * 1024;
const MOST_CHARS = Math.ceil((MOST_LINK_BYTES * 4) / 3) + 16;

/** The fragment with its `#`. Fails with a `ReplayError` where it is too long for a link. */
export async function encode(replay: Replay): Promise<string> {
  const plain = new TextEncoder().encode(writeReplay(replay));
  const packed = await deflated(plain);
  const bytes = packed ?? plain;
  if (bytes.length > MOST_LINK_BYTES) {
    throw new ReplayError("link-too-long");
  }
  return `#r1=${packed ? "d" : "j"}${toBase64Url(bytes)}`;
}

/** What a fragment carries. Fails with a `ReplayError` where it cannot be used. */
export async function decode(fragment: string): Promise<Replay> {
  const found = /^#?r(\d{1,6})=([dj])/.exec(fragment.slice(0, 16));
  if (found && Number(found[1]) > 1) {
    throw new ReplayError("link-newer");
  }
  const bytes = found && fragment.length <= MOST_CHARS ? fromBase64Url(fragment.slice(found[0].length)) : null;
  if (!found || !bytes) {
    throw new ReplayError("link-damaged");
  }
  try {
    const plain = found[2] === "d" ? await inflated(bytes, MOST_FILE_BYTES) : bytes;
    return readReplay(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  } catch (thrown) {
    if (thrown instanceof UnsupportedError) {
      throw new ReplayError("unsupported");
    }
    throw thrown instanceof ReplayError && thrown.code !== "not-json" ? thrown : new ReplayError(thrown instanceof TooLargeError ? "too-large" : "link-damaged");
  }
}
