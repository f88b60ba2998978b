//! What the rules tell of a command.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Position;

/// Most actors of a game.
const ACTORS: usize = 16;

/// What came of a command.
#[derive(Clone, Debug)]
pub struct Played {
    /// Where the game stands now.
    pub position: Position,
    /// The answers that are given now.
    pub answers: Vec<Answered>,
    /// Whether the goal is reached; among several: whether it is over.
    pub reached: bool,
    /// Who has not decided in this turn, where several play.
    pub waiting_for: Vec<u32>,
    /// Which turn it is, where the state says so.
    pub turn: Option<u64>,
    /// Who is where in the end, where several play.
    pub result: Vec<Placed>,
}

/// An answer, and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Whose, where several play.
    pub actor: Option<u32>,
    /// The answer.
    pub answer: Answer,
}

/// An answer to a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The program gets this.
    Value(Value),
    /// The program gets an error with this code.
    Refused(String),
}

/// How somebody did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Who.
    pub actor: u32,
    /// By name.
    #[serde(default)]
    pub name: String,
    /// At which place, counted from 1; several may share one.
    pub place: u32,
    /// With so many points.
    #[serde(default)]
    pub points: f64,
}

/// As it comes from JavaScript.
#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    answer: Value,
    reached: bool,
    #[serde(default)]
    waiting_for: Vec<u32>,
    turn: Option<u64>,
    #[serde(default)]
    result: Option<Vec<Placed>>,
}

impl Played {
    /// Reads what the rules tell; fails with what is wrong.
    pub(super) fn read(position: Position, told: &str) -> Result<Self, String> {
        let told: Told = serde_json::from_str(told).map_err(|error| {
            format!("the state has a `waitingFor`, `turn` or `result` of another form: {error}")
        })?;
        if told.waiting_for.len() > ACTORS {
            return Err(format!("`waitingFor` has more than {ACTORS} actors"));
        }
        Ok(Self {
            position,
            answers: answers(told.answer)?,
            reached: told.reached,
            waiting_for: told.waiting_for,
            turn: told.turn,
            result: told.result.unwrap_or_default(),
        })
    }

    /// The one answer of a game for one.
    ///
    /// # Errors
    ///
    /// Fails when there is another number of them.
    pub fn only_answer(self) -> Result<(Position, Answer), String> {
        let count = self.answers.len();
        match self.answers.into_iter().next() {
            Some(only) if count == 1 => Ok((self.position, only.answer)),
            Some(_) | None => Err(format!("it gave {count} answers to one command")),
        }
    }
}

fn answers(told: Value) -> Result<Vec<Answered>, String> {
    match told {
        Value::Array(all) => all.into_iter().map(of_actor).collect(),
        Value::Object(one) => Ok(vec![Answered {
            actor: None,
            answer: answer(one)?,
        }]),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Err(
            "it gives `[state, happenings, answer]`, and an answer is `{ value }` or \
             `{ refused: code }`, or a list of such with an `actor` each"
                .to_owned(),
        ),
    }
}

fn of_actor(told: Value) -> Result<Answered, String> {
    let Value::Object(one) = told else {
        return Err(format!("{told} is no answer of an actor"));
    };
    let actor = one.get("actor").and_then(Value::as_u64);
    let actor = actor.and_then(|it| u32::try_from(it).ok());
    if actor.is_none() {
        return Err("an answer in a list says its `actor`, a whole number".to_owned());
    }
    Ok(Answered {
        actor,
        answer: answer(one)?,
    })
}

fn answer(mut told: Map<String, Value>) -> Result<Answer, String> {
    match told.remove("refused") {
        None => Ok(Answer::Value(told.remove("value").unwrap_or_default())),
        Some(Value::String(code)) => Ok(Answer::Refused(code)),
        Some(other) => Err(format!("`refused` is a code, a text, and not {other}")),
    }
}
