/** Colours of the stage: the paper is light in every theme, so that a colour is always the same colour. */

/**
 * @typedef {{ desk: string, deskGlow: string, paper: string, edge: string, shade: string, grain: number, mark: string,
 *   guide: string, guideEdge: string, hatch: string, ink: string, chip: string, chipInk: string, chipEdge: string,
 *   good: string, shadow: string }} Palette
 */

/** @type {Readonly<Record<string, Palette>>} */
const PALETTES = {
  light: {
    desk: "#d9c6ab", deskGlow: "#ead9c0", paper: "#fffcf4", edge: "#efe6d2", shade: "rgb(92 64 30 / 28%)", grain: 0.045,
    mark: "#cfc4ae", guide: "#e4def6", guideEdge: "#a79bd8", hatch: "#d9d2f2", ink: "#2b2a33", chip: "#fffffff0", chipInk: "#38334f",
    chipEdge: "#d8cfe6", good: "#1d8a55", shadow: "#5b4526",
  },
  dark: {
    desk: "#1b1a26", deskGlow: "#2c2a3d", paper: "#e9e4d8", edge: "#d3ccbc", shade: "rgb(0 0 0 / 55%)", grain: 0.06,
    mark: "#b9b09c", guide: "#d1c9ea", guideEdge: "#8d80c4", hatch: "#c4bbe4", ink: "#2b2a33", chip: "#26243af2", chipInk: "#eceaf8",
    chipEdge: "#4b4766", good: "#6fe0a8", shadow: "#2e2617",
  },
  contrast: {
    desk: "#000000", deskGlow: "#000000", paper: "#ffffff", edge: "#ffffff", shade: "transparent", grain: 0,
    mark: "#8a8a8a", guide: "#d6d6d6", guideEdge: "#3d3d3d", hatch: "#bdbdbd", ink: "#000000", chip: "#000000", chipInk: "#ffffff",
    chipEdge: "#ffffff", good: "#4dff9d", shadow: "#000000",
  },
};

/** Shells, in the order in which turtles come: light, dark, the pattern, and skin. */
export const SHELLS = /** @type {const} */ ([
  ["#7cc46a", "#3f8f4f", "#2f6f3e", "#a9d68a"],
  ["#f6a04d", "#d2691e", "#a84f14", "#f3cf8f"],
  ["#6fb4f2", "#2f74c9", "#235a9e", "#a8dcd0"],
  ["#f08fbf", "#c74a8b", "#9c366b", "#f5c9b8"],
  ["#b491ea", "#7a4fc0", "#5d3a98", "#cbd89a"],
  ["#5fd0c0", "#218f86", "#176d66", "#bfe0a0"],
  ["#f4d155", "#c99a1c", "#9c7610", "#cfdc92"],
  ["#f0776c", "#bf3f3a", "#93302c", "#efc79a"],
]);

/** @param {string} theme @returns {Palette} */
export function paletteOf(theme) {
  return PALETTES[theme] ?? /** @type {Palette} */ (PALETTES.light);
}
