/** A page with a stage and nothing else, for tests: what happens is in `window.happened`. */

import { createStage } from "../../src/stage/stage.ts";

const happened: unknown[][] = [];
const tell =
  (name: string) =>
  (...told: unknown[]) => {
    happened.push([name, ...told]);
  };

const stage = createStage({
  log: tell("log"),
  waits: tell("waits"),
  keysWanted: tell("keysWanted"),
  goal: tell("goal"),
  said: tell("said"),
  escape() {
    tell("escape")();
    document.getElementById("editor")?.focus();
  },
  fault: tell("fault"),
  hung: tell("hung"),
  shortcut: tell("shortcut"),
  save: tell("save"),
});
document.getElementById("place")?.append(stage.element);
document.addEventListener("securitypolicyviolation", (event) => tell("violation")(event.blockedURI, event.effectiveDirective));

let cid = 0;
Object.assign(window, {
  stage,
  happened,
  /** Plays a line, and gives what it led to. */
  play: async (text: string, command: object = {}, signal = new AbortController().signal) => {
    cid += 1;
    try {
      return { value: await stage.command({ cid, text, ...command }, signal) };
    } catch (why) {
      const { code, text: words } = why as { code: string; text: string };
      return { code, text: words };
    }
  },
});
