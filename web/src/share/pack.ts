/** Deflate as the browser has it, never more than a bound unpacked. */

export class TooLargeError extends Error {}
export class UnsupportedError extends Error {}

type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes deflated; null where the browser cannot. */
export async function deflated(plain: Bytes): Promise<Bytes | null> {
  const stream = made(() => new CompressionStream("deflate-raw"));
  return stream && (await through(stream, plain, Number.POSITIVE_INFINITY));
}

/** The bytes inflated. Fails with `TooLargeError` where they are more than `most`, with `UnsupportedError` where the browser cannot, with another error where they are damaged. */
export async function inflated(packed: Bytes, most: number): Promise<Bytes> {
  const stream = made(() => new DecompressionStream("deflate-raw"));
  if (!stream) throw new UnsupportedError();
  return await through(stream, packed, most);
}

/** Null where the browser has no such stream, or not of this format. */
function made<Stream>(make: () => Stream): Stream | null {
  try {
    return make();
  } catch {
    return null;
  }
}

async function through(stream: CompressionStream | DecompressionStream, given: Bytes, most: number): Promise<Bytes> {
  const writer = stream.writable.getWriter();
  // Their failures are those of reading, too, and told there.
  writer.write(given).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > most) {
      await reader.cancel().catch(() => undefined);
      throw new TooLargeError();
    }
    parts.push(read.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
