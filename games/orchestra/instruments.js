/** The instruments, made of oscillators and noise: nothing is loaded. */

import { hertz } from "./notes.js";

/** What never quite ends is cut off here. */
const SILENT = 0.0006;

/**
 * A voice that is being built: parts are connected to `out`, and end at `end`.
 *
 * @typedef {{ context: BaseAudioContext, noise: AudioBuffer, out: GainNode, at: number, seconds: number, hz: number,
 *   keep<T extends AudioNode>(node: T): T, tone(options: OscillatorOptions, to: AudioNode, end: number): OscillatorNode,
 *   hiss(to: AudioNode, end: number): void, level(to: AudioNode | AudioParam): GainNode }} Build
 */

/**
 * What each instrument is made of: `room` and `echo` are how much of it goes there.
 *
 * @type {Readonly<Record<import("./notes.js").Instrument, { gain: number, room: number, echo: number, make: (build: Build) => void }>>}
 */
export const MADE = {
  kick: {
    gain: 0.95, room: 0.02, echo: 0,
    make({ at, tone, level, out }) {
      const body = fall(level(out), at, 1, 0.34);
      slide(tone({ type: "sine", frequency: 160 }, body, at + 0.42).frequency, at, 160, 44, 0.11);
      const click = fall(level(out), at, 0.35, 0.018);
      tone({ type: "triangle", frequency: 900 }, click, at + 0.05);
    },
  },
  snare: {
    gain: 0.5, room: 0.16, echo: 0,
    make({ at, tone, hiss, level, keep, context, out }) {
      const wires = fall(level(out), at, 0.85, 0.17);
      const high = keep(new BiquadFilterNode(context, { type: "highpass", frequency: 1400 }));
      high.connect(wires);
      hiss(high, at + 0.3);
      const skin = fall(level(out), at, 0.7, 0.11);
      slide(tone({ type: "triangle", frequency: 230 }, skin, at + 0.2).frequency, at, 240, 165, 0.06);
    },
  },
  hat: {
    gain: 0.32, room: 0.04, echo: 0,
    make({ at, hiss, level, keep, context, out }) {
      const ring = fall(level(out), at, 0.8, 0.05);
      const high = keep(new BiquadFilterNode(context, { type: "highpass", frequency: 7600, Q: 0.8 }));
      high.connect(ring);
      hiss(high, at + 0.12);
    },
  },
  clap: {
    gain: 1.2, room: 0.22, echo: 0.04,
    make({ at, hiss, level, keep, context, out }) {
      const hands = level(out);
      for (const late of [0, 0.011, 0.023]) {
        hands.gain.setValueAtTime(0.8, at + late);
        hands.gain.exponentialRampToValueAtTime(0.08, at + late + 0.009);
      }
      hands.gain.setValueAtTime(0.75, at + 0.034);
      hands.gain.exponentialRampToValueAtTime(SILENT, at + 0.2);
      const band = keep(new BiquadFilterNode(context, { type: "bandpass", frequency: 1500, Q: 1.1 }));
      band.connect(hands);
      hiss(band, at + 0.24);
    },
  },
  bass: {
    gain: 0.34, room: 0.02, echo: 0,
    make({ at, seconds, hz, tone, level, keep, context, out }) {
      const end = at + Math.max(0.12, seconds * 0.92);
      const body = held(level(out), at, end, 0.008, 0.9, 0.09);
      const low = keep(new BiquadFilterNode(context, { type: "lowpass", frequency: 900, Q: 3 }));
      slide(low.frequency, at, Math.min(2200, hz * 14), Math.max(180, hz * 3), 0.22);
      low.connect(body);
      tone({ type: "sawtooth", frequency: hz }, low, end + 0.12);
      tone({ type: "sine", frequency: hz }, body, end + 0.12);
    },
  },
  pad: {
    gain: 0.13, room: 0.5, echo: 0,
    make({ at, seconds, hz, tone, level, keep, context, out }) {
      const end = at + Math.max(0.5, seconds);
      const body = held(level(out), at, end, Math.min(0.7, seconds * 0.4), 0.85, 0.9);
      const low = keep(new BiquadFilterNode(context, { type: "lowpass", frequency: 700, Q: 0.6 }));
      low.frequency.setValueAtTime(500, at);
      low.frequency.linearRampToValueAtTime(1500, at + Math.max(0.5, seconds) * 0.6);
      low.frequency.linearRampToValueAtTime(700, end + 0.9);
      low.connect(body);
      for (const detune of [-8, 7]) {
        tone({ type: "sawtooth", frequency: hz, detune }, low, end + 1);
      }
      tone({ type: "triangle", frequency: hz / 2 }, low, end + 1);
    },
  },
  lead: {
    gain: 0.19, room: 0.14, echo: 0.2,
    make({ at, seconds, hz, tone, level, keep, context, out }) {
      const end = at + Math.max(0.1, seconds * 0.88);
      const body = held(level(out), at, end, 0.015, 0.75, 0.12);
      const low = keep(new BiquadFilterNode(context, { type: "lowpass", frequency: 2600, Q: 1.5 }));
      slide(low.frequency, at, Math.min(7000, hz * 8), Math.min(3000, hz * 4), 0.25);
      low.connect(body);
      tone({ type: "square", frequency: hz, detune: -5 }, low, end + 0.16);
      tone({ type: "sawtooth", frequency: hz, detune: 6 }, low, end + 0.16);
    },
  },
  pluck: {
    gain: 0.36, room: 0.2, echo: 0.16,
    make({ at, hz, tone, level, keep, context, out }) {
      const body = fall(level(out), at, 0.9, 0.5);
      const low = keep(new BiquadFilterNode(context, { type: "lowpass", frequency: 4000, Q: 1 }));
      slide(low.frequency, at, Math.min(8000, hz * 9), hz * 1.4, 0.28);
      low.connect(body);
      tone({ type: "sawtooth", frequency: hz }, low, at + 0.6);
      tone({ type: "triangle", frequency: hz * 2.002 }, low, at + 0.6);
    },
  },
  bell: {
    gain: 0.3, room: 0.4, echo: 0.18,
    make({ at, hz, tone, level, out }) {
      const body = fall(level(out), at, 0.8, 1.5);
      const carrier = tone({ type: "sine", frequency: hz }, body, at + 1.7);
      // A second bell shakes the pitch of the first: that is what metal sounds like.
      const depth = level(carrier.frequency);
      depth.gain.setValueAtTime(hz * 2.2, at);
      depth.gain.exponentialRampToValueAtTime(hz * 0.05, at + 0.7);
      tone({ type: "sine", frequency: hz * 3.53 }, depth, at + 1.7);
      const shine = fall(level(out), at, 0.16, 0.4);
      tone({ type: "sine", frequency: hz * 2.76 }, shine, at + 0.5);
    },
  },
};

/**
 * Builds one note; gives how to end it, and calls `over` once when it sounds no more and nothing of it is left.
 *
 * @param {{ context: BaseAudioContext, noise: AudioBuffer, dry: AudioNode, room: AudioNode, echo: AudioNode }} places
 * @param {import("./music.js").Note} note
 * @param {number} at when, in the seconds of the context
 * @param {(nodes: number) => void} over
 */
export function sound(places, note, at, over) {
  const { context, noise } = places;
  const made = MADE[note.instrument];
  /** @type {AudioNode[]} */
  const nodes = [];
  /** @type {AudioScheduledSourceNode[]} */
  const sources = [];
  let going = 0;
  const keep = (/** @type {any} */ node) => (nodes.push(node), node);
  const started = (/** @type {AudioScheduledSourceNode} */ source, /** @type {number} */ end) => {
    sources.push(source);
    going += 1;
    source.onended = () => {
      going -= 1;
      if (going === 0) {
        nodes.forEach((it) => it.disconnect());
        over(nodes.length);
      }
    };
    source.stop(end);
  };
  const send = (/** @type {AudioNode} */ place, /** @type {number} */ part) => {
    if (part > 0) {
      out.connect(keep(new GainNode(context, { gain: part }))).connect(place);
    }
  };
  const out = keep(new GainNode(context, { gain: made.gain * note.loudness }));
  out.connect(places.dry);
  send(places.room, made.room);
  send(places.echo, made.echo);
  made.make({
    context, noise, out, at, seconds: note.seconds, hz: hertz(note.midi), keep,
    level(/** @type {any} */ to) {
      const gain = keep(new GainNode(context, { gain: 0 }));
      gain.connect(to);
      return gain;
    },
    tone(options, to, end) {
      const tone = keep(new OscillatorNode(context, options));
      tone.connect(to);
      tone.start(at);
      started(tone, end);
      return tone;
    },
    hiss(to, end) {
      const source = keep(new AudioBufferSourceNode(context, { buffer: noise, loop: true }));
      source.connect(to);
      // Not the same piece of noise each time.
      source.start(at, (at * 7.3) % 0.9);
      started(source, end);
    },
  });
  return {
    nodes: nodes.length,
    /** Fades out at once, and ends. */
    stop() {
      const soon = context.currentTime + 0.04;
      out.gain.cancelScheduledValues(0);
      out.gain.setTargetAtTime(0, context.currentTime, 0.01);
      sources.forEach((it) => it.stop(soon));
    },
  };
}

/** From loud to silent. @type {(level: GainNode, at: number, loud: number, seconds: number) => GainNode} */
function fall(level, at, loud, seconds) {
  level.gain.setValueAtTime(0, at);
  level.gain.linearRampToValueAtTime(loud, at + 0.003);
  level.gain.exponentialRampToValueAtTime(SILENT, at + 0.003 + seconds);
  return level;
}

/** Swells, is held, and fades. @type {(level: GainNode, at: number, end: number, attack: number, loud: number, release: number) => GainNode} */
function held(level, at, end, attack, loud, release) {
  level.gain.setValueAtTime(0, at);
  level.gain.linearRampToValueAtTime(loud, at + attack);
  level.gain.setValueAtTime(loud, Math.max(at + attack, end));
  level.gain.setTargetAtTime(0, Math.max(at + attack, end), release / 4);
  return level;
}

/** @type {(value: AudioParam, at: number, from: number, to: number, seconds: number) => void} */
function slide(value, at, from, to, seconds) {
  value.setValueAtTime(from, at);
  value.exponentialRampToValueAtTime(Math.max(20, to), at + seconds);
}
