/** What lies over the arena: who takes part before a match, how it went after it, and that a learner alone is out. */

import { isStanding } from "./robots.js";
import { liveryOf } from "./palette.js";
import { badge, box, crowned } from "./panel.js";
import { SHOWN } from "./texts.js";
import { nameOf } from "./words.js";

/** @typedef {import("./logic.js").State} State */
/** @typedef {import("./words.js").Text} Text */
/** @typedef {import("./palette.js").Palette} Palette */

/**
 * `seats` is how many robots there is room for; `start` is there where the host begins the match here.
 *
 * @type {(palette: Palette, text: Text, seats: number, start: (() => void) | undefined) =>
 *   { element: HTMLElement, show(state: State): void, clear(): void }}
 */
export function makeOverlay(palette, text, seats, start) {
  const element = box("div", "");

  /** @type {(state: State, actor: number, before: (Node | string)[], after: string, told: string) => HTMLElement} */
  function row(state, actor, before, after, told) {
    const robot = state.robots.find((it) => it.actor === actor);
    const name = box("span", "name", robot ? nameOf(robot, text) : "");
    if (told) {
      name.append(box("small", "", told));
    }
    const made = box("div", "arena-row", ...before, badge(actor, palette), name, box("span", "count", after));
    made.style.setProperty("--own", liveryOf(actor).fill);
    return made;
  }

  /** @param {State} state */
  function lobby(state) {
    const rows = state.robots.map((it) => row(state, it.actor, [], "", it.language));
    const list = box("div", "arena-list is-pairs", ...rows);
    const isEnough = state.robots.length >= 2;
    const card = box("div", "arena-card", box("h2", "", text(SHOWN.lobby)), list,
      box("p", "", text(isEnough ? SHOWN.ready : SHOWN.waiting, { n: state.robots.length, most: seats })));
    if (start) {
      const button = /** @type {HTMLButtonElement} */ (box("button", "arena-start", text(SHOWN.start)));
      button.type = "button";
      button.disabled = !isEnough;
      button.addEventListener("click", start);
      card.append(button);
    }
    return box("div", "arena-veil", card);
  }

  /** @param {State} state */
  function scoreboard(state) {
    const winners = state.result.filter((it) => it.place === 1);
    const [first] = winners;
    const winner = state.robots.find((it) => it.actor === first?.actor);
    const title = winners.length === 1 && winner ? text(SHOWN.winner, { name: nameOf(winner, text) }) : text(SHOWN.draw);
    const rows = state.result.map(({ actor, place, points }) => {
      const robot = state.robots.find((it) => it.actor === actor);
      const told = robot && isStanding(robot) ? text(SHOWN.stood, { hits: robot.hits }) : text(SHOWN.fell, { turn: robot?.fell ?? 0, hits: robot?.hits ?? 0 });
      const made = row(state, actor, [box("span", "place", String(place))], text(SHOWN.points, { n: points }), told);
      made.classList.toggle("is-first", place === 1);
      return made;
    });
    const isLong = rows.length > 4;
    const crowns = box("div", "arena-crowns", ...winners.slice(0, 3).map((it) => crowned(it.actor, palette)));
    const list = box("div", `arena-list is-score${isLong ? " is-pairs" : ""}`, ...rows);
    // Two columns are read down, as the places go.
    list.style.setProperty("--rows", String(Math.ceil(rows.length / 2)));
    return box("div", "arena-veil", box("div", `arena-card${isLong ? " is-wide" : ""}`, crowns, box("h2", "", title), list));
  }

  return {
    element,
    show(state) {
      if (!state.hasStarted) {
        const hadFocus = element.contains(document.activeElement);
        element.replaceChildren(lobby(state));
        if (hadFocus) {
          element.querySelector("button")?.focus();
        }
      } else if (state.isOver && !state.isAlone) {
        element.replaceChildren(scoreboard(state));
      } else if (state.isOver && !state.hasReached) {
        const own = state.robots[0];
        element.replaceChildren(box("div", "arena-banner", text(own && isStanding(own) ? SHOWN.late : SHOWN.out)));
      } else {
        element.replaceChildren();
      }
    },
    clear() {
      element.replaceChildren();
    },
  };
}
