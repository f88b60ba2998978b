//! One session: carries out what the pure [`Session`] decides.
//!
//! It owns everything that must go on when a client's socket does not: heartbeat, deadlines, the
//! run. It is told of its clients' messages, and tells each through a link of its own.

mod api;
mod builds;
mod client;
mod link;
mod native;
mod pool;
mod run;
mod shared;
mod stage;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix::prelude::*;
use tokio::sync::oneshot;
use tracing::{Span, info_span};

pub use self::link::{ClientLink, LastHeard, NativeLink, TooSlow, next_link};
pub use self::native::{Door, Enter, FromNative, GameNews, LinkLost};
use self::run::ProcessHandle;
pub use self::shared::{Isolated, Shared};
use self::stage::{SeatHeld, Seats};
use crate::actors::connection::Seat;
use crate::actors::supervisor::{Enrolment, Permit, ServerEnds, Ticket};
use crate::messages::{ConsolePrinted, RunId, Source};
use crate::session::{Action, LinkId, Session};
use crate::supervision::Cause;

/// Pieces of a program's text that may wait for its session.
const PRINTS_WAITING: usize = 64;

/// One session, from its first client to its last.
pub struct ClientSession {
    key: RunId,
    shared: Shared,
    session: Session,
    began: Instant,
    clients: Clients,
    /// What a client of the original's protocol has sent so far.
    texts: Source,
    process: Option<ProcessHandle>,
    /// Decided while the process was still being started.
    ends_at_once: Option<Cause>,
    /// Held while its program is being built; dropped, it ends that.
    building: Option<oneshot::Sender<()>>,
    /// What the supervisor was asked and has not decided.
    asked: Option<Ticket>,
    permit: Option<Permit>,
    enrolment: Option<Enrolment>,
    /// Whose programs are at its stage too.
    seats: Seats,
    /// Its seat at the stage of another session.
    seat: Option<SeatHeld>,
    /// What is to be carried out, in order; carrying one out may lead to more.
    pending: VecDeque<Action>,
    is_carrying_out: bool,
    /// When the session is looked at next, whatever happens.
    alarm: Option<(Duration, SpawnHandle)>,
    /// Held by who makes the functions of a game that a client sent.
    rendering: Arc<tokio::sync::Mutex<()>>,
    span: Span,
}

/// Who the session tells.
enum Clients {
    /// One client of the original's protocol.
    Classic {
        link: Box<dyn ClientLink>,
        is_gone: bool,
    },
    /// Clients of the native protocol, and the name that they know the session by.
    Native {
        name: String,
        links: HashMap<LinkId, Arc<dyn NativeLink>>,
        _place: Seat,
    },
}

impl ClientSession {
    fn new(key: RunId, shared: Shared, session: Session, clients: Clients) -> Self {
        let seats = Seats::new(match &clients {
            Clients::Classic { .. } => String::new(),
            Clients::Native { name, .. } => name.clone(),
        });
        Self {
            key,
            shared,
            session,
            began: Instant::now(),
            clients,
            texts: Source::default(),
            process: None,
            ends_at_once: None,
            building: None,
            asked: None,
            permit: None,
            enrolment: None,
            seats,
            seat: None,
            pending: VecDeque::new(),
            is_carrying_out: false,
            alarm: None,
            rendering: Arc::default(),
            span: info_span!("session", %key),
        }
    }

    /// The time since the session began.
    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    /// Carries `actions` out after those that came before: events keep their order.
    fn carry_out(&mut self, actions: Vec<Action>, ctx: &mut Context<Self>) {
        self.pending.extend(actions);
        if std::mem::replace(&mut self.is_carrying_out, true) {
            return;
        }
        while let Some(action) = self.pending.pop_front() {
            match action {
                Action::AskToStart { attempt } => self.ask_to_start(attempt, ctx),
                Action::Withdraw => self.withdraw(),
                Action::Launch { attempt, empty } => self.launch(attempt, empty, ctx),
                Action::Answer(answer) => self.tell_process(answer),
                Action::Refuse(refusal) => self.tell_process(refusal),
                Action::Instruct(instruction) => self.tell_process(instruction),
                Action::Input(input) => self.tell_process(input),
                Action::StopProcess(cause) => self.stop_process(cause),
                Action::Report(report) => self.report(report, ctx),
                Action::Tell(what) => self.tell(what, ctx),
                Action::Send { to, frame } => self.send(to, frame, ctx),
                Action::Close { to, why } => self.close(to, why),
                Action::Leave => ctx.stop(),
            }
        }
        self.is_carrying_out = false;
        self.follow_player();
        if self.session.seat().is_none() {
            self.seat = None;
        }
        self.set_alarm(ctx);
    }

    /// One timer: it is moved only when something is due earlier.
    fn set_alarm(&mut self, ctx: &mut Context<Self>) {
        let Some(due) = self.session.due() else {
            return;
        };
        if let Some((at, handle)) = &self.alarm {
            if *at <= due {
                return;
            }
            ctx.cancel_future(*handle);
        }
        let wait = due.saturating_sub(self.now());
        let handle = ctx.run_later(wait, |this, ctx| {
            let _entered = this.span.clone().entered();
            this.alarm = None;
            this.note_congestion();
            let now = this.now();
            let actions = this.session.tick(now);
            this.carry_out(actions, ctx);
        });
        self.alarm = Some((due, handle));
    }
}

impl Actor for ClientSession {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.set_mailbox_capacity(PRINTS_WAITING);
        let own = ctx.address();
        let door = match &self.clients {
            Clients::Classic { .. } => None,
            Clients::Native { name, .. } => Some((name.clone(), Door::of(&own))),
        };
        let supervisor = self.shared.supervisor.clone();
        self.enrolment = Some(Enrolment::new(self.key, supervisor, own.recipient(), door));
        match &self.clients {
            Clients::Classic { .. } => self.watch_client(ctx),
            Clients::Native { .. } => self.watch_links(ctx),
        }
    }
}

impl Handler<ServerEnds> for ClientSession {
    type Result = ();

    fn handle(&mut self, ends: ServerEnds, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let actions = match ends {
            ServerEnds::Within(soon) => self.session.draining(soon),
            ServerEnds::Now => self.session.server_ends(self.now()),
        };
        self.carry_out(actions, ctx);
    }
}

impl Handler<ConsolePrinted> for ClientSession {
    type Result = ();

    fn handle(&mut self, printed: ConsolePrinted, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let actions = self.session.printed(self.now(), &printed);
        self.carry_out(actions, ctx);
    }
}
