/** The turtle as the stage knows it: its rules, its drawing, its sounds and its words. */

import { RulesGame } from "../kit/rules-game.js";
import { makeBoard } from "./draw.js";
import * as rules from "./logic.js";
import { SOUNDS } from "./sound.js";
import { STRAYED } from "./texts.js";
import { describe, refusalText, said, saidReached } from "./words.js";

/** @type {Partial<Record<rules.Happening["type"], import("./sound.js").SoundName>>} */
const SOUND_OF = {
  drew: "draw", went: "step", dotted: "dot", filled: "pour", hatched: "hatch", cleared: "wipe", refused: "refuse", reached: "win",
};

/** @extends {RulesGame<rules.Level, rules.State, rules.Happening>} */
export class Game extends RulesGame {
  /** @param {import("../kit/rules-game.js").Given} given */
  constructor(given) {
    super(given, {
      rules,
      makeBoard: (it) => makeBoard({ ...it, save: given.stage.save?.bind(given.stage) }),
      sounds: SOUNDS,
      soundOf: SOUND_OF,
      plain: ["drew", "went", "turned", "dotted", "chosen", "hatched", "filled"],
      words: {
        describe,
        said,
        info: (event, text) => (event.type === "strayed" ? text(STRAYED) : ""),
        reached: (event, state, level, text) => {
          const { stars } = /** @type {Extract<rules.Happening, { type: "reached" }>} */ (event);
          return { stars, text: saidReached(stars, state, level, text) };
        },
        refused: refusalText,
      },
    });
  }
}
