//! Which attempt may start: places for so many programs, and a queue for them.
//!
//! ```text
//!  StartRun ──> Granted                                    Permit dropped ──> the next is granted
//!           ──> Queued(place), Queued(place - 1), … ──> Granted
//!           ──> Refused
//! ```

use actix::prelude::*;
use tracing::{debug, info, warn};

use super::Supervisor;
use crate::messages::RunId;
use crate::places::Asked;

/// Names one request: no other attempt of the server has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Whose.
    pub session: RunId,
    /// Which of its runs.
    pub run: RunId,
    /// Counted from 1.
    pub attempt: u32,
}

/// May this attempt start? Whoever asks is told in any case: what is dropped undecided, since the
/// supervisor ends or is gone, is refused.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub struct StartRun {
    ticket: Ticket,
    asker: Recipient<StartDecided>,
    is_decided: bool,
}

/// Whether it may; told again with each place on the way through the queue.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub struct StartDecided {
    /// Of which request.
    pub ticket: Ticket,
    /// What.
    pub decision: Decision,
}

/// Whether an attempt may start.
#[derive(Debug)]
pub enum Decision {
    /// It may.
    Granted(Permit),
    /// It waits at this place of the queue, 1 being next.
    Queued(u32),
    /// It may not, and does not wait.
    Refused(Refusal),
}

/// Whoever asked waits no more. A permit that is on its way meanwhile must be dropped.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct WithdrawStart(pub Ticket);

/// Why a run may not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// All places are taken, those of the queue too.
    #[error(
        "the server is full: {running} programs run and {waiting} wait, as many as may; \
         try again in a moment"
    )]
    Full {
        /// How many run.
        running: usize,
        /// How many wait.
        waiting: usize,
    },
    /// The server ends.
    #[error("the server is about to end; try again in a moment")]
    Ending,
}

/// A place for one process; dropped with its actor, panic or not, it is free again.
#[derive(Debug)]
pub struct Permit {
    supervisor: Addr<Supervisor>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        // At most one for each place that was granted.
        self.supervisor.do_send(PlaceFreed);
    }
}

#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct PlaceFreed;

impl StartRun {
    /// A request of `asker`'s.
    pub fn new(ticket: Ticket, asker: Recipient<StartDecided>) -> Self {
        Self {
            ticket,
            asker,
            is_decided: false,
        }
    }

    fn tell(&self, decision: Decision) {
        let ticket = self.ticket;
        self.asker.do_send(StartDecided { ticket, decision });
    }

    fn decide(mut self, decision: Decision) {
        self.is_decided = true;
        self.tell(decision);
    }
}

impl Drop for StartRun {
    fn drop(&mut self) {
        if !self.is_decided {
            self.tell(Decision::Refused(Refusal::Ending));
        }
    }
}

impl Supervisor {
    fn grant(&mut self, request: StartRun, ctx: &Context<Self>) {
        let Ticket {
            session, attempt, ..
        } = request.ticket;
        if attempt == 1 {
            // What an earlier run of the session did is not this one's fault.
            self.failures.remove(&session);
        }
        self.runs_started += u64::from(attempt == 1);
        info!(%session, attempt, "attempt granted");
        request.decide(Decision::Granted(Permit {
            supervisor: ctx.address(),
        }));
    }

    /// Tells their places to all in the queue but the first `unmoved`.
    fn tell_places(&self, unmoved: usize) {
        for (place, request) in self.places.queue().skip(unmoved) {
            request.tell(Decision::Queued(place));
        }
    }

    /// Lets those that are meant leave the queue.
    pub(super) fn forget_starts(&mut self, is_meant: impl Fn(&Ticket) -> bool) {
        if let Some(before) = self.places.withdraw(|it| is_meant(&it.ticket)) {
            self.tell_places(before);
        }
    }
}

impl Handler<StartRun> for Supervisor {
    type Result = ();

    fn handle(&mut self, request: StartRun, ctx: &mut Self::Context) {
        if self.ending.is_some() {
            return request.decide(Decision::Refused(Refusal::Ending));
        }
        let Ticket {
            session, attempt, ..
        } = request.ticket;
        match self.places.ask(request) {
            Asked::Granted(request) => self.grant(request, ctx),
            Asked::Queued(before) => {
                info!(%session, attempt, before, "attempt waits for a place");
                self.tell_places(before);
            }
            Asked::Full(request) => {
                let (running, waiting) = (self.places.taken(), self.places.waiting());
                warn!(%session, running, waiting, "run refused, all places are taken");
                let full = Refusal::Full { running, waiting };
                request.decide(Decision::Refused(full));
            }
        }
    }
}

impl Handler<WithdrawStart> for Supervisor {
    type Result = ();

    fn handle(&mut self, WithdrawStart(ticket): WithdrawStart, _: &mut Self::Context) {
        debug!(session = %ticket.session, attempt = ticket.attempt, "attempt waits no more");
        self.forget_starts(|it| *it == ticket);
    }
}

impl Handler<PlaceFreed> for Supervisor {
    type Result = ();

    fn handle(&mut self, _: PlaceFreed, ctx: &mut Self::Context) {
        if let Some(next) = self.places.free() {
            self.grant(next, ctx);
            self.tell_places(0);
        }
    }
}
