/** What the page and its stage say to each other: the stage is a frame of an opaque origin. */

/** A text for people: English, or by language code with `en` among them. */
export type Text = string | Readonly<Record<string, string>>;

/** Where a game is: a folder's `manifest.json`, of this server or of another that allows it. */
export type GameSource = { readonly manifestUrl: string };

/** How the stage is to look and sound. */
export type StageSettings = {
  /** Language code of people: `en`, `fr`, `de`, `it`. */
  readonly lang: string;
  readonly theme: "light" | "dark" | "contrast";
  readonly reducedMotion: boolean;
  readonly sound: boolean;
  /** Least time between two commands, as the run has it: animations last no longer. Unset: as long as they like. */
  readonly msPerCommand?: number | undefined;
};

/** A level of a game, with texts in the language of the settings. */
export type Level = {
  readonly id: string;
  readonly title: string;
  /** What is to be reached, one sentence; may be empty. */
  readonly goal: string;
  /** From a nudge to nearly the solution. */
  readonly hints: readonly string[];
  /** A program to begin with, by language id; the language's own where there is none. */
  readonly starters: Readonly<Record<string, string>>;
  /** How many instructions or steps a good solution needs, where the game says so. */
  readonly par?: number | undefined;
};

/** A page for the learner: Markdown. */
export type InstructionPage = { readonly name: string; readonly description: string; readonly markdown: string };

/** What a game is, once it stands on the stage. */
export type LoadedGame = {
  readonly title: string;
  readonly description: string;
  readonly levels: readonly Level[];
  readonly instructions: readonly InstructionPage[];
  /** Text of the interpreter for a language, by language id: written by hand for the original. */
  readonly interpreters: Readonly<Record<string, string>>;
  /** The manifest as it is written: for `run.start` of a game that is not of this server. */
  readonly manifest: unknown;
  /** What the game can do. */
  readonly hooks: { readonly reset: boolean; readonly snapshot: boolean; readonly describe: boolean };
  /** Whether it declares its commands; a game of the original does not, and everything it answers is text. */
  readonly isNative: boolean;
  /** The same in every language: `toldIn(game.told, lang)` of `told.ts` tells it in another one. */
  readonly told: GamePackage;
};

/** A game as it is written, before a language is chosen. */
export type GamePackage = {
  readonly title: Text;
  readonly description: Text;
  readonly levels: readonly {
    readonly id: string;
    readonly title: Text;
    readonly goal: Text;
    readonly hints: readonly Text[];
    readonly starters: Readonly<Record<string, string>>;
    readonly par?: number | undefined;
  }[];
  readonly instructions: readonly { readonly name: Text; readonly description: Text; readonly markdown: Text }[];
  readonly interpreters: Readonly<Record<string, string>>;
  readonly manifest: unknown;
  readonly hooks: { readonly reset: boolean; readonly snapshot: boolean; readonly describe: boolean };
  readonly isNative: boolean;
};

/** A key pressed in the frame together with Ctrl, Alt or Meta, which the game did not take. */
export type Shortcut = {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
};

/** A command for the game. */
export type StageCommand = {
  readonly cid: number;
  /** As the program wrote it: what games of the original are given. */
  readonly text: string;
  readonly action?: string | undefined;
  readonly params?: unknown;
  /** Whether it was played before and is shown again: no animation. */
  readonly replay?: boolean | undefined;
  /** Which of several players gave it: its answer may come after commands of others. */
  readonly actor?: number | undefined;
  /** What it was answered when it was recorded. */
  readonly answer?: unknown;
};

/** Whether a command is one of a game of several players: the host's own begin with `@`. */
export function isOfMany({ actor, action = "" }: Pick<StageCommand, "actor" | "action">): boolean {
  return actor !== undefined || action.startsWith("@");
}

/** Why the game refused: raised in the learner's program. */
export type StageRefusal = { readonly code: string; readonly text: string };

/** What happens on the stage without being asked. */
export type StageEvents = {
  /** The game says something: `console.info("…")` of the original's. */
  log(level: "log" | "info" | "success" | "warning" | "error", text: string): void;
  /** The command being played waits for the user (a key, a click), or does not any more. */
  waits(forUser: boolean): void;
  /** Keys that the game waits for, as `KeyboardEvent.key` has them; empty when it does not. */
  keysWanted(keys: readonly string[]): void;
  /** The goal of the level was reached. `stars` from 1 to 3, where the game counts them. */
  goal(reached: { readonly level: string; readonly stars?: number | undefined; readonly text: string; readonly isReplay: boolean }): void;
  /** What a screen reader is told: the game's own words of what changed. */
  said(text: string): void;
  /** The user pressed Escape in the frame: the page takes the focus back. */
  escape(): void;
  /** The game threw outside of a command, or could not be loaded. */
  fault(text: string): void;
  /** The frame has not answered for a while (`true`), or answers again. */
  hung(isHung: boolean): void;
  /** A shortcut pressed in the frame: the page may take it for its own. A game can forge it: run nothing dangerous by it. */
  shortcut?(pressed: Shortcut): void;
};

/** A stage in the page. */
export type Stage = {
  /** The frame, to be laid out by the page. Moving it in the document reloads it, and the game is lost: put it in its place once. */
  readonly element: HTMLElement;
  /**
   * Loads a game into a fresh frame, and shows a level of it: the first, where none is named or there is none of that name.
   * Rejects with an Error whose text says what to do.
   */
  load(game: GameSource, settings: StageSettings, level?: string): Promise<LoadedGame>;
  /** The same game in a fresh frame, after a fault or a hang. */
  reload(): Promise<LoadedGame>;
  /** Shows a level from its beginning. */
  setLevel(id: string): Promise<void>;
  /** Plays a command; gives the program's answer, or throws a `StageRefusal`. */
  command(command: StageCommand, signal: AbortSignal): Promise<unknown>;
  /** Shows the level as it was before the first command. A game without the hook is loaded anew. */
  reset(): Promise<void>;
  /** The state to come back to; undefined where the game has no such hook. */
  snapshot(): Promise<unknown>;
  restore(state: unknown): Promise<void>;
  /** What is to be seen, in words. */
  describe(): Promise<string>;
  /** A key pressed on the screen's own keys. */
  key(key: string): void;
  focus(): void;
  configure(settings: StageSettings): void;
  destroy(): void;
};
