/** Making SVG elements. */

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
