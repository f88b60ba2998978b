//! How a run ended and whether it starts again: arithmetic, with the clock passed in.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::messages::{EndReason, ErrorKind, Exit, Limit, ProgramError, RunEnd};

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
    /// How many commands were issued.
    pub commands: u64,
    /// The text on its standard error, where it may explain the end.
    pub stderr_text: String,
}

/// Says how an attempt ended.
pub fn classify(facts: &Facts) -> RunEnd {
    let (reason, limit, error) = reason(facts);
    RunEnd {
        reason,
        exit: facts.exit,
        limit,
        error,
        commands: facts.commands,
    }
}

fn reason(facts: &Facts) -> (EndReason, Option<Limit>, Option<ProgramError>) {
    if let Some(why) = &facts.exec_failed {
        return (EndReason::StartFailed, None, Some(internal(why.clone())));
    }
    match &facts.cause {
        Some(Cause::Stopped) => (EndReason::Stopped, None, None),
        Some(Cause::Error(error)) => (EndReason::Error, None, Some(error.clone())),
        Some(Cause::Limit(limit)) => (EndReason::Limit, Some(*limit), Some(limit_error(*limit))),
        Some(Cause::StartTimedOut(after)) => {
            let text = format!("the engine did not come up within {after:?}");
            (EndReason::StartFailed, None, Some(internal(text)))
        }
        Some(Cause::Server) => (EndReason::Server, None, None),
        Some(Cause::ChannelBroken) => {
            let text = "the program closed the engine's channel";
            (EndReason::Crashed, None, Some(internal(text.to_owned())))
        }
        None => reason_of_exit(facts),
    }
}

fn reason_of_exit(facts: &Facts) -> (EndReason, Option<Limit>, Option<ProgramError>) {
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
    };
    ProgramError::text(ErrorKind::Internal, text)
}

fn say(exit: Option<Exit>) -> String {
    match exit {
        Some(Exit::Status(status)) => format!("exit status {status}"),
        Some(Exit::Signal(signal)) => format!("signal {signal}"),
        None => "its end was not seen".to_owned(),
    }
}

/// When a run starts again by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RestartPolicy {
    /// Pauses before a start that failed is tried again, in milliseconds; as many tries as pauses.
    pub start_retry_ms: Vec<u64>,
    /// Restarts after a crash that are granted within the window.
    pub crash_restarts: u32,
    /// Length of the sliding window in which crashes are counted, in seconds.
    pub crash_window_seconds: u64,
    /// Pause before a restart after a crash, in milliseconds.
    pub crash_pause_ms: u64,
}

impl Default for RestartPolicy {
    fn default() -> Self {
        Self {
            start_retry_ms: vec![250, 1_000],
            crash_restarts: 3,
            crash_window_seconds: 60,
            crash_pause_ms: 250,
        }
    }
}

/// What follows the end of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Start again after this pause; it is the `nth` of `of` tries.
    RestartAfter {
        /// The pause.
        pause: Duration,
        /// Which try, counted from 1.
        nth: u32,
        /// How many are granted.
        of: u32,
    },
    /// It stays ended.
    GiveUp,
}

/// The failures of one run, judged against a [`RestartPolicy`].
#[derive(Debug, Default)]
pub struct FailureLog {
    failed_starts: u32,
    crashes: VecDeque<Instant>,
}

impl FailureLog {
    /// Decides what follows an end at `now`.
    ///
    /// `stage_is_fresh` says that no command was played since the stage was last reset: moves
    /// are never replayed onto a stage that was not.
    pub fn judge(
        &mut self,
        policy: &RestartPolicy,
        reason: EndReason,
        stage_is_fresh: bool,
        now: Instant,
    ) -> Verdict {
        match reason {
            EndReason::StartFailed => self.judge_start(policy),
            EndReason::Crashed if stage_is_fresh => self.judge_crash(policy, now),
            EndReason::Crashed
            | EndReason::Finished
            | EndReason::Error
            | EndReason::Stopped
            | EndReason::Limit
            | EndReason::NoPlayer
            | EndReason::Server => Verdict::GiveUp,
        }
    }

    fn judge_start(&mut self, policy: &RestartPolicy) -> Verdict {
        let index = usize::try_from(self.failed_starts).unwrap_or(usize::MAX);
        let Some(pause_ms) = policy.start_retry_ms.get(index) else {
            return Verdict::GiveUp;
        };
        self.failed_starts += 1;
        Verdict::RestartAfter {
            pause: Duration::from_millis(*pause_ms),
            nth: self.failed_starts,
            of: u32::try_from(policy.start_retry_ms.len()).unwrap_or(u32::MAX),
        }
    }

    fn judge_crash(&mut self, policy: &RestartPolicy, now: Instant) -> Verdict {
        let window = Duration::from_secs(policy.crash_window_seconds);
        self.crashes.retain(|&at| now.duration_since(at) < window);
        let recent = u32::try_from(self.crashes.len()).unwrap_or(u32::MAX);
        if recent >= policy.crash_restarts {
            return Verdict::GiveUp;
        }
        self.crashes.push_back(now);
        Verdict::RestartAfter {
            pause: Duration::from_millis(policy.crash_pause_ms),
            nth: recent + 1,
            of: policy.crash_restarts,
        }
    }
}

#[cfg(test)]
mod tests;
