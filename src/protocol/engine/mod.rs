//! The program's side of the wire: an [`Exchange`] reads what its channels bring and says what
//! that means.
//!
//! An instruction walks through the same phases in both revisions:
//!
//! ```text
//!        none          start          command, insert          answer            close
//!  Idle ─────> Opened ───────> Started ───────────────> Issued ────────> Closing ──────> Idle
//! ```
//!
//! The channels have no order between them. When the machine has something to decide that what
//! stands in the others could change, [`Exchange::wants_look`] is true: its driver then reads
//! what stands in every channel at that moment, no more, feeds it, and calls
//! [`Exchange::looked`].

mod error_text;
mod revision1;
mod revision2;

pub use revision1::Revision1;
pub use revision2::{ProgramNamed, Revision2};

use crate::messages::{
    AnswerCommand, CommandIssued, ConsolePrinted, ConsoleStream, EngineReady, EvaluateInstruction,
    InputAsked, InstructionClosed, InstructionDone, InstructionOpened, InstructionStarted,
    ProgramError, ProgramIdle, RefuseCommand,
};
use crate::protocol::lines::{Line, LineSplitter};

/// Where a program writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Its standard output.
    Stdout,
    /// Its standard error.
    Stderr,
    /// The engine's own channel (revision 2).
    Engine,
}

/// What the channels brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The engine is up (revision 2).
    Ready(EngineReady),
    /// An instruction is open.
    Opened(InstructionOpened),
    /// Its command follows.
    Started(InstructionStarted),
    /// The command is complete; the program waits.
    Issued(CommandIssued),
    /// The instruction is closed.
    Closed(InstructionClosed),
    /// Text of the program's own.
    Printed(ConsolePrinted),
    /// Text came where revision 1 knows only errors: it is complete after a while of silence.
    ErrorBegan,
    /// The program waits for a line on its standard input (revision 2).
    InputAsked(InputAsked),
    /// A live instruction came to its end (revision 2).
    Evaluated(InstructionDone),
    /// The program came to its end, and its process stays (revision 2).
    ProgramEnded(ProgramIdle),
    /// The engine reported an uncaught error (revision 2).
    Failed(ProgramError),
    /// The program broke the protocol; its run cannot go on.
    Violated(Violation),
}

/// The program broke the engine protocol.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// The command means something else on the original's wires.
    #[error("`{0}` is a word of the protocol and cannot be a command; send another one")]
    ControlWord(String),
    /// The command is too long.
    #[error("a command is longer than {limit_bytes} bytes; send less at once")]
    CommandTooLong {
        /// The most that a command may have.
        limit_bytes: usize,
    },
    /// The engine wrote what its phase does not know.
    #[error("the engine wrote `{got}` where {expected} belongs")]
    Unexpected {
        /// What belongs there.
        expected: &'static str,
        /// What it wrote, shortened.
        got: String,
    },
}

/// What an answer leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Answered {
    /// These bytes go to the program.
    Write(Vec<u8>),
    /// The program had forged that command; this one is its real one and wants an answer.
    Superseded(CommandIssued),
    /// No command is outstanding.
    NotAsked,
}

/// Bounds of the engine protocol, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest command, decoded.
    pub command_bytes: usize,
}

impl Limits {
    /// Longest line of the engine's channel: JSON may take six bytes for one of the text.
    pub fn engine_line_bytes(self) -> usize {
        self.command_bytes
            .saturating_mul(6)
            .saturating_add(4 * 1024)
    }
}

/// Progress of one program through the engine protocol, whatever its revision.
#[derive(Debug)]
pub enum Exchange {
    /// The original's protocol.
    One(Revision1),
    /// The protocol on descriptors of its own.
    Two(Revision2),
}

impl Exchange {
    /// Takes in `bytes` of `channel` and adds what they mean to `events`.
    pub fn feed(&mut self, channel: Channel, bytes: &[u8], events: &mut Vec<Event>) {
        match self {
            Self::One(machine) => machine.feed(channel, bytes, events),
            Self::Two(machine) => machine.feed(channel, bytes, events),
        }
    }

    /// `channel` is at its end.
    pub fn end_of(&mut self, channel: Channel, events: &mut Vec<Event>) {
        match self {
            Self::One(machine) => machine.end_of(channel, events),
            // A line of the engine without its end is dropped; the rest is not read by lines.
            Self::Two(_) => (),
        }
    }

    /// Whether a decision waits for what stands in the other channels.
    pub fn wants_look(&self) -> bool {
        match self {
            Self::One(machine) => machine.wants_look(),
            Self::Two(machine) => machine.wants_look(),
        }
    }

    /// What stood in the channels is fed: decide.
    pub fn looked(&mut self, events: &mut Vec<Event>) {
        match self {
            Self::One(machine) => machine.looked(events),
            Self::Two(machine) => machine.looked(events),
        }
    }

    /// Takes in the client's answer.
    pub fn answer(&mut self, answer: &AnswerCommand) -> Answered {
        match self {
            Self::One(machine) => machine.answer(answer),
            Self::Two(machine) => machine.answer(answer),
        }
    }

    /// Refuses the outstanding command; revision 1 has no way to say so and ends with an error.
    ///
    /// # Errors
    ///
    /// Returns the violation that ends the run where the program cannot be told.
    pub fn refuse(&mut self, refusal: &RefuseCommand) -> Result<Answered, Violation> {
        match self {
            Self::One(_) => Err(Violation::ControlWord(refusal.text.clone())),
            Self::Two(machine) => Ok(machine.refuse(refusal)),
        }
    }

    /// Gives the program a live instruction, where its revision knows them.
    pub fn instruct(&mut self, instruction: &EvaluateInstruction) -> Answered {
        match self {
            Self::One(_) => Answered::NotAsked,
            Self::Two(machine) => machine.instruct(instruction),
        }
    }

    /// The line that tells the engine to end, where there is one.
    pub fn stop(&self) -> Option<Vec<u8>> {
        match self {
            Self::One(_) => None,
            Self::Two(_) => Some(Revision2::stop()),
        }
    }

    /// The error text collected from standard error (revision 1).
    pub fn collected_error(&self) -> Option<String> {
        match self {
            Self::One(machine) => machine.collected_error(),
            Self::Two(_) => None,
        }
    }
}

/// Feeds `bytes` to `splitter` and collects the lines.
fn lines_of<'a>(splitter: &mut LineSplitter, bytes: &'a [u8]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    splitter.feed(bytes, |line| lines.push(line));
    lines
}

fn printed(stream: ConsoleStream, bytes: Vec<u8>) -> Event {
    Event::Printed(ConsolePrinted {
        stream,
        bytes,
        lost_bytes: 0,
    })
}

#[cfg(test)]
mod tests;
