//! The session and its client of the original's protocol: what each phase of it leads to.

use std::time::Duration;

use actix::prelude::*;
use tracing::{debug, info, warn};

use super::{ClientLink, ClientSession, Clients, Shared};
use crate::game::Ways;
use crate::messages::{
    AnswerCommand, ClientFaulted, ClientGone, ErrorKind, LoadInterpreter, ProgramError,
    RefuseCommand, Restart, RunId, RunProgram, SelectLanguage, SourceFile, StopRun, ToClient,
};
use crate::session::{RunSettings, Session};
use crate::supervision::Cause;

impl ClientSession {
    /// A session for one client of the original's protocol, which is one run.
    pub fn classic(run: RunId, shared: Shared, link: Box<dyn ClientLink>) -> Self {
        let clients = Clients::Classic {
            link,
            is_gone: false,
        };
        Self::new(run, shared, Session::classic(), clients)
    }

    fn begin(&mut self, program: RunProgram, ctx: &mut Context<Self>) {
        let mut source = std::mem::take(&mut self.texts);
        info!(language = %source.language, program_bytes = program.0.len(), "run begins");
        let language = self.shared.registry.working(&source.language);
        source.files = vec![SourceFile {
            name: language.map_or_else(String::new, |it| it.manifest.main_file()),
            text: program.0.into(),
        }];
        self.tell(ToClient::Accepted, ctx);
        let settings = RunSettings {
            mode: source.mode,
            restart: Restart::OnCrash,
            paused: false,
            spacing: Duration::ZERO,
            // An old client may think as long as it likes, and cannot clear its stage.
            answer_timeout: None,
            can_reset: false,
            refuses_control_words: true,
            ways: Ways::default(),
        };
        let actions = self.session.begin(self.now(), self.key, source, settings);
        self.carry_out(actions, ctx);
    }

    fn check_size(&mut self, what: &str, bytes: usize, ctx: &mut Context<Self>) -> bool {
        let limit = self.shared.config.run.source_bytes;
        if bytes <= limit {
            return true;
        }
        let text = format!("the {what} has {bytes} bytes, more than {limit}; make it shorter");
        let actions = self.session.refused(self.now(), text);
        self.carry_out(actions, ctx);
        false
    }

    pub(super) fn tell(&mut self, what: ToClient, ctx: &mut Context<Self>) {
        let Clients::Classic { link, is_gone } = &self.clients else {
            return;
        };
        let is_end = matches!(what, ToClient::Ended(_) | ToClient::LanguageRefused);
        if let ToClient::Ended(end) = &what {
            info!(reason = ?end.reason, limit = ?end.limit, commands = end.commands, "run ended");
        }
        if !is_gone && let Err(why) = link.tell(what) {
            warn!(why, "the client is gone or too far behind");
            link.cut();
            self.leave(ctx);
        }
        if is_end {
            self.await_close(ctx);
        }
    }

    /// The end is told: the connection has a moment to close, then it is cut.
    fn await_close(&self, ctx: &mut Context<Self>) {
        if matches!(self.clients, Clients::Classic { is_gone: true, .. }) {
            return ctx.stop();
        }
        let grace = Duration::from_millis(self.shared.config.classic.close_grace_ms);
        ctx.run_later(2 * grace, |this, ctx| {
            if let Clients::Classic { link, .. } = &this.clients {
                link.cut();
            }
            ctx.stop();
        });
    }

    /// The client is gone: its run ends, and then the session.
    fn leave(&mut self, ctx: &mut Context<Self>) {
        if let Clients::Classic { is_gone, .. } = &mut self.clients {
            *is_gone = true;
        }
        if self.session.is_over() {
            return ctx.stop();
        }
        let actions = self.session.stop(self.now(), &Cause::Stopped);
        self.carry_out(actions, ctx);
    }

    /// Finds a client that is gone without a word.
    pub(super) fn watch_client(&self, ctx: &mut Context<Self>) {
        let Clients::Classic { link, .. } = &self.clients else {
            return;
        };
        let Some(heard) = link.last_heard() else {
            return;
        };
        let classic = &self.shared.config.classic;
        let dead_after = Duration::from_secs(classic.dead_after_seconds);
        let every = Duration::from_secs(classic.ping_seconds.max(1));
        ctx.run_interval(every, move |this, ctx| {
            let _entered = this.span.clone().entered();
            if heard.ago() <= dead_after {
                return this.tell(ToClient::Ping, ctx);
            }
            info!(silent = ?heard.ago(), "the client is silent, it is gone");
            if let Clients::Classic { link, .. } = &this.clients {
                link.cut();
            }
            this.leave(ctx);
        });
        let handshake = Duration::from_secs(classic.handshake_seconds);
        ctx.run_later(handshake, |this, ctx| {
            let text = "no program came in time; send language, interpreter and program";
            let actions = this.session.never_begun(this.now(), text);
            this.carry_out(actions, ctx);
        });
    }
}

impl Handler<SelectLanguage> for ClientSession {
    type Result = ();

    fn handle(&mut self, SelectLanguage(language): SelectLanguage, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if self.session.is_over() {
            return;
        }
        if self.shared.registry.working(&language).is_none() {
            let name: String = language.chars().take(40).collect();
            info!(name, "no such language here");
            self.session.close();
            return self.tell(ToClient::LanguageRefused, ctx);
        }
        self.texts.language = language;
        self.tell(ToClient::Accepted, ctx);
    }
}

impl Handler<LoadInterpreter> for ClientSession {
    type Result = ();

    fn handle(&mut self, LoadInterpreter(text): LoadInterpreter, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if !self.session.is_over() && self.check_size("interpreter", text.len(), ctx) {
            self.texts.interpreter = text;
            self.tell(ToClient::Accepted, ctx);
        }
    }
}

impl Handler<RunProgram> for ClientSession {
    type Result = ();

    fn handle(&mut self, program: RunProgram, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if !self.session.is_over() && self.check_size("program", program.0.len(), ctx) {
            self.begin(program, ctx);
        }
    }
}

impl Handler<RefuseCommand> for ClientSession {
    type Result = ();

    fn handle(&mut self, refusal: RefuseCommand, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let actions = self.session.declined(self.now(), refusal);
        self.carry_out(actions, ctx);
    }
}

impl Handler<AnswerCommand> for ClientSession {
    type Result = ();

    fn handle(&mut self, answer: AnswerCommand, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let limit = self.shared.config.run.answer_bytes;
        let actions = if answer.0.len() > limit {
            let text = format!("an answer is longer than {limit} bytes; answer with less");
            let error = ProgramError::text(ErrorKind::Internal, text);
            self.session.stop(self.now(), &Cause::Error(error))
        } else {
            self.session.answered(self.now(), answer)
        };
        self.carry_out(actions, ctx);
    }
}

impl Handler<StopRun> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: StopRun, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        debug!("stopped by its user");
        let actions = self.session.stop(self.now(), &Cause::Stopped);
        self.carry_out(actions, ctx);
    }
}

impl Handler<ClientFaulted> for ClientSession {
    type Result = ();

    fn handle(&mut self, ClientFaulted(why): ClientFaulted, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        warn!(why, "the client broke the protocol");
        let error = ProgramError::text(ErrorKind::Internal, why);
        let actions = self.session.stop(self.now(), &Cause::Error(error));
        self.carry_out(actions, ctx);
    }
}

impl Handler<ClientGone> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: ClientGone, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        debug!("the client is gone");
        self.leave(ctx);
    }
}
