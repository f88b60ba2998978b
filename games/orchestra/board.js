/** The board: hands the state to the conductor, and each note to the ears and to the picture. */

import { makeConductor } from "./conductor.js";
import { placeInScene, sceneOf } from "./show.js";
import { makePicture } from "./picture.js";
import { makeSheet } from "./sheet.js";
import { beatAt } from "./time.js";
import { begin, playing } from "./logic.js";

/** In each scene of a show it is told for so long that anybody may take over. */
const INVITING_BARS = 4;

/** @typedef {import("./logic.js").State} State */

/**
 * @param {{ element: HTMLElement, level: import("./logic.js").Level, theme: string, isStill: () => boolean,
 *   text: import("../kit/rules-game.js").Text }} given
 * @param {{ mixer: import("./mixer.js").Mixer, now: () => number, hasSound: () => boolean }} outside
 */
export function makeBoard({ element, level, theme, isStill, text }, { mixer, now, hasSound }) {
  const sheet = makeSheet({ element, text, theme, isStill: isStill(), rest });
  let tempo = begin(level).tempo;
  const picture = makePicture({ canvas: sheet.canvas, now, beatAt: (ms) => beatAt(tempo, ms), theme, isStill: isStill() });
  const conductor = makeConductor({
    now,
    align: mixer.align,
    play(note) {
      picture.note(note);
      if (hasSound()) {
        mixer.play(note);
      }
    },
    turned(isShow) {
      const { state } = conductor;
      if (state) {
        sheet.turn(isShow, state);
        isShow ? mixer.wake() : look(state);
      }
    },
  });
  let request = requestAnimationFrame(follow);

  /** @param {number} at */
  function follow(at) {
    request = requestAnimationFrame(follow);
    const { state, isShow } = conductor;
    if (!state) {
      return;
    }
    const beat = beatAt(state.tempo, now());
    if (isShow) {
      const bar = Math.floor(beat / 4);
      const { light, visual } = sceneOf(bar);
      picture.show(visual, light, false);
      sheet.invite(placeInScene(bar) < INVITING_BARS);
      mixer.set(0.7);
    } else {
      sheet.follow(state, beat, at);
    }
  }

  /** Somebody presses the button for a rest. */
  function rest() {
    const toRest = !conductor.isResting;
    conductor.rest(toRest);
    if (toRest) {
      mixer.hush();
    } else {
      mixer.wake();
    }
    sheet.rest(toRest);
  }

  /** @param {State} state */
  function look(state) {
    picture.show(state.visual, state.light, playing(state).length > 0);
    mixer.set(state.volume / 100);
  }

  /** @type {(state: State, isPlayed: boolean) => void} */
  function show(state, isPlayed) {
    conductor.conduct(level, state, isPlayed);
    sheet.rest(conductor.isResting);
    tempo = state.tempo;
    const { state: now } = conductor;
    if (now) {
      sheet.write(now);
    }
    if (!conductor.isShow) {
      look(state);
    }
  }

  return {
    show(/** @type {State} */ state) {
      if (playing(state).length === 0) {
        mixer.hush();
      }
      conductor.greet();
      show(state, false);
    },
    async play(/** @type {import("./logic.js").Happening[]} */ events, /** @type {State} */ state) {
      mixer.wake();
      if (events.some(({ type }) => type === "stopped") && playing(state).length === 0) {
        mixer.hush();
      }
      show(state, true);
    },
    told: picture.told,
    destroy() {
      cancelAnimationFrame(request);
      conductor.destroy();
      picture.destroy();
      sheet.destroy();
    },
  };
}
