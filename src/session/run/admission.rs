//! How an attempt comes to its place: asked for, waited for, granted or refused.

use std::time::Duration;

use super::{Output, Phase, Run};
use crate::messages::{EndReason, ErrorKind, ProgramError, RunEnd};

impl Run {
    pub(super) fn ask(&mut self) {
        self.phase = Phase::Waiting { place: None };
        self.attempt += 1;
        self.outputs.push(Output::AskToStart(self.attempt));
    }

    /// The supervisor lets the attempt wait at this place of its queue.
    pub(in crate::session) fn queued(&mut self, now: Duration, place: u32) -> Vec<Output> {
        if let Phase::Waiting { place: before } = self.phase {
            self.phase = Phase::Waiting { place: Some(place) };
            if before.is_none() {
                self.outputs.push(Output::Queued(place));
            }
        }
        self.settle(now)
    }

    /// The supervisor lets the attempt start.
    pub(in crate::session) fn granted(&mut self, now: Duration) -> Vec<Output> {
        if let Phase::Waiting { .. } = self.phase {
            self.phase = Phase::Starting;
            self.attempt_began = now;
            self.attempt_commands = 0;
            self.program_ended = false;
            let empty = self.state_lost;
            let attempt = self.attempt;
            self.outputs.push(Output::Launch { attempt, empty });
        }
        self.settle(now)
    }

    /// The program is built before it starts, or was.
    pub(in crate::session) fn building(&mut self, now: Duration, is_built: bool) -> Vec<Output> {
        match (&self.phase, is_built) {
            (Phase::Starting, false) => self.phase = Phase::Building,
            (Phase::Building, true) => self.phase = Phase::Starting,
            _ => (),
        }
        self.settle(now)
    }

    /// The supervisor does not let it start, or the server failed.
    pub(in crate::session) fn refused(&mut self, now: Duration, why: String) -> Vec<Output> {
        let error = ProgramError::text(ErrorKind::Internal, why);
        self.over(RunEnd::without_process(EndReason::Server, Some(error)));
        self.settle(now)
    }
}
