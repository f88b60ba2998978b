//! The session and its client: what each phase of its protocol leads to.

use actix::prelude::*;
use tracing::{debug, info, warn};

use super::ClientSession;
use crate::messages::{
    AnswerCommand, ClientFaulted, ClientGone, ErrorKind, LoadInterpreter, ProgramError, RunProgram,
    SelectLanguage, StopRun, ToClient,
};
use crate::supervision::Cause;

impl ClientSession {
    fn begin(&mut self, program: RunProgram, ctx: &mut Context<Self>) {
        self.source.program = program.0;
        info!(language = %self.source.language, program_bytes = self.source.program.len(), "run begins");
        self.tell(ToClient::Accepted, ctx);
        let actions = self.session.begin();
        self.carry_out(actions, ctx);
    }

    fn check_size(&mut self, what: &str, bytes: usize, ctx: &mut Context<Self>) -> bool {
        let limit = self.shared.config.run.source_bytes;
        if bytes <= limit {
            return true;
        }
        let text = format!("the {what} has {bytes} bytes, more than {limit}; make it shorter");
        let actions = self.session.refused(text);
        self.carry_out(actions, ctx);
        false
    }
}

impl Handler<SelectLanguage> for ClientSession {
    type Result = ();

    fn handle(&mut self, SelectLanguage(language): SelectLanguage, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if self.shared.registry.working(&language).is_none() {
            let name: String = language.chars().take(40).collect();
            info!(name, "no such language here");
            self.session.close();
            return self.tell(ToClient::LanguageRefused, ctx);
        }
        self.source.language = language;
        self.tell(ToClient::Accepted, ctx);
    }
}

impl Handler<LoadInterpreter> for ClientSession {
    type Result = ();

    fn handle(&mut self, LoadInterpreter(text): LoadInterpreter, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if self.check_size("interpreter", text.len(), ctx) {
            self.source.interpreter = text;
            self.tell(ToClient::Accepted, ctx);
        }
    }
}

impl Handler<RunProgram> for ClientSession {
    type Result = ();

    fn handle(&mut self, program: RunProgram, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if self.check_size("program", program.0.len(), ctx) {
            self.begin(program, ctx);
        }
    }
}

impl Handler<AnswerCommand> for ClientSession {
    type Result = ();

    fn handle(&mut self, answer: AnswerCommand, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let limit = self.shared.config.run.answer_bytes;
        let actions = if answer.0.len() > limit {
            let text = format!("an answer is longer than {limit} bytes; answer with less");
            self.session
                .stop(Cause::Error(ProgramError::text(ErrorKind::Internal, text)))
        } else {
            self.session.answered(answer)
        };
        self.carry_out(actions, ctx);
    }
}

impl Handler<StopRun> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: StopRun, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        debug!("stopped by its user");
        let actions = self.session.stop(Cause::Stopped);
        self.carry_out(actions, ctx);
    }
}

impl Handler<ClientFaulted> for ClientSession {
    type Result = ();

    fn handle(&mut self, ClientFaulted(why): ClientFaulted, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        warn!(why, "the client broke the protocol");
        let error = ProgramError::text(ErrorKind::Internal, why);
        let actions = self.session.stop(Cause::Error(error));
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
