/**
 * What a game of LiveCoding is given, and what it may have: for completion in your editor.
 *
 * Copy this file beside your game and begin it with
 *
 * ```js
 * /** @import { Command, GameParts, Level, NativeGame } from "./livecoding-game" *\/
 * ```
 */

/** A text for people: English, or by language code with `en` among them. */
export type Text = string | Readonly<Record<string, string>>;

/** What the constructor of a game is given: `constructor({ element, assetsBasePath, console, stage })`. */
export interface GameParts {
  /** Where the game draws: empty, as large as the stage. */
  readonly element: HTMLElement;
  /** The folder `data.assets` of the manifest, without a slash at its end. */
  readonly assetsBasePath: string;
  /** The learner's console, beside the output of the program. */
  readonly console: GameConsole;
  /** Everything else of the stage. */
  readonly stage: StageContext;
}

/** Lines for the learner, each with a level. */
export interface GameConsole {
  log(text: unknown): void;
  info(text: unknown): void;
  success(text: unknown): void;
  warning(text: unknown): void;
  error(text: unknown): void;
}

/** The stage: how it is to look, and what a game can tell the page. */
export interface StageContext {
  /** Language of people: `en`, `fr`, `de` or `it`. */
  readonly lang: string;
  /** Also on the frame's `<html>` as `data-theme`, with the page's colours as custom properties. */
  readonly theme: "light" | "dark" | "contrast";
  /** Also on the frame's `<html>` as `data-motion="reduced"`. */
  readonly reducedMotion: boolean;
  /** Whether sound is wanted; a page that mutes mutes audio elements and audio contexts by itself. */
  readonly sound: boolean;
  /** Calls back when one of these four changes; gives the function that ends it. */
  onChange(callback: () => void): () => void;
  /** A text in the language of people; `{name}` in it stands for a value. */
  text(text: Text, values?: Readonly<Record<string, unknown>>): string;
  /**
   * The server's time, in milliseconds since 1970: the same on all devices, within some hundredths of a second where the
   * network is good. It may go back by a few milliseconds, and jumps where somebody sets a clock. Without a server it is
   * the device's own.
   */
  now(): number;
  /** The goal of the level is reached: with 1 to 3 stars, and a sentence, where there are any. */
  reached(goal?: { readonly stars?: 1 | 2 | 3; readonly text?: Text }): void;
  /** What a screen reader says: what changed, in a few words. Not for every step of a long run. */
  say(text: Text, values?: Readonly<Record<string, unknown>>): void;
  /**
   * Waits until the user presses one of these keys, as `KeyboardEvent.key` names them (`"ArrowUp"`, `" "`, `"a"`);
   * none means any key. Shows them on touch screens, and takes the focus where the user does not work elsewhere.
   * The run's clock stands still. Rejects when `signal`, the command's own, is aborted.
   * In a replay it gives the first of them at once: the program has its answer already.
   */
  waitForKey(keys: readonly string[], signal?: AbortSignal): Promise<string>;
  /** An error to throw: the program gets it as one of its language, with `code` of the command's `errors`. */
  refuse(code: string, text: Text, values?: Readonly<Record<string, unknown>>): Error & { readonly code: string; readonly text: string };
  /**
   * Hands out a file to the user: call it when a button of the game was clicked, since the page takes none at another
   * time, and one a second. At most 6 MB, of the type `image/svg+xml`, `image/png`, `audio/wav`, `audio/midi`,
   * `text/plain`, `text/csv` or `application/json`; its name gets the ending that belongs to it. Older pages do not have it.
   */
  save?(file: { readonly name: string; readonly type: string; readonly text?: string; readonly bytes?: Uint8Array }): void;
  /**
   * Takes `ms` at most, and calls `draw` on each frame with the part of it that is over, at last with 1.
   * Where nothing is to move – a replay, reduced motion, a run at full speed, a stop – it is over at once.
   */
  animate(ms: number, draw?: (progress: number) => void, command?: Playing): Promise<void>;
  /**
   * Waits for the next frame and gives true; or gives false at once where nothing is to move: draw the end.
   * Where several programs play, `command` says whose speed and whose stop count; else there is movement while any goes on.
   */
  frame(command?: Playing): Promise<boolean>;
  /** The command that is being played: the newest, where several programs play. */
  readonly playing: Playing;
}

export interface Playing {
  /** Aborted when nobody waits for the command any more: the program was stopped. */
  readonly signal: AbortSignal;
  /** It was played before, and is shown again after a reload: no animation, no sound, no waiting. */
  readonly isReplay: boolean;
}

/** A command of the learner's program. */
export interface Command extends Playing {
  /** As the manifest declares it: `waitForKey`. */
  readonly action: string;
  /** Checked against the manifest, with its defaults filled in. */
  readonly params: readonly unknown[];
  /** The line as the program wrote it. */
  readonly text: string;
  /**
   * The number of the program, from 1, where several play on one stage; absent when it is alone. Its answer may come
   * after commands of others. The host's own actions begin with `@`.
   */
  readonly actor?: number;
  /** In a replay: what the program was answered, where that is known. What a user pressed is to be found here. */
  readonly answer?: unknown;
}

/** A program that plays with others on one stage. */
export interface Joining {
  /** Its number, from 1: that of its commands. */
  readonly actor: number;
  /** Whose it is, for people: at most 60 characters. */
  readonly name: string;
  /** The id of its language, such as `ruby`. */
  readonly language: string;
}

export interface Leaving {
  readonly actor: number;
  /** It came to its end, failed, was stopped, or whose it was went away. */
  readonly reason: "finished" | "error" | "stopped" | "left";
}

/** A level, as the manifest has it. */
export interface Level {
  readonly id: string;
  readonly title: Text;
  readonly goal?: Text;
  readonly hints?: readonly Text[];
  readonly par?: number;
  /** Whatever the game needs to show it. */
  readonly data?: any;
  /** In a replay: what chance began with, where that is known. */
  readonly seed?: number;
}

/** A game that declares its commands. Every method is optional, but for one that plays commands. */
export interface NativeGame {
  /** Plays a command; what it gives, also by a promise, is the program's value, what it throws the program's error, a refusal where it has a `code`. */
  command?(command: Command): unknown;
  /** The same as the original has it, with the line as text; only called where there is no `command`. */
  executeGameCommand?(text: string): unknown;
  /** Shows a level from its beginning; called with the chosen level before anything is played. */
  setLevel?(level: Level): void | Promise<void>;
  /** Shows the stage as before the first command. Without it, `setLevel` is called again, or the game is loaded anew. */
  reset?(): void | Promise<void>;
  /** The state as JSON, so that a reload of the page need not play every command again. */
  snapshot?(): unknown;
  /** Shows the state that `snapshot` gave, at once. */
  restore?(state: any): void | Promise<void>;
  /** What is to be seen, in words, in the language of people: for those who do not see it. */
  describe?(): string | Promise<string>;
  /**
   * A program comes onto a stage that several share, before its first command. Also after `setLevel`, `reset` and
   * `restore`, for each that is there, and with a name that changed: one that is there already stays where it is.
   * What it throws is told to whose program it is, which does not play then.
   */
  join?(joining: Joining): void | Promise<void>;
  /** It goes; its last command is over. */
  leave?(leaving: Leaving): void | Promise<void>;
}
