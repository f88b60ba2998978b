//! What a run is begun with, and what it decides.

use std::time::Duration;

use super::super::instructions::Unevaluated;
use crate::game::Ways;
use crate::messages::{
    AnswerCommand, Command, CommandIssued, EvaluateInstruction, GiveInput, InputAsked, Mode,
    ProgramError, RefuseCommand, Restart, RunEnd,
};
use crate::protocol::command::Meaning;
use crate::protocol::native::RunState;
use crate::supervision::{AttemptReport, Cause};

/// What a run is begun with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSettings {
    /// How long it lives.
    pub mode: Mode,
    /// Whether it starts again after a crash.
    pub restart: Restart,
    /// Held before its first command.
    pub paused: bool,
    /// Least time between two commands.
    pub spacing: Duration,
    /// How long an answer may take; none where a client may think as long as it likes.
    pub answer_timeout: Option<Duration>,
    /// Whether the client can clear its stage for another attempt.
    pub can_reset: bool,
    /// Whether words of the original's wires are refused as commands.
    pub refuses_control_words: bool,
    /// How it deals with actions of its game.
    pub ways: Ways,
}

impl RunSettings {
    /// Whether `command` waits for the player, by its game's declaration.
    pub(super) fn is_for_the_user(&self, command: &Command) -> bool {
        is_one_of(&self.ways.wait_for_user, command)
    }

    /// Whether slow motion does not hold `command` back.
    pub(super) fn takes_no_time(&self, command: &Command) -> bool {
        is_one_of(&self.ways.take_no_time, command)
    }
}

fn is_one_of(actions: &[String], command: &Command) -> bool {
    // Most games declare none, and then nothing is read.
    !actions.is_empty()
        && match Meaning::of(&command.0) {
            Meaning::Action { action, .. } => actions.contains(&action),
            Meaning::Raw => false,
        }
}

/// What a run decides.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::session) enum Output {
    /// Ask whether the attempt may start.
    AskToStart(u32),
    /// It waits for a place, from this one of the queue on.
    Queued(u32),
    /// It waits for a place no more.
    Withdraw,
    /// Start its process.
    Launch {
        /// Counted from 1.
        attempt: u32,
        /// Without its program.
        empty: bool,
    },
    /// Let the client clear its stage.
    Reset(u32),
    /// The client is to play this.
    Play {
        /// Counted from 1 in the run.
        cid: u64,
        /// The command.
        issued: CommandIssued,
    },
    /// Hand the answer on.
    Answer(AnswerCommand),
    /// Hand the refusal on.
    Refuse(RefuseCommand),
    /// Evaluate a live instruction.
    Instruct(EvaluateInstruction),
    /// What became of one.
    Evaluated {
        /// The client's name for it.
        xid: String,
        /// What it gave, or why not.
        outcome: Result<Option<String>, Unevaluated>,
    },
    /// The program waits for a line.
    AskInput(InputAsked),
    /// Hand a line on.
    Input(GiveInput),
    /// The program failed, and its process stays.
    Failed(ProgramError),
    /// The attempt failed and is tried again.
    Retried {
        /// How the attempt ended.
        end: RunEnd,
        /// Which try it is.
        nth: u32,
        /// Of how many.
        of: u32,
    },
    /// It stands elsewhere than before.
    Stands(RunState),
    /// End the process.
    Stop(Cause),
    /// Report the end of the attempt.
    Report(AttemptReport),
    /// It is over.
    Over(RunEnd),
}
