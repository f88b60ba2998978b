//! The golden programs of a language: every command, every type, every wrong use.

use std::sync::Arc;

use bytestring::ByteString;
use serde_json::Value;

use super::super::player::{Answers, Console, Outcome, play};
use super::Report;
use super::examples::{commands_of, difference, unfinished};
use crate::actors::session::Shared;
use crate::game::{Game, ScriptedStage};
use crate::language::{Language, WrongUse};
use crate::messages::{EndReason, Source, SourceFile};

const MANIFEST: &str = include_str!("../../../config/golden/manifest.json");
const COMMANDS: &str = include_str!("../../../config/golden/commands.json");

/// Plays them all.
pub(super) async fn check(shared: &Shared, language: &Arc<Language>, report: &mut Report) {
    let id = &language.manifest.id;
    let Some(golden) = &language.manifest.golden else {
        let why = "add `[bindings]` and `[golden]`; docs/languages.md says how".to_owned();
        return report.step(&format!("{id}: golden programs"), Err(why));
    };
    let game = match Game::of_manifest("golden", MANIFEST) {
        Ok(game) => Arc::new(game),
        Err(problems) => return report.step("the golden game", Err(problems.to_string())),
    };
    let outcome = run(shared, language, &game, &golden.program).await;
    let came = outcome.and_then(|it| unfinished(&it).map_or_else(|| as_expected(&it), Err));
    report.step(
        &format!("{id}: golden program, every type and answer"),
        came,
    );
    for (name, wrong) in golden.wrong_uses() {
        let outcome = run(shared, language, &game, &wrong.file).await;
        let came = outcome.and_then(|it| is_refused(language, wrong, &it));
        let line = wrong.line;
        report.step(
            &format!("{id}: wrong {name} is {} in line {line}", wrong.error),
            came,
        );
    }
}

async fn run(
    shared: &Shared,
    language: &Language,
    game: &Arc<Game>,
    file: &str,
) -> Result<Outcome, String> {
    let text = language.golden.get(file).cloned().unwrap_or_default();
    let made = shared.apis.of_manifest(MANIFEST, &language.manifest.id);
    let source = Source {
        language: ByteString::from(language.manifest.id.clone()),
        interpreter: made.map_err(|error| error.to_string())?.1.text.clone(),
        files: vec![SourceFile {
            name: language.manifest.main_file(),
            text,
        }],
        ..Source::default()
    };
    let stage = Answers::Stage(Box::new(ScriptedStage::new(Arc::clone(game))));
    Ok(play(shared.clone(), source, stage, Console::Nowhere).await)
}

fn as_expected(outcome: &Outcome) -> Result<(), String> {
    let expected: Vec<(String, Vec<Value>)> =
        serde_json::from_str(COMMANDS).map_err(|error| error.to_string())?;
    difference(&commands_of(outcome), &expected).map_or(Ok(()), Err)
}

/// The wrong use ends the run where it stands, as the language's own error, and sends nothing.
fn is_refused(language: &Language, wrong: &WrongUse, outcome: &Outcome) -> Result<(), String> {
    let said = usize::from(!wrong.before_it_runs);
    if outcome.commands.len() != said {
        return Err(format!(
            "it sent {:?} instead of {said} commands",
            outcome.commands
        ));
    }
    let Some(end) = &outcome.end else {
        return Err("it could not be started".to_owned());
    };
    let Some(error) = &end.error else {
        return Err(format!("it ended {}, and not with an error", end.reason));
    };
    let main = language.manifest.main_file();
    let is_there = error.file == main && error.line == Some(wrong.line);
    if end.reason == EndReason::Error && error.name == wrong.error && is_there {
        return Ok(());
    }
    let line = error
        .line
        .map_or("no line".to_owned(), |it| format!("line {it}"));
    Err(format!(
        "it ended {}, {} in {line} of `{}`: {}\n{}",
        end.reason, error.name, error.file, error.message, error.raw
    ))
}
