//! How a run ended, as everybody is told.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProgramError;

/// Why a run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The program came to its end.
    Finished,
    /// It failed: an uncaught error, or an exit status that is not 0.
    Error,
    /// Somebody stopped it.
    Stopped,
    /// It hit a limit.
    Limit,
    /// Its engine never came up.
    StartFailed,
    /// It was killed by a signal that is not ours, or broke its channel.
    Crashed,
    /// Nobody was there to answer.
    NoPlayer,
    /// The server ends, or refused the run, or failed.
    Server,
}

/// As what it ended, in words: "it ended …".
impl fmt::Display for EndReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Finished => "by itself",
            Self::Error => "with an error",
            Self::Stopped => "because it was stopped",
            Self::Limit => "at a limit",
            Self::StartFailed => "before it began",
            Self::Crashed => "with a crash",
            Self::NoPlayer => "because nobody answered",
            Self::Server => "with the server",
        })
    }
}

/// Which limit a run hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// It printed more than a run may.
    Output,
    /// It lived longer than a run may.
    Wall,
    /// It took more memory than a program may.
    Memory,
    /// It computed longer without an answer than a program may.
    Cpu,
    /// It made more processes or threads than a program may.
    Processes,
    /// It wrote more than its work folder takes.
    Files,
}

/// How a process ended, as the system says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exit {
    /// It exited with this status.
    Status(i32),
    /// This signal killed it.
    Signal(i32),
}

/// The end of a run, with everything that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunEnd {
    /// Why.
    pub reason: EndReason,
    /// How its process ended, when there was one.
    pub exit: Option<Exit>,
    /// Which limit, when it was one.
    pub limit: Option<Limit>,
    /// What to tell the learner, when there is something.
    pub error: Option<ProgramError>,
    /// How many commands were issued.
    pub commands: u64,
}

impl RunEnd {
    /// An end without a process.
    pub fn without_process(reason: EndReason, error: Option<ProgramError>) -> Self {
        Self {
            reason,
            exit: None,
            limit: None,
            error,
            commands: 0,
        }
    }

    /// How many bytes of text it carries.
    pub fn text_bytes(&self) -> usize {
        self.error
            .as_ref()
            .map_or(0, |error| error.message.len() + error.raw.len())
    }
}
