//! What a session decides that others must carry out.

use std::time::Duration;

use bytestring::ByteString;

use crate::messages::{AnswerCommand, EvaluateInstruction, GiveInput, RefuseCommand, ToClient};
use crate::protocol::native::{Close, Mark, marked};
use crate::supervision::{AttemptReport, Cause};

/// Names one connection of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub u64);

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Ask the supervisor whether this attempt may start.
    AskToStart {
        /// Counted from 1.
        attempt: u32,
    },
    /// Tell the supervisor that the attempt waits for a place no more.
    Withdraw,
    /// Start the process of this attempt.
    Launch {
        /// Counted from 1.
        attempt: u32,
        /// Without its program: what that had built up is lost.
        empty: bool,
    },
    /// Give the answer to the process.
    Answer(AnswerCommand),
    /// Refuse the outstanding command into the program.
    Refuse(RefuseCommand),
    /// Let the process evaluate a live instruction.
    Instruct(EvaluateInstruction),
    /// Give the process standard input.
    Input(GiveInput),
    /// End the process.
    StopProcess(Cause),
    /// Report the end of the attempt to the supervisor, who judges it.
    Report(AttemptReport),
    /// Tell the client of the original's protocol.
    Tell(ToClient),
    /// Send a frame to a connection.
    Send {
        /// Which.
        to: LinkId,
        /// The frame.
        frame: Frame,
    },
    /// Close a connection.
    Close {
        /// Which.
        to: LinkId,
        /// Why.
        why: Close,
    },
    /// Nothing more will happen: the session goes.
    Leave,
}

/// A frame's text, and how it may be treated on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The text.
    pub text: ByteString,
    /// What is added to it on its way: the text itself is shared with the log.
    pub mark: Option<Mark>,
    /// What it is.
    pub kind: FrameKind,
}

impl Frame {
    /// The text with its mark.
    pub fn into_text(self) -> ByteString {
        match self.mark {
            Some(mark) => marked(&self.text, mark),
            None => self.text,
        }
    }
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// How a run stands, what went wrong, how it ended.
    Status,
    /// A command; one always finds room.
    Command,
    /// What somebody missed: bounded by what is kept, it does not count against the socket.
    CatchUp,
    /// Any other event, or a reply.
    Other,
}

/// The time since the session began, in whole milliseconds.
pub(super) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
