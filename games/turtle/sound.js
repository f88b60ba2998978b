/** How the turtle sounds. */

/** Each note: hertz, seconds from the beginning, seconds long, wave, loudness. */
export const SOUNDS = /** @type {const} */ ({
  draw: [[196, 0, 0.05, "triangle", 0.07]],
  step: [[147, 0, 0.04, "sine", 0.07]],
  dot: [[523, 0, 0.05, "sine", 0.16], [349, 0.04, 0.09, "sine", 0.12]],
  pour: [[262, 0, 0.12, "sine", 0.12], [330, 0.08, 0.12, "sine", 0.12], [440, 0.16, 0.2, "sine", 0.12]],
  hatch: [[659, 0, 0.06, "triangle", 0.14], [880, 0.07, 0.1, "triangle", 0.14]],
  wipe: [[392, 0, 0.08, "triangle", 0.1], [262, 0.07, 0.12, "triangle", 0.1]],
  refuse: [[294, 0, 0.1, "triangle", 0.18], [220, 0.11, 0.18, "triangle", 0.18]],
  win: [
    [523, 0, 0.12, "triangle", 0.2], [659, 0.11, 0.12, "triangle", 0.2], [784, 0.22, 0.12, "triangle", 0.2],
    [1047, 0.33, 0.4, "triangle", 0.24], [1568, 0.33, 0.4, "sine", 0.08],
  ],
});

/** @typedef {keyof typeof SOUNDS} SoundName */
