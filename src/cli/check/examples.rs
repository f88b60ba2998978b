//! The examples of a game's commands, called in a language.

use std::sync::Arc;

use bytestring::ByteString;
use serde_json::Value;

use super::super::player::{Answers, Console, Outcome, action_of, play};
use super::Report;
use crate::actors::session::Shared;
use crate::game::{Game, ScriptedStage};
use crate::language::{ApiError, Language};
use crate::messages::{EndReason, Source, SourceFile};
use crate::protocol::classic::error_text;

/// Calls every example of every command, and looks at what the game hears.
pub(super) async fn check(shared: &Shared, game: &Game, language: &Language, report: &mut Report) {
    let id = &language.manifest.id;
    let count: usize = game
        .declaration
        .commands
        .iter()
        .map(|it| it.examples.len())
        .sum();
    let step = format!("{} in {id}: {count} examples", game.id);
    match play_all(shared, game, language).await {
        Err(ApiError::None { .. }) => (),
        Err(error) => report.step(&step, Err(error.to_string())),
        Ok(outcome) => {
            let expected: Vec<_> = game
                .declaration
                .commands
                .iter()
                .flat_map(|command| {
                    let examples = command.examples.iter();
                    examples.map(|it| (command.action.clone(), command.completed(&it.arguments)))
                })
                .collect();
            let fault = unfinished(&outcome);
            let fault = fault.or_else(|| difference(&commands_of(&outcome), &expected));
            report.step(&step, fault.map_or(Ok(()), Err));
        }
    }
}

async fn play_all(shared: &Shared, game: &Game, language: &Language) -> Result<Outcome, ApiError> {
    let made = shared.apis.of_game(&game.id, &language.manifest.id)?;
    let source = Source {
        language: ByteString::from(language.manifest.id.clone()),
        interpreter: made.text.clone(),
        files: vec![SourceFile {
            name: language.manifest.main_file(),
            text: made.examples_program.clone(),
        }],
        ..Source::default()
    };
    // What the script refuses is no matter here: every example is to be answered.
    let mut game = game.clone();
    game.manifest.scripted_answers.clear();
    let stage = ScriptedStage::new(Arc::new(game));
    Ok(play(
        shared.clone(),
        source,
        Answers::Stage(Box::new(stage)),
        Console::Nowhere,
    )
    .await)
}

/// Why a program did not come to its end; nothing when it did.
pub(super) fn unfinished(outcome: &Outcome) -> Option<String> {
    let Some(end) = &outcome.end else {
        return Some("it could not be started".to_owned());
    };
    if end.reason == EndReason::Finished {
        return None;
    }
    let why = end.error.as_ref().map(error_text).unwrap_or_default();
    let heard = outcome.commands.join("\n");
    Some(format!(
        "it ended {}: {why}\nit had sent:\n{heard}",
        end.reason
    ))
}

/// What the game heard.
pub(super) fn commands_of(outcome: &Outcome) -> Vec<(String, Vec<Value>)> {
    let commands = outcome.commands.iter();
    commands.map(|it| action_of(it)).collect()
}

/// The first difference between what was heard and what was expected.
pub(super) fn difference(
    heard: &[(String, Vec<Value>)],
    expected: &[(String, Vec<Value>)],
) -> Option<String> {
    let pairs = heard.iter().zip(expected).enumerate();
    let different = pairs
        .into_iter()
        .find(|(_, (heard, expected))| !are_same(heard, expected));
    if let Some((nth, (heard, expected))) = different {
        let (heard, expected) = (written(heard), written(expected));
        return Some(format!(
            "command {} is {heard} instead of {expected}",
            nth + 1
        ));
    }
    (heard.len() != expected.len())
        .then(|| format!("{} commands instead of {}", heard.len(), expected.len()))
}

fn written((action, params): &(String, Vec<Value>)) -> String {
    format!("{action}{}", Value::from(params.clone()))
}

fn are_same(one: &(String, Vec<Value>), other: &(String, Vec<Value>)) -> bool {
    one.0 == other.0 && are_same_values(&one.1, &other.1)
}

fn are_same_values(one: &[Value], other: &[Value]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| is_same(one, other))
}

/// Numbers are the same by value: some languages write `2.0` and others `2`.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || (a.as_f64() == b.as_f64() && (a.is_f64() || b.is_f64()))
        }
        (Value::Array(a), Value::Array(b)) => are_same_values(a, b),
        (Value::Object(a), Value::Object(b)) => {
            let has = |(key, value): (&String, &Value)| {
                b.get(key).is_some_and(|other| is_same(value, other))
            };
            a.len() == b.len() && a.iter().all(has)
        }
        (a, b) => a == b,
    }
}
