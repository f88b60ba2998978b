/** Whether the browser lets anything sound: not before somebody touched the page, of which its frame is not told. */

const TRIES = 8;
const TRY_MS = 250;

export type Permission = {
  readonly isGiven: boolean;
  /** Looks for it, now and for two seconds. What `renews` may have brought it; the rest is looked for once. */
  look(renews: boolean): void;
};

/**
 * A context that may sound begins by itself, and one that may not stays silent: so it is found out. To ask a context
 * to begin would be reported in the browser's console each time that it may not.
 */
export function seekPermission(given: () => void): Permission {
  const Native = window.AudioContext;
  let isGiven = false;
  let isLooking = false;
  let left = TRIES;
  /** Some browsers need a while until one sounds: all stay until one does, or the time is over. */
  let probes: AudioContext[] = [];
  let timer = 0;

  function attempt(): void {
    if (left === 0 || probes.some((it) => it.state === "running")) {
      return end();
    }
    left -= 1;
    timer = window.setTimeout(attempt, TRY_MS);
    try {
      const probe = new Native();
      probes.push(probe);
      probe.onstatechange = () => probe.state === "running" && end();
    } catch {
      // The browser gives no more of them.
    }
  }

  function end(): void {
    clearTimeout(timer);
    isLooking = false;
    isGiven = probes.some((it) => it.state === "running");
    for (const probe of probes) {
      probe.onstatechange = null;
      probe.close().catch(() => {});
    }
    probes = [];
    if (isGiven) {
      given();
    }
  }

  return {
    get isGiven() {
      return isGiven;
    },
    look(renews) {
      left = renews ? TRIES : left;
      if (!isGiven && !isLooking && left > 0) {
        isLooking = true;
        attempt();
      }
    },
  };
}
