// The page of TITLE: a walker on a path of fields, and a flag to reach.

/** @typedef {import("./livecoding-game.js").StageContext} StageContext */

const SVG = "http://www.w3.org/2000/svg";
const FIELD = 60;
const STEP_MS = 200;

export class Game {
  /** @param {{ element: HTMLElement, stage: StageContext }} parts */
  constructor({ element, stage }) {
    this.stage = stage;
    this.path = [];
    this.at = 0;
    this.svg = document.createElementNS(SVG, "svg");
    element.replaceChildren(this.svg);
  }

  /** Shows a level of the manifest; `data` is what stands there. */
  setLevel({ data }) {
    this.path = [...data.path];
    this.reset();
  }

  /** Shows the level as it was before the first command. */
  reset() {
    this.at = 0;
    this.draw();
  }

  /** Plays a command; what it returns is the program's answer. */
  async command({ action, params = [] }) {
    switch (action) {
      case "move":
        return this.move(...params);
      case "look":
        return this.look();
      case "waitForKey":
        return this.waitForKey();
      default:
        throw this.stage.refuse("unknown", `There is no ${action} here.`);
    }
  }

  async move(steps = 1) {
    for (let step = 0; step < steps; step += 1) {
      if (this.look() === "wall") return false;
      this.at += 1;
      this.draw();
      await this.stage.animate(STEP_MS);
      if (this.path[this.at] === "F") this.stage.reached({ stars: 3, text: "You are at the flag!" });
    }
    this.stage.say(this.describe());
    return true;
  }

  look() {
    return { ".": "free", F: "goal" }[this.path[this.at + 1]] ?? "wall";
  }

  async waitForKey() {
    const keys = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };
    return keys[await this.stage.waitForKey(Object.keys(keys))];
  }

  /** What a screen reader tells. */
  describe() {
    return `The walker is on field ${this.at + 1} of ${this.path.length}; ahead: ${this.look()}.`;
  }

  /** What brings the stage back after the page was loaded again. */
  snapshot() {
    return { at: this.at };
  }

  restore({ at }) {
    this.at = at;
    this.draw();
  }

  draw() {
    const width = Math.max(1, this.path.length) * FIELD;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${FIELD}`);
    const fields = this.path.map((field, at) => shape("rect", {
      x: at * FIELD + 2, y: 2, width: FIELD - 4, height: FIELD - 4, rx: 8,
      fill: { "#": "#5b6178", F: "#ffd34d" }[field] ?? "#dfe3f5",
    }));
    const walker = shape("circle", {
      cx: (this.at + 0.5) * FIELD, cy: FIELD / 2, r: FIELD / 4, fill: "#4044d6",
    });
    this.svg.replaceChildren(...fields, walker);
  }
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
