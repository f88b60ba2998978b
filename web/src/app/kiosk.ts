/** A page on a wall: when nobody was there for a while, the next one finds it new. */

const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Calls `leave` after so many seconds without anybody; again only after somebody came. */
export function whenIdle(seconds: number, leave: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const seen = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, seconds * 1_000);
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
