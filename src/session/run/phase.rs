//! Where a run stands between two events.

use std::time::Duration;

use crate::messages::{AnswerCommand, CommandIssued, InputAsked, RefuseCommand, RunEnd};
use crate::supervision::Cause;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    /// The supervisor was asked.
    Waiting {
        /// In its queue, 1 being next; none until it has answered.
        place: Option<u32>,
    },
    /// A pause before the next attempt.
    Pausing {
        until: Duration,
    },
    /// The client clears its stage; asked once it is there.
    Resetting {
        until: Option<Duration>,
    },
    /// Its program is built.
    Building,
    /// The engine comes up.
    Starting,
    Running(Play),
    /// It was told to stop; what the program still says changes nothing.
    Stopping(Cause),
    Judging(Box<RunEnd>),
    Over,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Play {
    Computing,
    /// It reads its standard input.
    Reading(InputAsked),
    /// Its command is complete and not yet sent.
    Held(CommandIssued),
    /// The client plays its command.
    Outstanding {
        cid: u64,
        since: Duration,
        waits_for_user: bool,
    },
    /// The client answered, and the program does not know it yet.
    Answered(Reply),
    /// Its program has ended.
    Idle,
}

/// What a client says to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::session) enum Reply {
    /// Its value.
    Answer(AnswerCommand),
    /// It is refused.
    Refuse(RefuseCommand),
}
