/** Keys in the frame: Escape first, keys on the screen, and waiting for one. */

import type { FrameNote } from "../stage/protocol.ts";

/** What a game of the original is offered on touch screens, since it does not say which keys it waits for. */
export const USUAL_KEYS = ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight", " ", "Enter"] as const;

/** How long a key of the screen is down: a game that asks on each frame must see it. */
const DOWN_MS = 80;

const CODES: Readonly<Record<string, readonly [code: string, keyCode: number]>> = {
  ArrowLeft: ["ArrowLeft", 37],
  ArrowUp: ["ArrowUp", 38],
  ArrowRight: ["ArrowRight", 39],
  ArrowDown: ["ArrowDown", 40],
  " ": ["Space", 32],
  Enter: ["Enter", 13],
  Tab: ["Tab", 9],
  Backspace: ["Backspace", 8],
  Delete: ["Delete", 46],
  Shift: ["ShiftLeft", 16],
  Control: ["ControlLeft", 17],
  Alt: ["AltLeft", 18],
  "+": ["NumpadAdd", 107],
  "-": ["NumpadSubtract", 109],
};

const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Tab", "Escape", "Dead", "Unidentified"];

/** `code` and the old `keyCode` of a key, as a keyboard of the United States has them. */
export function codeOf(key: string): readonly [code: string, keyCode: number] {
  const upper = key.toUpperCase();
  if (/^[A-Z]$/.test(upper)) {
    return [`Key${upper}`, upper.charCodeAt(0)];
  }
  return /^[0-9]$/.test(key) ? [`Digit${key}`, key.charCodeAt(0)] : (CODES[key] ?? ["", 0]);
}

/** The key of the list that was pressed; null for another one. An empty list takes any but modifiers. */
export function keyWanted(pressed: string, keys: readonly string[]): string | null {
  if (keys.length === 0) {
    return MODIFIERS.includes(pressed) ? null : pressed;
  }
  const isLetter = pressed.length === 1;
  return keys.find((key) => key === pressed || (isLetter && key.toLowerCase() === pressed.toLowerCase())) ?? null;
}

/** Whether the game listens to keys: then it may be waiting for one. */
let hasListener = false;

export function listensToKeys(): boolean {
  return hasListener || [window, document, document.body].some((it) => it.onkeydown ?? it.onkeyup ?? it.onkeypress);
}

/** Takes Escape before any game does, and passes on shortcuts that the game leaves. */
export function installKeys(note: (note: FrameNote) => void): void {
  const isEscape = (event: KeyboardEvent) => event.key === "Escape" && event.isTrusted;
  const take = (event: KeyboardEvent) => {
    if (isEscape(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type === "keydown") {
        note({ note: "escape" });
      }
      return;
    }
    const { key, ctrlKey: ctrl, altKey: alt, shiftKey: shift, metaKey: meta } = event;
    if (event.type === "keydown" && (key === "F9" || key === "F10" || (key === "F5" && shift)) && !event.repeat) {
      // The browser would load the whole page anew, or open a menu, before anybody could say that the game left it.
      event.preventDefault();
      note({ note: "shortcut", key, ctrl, alt, shift, meta });
    } else if (event.type === "keydown" && (ctrl || alt || meta) && !event.repeat && !MODIFIERS.includes(key)) {
      // After every listener of the game's.
      setTimeout(() => !event.defaultPrevented && note({ note: "shortcut", key, ctrl, alt, shift, meta }));
    }
  };
  addEventListener("keydown", take, { capture: true });
  addEventListener("keyup", take, { capture: true });
  addEventListener("focus", () => note({ note: "focused" }));

  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, ...rest: unknown[]) {
    hasListener ||= type === "keydown" || type === "keyup" || type === "keypress";
    return (add as (...all: unknown[]) => void).call(this ?? window, type, ...rest);
  };
}

/** Presses a key as a keyboard would, where the focus is: it goes up to the document and the window. */
export function press(key: string): void {
  const target = document.activeElement ?? document.body;
  const fire = (type: string) => {
    const [code, keyCode] = codeOf(key);
    const event = new KeyboardEvent(type, { key, code, bubbles: true, cancelable: true, composed: true, view: window });
    for (const old of ["keyCode", "which"]) {
      Object.defineProperty(event, old, { value: keyCode });
    }
    (target.isConnected ? target : document.body).dispatchEvent(event);
  };
  fire("keydown");
  setTimeout(() => fire("keyup"), DOWN_MS);
}

/** Waits for one of the keys; rejects when the signal is aborted. */
export function nextKey(keys: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const end = () => {
      removeEventListener("keydown", listen, { capture: true });
      signal?.removeEventListener("abort", abort);
    };
    const abort = () => {
      end();
      reject(signal?.reason);
    };
    const listen = (event: KeyboardEvent) => {
      const key = event.ctrlKey || event.metaKey || event.altKey ? null : keyWanted(event.key, keys);
      if (key !== null) {
        // The arrows must not scroll what they steer.
        event.preventDefault();
        end();
        resolve(key);
      }
    };
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    addEventListener("keydown", listen, { capture: true });
    signal?.addEventListener("abort", abort);
  });
}
