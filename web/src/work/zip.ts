/** Several files as one archive: a zip without compression, which every system opens. */

import type { File } from "./types.ts";

/** 1 January 1980: when a program was written is nobody's concern. */
const DATE = 0x21;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;

export function zip(files: readonly File[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const name = encoder.encode(file.name);
    const content = encoder.encode(file.text);
    const facts = [VERSION, FLAGS, 0, 0, DATE];
    const sizes = [crc32(content), content.length, content.length];
    const local = joined([words32(0x04034b50), words16(...facts), words32(...sizes), words16(name.length, 0), name, content]);
    central.push(
      joined([words32(0x02014b50), words16(VERSION, ...facts), words32(...sizes), words16(name.length, 0, 0, 0, 0), words32(0, offset), name]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = joined(central);
  const end = joined([words32(0x06054b50), words16(0, 0, files.length, files.length), words32(directory.length, offset), words16(0)]);
  return joined([...locals, directory, end]);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, nth) => {
  let crc = nth;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function words16(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((it) => [it & 0xff, (it >>> 8) & 0xff]));
}

function words32(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((it) => [it & 0xff, (it >>> 8) & 0xff, (it >>> 16) & 0xff, it >>> 24]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
