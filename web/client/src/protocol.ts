// Made by `livecoding schema`; change src/protocol/native instead.

/**
 * A game's functions in a language.
 */
export type ApiTold = { 
/**
 * The game's id.
 */
game: string, 
/**
 * The language's id.
 */
language: string, 
/**
 * The game's title.
 */
title: string, 
/**
 * Parts that functions are told in.
 */
groups: Array<GroupTold>, 
/**
 * The functions, in the order in which they are told.
 */
functions: Array<FunctionTold>, 
/**
 * A program to begin with.
 */
starter: string, 
/**
 * The page for people, relative to the server.
 */
reference?: string, };

/**
 * The session of somebody else's.
 */
export type Attach = { 
/**
 * Its id.
 */
session: string, 
/**
 * One of its `attach_keys`, which says as what.
 */
key: string, };

/**
 * Keys that let others join a session.
 */
export type AttachKeys = { 
/**
 * As another page that can take over, and edit; absent for those that only read.
 */
player?: string, 
/**
 * As one that reads.
 */
observer: string, };

/**
 * When a ping was sent.
 */
export type Beat = { 
/**
 * The server's clock, in milliseconds since 1970; given back as it came.
 */
ts?: number, };

/**
 * A client's name.
 */
export type ClientName = { 
/**
 * Its name.
 */
name?: string, 
/**
 * Its version.
 */
version?: string, };

/**
 * The client is still busy with a command.
 */
export type CommandProgress = { 
/**
 * Which command.
 */
cid: number, 
/**
 * It waits for its user, for a key press, say.
 */
waits_for_user?: boolean, };

/**
 * The answer to a command.
 */
export type CommandResult = { 
/**
 * Which command.
 */
cid: number, 
/**
 * What the program gets: a string as it is, anything else as its JSON text, `null` as nothing.
 */
value?: unknown, 
/**
 * The game refuses the command instead.
 */
error?: Refusal, };

/**
 * What the program asks of the game.
 */
export type CommandTold = { 
/**
 * Counted from 1 in its run.
 */
cid: number, 
/**
 * Since the run began, in milliseconds.
 */
at: number, 
/**
 * Where in the learner's program.
 */
src?: SourceTrace, 
/**
 * What to do.
 */
action?: string, 
/**
 * With what.
 */
params?: unknown, 
/**
 * The line itself, where `action` and `params` are not all that it says.
 */
raw?: string, 
/**
 * The line is the original's form, an object with one key: `{action: params}`.
 */
is_pair?: boolean, 
/**
 * It was sent before: repeat the answer without playing it twice.
 */
redelivered?: boolean, 
/**
 * It is answered already: play it to make the stage again, and do not answer.
 */
replay?: boolean, };

/**
 * What the program printed.
 */
export type Console = { 
/**
 * Counted from 1 in its run.
 */
n: number, 
/**
 * Where.
 */
stream: Stream, 
/**
 * What; what is no UTF-8 is replaced.
 */
text: string, 
/**
 * Since the run began, in milliseconds.
 */
at: number, };

/**
 * Console text that was not kept.
 */
export type ConsoleGap = { 
/**
 * The first message that is missing.
 */
from_n: number, 
/**
 * The last one.
 */
to_n: number, 
/**
 * How much they had.
 */
bytes: number, };

/**
 * What a screen reader should say of the stage.
 */
export type Describe = { 
/**
 * The text.
 */
text: string, };

/**
 * What a request led to.
 */
export type Done = { 
/**
 * The run that was started.
 */
run?: string, 
/**
 * The functions that `game.api` asked for.
 */
api?: ApiTold, 
/**
 * What `run.record` asked for.
 */
record?: RecordTold, 
/**
 * The stage that `stage.open` asked for.
 */
stage?: StageTold, 
/**
 * The seat that `stage.join` asked for.
 */
seat?: SeatTold, };

/**
 * Why a run is over.
 */
export type EndReason = "finished" | "error" | "stopped" | "limit" | "start_failed" | "crashed" | "no_player" | "server";

/**
 * One frame of a program's stack when it failed.
 */
export type ErrorFrame = { 
/**
 * The function.
 */
name: string, 
/**
 * Its file.
 */
file: string, 
/**
 * The line, counted from 1.
 */
line: number, 
/**
 * Whose code it is.
 */
origin: Origin, };

/**
 * What kind of fault ended a program.
 */
export type ErrorKind = "syntax" | "limit" | "command" | "engine" | "internal" | "runtime";

/**
 * What went wrong in a program.
 */
export type ErrorTold = { 
/**
 * What kind of fault.
 */
kind: ErrorKind, 
/**
 * The language's name of the error.
 */
name: string, 
/**
 * Its message.
 */
message: string, 
/**
 * The learner's file, where known.
 */
file?: string, 
/**
 * The learner's line, counted from 1.
 */
line?: number, 
/**
 * The column, counted from 1.
 */
column?: number, 
/**
 * The stack, innermost first.
 */
frames: Array<ErrorFrame>, 
/**
 * The whole report as the language prints it.
 */
raw: string, 
/**
 * Whether the program ended by it.
 */
fatal: boolean, };

/**
 * What went wrong with a live instruction.
 */
export type ExecError = { 
/**
 * `failed`, `busy`, `ended` or `unsupported`.
 */
code: string, 
/**
 * In words.
 */
text: string, 
/**
 * The error that its evaluation raised.
 */
error?: ErrorTold, };

/**
 * What became of a live instruction.
 */
export type ExecResult = { 
/**
 * The client's own name for it.
 */
xid: string, 
/**
 * Whether it came to its end.
 */
ok: boolean, 
/**
 * What it gave, as the language shows it.
 */
value?: string, 
/**
 * What went wrong.
 */
error?: ExecError, };

/**
 * A message of a client's with what it is about.
 */
export type FromClient = { 
/**
 * It wants an answer.
 */
id?: Id, 
/**
 * It answers this request of the server's.
 */
re?: Id, 
/**
 * The run that it concerns, where it says so.
 */
run?: string, 
/**
 * The program that it answers, where several share the stage.
 */
actor?: number, } & ({ "type": "hello", "body": Hello } | { "type": "pong", "body": Beat } | { "type": "bye", "body": Nothing } | { "type": "ok", "body": Nothing } | { "type": "error", "body": Nothing } | { "type": "run.start", "body": RunStart } | { "type": "run.pause", "body": Nothing } | { "type": "run.resume", "body": Nothing } | { "type": "run.stop", "body": Nothing } | { "type": "run.step", "body": RunStep } | { "type": "run.speed", "body": RunSpeed } | { "type": "run.exec", "body": RunExec } | { "type": "run.record", "body": RunRecord } | { "type": "command.result", "body": CommandResult } | { "type": "command.progress", "body": CommandProgress } | { "type": "stage.snapshot", "body": StageSnapshot } | { "type": "stage.open", "body": StageOpen } | { "type": "stage.close", "body": Nothing } | { "type": "stage.join", "body": StageJoin } | { "type": "stage.leave", "body": Nothing } | { "type": "describe", "body": Describe } | { "type": "goal", "body": Goal } | { "type": "player.take", "body": Nothing } | { "type": "input", "body": Input } | { "type": "watch", "body": Watch } | { "type": "unwatch", "body": Unwatch } | { "type": "game.api", "body": GameApi });

/**
 * A message of the server's with what it is about.
 *
 * The body stands last, so that a mark can be added to a text that is sent again.
 */
export type FromServer = { 
/**
 * The number of a session's event: 1, 2, 3 …, no holes; absent on what is not logged.
 */
seq?: number, 
/**
 * The stage that several programs share, on what concerns one of them.
 */
stage?: string, 
/**
 * Which of the programs on that stage; such a message has no `seq`.
 */
actor?: number, 
/**
 * The run that it concerns.
 */
run?: string, 
/**
 * It is a request: answer `ok` with this as `re`.
 */
id?: Id, 
/**
 * The request that it answers.
 */
re?: Id, } & ({ "type": "welcome", "body": Welcome } | { "type": "session.state", "body": SessionState } | { "type": "resume.done", "body": ResumeDone } | { "type": "ping", "body": Beat } | { "type": "ok", "body": Done } | { "type": "error", "body": Refused } | { "type": "notice", "body": Notice } | { "type": "run.state", "body": RunState } | { "type": "exec.result", "body": ExecResult } | { "type": "run.ended", "body": RunEnded } | { "type": "stage.reset", "body": StageReset } | { "type": "command", "body": CommandTold } | { "type": "stage.joined", "body": SeatTaken } | { "type": "stage.left", "body": SeatLeft } | { "type": "stage.seat", "body": SeatTold } | { "type": "stage.unseated", "body": SeatTold } | { "type": "stage.restore", "body": StageSnapshot } | { "type": "describe", "body": Describe } | { "type": "goal", "body": Goal } | { "type": "player.granted", "body": LeaseTold } | { "type": "player.revoked", "body": LeaseTold } | { "type": "console", "body": Console } | { "type": "console.gap", "body": ConsoleGap } | { "type": "input.request", "body": InputRequest } | { "type": "program.error", "body": ErrorTold } | { "type": "watch.event", "body": WatchEvent });

/**
 * A function of the learner's.
 */
export type FunctionTold = { 
/**
 * Its name, as it is called.
 */
name: string, 
/**
 * Names that it had before; they still work.
 */
deprecated_names: Array<string>, 
/**
 * Its head, for people.
 */
signature: string, 
/**
 * One sentence.
 */
summary: string, 
/**
 * All that is said of it, as Markdown.
 */
documentation: string, 
/**
 * A call to insert: `${1:steps}` is the first thing to fill in, `\` stands before a `$`, a `}`
 * or a `\` of the text.
 */
snippet: string, 
/**
 * The id of its part.
 */
group?: string, 
/**
 * What it takes.
 */
parameters: Array<ParameterTold>, 
/**
 * The type of its result: `integer`, `number`, `boolean`, `string`, `enumeration`, `list` or
 * `record`.
 */
result?: string, 
/**
 * Whether it waits for the player, as long as that takes.
 */
waits_for_user: boolean, 
/**
 * Its examples as calls.
 */
examples: Array<string>, };

/**
 * Asks for a game's functions in a language.
 */
export type GameApi = { 
/**
 * The id of a game of this server.
 */
game?: string, 
/**
 * The manifest of another game, in its place.
 */
manifest?: unknown, 
/**
 * The language's id.
 */
language: string, 
/**
 * The language that people read, such as `de`; English when absent.
 */
lang?: string, };

/**
 * A game of this server.
 */
export type GameTold = { 
/**
 * What `run.start` asks for.
 */
id: string, 
/**
 * Its name for people, in English.
 */
title: string, 
/**
 * What it is about, in English.
 */
description: string, 
/**
 * Its names by language code, where there are several.
 */
titles?: { [key in string]: string }, 
/**
 * What it is about by language code, where that is there in several.
 */
descriptions?: { [key in string]: string }, 
/**
 * The languages that have its functions, by id.
 */
languages: Array<string>, };

/**
 * A goal of the game, reached or lost.
 */
export type Goal = { 
/**
 * Its name.
 */
goal: string, 
/**
 * Whether it is reached.
 */
reached: boolean, 
/**
 * Points, where the game counts them.
 */
score?: number, };

/**
 * A part that functions are told in.
 */
export type GroupTold = { 
/**
 * What functions call it.
 */
id: string, 
/**
 * Its title.
 */
title: string, };

/**
 * The first message, within 5 s: who the client is and what it comes back to.
 */
export type Hello = { 
/**
 * What it asks for; empty means editor and player.
 */
roles?: Array<Role>, 
/**
 * It comes back to its session.
 */
resume?: Resume, 
/**
 * It joins a session of somebody else's.
 */
attach?: Attach, 
/**
 * Its name and version, for logs.
 */
client?: ClientName, 
/**
 * The language of texts, such as `en`.
 */
lang?: string, };

/**
 * Names a request; whoever asks chooses it.
 */
export type Id = number | string;

/**
 * A line for the program's standard input.
 */
export type Input = { 
/**
 * The line, without its end; absent where nothing but the end is told.
 */
line?: string, 
/**
 * Nothing follows: standard input is at its end.
 */
end?: boolean, };

/**
 * The program waits for a line.
 */
export type InputRequest = { 
/**
 * What it asks.
 */
prompt: string, };

/**
 * How programs are isolated.
 */
export type IsolationTold = { 
/**
 * How well: `A` (best), `B`, `C` or `D` (not at all).
 */
tier: string, 
/**
 * What does not hold on this machine, such as `memory`.
 */
not_held: Array<string>, 
/**
 * Whether the operator lets others in although something that they need does not hold.
 */
overridden: boolean, };

/**
 * A language of this server.
 */
export type LanguageTold = { 
/**
 * What `run.start` asks for.
 */
id: string, 
/**
 * Its name for people.
 */
title: string, 
/**
 * Whether it works here.
 */
works: boolean, 
/**
 * The version found.
 */
version?: string, 
/**
 * Why it does not work, and what to do.
 */
why_not?: string, 
/**
 * Ending of its files, without the dot.
 */
extension: string, 
/**
 * The editor's mode for it.
 */
editor_mode: string, 
/**
 * A program to begin with.
 */
starter: string, 
/**
 * Whether its programs take live instructions.
 */
instructions: boolean, 
/**
 * Whether its programs are built before they run.
 */
is_built: boolean, 
/**
 * Whether it has functions of every game that declares its commands.
 */
functions: boolean, };

/**
 * Who answers has changed.
 */
export type LeaseTold = { 
/**
 * `first`, `taken`, `returned`, `waiting`, or `stage` where a stage of several programs plays.
 */
reason: string, };

/**
 * Which limit a run hit.
 */
export type Limit = "output" | "wall" | "memory" | "cpu" | "processes" | "files";

/**
 * What is refused beyond.
 */
export type LimitsTold = { 
/**
 * All files of a program, and an interpreter.
 */
source_bytes: number, 
/**
 * One answer.
 */
answer_bytes: number, 
/**
 * Any other message.
 */
message_bytes: number, 
/**
 * Messages a second, in the long run.
 */
messages_per_second: number, };

/**
 * How long a run lives.
 */
export type Mode = "once" | "live" | "keep_alive";

/**
 * A message without content.
 */
export type Nothing = Record<string, never>;

/**
 * Something to know.
 */
export type Notice = { 
/**
 * A short word for programs.
 */
code: string, 
/**
 * What belongs to it.
 */
params: Record<string, unknown>, 
/**
 * `info` or `warning`.
 */
level: string, };

/**
 * Whose code a stack frame runs.
 */
export type Origin = "game" | "engine" | "learner";

/**
 * What a function takes.
 */
export type ParameterTold = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its type.
 */
type: string, 
/**
 * One sentence.
 */
summary: string, 
/**
 * What it counts.
 */
unit?: string, 
/**
 * Whether it may be left out.
 */
is_optional: boolean, 
/**
 * The words that it may be, where it is an enumeration.
 */
values?: Array<string>, };

/**
 * Commands of a run with their answers, in their order.
 */
export type RecordTold = { 
/**
 * About 256 KiB of them.
 */
commands: Array<RecordedCommand>, 
/**
 * More follow: ask again from this one on.
 */
next_cid?: number, 
/**
 * Nothing is missing; a run of more than 8 MiB lacks its end.
 */
is_whole: boolean, };

/**
 * A command and its answer; neither `value` nor `error` where there is none yet.
 */
export type RecordedCommand = { 
/**
 * Counted from 1 in its run.
 */
cid: number, 
/**
 * Since the run began, in milliseconds.
 */
at: number, 
/**
 * As in `command`.
 */
action?: string, 
/**
 * As in `command`.
 */
params: unknown, 
/**
 * As in `command`.
 */
raw?: string, 
/**
 * As in `command`.
 */
is_pair?: boolean, 
/**
 * The learner's file.
 */
file?: string, 
/**
 * The line in it.
 */
line?: number, 
/**
 * What was answered.
 */
value: unknown, 
/**
 * Why it was refused.
 */
error?: Refusal, };

/**
 * Why a game refuses a command.
 */
export type Refusal = { 
/**
 * A short word for programs.
 */
code?: string, 
/**
 * A sentence for the learner.
 */
text?: string, };

/**
 * Why a request was refused, or a message not understood.
 */
export type Refused = { 
/**
 * A short word for programs.
 */
code: string, 
/**
 * A sentence that says what to do.
 */
text: string, 
/**
 * Whether the same may work later.
 */
retryable: boolean, 
/**
 * How long to wait at least, in milliseconds.
 */
retry_after_ms?: number, };

/**
 * Whether a program that crashed starts again, in mode `once`.
 */
export type Restart = "on-crash" | "never";

/**
 * Where a client stands that comes back.
 */
export type Resume = { 
/**
 * The newest `resume_token` it was given.
 */
token: string, 
/**
 * The `epoch` of its events.
 */
epoch: number, 
/**
 * The last event it has dealt with; 0 where it knows nothing, after a reload.
 */
seq: number, 
/**
 * The run whose console messages it counts; the current one when absent.
 */
run?: string, 
/**
 * The last console message of that run that it has.
 */
console_n?: number, };

/**
 * The client has caught up.
 */
export type ResumeDone = { 
/**
 * The last event.
 */
seq: number, };

/**
 * What a connection may do.
 */
export type Role = "editor" | "player" | "observer" | "controller";

/**
 * The end of a run.
 */
export type RunEnded = { 
/**
 * Why.
 */
reason: EndReason, 
/**
 * Its exit status.
 */
exit?: number, 
/**
 * The signal that killed it.
 */
signal?: number, 
/**
 * The limit that it hit.
 */
limit?: Limit, 
/**
 * Commands sent.
 */
commands: number, 
/**
 * How long it lasted, in milliseconds.
 */
duration_ms: number, 
/**
 * What to tell the learner.
 */
error?: ErrorTold, };

/**
 * A live instruction.
 */
export type RunExec = { 
/**
 * The client's own name for it, at most 64 characters.
 */
xid: string, 
/**
 * The instruction, in the program's language.
 */
source: string, };

/**
 * Asks for what the run's commands were and what was answered.
 */
export type RunRecord = { 
/**
 * From which command on; 0 or 1 for all.
 */
from_cid?: number, };

/**
 * Slow motion.
 */
export type RunSpeed = { 
/**
 * Least time between two commands, in milliseconds; 0 is full speed.
 */
min_ms_per_command: number, };

/**
 * Starts a run of this source.
 */
export type RunStart = { 
/**
 * The game, `{"id": …}` or `{"manifest": …}`; absent where the client is its own game.
 */
game?: unknown, 
/**
 * The language's id.
 */
language: string, 
/**
 * The learner's files, the main one first; at most 20.
 */
files: Array<SourceFile>, 
/**
 * The game's interpreter in that language, where the game is not the server's.
 */
api?: string, 
/**
 * How long it lives.
 */
mode?: Mode, 
/**
 * Whether it starts again after a crash, in mode `once`.
 */
restart?: Restart, 
/**
 * Held before its first command.
 */
paused?: boolean, 
/**
 * Least time between two commands, in milliseconds.
 */
speed?: number, 
/**
 * Seeds the language's random numbers.
 */
seed?: number, };

/**
 * Where a run stands, told when it changes.
 */
export type RunState = { 
/**
 * Where.
 */
state: State, 
/**
 * Which attempt of the run, counted from 1.
 */
attempt: number, 
/**
 * When it starts again, in milliseconds.
 */
in_ms?: number, 
/**
 * Its place in the queue; 1 is next.
 */
place?: number, 
/**
 * What its program had built up is lost.
 */
state_lost?: boolean, };

/**
 * Lets a paused run send some commands.
 */
export type RunStep = { 
/**
 * How many; 1 when absent.
 */
count?: number, };

/**
 * A run.
 */
export type RunTold = { 
/**
 * Its id.
 */
id: string, 
/**
 * Whether it is paused.
 */
paused: boolean, 
/**
 * Least time between two commands, in milliseconds.
 */
speed: number, 
/**
 * Commands sent.
 */
commands: number, 
/**
 * The program waits for a line.
 */
input?: InputRequest, 
/**
 * How it ended.
 */
ended?: RunEnded, 
/**
 * Where.
 */
state: State, 
/**
 * Which attempt of the run, counted from 1.
 */
attempt: number, 
/**
 * When it starts again, in milliseconds.
 */
in_ms?: number, 
/**
 * Its place in the queue; 1 is next.
 */
place?: number, 
/**
 * What its program had built up is lost.
 */
state_lost?: boolean, };

/**
 * A program left a stage.
 */
export type SeatLeft = { 
/**
 * Its number there.
 */
actor: number, };

/**
 * A program on a stage.
 */
export type SeatTaken = { 
/**
 * Its number there, from 1.
 */
actor: number, 
/**
 * Its name there.
 */
name: string, };

/**
 * A seat at the stage of another session.
 */
export type SeatTold = { 
/**
 * The stage's id.
 */
stage: string, 
/**
 * The number of the session's program there.
 */
actor: number, };

/**
 * What answers.
 */
export type ServerTold = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Whether programs are kept from each other and from the machine, so that strangers may come.
 */
isolated: boolean, 
/**
 * How programs are isolated.
 */
isolation: IsolationTold, };

/**
 * Everything that a client must know which has no past.
 */
export type SessionState = { 
/**
 * The source of the last run.
 */
source?: SourceTold, 
/**
 * The last run.
 */
run?: RunTold, 
/**
 * Whether this connection answers commands.
 */
is_player: boolean, 
/**
 * Whether the stage can be made again from what follows: `stage.restore`, where there is a
 * snapshot, and commands.
 */
stage_complete: boolean, 
/**
 * What a screen reader should say of it.
 */
describe?: Describe, 
/**
 * The goals told in this run.
 */
goals: Array<Goal>, 
/**
 * A stage of this session's for the programs of others.
 */
stage?: StageTold, 
/**
 * The seat of this session at another's stage.
 */
seat?: SeatTold, };

/**
 * A file of the learner's.
 */
export type SourceFile = { 
/**
 * `[A-Za-z0-9_-]{1,40}` and an extension.
 */
name: string, 
/**
 * Its text.
 */
text: string, };

/**
 * One line of the learner's own files.
 */
export type SourceLine = { 
/**
 * The file, relative to the program's folder.
 */
file: string, 
/**
 * The line, counted from 1.
 */
line: number, 
/**
 * The function, where the language knows it.
 */
name?: string, };

/**
 * The source of a run.
 */
export type SourceTold = { 
/**
 * The game, as it was asked for.
 */
game?: unknown, 
/**
 * The language's id.
 */
language: string, 
/**
 * The learner's files.
 */
files: Array<SourceFile>, 
/**
 * How long it lives.
 */
mode: Mode, 
/**
 * Whether it starts again after a crash.
 */
restart: Restart, };

/**
 * Where in the learner's program.
 */
export type SourceTrace = { 
/**
 * The file; `live#N` in a live instruction.
 */
file: string, 
/**
 * The line, counted from 1.
 */
line: number, 
/**
 * The learner's own frames, innermost first.
 */
stack: Array<SourceLine>, };

/**
 * Brings the session's program to the stage of another.
 */
export type StageJoin = { 
/**
 * The stage's key.
 */
key: string, 
/**
 * What the program is called there; at most 40 characters of it are told.
 */
name?: string, };

/**
 * Opens the stage to the programs of other sessions.
 */
export type StageOpen = { 
/**
 * How many programs at most, 1 to 16; 8 when absent.
 */
seats?: number, };

/**
 * A new attempt begins: clear the stage and the answer cache, then say `ok`.
 */
export type StageReset = { 
/**
 * Which attempt of the run, counted from 1.
 */
attempt: number, };

/**
 * The stage as it is after a command, for a page that is reloaded.
 */
export type StageSnapshot = { 
/**
 * After which command; 0 before the first.
 */
cid: number, 
/**
 * The game's own form.
 */
state: unknown, };

/**
 * A stage for the programs of several sessions.
 */
export type StageTold = { 
/**
 * Its id.
 */
stage: string, 
/**
 * For `stage.join`; only for those who may invite.
 */
key?: string, 
/**
 * How many programs at most.
 */
seats: number, 
/**
 * The programs that are there.
 */
taken: Array<SeatTaken>, };

/**
 * Where a run stands.
 */
export type State = "queued" | "building" | "starting" | "running" | "paused" | "held" | "waiting_player" | "waiting_user" | "idle" | "restarting" | "ended";

/**
 * Where text was printed.
 */
export type Stream = "stdout" | "stderr" | "system";

/**
 * Watches no more.
 */
export type Unwatch = { 
/**
 * The session's id.
 */
target: string, };

/**
 * Watches a session.
 */
export type Watch = { 
/**
 * The session's id.
 */
target: string, 
/**
 * Its observer key.
 */
key: string, 
/**
 * How much is told.
 */
level?: WatchLevel, };

/**
 * A message of a session that is watched.
 */
export type WatchEvent = { 
/**
 * The session's id.
 */
target: string, 
/**
 * The message as its own clients get it.
 */
event: unknown, };

/**
 * How much of a session is told.
 */
export type WatchLevel = "status" | "all";

/**
 * The answer to `hello`.
 */
export type Welcome = { 
/**
 * The session's id.
 */
session: string, 
/**
 * Changes when the event log was lost.
 */
epoch: number, 
/**
 * The last event of the session.
 */
seq: number, 
/**
 * Whether every event since the client's position follows; else `session.state` does.
 */
resumed: boolean, 
/**
 * Why not resumed: `new`, `attached`, `reloaded`, `gap`, `server_restarted`, `session_over`.
 */
reason?: string, 
/**
 * For the next `hello`; new each time.
 */
resume_token: string, 
/**
 * What this connection may do.
 */
roles: Array<Role>, 
/**
 * For others that join.
 */
attach_keys: AttachKeys, 
/**
 * What is refused beyond.
 */
limits: LimitsTold, 
/**
 * Time between pings, in milliseconds.
 */
ping_ms: number, 
/**
 * How long a session outlives its last connection, in milliseconds.
 */
resume_window_ms: number, 
/**
 * What answers.
 */
server: ServerTold, 
/**
 * The languages, those that work here and those that do not.
 */
languages: Array<LanguageTold>, 
/**
 * The games of this server.
 */
games: Array<GameTold>, };
