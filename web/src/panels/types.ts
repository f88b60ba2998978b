/** What panels are given: plain data, so that each can be shown by itself. */

/** What a line of the console is: the program's own, the game's by level, or the page's. */
export type ConsoleKind =
  | "out"
  | "err"
  | "system"
  | "log"
  | "info"
  | "success"
  | "warning"
  | "error"
  | "typed"
  | "result"
  | "failed"
  | "gap";

export type ConsoleLine = {
  /** Of this line alone; grows. */
  readonly id: number;
  /** `typed`, `result` and `failed` belong to live instructions and input, `gap` to what was left out. */
  readonly kind: ConsoleKind;
  readonly text: string;
  /** How much was left out. */
  readonly bytes?: number | undefined;
  /** How often it came, one after the other; once where it is not said. */
  readonly count?: number | undefined;
};

/** A key binding: keys pressed together, as `KeyboardEvent.key` names them, with `Mod` for Ctrl or ⌘. */
export type Shortcut = { readonly keys: readonly string[]; readonly what: string };


/** Squares of a QR code, without the quiet zone. */
export type QrCode = { readonly size: number; isDark(x: number, y: number): boolean };
