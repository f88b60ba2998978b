//! Lets runs start, judges their ends, and knows every session of the server.
//!
//! `actix::Supervisor` is not used: it does not bring back an actor that panicked, brings back
//! one that stopped on purpose, and never gives up. This one decides by a policy and never holds
//! bytes; the session starts its process on its own arbiter.

mod admission;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use actix::prelude::*;
use tracing::{info, warn};

pub use self::admission::{
    Decision, Permit, Refusal, StartDecided, StartRun, Ticket, WithdrawStart,
};
use super::session::{Door, GameNews};
use crate::messages::RunId;
use crate::places::Places;
use crate::supervision::{AttemptReport, FailureLog, RestartPolicy, Verdict};

/// An attempt ended: what follows?
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "Verdict")]
pub struct ReportEnd {
    /// Whose.
    pub session: RunId,
    /// How it ended.
    pub report: AttemptReport,
}

/// Where is the session with this name?
#[derive(Clone, Debug, Message)]
#[rtype(result = "Option<Door>")]
pub struct FindSession(pub String);

/// The server ends.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub enum ServerEnds {
    /// So soon: nothing new starts.
    Within(Duration),
    /// Every session ends its run.
    Now,
}

/// Somebody found no place for a session: those that nobody would miss go.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct MakeRoom;

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
    /// Programs that may run at once.
    pub max_runs: usize,
    /// Programs that wait for a place.
    pub runs_waiting: usize,
    /// Runs started since the server began.
    pub runs_started: u64,
}

/// A session is here; it is forgotten when its [`Enrolment`] is dropped.
#[derive(Debug, Message)]
#[rtype(result = "()")]
struct SessionOpened {
    key: RunId,
    session: Recipient<ServerEnds>,
    door: Option<(String, Door)>,
}

/// A field of every session: dropped with it, panic or not, the session is forgotten.
#[derive(Debug)]
pub struct Enrolment {
    key: RunId,
    supervisor: Addr<Supervisor>,
}

impl Enrolment {
    /// Makes `session` known to `supervisor`, by a name too where it has a door.
    pub fn new(
        key: RunId,
        supervisor: Addr<Supervisor>,
        session: Recipient<ServerEnds>,
        door: Option<(String, Door)>,
    ) -> Self {
        supervisor.do_send(SessionOpened { key, session, door });
        Self { key, supervisor }
    }
}

impl Drop for Enrolment {
    fn drop(&mut self) {
        self.supervisor.do_send(SessionClosed(self.key));
    }
}

#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct SessionClosed(RunId);

/// So often at most all sessions are asked to make room.
const ROOM_EVERY: Duration = Duration::from_secs(1);

/// Admission and restarts of one server.
#[derive(Debug)]
pub struct Supervisor {
    policy: RestartPolicy,
    places: Places<StartRun>,
    /// The last word of the server's end, and when it was said.
    ending: Option<(ServerEnds, Instant)>,
    runs_started: u64,
    sessions: HashMap<RunId, Recipient<ServerEnds>>,
    doors: HashMap<String, (RunId, Door)>,
    failures: HashMap<RunId, FailureLog>,
    /// When sessions were asked last to make room.
    made_room: Option<Instant>,
}

impl Supervisor {
    /// A supervisor that has `places` for programs.
    pub fn new(policy: RestartPolicy, places: Places<StartRun>) -> Self {
        Self {
            policy,
            places,
            ending: None,
            runs_started: 0,
            sessions: HashMap::new(),
            doors: HashMap::new(),
            failures: HashMap::new(),
            made_room: None,
        }
    }
}

impl Actor for Supervisor {
    type Context = Context<Self>;
}

impl Handler<ReportEnd> for Supervisor {
    type Result = MessageResult<ReportEnd>;

    fn handle(&mut self, report: ReportEnd, _: &mut Self::Context) -> Self::Result {
        let ReportEnd { session, report } = report;
        let mut log = self.failures.remove(&session).unwrap_or_default();
        let verdict = if self.ending.is_some() {
            Verdict::GiveUp
        } else {
            log.judge(&self.policy, &report, Instant::now(), chance())
        };
        if let Verdict::RestartAfter { pause, nth, of } = verdict {
            let reason = report.reason;
            warn!(%session, ?reason, ?pause, nth, of, "attempt ended, starting again");
            self.failures.insert(session, log);
        }
        MessageResult(verdict)
    }
}

impl Handler<ServerEnds> for Supervisor {
    type Result = ();

    fn handle(&mut self, ends: ServerEnds, _: &mut Self::Context) {
        info!(sessions = self.sessions.len(), ?ends, "the server ends");
        self.ending = Some((ends, Instant::now()));
        for session in self.sessions.values() {
            session.do_send(ends);
        }
        // Whoever waited is told by what is dropped.
        drop(self.places.close());
    }
}

impl Handler<Count> for Supervisor {
    type Result = Census;

    fn handle(&mut self, _: Count, _: &mut Self::Context) -> Census {
        Census {
            sessions: self.sessions.len(),
            runs: self.places.taken(),
            max_runs: self.places.most(),
            runs_waiting: self.places.waiting(),
            runs_started: self.runs_started,
        }
    }
}

impl Handler<SessionOpened> for Supervisor {
    type Result = ();

    fn handle(&mut self, opened: SessionOpened, _: &mut Self::Context) {
        let SessionOpened { key, session, door } = opened;
        // Whoever comes now must be told too.
        match self.ending {
            Some((ServerEnds::Within(soon), said)) => {
                session.do_send(ServerEnds::Within(soon.saturating_sub(said.elapsed())));
            }
            Some((ServerEnds::Now, _)) => session.do_send(ServerEnds::Now),
            None => (),
        }
        self.sessions.insert(key, session);
        if let Some((name, door)) = door {
            self.doors.insert(name, (key, door));
        }
    }
}

impl Handler<SessionClosed> for Supervisor {
    type Result = ();

    fn handle(&mut self, SessionClosed(key): SessionClosed, _: &mut Self::Context) {
        self.forget_starts(|it| it.session == key);
        self.sessions.remove(&key);
        self.failures.remove(&key);
        self.doors.retain(|_, (it, _)| *it != key);
    }
}

impl Handler<GameNews> for Supervisor {
    type Result = ();

    fn handle(&mut self, news: GameNews, _: &mut Self::Context) {
        for (_, door) in self.doors.values() {
            door.news.do_send(news.clone());
        }
    }
}

impl Handler<MakeRoom> for Supervisor {
    type Result = ();

    fn handle(&mut self, _: MakeRoom, _: &mut Self::Context) {
        if self.made_room.is_some_and(|it| it.elapsed() < ROOM_EVERY) {
            return;
        }
        info!(sessions = self.sessions.len(), "full of sessions");
        self.made_room = Some(Instant::now());
        for (_, door) in self.doors.values() {
            door.room.do_send(MakeRoom);
        }
    }
}

impl Handler<FindSession> for Supervisor {
    type Result = Option<Door>;

    fn handle(&mut self, FindSession(name): FindSession, _: &mut Self::Context) -> Option<Door> {
        self.doors.get(&name).map(|(_, door)| door.clone())
    }
}

/// A number from 0 to 1.
fn chance() -> f64 {
    getrandom::u32().map_or(1.0, |it| f64::from(it) / f64::from(u32::MAX))
}
