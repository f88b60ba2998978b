//! A game's rules: the pure module that its manifest names, played inside this process.
//!
//! The module exports `readLevel(level)`, `begin(level, seed)` and `play(level, state, command)`,
//! which gives `[state, happenings, answer]`. It sees nothing of this machine: no file but those of
//! its package and of the kit, no clock, and no chance but that of its state, so that a game is the
//! same each time it is played.

mod errors;
mod machine;
mod modules;
mod told;

use std::rc::Rc;
use std::time::Duration;

use rquickjs::{Persistent, Value as Js};
use serde::Serialize;
use serde_json::{Map, Value, json};

pub use self::errors::RulesError;
use self::machine::Machine;
pub use self::told::{Answer, Answered, Placed, Played};
use crate::game::{DeclaredLevel, Game};

/// Most memory of a game's rules, in bytes.
const MEMORY_BYTES: usize = 64 << 20;
/// Longest time that one call of them may take.
const CALL_TIME: Duration = Duration::from_secs(1);

/// The rules of one game.
#[derive(Clone, Debug)]
pub struct Rules(Rc<Machine>);

/// Where a game stands: a level, and its state. It never changes; a command leads to another one.
#[derive(Clone, Debug)]
pub struct Position {
    // Before the machine that they live in.
    level: Persistent<Js<'static>>,
    state: Persistent<Js<'static>>,
    machine: Rc<Machine>,
}

/// What is asked of the rules.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Command {
    /// By whom, where several play.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<u32>,
    /// What to do.
    pub action: String,
    /// With what.
    pub params: Vec<Value>,
}

impl Rules {
    /// Loads the rules of `game`.
    ///
    /// # Errors
    ///
    /// Fails when it has none, and when their module is not what it must be.
    pub fn load(game: &Game) -> Result<Self, RulesError> {
        let file = game.rules().ok_or_else(|| RulesError::None {
            game: game.id.clone(),
        })?;
        Machine::load(game, file).map(|it| Self(Rc::new(it)))
    }

    /// The state of `level` before the first command. Without a `seed` the rules choose their own.
    ///
    /// # Errors
    ///
    /// Fails when the rules throw, take too long or too much memory, or give what they must not.
    pub fn begin(&self, level: &DeclaredLevel, seed: Option<u32>) -> Result<Position, RulesError> {
        let mut given = Map::new();
        given.insert("id".to_owned(), json!(level.id));
        given.insert("data".to_owned(), level.data.clone());
        if let Some(par) = level.par {
            given.insert("par".to_owned(), json!(par));
        }
        let machine = Rc::clone(&self.0);
        let given = Value::Object(given).to_string();
        let (level, state) = machine.begin(&given, seed)?;
        Ok(Position {
            level,
            state,
            machine,
        })
    }
}

impl Position {
    /// Plays one command.
    ///
    /// # Errors
    ///
    /// As [`Rules::begin`].
    pub fn play(&self, command: &Command) -> Result<Played, RulesError> {
        let text = json!(command).to_string();
        let (state, told) = self.machine.play(&self.level, &self.state, &text)?;
        let position = Self {
            level: self.level.clone(),
            state,
            machine: Rc::clone(&self.machine),
        };
        Played::read(position, &told).map_err(|why| self.machine.wrong("play", &why))
    }

    /// The state as JSON.
    ///
    /// # Errors
    ///
    /// Fails when it is no plain JSON, or too large.
    pub fn state(&self) -> Result<String, RulesError> {
        self.machine.json(&self.state)
    }
}

#[cfg(test)]
mod tests;
