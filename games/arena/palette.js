/** The colours of each theme, and those of the eight robots. */

/** @typedef {typeof LIGHT} Palette */

const LIGHT = {
  sky: "#dfe5f8",
  skyGlow: "#ffffff",
  plate: "#c3cbee",
  plateEdge: "#8f9ad4",
  floor: "#f3f4fe",
  floorOdd: "#e9ebfb",
  mark: "#b9c2ea",
  shadow: "#1d2350",
  shadowOpacity: 0.18,
  wallTop: "#8089de",
  wallLight: "#aeb5f8",
  wallFront: "#535cb4",
  wallStrip: "#8ff3ff",
  tread: "#3b4270",
  treadLight: "#666fa8",
  visor: "#1e2347",
  eye: "#7df6ff",
  barrel: "#3b4270",
  plateInk: "#1d2247",
  plateFill: "#ffffff",
  track: "#cfd5f0",
  full: "#17a35e",
  half: "#d98a00",
  low: "#d8283f",
  cell: "#ffc61a",
  cellLight: "#fff1b0",
  cellDark: "#b37b00",
  cellGlow: "#ffb300",
  fire: "#ff5a36",
  fireDeep: "#d41f4d",
  ember: "#ff8f3a",
  warning: "#e0701a",
  shieldFill: "#48b8ff",
  shieldEdge: "#0d79d1",
  spark: "#ffffff",
  smoke: "#6d7398",
  scorch: "#5a5f86",
  ink: "#1c2033",
  inkSoft: "#565d80",
  chip: "#ffffff",
  chipEdge: "#d3d8ec",
  veil: "rgba(226, 231, 248, 0.78)",
  accent: "#3b53d6",
  accentInk: "#ffffff",
  gold: "#f5b71e",
};

/** @type {Palette} */
const DARK = {
  ...LIGHT,
  sky: "#0c0e1c",
  skyGlow: "#1b2040",
  plate: "#232a54",
  plateEdge: "#3b4585",
  floor: "#2a3160",
  floorOdd: "#252c58",
  mark: "#3d477f",
  shadow: "#000000",
  shadowOpacity: 0.42,
  wallTop: "#5a65c2",
  wallLight: "#8a94f2",
  wallFront: "#343c86",
  wallStrip: "#4be7ff",
  tread: "#12152e",
  treadLight: "#59629c",
  visor: "#0d1024",
  barrel: "#c9d0f2",
  track: "#3c4680",
  full: "#3fe08c",
  half: "#ffc14a",
  low: "#ff5d6c",
  smoke: "#8d94bd",
  scorch: "#0f1229",
  shieldFill: "#5cc4ff",
  shieldEdge: "#a5e2ff",
  warning: "#ffa54a",
  ink: "#eceefb",
  inkSoft: "#aab2da",
  chip: "#1a1f3c",
  chipEdge: "#38407a",
  veil: "rgba(10, 12, 26, 0.74)",
  accent: "#8fa2ff",
  accentInk: "#0d1024",
};

/** @type {Palette} */
const CONTRAST = {
  ...DARK,
  sky: "#000000",
  skyGlow: "#000000",
  plate: "#000000",
  plateEdge: "#ffffff",
  floor: "#000000",
  floorOdd: "#0d0d0d",
  mark: "#3a3a3a",
  shadowOpacity: 0,
  wallTop: "#ffffff",
  wallLight: "#ffffff",
  wallFront: "#9a9a9a",
  wallStrip: "#9a9a9a",
  tread: "#ffffff",
  treadLight: "#000000",
  barrel: "#ffffff",
  track: "#4a4a4a",
  full: "#4dff9d",
  half: "#ffe14d",
  low: "#ff8080",
  fire: "#ff5a36",
  fireDeep: "#ff2a2a",
  ink: "#ffffff",
  inkSoft: "#ffffff",
  chip: "#000000",
  chipEdge: "#ffffff",
  veil: "rgba(0, 0, 0, 0.92)",
  accent: "#ffe14d",
  accentInk: "#000000",
  scorch: "#333333",
};

/**
 * A colour and a shape for each robot: who does not tell the colours apart goes by shape and number.
 *
 * @typedef {{ fill: string, light: string, dark: string, shape: Shape }} Livery
 * @typedef {"circle" | "square" | "triangle" | "diamond" | "hexagon" | "star" | "cross" | "drop"} Shape
 * @type {readonly Livery[]}
 */
const LIVERIES = [
  livery("#2f7de1", "#86b8ff", "#164b97", "circle"),
  livery("#f08a24", "#ffc489", "#a4540a", "square"),
  livery("#14a577", "#74dfba", "#086547", "triangle"),
  livery("#d9569b", "#ffabd5", "#932562", "diamond"),
  livery("#e3bd16", "#fff08a", "#8f7200", "hexagon"),
  livery("#3fb5ea", "#ade4ff", "#15729c", "star"),
  livery("#d1432a", "#ff9c87", "#872010", "cross"),
  livery("#8a6fd8", "#cbb9ff", "#50389a", "drop"),
];

/** @param {string} theme */
export function paletteOf(theme) {
  return theme === "contrast" ? CONTRAST : theme === "dark" ? DARK : LIGHT;
}

/** The colours of a robot, by its number. @type {(actor: number) => Livery} */
export function liveryOf(actor) {
  return /** @type {Livery} */ (LIVERIES[(actor - 1 + LIVERIES.length * 8) % LIVERIES.length]);
}

/** @type {(fill: string, light: string, dark: string, shape: Shape) => Livery} */
function livery(fill, light, dark, shape) {
  return { fill, light, dark, shape };
}
