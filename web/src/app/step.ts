/** The page without a screen, sockets and timers: what happens, and what it leads to. */

import * as connection from "./connection.ts";
import * as bench from "./bench.ts";
import * as console from "./console.ts";
import type { Event, Events } from "./events.ts";
import * as papers from "./papers.ts";
import * as place from "./place.ts";
import * as run from "./run.ts";
import * as scene from "./scene.ts";
import { startWanted } from "./start.ts";
import type { Effect, Settings, State, Turn } from "./state.ts";
import * as talk from "./talk.ts";
import * as together from "./together.ts";
import { act, notify, settle } from "./turn.ts";

/** One step: the state after an event, and what is to be done for it, in order. */
export function step(before: State, { type, told }: Event): [State, readonly Effect[]] {
  const turn: Turn = { ...before, effects: [] };
  const happen = happenings[type] as (turn: Turn, told: unknown) => void;
  happen(turn, told);
  place.renew(turn);
  const { effects, ...state } = turn;
  return [state, effects];
}

const STREAMS = { stdout: "out", stderr: "err", system: "system" } as const;

const happenings: { [K in keyof Events]: (turn: Turn, told: Events[K]) => void } = {
  linkChanged: connection.linkChanged,
  welcomed: connection.welcomed,
  sessionTold: connection.sessionTold,
  runTold: run.told,
  runEnded: run.ended,
  printed(turn, { stream, text }) {
    if (run.isHeard(turn)) {
      turn.console = console.print(turn.console, STREAMS[stream], text);
    }
  },
  printLost(turn, { from_n, to_n, bytes }) {
    if (run.isHeard(turn)) {
      turn.console = console.leaveOut(turn.console, to_n - from_n + 1, bytes);
    }
  },
  inputWanted(turn, { prompt }) {
    turn.prompt = prompt;
    turn.tab = "console";
    turn.pane = "console";
  },
  programFailed: run.failed,
  draining(turn) {
    turn.isDraining = true;
  },
  gameChanged: place.gameChanged,
  gameBroken: scene.gameBroken,
  leased(turn, { isPlayer, reason }) {
    // At another's stage the program is played by that; its buttons are here all the same.
    turn.isPlayer = isPlayer || reason === "stage";
    together.leased(turn);
  },
  startGranted: (turn, told) => run.startGranted(turn, told.run),
  startRefused: run.startRefused,
  requestRefused(turn, why) {
    const { run: now } = turn;
    const isStopping = now.is === "on" && now.isStopping;
    // What ended meanwhile needs no stopping, and a stop that was not heard is said again.
    if (why.code === "no_run" || (why.code === "disconnected" && isStopping)) {
      return;
    }
    if (isStopping) {
      turn.run = { ...now, isStopping: false, next: null };
    }
    notify(turn, "request_refused", "warning", { code: why.code, text: why.text });
  },
  instructed: talk.instructed,
  apiTold(turn, told) {
    place.apiTold(turn, told);
    startWanted(turn);
  },

  openStage: together.openStage,
  stageOpened: together.stageOpened,
  stageRefused: together.stageRefused,
  newMatch: together.newMatch,
  closeStage: together.closeStage,
  actorJoined: together.actorJoined,
  actorLeft: together.actorLeft,
  actorChanged: together.actorChanged,
  invited: together.invited,
  declineStage: together.declineStage,
  joinStage: together.joinStage,
  seated: together.seated,
  joinRefused: together.joinRefused,
  playedThere: together.playedThere,
  leaveStage: together.leaveStage,
  unseated: together.unseated,

  stageStands: place.load,
  commandPlayed: run.played,
  gameLoaded(turn, told) {
    place.gameLoaded(turn, told);
    startWanted(turn);
  },
  gameFailed: place.gameFailed,
  gameLogged: scene.gameLogged,
  gameWaits: (turn, { forUser }) => scene.gameWaits(turn, forUser),
  keysWanted(turn, { keys }) {
    turn.keys = keys;
  },
  goalReached: scene.goalReached,
  gameSaid: (turn, { text }) => scene.gameSaid(turn, text),
  gameEscaped: (turn) => act(turn, { do: "focusEditor" }),
  gameFaulted(turn, { text }) {
    turn.fault = text;
  },
  gameHung(turn, { isHung }) {
    turn.isHung = isHung;
  },

  opened(turn, told) {
    papers.opened(turn, told);
    startWanted(turn);
  },
  progressRead(turn, { game, progress }) {
    if (game === turn.place.game) {
      turn.progress = progress;
    }
  },
  sharedCame: place.sharedCame,
  sharedDamaged: (turn, { fault }) => notify(turn, "link_fault", "bad", { fault }),
  workNotLasting: (turn) => notify(turn, "not_lasting", "warning"),

  run: (turn) => run.run(turn, { paused: false }),
  stop: run.stop,
  pauseOrResume: run.pauseOrResume,
  step: run.step,
  chooseSpeed: (turn, { ms }) => run.chooseSpeed(turn, ms),
  keepOpen: (turn, told) => settle(turn, told),
  exec: (turn, { source }) => talk.exec(turn, source),
  input: (turn, { line }) => talk.input(turn, line),
  endInput: (turn) => talk.input(turn, null),
  clearConsole(turn) {
    turn.console = console.cleared(turn.console);
  },

  edit(turn, told) {
    turn.mayFocusStage = false;
    papers.edit(turn, told);
  },
  selectFile: (turn, { name }) => papers.selectFile(turn, name),
  addFile: papers.addFile,
  renameFile: papers.renameFile,
  deleteFile: (turn, { name }) => papers.deleteFile(turn, name),
  replaceProgram: (turn, { file }) => papers.replaceProgram(turn, file),
  filesDropped: (turn, { files }) => papers.dropped(turn, files),
  fileRefused: (turn, { name, fault }) => notify(turn, "file_fault", "warning", { file: name, fault }),
  startAfresh: papers.startAfresh,
  undo(turn, { notice, undo }) {
    papers.undone(turn, undo);
    dismiss(turn, notice);
  },
  goTo(turn, { file, line }) {
    papers.selectFile(turn, file);
    turn.pane = "code";
    act(turn, { do: "goTo", line });
  },
  insert(turn, { text, isSnippet }) {
    turn.pane = "code";
    act(turn, { do: isSnippet ? "insertSnippet" : "insert", text });
  },

  playByButtons: bench.playByButtons,
  noted(turn, { kind, text }) {
    turn.console = console.say(turn.console, kind, text);
  },
  replayOpened: (turn, { replay }) => bench.replayOpened(turn, replay),
  replayFailed: (turn, { fault, detail }) => notify(turn, "replay_fault", "bad", { fault, detail }),
  useProgram: bench.useProgram,
  backToProgram: bench.backToProgram,

  choose: place.choose,
  nextLevel(turn) {
    const level = scene.nextLevel(turn);
    if (level !== null) {
      place.choose(turn, { level });
      turn.pane = "code";
      act(turn, { do: "focusEditor" });
    }
  },
  closeGoal(turn) {
    turn.reached = null;
  },
  showHint: scene.showHint,
  takeOver: (turn) => act(turn, { do: "take" }),
  connectAgain: connection.connectAgain,
  reloadGame: scene.reloadGame,
  key: (turn, { key }) => act(turn, { do: "key", key }),
  describe(turn) {
    // The same words, told again, are heard again.
    turn.said = "";
    act(turn, { do: "describeStage" });
  },
  change,
  hideWarning(turn) {
    turn.isWarningHidden = true;
  },
  dismiss: (turn, { notice }) => dismiss(turn, notice),
  showPane(turn, { pane }) {
    turn.pane = pane;
    turn.tab = pane === "console" ? "console" : pane === "guide" && turn.tab === "console" ? "instructions" : turn.tab;
  },
  showTab(turn, { tab }) {
    turn.tab = tab;
    turn.pane = tab === "console" ? "console" : "guide";
  },
  openDialog(turn, { dialog }) {
    turn.dialog = dialog;
  },
  closeDialog(turn) {
    turn.dialog = null;
  },
  forgotten(turn, told) {
    run.stop(turn);
    change(turn, told.settings);
    turn.visit += 1;
    turn.tab = "console";
    turn.dialog = null;
    turn.notices = [];
    turn.progress = {};
    turn.papers = { place: null, files: [], active: "", isStarter: false };
    turn.pane = "code";
    turn.place = { ...turn.place, level: "" };
    place.go(turn, place.there(turn, told.place));
  },
};

function change(turn: Turn, change: Partial<Settings>): void {
  settle(turn, change);
  act(turn, { do: "configure" });
  if (change.lang) {
    place.askApi(turn);
    place.retell(turn);
  }
}

function dismiss(turn: Turn, notice: number): void {
  turn.notices = turn.notices.filter(({ id }) => id !== notice);
}
