/** The frame of a stage begins: it waits for its page's port, and plays one game. */

import "../styles/tokens.css";
import "./frame.css";
import { LENGTH, PER_SECOND } from "../stage/bounds.ts";
import { type FrameNote, type FromPage, PORT, READY, cut, readFromPage } from "../stage/protocol.ts";
import type { StageSettings } from "../stage/types.ts";
import { STAGE } from "../texts/stage.ts";
import { tell } from "../texts/texts.ts";
import { installKeys, press } from "./keys.ts";
import { Play } from "./play.ts";
import { installSound } from "./sound.ts";
import { installStorage } from "./storage.ts";
import { isMistake, refusalOf, wordsOf } from "./values.ts";

let port: MessagePort | null = null;
let sent = 0;
let heard = 0;
let faults = 0;

installStorage();
installKeys(note);
const sound = installSound();
const element = document.getElementById("stage") ?? document.body.appendChild(document.createElement("div"));
const play = new Play({ element, note, dress });
installDialogs();
reportFaults();

addEventListener("message", (event) => {
  // The page that the frame is in, and it alone, and once.
  if (event.source !== parent || parent === window || event.data !== PORT || port) {
    return;
  }
  event.stopImmediatePropagation();
  port = event.ports[0] ?? null;
  if (port) {
    port.onmessage = ({ data }) => hear(readFromPage(data));
  }
});
parent.postMessage(READY, "*");

function hear(message: FromPage | null) {
  if (!message || message.n <= heard) {
    return;
  }
  heard = message.n;
  if ("ask" in message) {
    void answer(message);
    return;
  }
  switch (message.note) {
    case "cancel":
      return play.cancel(message.of);
    case "key":
      return press(message.key);
    case "settings":
      return play.configure(message.settings);
    case "clock":
      return play.setClock(message.offset);
  }
}

async function answer(message: Extract<FromPage, { ask: string }>) {
  const { n: re } = message;
  try {
    const value = message.ask === "ping" ? null : await play.answer(re, message);
    send({ re, value: value ?? null });
  } catch (why) {
    if (isMistake(why)) {
      // For whoever writes the game, with its stack.
      console.error(why);
      if (message.ask === "command") {
        report(wordsOf(why));
      }
    }
    send({ re, error: refusalOf(why, play.lang) });
  }
}

function note(it: FrameNote) {
  send(it);
}

function send(body: object) {
  sent += 1;
  port?.postMessage(JSON.stringify({ n: sent, ...body }));
}

/** What of the page's look is the frame's too. A game of the original expects a white page. */
function dress(settings: StageSettings, isNative: boolean) {
  const html = document.documentElement;
  html.lang = settings.lang;
  document.title = tell(STAGE.frame, play.lang);
  html.dataset.theme = isNative ? settings.theme : "light";
  html.dataset.motion = settings.reducedMotion ? "reduced" : "full";
  html.dataset.game = isNative ? "native" : "original";
  sound.set(settings.sound);
}

/** The sandbox shows no dialogs: what an alert says goes to the console instead of nowhere. */
function installDialogs() {
  window.alert = (text?: unknown) => note({ note: "log", level: "info", text: cut(`${text ?? ""}`, LENGTH.log) });
  const refuse = (text: unknown) =>
    note({ note: "log", level: "warning", text: tell(STAGE.noWindows, play.lang, { text: cut(`${text ?? ""}`, 200) }) });
  window.confirm = (text) => (refuse(text), false);
  window.prompt = (text) => (refuse(text), null);
}

function report(fault: string) {
  faults += 1;
  if (faults <= PER_SECOND.fault) {
    note({ note: "fault", text: cut(fault, LENGTH.fault) });
  }
}

function reportFaults() {
  setInterval(() => (faults = 0), 1000);
  addEventListener("error", ({ error, message, filename, lineno }) => {
    // It says that a layout took two frames, and nothing else.
    if (message?.startsWith("ResizeObserver loop")) {
      return;
    }
    const place = filename ? ` (${filename.split("/").pop()}:${lineno})` : "";
    report(`${wordsOf(error) || message || tell(STAGE.silent, play.lang)}${place}`);
  });
  addEventListener("unhandledrejection", ({ reason }) => {
    // A wait that was given up with its command is no fault.
    if (!(reason instanceof DOMException && reason.name === "AbortError")) {
      report(wordsOf(reason) || tell(STAGE.silent, play.lang));
    }
  });
  addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
    const text = tell(STAGE.blocked, play.lang, { url: cut(blockedURI, 200), rule: effectiveDirective });
    note({ note: "log", level: "warning", text });
  });
}
