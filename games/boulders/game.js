/** The mine as the stage knows it: its rules, its drawing, its sounds and its words. */

import { RulesGame } from "../kit/rules-game.js";
import { makeBoard } from "./draw.js";
import * as rules from "./logic.js";
import { SOUNDS } from "./sound.js";
import { SAID } from "./texts.js";
import { describe, info, refusalText, said, saidReached } from "./words.js";

/** @type {Partial<Record<string, import("./sound.js").SoundName>>} */
const SOUND_OF = {
  stepped: "step", pushed: "roll", bumped: "bump", collected: "crystal", splashed: "splash", clicked: "click", released: "release",
  opened: "door", closed: "shut", undone: "undo", refused: "refuse", missing: "refuse", hopeless: "alarm", reached: "win",
};

/** @extends {RulesGame<rules.Level, rules.State, rules.Happening>} */
export class Game extends RulesGame {
  /** @param {import("../kit/rules-game.js").Given} given */
  constructor(given) {
    super(given, {
      rules,
      makeBoard,
      sounds: SOUNDS,
      soundOf: SOUND_OF,
      // What the stage calls the keys that a program knows by these words.
      keys: { " ": "space", ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" },
      plain: ["stepped", "looked", "undone", "surveyed"],
      words: {
        describe,
        said,
        info,
        reached: (event, state, level, text) => {
          const { stars } = /** @type {Extract<rules.Happening, { type: "reached" }>} */ (event);
          return { stars, text: saidReached(stars, state, level, text) };
        },
        refused: refusalText,
        waits: (state, text) => (state.pressed === 0 ? text(SAID.waits) : ""),
      },
    });
  }
}
