//! Where a process actor reports to.

use actix::prelude::*;

use crate::actors::supervisor::Permit;
use crate::messages::{
    AttemptEnded, CommandIssued, ConsolePrinted, EngineReady, InputAsked, InstructionDone,
    ProgramFailed, ProgramIdle,
};

/// Where a process reports to.
#[derive(Debug)]
pub struct Owner {
    /// Told when the engine is up.
    pub ready: Recipient<EngineReady>,
    /// Told of each command.
    pub commands: Recipient<CommandIssued>,
    /// Told when the program waits for a line.
    pub input: Recipient<InputAsked>,
    /// Told what a live instruction gave.
    pub evaluated: Recipient<InstructionDone>,
    /// Told when the program has ended and its process stays.
    pub idle: Recipient<ProgramIdle>,
    /// Told of an error that does not end the process.
    pub failed: Recipient<ProgramFailed>,
    /// Told of the program's own text, where somebody shows it; what it does not take is lost.
    pub console: Option<Recipient<ConsolePrinted>>,
    /// Told once, when the attempt is over.
    pub ended: Recipient<AttemptEnded>,
    /// Told instead, when the actor panicked.
    pub lost: Recipient<ProcessLost>,
    /// The place in the server that the attempt takes.
    pub permit: Option<Permit>,
}

impl Owner {
    /// Everything to one actor.
    pub fn of<A>(owner: &Addr<A>) -> Self
    where
        A: Actor<Context = Context<A>>
            + Handler<EngineReady>
            + Handler<CommandIssued>
            + Handler<InputAsked>
            + Handler<InstructionDone>
            + Handler<ProgramIdle>
            + Handler<ProgramFailed>
            + Handler<AttemptEnded>
            + Handler<ProcessLost>,
    {
        Self {
            ready: owner.clone().recipient(),
            commands: owner.clone().recipient(),
            input: owner.clone().recipient(),
            evaluated: owner.clone().recipient(),
            idle: owner.clone().recipient(),
            failed: owner.clone().recipient(),
            console: None,
            ended: owner.clone().recipient(),
            lost: owner.clone().recipient(),
            permit: None,
        }
    }
}

/// The process actor panicked; its child is being ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct ProcessLost;

/// Dropped by a panic, it says so to the session.
pub(super) struct Obituary(pub(super) Recipient<ProcessLost>);

impl Drop for Obituary {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.do_send(ProcessLost);
        }
    }
}
