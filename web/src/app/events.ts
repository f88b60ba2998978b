/** What happens to the page: told by the server, by the stage, by the browser's store, or asked by the user. */

import type {
  ApiTold,
  Console,
  ConsoleGap,
  ErrorTold,
  ExecResult,
  Refused,
  RunEnded,
  RunState,
  SeatTaken,
  SessionState,
  StageTold,
  Told,
  Welcome,
} from "livecoding-client";
import type { LinkFault } from "../share/link.ts";
import type { Replay, ReplayFault } from "../replay/types.ts";
import type { LoadedGame, StageEvents } from "../stage/types.ts";
import type { FileFault } from "../work/files.ts";
import type { File, Place, Progress, Shared } from "../work/types.ts";
import type { ConsoleLine, DialogName, Pane, Settings, Tab, Undo } from "./state.ts";
import type { Actor, PlayedThere } from "./together.ts";

type LogLevel = Parameters<StageEvents["log"]>[0];

/** By name, with what is known of it. */
export type Events = {
  // The server.
  linkChanged: Told;
  welcomed: Welcome;
  sessionTold: SessionState;
  runTold: { run: string; body: RunState };
  runEnded: { run: string; body: RunEnded };
  printed: Console;
  printLost: ConsoleGap;
  inputWanted: { prompt: string };
  programFailed: ErrorTold;
  draining: null;
  /** Somebody edits a game of this server. */
  gameChanged: { game: string };
  gameBroken: { game: string; problem: string };
  leased: { isPlayer: boolean; reason?: string };
  startGranted: { run: string };
  startRefused: Refused;
  requestRefused: Refused;
  instructed: ExecResult;
  apiTold: { of: string; api: ApiTold | null };

  // Several programs on one stage: this page's, or another's.
  openStage: null;
  stageOpened: StageTold;
  stageRefused: Refused;
  newMatch: null;
  closeStage: null;
  actorJoined: SeatTaken;
  actorLeft: { actor: number };
  actorChanged: { actor: number; change: Partial<Actor> };
  /** A link led here. */
  invited: { key: string };
  declineStage: null;
  joinStage: { name: string };
  seated: { actor: number };
  joinRefused: Refused;
  playedThere: { played: readonly PlayedThere[] };
  leaveStage: null;
  unseated: null;

  // The stage.
  stageStands: null;
  commandPlayed: { file: string | null; line: number | null; isReplay: boolean };
  /** It shows the level that it was asked for; its first, where there is none of that name. */
  gameLoaded: { url: string; level: string; game: LoadedGame };
  gameFailed: { url: string; text: string };
  gameLogged: { level: LogLevel; text: string };
  gameWaits: { forUser: boolean };
  keysWanted: { keys: readonly string[] };
  goalReached: { level: string; stars: number; text: string; isReplay: boolean };
  gameSaid: { text: string };
  gameEscaped: null;
  gameFaulted: { text: string };
  gameHung: { isHung: boolean };

  // The browser's store.
  opened: { place: Place; files: readonly File[] | null };
  progressRead: { game: string; progress: Readonly<Record<string, Progress>> };
  /** A link carried a program, or a file of another language; `own` is what the learner has there already, `asked` the level that the link named. */
  sharedCame: Shared & { own: readonly File[] | null; asked?: string; isFile?: boolean | undefined };
  sharedDamaged: { fault: LinkFault };
  workNotLasting: null;

  // The user: the program.
  run: null;
  stop: null;
  pauseOrResume: null;
  step: null;
  chooseSpeed: { ms: number };
  keepOpen: { isKeptOpen: boolean };
  exec: { source: string };
  input: { line: string };
  endInput: null;
  clearConsole: null;

  // The user: the papers.
  edit: { text: string; shown?: { place: Place | null; name: string } };
  selectFile: { name: string };
  addFile: { name: string; text?: string };
  renameFile: { from: string; to: string };
  deleteFile: { name: string };
  replaceProgram: { file: File };
  filesDropped: { files: readonly File[] };
  fileRefused: { name: string; fault: FileFault };
  startAfresh: null;
  undo: { notice: number; undo: Undo };
  goTo: { file: string; line: number };
  insert: { text: string; isSnippet: boolean };

  // The user: what plays in the program's place.
  playByButtons: null;
  /** What a button did, and what came of it. */
  noted: { kind: ConsoleLine["kind"]; text: string };
  replayOpened: { replay: Replay };
  replayFailed: { fault: ReplayFault; detail: string };
  useProgram: null;
  backToProgram: null;

  // The user: everything else.
  choose: { game?: string; level?: string; language?: string };
  nextLevel: null;
  closeGoal: null;
  showHint: null;
  takeOver: null;
  connectAgain: null;
  reloadGame: null;
  key: { key: string };
  describe: null;
  change: Partial<Settings>;
  hideWarning: null;
  dismiss: { notice: number };
  showPane: { pane: Pane };
  showTab: { tab: Tab };
  openDialog: { dialog: DialogName };
  closeDialog: null;
  /** Nobody was here for a while: a kiosk begins anew. */
  forgotten: { place: Place; settings: Settings };
};

export type Event = { [K in keyof Events]: { type: K; told: Events[K] } }[keyof Events];
