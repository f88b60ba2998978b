/** A page on a wall: when nobody was there for a while, the next one finds it new. */

const POSTPONED = 3;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Calls `leave` after so many seconds without anybody; again only after somebody came. */
export function whenIdle(seconds: number, leave: () => void, isUsed: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let postponed = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(over, seconds * 1_000);
  };
  const seen = () => {
    postponed = 0;
    wait();
  };
  // A program that goes on is a sign of somebody, but none for ever.
  const over = () => {
    if (isUsed() && postponed < POSTPONED) {
      postponed += 1;
      wait();
    } else {
      leave();
    }
  };
  for (const sign of SIGNS) {
    addEventListener(sign, seen, { passive: true, capture: true });
  }
  return () => {
    clearTimeout(timer);
    for (const sign of SIGNS) {
      removeEventListener(sign, seen, { capture: true });
    }
  };
}
