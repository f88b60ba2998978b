//! The session and its run: admission, start, stop, end.

use actix::prelude::*;
use tracing::{debug, error};

use super::ClientSession;
use crate::actors::process::{EndProcess, Owner, Process, ProcessLost};
use crate::actors::supervisor::{ReportEnd, StartRun};
use crate::language::RunFolder;
use crate::messages::{AttemptEnded, CommandIssued};
use crate::sandbox::{Child, SpawnError};
use crate::supervision::Cause;

/// The run's process; dropped with the session, panic or not, it ends the program.
#[derive(Debug)]
pub(super) struct ProcessHandle(Addr<Process>);

impl Drop for ProcessHandle {
    fn drop(&mut self) {
        self.0.do_send(EndProcess(Cause::Stopped));
    }
}

impl ClientSession {
    pub(super) fn ask_to_start(&mut self, attempt: u32, ctx: &mut Context<Self>) {
        let asked = self.shared.supervisor.send(StartRun {
            run: self.run,
            attempt,
        });
        let asked = asked.into_actor(self).map(|granted, this, ctx| {
            let actions = match granted {
                Ok(Ok(permit)) => {
                    this.permit = Some(permit);
                    this.session.granted()
                }
                Ok(Err(refusal)) => this.session.refused(refusal.to_string()),
                Err(error) => this.session.refused(internal(&error)),
            };
            this.carry_out(actions, ctx);
        });
        ctx.spawn(asked);
    }

    pub(super) fn launch(&mut self, attempt: u32, ctx: &mut Context<Self>) {
        // The language was checked when it was selected, and languages do not go.
        let Some(language) = self.shared.registry.working(&self.source.language) else {
            let actions = self.session.refused("the language is gone".to_owned());
            return self.carry_out(actions, ctx);
        };
        let limits = &self.shared.config.run;
        let folder =
            self.shared
                .workplace
                .prepare(self.run, language, &self.source, limits.memory_bytes);
        let mut folder = match folder {
            Ok(folder) => folder,
            Err(error) => {
                let actions = self.session.refused(internal(&error));
                return self.carry_out(actions, ctx);
            }
        };
        folder.launch.open_files = limits.open_files;
        debug!(folder = %folder.path().display(), "starting the program");
        let sandbox = self.shared.sandbox.clone();
        let launch = folder.launch.clone();
        let spawned = async move { sandbox.spawn(launch).await };
        ctx.spawn(spawned.into_actor(self).map(move |child, this, ctx| {
            this.adopt(child, attempt, folder, ctx);
        }));
    }

    fn adopt(
        &mut self,
        child: Result<Child, SpawnError>,
        attempt: u32,
        folder: RunFolder,
        ctx: &mut Context<Self>,
    ) {
        let own = ctx.address();
        let owner = Owner {
            commands: own.clone().recipient(),
            console: self.client.console(),
            ended: own.clone().recipient(),
            lost: own.recipient(),
            permit: self.permit.take(),
        };
        let limits = self.shared.config.run.clone();
        let adopted = match child {
            Ok(child) => {
                Process::adopt(child, attempt, folder, limits, owner).map_err(|it| internal(&it))
            }
            Err(error) => Err(internal(&error)),
        };
        match adopted {
            Ok(process) => {
                self.process = Some(ProcessHandle(process));
                if let Some(cause) = self.ends_at_once.take() {
                    self.tell_process(EndProcess(cause));
                }
            }
            Err(why) => {
                error!(why, "the program could not be started");
                let actions = self.session.refused(why);
                self.carry_out(actions, ctx);
            }
        }
    }

    pub(super) fn report(&mut self, report: ReportEnd, ctx: &mut Context<Self>) {
        self.process = None;
        let judged = self.shared.supervisor.send(report).into_actor(self);
        ctx.spawn(judged.map(|verdict, this, ctx| {
            let actions = match verdict {
                Ok(verdict) => this.session.judged(verdict),
                Err(error) => this.session.refused(internal(&error)),
            };
            this.carry_out(actions, ctx);
        }));
    }

    pub(super) fn stop_process(&mut self, cause: Cause) {
        if self.process.is_some() {
            self.tell_process(EndProcess(cause));
        } else {
            self.ends_at_once = Some(cause);
        }
    }

    pub(super) fn tell_process<M>(&self, message: M)
    where
        Process: Handler<M>,
        M: Message<Result = ()> + Send + 'static,
    {
        if let Some(process) = &self.process {
            process.0.do_send(message);
        }
    }
}

impl Handler<CommandIssued> for ClientSession {
    type Result = ();

    fn handle(&mut self, command: CommandIssued, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let actions = self.session.issued(command);
        self.carry_out(actions, ctx);
    }
}

impl Handler<AttemptEnded> for ClientSession {
    type Result = ();

    fn handle(&mut self, ended: AttemptEnded, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let actions = self.session.attempt_ended(ended);
        self.carry_out(actions, ctx);
    }
}

impl Handler<ProcessLost> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: ProcessLost, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        error!("the process actor panicked; its program is ended");
        let text = "the server failed while it ran the program; please report it";
        let actions = self.session.refused(text.to_owned());
        self.carry_out(actions, ctx);
    }
}

/// A fault of ours or of the system, with all its causes.
fn internal(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
