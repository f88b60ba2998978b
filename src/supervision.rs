//! How a run ended, and whether it starts again: arithmetic, with the clock passed in.

mod cpu;
mod policy;
mod refusals;

use std::time::Duration;

pub use cpu::CpuWatch;
pub use policy::{AttemptReport, FailureLog, RestartPolicy, Stage, Verdict};
pub use refusals::RefusalWatch;

use crate::messages::{EndReason, ErrorKind, Exit, Limit, ProgramError, RunEnd};

/// `SIGSYS`: what the sandbox answers to calls of another architecture.
const FORBIDDEN_CALL: i32 = 31;

/// What decided the end of an attempt before its process ended by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It was told to stop.
    Stopped,
    /// The engine reported an uncaught error, or the program broke the engine protocol.
    Error(ProgramError),
    /// A limit was hit.
    Limit(Limit),
    /// No engine came up in time.
    StartTimedOut(Duration),
    /// The engine's channel closed while the process lived.
    ChannelBroken,
    /// Nobody was there to answer, or did in time.
    NoPlayer(String),
    /// The server ends.
    Server,
}

/// Everything known of an attempt when its process is reaped and its channels are drained.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What decided the end first.
    pub cause: Option<Cause>,
    /// Why the process could not be started.
    pub exec_failed: Option<String>,
    /// How the process ended.
    pub exit: Option<Exit>,
    /// Whether it came up: `ready` in revision 2, any output in revision 1.
    pub spoke: bool,
    /// Whether it must say `ready` before anything else.
    pub announces_ready: bool,
    /// The limits that it hit, by what was found at its end; they explain a bad one.
    pub hits: Vec<Limit>,
    /// How many commands were issued.
    pub commands: u64,
    /// The text on its standard error, where it may explain the end.
    pub stderr_text: String,
}

impl Facts {
    /// Notes that `limit` was hit; what was noted first counts.
    pub fn hit(&mut self, limit: Limit) {
        if !self.hits.contains(&limit) {
            self.hits.push(limit);
        }
    }
}

/// Says how an attempt ended.
pub fn classify(facts: &Facts) -> RunEnd {
    let (reason, limit, error) = explained_by_limits(facts, reason(facts));
    RunEnd {
        reason,
        exit: facts.exit,
        limit,
        error,
        commands: facts.commands,
    }
}

type Explained = (EndReason, Option<Limit>, Option<ProgramError>);

/// A bad end is the limit's that was hit, with what the program could say of it.
fn explained_by_limits(facts: &Facts, (reason, limit, error): Explained) -> Explained {
    let told_by_engine = error.as_ref().is_some_and(|it| it.kind == ErrorKind::Limit);
    let hit = match reason {
        EndReason::Error if told_by_engine => Some(Limit::Memory),
        EndReason::Error | EndReason::Crashed => facts.hits.first().copied(),
        EndReason::Finished
        | EndReason::Stopped
        | EndReason::Limit
        | EndReason::StartFailed
        | EndReason::NoPlayer
        | EndReason::Server => None,
    };
    let Some(hit) = hit else {
        return (reason, limit, error);
    };
    // An error that names the learner's line says more than the limit alone.
    let error = match error.filter(|it| reason == EndReason::Error && it.line.is_some()) {
        Some(error) => ProgramError {
            kind: ErrorKind::Limit,
            ..error
        },
        None => limit_error(hit),
    };
    (EndReason::Limit, Some(hit), Some(error))
}

fn reason(facts: &Facts) -> Explained {
    let broken = "the program closed the engine's channel";
    match (&facts.cause, &facts.exec_failed) {
        (Some(Cause::Stopped), _) => (EndReason::Stopped, None, None),
        (Some(Cause::Server), _) => (EndReason::Server, None, None),
        (Some(Cause::NoPlayer(why)), _) => (EndReason::NoPlayer, None, Some(internal(why.clone()))),
        (_, Some(why)) => (EndReason::StartFailed, None, Some(internal(why.clone()))),
        (Some(Cause::Error(error)), None) => (EndReason::Error, None, Some(error.clone())),
        (Some(Cause::Limit(limit)), None) => {
            (EndReason::Limit, Some(*limit), Some(limit_error(*limit)))
        }
        (Some(Cause::StartTimedOut(after)), None) => {
            let text = format!("the engine did not come up within {after:?}");
            (EndReason::StartFailed, None, Some(internal(text)))
        }
        // Its exit was only told late.
        (Some(Cause::ChannelBroken), None) if matches!(facts.exit, Some(Exit::Status(_))) => {
            reason_of_exit(facts)
        }
        (Some(Cause::ChannelBroken), None) => {
            (EndReason::Crashed, None, Some(internal(broken.to_owned())))
        }
        (None, None) => reason_of_exit(facts),
    }
}

fn reason_of_exit(facts: &Facts) -> Explained {
    let failed_to_start = !facts.spoke
        && (facts.announces_ready || matches!(facts.exit, Some(Exit::Signal(_)) | None));
    if failed_to_start {
        let mut text = format!("the engine ended before it was ready ({})", say(facts.exit));
        if !facts.stderr_text.is_empty() {
            text = format!("{text}\n{}", facts.stderr_text);
        }
        return (EndReason::StartFailed, None, Some(internal(text)));
    }
    match facts.exit {
        Some(Exit::Status(0)) => (EndReason::Finished, None, None),
        Some(Exit::Status(_)) => (EndReason::Error, None, stderr_error(&facts.stderr_text)),
        Some(Exit::Signal(FORBIDDEN_CALL)) => {
            let text = "the program asked the system for something that no program may ask for";
            let error = ProgramError::text(ErrorKind::Runtime, text);
            (EndReason::Error, None, Some(error))
        }
        Some(Exit::Signal(_)) | None => {
            let text = format!("the program crashed ({})", say(facts.exit));
            (EndReason::Crashed, None, Some(internal(text)))
        }
    }
}

fn internal(text: String) -> ProgramError {
    ProgramError::text(ErrorKind::Internal, text)
}

fn stderr_error(text: &str) -> Option<ProgramError> {
    (!text.is_empty()).then(|| ProgramError::text(ErrorKind::Runtime, text))
}

fn limit_error(limit: Limit) -> ProgramError {
    let text = match limit {
        Limit::Output => "the program printed more than a run may print",
        Limit::Wall => "the program ran longer than a run may last",
        Limit::Memory => "the program used more memory than it may",
        Limit::Cpu => "the program computed too long without a command",
        Limit::Processes => "the program made more processes or threads than it may",
        Limit::Files => "the program wrote more files than it may",
    };
    ProgramError::text(ErrorKind::Limit, text)
}

fn say(exit: Option<Exit>) -> String {
    match exit {
        Some(Exit::Status(status)) => format!("exit status {status}"),
        Some(Exit::Signal(signal)) => format!("signal {signal}"),
        None => "its end was not seen".to_owned(),
    }
}

#[cfg(test)]
mod tests;
