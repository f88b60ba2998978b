//! What a session is, without input or output: one run and its attempts, events in, actions out.
//!
//! ```text
//!             granted                  ended               GiveUp
//!  Waiting ───────────> Running ───────────────> Judged ────────────> Over
//!     ^                                            │ RestartAfter
//!     └────────────────── pause_over ──────────────┘
//! ```
//!
//! At most one command is outstanding, and an answer counts only for it.

use std::time::Duration;

use bytestring::ByteString;

use crate::messages::{
    AnswerCommand, AttemptEnded, Command, CommandIssued, EndReason, ErrorKind, ProgramError,
    RefuseCommand, RunEnd, ToClient,
};
use crate::protocol::words::is_control_word;
use crate::supervision::{Cause, Verdict};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask the supervisor whether this attempt may start.
    AskToStart {
        /// Counted from 1.
        attempt: u32,
    },
    /// Start the process of this attempt.
    Launch {
        /// Counted from 1.
        attempt: u32,
    },
    /// Give the answer to the process.
    Answer(AnswerCommand),
    /// Refuse the outstanding command into the program.
    Refuse(RefuseCommand),
    /// End the process.
    StopProcess(Cause),
    /// Report the end of the attempt to the supervisor, who judges it.
    Report {
        /// Why it ended.
        reason: EndReason,
        /// Whether no command was played since the stage was fresh.
        stage_is_fresh: bool,
    },
    /// Wait, then say that the pause is over.
    Pause(Duration),
    /// Tell the client.
    Tell(ToClient),
}

/// One client's run, from its source to its end.
#[derive(Debug, Default)]
pub struct Session {
    phase: Phase,
    attempt: u32,
    commands: u64,
}

#[derive(Debug, Default)]
enum Phase {
    /// There is no source yet.
    #[default]
    Empty,
    /// The supervisor was asked, or a pause before the next attempt goes on.
    Waiting,
    Running {
        outstanding: bool,
    },
    /// It was told to stop; what the program still says changes nothing.
    Stopping,
    Judged {
        end: RunEnd,
    },
    Over,
}

impl Session {
    /// The source is complete: the run begins.
    pub fn begin(&mut self) -> Vec<Action> {
        let Phase::Empty = self.phase else {
            return Vec::new();
        };
        self.ask()
    }

    /// The supervisor lets the attempt start.
    pub fn granted(&mut self) -> Vec<Action> {
        let Phase::Waiting = self.phase else {
            return Vec::new();
        };
        self.phase = Phase::Running { outstanding: false };
        vec![Action::Launch {
            attempt: self.attempt,
        }]
    }

    /// The supervisor does not let it start, or the server failed.
    pub fn refused(&mut self, why: String) -> Vec<Action> {
        let error = ProgramError::text(ErrorKind::Internal, why);
        self.over(RunEnd::without_process(EndReason::Server, Some(error)))
    }

    /// No source came in time.
    pub fn never_begun(&mut self, why: &str) -> Vec<Action> {
        match self.phase {
            Phase::Empty => self.refused(why.to_owned()),
            Phase::Waiting
            | Phase::Running { .. }
            | Phase::Stopping
            | Phase::Judged { .. }
            | Phase::Over => Vec::new(),
        }
    }

    /// It ends without a run, and the client is told in words of its own.
    pub fn close(&mut self) {
        self.phase = Phase::Over;
    }

    /// The program issued a command.
    pub fn issued(&mut self, issued: CommandIssued) -> Vec<Action> {
        let Phase::Running { outstanding } = &mut self.phase else {
            return Vec::new();
        };
        // An old client would take such a word for something else.
        if is_control_word(&issued.command.0) {
            return vec![Action::Refuse(not_a_command(&issued.command))];
        }
        *outstanding = true;
        self.commands += 1;
        vec![Action::Tell(ToClient::Play(issued.command))]
    }

    /// The client answered; only the outstanding command can be answered.
    pub fn answered(&mut self, answer: AnswerCommand) -> Vec<Action> {
        match &mut self.phase {
            Phase::Running { outstanding } if *outstanding => {
                *outstanding = false;
                vec![Action::Answer(answer)]
            }
            Phase::Empty
            | Phase::Waiting
            | Phase::Running { .. }
            | Phase::Stopping
            | Phase::Judged { .. }
            | Phase::Over => Vec::new(),
        }
    }

    /// The run is to end.
    pub fn stop(&mut self, cause: Cause) -> Vec<Action> {
        match self.phase {
            Phase::Running { .. } => {
                self.phase = Phase::Stopping;
                vec![Action::StopProcess(cause)]
            }
            Phase::Empty | Phase::Waiting | Phase::Judged { .. } => self.over(end_of(&cause)),
            Phase::Stopping | Phase::Over => Vec::new(),
        }
    }

    /// The process of the attempt is gone.
    pub fn attempt_ended(&mut self, ended: AttemptEnded) -> Vec<Action> {
        if !matches!(self.phase, Phase::Running { .. } | Phase::Stopping) {
            return Vec::new();
        }
        let reason = ended.end.reason;
        let mut end = ended.end;
        end.commands = self.commands;
        self.phase = Phase::Judged { end };
        vec![Action::Report {
            reason,
            stage_is_fresh: self.commands == 0,
        }]
    }

    /// The supervisor judged the end of the attempt.
    pub fn judged(&mut self, verdict: Verdict) -> Vec<Action> {
        match (std::mem::take(&mut self.phase), verdict) {
            (Phase::Judged { end }, Verdict::GiveUp) => self.over(end),
            (Phase::Judged { end }, Verdict::RestartAfter { pause, nth, of }) => {
                self.phase = Phase::Waiting;
                let notice = restart_notice(&end, nth, of);
                vec![Action::Tell(ToClient::Notice(notice)), Action::Pause(pause)]
            }
            (phase, _) => {
                self.phase = phase;
                Vec::new()
            }
        }
    }

    /// The pause before the next attempt is over.
    pub fn pause_over(&mut self) -> Vec<Action> {
        let Phase::Waiting = self.phase else {
            return Vec::new();
        };
        self.ask()
    }

    /// Whether nothing more will happen.
    pub fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Over)
    }

    fn ask(&mut self) -> Vec<Action> {
        self.phase = Phase::Waiting;
        self.attempt += 1;
        vec![Action::AskToStart {
            attempt: self.attempt,
        }]
    }

    fn over(&mut self, end: RunEnd) -> Vec<Action> {
        if self.is_over() {
            return Vec::new();
        }
        self.phase = Phase::Over;
        vec![Action::Tell(ToClient::Ended(end))]
    }
}

fn not_a_command(command: &Command) -> RefuseCommand {
    let text = format!(
        "`{}` is a word of the protocol and cannot be a command; send another one",
        command.0.trim()
    );
    RefuseCommand {
        code: "control_word".to_owned(),
        text,
    }
}

fn end_of(cause: &Cause) -> RunEnd {
    let (reason, error) = match cause {
        Cause::Stopped => (EndReason::Stopped, None),
        Cause::Error(error) => (EndReason::Error, Some(error.clone())),
        Cause::Limit(_) => (EndReason::Limit, None),
        Cause::StartTimedOut(_) => (EndReason::StartFailed, None),
        Cause::ChannelBroken => (EndReason::Crashed, None),
        Cause::Server => (EndReason::Server, None),
    };
    RunEnd::without_process(reason, error)
}

fn restart_notice(end: &RunEnd, nth: u32, of: u32) -> String {
    let why = match &end.error {
        Some(error) => error.message.as_str(),
        None => "the program ended before it began",
    };
    format!("{why}; starting it again ({nth} of {of})")
}

/// The three texts that a run is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The language.
    pub language: ByteString,
    /// The game's interpreter.
    pub interpreter: ByteString,
    /// The learner's program.
    pub program: ByteString,
}

#[cfg(test)]
mod tests;
