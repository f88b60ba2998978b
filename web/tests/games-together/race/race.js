/** A race of several programs: each has a lane; two that meet wait for each other. */

const COLOURS = ["#4044d6", "#c0293f", "#0e7a4b"];
const LANE = 40;

export class Game {
  #room = document.createElement("div");
  #lanes = new Map();
  #waiting = null;

  constructor({ element }) {
    element.style.cssText += ";background:#f3f5fb;font:600 2.2vw system-ui";
    this.#room.style.cssText = "display:grid;align-content:center;gap:3vh;height:100%;padding:0 3vw;box-sizing:border-box";
    element.append(this.#room);
  }

  setLevel() {
    this.#waiting = null;
    this.#lanes.clear();
    this.#room.replaceChildren();
  }

  join({ actor, name, language }) {
    const { runner } = this.#lane(actor);
    runner.textContent = `${actor} ${name} ${language}`.trim();
  }

  leave({ actor, reason }) {
    const { runner } = this.#lane(actor);
    runner.style.opacity = "0.45";
    runner.textContent += ` (${reason})`;
    if (this.#waiting?.actor === actor) {
      this.#waiting = null;
    }
  }

  command({ action, actor = 0 }) {
    const lane = this.#lane(actor);
    if (action === "go") {
      lane.at += 1;
      lane.runner.style.left = `${((lane.at % LANE) / LANE) * 75}%`;
      lane.runner.dataset.at = lane.at;
      return lane.at;
    }
    const other = this.#waiting;
    if (other) {
      this.#waiting = null;
      other.resolve(actor);
      return other.actor;
    }
    return new Promise((resolve) => (this.#waiting = { actor, resolve }));
  }

  #lane(actor) {
    const known = this.#lanes.get(actor);
    if (known) {
      return known;
    }
    const track = document.createElement("div");
    track.style.cssText = "position:relative;height:13vh;border-radius:1vw;background:#fff;box-shadow:inset 0 0 0 2px #d5d9e8";
    const runner = document.createElement("div");
    runner.className = `runner-${actor}`;
    runner.dataset.at = 0;
    runner.style.cssText = `position:absolute;top:2vh;left:0;padding:0 1.5vw;border-radius:1vw;background:${COLOURS[actor % 3]};color:#fff;line-height:9vh;white-space:nowrap;transition:left 0.15s`;
    track.append(runner);
    this.#room.append(track);
    const lane = { at: 0, runner };
    this.#lanes.set(actor, lane);
    return lane;
  }
}
