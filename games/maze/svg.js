/** Making SVG elements; and the colours of each theme. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An SVG element with its attributes and children.
 *
 * @param {string} name
 * @param {Record<string, string | number>} [attributes]
 * @param {...(SVGElement | null)} children
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  set(element, attributes);
  element.append(...children.filter((it) => it !== null));
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
}

/** @type {(points: readonly (readonly [number, number])[]) => string} */
export function outline(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
}

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
  asleep: "#7c84a3",
  asleepDark: "#5c6482",
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

/** @type {(theme: string) => Palette} */
export function paletteOf(theme) {
  return theme === "contrast" ? CONTRAST : theme === "dark" ? DARK : LIGHT;
}
