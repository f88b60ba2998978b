/** How the arena sounds. */

/** Each note: hertz, seconds from the beginning, seconds long, wave, loudness. */
export const SOUNDS = /** @type {const} */ ({
  move: [[150, 0, 0.05, "triangle", 0.1], [180, 0.04, 0.05, "triangle", 0.08]],
  bump: [[95, 0, 0.12, "square", 0.07]],
  shot: [[1150, 0, 0.05, "sawtooth", 0.06], [720, 0.04, 0.06, "sawtooth", 0.06], [380, 0.09, 0.08, "triangle", 0.1]],
  hit: [[210, 0, 0.1, "square", 0.08], [130, 0.05, 0.14, "triangle", 0.2]],
  shield: [[520, 0, 0.1, "sine", 0.12], [780, 0.06, 0.16, "sine", 0.12]],
  stopped: [[980, 0, 0.06, "sine", 0.16], [1480, 0.05, 0.14, "sine", 0.12]],
  pick: [[659, 0, 0.07, "triangle", 0.18], [880, 0.06, 0.07, "triangle", 0.18], [1175, 0.12, 0.16, "triangle", 0.18]],
  fall: [[160, 0, 0.25, "sawtooth", 0.12], [90, 0.08, 0.4, "triangle", 0.26], [55, 0.16, 0.5, "triangle", 0.26]],
  fire: [[330, 0, 0.12, "sawtooth", 0.05], [247, 0.12, 0.2, "sawtooth", 0.05]],
  start: [[392, 0, 0.12, "triangle", 0.2], [523, 0.13, 0.12, "triangle", 0.2], [784, 0.26, 0.3, "triangle", 0.22]],
  lost: [[294, 0, 0.14, "triangle", 0.18], [220, 0.14, 0.16, "triangle", 0.18], [165, 0.3, 0.3, "triangle", 0.18]],
  win: [
    [523, 0, 0.12, "triangle", 0.2], [659, 0.11, 0.12, "triangle", 0.2], [784, 0.22, 0.12, "triangle", 0.2],
    [1047, 0.33, 0.4, "triangle", 0.24], [1319, 0.33, 0.4, "sine", 0.1],
  ],
});
/** @typedef {keyof typeof SOUNDS} SoundName */

/** Which sound belongs to what happens. @type {(event: import("./logic.js").Happening) => SoundName | null} */
export function soundOf(event) {
  switch (event.type) {
    case "moved":
      return "move";
    case "blocked":
    case "groped":
      return "bump";
    case "shot":
      return event.outcome === "hit" ? "hit" : event.outcome === "shielded" ? "stopped" : event.outcome === "empty" ? "bump" : "shot";
    case "shielded":
      return "shield";
    case "picked":
      return "pick";
    case "fell":
      return "fall";
    case "shrank":
      return "fire";
    case "started":
      return "start";
    case "lost":
      return "lost";
    case "reached":
    case "over":
      return "win";
    default:
      return null;
  }
}
