/** Short sounds, made here by WebAudio: nothing is loaded. */

/**
 * A note: hertz, seconds from the beginning, seconds long, wave, loudness from 0 to 1.
 *
 * @typedef {readonly [hertz: number, at: number, seconds: number, wave: OscillatorType, loudness: number]} Note
 */

const LATE_MS = 300;
const ASK_AGAIN_MS = 5_000;
const SELDOM_MS = 600_000;

/**
 * Gives what plays the sounds of a table. A browser that has no sound, or allows none yet, stays silent.
 *
 * @template {string} Name
 * @param {Readonly<Record<Name, readonly Note[]>>} sounds
 * @returns {{ play(name: Name): void, close(): void }}
 */
export function makeSound(sounds) {
  /** @type {AudioContext | undefined} */
  let context;
  /** What is to be heard as soon as it may be. */
  let waiting = { name: /** @type {Name | null} */ (null), sinceMs: 0 };
  /** Asked to sound at that time, and not again before so long: it may have lost what it sounds on. */
  let asked = { atMs: -Infinity, pauseMs: ASK_AGAIN_MS };

  /** @param {AudioContext} on @param {Name} name */
  function ring(on, name) {
    const now = on.currentTime;
    for (const [hertz, at, seconds, wave, loudness] of sounds[name]) {
      const tone = new OscillatorNode(on, { type: wave, frequency: hertz });
      const gain = new GainNode(on, { gain: 0 });
      gain.gain.setValueAtTime(0, now + at);
      gain.gain.linearRampToValueAtTime(loudness, now + at + 0.012);
      gain.gain.exponentialRampToValueAtTime(0.0005, now + at + seconds + 0.06);
      tone.connect(gain).connect(on.destination);
      tone.start(now + at);
      tone.stop(now + at + seconds + 0.1);
    }
  }

  /** @param {AudioContext} on */
  async function wake(on) {
    await on.resume();
    const { name, sinceMs } = waiting;
    waiting.name = null;
    asked = { atMs: -Infinity, pauseMs: ASK_AGAIN_MS };
    // What was not heard then is not to be heard much later.
    if (name !== null && on.state === "running" && performance.now() - sinceMs < LATE_MS) {
      ring(on, name);
    }
  }

  return {
    play(name) {
      try {
        context ??= new AudioContext();
        if (context.state === "running") {
          ring(context, name);
          return;
        }
        const nowMs = performance.now();
        waiting = { name, sinceMs: nowMs };
        if (nowMs - asked.atMs >= asked.pauseMs) {
          asked = { atMs: nowMs, pauseMs: Math.min(asked.pauseMs * 2, SELDOM_MS) };
          wake(context).catch(() => undefined);
        }
      } catch {
        // A game without sound is still a game.
      }
    },
    close() {
      context?.close().catch(() => undefined);
    },
  };
}
