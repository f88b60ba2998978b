/** What the page takes from a frame, and not more: whatever runs in it may be broken or hostile. */

/** A message, in UTF-16 units. */
export const MESSAGE_LENGTH = 8 * 1024 * 1024;
/** Messages a second beyond which a frame is cut off. */
export const MESSAGES_PER_SECOND = 4000;
/** UTF-16 units a second beyond which a frame is cut off. */
export const LENGTH_PER_SECOND = 32 * 1024 * 1024;

/** Lengths of texts; what is longer is cut. */
export const LENGTH = {
  log: 10_000,
  said: 1_000,
  goal: 500,
  fault: 4_000,
  refusal: 4_000,
  code: 40,
  name: 60,
  key: 32,
  title: 200,
  text: 4_000,
  markdown: 200_000,
  program: 1024 * 1024,
  fileName: 60,
  /** In base64: 6 MB. With what stands around it, it fits a message. */
  file: 8_000_000,
} as const;

/** Numbers of things; what is beyond is left out. */
export const COUNT = { levels: 200, hints: 10, instructions: 40, languages: 60, keys: 40, actors: 100 } as const;

/** What a game may hand out as a file, and how its name ends then: nothing that a click on it runs. */
export const FILE_ENDINGS: Readonly<Record<string, string>> = {
  "image/svg+xml": "svg",
  "image/png": "png",
  "audio/wav": "wav",
  "audio/midi": "mid",
  "text/plain": "txt",
  "text/csv": "csv",
  "application/json": "json",
};

/** What happens unasked, a second; what is beyond is left out. */
export const PER_SECOND = { log: 400, waits: 400, keys: 400, goal: 10, said: 20, escape: 10, fault: 5, shortcut: 10, focused: 20, save: 1 } as const;

/** How long the page waits for an answer, in milliseconds while it is visible. */
export const WAIT_MS = {
  load: 60_000,
  level: 10_000,
  reset: 10_000,
  snapshot: 10_000,
  restore: 10_000,
  describe: 5_000,
  page: 45_000,
  command: 30_000,
  join: 10_000,
  leave: 10_000,
} as const;

/** A frame that has not answered for so long hangs. */
export const HUNG_MS = 2_000;
/** How often a frame is asked whether it still turns. */
export const PING_MS = 1_000;
/** How often the page looks at its clock. */
export const TICK_MS = 250;
/**
 * A browser ends a hanging frame's process within half a second; a frame that is made before may land in it.
 * So a new one waits for so long after a hang.
 */
export const BURIAL_MS = 1_000;
/** A frame that is not there after so long is made again. */
export const RETRY_MS = 5_000;
/** A frame that is not there after so long will not come. */
export const FRAME_MS = 15_000;
