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

/** A page for the learner, which is read when it is wanted. */
export type InstructionPage = { readonly name: string; readonly description: string };

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
  readonly hooks: Hooks;
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
  readonly instructions: readonly { readonly name: Text; readonly description: Text }[];
  readonly interpreters: Readonly<Record<string, string>>;
  readonly manifest: unknown;
  readonly hooks: Hooks;
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

/** A file that a game hands out: of a type of `FILE_ENDINGS`, under a name that ends so. */
export type SavedFile = { readonly name: string; readonly type: string; readonly base64: string };

/** A command for the game. */
export type StageCommand = {
  readonly cid: number;
  /** As the program wrote it: what games of the original are given. */
  readonly text: string;
  readonly action?: string | undefined;
  readonly params?: unknown;
  /** Whether it was played before and is shown again: no animation. */
  readonly replay?: boolean | undefined;
  /** The program that sent it, where several play on one stage: its answer may come after commands of others. */
  readonly actor?: number | undefined;
  /** What it was answered when it was recorded. */
  readonly answer?: unknown;
};

/** Whether a command is one of a game of several programs. */
export function isOfMany(command: Pick<StageCommand, "actor" | "action">): boolean {
  return command.actor !== undefined || isOfHost(command);
}

/** Whether it is what the host of such a game did itself: no program waits for it. */
export function isOfHost({ action = "" }: Pick<StageCommand, "action">): boolean {
  return action.startsWith("@");
}

/** What a game has of the methods that it need not have. */
export type Hooks = Readonly<Record<"reset" | "snapshot" | "describe" | "join" | "leave", boolean>>;

/** A program that plays with others on one stage. */
export type Joining = {
  /** Its number, from 1. */
  readonly actor: number;
  /** Whose it is, for people. */
  readonly name: string;
  /** The id of its language. */
  readonly language: string;
};

/** How a program left: it came to its end, failed, was stopped, or whose it was went away. */
export type LeaveReason = "finished" | "error" | "stopped" | "left";

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
  /** The game hands out a file, just after the user did something in it. */
  save?(file: SavedFile): void;
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
  /** Shows a level from its beginning; with `seed`, chance begins as it did then. */
  setLevel(id: string, seed?: number): Promise<void>;
  /**
   * Plays a command; gives the program's answer, or throws a `StageRefusal`. Those of several programs, each with its
   * own `actor`, are played beside each other, one of each at a time.
   * `waits` is told when this very command waits for its user, or does not any more.
   */
  command(command: StageCommand, signal: AbortSignal, waits?: (forUser: boolean) => void): Promise<unknown>;
  /**
   * A program comes onto the stage, before its first command; told again with a name that changed.
   * It stays until it leaves: whatever game, level or fresh frame follows is told of it. Rejects where the game refuses it.
   */
  join(joining: Joining): Promise<void>;
  /** It goes, once its command is over: stop that one first. */
  leave(actor: number, reason: LeaveReason): Promise<void>;
  /** Shows the level as it was before the first command. A game without the hook is loaded anew. */
  reset(): Promise<void>;
  /** The state to come back to; undefined where the game has no such hook. */
  snapshot(): Promise<unknown>;
  restore(state: unknown): Promise<void>;
  /** What is to be seen, in words. */
  describe(): Promise<string>;
  /** The Markdown of an instruction page, by its place, in a language; in English where it is not translated. */
  readPage(at: number, lang: string): Promise<string>;
  /** A key pressed on the screen's own keys. */
  key(key: string): void;
  focus(): void;
  configure(settings: StageSettings): void;
  /** How far the server's clock is ahead of this browser's, in milliseconds: what games have as `stage.now()`. */
  setClock(offset: number): void;
  destroy(): void;
};
