/** The colours of each theme, and of the rock of each part of the mine. */

/** @typedef {typeof LIGHT} Palette */

const LIGHT = {
  rock: "#a9805c",
  rockLight: "#bd9570",
  rockDark: "#93694a",
  rim: "#e2bd92",
  face: "#7c563b",
  faceDark: "#563823",
  floor: "#f0dcb8",
  floorOdd: "#e9d2aa",
  pebble: "#cfb48a",
  shade: "#4a2d14",
  wood: "#a8692f",
  woodLight: "#cf9150",
  woodDark: "#6b3f19",
  lamp: "#ffb938",
  lampCore: "#fff6cf",
  glow: "#ffc75a",
  glowOpacity: 0.5,
  dusk: 0,
  stone: "#a89b8e",
  stoneLight: "#cfc5b8",
  stoneDark: "#71665c",
  stoneEdge: "#3d352e",
  water: "#3fb2d4",
  waterDeep: "#1c7ba6",
  foam: "#d4f5ff",
  plate: "#b9b2a6",
  plateEdge: "#77705f",
  plateAsleep: "#8f8775",
  awake: "#1fb96f",
  asleep: "#d2493a",
  crystal: "#8a4dff",
  crystalLight: "#d6c0ff",
  crystalDark: "#5a22c4",
  shine: "#ffffff",
  helmet: "#ffc928",
  helmetLight: "#ffe58a",
  helmetDark: "#d3930b",
  skin: "#f7c9a0",
  skinDark: "#dd9f73",
  blush: "#f08d74",
  hair: "#7a4524",
  cloth: "#2f6fd0",
  clothDark: "#1f4c98",
  shirt: "#e5533d",
  shirtDark: "#b5392a",
  boot: "#4b3322",
  line: "#33251b",
  ink: "#2a2019",
  chip: "#fffaf0",
  chipEdge: "#dcc6a3",
  gold: "#f5b71e",
  goldDark: "#b97f06",
  faint: "#8d7a66",
  glance: "#2f6bff",
};

/** @type {Palette} */
const DARK = {
  ...LIGHT,
  rock: "#2c2530",
  rockLight: "#392f3d",
  rockDark: "#221c27",
  rim: "#5d4c58",
  face: "#1d1620",
  faceDark: "#120d15",
  floor: "#5e4d4e",
  floorOdd: "#564647",
  pebble: "#4a3b3d",
  shade: "#08050a",
  wood: "#7f5128",
  woodLight: "#a9723f",
  woodDark: "#472a13",
  glowOpacity: 0.55,
  dusk: 0.42,
  stone: "#958a80",
  stoneLight: "#c2b7aa",
  stoneDark: "#564d46",
  stoneEdge: "#1c1714",
  water: "#1f86ab",
  waterDeep: "#0f4f70",
  foam: "#a9e6fa",
  plate: "#7d756e",
  plateEdge: "#3b352f",
  plateAsleep: "#57504a",
  awake: "#3ce69a",
  asleep: "#ff6a57",
  crystal: "#9a66ff",
  crystalLight: "#dccbff",
  crystalDark: "#6330d4",
  line: "#150e12",
  ink: "#f3ebe2",
  chip: "#201a24",
  chipEdge: "#473b4a",
  faint: "#a3939f",
  glance: "#9dbbff",
};

/** @type {Palette} */
const CONTRAST = {
  ...DARK,
  rock: "#000000",
  rockLight: "#000000",
  rockDark: "#000000",
  rim: "#ffffff",
  face: "#6e6e6e",
  faceDark: "#4a4a4a",
  floor: "#1c1c1c",
  floorOdd: "#1c1c1c",
  pebble: "#1c1c1c",
  shade: "#000000",
  glowOpacity: 0,
  dusk: 0,
  wood: "#c98a3c",
  woodLight: "#ffd08a",
  stone: "#bdbdbd",
  stoneLight: "#ffffff",
  stoneDark: "#6e6e6e",
  stoneEdge: "#ffffff",
  water: "#0057d6",
  waterDeep: "#0057d6",
  foam: "#ffffff",
  plate: "#3a3a3a",
  plateEdge: "#ffe14d",
  plateAsleep: "#ffe14d",
  awake: "#4dff9d",
  asleep: "#ff7a6b",
  crystal: "#ff8cf0",
  crystalLight: "#ffd0f8",
  crystalDark: "#d94cc6",
  line: "#000000",
  ink: "#ffffff",
  chip: "#000000",
  chipEdge: "#ffffff",
  faint: "#c0c0c0",
  glance: "#4dd2ff",
};

/** Rock, floor and crystals of the parts of the mine, by theme. */
const WORLDS = {
  moss: {
    light: { ...rock("#7f9169", "#94a77d", "#6a7b56", "#bdd09f", "#566544", "#3a4630"), ...ground("#ece6c6", "#e3dcb6", "#c3bd90"), ...gem("#13a89b", "#a5f0e4", "#0b6f72") },
    dark: { ...rock("#24302a", "#2e3d35", "#1b2520", "#4c6552", "#141c18", "#0c110e"), ...ground("#515a48", "#495141", "#3b4334"), ...gem("#22cbb8", "#b2fff2", "#0f8683") },
  },
  ice: {
    light: { ...rock("#7b86ae", "#929dc4", "#67719a", "#c0caec", "#525b85", "#383f62"), ...ground("#e6e9f5", "#dadff0", "#b9c0dc"), ...gem("#1d8fe8", "#b5e3ff", "#0b5aa8") },
    dark: { ...rock("#232842", "#2e3454", "#1a1e34", "#4d5786", "#141728", "#0c0e1a"), ...ground("#4b5173", "#434868", "#363b58"), ...gem("#3fb0ff", "#c5ebff", "#166fc4") },
  },
  ember: {
    light: { ...rock("#a9624f", "#bf7863", "#8f4e3e", "#e6a88f", "#743a2c", "#4f241a"), ...ground("#f4dcc6", "#eccfb5", "#d3aa8a"), ...gem("#f0388f", "#ffb3d8", "#b01462") },
    dark: { ...rock("#3a1f22", "#4a292c", "#2c1719", "#7a4444", "#220f12", "#15090b"), ...ground("#664840", "#5c4039", "#4b322c"), ...gem("#ff5cab", "#ffc6e1", "#bd1f70") },
  },
};

/** The colours of a theme, in a part of the mine. @type {(theme: string, world?: string) => Palette} */
export function paletteOf(theme, world = "") {
  if (theme === "contrast") {
    return CONTRAST;
  }
  const isDark = theme === "dark";
  const part = WORLDS[/** @type {keyof typeof WORLDS} */ (world)];
  return { ...(isDark ? DARK : LIGHT), ...part?.[isDark ? "dark" : "light"] };
}

/** @type {(...colours: [string, string, string, string, string, string]) => Pick<Palette, "rock" | "rockLight" | "rockDark" | "rim" | "face" | "faceDark">} */
function rock(rock, rockLight, rockDark, rim, face, faceDark) {
  return { rock, rockLight, rockDark, rim, face, faceDark };
}

/** @type {(...colours: [string, string, string]) => Pick<Palette, "floor" | "floorOdd" | "pebble">} */
function ground(floor, floorOdd, pebble) {
  return { floor, floorOdd, pebble };
}

/** @type {(...colours: [string, string, string]) => Pick<Palette, "crystal" | "crystalLight" | "crystalDark">} */
function gem(crystal, crystalLight, crystalDark) {
  return { crystal, crystalLight, crystalDark };
}
