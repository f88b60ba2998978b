/** Whether the browser lets anything sound: not before somebody touched the page, of which its frame is not told. */

const TRIES = 8;
const TRY_MS = 250;

export type Permission = {
  readonly isGiven: boolean;
  /** Looks for it, now and for two seconds. */
  look(): void;
};

/** None where the browser gives no more of them. */
function probe(Native: typeof AudioContext): AudioContext | null {
  try {
    return new Native();
  } catch {
    return null;
  }
}

/**
 * A context that may sound begins by itself, and one that may not stays silent: so it is found out. To ask a context
 * to begin would be reported in the browser's console each time that it may not.
 */
export function seekPermission(given: () => void): Permission {
  const Native = window.AudioContext;
  let isGiven = false;
  let isLooking = false;
  let left = 0;

  function attempt(): void {
    left -= 1;
    const context = probe(Native);
    if (!context) {
      isLooking = false;
      return;
    }
    const over = () => {
      clearTimeout(timer);
      context.onstatechange = null;
      isGiven = context.state === "running";
      context.close().catch(() => {});
      isLooking = !isGiven && left > 0;
      if (isGiven) {
        given();
      } else if (isLooking) {
        attempt();
      }
    };
    const timer = setTimeout(over, TRY_MS);
    context.onstatechange = over;
  }

  return {
    get isGiven() {
      return isGiven;
    },
    look() {
      left = TRIES;
      if (!isGiven && !isLooking) {
        isLooking = true;
        attempt();
      }
    },
  };
}
