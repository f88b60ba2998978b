/** How the maze sounds. */

/** Each note: hertz, seconds from the beginning, seconds long, wave, loudness. */
export const SOUNDS = /** @type {const} */ ({
  step: [[320, 0, 0.05, "triangle", 0.18]],
  turn: [[440, 0, 0.04, "sine", 0.14], [560, 0.05, 0.05, "sine", 0.14]],
  bump: [[110, 0, 0.14, "square", 0.1], [82, 0.05, 0.16, "triangle", 0.25]],
  pick: [[784, 0, 0.08, "triangle", 0.2], [988, 0.07, 0.08, "triangle", 0.2], [1319, 0.14, 0.18, "triangle", 0.2]],
  open: [[196, 0, 0.12, "sawtooth", 0.06], [294, 0.1, 0.14, "triangle", 0.2], [392, 0.2, 0.22, "triangle", 0.2]],
  refuse: [[294, 0, 0.1, "triangle", 0.18], [220, 0.11, 0.18, "triangle", 0.18]],
  wake: [[523, 0, 0.1, "sine", 0.16], [784, 0.1, 0.22, "sine", 0.16]],
  win: [
    [523, 0, 0.12, "triangle", 0.2], [659, 0.11, 0.12, "triangle", 0.2], [784, 0.22, 0.12, "triangle", 0.2],
    [1047, 0.33, 0.4, "triangle", 0.24], [1319, 0.33, 0.4, "sine", 0.1],
  ],
});

/** @typedef {keyof typeof SOUNDS} SoundName */
