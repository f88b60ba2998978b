//! What can be wrong with a game's rules.

use rquickjs::{CaughtError, Ctx};

use super::{CALL_TIME, MEMORY_BYTES};

/// Longest text of an error that is told, in bytes.
const TEXT_BYTES: usize = 2_000;
/// Lines of a stack that are told: where it was thrown, and by whom that was called.
const STACK_LINES: usize = 3;

/// Why a game cannot be played by its rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// It has none.
    #[error("`{game}` has no rules; name their module in `data.rules` of its manifest")]
    None {
        /// The game.
        game: String,
    },
    /// A module could not be loaded, or threw.
    #[error("{module}: {call}: {text}")]
    Thrown {
        /// The module of the rules.
        module: String,
        /// What was called.
        call: &'static str,
        /// What it says, and where.
        text: String,
    },
    /// A call took too long.
    #[error("{module}: {call}: it took more than {} ms of processor time; is there a loop without an end?", CALL_TIME.as_millis())]
    TooLong {
        /// The module of the rules.
        module: String,
        /// What was called.
        call: &'static str,
    },
    /// What was given is not what is asked for.
    #[error("{module}: {call}: {why}")]
    Wrong {
        /// The module of the rules.
        module: String,
        /// What was called.
        call: &'static str,
        /// What is wrong with it, and what to do.
        why: String,
    },
    /// The interpreter itself failed.
    #[error("the interpreter of the rules failed: {0}")]
    Interpreter(String),
}

/// What was thrown, in words, with its file and its line.
pub(super) fn thrown(ctx: &Ctx<'_>, error: rquickjs::Error) -> String {
    let text = match CaughtError::from_error(ctx, error) {
        CaughtError::Error(error) => error.to_string(),
        CaughtError::Exception(exception) => {
            let message = exception.message().unwrap_or_default();
            if message == "out of memory" {
                return format!("it needs more than {} MiB of memory", MEMORY_BYTES >> 20);
            }
            let name: Option<String> = exception.as_object().get("name").ok();
            let name = name.unwrap_or_else(|| "Error".to_owned());
            let stack = exception.stack().unwrap_or_default();
            let places = stack.lines().map(str::trim).filter(|it| !it.is_empty());
            let places = places.filter(|it| !it.contains(super::machine::OWN_NAME));
            let said = [format!("{name}: {message}")].into_iter();
            let lines = said.chain(places.take(STACK_LINES).map(str::to_owned));
            lines.collect::<Vec<_>>().join("\n    ")
        }
        CaughtError::Value(value) => {
            let text = value.as_string().and_then(|it| it.to_string().ok());
            text.unwrap_or_else(|| "it threw what is no error; throw `new Error(…)`".to_owned())
        }
    };
    text.chars().take(TEXT_BYTES).collect()
}
