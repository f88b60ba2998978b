//! Where a run stands, and when something is due.

use std::time::Duration;

use super::super::gate::Gate;
use super::{Phase, Play, Run, RunSettings};
use crate::messages::{InputAsked, Mode};
use crate::protocol::native::{RunState, State};
use crate::supervision::Stage;

impl Run {
    /// When [`tick`](Self::tick) has something to do.
    pub(in crate::session) fn due(&self) -> Option<Duration> {
        let pausing = match self.phase {
            Phase::Pausing { until } => Some(until),
            Phase::Resetting { until } => until,
            Phase::Running(_)
            | Phase::Waiting { .. }
            | Phase::Building
            | Phase::Starting
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => None,
        };
        let is_held = matches!(self.playing(), Some(Play::Held(_)));
        let may_pass = is_held && self.has_player && !self.instructions.is_evaluating();
        let gate = self.gate.opens_at().filter(|_| may_pass);
        let instructions = self.outstanding().and_then(|_| self.instructions.due());
        let dues = [pausing, gate, self.answer_due(), instructions];
        dues.into_iter().flatten().min()
    }

    /// The command that the client is to answer.
    pub(in crate::session) fn outstanding(&self) -> Option<u64> {
        let Some(Play::Outstanding { cid, .. }) = self.playing() else {
            return None;
        };
        Some(*cid)
    }

    /// Whether it was told to stop.
    pub(in crate::session) fn is_stopping(&self) -> bool {
        matches!(self.phase, Phase::Stopping(_))
    }

    /// Whether nothing more will happen.
    pub(in crate::session) fn is_over(&self) -> bool {
        self.phase == Phase::Over
    }

    /// The reset that the client has not answered.
    pub(in crate::session) fn resetting(&self) -> Option<u32> {
        matches!(self.phase, Phase::Resetting { until: Some(_) }).then_some(self.attempt + 1)
    }

    /// What the program asks for, while it waits for a line.
    pub(in crate::session) fn input_asked(&self) -> Option<&InputAsked> {
        let Some(Play::Reading(asked)) = self.playing() else {
            return None;
        };
        Some(asked)
    }

    /// How it is begun with.
    pub(in crate::session) fn settings(&self) -> &RunSettings {
        &self.settings
    }

    /// Pause, steps and speed.
    pub(in crate::session) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Commands sent.
    pub(in crate::session) fn commands(&self) -> u64 {
        self.commands
    }

    /// How long it has lasted.
    pub(in crate::session) fn age(&self, now: Duration) -> Duration {
        now.saturating_sub(self.began)
    }

    /// Where it stands.
    pub(in crate::session) fn state(&self) -> RunState {
        let state = match &self.phase {
            Phase::Waiting { place: Some(_) } => State::Queued,
            Phase::Waiting { place: None } if self.attempt > 1 => State::Restarting,
            Phase::Building => State::Building,
            Phase::Waiting { place: None } | Phase::Starting => State::Starting,
            Phase::Pausing { .. } | Phase::Resetting { .. } => State::Restarting,
            Phase::Running(play) => self.state_of(play),
            // Nothing new is told until it is known what comes next.
            Phase::Stopping(_) | Phase::Judging(_) => {
                self.told.as_ref().map_or(State::Starting, |it| it.state)
            }
            Phase::Over => State::Ended,
        };
        let attempt = match self.phase {
            Phase::Pausing { .. } | Phase::Resetting { .. } => self.attempt + 1,
            Phase::Waiting { .. }
            | Phase::Building
            | Phase::Starting
            | Phase::Running(_)
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => self.attempt,
        };
        let place = match self.phase {
            Phase::Waiting { place } => place,
            Phase::Pausing { .. }
            | Phase::Resetting { .. }
            | Phase::Building
            | Phase::Starting
            | Phase::Running(_)
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => None,
        };
        RunState {
            state,
            attempt,
            in_ms: None,
            place,
            state_lost: self.state_lost,
        }
    }

    fn state_of(&self, play: &Play) -> State {
        match play {
            Play::Idle => State::Idle,
            Play::Reading(_) => State::WaitingUser,
            Play::Outstanding {
                waits_for_user: true,
                ..
            } if self.has_player => State::WaitingUser,
            Play::Held(_) | Play::Outstanding { .. } if !self.has_client => State::Held,
            Play::Held(_) | Play::Outstanding { .. } if !self.has_player => State::WaitingPlayer,
            Play::Computing | Play::Held(_) | Play::Answered(_) if self.gate.is_closed() => {
                State::Paused
            }
            Play::Computing | Play::Held(_) | Play::Outstanding { .. } | Play::Answered(_) => {
                State::Running
            }
        }
    }

    pub(in crate::session) fn answer_due(&self) -> Option<Duration> {
        let Phase::Running(Play::Outstanding {
            since,
            waits_for_user: false,
            ..
        }) = self.phase
        else {
            return None;
        };
        let timeout = self.settings.answer_timeout?;
        let counts =
            self.has_player && !self.gate.is_paused() && self.settings.mode != Mode::KeepAlive;
        counts.then_some(since + timeout)
    }

    pub(in crate::session) fn stage(&self) -> Stage {
        match (self.stage_played, self.settings.can_reset) {
            (false, _) => Stage::Fresh,
            (true, true) => Stage::Resettable,
            (true, false) => Stage::Played,
        }
    }

    fn playing(&self) -> Option<&Play> {
        match &self.phase {
            Phase::Running(play) => Some(play),
            Phase::Waiting { .. }
            | Phase::Pausing { .. }
            | Phase::Resetting { .. }
            | Phase::Building
            | Phase::Starting
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => None,
        }
    }
}
