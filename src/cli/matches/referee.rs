//! Turns of a match: what programs say in any order reaches the rules in one order.
//!
//! ```text
//!               the state when the turn began
//!   actor 1 ──── look ──── look ──── move ──┐
//!   actor 2 ──── look ──── move ────────────┼── all have decided: played again from that state,
//!   actor 3 ──── (late) ────────────────────┘   actor after actor; only this is written down
//! ```
//!
//! Each actor has a state of its own during a turn: the one at its beginning, and its own commands.
//! What it is told depends on nothing else, so it does not matter who is quicker. When all have
//! decided their commands are played again, one actor after the other, and what was told must come
//! out again; rules for which it does not are refused.
//!
//! Who is not waited for is held until it is, or until the match is over. Who was late is heard at
//! any time: then the order is the clock's in any case.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use super::ledger::Ledger;
use super::record::HOST;
use super::{MatchError, actor_of};
use crate::rules::{Answer, Command, Position};

/// Most commands of an actor in one turn; who asks more is late.
const COMMANDS_A_TURN: usize = 1_000;

/// What an actor does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Deed {
    /// Its program asks.
    Asks { action: String, params: Vec<Value> },
    /// Its time for this turn is over.
    IsLate,
    /// Its program is gone, for this reason.
    Leaves(String),
}

/// Decides whose turn it is.
#[derive(Debug)]
pub(super) struct Referee {
    /// What the rules know.
    pub(super) ledger: Ledger,
    /// How many turns are over.
    pub(super) turns: u64,
    streams: BTreeMap<u32, Stream>,
    held: BTreeMap<u32, Deed>,
    /// Who was late and has not decided since.
    late: BTreeSet<u32>,
}

/// What an actor did in this turn.
#[derive(Debug)]
struct Stream {
    position: Position,
    /// Each with what it was answered at once.
    commands: Vec<(Command, Option<Answer>)>,
    has_decided: bool,
}

/// An answer, and whose.
pub(super) type Given = (u32, Answer);

impl Referee {
    /// Everybody comes, and the match begins.
    pub(super) fn begin(mut ledger: Ledger) -> Result<Self, MatchError> {
        for actor in ledger.record.actors.clone() {
            let params = vec![json!(actor.name), json!(actor.language)];
            ledger.play(0, &command(actor.number, "@join", params))?;
        }
        ledger.play(0, &command(HOST, "@start", Vec::new()))?;
        if ledger.waiting_for.is_empty() && !ledger.is_over {
            return Err(MatchError::WaitsForNobody);
        }
        Ok(Self {
            ledger,
            turns: 0,
            streams: BTreeMap::new(),
            held: BTreeMap::new(),
            late: BTreeSet::new(),
        })
    }

    /// Which turn it is, counted from 1.
    pub(super) fn turn(&self) -> u64 {
        self.ledger.turn.unwrap_or(self.turns + 1)
    }

    /// Who has not decided.
    pub(super) fn undecided(&self) -> Vec<u32> {
        let waiting = self.ledger.waiting_for.iter().copied();
        waiting.filter(|it| !self.has_decided(*it)).collect()
    }

    /// An actor does something; gives the answers that this leads to.
    pub(super) fn take(&mut self, actor: u32, deed: Deed) -> Result<Vec<Given>, MatchError> {
        let mut given = Vec::new();
        let mut next = VecDeque::from([(actor, deed)]);
        while let Some((actor, deed)) = next.pop_front() {
            if self.ledger.is_over {
                self.held.insert(actor, deed);
                continue;
            }
            if !self.is_heard(actor) || self.has_decided(actor) {
                self.held.insert(actor, deed);
                continue;
            }
            given.extend(self.hear(actor, deed)?);
            if self.is_decided() {
                given.extend(self.play_turn()?);
                next.extend(std::mem::take(&mut self.held));
            }
        }
        Ok(given)
    }

    /// What a command would be answered now that the match is over.
    pub(super) fn afterwards(&self, command: &Command) -> Option<Answer> {
        let played = self.ledger.position.play(command).ok()?;
        let mut answers = played.answers.into_iter();
        let own = answers.find(|it| it.actor.is_none() || it.actor == command.actor);
        own.map(|it| it.answer)
    }

    fn is_heard(&self, actor: u32) -> bool {
        self.ledger.waiting_for.contains(&actor) || self.late.contains(&actor)
    }

    fn has_decided(&self, actor: u32) -> bool {
        self.streams.get(&actor).is_some_and(|it| it.has_decided)
    }

    /// Whether nobody is waited for any more.
    fn is_decided(&self) -> bool {
        let waiting = &self.ledger.waiting_for;
        if waiting.is_empty() {
            return self.streams.values().any(|it| it.has_decided);
        }
        waiting.iter().all(|it| self.has_decided(*it))
    }

    /// Plays on the actor's own state, and answers what can be answered.
    fn hear(&mut self, actor: u32, deed: Deed) -> Result<Option<Given>, MatchError> {
        let ledger = &self.ledger;
        let stream = self.streams.entry(actor).or_insert_with(|| Stream {
            position: ledger.position.clone(),
            commands: Vec::new(),
            has_decided: false,
        });
        let (command, is_end) = match deed {
            Deed::Asks { .. } if stream.commands.len() >= COMMANDS_A_TURN => {
                self.held.insert(actor, deed);
                (command(actor, "@late", Vec::new()), true)
            }
            Deed::Asks { action, params } => (command(actor, &action, params), false),
            Deed::IsLate => (command(actor, "@late", Vec::new()), true),
            Deed::Leaves(reason) => (command(actor, "@leave", vec![json!(reason)]), true),
        };
        let played = stream.position.play(&command)?;
        let mut answers = played.answers.into_iter();
        let own = answers.find(|it| it.actor.is_none() || it.actor == Some(actor));
        let waited = ledger.waiting_for.contains(&actor);
        let is_alone = ledger.waiting_for == [actor];
        stream.has_decided = is_end
            || own.is_none()
            || played.reached
            || played.turn != ledger.turn
            || (waited && !played.waiting_for.contains(&actor))
            // Without numbers of turns each answer to the only one may have ended one.
            || (is_alone && played.turn.is_none());
        stream.position = played.position;
        let told = own.map(|it| it.answer).filter(|_| !stream.has_decided);
        stream.commands.push((command, told.clone()));
        Ok(told.map(|it| (actor, it)))
    }

    /// Plays what all did in this turn, actor after actor.
    fn play_turn(&mut self) -> Result<Vec<Given>, MatchError> {
        let at = Ledger::shown_at(self.turn());
        let mut given = Vec::new();
        for (actor, stream) in std::mem::take(&mut self.streams) {
            for (command, told) in stream.commands {
                if self.ledger.is_over {
                    break;
                }
                self.note_lateness(&command, told.is_none());
                let answers = self.ledger.play(at, &command)?;
                match told {
                    None => given.extend(answers),
                    Some(told) if answers == [(actor, told.clone())] => (),
                    Some(_) => {
                        let action = command.action;
                        return Err(MatchError::OrderMatters { actor, action });
                    }
                }
            }
        }
        self.turns += 1;
        Ok(given)
    }

    fn note_lateness(&mut self, command: &Command, is_decision: bool) {
        let actor = actor_of(command);
        if command.action == "@late" {
            self.late.insert(actor);
        } else if is_decision {
            self.late.remove(&actor);
        }
    }
}

/// A command of an actor's.
pub(super) fn command(actor: u32, action: &str, params: Vec<Value>) -> Command {
    Command {
        actor: Some(actor),
        action: action.to_owned(),
        params,
    }
}
