//! One run, from its source to its end.
//!
//! ```text
//!   queued   granted             ready                    ended             GiveUp
//!  Waiting ─────────> Starting ─────────> Running ─────────────> Judging ─────────> Over
//!     ^                                                             │ RestartAfter
//!     └──────── Resetting <──────────── Pausing <───────────────────┘
//! ```
//!
//! While it runs, a command is held until it may be sent; at most one is outstanding, and an
//! answer counts only for it. The server may hold a command, or the answer to it, as long as it
//! likes: that is where live instructions find their place.

mod admission;
mod output;
mod phase;
mod settle;
mod standing;

use std::time::Duration;

pub(in crate::session) use self::output::Output;
pub use self::output::RunSettings;
pub(super) use self::phase::Reply;
use self::phase::{Phase, Play};
use super::gate::Gate;
use super::instructions::{Instructions, Unevaluated};
use crate::messages::{
    AttemptEnded, Command, CommandIssued, EndReason, EngineReady, ErrorKind, GiveInput, InputAsked,
    InstructionDone, Mode, ProgramError, ProgramFailed, RefuseCommand, RunEnd,
};
use crate::protocol::native::RunState;
use crate::protocol::words::is_control_word;
use crate::supervision::{AttemptReport, Cause, Verdict};

/// Why something cannot be done now.
pub(super) type NotNow = &'static str;

/// One execution of one source.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts about others: who is there, what is on the stage, what is lost"
)]
pub(super) struct Run {
    settings: RunSettings,
    began: Duration,
    phase: Phase,
    attempt: u32,
    attempt_began: Duration,
    /// Commands sent in the run, and in this attempt.
    commands: u64,
    attempt_commands: u64,
    /// Whether the client has seen a command since it last cleared its stage.
    stage_played: bool,
    gate: Gate,
    has_player: bool,
    /// Whether anybody is connected.
    has_client: bool,
    instructions: Instructions<Play>,
    /// The program came to its end, and its process stays.
    program_ended: bool,
    state_lost: bool,
    told: Option<RunState>,
    outputs: Vec<Output>,
}

impl Run {
    /// A run that begins at `now`.
    pub(super) fn begin(
        settings: RunSettings,
        now: Duration,
        has_player: bool,
    ) -> (Self, Vec<Output>) {
        let gate = Gate::new(settings.paused, settings.spacing);
        let mut run = Self {
            settings,
            began: now,
            phase: Phase::Waiting { place: None },
            attempt: 0,
            attempt_began: now,
            commands: 0,
            attempt_commands: 0,
            stage_played: false,
            gate,
            has_player,
            has_client: true,
            instructions: Instructions::default(),
            program_ended: false,
            state_lost: false,
            told: None,
            outputs: Vec::new(),
        };
        run.ask();
        let outputs = run.settle(now);
        (run, outputs)
    }

    /// The engine is up.
    pub(super) fn ready(&mut self, now: Duration, ready: &EngineReady) -> Vec<Output> {
        if self.phase == Phase::Starting {
            self.phase = Phase::Running(Play::Computing);
        }
        self.instructions.engine_can(&ready.capabilities);
        self.settle(now)
    }

    /// The program issued a command.
    pub(super) fn issued(&mut self, now: Duration, issued: CommandIssued) -> Vec<Output> {
        if let Phase::Starting | Phase::Running(_) = self.phase {
            if self.settings.refuses_control_words && is_control_word(&issued.command.0) {
                // An old client would take such a word for something else.
                let refusal = not_a_command(&issued.command);
                self.outputs.push(Output::Refuse(refusal));
            } else {
                self.phase = Phase::Running(Play::Held(issued));
            }
        }
        self.settle(now)
    }

    /// The client answered; only the outstanding command can be answered.
    pub(super) fn answered(&mut self, now: Duration, cid: u64, reply: Reply) -> Vec<Output> {
        if self.outstanding() == Some(cid) {
            self.phase = Phase::Running(Play::Answered(reply));
        }
        self.settle(now)
    }

    /// The client is still busy with it.
    pub(super) fn progressed(&mut self, now: Duration, cid: u64, waits: bool) -> Vec<Output> {
        if let Phase::Running(Play::Outstanding {
            cid: outstanding,
            since,
            waits_for_user,
        }) = &mut self.phase
            && *outstanding == cid
        {
            *since = now;
            *waits_for_user = waits;
        }
        self.settle(now)
    }

    /// The program waits for a line.
    pub(super) fn asked_input(&mut self, now: Duration, asked: InputAsked) -> Vec<Output> {
        if let Phase::Running(Play::Computing) = self.phase {
            self.phase = Phase::Running(Play::Reading(asked.clone()));
            self.outputs.push(Output::AskInput(asked));
        }
        self.settle(now)
    }

    /// A line for the program, whether it waits for one or not.
    pub(super) fn input(&mut self, now: Duration, input: GiveInput) -> Result<Vec<Output>, NotNow> {
        let (Phase::Starting | Phase::Running(_)) = self.phase else {
            return Err("no program is there to read it");
        };
        if let Phase::Running(Play::Reading(_)) = self.phase {
            self.phase = Phase::Running(Play::Computing);
        }
        self.outputs.push(Output::Input(input));
        Ok(self.settle(now))
    }

    /// A live instruction of a client's.
    pub(super) fn exec(&mut self, now: Duration, xid: String, source: String) -> Vec<Output> {
        let fault = if self.is_over() {
            Some(Unevaluated::ended())
        } else {
            self.instructions.queue(now, xid.clone(), source).err()
        };
        if let Some(why) = fault {
            let outcome = Err(why);
            self.outputs.push(Output::Evaluated { xid, outcome });
        }
        self.settle(now)
    }

    /// The program evaluated one.
    pub(super) fn evaluated(&mut self, now: Duration, done: InstructionDone) -> Vec<Output> {
        if let Phase::Running(play) = &mut self.phase
            && let Some((xid, outer)) = self.instructions.done(done.n)
        {
            *play = outer;
            let outcome = match done.error {
                Some(error) => Err(Unevaluated::failed(error)),
                None => Ok(done.value),
            };
            self.outputs.push(Output::Evaluated { xid, outcome });
        }
        self.settle(now)
    }

    /// The program ended, and its process stays.
    pub(super) fn idle(&mut self, now: Duration) -> Vec<Output> {
        if let Phase::Running(_) = self.phase {
            self.program_ended = true;
            self.phase = Phase::Running(Play::Idle);
        }
        self.settle(now)
    }

    /// The program failed, and its process stays.
    pub(super) fn failed(
        &mut self,
        now: Duration,
        ProgramFailed(error): ProgramFailed,
    ) -> Vec<Output> {
        self.outputs.push(Output::Failed(error));
        self.settle(now)
    }

    /// Changes pause, steps or speed.
    pub(super) fn control(&mut self, now: Duration, change: impl FnOnce(&mut Gate)) -> Vec<Output> {
        change(&mut self.gate);
        self.settle(now)
    }

    /// Whether somebody plays, and whether somebody is there.
    pub(super) fn audience(
        &mut self,
        now: Duration,
        has_player: bool,
        has_client: bool,
    ) -> Vec<Output> {
        if has_player
            && !self.has_player
            && let Phase::Running(Play::Outstanding { since, .. }) = &mut self.phase
        {
            // It gets its whole time again.
            *since = now;
        }
        self.has_player = has_player;
        self.has_client = has_client;
        self.settle(now)
    }

    /// The run is to end.
    pub(super) fn stop(&mut self, now: Duration, cause: Cause) -> Vec<Output> {
        match self.phase {
            Phase::Building | Phase::Starting | Phase::Running(_) => {
                self.phase = Phase::Stopping(cause.clone());
                self.outputs.push(Output::Stop(cause));
            }
            Phase::Waiting { .. }
            | Phase::Pausing { .. }
            | Phase::Resetting { .. }
            | Phase::Judging(_) => {
                self.over(end_of(&cause));
            }
            Phase::Stopping(_) | Phase::Over => (),
        }
        self.settle(now)
    }

    /// The process of the attempt is gone.
    pub(super) fn attempt_ended(&mut self, now: Duration, ended: AttemptEnded) -> Vec<Output> {
        let mut end = ended.end;
        end.commands = self.commands;
        match &self.phase {
            Phase::Building | Phase::Starting | Phase::Running(_) => {
                self.outputs.push(Output::Report(AttemptReport {
                    reason: end.reason,
                    mode: self.settings.mode,
                    restart: self.settings.restart,
                    stage: self.stage(),
                    lived: now.saturating_sub(self.attempt_began),
                    answered: self.attempt_commands > 0,
                }));
                self.phase = Phase::Judging(Box::new(end));
            }
            // However it ended meanwhile: it was to stop, and does not start again.
            Phase::Stopping(cause) => {
                let end = RunEnd {
                    exit: end.exit,
                    ..end_of(cause)
                };
                self.over(end);
            }
            Phase::Waiting { .. }
            | Phase::Pausing { .. }
            | Phase::Resetting { .. }
            | Phase::Judging(_)
            | Phase::Over => (),
        }
        self.settle(now)
    }

    /// The supervisor judged the end of the attempt.
    pub(super) fn judged(&mut self, now: Duration, verdict: Verdict) -> Vec<Output> {
        let Phase::Judging(end) = &self.phase else {
            return self.settle(now);
        };
        let end = (**end).clone();
        match verdict {
            Verdict::GiveUp => self.over(end),
            Verdict::RestartAfter { pause, nth, of } => {
                self.drop_instructions();
                self.state_lost =
                    self.settings.mode == Mode::Live && end.reason == EndReason::Crashed;
                self.outputs.push(Output::Retried { end, nth, of });
                let until = now + pause;
                self.phase = Phase::Pausing { until };
            }
        }
        self.settle(now)
    }

    /// The client cleared its stage.
    pub(super) fn stage_is_reset(&mut self, now: Duration, attempt: u32) -> Vec<Output> {
        if matches!(self.phase, Phase::Resetting { until: Some(_) }) && attempt == self.attempt + 1
        {
            self.stage_played = false;
            self.ask();
        }
        self.settle(now)
    }

    /// Does what is due.
    pub(super) fn tick(&mut self, now: Duration) -> Vec<Output> {
        match &self.phase {
            Phase::Pausing { until } if *until <= now => {
                if self.settings.can_reset {
                    self.phase = Phase::Resetting { until: None };
                } else {
                    self.ask();
                }
            }
            Phase::Resetting { until: Some(until) } if *until <= now => {
                self.over(end_of_no_player("the stage was not cleared in time"));
            }
            Phase::Pausing { .. }
            | Phase::Resetting { .. }
            | Phase::Waiting { .. }
            | Phase::Building
            | Phase::Starting
            | Phase::Running(_)
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => (),
        }
        if self.answer_due().is_some_and(|due| due <= now) {
            return self.no_player(now, "the command was not answered in time");
        }
        self.settle(now)
    }

    /// Nobody answers; an installation waits for somebody who does.
    pub(super) fn no_player(&mut self, now: Duration, why: &str) -> Vec<Output> {
        match self.settings.mode {
            Mode::KeepAlive => self.settle(now),
            Mode::Once | Mode::Live => self.stop(now, Cause::NoPlayer(why.to_owned())),
        }
    }
}

fn not_a_command(command: &Command) -> RefuseCommand {
    let text = format!(
        "`{}` is a word of the protocol and cannot be a command; send another one",
        command.0.trim()
    );
    RefuseCommand {
        code: "control_word".to_owned(),
        text,
    }
}

fn end_of_no_player(why: &str) -> RunEnd {
    end_of(&Cause::NoPlayer(why.to_owned()))
}

/// The end that `cause` alone explains.
pub(in crate::session) fn end_of(cause: &Cause) -> RunEnd {
    let (reason, error) = match cause {
        Cause::Stopped => (EndReason::Stopped, None),
        Cause::Error(error) => (EndReason::Error, Some(error.clone())),
        Cause::Limit(_) => (EndReason::Limit, None),
        Cause::StartTimedOut(_) => (EndReason::StartFailed, None),
        Cause::ChannelBroken => (EndReason::Crashed, None),
        Cause::NoPlayer(why) => {
            let error = ProgramError::text(ErrorKind::Internal, why.clone());
            (EndReason::NoPlayer, Some(error))
        }
        Cause::Server => (EndReason::Server, None),
    };
    RunEnd::without_process(reason, error)
}
