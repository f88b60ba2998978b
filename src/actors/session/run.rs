//! The session and its run: admission, start, stop, end.

use std::sync::Arc;
use std::time::Duration;

use actix::prelude::*;
use tokio::sync::oneshot;
use tracing::{debug, error};

use super::builds::Unbuilt;
use super::{ClientSession, Clients, Shared};
use crate::actors::process::{EndProcess, Owner, Process, ProcessLost};
use crate::actors::supervisor::{
    Decision, ReportEnd, StartDecided, StartRun, Ticket, WithdrawStart,
};
use crate::language::{ApiError, Apis, Language, RunFolder};
use crate::messages::{
    AttemptEnded, CommandIssued, EndReason, EngineReady, GameChosen, InputAsked, InstructionDone,
    ProgramError, ProgramFailed, ProgramIdle, RunEnd, RunId, Source,
};
use crate::sandbox::{Child, Stdin};
use crate::session::{Action, Session};
use crate::supervision::{AttemptReport, Cause};

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
        let ticket = Ticket {
            session: self.key,
            run: self.session.run_id().unwrap_or(self.key),
            attempt,
        };
        self.asked = Some(ticket);
        let own = ctx.address().recipient();
        self.shared.supervisor.do_send(StartRun::new(ticket, own));
    }

    pub(super) fn withdraw(&mut self) {
        if let Some(ticket) = self.asked.take() {
            self.shared.supervisor.do_send(WithdrawStart(ticket));
        }
    }

    pub(super) fn launch(&mut self, attempt: u32, empty: bool, ctx: &mut Context<Self>) {
        let mut source = self.session.source().clone();
        if empty && let Some(main) = source.files.first_mut() {
            main.text.clear();
        }
        // The language was checked when it was asked for, and languages do not go.
        let Some(language) = self.shared.registry.working(&source.language) else {
            self.permit = None;
            let why = "the language is gone".to_owned();
            let actions = self.session.refused(self.now(), why);
            return self.carry_out(actions, ctx);
        };
        let language = Arc::clone(language);
        let is_interactive = matches!(self.clients, Clients::Native { .. });
        self.ends_at_once = None;
        // A stop from now on is meant for the program that starts, not for one that was stopped.
        self.process = None;
        if let Some((child, folder)) = self.shared.pool.take(&language, &source) {
            return self.start_warm(child, folder, language, source, attempt, ctx);
        }
        self.shared.expect(&language);
        let run = self.session.run_id().unwrap_or(self.key);
        let prepared = prepare(self.shared.clone(), run, language, source, is_interactive);
        ctx.spawn(
            prepared
                .into_actor(self)
                .map(move |prepared, this, ctx| match prepared {
                    Ok(folder) if folder.build.is_some() => this.build(folder, attempt, ctx),
                    Ok(folder) => this.start(folder, attempt, ctx),
                    Err(why) => this.not_started(why, ctx),
                }),
        );
    }

    /// Gives the program to an interpreter that waits for one.
    fn start_warm(
        &mut self,
        mut child: Child,
        folder: RunFolder,
        language: Arc<Language>,
        source: Source,
        attempt: u32,
        ctx: &mut Context<Self>,
    ) {
        if let Clients::Classic { .. } = self.clients {
            // A program of theirs reads nothing: its standard input is at its end.
            child.stdin = None;
        }
        self.shared.expect(&language);
        let shared = self.shared.clone();
        let filled = async move { shared.fill(language, folder, source).await };
        ctx.spawn(filled.into_actor(self).map(move |filled, this, ctx| {
            this.adopt(filled.map(|folder| (child, folder)), attempt, ctx);
        }));
    }

    /// Builds the program; a stop ends that.
    fn build(&mut self, mut folder: RunFolder, attempt: u32, ctx: &mut Context<Self>) {
        let plan = folder.build.as_ref();
        if plan.is_some_and(|plan| !self.shared.builds.has(plan)) {
            let actions = self.session.building(self.now(), false);
            self.carry_out(actions, ctx);
        }
        let (building, stopped) = oneshot::channel::<()>();
        // Who was told to stop meanwhile does not begin.
        self.building = self.ends_at_once.is_none().then_some(building);
        let shared = self.shared.clone();
        let built = async move {
            let Some(plan) = &folder.build else {
                return Ok(folder);
            };
            let built = tokio::select! {
                built = shared.builds.get(plan, &shared.sandbox) => built?,
                _ = stopped => return Err(Unbuilt::Stopped),
            };
            folder.built = Some(built);
            Ok(folder)
        };
        ctx.spawn(built.into_actor(self).map(move |built, this, ctx| {
            this.building = None;
            match built {
                Ok(folder) => {
                    let actions = this.session.building(this.now(), true);
                    this.carry_out(actions, ctx);
                    this.start(folder, attempt, ctx);
                }
                Err(Unbuilt::Server(why)) => this.not_started(why, ctx),
                Err(Unbuilt::Stopped) => this.unbuilt(attempt, EndReason::Stopped, None, ctx),
                Err(Unbuilt::Program(error)) => {
                    this.unbuilt(attempt, EndReason::Error, Some(*error), ctx);
                }
            }
        }));
    }

    /// The attempt ends without a process.
    fn unbuilt(
        &mut self,
        attempt: u32,
        reason: EndReason,
        error: Option<ProgramError>,
        ctx: &mut Context<Self>,
    ) {
        self.permit = None;
        self.ends_at_once = None;
        let end = RunEnd::without_process(reason, error);
        let ended = AttemptEnded { attempt, end };
        let actions = self.session.attempt_ended(self.now(), ended);
        self.carry_out(actions, ctx);
    }

    fn start(&mut self, folder: RunFolder, attempt: u32, ctx: &mut Context<Self>) {
        debug!(folder = %folder.path().display(), "starting the program");
        let sandbox = self.shared.sandbox.clone();
        let spawned = async move {
            let child = sandbox.spawn(folder.launch.clone()).await;
            Ok((child.map_err(|error| internal(&error))?, folder))
        };
        ctx.spawn(spawned.into_actor(self).map(move |started, this, ctx| {
            this.adopt(started, attempt, ctx);
        }));
    }

    fn not_started(&mut self, why: String, ctx: &mut Context<Self>) {
        error!(why, "the program could not be started");
        self.permit = None;
        let actions = self.session.refused(self.now(), why);
        self.carry_out(actions, ctx);
    }

    fn adopt(
        &mut self,
        started: Result<(Child, RunFolder), String>,
        attempt: u32,
        ctx: &mut Context<Self>,
    ) {
        let own = ctx.address();
        let owner = Owner {
            console: match &self.clients {
                Clients::Classic { link, .. } => link.console(),
                Clients::Native { .. } => Some(own.clone().recipient()),
            },
            permit: self.permit.take(),
            ..Owner::of(&own)
        };
        let limits = self.shared.config.run.clone();
        let adopted = started.and_then(|(child, folder)| {
            Process::adopt(child, attempt, folder, limits, owner).map_err(|it| internal(&it))
        });
        match adopted {
            Ok(process) => {
                self.process = Some(ProcessHandle(process));
                if let Some(cause) = self.ends_at_once.take() {
                    self.tell_process(EndProcess(cause));
                }
            }
            Err(why) => self.not_started(why, ctx),
        }
    }

    pub(super) fn report(&mut self, report: AttemptReport, ctx: &mut Context<Self>) {
        self.process = None;
        let session = self.key;
        let judged = self.shared.supervisor.send(ReportEnd { session, report });
        ctx.spawn(judged.into_actor(self).map(|verdict, this, ctx| {
            let now = this.now();
            let actions = match verdict {
                Ok(verdict) => this.session.judged(now, verdict),
                Err(error) => this.session.refused(now, internal(&error)),
            };
            this.carry_out(actions, ctx);
        }));
    }

    pub(super) fn stop_process(&mut self, cause: Cause) {
        if self.process.is_some() {
            self.tell_process(EndProcess(cause));
        } else {
            self.ends_at_once = Some(cause);
            self.building = None;
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

impl Handler<StartDecided> for ClientSession {
    type Result = ();

    fn handle(&mut self, decided: StartDecided, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if self.asked != Some(decided.ticket) {
            // What was withdrawn meanwhile gives its place back.
            return;
        }
        let now = self.now();
        let actions = match decided.decision {
            Decision::Queued(place) => self.session.queued(now, place),
            Decision::Granted(permit) => {
                self.asked = None;
                self.permit = Some(permit);
                self.session.granted(now)
            }
            Decision::Refused(refusal) => {
                self.asked = None;
                self.session.refused(now, refusal.to_string())
            }
        };
        self.carry_out(actions, ctx);
    }
}

impl Handler<ProcessLost> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: ProcessLost, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        error!("the process actor panicked; its program is ended");
        let text = "the server failed while it ran the program; please report it";
        let actions = self.session.refused(self.now(), text.to_owned());
        self.carry_out(actions, ctx);
    }
}

impl Handler<EngineReady> for ClientSession {
    type Result = ();

    fn handle(&mut self, ready: EngineReady, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if let Clients::Classic { link, .. } = &self.clients {
            link.ready();
        }
        let actions = self.session.ready(self.now(), &ready);
        self.carry_out(actions, ctx);
    }
}

/// A message of the program's is an event of the session's.
macro_rules! told_by_the_program {
    ($($message:ty => $event:expr;)*) => { $(
        impl Handler<$message> for ClientSession {
            type Result = ();

            fn handle(&mut self, message: $message, ctx: &mut Self::Context) {
                let _entered = self.span.clone().entered();
                let event: fn(&mut Session, Duration, $message) -> Vec<Action> = $event;
                let now = self.now();
                let actions = event(&mut self.session, now, message);
                self.carry_out(actions, ctx);
            }
        }
    )* };
}

told_by_the_program! {
    CommandIssued => Session::issued;
    InputAsked => Session::asked_input;
    InstructionDone => Session::evaluated;
    ProgramIdle => |session, now, _| session.idle(now);
    ProgramFailed => Session::failed;
    AttemptEnded => Session::attempt_ended;
}

/// Writes the files of an attempt.
async fn prepare(
    shared: Shared,
    run: RunId,
    language: Arc<Language>,
    source: Source,
    is_interactive: bool,
) -> Result<RunFolder, String> {
    let (limits, open_files) = (shared.limits(), shared.config.run.open_files);
    let workplace = Arc::clone(&shared.workplace);
    let apis = Arc::clone(&shared.apis);
    let prepared = tokio::task::spawn_blocking(move || {
        let source = with_functions(source, &apis).map_err(|error| internal(&error))?;
        let prepared = workplace.prepare(run, &language, &source, &limits, open_files);
        prepared.map_err(|error| internal(&error))
    });
    let mut folder = prepared.await.map_err(|error| internal(&error))??;
    if is_interactive {
        folder.launch.stdin = Stdin::Piped;
    }
    Ok(folder)
}

/// The source with the functions of its game.
pub(super) fn with_functions(mut source: Source, apis: &Apis) -> Result<Source, ApiError> {
    let made = match &source.game {
        None => return Ok(source),
        Some(GameChosen::Here(id)) => apis.of_game(id, &source.language)?,
        Some(GameChosen::Sent(manifest)) => apis.of_manifest(manifest, &source.language)?.1,
    };
    source.interpreter = made.text.clone();
    Ok(source)
}

/// A fault of ours or of the system, with all its causes.
pub(super) fn internal(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
