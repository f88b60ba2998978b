/** The sound desk: one audio context, a room and an echo, and so many voices at once and no more. */

import { sound } from "./instruments.js";

const MOST_VOICES = 28;
/** The clock of a sound card runs a little other than that of a computer: their distance follows, slowly. */
const FOLLOW = 0.04;
/** A distance that is so wrong comes of a sleep, and not of the clocks. */
const JUMP_SECONDS = 0.08;

/** A browser that has no sound, or allows none yet, stays silent. */
export function makeMixer() {
  /** @type {ReturnType<typeof open> | null} */
  let desk = null;
  /** @type {Set<{ stop(): void, nodes: number }>} */
  const voices = new Set();
  /** Seconds from the clock to the context, where they are known. */
  let distance = NaN;

  return {
    /** To be called where somebody may have clicked: sound may begin. */
    wake() {
      try {
        desk ??= open();
        if (desk.context.state === "suspended") {
          desk.context.resume().catch(() => undefined);
        }
      } catch {
        // A music without sound is still to be seen.
      }
    },
    get isOn() {
      return desk?.context.state === "running";
    },
    /** Keeps both clocks together; before notes are played. @param {number} nowMs */
    align(nowMs) {
      if (desk) {
        const seen = desk.context.currentTime - nowMs / 1000;
        distance = Math.abs(seen - distance) < JUMP_SECONDS ? distance + (seen - distance) * FOLLOW : seen;
      }
    },
    /** @param {import("./music.js").Note} note */
    play(note) {
      if (!desk || desk.context.state !== "running") {
        return;
      }
      const at = Math.max(desk.context.currentTime + 0.002, note.ms / 1000 + distance);
      if (voices.size >= MOST_VOICES) {
        const [oldest] = voices;
        oldest?.stop();
        if (voices.size >= MOST_VOICES + 8) {
          return;
        }
      }
      try {
        const voice = sound(desk, note, at, () => voices.delete(voice));
        voices.add(voice);
      } catch {
        // One note less.
      }
    },
    /** What sounds ends. */
    hush() {
      voices.forEach((it) => it.stop());
    },
    /** @param {number} volume from 0 to 1 */
    set(volume) {
      if (desk) {
        desk.master.gain.setTargetAtTime(volume * volume, desk.context.currentTime, 0.05);
      }
    },
    /** How many nodes of sound there are. */
    count() {
      return [...voices].reduce((sum, it) => sum + it.nodes, desk?.nodes ?? 0);
    },
    close() {
      desk?.context.close().catch(() => undefined);
      desk = null;
      voices.clear();
    },
  };
}

/** @typedef {ReturnType<typeof makeMixer>} Mixer */

function open() {
  const context = new AudioContext({ latencyHint: "interactive" });
  const master = new GainNode(context, { gain: 0.64 });
  const calm = new DynamicsCompressorNode(context, { threshold: -14, knee: 10, ratio: 4, attack: 0.004, release: 0.18 });
  const dry = new GainNode(context, { gain: 0.9 });
  const room = new ConvolverNode(context, { buffer: roomOf(context) });
  const echo = new DelayNode(context, { delayTime: 0.375, maxDelayTime: 1 });
  const again = new GainNode(context, { gain: 0.34 });
  const dull = new BiquadFilterNode(context, { type: "lowpass", frequency: 2600 });
  dry.connect(master);
  room.connect(master);
  echo.connect(dull).connect(again).connect(echo);
  dull.connect(master);
  dull.connect(room);
  master.connect(calm).connect(context.destination);
  return { context, master, dry, room, echo, noise: noiseOf(context), nodes: 7 };
}

/** A room that answers for a second and a half. @param {BaseAudioContext} context */
function roomOf(context) {
  const length = Math.floor(context.sampleRate * 1.5);
  const buffer = context.createBuffer(2, length, context.sampleRate);
  for (const side of [0, 1]) {
    const samples = buffer.getChannelData(side);
    for (let at = 0; at < length; at += 1) {
      samples[at] = (Math.random() * 2 - 1) * (1 - at / length) ** 2.6 * 0.5;
    }
  }
  return buffer;
}

/** @param {BaseAudioContext} context */
function noiseOf(context) {
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < samples.length; at += 1) {
    samples[at] = Math.random() * 2 - 1;
  }
  return buffer;
}
