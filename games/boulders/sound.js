/** How the mine sounds. */

/** Each note: hertz, seconds from the beginning, seconds long, wave, loudness. */
export const SOUNDS = /** @type {const} */ ({
  step: [[210, 0, 0.03, "triangle", 0.14], [150, 0.09, 0.03, "triangle", 0.12]],
  roll: [
    [64, 0, 0.26, "sawtooth", 0.09], [72, 0.04, 0.22, "square", 0.04], [96, 0.1, 0.06, "triangle", 0.16], [84, 0.2, 0.08, "triangle", 0.16],
  ],
  bump: [[105, 0, 0.1, "square", 0.08], [78, 0.04, 0.16, "triangle", 0.24]],
  crystal: [[1047, 0, 0.1, "sine", 0.16], [1568, 0.06, 0.14, "sine", 0.14], [2093, 0.12, 0.34, "sine", 0.12], [3136, 0.14, 0.3, "sine", 0.04]],
  splash: [
    [420, 0, 0.05, "triangle", 0.16], [260, 0.03, 0.1, "sine", 0.24], [140, 0.08, 0.24, "sine", 0.26],
    [720, 0.12, 0.04, "sine", 0.08], [940, 0.19, 0.04, "sine", 0.07], [620, 0.26, 0.05, "sine", 0.06],
  ],
  click: [[330, 0, 0.03, "square", 0.08], [494, 0.06, 0.12, "triangle", 0.2]],
  release: [[392, 0, 0.05, "triangle", 0.16], [262, 0.06, 0.1, "triangle", 0.16]],
  door: [[98, 0, 0.3, "sawtooth", 0.06], [131, 0.12, 0.26, "sawtooth", 0.05], [523, 0.28, 0.12, "triangle", 0.16], [784, 0.36, 0.3, "triangle", 0.16]],
  shut: [[131, 0, 0.12, "sawtooth", 0.06], [82, 0.08, 0.2, "triangle", 0.24]],
  undo: [[520, 0, 0.05, "sine", 0.12], [390, 0.05, 0.08, "sine", 0.12]],
  refuse: [[294, 0, 0.1, "triangle", 0.18], [220, 0.11, 0.18, "triangle", 0.18]],
  alarm: [[330, 0, 0.14, "triangle", 0.18], [277, 0.15, 0.14, "triangle", 0.18], [220, 0.3, 0.3, "triangle", 0.18]],
  win: [
    [392, 0, 0.12, "triangle", 0.2], [523, 0.11, 0.12, "triangle", 0.2], [659, 0.22, 0.12, "triangle", 0.2], [784, 0.33, 0.2, "triangle", 0.2],
    [1047, 0.5, 0.5, "triangle", 0.22], [1319, 0.5, 0.5, "sine", 0.1], [1568, 0.5, 0.5, "sine", 0.07],
  ],
});

/** @typedef {keyof typeof SOUNDS} SoundName */
