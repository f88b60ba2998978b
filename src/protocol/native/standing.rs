//! Where a session and its run stand, and who is at its stage.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::client::{Describe, Goal};
use super::server::{ErrorTold, InputRequest};
use crate::messages::{EndReason, Limit, Mode, Restart, SourceFile};

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
