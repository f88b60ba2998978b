//! A match as the rules know it: one command after the other, each written down with its answer.

use std::collections::BTreeMap;

use super::record::{Actor, HOST, Line, RECORD_COMMANDS, Record};
use super::{MatchError, actor_of};
use crate::game::{DeclaredLevel, Game};
use crate::rules::{Answer, Answered, Command, Placed, Played, Position, Rules};

/// How long a replay shows a turn, in milliseconds.
const TURN_SHOWN_MS: u64 = 400;

/// What has been played.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    /// Where it stands.
    pub(super) position: Position,
    /// Who has not decided in this turn.
    pub(super) waiting_for: Vec<u32>,
    /// Which turn it is, where the rules say so.
    pub(super) turn: Option<u64>,
    /// Whether it is over.
    pub(super) is_over: bool,
    /// Who is where.
    pub(super) result: Vec<Placed>,
    /// What is written down.
    pub(super) record: Record,
    /// The command of each actor that has no answer yet: its line.
    unanswered: BTreeMap<u32, usize>,
}

impl Ledger {
    /// Nobody has come yet.
    pub(super) fn new(
        game: &Game,
        rules: &Rules,
        level: &DeclaredLevel,
        seed: u32,
        actors: Vec<Actor>,
    ) -> Result<Self, MatchError> {
        Ok(Self {
            position: rules.begin(level, Some(seed))?,
            waiting_for: Vec::new(),
            turn: None,
            is_over: false,
            result: Vec::new(),
            record: Record::new(&game.id, &level.id, seed, actors),
            unanswered: BTreeMap::new(),
        })
    }

    /// When a replay shows the turn with this number.
    pub(super) fn shown_at(turn: u64) -> u64 {
        TURN_SHOWN_MS.saturating_mul(turn)
    }

    /// Plays a command; gives the answers that there are now to what was asked.
    pub(super) fn play(
        &mut self,
        at: u64,
        command: &Command,
    ) -> Result<Vec<(u32, Answer)>, MatchError> {
        if self.record.commands.len() >= RECORD_COMMANDS {
            return Err(MatchError::TooManyCommands);
        }
        let actor = actor_of(command);
        let line = self.record.commands.len();
        self.record.commands.push(Line {
            at,
            actor,
            action: command.action.clone(),
            params: command.params.clone(),
            value: None,
            refused: None,
        });
        let is_program = actor != HOST && !command.action.starts_with('@');
        if is_program {
            self.unanswered.insert(actor, line);
        }
        let Played {
            position,
            answers,
            reached,
            waiting_for,
            turn,
            result,
        } = self.position.play(command)?;
        self.position = position;
        self.waiting_for = waiting_for;
        self.turn = turn;
        self.is_over |= reached;
        self.result = result;
        let mut given = Vec::new();
        for Answered { actor: of, answer } in answers {
            let of = of.unwrap_or(actor);
            // What the rules answer to nobody's question is not heard.
            if let Some(line) = self.unanswered.remove(&of)
                && let Some(line) = self.record.commands.get_mut(line)
            {
                match &answer {
                    Answer::Value(value) => line.value = Some(value.clone()),
                    Answer::Refused(code) => line.refused = Some(code.clone()),
                }
                given.push((of, answer));
            }
        }
        Ok(given)
    }
}
