//! What the server says.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;
use ts_rs::TS;

use super::api::ApiTold;
use super::client::Refusal;
use super::standing::{SeatTold, StageTold};
use crate::messages::{ErrorFrame, ErrorKind, ProgramError, SourceLine};

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
