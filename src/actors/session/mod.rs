//! One client's session: carries out what the pure [`Session`] decides.
//!
//! It owns everything that must go on when the client's socket does not: heartbeat, deadlines,
//! the run. It is told of the client's frames and tells the client through one [`ClientLink`].

mod client;
mod link;
mod run;
mod shared;

use std::time::Duration;

use actix::prelude::*;
use tracing::{Span, info, info_span, warn};

pub use self::link::{ClientLink, LastHeard};
use self::run::ProcessHandle;
pub use self::shared::Shared;
use crate::actors::supervisor::{Enrolment, Permit, ReportEnd, ServerEnds};
use crate::messages::{RunId, ToClient};
use crate::session::{Action, Session, Source};
use crate::supervision::Cause;

/// One client, from its first frame to its last.
pub struct ClientSession {
    run: RunId,
    shared: Shared,
    session: Session,
    source: Source,
    client: Box<dyn ClientLink>,
    process: Option<ProcessHandle>,
    /// Decided while the process was still being started.
    ends_at_once: Option<Cause>,
    permit: Option<Permit>,
    enrolment: Option<Enrolment>,
    client_is_gone: bool,
    span: Span,
}

impl ClientSession {
    /// A session for the client behind `client`.
    pub fn new(run: RunId, shared: Shared, client: Box<dyn ClientLink>) -> Self {
        Self {
            run,
            shared,
            session: Session::default(),
            source: Source::default(),
            client,
            process: None,
            ends_at_once: None,
            permit: None,
            enrolment: None,
            client_is_gone: false,
            span: info_span!("session", %run),
        }
    }

    fn carry_out(&mut self, actions: Vec<Action>, ctx: &mut Context<Self>) {
        for action in actions {
            match action {
                Action::AskToStart { attempt } => self.ask_to_start(attempt, ctx),
                Action::Launch { attempt } => self.launch(attempt, ctx),
                Action::Answer(answer) => self.tell_process(answer),
                Action::Refuse(refusal) => self.tell_process(refusal),
                Action::StopProcess(cause) => self.stop_process(cause),
                Action::Report {
                    reason,
                    stage_is_fresh,
                } => {
                    let run = self.run;
                    self.report(
                        ReportEnd {
                            run,
                            reason,
                            stage_is_fresh,
                        },
                        ctx,
                    );
                }
                Action::Pause(pause) => {
                    ctx.run_later(pause, |this, ctx| {
                        let actions = this.session.pause_over();
                        this.carry_out(actions, ctx);
                    });
                }
                Action::Tell(what) => self.tell(what, ctx),
            }
        }
    }

    fn tell(&mut self, what: ToClient, ctx: &mut Context<Self>) {
        let is_end = matches!(what, ToClient::Ended(_) | ToClient::LanguageRefused);
        if let ToClient::Ended(end) = &what {
            info!(reason = ?end.reason, commands = end.commands, "run ended");
        }
        if !self.client_is_gone
            && let Err(why) = self.client.tell(what)
        {
            warn!(why, "the client is gone or too far behind");
            self.client.cut();
            self.leave(ctx);
        }
        if is_end {
            self.await_close(ctx);
        }
    }

    /// The end is told: the connection has a moment to close, then it is cut.
    fn await_close(&mut self, ctx: &mut Context<Self>) {
        if self.client_is_gone {
            return ctx.stop();
        }
        let grace = Duration::from_millis(self.shared.config.classic.close_grace_ms);
        ctx.run_later(2 * grace, |this, ctx| {
            this.client.cut();
            ctx.stop();
        });
    }

    /// The client is gone: its run ends, and then the session.
    fn leave(&mut self, ctx: &mut Context<Self>) {
        self.client_is_gone = true;
        if self.session.is_over() {
            return ctx.stop();
        }
        let actions = self.session.stop(Cause::Stopped);
        self.carry_out(actions, ctx);
    }

    /// Finds a client that is gone without a word.
    fn watch_client(&mut self, ctx: &mut Context<Self>) {
        let Some(heard) = self.client.last_heard() else {
            return;
        };
        let classic = &self.shared.config.classic;
        let dead_after = Duration::from_secs(classic.dead_after_seconds);
        let every = Duration::from_secs(classic.ping_seconds.max(1));
        ctx.run_interval(every, move |this, ctx| {
            let _entered = this.span.clone().entered();
            if heard.ago() > dead_after {
                info!(silent = ?heard.ago(), "the client is silent, it is gone");
                this.client.cut();
                this.leave(ctx);
            } else {
                this.tell(ToClient::Ping, ctx);
            }
        });
        let handshake = Duration::from_secs(classic.handshake_seconds);
        ctx.run_later(handshake, |this, ctx| {
            let text = "no program came in time; send language, interpreter and program";
            let actions = this.session.never_begun(text);
            this.carry_out(actions, ctx);
        });
    }
}

impl Actor for ClientSession {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let own = ctx.address().recipient();
        self.enrolment = Some(Enrolment::new(
            self.run,
            self.shared.supervisor.clone(),
            own,
        ));
        self.watch_client(ctx);
    }
}

impl Handler<ServerEnds> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: ServerEnds, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let actions = self.session.stop(Cause::Server);
        self.carry_out(actions, ctx);
    }
}
