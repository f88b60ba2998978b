//! How far a run goes without anybody's help.

use std::time::Duration;

use super::super::action::millis;
use super::super::instructions::Unevaluated;
use super::{Output, Phase, Play, Reply, Run};
use crate::messages::{CommandIssued, RunEnd};

/// How long a client may take to clear its stage.
const RESET_TIMEOUT: Duration = Duration::from_secs(10);

impl Run {
    /// Goes as far as it can without anybody's help, and says what that leads to.
    pub(super) fn settle(&mut self, now: Duration) -> Vec<Output> {
        match &self.phase {
            Phase::Resetting { until: None } if self.has_player => {
                self.outputs.push(Output::Reset(self.attempt + 1));
                let until = now + RESET_TIMEOUT;
                self.phase = Phase::Resetting { until: Some(until) };
            }
            Phase::Running(_) => self.play(now),
            Phase::Resetting { .. }
            | Phase::Waiting { .. }
            | Phase::Pausing { .. }
            | Phase::Building
            | Phase::Starting
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => (),
        }
        if self.outstanding().is_some() {
            for xid in self.instructions.overdue(now) {
                let outcome = Err(Unevaluated::busy());
                self.outputs.push(Output::Evaluated { xid, outcome });
            }
        }
        // Whether it starts or waits is known when the supervisor has answered.
        let is_certain = self.phase != Phase::Waiting { place: None };
        let mut state = self.state();
        if is_certain && self.told != Some(state) {
            self.told = Some(state);
            if let Phase::Pausing { until } = self.phase {
                state.in_ms = Some(millis(until.saturating_sub(now)));
            }
            self.outputs.push(Output::Stands(state));
        }
        std::mem::take(&mut self.outputs)
    }

    fn play(&mut self, now: Duration) {
        let Phase::Running(play) = &self.phase else {
            return;
        };
        let waits = matches!(play, Play::Held(_) | Play::Answered(_) | Play::Idle);
        if waits && let Some(instruction) = self.instructions.begin(play) {
            match instruction {
                Ok(instruct) => {
                    self.outputs.push(Output::Instruct(instruct));
                    self.phase = Phase::Running(Play::Computing);
                    return;
                }
                Err(refused) => {
                    for xid in refused {
                        let outcome = Err(Unevaluated::unsupported());
                        self.outputs.push(Output::Evaluated { xid, outcome });
                    }
                }
            }
        }
        let is_held = match play {
            Play::Held(issued) => !self.may_send(issued, now),
            Play::Computing
            | Play::Answered(_)
            | Play::Reading(_)
            | Play::Outstanding { .. }
            | Play::Idle => false,
        };
        let Phase::Running(place) = &mut self.phase else {
            return;
        };
        if is_held {
            return;
        }
        match std::mem::replace(place, Play::Computing) {
            Play::Held(issued) => self.send(issued, now),
            Play::Answered(reply) => {
                // What is left of a program that has ended is a thread of its own.
                if self.program_ended && !self.instructions.is_evaluating() {
                    *place = Play::Idle;
                }
                self.outputs.push(match reply {
                    Reply::Answer(answer) => Output::Answer(answer),
                    Reply::Refuse(refusal) => Output::Refuse(refusal),
                });
            }
            stays
            @ (Play::Computing | Play::Reading(_) | Play::Outstanding { .. } | Play::Idle) => {
                *place = stays;
            }
        }
    }

    /// A live instruction's own commands pass a pause: somebody asked for them just now.
    fn may_send(&self, issued: &CommandIssued, now: Duration) -> bool {
        let opens_at = self.gate.opens_at();
        let is_open = opens_at.is_some_and(|at| at <= now)
            || (opens_at.is_some() && self.settings.takes_no_time(&issued.command));
        self.has_player && (is_open || self.instructions.is_evaluating())
    }

    fn send(&mut self, issued: CommandIssued, now: Duration) {
        if !self.instructions.is_evaluating() {
            // At full speed nothing is held back, and nothing is read.
            let is_timeless =
                !self.gate.spacing().is_zero() && self.settings.takes_no_time(&issued.command);
            self.gate.passed((!is_timeless).then_some(now));
        }
        self.commands += 1;
        self.attempt_commands += 1;
        self.stage_played = true;
        let cid = self.commands;
        let waits_for_user = self.settings.is_for_the_user(&issued.command);
        self.phase = Phase::Running(Play::Outstanding {
            cid,
            since: now,
            waits_for_user,
        });
        self.outputs.push(Output::Play { cid, issued });
    }

    pub(super) fn drop_instructions(&mut self) {
        for xid in self.instructions.drop_all() {
            let outcome = Err(Unevaluated::ended());
            self.outputs.push(Output::Evaluated { xid, outcome });
        }
    }

    pub(super) fn over(&mut self, mut end: RunEnd) {
        if self.is_over() {
            return;
        }
        self.drop_instructions();
        if let Phase::Waiting { .. } = self.phase {
            self.outputs.push(Output::Withdraw);
        }
        self.phase = Phase::Over;
        end.commands = self.commands;
        self.outputs.push(Output::Over(end));
    }
}
