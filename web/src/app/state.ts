/** Everything that the page knows. */

import type {
  ApiTold,
  EndReason,
  ErrorTold,
  GameApi,
  Limit,
  Refused,
  RunStart,
  State as RunPhase,
  Welcome,
} from "livecoding-client";
import type { Replay } from "../replay/types.ts";
import type { LoadedGame } from "../stage/types.ts";
import type { Lang } from "../texts/texts.ts";
import type { File, Place, Progress } from "../work/types.ts";
import type { Together } from "./together.ts";

export type Theme = "system" | "light" | "dark" | "contrast";

/** What the user chose for good. */
export type Settings = {
  readonly lang: Lang;
  readonly theme: Theme;
  readonly hasSound: boolean;
  /** Least time between two commands, in milliseconds; 0 is full speed. */
  readonly speed: number;
  /** Whether somebody chose that; else a game may begin at a speed of its own. */
  readonly isSpeedChosen: boolean;
  /** Whether a program stays open for more instructions when it has ended. */
  readonly isKeptOpen: boolean;
  /** Whether a program was ever run in this browser. */
  readonly hasRun: boolean;
  /** Who plays with others on one stage. */
  readonly name: string;
};

/** Slow motion, from the slowest to full speed. */
export const SPEEDS = [1000, 400, 150, 50, 0] as const;

/** Why there is no connection. */
export type LostWhy =
  | "lost"
  | "restarting"
  | "elsewhere"
  | "refused"
  | "full"
  | "stale"
  | "too_big"
  | "unfit";

export type Link =
  | { readonly is: "connecting"; readonly why: LostWhy | null }
  | { readonly is: "connected" }
  | { readonly is: "closed"; readonly why: LostWhy };

/** How a run is to be started. */
export type Wanted = { readonly paused: boolean };

/** The run that the page knows of. */
export type Run =
  | { readonly is: "none" }
  /** The server was asked, and has said nothing yet. */
  | {
      readonly is: "asked";
      readonly place: Place;
      readonly files: readonly File[];
      /** Stopped before it began: it is stopped as soon as it has a name. */
      readonly isStopping: boolean;
      readonly next: Wanted | null;
    }
  | {
      readonly is: "on";
      readonly id: string;
      readonly place: Place;
      readonly phase: Exclude<RunPhase, "ended">;
      readonly attempt: number;
      readonly commands: number;
      /** Its place in the queue. */
      readonly queued: number | null;
      /** When it starts again, in milliseconds. */
      readonly inMs: number | null;
      readonly isStopping: boolean;
      /** What is started when this one is over. */
      readonly next: Wanted | null;
    }
  | {
      readonly is: "over";
      readonly id: string;
      readonly place: Place;
      readonly reason: EndReason | "gone";
      readonly limit: Limit | null;
      readonly commands: number;
      readonly exit: number | null;
      /** How long it lasted, where that is known. */
      readonly ms?: number | undefined;
    }
  | { readonly is: "refused"; readonly why: Refused };

/** The game on the stage. */
export type Scene =
  | { readonly is: "empty" }
  | { readonly is: "loading" }
  | { readonly is: "ready"; readonly game: LoadedGame }
  | { readonly is: "failed"; readonly text: string };

/** What plays on the stage: the program, buttons, or the record of a run. */
export type Bench =
  | { readonly is: "program" }
  | { readonly is: "buttons"; readonly goal: Reached | null }
  | { readonly is: "replay"; readonly replay: Replay };

export const PROGRAM: Bench = { is: "program" };
export const BUTTONS: Bench = { is: "buttons", goal: null };

/** A line of the console, as the panel shows it. */
export type ConsoleLine = {
  readonly id: number;
  readonly kind:
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
  readonly text: string;
  readonly bytes?: number;
  readonly count?: number;
};

export type Console = {
  readonly lines: readonly ConsoleLine[];
  readonly nextId: number;
  /** Whether the last line of a stream waits for its end. */
  readonly open: "out" | "err" | "system" | null;
};

/** The functions of the game in the language. */
export type Api =
  | { readonly is: "none" }
  | { readonly is: "asked"; readonly of: string }
  | { readonly is: "told"; readonly of: string; readonly api: ApiTold };

/** What is edited. */
export type Papers = {
  /** What they belong to; null before anything is opened. */
  readonly place: Place | null;
  /** The main one first. */
  readonly files: readonly File[];
  /** The one that is shown. */
  readonly active: string;
  /** Whether it is a program to begin with, which nobody has changed. */
  readonly isStarter: boolean;
};

/** What can be taken back. */
export type Undo =
  | { readonly what: "deleted"; readonly place: Place; readonly file: File; readonly at: number; readonly files: readonly File[] }
  | { readonly what: "replaced"; readonly place: Place; readonly files: readonly File[] };

export type NoticeCode =
  | "not_connected"
  | "not_ready"
  | "no_game"
  | "game_missing"
  | "level_missing"
  | "language_missing"
  | "shared_opened"
  | "shared_other_level"
  | "link_fault"
  | "file_fault"
  | "file_deleted"
  | "file_name_bad"
  | "file_name_taken"
  | "too_many_files"
  | "program_replaced"
  | "file_opened"
  | "not_lasting"
  | "server_lost_session"
  | "request_refused"
  | "join_stale"
  | "game_changed"
  | "game_changed_later"
  | "game_broken"
  | "match_anew"
  | "stage_again"
  | "stage_closed"
  | "unseated"
  | "replay_fault";

/** Something to know, for a while. */
export type Notice = {
  readonly id: number;
  readonly code: NoticeCode;
  readonly kind: "info" | "good" | "warning" | "bad";
  readonly values: Readonly<Record<string, string>>;
  readonly undo: Undo | null;
};

/** The part of the page that a phone shows. */
export type Pane = "code" | "stage" | "console" | "guide";
/** What stands beside the stage. */
export type Tab = "console" | "instructions" | "functions";
export type DialogName = "languages" | "levels" | "settings" | "share" | "help" | "share_replay" | "new_file" | "rename_file";

export type Reached = {
  readonly level: string;
  readonly stars: number;
  readonly text: string;
};

export type State = {
  readonly settings: Settings;
  readonly isKiosk: boolean;
  /** Whether it joined somebody's session by a link. */
  readonly isGuest: boolean;
  readonly link: Link;
  readonly hasBeenConnected: boolean;
  readonly isDraining: boolean;
  readonly welcome: Welcome | null;
  readonly isWarningHidden: boolean;
  /** Whether this page answers the program's commands. */
  readonly isPlayer: boolean;
  readonly together: Together;
  readonly place: Place;
  /** What of it somebody chose, or an address named: that it is not here is told. */
  readonly named: Partial<Place>;
  /** What the address names, or that a link brought a program; null once the server told what runs, which makes room for it. */
  readonly asked: Partial<Place> | "program" | null;
  readonly scene: Scene;
  /** Whether the game was changed since: it is loaded again as soon as no program needs it. */
  readonly isOutdated: boolean;
  readonly isHung: boolean;
  readonly fault: string | null;
  readonly api: Api;
  readonly papers: Papers;
  /** Whether they came by a link, and nobody knows yet whether the game has their level. */
  readonly isSharedUnseen: boolean;
  /** Counts those who came to a kiosk: nothing that one typed can be brought back by the next. */
  readonly visit: number;
  readonly bench: Bench;
  readonly progress: Readonly<Record<string, Progress>>;
  readonly run: Run;
  /** The files of the last run, as it was started. */
  readonly ran: readonly File[];
  /** To be started as soon as everything is there. */
  readonly wanted: Wanted | null;
  readonly console: Console;
  /** What the program asks for; null where it does not wait for a line. */
  readonly prompt: string | null;
  readonly error: ErrorTold | null;
  /** The line that is executed. */
  readonly here: { readonly file: string; readonly line: number } | null;
  /** The goal was just reached: to be celebrated. */
  readonly reached: Reached | null;
  /** Whether the program that is shown reached the goal. */
  readonly isSolved: boolean;
  /** How many hints of the level are shown. */
  readonly hints: number;
  /** Keys that the game waits for. */
  readonly keys: readonly string[];
  readonly waitsForUser: boolean;
  /** Whether the game may take the focus: the user started the program, and did nothing else since. */
  readonly mayFocusStage: boolean;
  /** What a screen reader is told of the stage. */
  readonly said: string;
  readonly notices: readonly Notice[];
  readonly nextNotice: number;
  readonly pane: Pane;
  readonly tab: Tab;
  readonly dialog: DialogName | null;
};

/** What is to be done. */
export type Effect =
  | { readonly do: "start"; readonly run: RunStart }
  | { readonly do: "stop" | "pause" | "resume" | "step" | "take" | "connectAnew" | "rejoin" }
  | { readonly do: "speed"; readonly ms: number }
  | { readonly do: "exec"; readonly source: string }
  | { readonly do: "input"; readonly line: string | null }
  | { readonly do: "askApi"; readonly of: string; readonly request: GameApi }
  | { readonly do: "tellGoal"; readonly level: string; readonly stars: number }
  | { readonly do: "tellDescription"; readonly text: string }
  | { readonly do: "load"; readonly url: string; readonly level: string }
  | { readonly do: "setLevel"; readonly level: string }
  | { readonly do: "reloadGame" | "configure" | "focusStage" | "describeStage" }
  | { readonly do: "key"; readonly key: string }
  | { readonly do: "open"; readonly place: Place }
  | { readonly do: "openShared"; readonly place: Place; readonly files: readonly File[]; readonly asked: string; readonly isFile?: boolean }
  | { readonly do: "keep"; readonly place: Place; readonly files: readonly File[] }
  | { readonly do: "set"; readonly name: string; readonly value: unknown }
  | { readonly do: "reached"; readonly game: string; readonly level: string; readonly stars: number }
  | { readonly do: "readProgress"; readonly game: string }
  | { readonly do: "goTo"; readonly line: number }
  | { readonly do: "insert" | "insertSnippet"; readonly text: string }
  | { readonly do: "focusEditor" }
  | { readonly do: "openStage"; readonly seats: number }
  | { readonly do: "joinStage"; readonly key: string; readonly name: string }
  | { readonly do: "closeStage" | "leaveStage" | "forgetInvitation" };

/** A step: a copy of the state, to be changed, and the effects so far. */
export type Turn = { -readonly [K in keyof State]: State[K] } & { readonly effects: Effect[] };

export type Beginning = {
  readonly settings: Settings;
  readonly place: Place;
  readonly isKiosk: boolean;
  readonly isGuest: boolean;
  readonly bench?: Bench;
  readonly named?: Partial<Place>;
  readonly asked?: Partial<Place>;
};

export function initial({ settings, place, isKiosk, isGuest, bench = PROGRAM, named = {}, asked = {} }: Beginning): State {
  return {
    settings,
    isKiosk,
    isGuest,
    link: { is: "connecting", why: null },
    hasBeenConnected: false,
    isDraining: false,
    welcome: null,
    isWarningHidden: false,
    isPlayer: !isGuest,
    together: { is: "alone" },
    place,
    named,
    asked,
    scene: { is: "empty" },
    isOutdated: false,
    isHung: false,
    fault: null,
    api: { is: "none" },
    papers: { place: null, files: [], active: "", isStarter: false },
    isSharedUnseen: false,
    visit: 1,
    bench,
    progress: {},
    run: { is: "none" },
    ran: [],
    wanted: null,
    console: { lines: [], nextId: 1, open: null },
    prompt: null,
    error: null,
    here: null,
    reached: null,
    isSolved: false,
    hints: 0,
    keys: [],
    waitsForUser: false,
    mayFocusStage: false,
    said: "",
    notices: [],
    nextNotice: 1,
    // Whoever comes for the first time sees what it is all about.
    pane: settings.hasRun || bench.is !== "program" ? "code" : "stage",
    tab: "console",
    dialog: null,
  };
}
