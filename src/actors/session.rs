//! One client's session: carries out what the pure [`Session`] decides.
//!
//! It owns everything that must go on when the client's socket does not: heartbeat, deadlines,
//! the run. It is told of the client's frames and tells the client through one recipient.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use actix::prelude::*;
use tracing::{Span, debug, error, info, info_span, warn};

use crate::actors::process::{EndProcess, Owner, Process, ProcessLost};
use crate::actors::supervisor::{Enrolment, Permit, ReportEnd, ServerEnds, StartRun, Supervisor};
use crate::config::Config;
use crate::language::{Registry, Workplace};
use crate::messages::{
    AnswerCommand, AttemptEnded, ClientFaulted, ClientGone, CommandIssued, ConsolePrinted,
    ErrorKind, LoadInterpreter, ProgramError, RunId, RunProgram, SelectLanguage, StopRun, ToClient,
};
use crate::sandbox::{Child, Sandbox, SpawnError};
use crate::session::{Action, Session, Source};
use crate::supervision::Cause;

/// What every session of a server shares.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The settings.
    pub config: Arc<Config>,
    /// The languages.
    pub registry: Arc<Registry>,
    /// Where runs have their files.
    pub workplace: Arc<Workplace>,
    /// Starts programs.
    pub sandbox: Sandbox,
    /// Admission and restarts.
    pub supervisor: Addr<Supervisor>,
    run_ids: Arc<AtomicU64>,
}

impl Shared {
    /// Puts the parts of a server together.
    pub fn new(
        config: Arc<Config>,
        registry: Arc<Registry>,
        workplace: Arc<Workplace>,
        sandbox: Sandbox,
        supervisor: Addr<Supervisor>,
    ) -> Self {
        let run_ids = Arc::default();
        Self {
            config,
            registry,
            workplace,
            sandbox,
            supervisor,
            run_ids,
        }
    }

    /// A number that no other run of this server has.
    pub fn next_run(&self) -> RunId {
        RunId(self.run_ids.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// When a client was last heard, readable without its actor.
#[derive(Clone, Debug)]
pub struct LastHeard {
    begin: Instant,
    ms: Arc<AtomicU64>,
}

impl Default for LastHeard {
    fn default() -> Self {
        Self {
            begin: Instant::now(),
            ms: Arc::default(),
        }
    }
}

impl LastHeard {
    /// A frame came.
    pub fn note(&self) {
        let ms = u64::try_from(self.begin.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.ms.store(ms, Ordering::Relaxed);
    }

    fn ago(&self) -> Duration {
        let heard = Duration::from_millis(self.ms.load(Ordering::Relaxed));
        self.begin.elapsed().saturating_sub(heard)
    }
}

/// The way to a client.
pub trait ClientLink: std::fmt::Debug {
    /// Tells the client, or fails when it is gone or too far behind.
    ///
    /// # Errors
    ///
    /// Returns the reason, for the log.
    fn tell(&self, what: ToClient) -> Result<(), String>;

    /// Ends the client's connection without its help.
    fn cut(&self);

    /// When it was last heard; none where it cannot go silent.
    fn last_heard(&self) -> Option<LastHeard>;

    /// Where the program's own text is shown, if it is.
    fn console(&self) -> Option<Recipient<ConsolePrinted>>;
}

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

/// The run's process; dropped with the session, panic or not, it ends the program.
#[derive(Debug)]
struct ProcessHandle(Addr<Process>);

impl Drop for ProcessHandle {
    fn drop(&mut self) {
        self.0.do_send(EndProcess(Cause::Stopped));
    }
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

    fn ask_to_start(&mut self, attempt: u32, ctx: &mut Context<Self>) {
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

    fn launch(&mut self, attempt: u32, ctx: &mut Context<Self>) {
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
        folder: crate::language::RunFolder,
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

    fn report(&mut self, report: ReportEnd, ctx: &mut Context<Self>) {
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

    fn stop_process(&mut self, cause: Cause) {
        if self.process.is_some() {
            self.tell_process(EndProcess(cause));
        } else {
            self.ends_at_once = Some(cause);
        }
    }

    fn tell_process<M>(&self, message: M)
    where
        Process: Handler<M>,
        M: Message<Result = ()> + Send + 'static,
    {
        if let Some(process) = &self.process {
            process.0.do_send(message);
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

    fn begin(&mut self, program: RunProgram, ctx: &mut Context<Self>) {
        self.source.program = program.0;
        info!(language = %self.source.language, program_bytes = self.source.program.len(), "run begins");
        self.tell(ToClient::Accepted, ctx);
        let actions = self.session.begin();
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

impl Handler<ServerEnds> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: ServerEnds, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let actions = self.session.stop(Cause::Server);
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
