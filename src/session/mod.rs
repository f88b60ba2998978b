//! What a session is, without input or output: a run, the clients that see it, and what both lead
//! to. Events in, actions out, the time since it began as an argument.
//!
//! ```text
//!   client ── request ──> Session ── Launch, Answer, Instruct, … ──> program
//!   client <── frame ───   Run    <── issued, printed, ended, … ───  program
//! ```
//!
//! The run decides what happens; the audience is told: either one client of the original's
//! protocol, or a room of clients of the native one.

mod action;
mod audience;
mod console;
mod gate;
mod instructions;
mod log;
mod members;
mod record;
mod requests;
mod rights;
mod room;
mod run;
mod stage;
mod start;
mod told;

use std::time::Duration;

pub use action::{Action, Frame, FrameKind, LinkId};
pub use room::{Entrance, Greeting, Room};
pub use run::RunSettings;

use self::console::Pace;
use self::run::{Output, Reply, Run};
use self::stage::{Away, Stage};
use crate::messages::{
    AnswerCommand, AttemptEnded, CommandIssued, ConsolePrinted, EndReason, EngineReady, ErrorKind,
    InputAsked, InstructionDone, ProgramError, ProgramFailed, RefuseCommand, RunEnd, RunId, Source,
    ToClient,
};
use crate::protocol::native::RunEnded;
use crate::supervision::{Cause, Verdict};

/// One session, from its first client to its last.
#[derive(Debug)]
pub struct Session {
    audience: Audience,
    run: Option<Run>,
    run_id: Option<RunId>,
    source: Source,
    game: Option<serde_json::Value>,
    ended: Option<RunEnded>,
    /// How many runs it has had.
    runs: u64,
    leaving: Option<Leaving>,
    /// A stage for the programs of other sessions too.
    stage: Option<Stage>,
    /// What it has to do with the stage of another session.
    away: Away,
}

#[derive(Debug)]
enum Audience {
    /// One client of the original's protocol, without a past.
    Classic {
        is_closed: bool,
    },
    Native(Box<Room>),
}

/// Why a session goes once its run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaving {
    /// Nobody belongs to it any more.
    Empty,
    /// The server ends.
    ServerEnds,
}

impl Session {
    /// A session for one client of the original's protocol.
    pub fn classic() -> Self {
        Self::new(Audience::Classic { is_closed: false })
    }

    /// A session for clients of the native protocol.
    pub fn native(room: Room) -> Self {
        Self::new(Audience::Native(Box::new(room)))
    }

    fn new(audience: Audience) -> Self {
        Self {
            audience,
            run: None,
            run_id: None,
            source: Source::default(),
            game: None,
            ended: None,
            runs: 0,
            leaving: None,
            stage: None,
            away: Away::default(),
        }
    }

    /// What its run is made of.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The run that it has or had last.
    pub fn run_id(&self) -> Option<RunId> {
        self.run_id
    }

    /// Whether nothing more will happen to its client of the original's protocol.
    pub fn is_over(&self) -> bool {
        match &self.audience {
            Audience::Classic { is_closed } => *is_closed,
            Audience::Native(_) => false,
        }
    }

    // ---- the run ---------------------------------------------------------------------------

    /// A run of `source` begins.
    pub fn begin(
        &mut self,
        now: Duration,
        run: RunId,
        source: Source,
        settings: RunSettings,
    ) -> Vec<Action> {
        if self.is_over() || self.has_run() {
            return Vec::new();
        }
        self.source = source;
        self.run_id = Some(run);
        self.runs += 1;
        self.ended = None;
        let has_player = match &mut self.audience {
            Audience::Classic { .. } => true,
            Audience::Native(room) => {
                room.begin_run(run.to_string(), now);
                room.members.player_link().is_some()
            }
        };
        let (run, outputs) = Run::begin(settings, now, has_player);
        self.run = Some(run);
        self.carry_out(now, outputs)
    }

    /// The supervisor lets the attempt wait at this place of its queue.
    pub fn queued(&mut self, now: Duration, place: u32) -> Vec<Action> {
        self.drive(now, |run| run.queued(now, place))
    }

    /// The supervisor lets the attempt start.
    pub fn granted(&mut self, now: Duration) -> Vec<Action> {
        self.drive(now, |run| run.granted(now))
    }

    /// The program is built before it starts, or was.
    pub fn building(&mut self, now: Duration, is_built: bool) -> Vec<Action> {
        self.drive(now, |run| run.building(now, is_built))
    }

    /// The supervisor does not let it start, or the server failed.
    pub fn refused(&mut self, now: Duration, why: String) -> Vec<Action> {
        if self.run.is_none() {
            let error = ProgramError::text(ErrorKind::Internal, why);
            return self.close_classic(RunEnd::without_process(EndReason::Server, Some(error)));
        }
        self.drive(now, |run| run.refused(now, why))
    }

    /// The engine is up.
    pub fn ready(&mut self, now: Duration, ready: &EngineReady) -> Vec<Action> {
        self.drive(now, |run| run.ready(now, ready))
    }

    /// The program issued a command.
    pub fn issued(&mut self, now: Duration, issued: CommandIssued) -> Vec<Action> {
        self.drive(now, |run| run.issued(now, issued))
    }

    /// The one client answered.
    pub fn answered(&mut self, now: Duration, answer: AnswerCommand) -> Vec<Action> {
        self.replied(now, Reply::Answer(answer))
    }

    /// The one client refuses the command.
    pub fn declined(&mut self, now: Duration, refusal: RefuseCommand) -> Vec<Action> {
        self.replied(now, Reply::Refuse(refusal))
    }

    fn replied(&mut self, now: Duration, reply: Reply) -> Vec<Action> {
        let outstanding = self.run.as_ref().and_then(Run::outstanding);
        let Some(cid) = outstanding else {
            return Vec::new();
        };
        self.drive(now, |run| run.answered(now, cid, reply))
    }

    /// The program waits for a line.
    pub fn asked_input(&mut self, now: Duration, asked: InputAsked) -> Vec<Action> {
        self.drive(now, |run| run.asked_input(now, asked))
    }

    /// The program evaluated a live instruction.
    pub fn evaluated(&mut self, now: Duration, done: InstructionDone) -> Vec<Action> {
        self.drive(now, |run| run.evaluated(now, done))
    }

    /// The program ended, and its process stays.
    pub fn idle(&mut self, now: Duration) -> Vec<Action> {
        self.drive(now, |run| run.idle(now))
    }

    /// The program failed, and its process stays.
    pub fn failed(&mut self, now: Duration, failed: ProgramFailed) -> Vec<Action> {
        self.drive(now, |run| run.failed(now, failed))
    }

    /// The program printed something of its own.
    pub fn printed(&mut self, now: Duration, printed: &ConsolePrinted) -> Vec<Action> {
        if let (Audience::Native(room), Some(_)) = (&mut self.audience, &self.run) {
            room.print(now, printed);
        }
        self.actions()
    }

    /// The run is to end.
    pub fn stop(&mut self, now: Duration, cause: &Cause) -> Vec<Action> {
        if self.run.is_none() {
            return self.close_classic(run::end_of(cause));
        }
        self.drive(now, |run| run.stop(now, cause.clone()))
    }

    /// The process of the attempt is gone.
    pub fn attempt_ended(&mut self, now: Duration, ended: AttemptEnded) -> Vec<Action> {
        self.drive(now, |run| run.attempt_ended(now, ended))
    }

    /// The supervisor judged the end of the attempt.
    pub fn judged(&mut self, now: Duration, verdict: Verdict) -> Vec<Action> {
        self.drive(now, |run| run.judged(now, verdict))
    }

    /// Does what is due.
    pub fn tick(&mut self, now: Duration) -> Vec<Action> {
        let mut actions = self.drive(now, |run| run.tick(now));
        if let Audience::Native(room) = &mut self.audience {
            if room.console_due().is_some_and(|due| due <= now) {
                room.flush_console(now, Pace::Limited);
            }
            let window = room.greeting().resume_window;
            room.members.forget(now, window);
        }
        actions.extend(self.pass_lease_on(now));
        actions.extend(self.end_if_abandoned(now));
        actions.extend(self.leave_if_due());
        actions
    }

    /// When [`tick`](Self::tick) has something to do.
    pub fn due(&self) -> Option<Duration> {
        let run = self.run.as_ref().and_then(Run::due);
        let Audience::Native(room) = &self.audience else {
            return run;
        };
        let window = room.greeting().resume_window;
        let can_end = |run: &Run| !run.is_over() && !run.is_stopping();
        let waits = self.run.as_ref().is_some_and(can_end) && !self.is_installation();
        let absence = room.members.player_away_since().filter(|_| waits);
        let stays = self.leaving.is_none() && !self.is_installation();
        let abandoned = room.members.empty_since().filter(|_| stays);
        let absence = absence
            .into_iter()
            .chain(abandoned)
            .map(|since| since + window);
        let console = room.console_due();
        let forget = room.members.forget_due(window);
        [run, console, forget]
            .into_iter()
            .flatten()
            .chain(absence)
            .min()
    }

    /// The server ends.
    pub fn server_ends(&mut self, now: Duration) -> Vec<Action> {
        self.leaving = Some(Leaving::ServerEnds);
        let mut actions = self.stop(now, &Cause::Server);
        actions.extend(self.leave_if_due());
        actions
    }

    // ---- a client of the original's protocol -------------------------------------------------

    /// No source came in time.
    pub fn never_begun(&mut self, now: Duration, why: &str) -> Vec<Action> {
        if self.run.is_some() {
            return Vec::new();
        }
        self.refused(now, why.to_owned())
    }

    /// It ends without a run, and the client is told in words of its own.
    pub fn close(&mut self) {
        if let Audience::Classic { is_closed } = &mut self.audience {
            *is_closed = true;
        }
    }

    fn close_classic(&mut self, end: RunEnd) -> Vec<Action> {
        match &mut self.audience {
            Audience::Classic { is_closed } if !*is_closed => {
                *is_closed = true;
                vec![Action::Tell(ToClient::Ended(end))]
            }
            Audience::Classic { .. } | Audience::Native(_) => Vec::new(),
        }
    }

    // ---- carrying out ------------------------------------------------------------------------

    fn drive(&mut self, now: Duration, act: impl FnOnce(&mut Run) -> Vec<Output>) -> Vec<Action> {
        let Some(run) = &mut self.run else {
            return self.actions();
        };
        let outputs = act(run);
        self.carry_out(now, outputs)
    }

    fn carry_out(&mut self, now: Duration, outputs: Vec<Output>) -> Vec<Action> {
        let mut actions = self.actions();
        for output in outputs {
            let action = match output {
                Output::AskToStart(attempt) => Action::AskToStart { attempt },
                Output::Withdraw => Action::Withdraw,
                Output::Launch { attempt, empty } => Action::Launch { attempt, empty },
                Output::Answer(answer) => Action::Answer(answer),
                Output::Refuse(refusal) => Action::Refuse(refusal),
                Output::Instruct(instruct) => Action::Instruct(instruct),
                Output::Input(input) => Action::Input(input),
                Output::Stop(cause) => Action::StopProcess(cause),
                Output::Report(report) => Action::Report(report),
                Output::Queued(_)
                | Output::Reset(_)
                | Output::Play { .. }
                | Output::Evaluated { .. }
                | Output::AskInput(_)
                | Output::Failed(_)
                | Output::Retried { .. }
                | Output::Stands(_)
                | Output::Over(_) => {
                    actions.extend(self.tell(now, output));
                    continue;
                }
            };
            actions.push(action);
        }
        actions.extend(self.leave_if_due());
        actions
    }

    /// What the room has to send.
    fn actions(&mut self) -> Vec<Action> {
        match &mut self.audience {
            Audience::Classic { .. } => Vec::new(),
            Audience::Native(room) => std::mem::take(&mut room.actions),
        }
    }
}

#[cfg(test)]
mod tests;
