//! What an attempt takes of the machine: looked at now and then, judged when it has ended.

use std::time::{Duration, Instant};

use actix::prelude::*;
use tracing::debug;

use super::Process;
use crate::messages::{Exit, Limit};
use crate::sandbox::{Account, Usage};
use crate::supervision::{Cause, CpuWatch, RefusalWatch};

/// How often is looked, at most and at least.
const LOOK_EVERY: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(1));
/// Looks in the time that a program may compute, where that is short.
const LOOKS: u32 = 4;
/// From this part of its memory on, in percent, a program that aborts has run out of it.
const NEARLY_ALL: u64 = 90;
/// How interpreters end that cannot go on without memory.
const ABORTS: [i32; 5] = [
    libc::SIGABRT,
    libc::SIGSEGV,
    libc::SIGBUS,
    libc::SIGTRAP,
    libc::SIGILL,
];

/// What is watched while the program runs.
#[derive(Debug)]
pub(super) struct UseWatch {
    cpu: CpuWatch,
    every: Duration,
    /// Answers and other words from outside that the program got.
    pub(super) answers: u64,
    refusals: RefusalWatch,
}

impl UseWatch {
    /// 0 means no limit.
    pub(super) fn new(cpu_seconds: u64) -> Self {
        let limit = (cpu_seconds > 0).then(|| Duration::from_secs(cpu_seconds));
        let every = limit.map_or(LOOK_EVERY.1, |it| it / LOOKS);
        Self {
            cpu: CpuWatch::new(limit),
            every: every.clamp(LOOK_EVERY.0, LOOK_EVERY.1),
            answers: 0,
            refusals: RefusalWatch::default(),
        }
    }
}

impl Process {
    /// Looks now and then, whether the program computes or waits.
    pub(super) fn watch_use(&self, ctx: &mut Context<Self>) {
        ctx.run_interval(self.using.every, |this, ctx| {
            let _entered = this.span.clone().entered();
            if this.facts.exit.is_none() {
                this.look_at_use(ctx);
            }
        });
    }

    fn look_at_use(&mut self, ctx: &mut Context<Self>) {
        let watch = &mut self.using;
        let used = self.meter.cpu_time();
        if used.is_some_and(|it| watch.cpu.is_over(it, watch.answers)) {
            return self.end(Cause::Limit(Limit::Cpu), ctx);
        }
        let refused = self.meter.refused_processes();
        if watch.refusals.is_bomb(refused, Instant::now()) {
            self.end(Cause::Limit(Limit::Processes), ctx);
        }
    }

    /// What the end of its first process tells of its limits.
    pub(super) fn note_usage(&mut self, exit: Exit, usage: &Usage) {
        debug!(?exit, ?usage, "program reaped");
        let memory_bytes = self.memory_bytes();
        let has_aborted = matches!(exit, Exit::Signal(signal) if ABORTS.contains(&signal));
        let took_nearly_all = usage.peak_memory_kib * 1024 >= memory_bytes / 100 * NEARLY_ALL;
        if has_aborted && took_nearly_all {
            self.facts.hit(Limit::Memory);
        }
        if usage.work_is_full || exit == Exit::Signal(libc::SIGXFSZ) {
            self.facts.hit(Limit::Files);
        }
    }

    /// What its control groups tell.
    pub(super) fn note_account(&mut self, account: Account) {
        if account.memory_ran_out {
            self.facts.hit(Limit::Memory);
        }
        let refusals = &self.using.refusals;
        if refusals.explains_end(account.refused_processes, Instant::now()) {
            self.facts.hit(Limit::Processes);
        }
    }

    /// What its last words tell, where its engine could not.
    pub(super) fn note_last_words(&mut self) {
        if self.has_said_memory {
            self.facts.hit(Limit::Memory);
        }
    }

    /// Looks for them while they are whole: what follows may be long.
    pub(super) fn look_for_last_words(&mut self) {
        let texts = self.folder.limits.out_of_memory_texts.iter();
        let mut texts = texts.map(String::as_bytes);
        let said = |text: &[u8]| memchr::memmem::find(&self.stderr_text, text).is_some();
        self.has_said_memory = self.has_said_memory || texts.any(said);
    }

    fn memory_bytes(&self) -> u64 {
        let confinement = self.folder.launch.confinement.as_ref();
        confinement.map_or(self.limits.memory_bytes, |it| it.limits.memory_bytes)
    }
}
