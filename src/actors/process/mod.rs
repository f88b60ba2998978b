//! One attempt of a run: reads the program's channels, writes its answers, sees its end.
//!
//! The end is told once, when the program is reaped *and* its channels are drained: the last
//! words of a failing program may still be in them when its exit status is known.

mod channels;
mod ending;
mod limits;
mod owner;
mod pump;
mod said;

use std::time::Duration;

use actix::prelude::*;
use tracing::{Span, debug, info_span, trace};

use self::channels::{Channels, NotReading};
use self::limits::UseWatch;
use self::owner::Obituary;
pub use self::owner::{Owner, ProcessLost};
use self::pump::Pump;
use crate::config::RunLimits;
use crate::language::RunFolder;
use crate::messages::{
    CommandIssued, ConsolePrinted, ConsoleStream, EngineReady, ErrorKind, Limit, Mode,
    ProgramError, ProgramFailed,
};
use crate::protocol::engine::{Event, Exchange, Limits, Revision1, Revision2, Violation};
use crate::sandbox::{Child, Control, Meter, Wiring};
use crate::supervision::{Cause, Facts};

/// How much of the end of standard error is kept to explain a bad end, in bytes.
const STDERR_KEPT_BYTES: usize = 4 * 1024;
/// How many times the quiet wait an error text of revision 1 may take in all.
const ERROR_TEXT_QUIETS: u32 = 10;

/// End the program.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct EndProcess(pub Cause);

/// One running program.
pub struct Process {
    attempt: u32,
    pid: Option<u32>,
    exchange: Exchange,
    channels: Channels,
    folder: RunFolder,
    limits: RunLimits,
    facts: Facts,
    meter: Meter,
    using: UseWatch,
    stderr_text: Vec<u8>,
    /// Whether it said there that its memory ran out.
    has_said_memory: bool,
    printed_bytes: u64,
    /// What the console did not take in time.
    console_lost_bytes: u64,
    /// The engine reported an uncaught error.
    reported: Option<ProgramError>,
    /// It was started in advance, and its files are on their way.
    awaits_files: bool,
    /// The engine is up, and waits for the files.
    is_up: Option<EngineReady>,
    /// Runs while an error text of revision 1 may still grow.
    error_quiet: Option<SpawnHandle>,
    /// Whatever comes, the text is complete when this is over.
    error_deadline: Option<SpawnHandle>,
    start_timeout: Option<SpawnHandle>,
    /// The time to drain is over, or nothing is left to read.
    drain: Drain,
    owner: Owner,
    _obituary: Obituary,
    span: Span,
}

/// How far the channels are read after the program is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drain {
    NotYet,
    Timed,
    Over,
}

impl Process {
    /// Takes over a started child.
    ///
    /// # Errors
    ///
    /// Fails when its channels cannot be watched.
    pub fn adopt(
        child: Child,
        attempt: u32,
        folder: RunFolder,
        limits: RunLimits,
        owner: Owner,
    ) -> std::io::Result<Addr<Self>> {
        let bounds = Limits {
            command_bytes: limits.command_bytes,
        };
        let exchange = match folder.launch.wiring {
            Wiring::Standard => Exchange::One(Revision1::new(bounds)),
            Wiring::Descriptors | Wiring::Fifos(..) => Exchange::Two(Revision2::new(bounds)),
        };
        let facts = Facts {
            announces_ready: matches!(exchange, Exchange::Two(_)),
            ..Facts::default()
        };
        let meter = child.meter.clone();
        let awaits_files = folder.is_early();
        let channels = Channels::adopt(child)?;
        let cpu_seconds = folder.limits.cpu_seconds.unwrap_or(limits.cpu_seconds);
        let process = Self {
            attempt,
            pid: None,
            exchange,
            channels,
            folder,
            limits,
            facts,
            meter,
            using: UseWatch::new(cpu_seconds),
            stderr_text: Vec::new(),
            has_said_memory: false,
            printed_bytes: 0,
            console_lost_bytes: 0,
            reported: None,
            awaits_files,
            is_up: None,
            error_quiet: None,
            error_deadline: None,
            start_timeout: None,
            drain: Drain::NotYet,
            _obituary: Obituary(owner.lost.clone()),
            owner,
            span: info_span!("process", attempt, pid = tracing::field::Empty),
        };
        Ok(process.start())
    }

    fn on_events(&mut self, events: &mut Vec<Event>, ctx: &mut Context<Self>) {
        let mut text: Option<ConsolePrinted> = None;
        for event in events.drain(..) {
            match (&mut text, event) {
                (Some(text), Event::Printed(more)) if text.stream == more.stream => {
                    text.bytes.extend(more.bytes);
                }
                (_, Event::Printed(printed)) => {
                    if let Some(text) = text.replace(printed) {
                        self.on_printed(text, ctx);
                    }
                }
                (_, event) => {
                    if let Some(text) = text.take() {
                        self.on_printed(text, ctx);
                    }
                    self.on_event(event, ctx);
                }
            }
        }
        if let Some(text) = text {
            self.on_printed(text, ctx);
        }
    }

    fn on_event(&mut self, event: Event, ctx: &mut Context<Self>) {
        match event {
            Event::Ready(ready) => {
                debug!(%ready.language, %ready.version, "engine ready");
                self.facts.spoke = true;
                self.cancel_start_timeout(ctx);
                self.is_up = Some(ready);
                self.begin_if_ready(ctx);
            }
            Event::Opened(opened) => trace!(at = ?opened.at, "instruction opened"),
            Event::Started(_) => trace!("instruction started"),
            Event::Issued(command) => self.on_command(command),
            Event::Closed(_) => trace!("instruction closed"),
            Event::Printed(printed) => self.on_printed(printed, ctx),
            Event::ErrorBegan => self.await_quiet(ctx),
            Event::InputAsked(asked) => self.owner.input.do_send(asked),
            Event::Evaluated(mut done) => {
                done.error = done.error.map(|error| self.folder.errors.apply(error));
                self.owner.evaluated.do_send(done);
            }
            Event::ProgramEnded(idle) => self.owner.idle.do_send(idle),
            Event::Failed(error) => self.on_failed(error),
            Event::Violated(violation) => self.end(Cause::Error(violated(&violation)), ctx),
        }
    }

    /// Its files are where it finds them.
    fn on_filled(&mut self, ctx: &mut Context<Self>) {
        self.awaits_files = false;
        self.begin_if_ready(ctx);
    }

    /// The engine loads the program on this word, whenever it was started.
    fn begin_if_ready(&mut self, ctx: &mut Context<Self>) {
        if self.awaits_files {
            return;
        }
        if let Some(ready) = self.is_up.take() {
            let line = Revision2::program(&self.folder.program);
            self.write(&line, ctx);
            self.owner.ready.do_send(ready);
        }
    }

    fn on_failed(&mut self, error: ProgramError) {
        let error = self.folder.errors.apply(error);
        match self.folder.program.mode {
            Mode::Once | Mode::KeepAlive => self.reported = Some(error),
            Mode::Live => self.owner.failed.do_send(ProgramFailed(error)),
        }
    }

    fn on_command(&mut self, command: CommandIssued) {
        if self.facts.cause.is_some() {
            // The end is decided; what the program still asks changes nothing.
            return;
        }
        trace!(command = %command.command.0, at = ?command.at, "command issued");
        self.facts.commands += 1;
        self.owner.commands.do_send(command);
    }

    fn on_printed(&mut self, printed: ConsolePrinted, ctx: &mut Context<Self>) {
        if !self.count_printed(printed.bytes.len(), ctx) {
            return;
        }
        if printed.stream == ConsoleStream::Stderr {
            self.stderr_text.extend_from_slice(&printed.bytes);
            // The last words explain an end; what came long before does not.
            if self.stderr_text.len() > 4 * STDERR_KEPT_BYTES {
                self.look_for_last_words();
                let earlier = self.stderr_text.len() - STDERR_KEPT_BYTES;
                self.stderr_text.drain(..earlier);
            }
        }
        let Some(console) = &self.owner.console else {
            return;
        };
        // Console never slows or holds a program.
        let bytes = printed.bytes.len() as u64;
        let lost_bytes = std::mem::take(&mut self.console_lost_bytes);
        let printed = ConsolePrinted {
            lost_bytes,
            ..printed
        };
        if console.try_send(printed).is_err() {
            self.console_lost_bytes = lost_bytes + bytes;
        }
    }

    /// Counts what the program printed; false when it is more than a run may print.
    fn count_printed(&mut self, bytes: usize, ctx: &mut Context<Self>) -> bool {
        self.printed_bytes += bytes as u64;
        let within = self.printed_bytes <= self.limits.output_bytes_per_run;
        if !within {
            self.end(Cause::Limit(Limit::Output), ctx);
        }
        within
    }

    /// Waits for the rest of an error text; more of it starts the wait again, for a while.
    fn await_quiet(&mut self, ctx: &mut Context<Self>) {
        let quiet = Duration::from_millis(self.limits.error_quiet_ms);
        let wait = ctx.run_later(quiet, Self::end_by_error_text);
        if let Some(earlier) = self.error_quiet.replace(wait) {
            ctx.cancel_future(earlier);
        }
        if self.error_deadline.is_none() {
            let deadline = ctx.run_later(ERROR_TEXT_QUIETS * quiet, Self::end_by_error_text);
            self.error_deadline = Some(deadline);
        }
    }

    fn end_by_error_text(&mut self, ctx: &mut Context<Self>) {
        if let Some(text) = self.exchange.collected_error() {
            let error = self.error_of_text(text);
            self.end(Cause::Error(error), ctx);
        }
    }

    /// Writes to the program, which has read all that came before or is at fault.
    fn write(&mut self, line: &[u8], ctx: &mut Context<Self>) {
        if self.channels.write(line) == Err(NotReading) {
            let text =
                "the program does not read its answers; read each one before the next command";
            self.end(
                Cause::Error(ProgramError::text(ErrorKind::Engine, text)),
                ctx,
            );
        }
    }

    fn error_of_text(&self, text: String) -> ProgramError {
        let error = ProgramError {
            raw: text.clone(),
            ..ProgramError::text(ErrorKind::Runtime, text)
        };
        self.folder.errors.apply(error)
    }

    fn cancel_start_timeout(&mut self, ctx: &mut Context<Self>) {
        if let Some(timeout) = self.start_timeout.take() {
            ctx.cancel_future(timeout);
        }
    }
}

impl Actor for Process {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.spawn(Pump::default());
        if self.awaits_files {
            self.channels.control(Control::Fill);
        }
        if matches!(self.exchange, Exchange::Two(_)) {
            let own = self.folder.limits.start_timeout_seconds;
            let timeout = own.unwrap_or(self.limits.start_timeout_seconds);
            let timeout = Duration::from_secs(timeout);
            self.start_timeout = Some(ctx.run_later(timeout, move |this, ctx| {
                this.end(Cause::StartTimedOut(timeout), ctx);
            }));
        }
        if self.limits.wall_seconds > 0 {
            let wall = Duration::from_secs(self.limits.wall_seconds);
            ctx.run_later(wall, |this, ctx| this.end(Cause::Limit(Limit::Wall), ctx));
        }
        self.watch_use(ctx);
    }
}

fn violated(violation: &Violation) -> ProgramError {
    let kind = match violation {
        Violation::ControlWord(_) | Violation::CommandTooLong { .. } => ErrorKind::Command,
        Violation::Unexpected { .. } => ErrorKind::Engine,
    };
    ProgramError::text(kind, violation.to_string())
}
