//! What clients of the native protocol ask for.

use std::time::Duration;

use bytestring::ByteString;

use super::action::{Action, LinkId};
use super::gate::Gate;
use super::record::Answer;
use super::room::{Room, reset_id};
use super::run::Reply;
use super::{Audience, RunSettings, Session, start};
use crate::messages::{AnswerCommand, GiveInput, RefuseCommand, RunId, Source};
use crate::protocol::native::{
    ClientMessage, CommandResult, Done, FromClient, FromServer, Id, Input, Refused, RunExec,
    RunStart, ServerMessage, StageSnapshot, refused,
};
use crate::session::action::FrameKind;
use crate::supervision::Cause;

/// Longest name that a client gives a live instruction.
const XID_CHARS: usize = 64;
/// Longest text of a goal's name or a description.
const TEXT_BYTES: usize = 4 * 1024;

use ClientMessage as From;

type Answered = Result<(Vec<Action>, Done), Refused>;

impl Session {
    /// A message of a client's; `fresh` names a run, if it begins one.
    pub fn request(
        &mut self,
        now: Duration,
        link: LinkId,
        from: FromClient,
        fresh: impl FnOnce() -> RunId,
    ) -> Vec<Action> {
        let Audience::Native(room) = &mut self.audience else {
            return Vec::new();
        };
        room.members.heard(link);
        let FromClient {
            id, re, message, ..
        } = from;
        let answered = match self.may(link, &message) {
            Ok(()) => self.obey(now, link, re.as_ref(), message, fresh),
            Err(refused) => Err(refused),
        };
        self.reply(link, id, answered)
    }

    /// A request that has nothing to do with the session was answered.
    pub fn told(
        &mut self,
        link: LinkId,
        id: Option<Id>,
        answered: Result<Done, Refused>,
    ) -> Vec<Action> {
        if let Audience::Native(room) = &mut self.audience {
            room.members.heard(link);
        }
        self.reply(link, id, answered.map(|done| (Vec::new(), done)))
    }

    /// Tells a client what became of its request, once.
    fn reply(&mut self, link: LinkId, id: Option<Id>, answered: Answered) -> Vec<Action> {
        let Audience::Native(room) = &mut self.audience else {
            return Vec::new();
        };
        let (mut actions, reply) = match answered {
            Ok((actions, done)) => (actions, id.is_some().then_some(ServerMessage::Ok(done))),
            // A fault is told also to those that did not ask.
            Err(refused) => (Vec::new(), Some(ServerMessage::Error(refused))),
        };
        if let Some(reply) = reply {
            room.send(link, &FromServer::reply(id, reply));
        }
        // The reply comes first: what follows from the request is news.
        let mut all = self.actions();
        all.append(&mut actions);
        all
    }

    fn obey(
        &mut self,
        now: Duration,
        link: LinkId,
        re: Option<&Id>,
        message: ClientMessage,
        fresh: impl FnOnce() -> RunId,
    ) -> Answered {
        let actions = match message {
            From::RunStart(start) => return self.start(now, start, fresh),
            From::RunStop(_) => {
                self.needs_run()?;
                self.stop(now, &Cause::Stopped)
            }
            From::RunPause(_) => self.control(now, Gate::pause)?,
            From::RunResume(_) => self.control(now, Gate::resume)?,
            From::RunStep(step) => {
                let count = step.count.unwrap_or(1);
                self.control(now, |gate| gate.step(count))?
            }
            From::RunSpeed(speed) => {
                let spacing = Duration::from_millis(speed.min_ms_per_command);
                self.control(now, |gate| gate.space(spacing))?
            }
            From::RunExec(exec) => self.exec(now, exec)?,
            From::Input(input) => self.give_input(now, input)?,
            From::RunRecord(asked) => return self.recorded(asked.from_cid),
            From::CommandResult(result) => self.result(now, result)?,
            From::CommandProgress(it) => {
                self.drive(now, |run| run.progressed(now, it.cid, it.waits_for_user))
            }
            From::StageOpen(asked) => {
                let done = self.open_stage(asked)?;
                return Ok((Vec::new(), done));
            }
            From::StageClose(_) => {
                self.close_stage();
                Vec::new()
            }
            From::StageLeave(_) => self.leave_stage(now),
            From::Ok(_) => self.stage_cleared(now, re),
            From::PlayerTake(_) => self.take(now, link),
            From::Bye(_) => self.bye(now, link),
            From::Hello(_) => {
                return Err(refused(
                    "bad_request",
                    "`hello` comes once, as the first message",
                ));
            }
            From::StageSnapshot(snapshot) => self.snapshot(snapshot)?,
            From::Describe(it) => {
                let told = ServerMessage::Describe(it.clone());
                self.stage_says(&it.text.clone(), |room| room.describe = Some(it), told)?
            }
            From::Goal(it) => {
                let told = ServerMessage::Goal(it.clone());
                self.stage_says(&it.goal.clone(), |room| room.keep_goal(it), told)?
            }
            From::Error(_)
            | From::Pong(_)
            | From::Watch(_)
            | From::Unwatch(_)
            | From::StageJoin(_)
            | From::GameApi(_) => Vec::new(),
        };
        Ok((actions, Done::default()))
    }

    fn start(&mut self, now: Duration, start: RunStart, fresh: impl FnOnce() -> RunId) -> Answered {
        let Audience::Native(room) = &self.audience else {
            return Ok((Vec::new(), Done::default()));
        };
        if self.has_run() {
            return Err(refused("run_active", "a run is on; send `run.stop` first"));
        }
        let greeting = room.greeting();
        start::check(&start, greeting)?;
        let settings = RunSettings {
            mode: start.mode,
            restart: start.restart,
            paused: start.paused,
            spacing: Duration::from_millis(start.speed),
            answer_timeout: Some(greeting.answer_timeout),
            can_reset: true,
            refuses_control_words: false,
            ways: start::ways(&start, greeting),
        };
        let game = start::chosen(&start).filter(|_| start.api.is_none());
        self.game = start.game;
        let source = Source {
            game,
            language: ByteString::from(start.language),
            interpreter: ByteString::from(start.api.unwrap_or_default()),
            files: start.files,
            mode: start.mode,
            seed: start.seed,
        };
        let run = fresh();
        let actions = self.begin(now, run, source, settings);
        let run = Some(run.to_string());
        let done = Done {
            run,
            ..Done::default()
        };
        Ok((actions, done))
    }

    fn recorded(&self, from_cid: u64) -> Answered {
        let (Audience::Native(room), Some(run)) = (&self.audience, self.run_id) else {
            return Err(refused(
                "no_run",
                "there was no run yet; send `run.start` first",
            ));
        };
        let done = Done {
            run: Some(run.to_string()),
            record: Some(Box::new(room.record.told(from_cid))),
            ..Done::default()
        };
        Ok((Vec::new(), done))
    }

    fn needs_run(&self) -> Result<(), Refused> {
        if self.has_run() {
            return Ok(());
        }
        Err(refused("no_run", "there is no run; send `run.start` first"))
    }

    fn control(
        &mut self,
        now: Duration,
        change: impl FnOnce(&mut Gate),
    ) -> Result<Vec<Action>, Refused> {
        self.needs_run()?;
        Ok(self.drive(now, |run| run.control(now, change)))
    }

    fn exec(&mut self, now: Duration, exec: RunExec) -> Result<Vec<Action>, Refused> {
        if exec.xid.chars().count() > XID_CHARS {
            let text = format!("`xid` has more than {XID_CHARS} characters");
            return Err(refused("bad_request", text));
        }
        self.needs_run()?;
        Ok(self.drive(now, |run| run.exec(now, exec.xid, exec.source)))
    }

    fn give_input(&mut self, now: Duration, input: Input) -> Result<Vec<Action>, Refused> {
        self.needs_run()?;
        let given = GiveInput {
            line: input.line.map(ByteString::from),
            end: input.end,
        };
        let Some(run) = &mut self.run else {
            return Ok(Vec::new());
        };
        match run.input(now, given) {
            Ok(outputs) => Ok(self.carry_out(now, outputs)),
            Err(text) => Err(refused("no_program", text)),
        }
    }

    fn result(&mut self, now: Duration, result: CommandResult) -> Result<Vec<Action>, Refused> {
        let Audience::Native(room) = &self.audience else {
            return Ok(Vec::new());
        };
        let CommandResult { cid, value, error } = result;
        let answer = match &error {
            Some(refusal) => Answer::Refused(refusal.clone()),
            None => Answer::Value(value.clone()),
        };
        let reply = match error {
            Some(refusal) => Reply::Refuse(RefuseCommand {
                code: refusal.code,
                text: refusal.text,
            }),
            None => Reply::Answer(AnswerCommand(answer_text(value.as_deref()))),
        };
        let limit = room.greeting().limits.answer_bytes;
        let too_long = matches!(&reply, Reply::Answer(answer) if answer.0.len() > limit);
        if too_long {
            let text = format!("an answer has more than {limit} bytes; answer with less");
            return Err(refused("too_big", text));
        }
        if let Audience::Native(room) = &mut self.audience
            && self.run.as_ref().and_then(super::Run::outstanding) == Some(cid)
        {
            room.record.answer(cid, answer);
        }
        // An answer to what is not outstanding is one that was repeated: nothing is lost.
        Ok(self.drive(now, |run| run.answered(now, cid, reply)))
    }

    fn stage_cleared(&mut self, now: Duration, re: Option<&Id>) -> Vec<Action> {
        let attempt = self.run.as_ref().and_then(super::Run::resetting);
        match attempt {
            Some(attempt) if re == Some(&reset_id(attempt)) => {
                self.drive(now, |run| run.stage_is_reset(now, attempt))
            }
            Some(_) | None => Vec::new(),
        }
    }

    fn take(&mut self, now: Duration, link: LinkId) -> Vec<Action> {
        let standing = self.standing();
        if let Audience::Native(room) = &mut self.audience {
            room.take_lease(link, &standing);
        }
        self.audience_changed(now)
    }

    fn bye(&mut self, now: Duration, link: LinkId) -> Vec<Action> {
        let Audience::Native(room) = &mut self.audience else {
            return Vec::new();
        };
        if let Some(member) = room.members.of(link) {
            room.members.remove(member, now);
        }
        let is_empty = room.members.is_empty();
        let mut actions = self.pass_lease_on(now);
        actions.push(Action::Close {
            to: link,
            why: crate::protocol::native::Close::Normal,
        });
        if is_empty {
            self.leaving = Some(super::Leaving::Empty);
            actions.extend(self.stop(now, &Cause::Stopped));
            actions.extend(self.leave_if_due());
        }
        actions
    }

    fn snapshot(&mut self, snapshot: StageSnapshot) -> Result<Vec<Action>, Refused> {
        if let Audience::Native(room) = &self.audience {
            let limit = room.greeting().limits.answer_bytes;
            if snapshot.state.get().len() > limit {
                let text = format!("a snapshot has more than {limit} bytes; keep less in it");
                return Err(refused("too_big", text));
            }
        }
        let answered = self.run.as_ref().map_or(0, |run| {
            run.commands() - u64::from(run.outstanding().is_some())
        });
        if snapshot.cid > answered {
            let text = "a snapshot counts for a command whose result was sent";
            return Err(refused("bad_request", text));
        }
        if let Audience::Native(room) = &mut self.audience {
            room.keep_snapshot(snapshot);
        }
        Ok(Vec::new())
    }

    /// What the stage says of itself is told to everybody and kept for those who come.
    fn stage_says(
        &mut self,
        text: &str,
        keep: impl FnOnce(&mut Room),
        message: ServerMessage,
    ) -> Result<Vec<Action>, Refused> {
        if text.len() > TEXT_BYTES {
            let text = format!("a text has more than {TEXT_BYTES} bytes");
            return Err(refused("too_big", text));
        }
        if let Audience::Native(room) = &mut self.audience {
            keep(room);
            room.publish(FrameKind::Other, message);
        }
        Ok(self.actions())
    }
}

/// What the program gets: a string as it is, anything else as its JSON text, nothing as nothing.
fn answer_text(value: Option<&serde_json::value::RawValue>) -> ByteString {
    let Some(value) = value else {
        return ByteString::new();
    };
    match serde_json::from_str::<String>(value.get()) {
        Ok(text) => text.into(),
        Err(_) => value.get().to_owned().into(),
    }
}
