//! What a client says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use crate::messages::{Mode, Restart, SourceFile};

/// What a connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Source and run control.
    Editor,
    /// Shows the stage and answers commands.
    Player,
    /// Reads only.
    Observer,
    /// Looks after a class.
    Controller,
}

/// The first message, within 5 s: who the client is and what it comes back to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Hello {
    /// What it asks for; empty means editor and player.
    #[ts(as = "Option<_>", optional)]
    pub roles: Vec<Role>,
    /// It comes back to its session.
    #[ts(optional)]
    pub resume: Option<Resume>,
    /// It joins a session of somebody else's.
    #[ts(optional)]
    pub attach: Option<Attach>,
    /// Its name and version, for logs.
    #[ts(optional)]
    pub client: Option<ClientName>,
    /// The language of texts, such as `en`.
    #[ts(optional)]
    pub lang: Option<String>,
}

/// Where a client stands that comes back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct Resume {
    /// The newest `resume_token` it was given.
    pub token: String,
    /// The `epoch` of its events.
    pub epoch: u32,
    /// The last event it has dealt with; 0 where it knows nothing, after a reload.
    pub seq: u64,
    /// The run whose console messages it counts; the current one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub run: Option<String>,
    /// The last console message of that run that it has.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub console_n: u64,
}

/// The session of somebody else's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct Attach {
    /// Its id.
    pub session: String,
    /// One of its `attach_keys`, which says as what.
    pub key: String,
}

/// A client's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct ClientName {
    /// Its name.
    #[ts(as = "Option<_>", optional)]
    pub name: String,
    /// Its version.
    #[ts(as = "Option<_>", optional)]
    pub version: String,
}

/// Starts a run of this source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct RunStart {
    /// The game, `{"id": …}` or `{"manifest": …}`; absent where the client is its own game.
    #[serde(default)]
    #[ts(type = "unknown")]
    #[ts(optional)]
    pub game: Option<serde_json::Value>,
    /// The language's id.
    pub language: String,
    /// The learner's files, the main one first; at most 20.
    pub files: Vec<SourceFile>,
    /// The game's interpreter in that language, where the game is not the server's.
    #[serde(default)]
    #[ts(optional)]
    pub api: Option<String>,
    /// How long it lives.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub mode: Mode,
    /// Whether it starts again after a crash, in mode `once`.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub restart: Restart,
    /// Held before its first command.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub paused: bool,
    /// Least time between two commands, in milliseconds.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub speed: u64,
    /// Seeds the language's random numbers.
    #[serde(default)]
    #[ts(optional)]
    pub seed: Option<i64>,
}

/// Lets a paused run send some commands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct RunStep {
    /// How many; 1 when absent.
    #[ts(optional)]
    pub count: Option<u32>,
}

/// Slow motion.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct RunSpeed {
    /// Least time between two commands, in milliseconds; 0 is full speed.
    pub min_ms_per_command: u64,
}

/// A live instruction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct RunExec {
    /// The client's own name for it, at most 64 characters.
    pub xid: String,
    /// The instruction, in the program's language.
    pub source: String,
}

/// The answer to a command.
#[derive(Clone, Debug, Deserialize, JsonSchema, TS)]
pub struct CommandResult {
    /// Which command.
    pub cid: u64,
    /// What the program gets: a string as it is, anything else as its JSON text, `null` as nothing.
    #[serde(default)]
    #[ts(type = "unknown")]
    #[ts(optional)]
    pub value: Option<Box<RawValue>>,
    /// The game refuses the command instead.
    #[serde(default)]
    #[ts(optional)]
    pub error: Option<Refusal>,
}

/// Why a game refuses a command.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Refusal {
    /// A short word for programs.
    #[ts(as = "Option<_>", optional)]
    pub code: String,
    /// A sentence for the learner.
    #[ts(as = "Option<_>", optional)]
    pub text: String,
}

/// The client is still busy with a command.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct CommandProgress {
    /// Which command.
    pub cid: u64,
    /// It waits for its user, for a key press, say.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub waits_for_user: bool,
}

/// The stage as it is after a command, for a page that is reloaded.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS)]
pub struct StageSnapshot {
    /// After which command; 0 before the first.
    pub cid: u64,
    /// The game's own form.
    #[ts(type = "unknown")]
    pub state: Box<RawValue>,
}

/// What a screen reader should say of the stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Describe {
    /// The text.
    pub text: String,
}

/// A goal of the game, reached or lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Goal {
    /// Its name.
    pub goal: String,
    /// Whether it is reached.
    pub reached: bool,
    /// Points, where the game counts them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub score: Option<f64>,
}

/// A line for the program's standard input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Input {
    /// The line, without its end; absent where nothing but the end is told.
    #[ts(optional)]
    pub line: Option<String>,
    /// Nothing follows: standard input is at its end.
    #[ts(as = "Option<_>", optional)]
    pub end: bool,
}

/// Watches a session.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct Watch {
    /// The session's id.
    pub target: String,
    /// Its observer key.
    pub key: String,
    /// How much is told.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub level: WatchLevel,
}

/// How much of a session is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum WatchLevel {
    /// States, errors and ends.
    Status,
    /// Everything.
    #[default]
    All,
}

/// Watches no more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct Unwatch {
    /// The session's id.
    pub target: String,
}

/// Asks for what the run's commands were and what was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct RunRecord {
    /// From which command on; 0 or 1 for all.
    #[ts(as = "Option<_>", optional)]
    pub from_cid: u64,
}

/// Opens the stage to the programs of other sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct StageOpen {
    /// How many programs at most, 1 to 16; 8 when absent.
    #[ts(optional)]
    pub seats: Option<u32>,
}

/// Brings the session's program to the stage of another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct StageJoin {
    /// The stage's key.
    pub key: String,
    /// What the program is called there; at most 40 characters of it are told.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub name: String,
}

/// When a ping was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Beat {
    /// The server's clock, in milliseconds since 1970; given back as it came.
    #[ts(as = "Option<_>", optional)]
    pub ts: u64,
}

/// A message without content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}
