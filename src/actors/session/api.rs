//! What editors are told of a game's functions in a language.

use super::Shared;
use crate::bindings::{Bindings, Entry, Words};
use crate::game::{Command, Game};
use crate::protocol::native::{
    ApiTold, FunctionTold, GameApi, GroupTold, ParameterTold, Refused, refused,
};

/// Answers `asked`.
///
/// # Errors
///
/// Refuses what is not here.
pub(super) fn told(shared: &Shared, asked: &GameApi) -> Result<ApiTold, Refused> {
    let made = shared.apis.of_game(&asked.game, &asked.language);
    let made = made.map_err(|error| refused("no_functions", error.to_string()))?;
    let Some(game) = shared.apis.games().get(&asked.game) else {
        return Err(refused("unknown_game", "there is no such game here"));
    };
    let lang = asked.lang.as_deref().unwrap_or("en");
    let words = Words::of(lang);
    let declaration = &game.declaration;
    let functions = declaration.commands.iter().zip(&made.functions);
    let groups = declaration.groups.iter().map(|it| GroupTold {
        id: it.id.clone(),
        title: it.title.in_language(lang).to_owned(),
    });
    Ok(ApiTold {
        game: game.id.clone(),
        language: asked.language.clone(),
        title: game.manifest.name.in_language(lang).to_owned(),
        groups: groups.collect(),
        functions: functions
            .map(|(command, function)| {
                let entry = Entry::new(command, function, &words, lang);
                function_told(command, function.snippet.clone(), entry, &words)
            })
            .collect(),
        starter: starter(shared, game, &made, &asked.language),
        reference: format!(
            "/games/{}/reference?language={}&lang={}",
            game.id, asked.language, words.lang
        ),
    })
}

fn function_told(command: &Command, snippet: String, entry: Entry, words: &Words) -> FunctionTold {
    let parameters = command.parameters.iter().zip(&entry.parameters);
    let parameters = parameters.map(|(it, shown)| ParameterTold {
        name: shown.name.clone(),
        of: it.of.name().to_owned(),
        summary: shown.summary.clone(),
        unit: it.unit.clone(),
        is_optional: it.default.is_some(),
        values: it.of.words().to_vec(),
    });
    FunctionTold {
        parameters: parameters.collect(),
        documentation: entry.markdown(words),
        name: entry.name,
        deprecated_names: entry.deprecated_names,
        signature: entry.signature,
        summary: entry.summary,
        snippet,
        group: command.group.clone(),
        result: command.result.as_ref().map(|it| it.name().to_owned()),
        waits_for_user: command.waits_for_user,
        examples: entry.examples.into_iter().map(|it| it.call).collect(),
    }
}

/// The game's own program to begin with, else one of its examples, else the language's.
fn starter(shared: &Shared, game: &Game, made: &Bindings, language: &str) -> String {
    if let Some(own) = game.starters.get(language) {
        return own.clone();
    }
    if !made.examples_program.trim().is_empty() {
        return made.examples_program.clone();
    }
    let language = shared.registry.working(language);
    language.map(|it| it.starter.clone()).unwrap_or_default()
}
