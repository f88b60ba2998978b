/** The colours of each theme. */

/** @typedef {typeof LIGHT} Palette */

const LIGHT = {
  sky: "#e9edf9",
  skyGlow: "#ffffff",
  islandShadow: "#1c2033",
  islandShadowOpacity: 0.16,
  floor: "#fff8ea",
  floorOdd: "#f8eeda",
  floorEdge: "#e6d7b9",
  floorShade: "#7a5a2e",
  wallTop: "#7f88ea",
  wallTopEdge: "#a3abfb",
  wallDecor: "#6b74d6",
  wallFront: "#4d55b3",
  wallFrontEdge: "#3f4699",
  leaf: "#3fb67f",
  leafDark: "#2b9466",
  petal: "#ffd3e6",
  shell: "#ffffff",
  shellShade: "#c9d0ea",
  shellEdge: "#3a4064",
  visor: "#1f2440",
  eye: "#63f2df",
  trim: "#ff9a3d",
  trimDark: "#d97415",
  foot: "#3a4064",
  lamp: "#ff5d73",
  pointer: "#ff8a1f",
  gem: "#f0388f",
  gemLight: "#ff8cc4",
  gemDark: "#b81c67",
  shine: "#ffffff",
  gold: "#f5b71e",
  goldLight: "#ffdf75",
  goldDark: "#b97f06",
  silver: "#a9b6cc",
  silverLight: "#e4ebf6",
  silverDark: "#66758f",
  hole: "#2b2f45",
  flag: "#17a864",
  flagDark: "#0e7a4b",
  glow: "#25c97d",
  asleep: "#9aa1b8",
  asleepDark: "#747c96",
  ink: "#1c2033",
  chip: "#ffffff",
  chipEdge: "#d5d9e8",
  glance: "#2f6bff",
};

/** @type {Palette} */
const DARK = {
  ...LIGHT,
  sky: "#12141f",
  skyGlow: "#20243c",
  islandShadow: "#000000",
  islandShadowOpacity: 0.5,
  floor: "#414a78",
  floorOdd: "#39416b",
  floorEdge: "#2a3054",
  floorShade: "#05060d",
  wallTop: "#5a64cc",
  wallTopEdge: "#7f89ec",
  wallDecor: "#4a53b4",
  wallFront: "#31388a",
  wallFrontEdge: "#252b6e",
  leaf: "#3aa876",
  leafDark: "#267e57",
  shell: "#f3f5fd",
  shellShade: "#aab3d4",
  shellEdge: "#14172a",
  visor: "#10132a",
  foot: "#12152a",
  gem: "#ff4fa3",
  asleep: "#98a0c2",
  asleepDark: "#6f779a",
  flag: "#2fd187",
  flagDark: "#199a60",
  glow: "#3ce69a",
  ink: "#e9ebf6",
  chip: "#1a1d2c",
  chipEdge: "#343a54",
  glance: "#9dbbff",
};

/** @type {Palette} */
const CONTRAST = {
  ...DARK,
  sky: "#000000",
  skyGlow: "#000000",
  islandShadowOpacity: 0,
  floor: "#000000",
  floorOdd: "#000000",
  floorEdge: "#8a8a8a",
  floorShade: "#000000",
  wallTop: "#ffffff",
  wallTopEdge: "#ffffff",
  wallDecor: "#d0d0d0",
  wallFront: "#9a9a9a",
  wallFrontEdge: "#6e6e6e",
  shell: "#ffe14d",
  shellShade: "#d6b400",
  shellEdge: "#000000",
  visor: "#000000",
  eye: "#ffffff",
  foot: "#ffe14d",
  pointer: "#ffe14d",
  gem: "#ff8cf0",
  gemLight: "#ffd0f8",
  gemDark: "#d94cc6",
  flag: "#4dff9d",
  flagDark: "#00c060",
  asleep: "#c0c0c0",
  asleepDark: "#909090",
  ink: "#ffffff",
  chip: "#000000",
  chipEdge: "#ffffff",
  glance: "#4dd2ff",
};

/**
 * The walls of a world, by theme.
 *
 * @typedef {{ wallTop: string, wallTopEdge: string, wallDecor: string, wallFront: string, wallFrontEdge: string,
 *   leaf: string, leafDark: string }} Walls
 * @type {Readonly<Record<string, { light: Walls, dark: Walls }>>}
 */
const WORLDS = {
  meadow: {
    light: walls("#5fc08d", "#93dfb4", "#4cac79", "#2f8259", "#256a48", "#b5e87d", "#8ccb55"),
    dark: walls("#2f8f68", "#57b98f", "#277d5a", "#1a5a40", "#124632", "#8ccb55", "#69a63a"),
  },
  canyon: {
    light: walls("#f0966e", "#ffbf9f", "#df825a", "#b9603d", "#9d4e2f", "#3fb67f", "#2b9466"),
    dark: walls("#b9623f", "#de8862", "#a55434", "#7d3c24", "#64301c", "#3aa876", "#267e57"),
  },
  dusk: {
    light: walls("#b184e3", "#d3b3f8", "#9f70d3", "#7b4cab", "#673d93", "#3fb67f", "#2b9466"),
    dark: walls("#7d50b4", "#a67bdc", "#6e43a2", "#502d7d", "#402366", "#3aa876", "#267e57"),
  },
};

/** The colours of a theme, and of the walls of a world in it. @type {(theme: string, world?: string) => Palette} */
export function paletteOf(theme, world = "") {
  if (theme === "contrast") {
    return CONTRAST;
  }
  const isDark = theme === "dark";
  return { ...(isDark ? DARK : LIGHT), ...WORLDS[world]?.[isDark ? "dark" : "light"] };
}

/** @type {(...colours: [string, string, string, string, string, string, string]) => Walls} */
function walls(wallTop, wallTopEdge, wallDecor, wallFront, wallFrontEdge, leaf, leafDark) {
  return { wallTop, wallTopEdge, wallDecor, wallFront, wallFrontEdge, leaf, leafDark };
}
