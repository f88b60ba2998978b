// The page of TITLE: a walker on a path of fields, and a flag to reach. What may happen is in logic.js;
// here it is only shown.

import { ahead, begin, play, readLevel } from "./logic.js";

/** @typedef {import("./livecoding-game.js").StageContext} StageContext */

const SVG = "http://www.w3.org/2000/svg";
const FIELD = 60;
const STEP_MS = 200;
/** What learners read where a command is refused, by the code of its `errors`. */
const REFUSED = { unknown: "There is no such command here." };
const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

export class Game {
  /** @param {{ element: HTMLElement, stage: StageContext }} parts */
  constructor({ element, stage }) {
    this.stage = stage;
    this.svg = document.createElementNS(SVG, "svg");
    element.replaceChildren(this.svg);
  }

  /** Shows a level of the manifest. */
  setLevel(level) {
    this.level = readLevel(level);
    this.reset();
  }

  /** Shows the level as it was before the first command. */
  reset() {
    this.restore(begin(this.level));
  }

  /** Plays a command; what it returns is the program's answer. */
  async command({ action, params = [], signal }) {
    if (action === "waitForKey") {
      params = [KEYS[await this.stage.waitForKey(Object.keys(KEYS), signal)]];
    }
    const [state, events, answer] = play(this.level, this.state, { action, params });
    this.state = state;
    for (const event of events) {
      await this.show(event);
    }
    if ("refused" in answer) {
      throw this.stage.refuse(answer.refused, REFUSED[answer.refused] ?? answer.refused);
    }
    return answer.value;
  }

  /** Shows one thing that happened. */
  async show(event) {
    switch (event.type) {
      case "stepped":
        this.draw(event.to);
        await this.stage.animate(STEP_MS);
        this.stage.say(this.describe());
        break;
      case "reached":
        this.stage.reached({ stars: 3, text: "You are at the flag!" });
        break;
    }
  }

  /** What a screen reader tells. */
  describe() {
    const { at } = this.state;
    return `The walker is on field ${at + 1} of ${this.level.path.length}; ahead: ${ahead(this.level, at)}.`;
  }

  /** What brings the stage back after the page was loaded again. */
  snapshot() {
    return this.state;
  }

  restore(state) {
    this.state = state;
    this.draw(state.at);
  }

  draw(at) {
    const { path } = this.level;
    const width = Math.max(1, path.length) * FIELD;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${FIELD}`);
    const fields = path.map((field, place) => shape("rect", {
      x: place * FIELD + 2, y: 2, width: FIELD - 4, height: FIELD - 4, rx: 8,
      fill: { "#": "#5b6178", F: "#ffd34d" }[field] ?? "#dfe3f5",
    }));
    const walker = shape("circle", {
      cx: (at + 0.5) * FIELD, cy: FIELD / 2, r: FIELD / 4, fill: "#4044d6",
    });
    this.svg.replaceChildren(...fields, walker);
  }
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
