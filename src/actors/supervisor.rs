//! Lets runs start, judges their ends, and knows every session of the server.
//!
//! `actix::Supervisor` is not used: it does not bring back an actor that panicked, brings back
//! one that stopped on purpose, and never gives up. This one decides by a policy and never holds
//! bytes; the session starts its process on its own arbiter.

use std::collections::HashMap;
use std::time::Instant;

use actix::prelude::*;
use tracing::{info, warn};

use crate::messages::{EndReason, RunId};
use crate::supervision::{FailureLog, RestartPolicy, Verdict};

/// May this attempt start?
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Result<Permit, Refusal>")]
pub struct StartRun {
    /// Whose.
    pub run: RunId,
    /// Counted from 1.
    pub attempt: u32,
}

/// An attempt ended: what follows?
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Verdict")]
pub struct ReportEnd {
    /// Whose.
    pub run: RunId,
    /// Why.
    pub reason: EndReason,
    /// Whether no command was played since the stage was fresh.
    pub stage_is_fresh: bool,
}

/// The server is about to end: nothing new starts.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct Drain;

/// The server ends: every session ends its run.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct ServerEnds;

/// How many are there?
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Census")]
pub struct Count;

/// What the server holds at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, MessageResponse)]
pub struct Census {
    /// Sessions of clients.
    pub sessions: usize,
    /// Programs that run.
    pub runs: usize,
    /// Runs started since the server began.
    pub runs_started: u64,
}

/// Why a run may not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// All places are taken.
    #[error("the server runs {running} programs, as many as it may; try again in a moment")]
    Full {
        /// How many run.
        running: usize,
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

/// A session is here; it is forgotten when its [`Enrolment`] is dropped.
#[derive(Debug, Message)]
#[rtype(result = "()")]
struct SessionOpened {
    run: RunId,
    session: Recipient<ServerEnds>,
}

/// A field of every session: dropped with it, panic or not, the session is forgotten.
#[derive(Debug)]
pub struct Enrolment {
    run: RunId,
    supervisor: Addr<Supervisor>,
}

impl Enrolment {
    /// Makes `session` known to `supervisor`.
    pub fn new(run: RunId, supervisor: Addr<Supervisor>, session: Recipient<ServerEnds>) -> Self {
        supervisor.do_send(SessionOpened { run, session });
        Self { run, supervisor }
    }
}

impl Drop for Enrolment {
    fn drop(&mut self) {
        self.supervisor.do_send(SessionClosed(self.run));
    }
}

#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct PlaceFreed;

#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct SessionClosed(RunId);

/// Admission and restarts of one server.
#[derive(Debug)]
pub struct Supervisor {
    policy: RestartPolicy,
    max_runs: usize,
    ending: bool,
    running: usize,
    runs_started: u64,
    sessions: HashMap<RunId, Recipient<ServerEnds>>,
    failures: HashMap<RunId, FailureLog>,
}

impl Supervisor {
    /// A supervisor that lets `max_runs` programs run at once.
    pub fn new(policy: RestartPolicy, max_runs: usize) -> Self {
        Self {
            policy,
            max_runs,
            ending: false,
            running: 0,
            runs_started: 0,
            sessions: HashMap::new(),
            failures: HashMap::new(),
        }
    }
}

impl Actor for Supervisor {
    type Context = Context<Self>;
}

impl Handler<StartRun> for Supervisor {
    type Result = Result<Permit, Refusal>;

    fn handle(
        &mut self,
        StartRun { run, attempt }: StartRun,
        ctx: &mut Self::Context,
    ) -> Self::Result {
        if self.ending {
            return Err(Refusal::Ending);
        }
        if self.running >= self.max_runs {
            warn!(%run, running = self.running, "run refused, all places are taken");
            return Err(Refusal::Full {
                running: self.running,
            });
        }
        self.running += 1;
        self.runs_started += u64::from(attempt == 1);
        info!(%run, attempt, "attempt granted");
        Ok(Permit {
            supervisor: ctx.address(),
        })
    }
}

impl Handler<ReportEnd> for Supervisor {
    type Result = MessageResult<ReportEnd>;

    fn handle(&mut self, report: ReportEnd, _: &mut Self::Context) -> Self::Result {
        let ReportEnd {
            run,
            reason,
            stage_is_fresh,
        } = report;
        let mut log = self.failures.remove(&run).unwrap_or_default();
        let verdict = if self.ending {
            Verdict::GiveUp
        } else {
            log.judge(&self.policy, reason, stage_is_fresh, Instant::now())
        };
        if let Verdict::RestartAfter { pause, nth, of } = verdict {
            warn!(%run, ?reason, ?pause, nth, of, "attempt failed, starting again");
            self.failures.insert(run, log);
        }
        MessageResult(verdict)
    }
}

impl Handler<Drain> for Supervisor {
    type Result = ();

    fn handle(&mut self, _: Drain, _: &mut Self::Context) {
        self.ending = true;
    }
}

impl Handler<ServerEnds> for Supervisor {
    type Result = ();

    fn handle(&mut self, ends: ServerEnds, _: &mut Self::Context) {
        info!(sessions = self.sessions.len(), "the server ends");
        self.ending = true;
        for session in self.sessions.values() {
            session.do_send(ends);
        }
    }
}

impl Handler<Count> for Supervisor {
    type Result = Census;

    fn handle(&mut self, _: Count, _: &mut Self::Context) -> Census {
        Census {
            sessions: self.sessions.len(),
            runs: self.running,
            runs_started: self.runs_started,
        }
    }
}

impl Handler<SessionOpened> for Supervisor {
    type Result = ();

    fn handle(&mut self, SessionOpened { run, session }: SessionOpened, _: &mut Self::Context) {
        self.sessions.insert(run, session);
    }
}

impl Handler<SessionClosed> for Supervisor {
    type Result = ();

    fn handle(&mut self, SessionClosed(run): SessionClosed, _: &mut Self::Context) {
        self.sessions.remove(&run);
        self.failures.remove(&run);
    }
}

impl Handler<PlaceFreed> for Supervisor {
    type Result = ();

    fn handle(&mut self, _: PlaceFreed, _: &mut Self::Context) {
        self.running = self.running.saturating_sub(1);
    }
}
