//! Whether a run starts again, and when.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::messages::{EndReason, Mode, Restart};

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
    /// Longest pauses before an installation starts again, one failure after the other, in
    /// seconds; each is shortened by chance, so that many do not start at once.
    pub keep_alive_pause_seconds: Vec<u64>,
    /// An installation that lived so long and had a command answered begins its pauses anew, in
    /// seconds.
    pub keep_alive_stable_seconds: u64,
    /// More failures than this within the window, and it pauses long; a limit counts double.
    pub keep_alive_failures: u32,
    /// Length of that window, in seconds.
    pub keep_alive_window_seconds: u64,
    /// The long pause, in seconds.
    pub keep_alive_long_pause_seconds: u64,
    /// Pause before an installation that came to its end plays again, in seconds; 0 means that it
    /// stays ended.
    pub again_after_seconds: u64,
}

impl Default for RestartPolicy {
    fn default() -> Self {
        Self {
            start_retry_ms: vec![250, 1_000],
            crash_restarts: 3,
            crash_window_seconds: 60,
            crash_pause_ms: 250,
            keep_alive_pause_seconds: vec![1, 2, 4, 8, 16, 30],
            keep_alive_stable_seconds: 60,
            keep_alive_failures: 5,
            keep_alive_window_seconds: 300,
            keep_alive_long_pause_seconds: 300,
            again_after_seconds: 0,
        }
    }
}

/// Whether the next attempt would play moves onto what an earlier one left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// No command was played.
    Fresh,
    /// Commands were played, and the client can clear it.
    Resettable,
    /// Commands were played, and the client cannot.
    Played,
}

/// What is judged of an attempt that ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptReport {
    /// Why it ended.
    pub reason: EndReason,
    /// How long its run lives.
    pub mode: Mode,
    /// Whether its run starts again after a crash, in mode `once`.
    pub restart: Restart,
    /// What is on the stage.
    pub stage: Stage,
    /// How long it lived.
    pub lived: Duration,
    /// Whether a command of it was played.
    pub answered: bool,
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
    /// Failures of an installation since it was last stable.
    in_a_row: u32,
    recent: VecDeque<Instant>,
}

impl FailureLog {
    /// Decides what follows an end at `now`; `chance`, from 0 to 1, shortens pauses.
    ///
    /// Moves are never replayed onto a stage that was not cleared.
    pub fn judge(
        &mut self,
        policy: &RestartPolicy,
        report: &AttemptReport,
        now: Instant,
        chance: f64,
    ) -> Verdict {
        let may_crash = match report.mode {
            Mode::KeepAlive => return self.judge_installation(policy, report, now, chance),
            Mode::Once => report.restart == Restart::OnCrash,
            Mode::Live => true,
        };
        match report.reason {
            EndReason::StartFailed => self.judge_start(policy),
            EndReason::Crashed if may_crash && report.stage != Stage::Played => {
                self.judge_crash(policy, now)
            }
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

    fn judge_installation(
        &mut self,
        policy: &RestartPolicy,
        report: &AttemptReport,
        now: Instant,
        chance: f64,
    ) -> Verdict {
        let weight = match report.reason {
            EndReason::Finished if policy.again_after_seconds > 0 => 0,
            EndReason::Finished | EndReason::Stopped | EndReason::Server | EndReason::NoPlayer => {
                return Verdict::GiveUp;
            }
            EndReason::Limit => 2,
            EndReason::Error | EndReason::StartFailed | EndReason::Crashed => 1,
        };
        let of = policy.keep_alive_failures;
        if weight == 0 {
            let pause = Duration::from_secs(policy.again_after_seconds);
            return Verdict::RestartAfter { pause, nth: 0, of };
        }
        let stable = Duration::from_secs(policy.keep_alive_stable_seconds);
        if report.lived >= stable && report.answered {
            self.in_a_row = 0;
        }
        let window = Duration::from_secs(policy.keep_alive_window_seconds);
        self.recent.retain(|&at| now.duration_since(at) < window);
        self.recent.extend(std::iter::repeat_n(now, weight));
        self.in_a_row += 1;
        let nth = u32::try_from(self.recent.len()).unwrap_or(u32::MAX);
        let pause = if nth > of {
            self.recent.clear();
            Duration::from_secs(policy.keep_alive_long_pause_seconds)
        } else {
            let step = usize::try_from(self.in_a_row).unwrap_or(usize::MAX);
            let pauses = &policy.keep_alive_pause_seconds;
            let longest = pauses.get(step - 1).or(pauses.last()).copied().unwrap_or(0);
            Duration::from_secs(longest).mul_f64(chance.clamp(0.0, 1.0))
        };
        Verdict::RestartAfter { pause, nth, of }
    }
}
