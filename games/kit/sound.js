/** Short sounds, made here by WebAudio: nothing is loaded. */

/**
 * A note: hertz, seconds from the beginning, seconds long, wave, loudness from 0 to 1.
 *
 * @typedef {readonly [hertz: number, at: number, seconds: number, wave: OscillatorType, loudness: number]} Note
 */

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
  return {
    play(name) {
      try {
        context ??= new AudioContext();
        if (context.state !== "running") {
          // What is not heard now is not to be heard all at once later.
          context.resume().catch(() => undefined);
          if (context.state === "suspended" && context.currentTime > 0) {
            return;
          }
        }
        const now = context.currentTime;
        for (const [hertz, at, seconds, wave, loudness] of sounds[name]) {
          const tone = new OscillatorNode(context, { type: wave, frequency: hertz });
          const gain = new GainNode(context, { gain: 0 });
          gain.gain.setValueAtTime(0, now + at);
          gain.gain.linearRampToValueAtTime(loudness, now + at + 0.012);
          gain.gain.exponentialRampToValueAtTime(0.0005, now + at + seconds + 0.06);
          tone.connect(gain).connect(context.destination);
          tone.start(now + at);
          tone.stop(now + at + seconds + 0.1);
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
