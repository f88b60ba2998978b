/** Keys for the whole page. */

export type Shortcut = "run" | "stop" | "pause" | "step" | "panes" | "panesBack" | "help" | "download" | "open";

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** What a key means, wherever the focus is. */
export function shortcut({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): Shortcut | null {
  const isMod = ctrlKey || metaKey;
  if (altKey) {
    return null;
  }
  // Some keyboards have the dot above another key.
  if (isMod && key === ".") {
    return "stop";
  }
  if (isMod && !shiftKey) {
    const named: Record<string, Shortcut> = { enter: "run", s: "download", o: "open" };
    return named[key.toLowerCase()] ?? null;
  }
  if (isMod) {
    return null;
  }
  if (shiftKey) {
    const named: Record<string, Shortcut> = { F5: "stop", F6: "panesBack" };
    return named[key] ?? null;
  }
  const named: Record<string, Shortcut> = { F1: "help", F6: "panes", F9: "pause", F10: "step" };
  return named[key] ?? null;
}
