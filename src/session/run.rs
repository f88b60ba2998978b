//! One run, from its source to its end.
//!
//! ```text
//!            granted             ready                    ended             GiveUp
//!  Waiting ─────────> Starting ─────────> Running ─────────────> Judging ─────────> Over
//!     ^                                                             │ RestartAfter
//!     └──────── Resetting <──────────── Pausing <───────────────────┘
//! ```
//!
//! While it runs, a command is held until it may be sent; at most one is outstanding, and an
//! answer counts only for it. The server may hold a command, or the answer to it, as long as it
//! likes: that is where live instructions find their place.

use std::time::Duration;

use super::gate::Gate;
use super::instructions::{Instructions, Unevaluated};
use crate::messages::{
    AnswerCommand, AttemptEnded, Command, CommandIssued, EndReason, EngineReady, ErrorKind,
    EvaluateInstruction, GiveInput, InputAsked, InstructionDone, Mode, ProgramError, ProgramFailed,
    RefuseCommand, Restart, RunEnd,
};
use crate::protocol::native::{RunState, State};
use crate::protocol::words::is_control_word;
use crate::supervision::{AttemptReport, Cause, Stage, Verdict};

/// How long a client may take to clear its stage.
const RESET_TIMEOUT: Duration = Duration::from_secs(10);

/// What a run is begun with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSettings {
    /// How long it lives.
    pub mode: Mode,
    /// Whether it starts again after a crash.
    pub restart: Restart,
    /// Held before its first command.
    pub paused: bool,
    /// Least time between two commands.
    pub spacing: Duration,
    /// How long an answer may take; none where a client may think as long as it likes.
    pub answer_timeout: Option<Duration>,
    /// Whether the client can clear its stage for another attempt.
    pub can_reset: bool,
    /// Whether words of the original's wires are refused as commands.
    pub refuses_control_words: bool,
}

/// What a run decides.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Output {
    /// Ask whether the attempt may start.
    AskToStart(u32),
    /// Start its process.
    Launch {
        /// Counted from 1.
        attempt: u32,
        /// Without its program.
        empty: bool,
    },
    /// Let the client clear its stage.
    Reset(u32),
    /// The client is to play this.
    Play {
        /// Counted from 1 in the run.
        cid: u64,
        /// The command.
        issued: CommandIssued,
    },
    /// Hand the answer on.
    Answer(AnswerCommand),
    /// Hand the refusal on.
    Refuse(RefuseCommand),
    /// Evaluate a live instruction.
    Instruct(EvaluateInstruction),
    /// What became of one.
    Evaluated {
        /// The client's name for it.
        xid: String,
        /// What it gave, or why not.
        outcome: Result<Option<String>, Unevaluated>,
    },
    /// The program waits for a line.
    AskInput(InputAsked),
    /// Hand a line on.
    Input(GiveInput),
    /// The program failed, and its process stays.
    Failed(ProgramError),
    /// The attempt failed and is tried again.
    Retried {
        /// How the attempt ended.
        end: RunEnd,
        /// Which try it is.
        nth: u32,
        /// Of how many.
        of: u32,
    },
    /// It stands elsewhere than before.
    Stands(RunState),
    /// End the process.
    Stop(Cause),
    /// Report the end of the attempt.
    Report(AttemptReport),
    /// It is over.
    Over(RunEnd),
}

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

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// The supervisor was asked.
    Waiting,
    /// A pause before the next attempt.
    Pausing {
        until: Duration,
    },
    /// The client clears its stage; asked once it is there.
    Resetting {
        until: Option<Duration>,
    },
    /// The engine comes up.
    Starting,
    Running(Play),
    /// It was told to stop; what the program still says changes nothing.
    Stopping(Cause),
    Judging(Box<RunEnd>),
    Over,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Play {
    Computing,
    /// It reads its standard input.
    Reading(InputAsked),
    /// Its command is complete and not yet sent.
    Held(CommandIssued),
    /// The client plays its command.
    Outstanding {
        cid: u64,
        since: Duration,
        waits_for_user: bool,
    },
    /// The client answered, and the program does not know it yet.
    Answered(Reply),
    /// Its program has ended.
    Idle,
}

/// What a client says to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// Its value.
    Answer(AnswerCommand),
    /// It is refused.
    Refuse(RefuseCommand),
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
            phase: Phase::Waiting,
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

    /// The supervisor lets the attempt start.
    pub(super) fn granted(&mut self, now: Duration) -> Vec<Output> {
        if self.phase == Phase::Waiting {
            self.phase = Phase::Starting;
            self.attempt_began = now;
            self.attempt_commands = 0;
            self.program_ended = false;
            let empty = self.state_lost;
            let attempt = self.attempt;
            self.outputs.push(Output::Launch { attempt, empty });
        }
        self.settle(now)
    }

    /// The supervisor does not let it start, or the server failed.
    pub(super) fn refused(&mut self, now: Duration, why: String) -> Vec<Output> {
        let error = ProgramError::text(ErrorKind::Internal, why);
        self.over(RunEnd::without_process(EndReason::Server, Some(error)));
        self.settle(now)
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
            Phase::Starting | Phase::Running(_) => {
                self.phase = Phase::Stopping(cause.clone());
                self.outputs.push(Output::Stop(cause));
            }
            Phase::Waiting
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
            Phase::Starting | Phase::Running(_) => {
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
            Phase::Waiting
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
            | Phase::Waiting
            | Phase::Starting
            | Phase::Running(_)
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => (),
        }
        if self.answer_due().is_some_and(|due| due <= now) {
            return self.no_player(now, "the command was not answered in time");
        }
        if self.outstanding().is_some() {
            for xid in self.instructions.overdue(now) {
                let outcome = Err(Unevaluated::busy());
                self.outputs.push(Output::Evaluated { xid, outcome });
            }
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

    /// When [`tick`](Self::tick) has something to do.
    pub(super) fn due(&self) -> Option<Duration> {
        let phase = match &self.phase {
            Phase::Pausing { until } => Some(*until),
            Phase::Resetting { until } => *until,
            Phase::Running(Play::Held(_))
                if self.has_player && !self.instructions.is_evaluating() =>
            {
                self.gate.opens_at()
            }
            Phase::Running(_)
            | Phase::Waiting
            | Phase::Starting
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => None,
        };
        let instructions = self.outstanding().and_then(|_| self.instructions.due());
        [phase, self.answer_due(), instructions]
            .into_iter()
            .flatten()
            .min()
    }

    /// The command that the client is to answer.
    pub(super) fn outstanding(&self) -> Option<u64> {
        match &self.phase {
            Phase::Running(Play::Outstanding { cid, .. }) => Some(*cid),
            Phase::Running(_)
            | Phase::Waiting
            | Phase::Pausing { .. }
            | Phase::Resetting { .. }
            | Phase::Starting
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => None,
        }
    }

    /// Whether it was told to stop.
    pub(super) fn is_stopping(&self) -> bool {
        matches!(self.phase, Phase::Stopping(_))
    }

    /// Whether nothing more will happen.
    pub(super) fn is_over(&self) -> bool {
        self.phase == Phase::Over
    }

    /// The reset that the client has not answered.
    pub(super) fn resetting(&self) -> Option<u32> {
        matches!(self.phase, Phase::Resetting { until: Some(_) }).then_some(self.attempt + 1)
    }

    /// What the program asks for, while it waits for a line.
    pub(super) fn input_asked(&self) -> Option<&InputAsked> {
        match &self.phase {
            Phase::Running(Play::Reading(asked)) => Some(asked),
            Phase::Running(_)
            | Phase::Waiting
            | Phase::Pausing { .. }
            | Phase::Resetting { .. }
            | Phase::Starting
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => None,
        }
    }

    /// How it is begun with.
    pub(super) fn settings(&self) -> &RunSettings {
        &self.settings
    }

    /// Pause, steps and speed.
    pub(super) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Commands sent.
    pub(super) fn commands(&self) -> u64 {
        self.commands
    }

    /// How long it has lasted.
    pub(super) fn age(&self, now: Duration) -> Duration {
        now.saturating_sub(self.began)
    }

    /// Where it stands.
    pub(super) fn state(&self) -> RunState {
        let state = match &self.phase {
            Phase::Waiting if self.attempt > 1 => State::Restarting,
            Phase::Waiting | Phase::Starting => State::Starting,
            Phase::Pausing { .. } | Phase::Resetting { .. } => State::Restarting,
            Phase::Running(play) => self.state_of(play),
            Phase::Stopping(_) | Phase::Judging(_) => State::Running,
            Phase::Over => State::Ended,
        };
        let attempt = match self.phase {
            Phase::Pausing { .. } | Phase::Resetting { .. } => self.attempt + 1,
            Phase::Waiting
            | Phase::Starting
            | Phase::Running(_)
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => self.attempt,
        };
        RunState {
            state,
            attempt,
            in_ms: None,
            place: None,
            state_lost: self.state_lost,
        }
    }

    fn state_of(&self, play: &Play) -> State {
        match play {
            Play::Idle => State::Idle,
            Play::Reading(_) => State::WaitingUser,
            Play::Outstanding {
                waits_for_user: true,
                ..
            } if self.has_player => State::WaitingUser,
            Play::Held(_) | Play::Outstanding { .. } if !self.has_client => State::Held,
            Play::Held(_) | Play::Outstanding { .. } if !self.has_player => State::WaitingPlayer,
            Play::Computing | Play::Held(_) | Play::Answered(_) if self.gate.is_closed() => {
                State::Paused
            }
            Play::Computing | Play::Held(_) | Play::Outstanding { .. } | Play::Answered(_) => {
                State::Running
            }
        }
    }

    /// Goes as far as it can without anybody's help, and says what that leads to.
    fn settle(&mut self, now: Duration) -> Vec<Output> {
        match &self.phase {
            Phase::Resetting { until: None } if self.has_player => {
                self.outputs.push(Output::Reset(self.attempt + 1));
                let until = now + RESET_TIMEOUT;
                self.phase = Phase::Resetting { until: Some(until) };
            }
            Phase::Running(play) => {
                let play = play.clone();
                self.play(play, now);
            }
            Phase::Resetting { .. }
            | Phase::Waiting
            | Phase::Pausing { .. }
            | Phase::Starting
            | Phase::Stopping(_)
            | Phase::Judging(_)
            | Phase::Over => (),
        }
        let mut state = self.state();
        if self.told != Some(state) {
            self.told = Some(state);
            if let Phase::Pausing { until } = self.phase {
                state.in_ms = Some(super::action::millis(until.saturating_sub(now)));
            }
            self.outputs.push(Output::Stands(state));
        }
        std::mem::take(&mut self.outputs)
    }

    fn play(&mut self, play: Play, now: Duration) {
        let waits = matches!(play, Play::Held(_) | Play::Answered(_) | Play::Idle);
        if waits && let Some(instruction) = self.instructions.begin(&play) {
            match instruction {
                Ok(instruct) => {
                    self.outputs.push(Output::Instruct(instruct));
                    self.phase = Phase::Running(Play::Computing);
                    return;
                }
                Err(refused) => {
                    for xid in refused {
                        let outcome = Err(Unevaluated::unsupported());
                        self.outputs.push(Output::Evaluated { xid, outcome });
                    }
                }
            }
        }
        match play {
            Play::Held(issued) if self.may_send(now) => self.send(issued, now),
            Play::Answered(reply) => {
                self.outputs.push(match reply {
                    Reply::Answer(answer) => Output::Answer(answer),
                    Reply::Refuse(refusal) => Output::Refuse(refusal),
                });
                // What is left of a program that has ended is a thread of its own.
                let is_idle = self.program_ended && !self.instructions.is_evaluating();
                let play = if is_idle { Play::Idle } else { Play::Computing };
                self.phase = Phase::Running(play);
            }
            Play::Held(_)
            | Play::Computing
            | Play::Reading(_)
            | Play::Outstanding { .. }
            | Play::Idle => (),
        }
    }

    /// A live instruction's own commands pass a pause: somebody asked for them just now.
    fn may_send(&self, now: Duration) -> bool {
        let is_open = self.gate.opens_at().is_some_and(|at| at <= now);
        self.has_player && (is_open || self.instructions.is_evaluating())
    }

    fn send(&mut self, issued: CommandIssued, now: Duration) {
        if !self.instructions.is_evaluating() {
            self.gate.passed(now);
        }
        self.commands += 1;
        self.attempt_commands += 1;
        self.stage_played = true;
        let cid = self.commands;
        self.phase = Phase::Running(Play::Outstanding {
            cid,
            since: now,
            waits_for_user: false,
        });
        self.outputs.push(Output::Play { cid, issued });
    }

    fn answer_due(&self) -> Option<Duration> {
        let Phase::Running(Play::Outstanding {
            since,
            waits_for_user: false,
            ..
        }) = self.phase
        else {
            return None;
        };
        let timeout = self.settings.answer_timeout?;
        let counts =
            self.has_player && !self.gate.is_paused() && self.settings.mode != Mode::KeepAlive;
        counts.then_some(since + timeout)
    }

    fn ask(&mut self) {
        self.phase = Phase::Waiting;
        self.attempt += 1;
        self.outputs.push(Output::AskToStart(self.attempt));
    }

    fn stage(&self) -> Stage {
        match (self.stage_played, self.settings.can_reset) {
            (false, _) => Stage::Fresh,
            (true, true) => Stage::Resettable,
            (true, false) => Stage::Played,
        }
    }

    fn drop_instructions(&mut self) {
        for xid in self.instructions.drop_all() {
            let outcome = Err(Unevaluated::ended());
            self.outputs.push(Output::Evaluated { xid, outcome });
        }
    }

    fn over(&mut self, mut end: RunEnd) {
        if self.is_over() {
            return;
        }
        self.drop_instructions();
        self.phase = Phase::Over;
        end.commands = self.commands;
        self.outputs.push(Output::Over(end));
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
pub(super) fn end_of(cause: &Cause) -> RunEnd {
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
