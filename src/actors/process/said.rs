//! What a program is told: answers, refusals, instructions, lines, and to end.

use actix::prelude::*;
use tracing::debug;

use super::channels::NotReading;
use super::{EndProcess, Process, violated};
use crate::messages::{AnswerCommand, EvaluateInstruction, GiveInput, RefuseCommand};
use crate::protocol::engine::Answered;
use crate::supervision::Cause;

impl Handler<AnswerCommand> for Process {
    type Result = ();

    fn handle(&mut self, answer: AnswerCommand, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.using.answers += 1;
        match self.exchange.answer(&answer) {
            Answered::Write(line) => self.write(&line, ctx),
            Answered::Superseded(command) => self.on_command(command),
            Answered::NotAsked => debug!("an answer came to no command"),
        }
    }
}

impl Handler<RefuseCommand> for Process {
    type Result = ();

    fn handle(&mut self, refusal: RefuseCommand, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.using.answers += 1;
        match self.exchange.refuse(&refusal) {
            Ok(Answered::Write(line)) => self.write(&line, ctx),
            Ok(Answered::Superseded(command)) => self.on_command(command),
            Ok(Answered::NotAsked) => debug!("a refusal came to no command"),
            Err(violation) => self.end(Cause::Error(violated(&violation)), ctx),
        }
    }
}

impl Handler<EvaluateInstruction> for Process {
    type Result = ();

    fn handle(&mut self, instruction: EvaluateInstruction, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.using.answers += 1;
        match self.exchange.instruct(&instruction) {
            Answered::Write(line) => self.write(&line, ctx),
            Answered::Superseded(_) | Answered::NotAsked => {
                debug!("an instruction came to a program that does not wait");
            }
        }
    }
}

impl Handler<GiveInput> for Process {
    type Result = ();

    fn handle(&mut self, input: GiveInput, _: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.using.answers += 1;
        if self.channels.give_input(&input) == Err(NotReading) {
            debug!("more input than the program reads");
        }
    }
}

impl Handler<EndProcess> for Process {
    type Result = ();

    fn handle(&mut self, EndProcess(cause): EndProcess, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.end(cause, ctx);
    }
}
