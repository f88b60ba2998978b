//! What the server says.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;
use ts_rs::TS;

use super::api::ApiTold;
use super::client::{Describe, Goal, Refusal, Role};
use crate::messages::{
    EndReason, ErrorFrame, ErrorKind, Limit, Mode, ProgramError, Restart, SourceFile, SourceLine,
};

/// The answer to `hello`.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct Welcome {
    /// The session's id.
    pub session: String,
    /// Changes when the event log was lost.
    pub epoch: u32,
    /// The last event of the session.
    pub seq: u64,
    /// Whether every event since the client's position follows; else `session.state` does.
    pub resumed: bool,
    /// Why not resumed: `new`, `attached`, `reloaded`, `gap`, `server_restarted`, `session_over`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<&'static str>,
    /// For the next `hello`; new each time.
    pub resume_token: String,
    /// What this connection may do.
    pub roles: Vec<Role>,
    /// For others that join.
    pub attach_keys: AttachKeys,
    /// What is refused beyond.
    pub limits: LimitsTold,
    /// Time between pings, in milliseconds.
    pub ping_ms: u64,
    /// How long a session outlives its last connection, in milliseconds.
    pub resume_window_ms: u64,
    /// What answers.
    pub server: ServerTold,
    /// The languages, those that work here and those that do not.
    pub languages: Vec<LanguageTold>,
    /// The games of this server.
    pub games: Vec<GameTold>,
}

/// Keys that let others join a session.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct AttachKeys {
    /// As another page that can take over, and edit; absent for those that only read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub player: Option<String>,
    /// As one that reads.
    pub observer: String,
}

/// What is refused beyond.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct LimitsTold {
    /// All files of a program, and an interpreter.
    pub source_bytes: usize,
    /// One answer.
    pub answer_bytes: usize,
    /// Any other message.
    pub message_bytes: usize,
    /// Messages a second, in the long run.
    pub messages_per_second: u32,
}

/// What answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ServerTold {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Whether programs are kept from each other and from the machine, so that strangers may come.
    pub isolated: bool,
    /// How programs are isolated.
    pub isolation: IsolationTold,
}

/// How programs are isolated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct IsolationTold {
    /// How well: `A` (best), `B`, `C` or `D` (not at all).
    pub tier: String,
    /// What does not hold on this machine, such as `memory`.
    pub not_held: Vec<String>,
    /// Whether the operator lets others in although something that they need does not hold.
    pub overridden: bool,
}

/// A language of this server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts about a language, each of its own"
)]
pub struct LanguageTold {
    /// What `run.start` asks for.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Whether it works here.
    pub works: bool,
    /// The version found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub version: Option<String>,
    /// Why it does not work, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why_not: Option<String>,
    /// Ending of its files, without the dot.
    pub extension: String,
    /// The editor's mode for it.
    pub editor_mode: String,
    /// A program to begin with.
    pub starter: String,
    /// Whether its programs take live instructions.
    pub instructions: bool,
    /// Whether its programs are built before they run.
    pub is_built: bool,
    /// Whether it has functions of every game that declares its commands.
    pub functions: bool,
}

/// A game of this server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct GameTold {
    /// What `run.start` asks for.
    pub id: String,
    /// Its name for people, in English.
    pub title: String,
    /// What it is about, in English.
    pub description: String,
    /// Its names by language code, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub titles: Option<BTreeMap<String, String>>,
    /// What it is about by language code, where that is there in several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub descriptions: Option<BTreeMap<String, String>>,
    /// The languages that have its functions, by id.
    pub languages: Vec<String>,
}

/// Everything that a client must know which has no past.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct SessionState {
    /// The source of the last run.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<SourceTold>,
    /// The last run.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub run: Option<RunTold>,
    /// Whether this connection answers commands.
    pub is_player: bool,
    /// Whether the stage can be made again from what follows: `stage.restore`, where there is a
    /// snapshot, and commands.
    pub stage_complete: bool,
    /// What a screen reader should say of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub describe: Option<Describe>,
    /// The goals told in this run.
    pub goals: Vec<Goal>,
    /// A stage of this session's for the programs of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stage: Option<StageTold>,
    /// The seat of this session at another's stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub seat: Option<SeatTold>,
}

/// The source of a run.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct SourceTold {
    /// The game, as it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    #[ts(type = "unknown")]
    pub game: Option<serde_json::Value>,
    /// The language's id.
    pub language: String,
    /// The learner's files.
    pub files: Vec<SourceFile>,
    /// How long it lives.
    pub mode: Mode,
    /// Whether it starts again after a crash.
    pub restart: Restart,
}

/// A run.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct RunTold {
    /// Its id.
    pub id: String,
    /// Where it stands.
    #[serde(flatten)]
    pub state: RunState,
    /// Whether it is paused.
    pub paused: bool,
    /// Least time between two commands, in milliseconds.
    pub speed: u64,
    /// Commands sent.
    pub commands: u64,
    /// The program waits for a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub input: Option<InputRequest>,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ended: Option<RunEnded>,
}

/// The client has caught up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ResumeDone {
    /// The last event.
    pub seq: u64,
}

/// What a request led to.
#[derive(Clone, Debug, Default, Serialize, JsonSchema, TS)]
pub struct Done {
    /// The run that was started.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub run: Option<String>,
    /// The functions that `game.api` asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub api: Option<Box<ApiTold>>,
    /// What `run.record` asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub record: Option<Box<RecordTold>>,
    /// The stage that `stage.open` asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stage: Option<StageTold>,
    /// The seat that `stage.join` asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub seat: Option<SeatTold>,
}

/// A stage for the programs of several sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct StageTold {
    /// Its id.
    pub stage: String,
    /// For `stage.join`; only for those who may invite.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub key: Option<String>,
    /// How many programs at most.
    pub seats: u32,
    /// The programs that are there.
    pub taken: Vec<SeatTaken>,
}

/// A program on a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SeatTaken {
    /// Its number there, from 1.
    pub actor: u32,
    /// Its name there.
    pub name: String,
}

/// A program left a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SeatLeft {
    /// Its number there.
    pub actor: u32,
}

/// A seat at the stage of another session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SeatTold {
    /// The stage's id.
    pub stage: String,
    /// The number of the session's program there.
    pub actor: u32,
}

/// Commands of a run with their answers, in their order.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
#[ts(optional_fields)]
pub struct RecordTold {
    /// About 256 KiB of them.
    pub commands: Vec<RecordedCommand>,
    /// More follow: ask again from this one on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cid: Option<u64>,
    /// Nothing is missing; a run of more than 8 MiB lacks its end.
    pub is_whole: bool,
}

/// A command and its answer; neither `value` nor `error` where there is none yet.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
#[ts(optional_fields)]
pub struct RecordedCommand {
    /// Counted from 1 in its run.
    pub cid: u64,
    /// Since the run began, in milliseconds.
    pub at: u64,
    /// As in `command`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// As in `command`.
    #[ts(type = "unknown")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub params: Option<Box<RawValue>>,
    /// As in `command`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// As in `command`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<_>", optional)]
    pub is_pair: bool,
    /// The learner's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What was answered.
    #[ts(type = "unknown")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Box<RawValue>>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Refusal>,
}

/// Why a request was refused, or a message not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Refused {
    /// A short word for programs.
    pub code: String,
    /// A sentence that says what to do.
    pub text: String,
    /// Whether the same may work later.
    pub retryable: bool,
    /// How long to wait at least, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub retry_after_ms: Option<u64>,
}

/// Something to know.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema, TS)]
pub struct Notice {
    /// A short word for programs.
    pub code: &'static str,
    /// What belongs to it.
    #[ts(type = "Record<string, unknown>")]
    pub params: serde_json::Map<String, serde_json::Value>,
    /// `info` or `warning`.
    pub level: &'static str,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The server is full; it waits for its turn and starts by itself.
    Queued,
    /// Its program is being built.
    Building,
    /// Its engine comes up.
    Starting,
    /// It computes, or the client plays its command.
    Running,
    /// It is held at its next command until it is resumed or stepped.
    Paused,
    /// Nobody is connected; it is held at its next command.
    Held,
    /// Somebody is connected, but nobody who plays.
    WaitingPlayer,
    /// It waits for a line, or the client for a key.
    WaitingUser,
    /// Its program has ended and it waits for live instructions.
    Idle,
    /// It starts again.
    Restarting,
    /// It is over.
    Ended,
}

/// Where a run stands, told when it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct RunState {
    /// Where.
    pub state: State,
    /// Which attempt of the run, counted from 1.
    pub attempt: u32,
    /// When it starts again, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub in_ms: Option<u64>,
    /// Its place in the queue; 1 is next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<u32>,
    /// What its program had built up is lost.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<_>", optional)]
    pub state_lost: bool,
}

/// What became of a live instruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ExecResult {
    /// The client's own name for it.
    pub xid: String,
    /// Whether it came to its end.
    pub ok: bool,
    /// What it gave, as the language shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub value: Option<String>,
    /// What went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub error: Option<ExecError>,
}

/// What went wrong with a live instruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ExecError {
    /// `failed`, `busy`, `ended` or `unsupported`.
    pub code: &'static str,
    /// In words.
    pub text: String,
    /// The error that its evaluation raised.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub error: Option<ErrorTold>,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct RunEnded {
    /// Why.
    pub reason: EndReason,
    /// Its exit status.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub exit: Option<i32>,
    /// The signal that killed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub signal: Option<i32>,
    /// The limit that it hit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub limit: Option<Limit>,
    /// Commands sent.
    pub commands: u64,
    /// How long it lasted, in milliseconds.
    pub duration_ms: u64,
    /// What to tell the learner.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub error: Option<ErrorTold>,
}

/// A new attempt begins: clear the stage and the answer cache, then say `ok`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct StageReset {
    /// Which attempt of the run, counted from 1.
    pub attempt: u32,
}

/// What the program asks of the game.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct CommandTold {
    /// Counted from 1 in its run.
    pub cid: u64,
    /// Since the run began, in milliseconds.
    pub at: u64,
    /// Where in the learner's program.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub src: Option<SourceTrace>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub action: Option<String>,
    /// With what.
    #[ts(type = "unknown")]
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub params: Option<Box<RawValue>>,
    /// The line itself, where `action` and `params` are not all that it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub raw: Option<String>,
    /// The line is the original's form, an object with one key: `{action: params}`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<_>", optional)]
    pub is_pair: bool,
    /// It was sent before: repeat the answer without playing it twice.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<_>", optional)]
    pub redelivered: bool,
    /// It is answered already: play it to make the stage again, and do not answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<_>", optional)]
    pub replay: bool,
}

/// Where in the learner's program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SourceTrace {
    /// The file; `live#N` in a live instruction.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The learner's own frames, innermost first.
    pub stack: Vec<SourceLine>,
}

/// Who answers has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct LeaseTold {
    /// `first`, `taken`, `returned`, `waiting`, or `stage` where a stage of several programs plays.
    pub reason: &'static str,
}

/// What the program printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Console {
    /// Counted from 1 in its run.
    pub n: u64,
    /// Where.
    pub stream: Stream,
    /// What; what is no UTF-8 is replaced.
    pub text: String,
    /// Since the run began, in milliseconds.
    pub at: u64,
}

/// Where text was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// The server's own words.
    System,
}

/// Console text that was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ConsoleGap {
    /// The first message that is missing.
    pub from_n: u64,
    /// The last one.
    pub to_n: u64,
    /// How much they had.
    pub bytes: u64,
}

/// The program waits for a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct InputRequest {
    /// What it asks.
    pub prompt: String,
}

/// What went wrong in a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ErrorTold {
    /// What kind of fault.
    pub kind: ErrorKind,
    /// The language's name of the error.
    pub name: String,
    /// Its message.
    pub message: String,
    /// The learner's file, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub file: Option<String>,
    /// The learner's line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub line: Option<u32>,
    /// The column, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub column: Option<u32>,
    /// The stack, innermost first.
    pub frames: Vec<ErrorFrame>,
    /// The whole report as the language prints it.
    pub raw: String,
    /// Whether the program ended by it.
    pub fatal: bool,
}

/// A message of a session that is watched.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct WatchEvent {
    /// The session's id.
    pub target: String,
    /// The message as its own clients get it.
    #[ts(type = "unknown")]
    pub event: Box<RawValue>,
}

impl ErrorTold {
    /// What is told of `error`.
    pub fn of(error: &ProgramError, fatal: bool) -> Self {
        let ProgramError {
            kind,
            name,
            message,
            file,
            line,
            column,
            frames,
            raw,
        } = error.clone();
        Self {
            kind,
            name,
            message,
            file: (!file.is_empty()).then_some(file),
            line,
            column,
            frames,
            raw,
            fatal,
        }
    }
}
