//! One match: programs as processes of their own, heard by a referee.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep_until, timeout};
use tracing::warn;

use super::super::player::{
    self, Asked, Console, EVENTS_AHEAD, Event, Reply, Seat, Stopper, action_of, sit,
};
use super::super::run::source_of;
use super::MatchError;
use super::contestant::Contestant;
use super::ledger::Ledger;
use super::record::{Actor, End, EndedBy, Record};
use super::referee::{Deed, Given, Referee};
use crate::actors::session::Shared;
use crate::game::{DeclaredLevel, Game, Refusal};
use crate::messages::{EndReason, RunEnd};
use crate::protocol::classic::error_text;
use crate::rules::{Answer, Command, Placed, Rules};

/// How long programs may take to end by themselves when the match is over.
const FAREWELL_TIME: Duration = Duration::from_secs(1);
/// Commands of a program that are answered after that.
const FAREWELL_COMMANDS: u32 = 100;
/// How long stopped programs may take to be gone: longer than a session takes to end one.
const STOP_TIME: Duration = Duration::from_secs(10);

/// What is the same for every match.
#[derive(Debug)]
pub(super) struct Conditions {
    pub(super) shared: Shared,
    pub(super) game: Arc<Game>,
    pub(super) level: DeclaredLevel,
    pub(super) rules: Rules,
    pub(super) seed: u32,
    /// For a decision, from the moment that its turn begins.
    pub(super) turn_time: Duration,
    /// For all of it.
    pub(super) wall_time: Duration,
}

/// What came of a match.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) record: Record,
    pub(super) result: Vec<Placed>,
    pub(super) programs: Vec<Program>,
}

/// How a program did.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) actor: u32,
    pub(super) name: String,
    pub(super) language: String,
    /// How many commands the rules got of it.
    pub(super) commands: usize,
    /// In how many turns it was late.
    pub(super) late: usize,
    /// Why it left before the end, where it did.
    pub(super) left: Option<String>,
    /// What it printed, and its error; a replay knows neither.
    pub(super) console: Vec<u8>,
    pub(super) error: String,
}

impl Outcome {
    /// What the rules know.
    pub(super) fn of(ledger: Ledger) -> Self {
        let Ledger { record, result, .. } = ledger;
        let program = |it: &Actor| {
            let own = record
                .commands
                .iter()
                .filter(|line| line.actor == it.number);
            let left = own.clone().find(|line| line.action == "@leave");
            let left = left.and_then(|line| line.params.first()?.as_str().map(str::to_owned));
            Program {
                actor: it.number,
                name: it.name.clone(),
                language: it.language.clone(),
                commands: own.clone().filter(|it| !it.action.starts_with('@')).count(),
                late: own.filter(|it| it.action == "@late").count(),
                left,
                console: Vec::new(),
                error: String::new(),
            }
        };
        Self {
            programs: record.actors.iter().map(program).collect(),
            record,
            result,
        }
    }
}

/// Plays a match to its end; no program is left then.
pub(super) async fn play(
    conditions: &Conditions,
    programs: &[&Contestant],
) -> Result<Outcome, MatchError> {
    let (events, heard) = mpsc::channel(EVENTS_AHEAD);
    let mut actors = Vec::new();
    let mut sources = Vec::new();
    for (actor, program) in (1_u32..).zip(programs) {
        let Contestant {
            name,
            language,
            text,
        } = *program;
        let Conditions { shared, game, .. } = conditions;
        sources.push((actor, source_of(shared, game, language, text)?));
        actors.push(Actor {
            number: actor,
            name: name.clone(),
            language: language.clone(),
        });
    }
    let Conditions {
        game, level, rules, ..
    } = conditions;
    let ledger = Ledger::new(game, rules, level, conditions.seed, actors)?;
    let stoppers = sources.into_iter().map(|(number, source)| {
        let events = events.clone();
        let seat = Seat { number, events };
        sit(conditions.shared.clone(), source, seat, Console::Kept)
    });
    let mut contest = Contest {
        conditions,
        stoppers: stoppers.collect(),
        heard,
        early: BTreeMap::new(),
        ready: BTreeSet::new(),
        asked: BTreeMap::new(),
        gone: BTreeMap::new(),
    };
    let played = contest.play(ledger).await;
    contest.stop_all().await;
    let (ledger, reason) = played?;
    let at = ledger.record.commands.last().map_or(0, |it| it.at);
    let mut outcome = Outcome::of(ledger);
    outcome.record.end = End { reason, at };
    for program in &mut outcome.programs {
        if let Some(gone) = contest.gone.remove(&program.actor) {
            program.console = gone.console;
            let error = gone.end.and_then(|it| it.error);
            program.error = error.as_ref().map(error_text).unwrap_or_default();
        }
    }
    Ok(outcome)
}

/// A match while it is played.
struct Contest<'a> {
    conditions: &'a Conditions,
    stoppers: Vec<Stopper>,
    heard: mpsc::Receiver<Event>,
    /// What was done before the match began.
    early: BTreeMap<u32, Deed>,
    ready: BTreeSet<u32>,
    /// What waits for its answer.
    asked: BTreeMap<u32, (Command, oneshot::Sender<Reply>)>,
    gone: BTreeMap<u32, player::Outcome>,
}

impl Contest<'_> {
    async fn play(&mut self, ledger: Ledger) -> Result<(Ledger, EndedBy), MatchError> {
        let wall = Instant::now() + self.conditions.wall_time;
        while self.ready.len() < self.stoppers.len() {
            let Some(event) = self.next(wall).await else {
                return Ok((ledger, EndedBy::Limit));
            };
            if let Some((actor, deed)) = self.deed_of(event) {
                self.early.insert(actor, deed);
            }
        }
        let mut referee = Referee::begin(ledger)?;
        let mut turn_ends = Instant::now() + self.conditions.turn_time;
        for (actor, deed) in std::mem::take(&mut self.early) {
            let given = referee.take(actor, deed)?;
            self.give(given)?;
        }
        loop {
            if referee.ledger.is_over {
                self.farewell(&referee).await;
                return Ok((referee.ledger, EndedBy::Finished));
            }
            if self.gone.len() == self.stoppers.len() {
                return Ok((referee.ledger, EndedBy::Nobody));
            }
            let turns = referee.turns;
            let event = self.next(turn_ends.min(wall)).await;
            let took = match event.map(|it| self.deed_of(it)) {
                Some(None) => Ok(()),
                Some(Some((actor, deed))) => self.take(&mut referee, actor, deed),
                None if wall <= Instant::now() => return Ok((referee.ledger, EndedBy::Limit)),
                None => self.time_is_over(&mut referee),
            };
            match took {
                Err(MatchError::TooManyCommands) => return Ok((referee.ledger, EndedBy::Limit)),
                took => took?,
            }
            let now = Instant::now();
            if referee.turns != turns || turn_ends <= now {
                turn_ends = now + self.conditions.turn_time;
            }
        }
    }

    /// What is heard next; nothing when nobody says a thing in time.
    async fn next(&mut self, until: Instant) -> Option<Event> {
        if until <= Instant::now() {
            // A program that always says something must not stop the clock.
            return None;
        }
        tokio::select! {
            event = self.heard.recv() => event,
            () = sleep_until(until) => None,
        }
    }

    /// What an event means for the match.
    fn deed_of(&mut self, event: Event) -> Option<(u32, Deed)> {
        match event {
            Event::Ready(actor) => {
                self.ready.insert(actor);
                None
            }
            Event::Asked(Asked {
                seat,
                command,
                reply,
            }) => {
                self.ready.insert(seat);
                let (action, params) = action_of(&command);
                if let Some(refusal) = self.refusal(&action, &params) {
                    // The program may be gone.
                    let _ = reply.send(Reply::of(Err(refusal)));
                    return None;
                }
                let command = super::referee::command(seat, &action, params.clone());
                self.asked.insert(seat, (command, reply));
                Some((seat, Deed::Asks { action, params }))
            }
            Event::Ended(actor, outcome) => {
                self.ready.insert(actor);
                self.asked.remove(&actor);
                let reason = outcome.end.as_ref().map_or("start_failed", reason_of);
                self.gone.insert(actor, outcome);
                Some((actor, Deed::Leaves(reason.to_owned())))
            }
        }
    }

    /// Why a command does not reach the rules.
    fn refusal(&self, action: &str, params: &[serde_json::Value]) -> Option<Refusal> {
        match self.conditions.game.admit(action, params) {
            Err(refusal) => Some(refusal),
            Ok(command) if command.waits_for_user => Some(Refusal {
                code: "no_player".to_owned(),
                text: format!("nobody is here in a match whom `{action}` could wait for"),
            }),
            Ok(_) => None,
        }
    }

    fn take(&mut self, referee: &mut Referee, actor: u32, deed: Deed) -> Result<(), MatchError> {
        let given = referee.take(actor, deed)?;
        self.give(given)
    }

    fn time_is_over(&mut self, referee: &mut Referee) -> Result<(), MatchError> {
        for actor in referee.undecided() {
            self.take(referee, actor, Deed::IsLate)?;
        }
        Ok(())
    }

    fn give(&mut self, given: Vec<Given>) -> Result<(), MatchError> {
        for (actor, answer) in given {
            if let Some((command, reply)) = self.asked.remove(&actor) {
                // The program may be gone.
                let _ = reply.send(self.reply(&command, answer)?);
            }
        }
        Ok(())
    }

    fn reply(&self, command: &Command, answer: Answer) -> Result<Reply, MatchError> {
        let declared = self.conditions.game.declaration.by_action(&command.action);
        let answer = match (answer, declared) {
            (Answer::Refused(code), Some(declared)) => Err(declared.refusal(&code)),
            (Answer::Refused(code), None) => Err(Refusal {
                text: code.clone(),
                code,
            }),
            (Answer::Value(value), declared) => {
                let of = declared.and_then(|it| it.result.as_ref());
                if let Some(why) = of.and_then(|it| it.fault(&value)) {
                    let action = command.action.clone();
                    let value = value.to_string();
                    return Err(MatchError::WrongAnswer { action, value, why });
                }
                Ok(value)
            }
        };
        Ok(Reply::of(answer))
    }

    /// Answers what is still asked, so that programs come to their own end; what they do now is
    /// no part of the match.
    async fn farewell(&mut self, referee: &Referee) {
        let until = Instant::now() + FAREWELL_TIME;
        let mut left = BTreeMap::new();
        loop {
            for (actor, (command, reply)) in std::mem::take(&mut self.asked) {
                let left = left.entry(actor).or_insert(FAREWELL_COMMANDS);
                let answer = referee.afterwards(&command).filter(|_| *left > 0);
                *left = left.saturating_sub(1);
                if let Some(Ok(answer)) = answer.map(|it| self.reply(&command, it)) {
                    // The program may be gone.
                    let _ = reply.send(answer);
                }
            }
            if self.gone.len() == self.stoppers.len() {
                return;
            }
            let Some(event) = self.next(until).await else {
                return;
            };
            self.deed_of(event);
        }
    }

    /// Stops every program, and waits until all are gone.
    async fn stop_all(&mut self) {
        self.asked.clear();
        for stopper in &self.stoppers {
            stopper.stop();
        }
        let all_gone = async {
            while self.gone.len() < self.stoppers.len() {
                match self.heard.recv().await {
                    Some(Event::Ended(actor, outcome)) => drop(self.gone.insert(actor, outcome)),
                    // What is asked now is dropped, which stops who asks.
                    Some(Event::Ready(_) | Event::Asked(_)) => (),
                    None => return,
                }
            }
        };
        if timeout(STOP_TIME, all_gone).await.is_err() {
            warn!("a program could not be stopped in time");
        }
    }
}

/// Why a program is gone, as the rules are told.
fn reason_of(end: &RunEnd) -> &'static str {
    match end.reason {
        EndReason::Finished => "finished",
        EndReason::Error => "error",
        EndReason::Stopped => "stopped",
        EndReason::Limit => "limit",
        EndReason::StartFailed => "start_failed",
        EndReason::Crashed => "crashed",
        EndReason::NoPlayer => "no_player",
        EndReason::Server => "server",
    }
}
