/** Loads what helps while typing: once for all editors, by the first that is used. */

export type Typing = typeof import("./typing.ts");

const MOST_TRIES = 5;
/** After this somebody who waits for it goes on without. */
const MOST_WAIT_MS = 3_000;

let here: Typing | null = null;
let coming: Promise<Typing | null> | null = null;
let tries = 0;

/** What helps while typing, if it is here already. */
export function typingHere(): Typing | null {
  return here;
}

/** The same, loaded if need be; null where it cannot be loaded now. The next call tries again, a few times. */
export function loadTyping(load: () => Promise<Typing> = () => import("./typing.ts")): Promise<Typing | null> {
  if (coming) return coming;
  if (tries >= MOST_TRIES) return Promise.resolve(null);
  tries += 1;
  coming = load().then(
    (loaded) => (here = loaded),
    () => {
      // Without network the program can be written all the same.
      coming = null;
      return null;
    },
  );
  return coming;
}

/** The same, and null where it takes too long for somebody who waits for it. */
export async function typingSoon(): Promise<Typing | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), MOST_WAIT_MS);
  });
  const loaded = await Promise.race([loadTyping(), late]);
  clearTimeout(timer);
  return loaded;
}
