//! A stage without a page: answers commands from what the game's manifest says.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::declaration::{Command, Type};
use super::registry::Game;

/// What a stage says of an action that the game does not have.
const UNKNOWN_COMMAND: &str = "unknown_command";
/// What it says of arguments that are none.
const BAD_ARGUMENTS: &str = "bad_arguments";

/// Plays one run of a game.
#[derive(Clone, Debug)]
pub struct ScriptedStage {
    game: Arc<Game>,
    /// How often each action was asked for.
    played: HashMap<String, usize>,
}

/// Why a command is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A short word for programs.
    pub code: String,
    /// A sentence for the learner.
    pub text: String,
}

impl ScriptedStage {
    /// A stage on which nothing was played.
    pub fn new(game: Arc<Game>) -> Self {
        Self {
            game,
            played: HashMap::new(),
        }
    }

    /// What the stage answers: the scripted answers of this action in order, the last for ever;
    /// else the result of the example with these arguments; else the plainest value of its type.
    ///
    /// # Errors
    ///
    /// Refuses what is not declared, and what the script refuses.
    pub fn play(&mut self, action: &str, params: &[Value]) -> Result<Value, Refusal> {
        let game = Arc::clone(&self.game);
        let command = game.admit(action, params)?;
        let played = self.played.entry(action.to_owned()).or_default();
        let nth = *played;
        *played += 1;
        if let Some(answers) = game.manifest.scripted_answers.get(action)
            && let Some(answer) = answers.get(nth).or_else(|| answers.last())
        {
            let Some(code) = &answer.refuse else {
                return Ok(answer.value.clone());
            };
            return Err(command.refusal(code));
        }
        let mut examples = command.examples.iter();
        let example = examples.find(|it| command.completed(&it.arguments) == params);
        let result = example.and_then(|it| it.result.clone());
        let plainest = || command.result.as_ref().map_or(Value::Null, Type::plainest);
        Ok(result.unwrap_or_else(plainest))
    }
}

impl Game {
    /// The command that is asked for; a program may also ask for what its functions would not.
    ///
    /// # Errors
    ///
    /// Refuses what is not declared, and arguments that are none.
    pub fn admit(&self, action: &str, params: &[Value]) -> Result<&Command, Refusal> {
        let Some(command) = self.declaration.by_action(action) else {
            let text = format!("the game has no command `{action}`");
            return Err(refusal(UNKNOWN_COMMAND, text));
        };
        let mut faults = command.parameters.iter().zip(params);
        let fault = faults.find_map(|(it, value)| Some((&it.name, it.of.fault(value)?)));
        if let Some((name, why)) = fault {
            return Err(refusal(
                BAD_ARGUMENTS,
                format!("`{name}` of `{action}`: {why}"),
            ));
        }
        if params.len() != command.parameters.len() {
            let text = format!(
                "`{action}` takes {} arguments and not {}",
                command.parameters.len(),
                params.len()
            );
            return Err(refusal(BAD_ARGUMENTS, text));
        }
        Ok(command)
    }
}

impl Command {
    /// Whether a stage may refuse it with this code: one that it declares, or one of every game.
    pub fn may_refuse(&self, code: &str) -> bool {
        [UNKNOWN_COMMAND, BAD_ARGUMENTS].contains(&code)
            || self.errors.iter().any(|it| it.code == *code)
    }

    /// The refusal with this code, in the words of the declaration.
    pub fn refusal(&self, code: &str) -> Refusal {
        let mut errors = self.errors.iter();
        let error = errors.find(|it| it.code == *code);
        let text = error.map_or(code, |it| it.summary.english());
        refusal(code, text.to_owned())
    }
}

fn refusal(code: &str, text: String) -> Refusal {
    Refusal {
        code: code.to_owned(),
        text,
    }
}
