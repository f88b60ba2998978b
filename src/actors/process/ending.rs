//! How an attempt comes to its end: decided once, told once.

use std::time::Duration;

use actix::prelude::*;
use tracing::{debug, info, warn};

use super::{Drain, Process, STDERR_KEPT_BYTES};
use crate::messages::AttemptEnded;
use crate::sandbox::{self, Control, Report};
use crate::supervision::{Cause, classify};

/// How long a launcher may take to kill its program before it is done without it.
const LAUNCHER_DEAF: Duration = Duration::from_millis(500);
/// How long a launcher may take to end what its program left behind.
const CLEAN_UP: Duration = Duration::from_secs(2);

impl Process {
    /// Decides how the attempt ends, unless that is decided, and ends the program.
    pub(super) fn end(&mut self, cause: Cause, ctx: &mut Context<Self>) {
        if self.facts.cause.is_some() {
            return;
        }
        debug!(?cause, "ending the program");
        self.facts.cause = Some(cause);
        if let Some(line) = self.exchange.stop() {
            // One that has not read its last answer hears the signal.
            let _ = self.channels.write(&line);
        }
        self.channels.control(Control::Terminate);
        let grace = Duration::from_millis(self.limits.stop_grace_ms);
        ctx.run_later(grace, |this, _| this.channels.control(Control::Kill));
        // A program may have stopped its launcher, which then hears nothing.
        ctx.run_later(grace + LAUNCHER_DEAF, |this, ctx| {
            if this.facts.exit.is_some() || this.channels.launcher_gone() {
                return;
            }
            if let Some(pid) = this.pid {
                sandbox::kill_run(pid);
            }
            this.abandon_launcher(ctx);
        });
    }

    /// Goes on without a launcher that does not end; the spawner kills it.
    fn abandon_launcher(&mut self, ctx: &mut Context<Self>) {
        if !self.channels.launcher_gone() {
            warn!("the launcher does not end, going on without it");
            self.channels.abandon_launcher();
            self.on_all_ended(ctx);
        }
    }

    pub(super) fn on_report(&mut self, report: Report, ctx: &mut Context<Self>) {
        match report {
            Report::Kept { pid } => self.on_first_process(pid),
            Report::Started { pid } => {
                if let Some(pid) = pid {
                    self.on_first_process(pid);
                }
                debug!("program started");
            }
            Report::Filled => self.on_filled(ctx),
            Report::Failed { why } => {
                warn!(why, "program not started");
                self.facts.exec_failed = Some(why);
            }
            Report::Ended { exit, usage } => {
                self.note_usage(exit, &usage);
                self.facts.exit = Some(exit);
                ctx.run_later(CLEAN_UP, Self::abandon_launcher);
            }
            Report::Accounted(account) => self.note_account(account),
        }
    }

    /// The run's processes are this one and those below it.
    fn on_first_process(&mut self, pid: u32) {
        self.span.record("pid", pid);
        self.pid = Some(pid);
        self.meter.set_root(pid);
    }

    /// The engine's channel is at its end although the program lives: it gets a moment to end.
    pub(super) fn on_engine_closed(&mut self, ctx: &mut Context<Self>) {
        let moment = Duration::from_millis(self.limits.drain_ms);
        ctx.run_later(moment, |this, ctx| {
            if this.facts.exit.is_none() {
                this.end(Cause::ChannelBroken, ctx);
            }
        });
    }

    /// Nothing of the program's can be heard any more: its end is to be told soon.
    pub(super) fn on_all_closed(ctx: &mut Context<Self>) {
        ctx.run_later(CLEAN_UP, |this, ctx| {
            if this.facts.exit.is_none() {
                this.end(Cause::ChannelBroken, ctx);
            }
        });
    }

    /// The launcher is gone, and with it every process of the run.
    pub(super) fn on_all_ended(&mut self, ctx: &mut Context<Self>) {
        if self.drain == Drain::NotYet {
            self.drain = Drain::Timed;
            let at_most = Duration::from_millis(self.limits.drain_ms);
            ctx.run_later(at_most, |this, ctx| {
                this.drain = Drain::Over;
                let mut events = Vec::new();
                for channel in this.channels.open() {
                    this.exchange.end_of(channel, &mut events);
                }
                this.on_events(&mut events, ctx);
                this.end_if_over(ctx);
            });
        }
        self.end_if_over(ctx);
    }

    /// Tells the end when the program is gone and its channels are drained.
    pub(super) fn end_if_over(&mut self, ctx: &mut Context<Self>) {
        let drained = self.drain == Drain::Over || self.channels.all_read();
        if !self.channels.launcher_gone() || !drained || ctx.state() != ActorState::Running {
            return;
        }
        self.look_for_last_words();
        let earlier = self.stderr_text.len().saturating_sub(STDERR_KEPT_BYTES);
        self.stderr_text.drain(..earlier);
        let stderr_text = String::from_utf8_lossy(&self.stderr_text);
        stderr_text
            .trim_end()
            .clone_into(&mut self.facts.stderr_text);
        self.note_last_words();
        let mut facts = std::mem::take(&mut self.facts);
        if matches!(facts.cause, None | Some(Cause::ChannelBroken)) {
            let text = self
                .exchange
                .collected_error()
                .map(|text| self.error_of_text(text));
            let told = self.reported.take().or(text).map(Cause::Error);
            facts.cause = told.or(facts.cause);
        }
        let end = classify(&facts);
        info!(reason = ?end.reason, limit = ?end.limit, exit = ?end.exit, commands = end.commands, "attempt ended");
        self.owner.ended.do_send(AttemptEnded {
            attempt: self.attempt,
            end,
        });
        ctx.stop();
    }
}
