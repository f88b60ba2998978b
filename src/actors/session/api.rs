//! What editors are told of a game's functions in a language.

use std::sync::Arc;

use super::Shared;
use crate::bindings::{Bindings, Entry, Words};
use crate::game::{Command, Game};
use crate::language::ApiError;
use crate::protocol::native::{
    ApiTold, FunctionTold, GameApi, GroupTold, ParameterTold, Refused, refused,
};

/// Longest manifest of a game that is elsewhere, in bytes.
const MANIFEST_BYTES: usize = 256 * 1024;

/// Longest word of an address, in bytes.
const ADDRESS_BYTES: usize = 100;

/// Answers `asked`.
///
/// # Errors
///
/// Refuses what is not here.
pub(super) fn told(shared: &Shared, asked: &GameApi) -> Result<ApiTold, Refused> {
    let (game, made) = found(shared, asked)?;
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
        starter: starter(shared, &game, &made, &asked.language),
        reference: asked.game.is_some().then(|| {
            let (id, language) = (&game.id, escaped(&asked.language));
            format!(
                "/games/{id}/reference?language={language}&lang={}",
                escaped(lang)
            )
        }),
    })
}

fn found(shared: &Shared, asked: &GameApi) -> Result<(Arc<Game>, Arc<Bindings>), Refused> {
    let apis = &shared.apis;
    let found = match (&asked.game, &asked.manifest) {
        (Some(id), None) => apis.of_game(id, &asked.language).and_then(|made| {
            let game = apis.games().get(id).cloned();
            Ok((game.ok_or_else(|| ApiError::NoGame(id.clone()))?, made))
        }),
        (None, Some(manifest)) => {
            let manifest = manifest.to_string();
            if manifest.len() > MANIFEST_BYTES {
                let text = format!(
                    "the manifest has more than {MANIFEST_BYTES} bytes; leave out what is not of \
                     its commands"
                );
                return Err(refused("too_big", text));
            }
            apis.of_manifest(&manifest, &asked.language)
        }
        (Some(_), Some(_)) | (None, None) => {
            let text = "say `game`, the id of a game of this server, or the `manifest` of another";
            return Err(refused("bad_request", text));
        }
    };
    found.map_err(|error| {
        let code = match error {
            ApiError::NoGame(_) => "unknown_game",
            ApiError::NoLanguage(_) => "unknown_language",
            ApiError::None { .. } => "no_functions",
            ApiError::Manifest(_) => "bad_manifest",
            ApiError::Template { .. } => "internal",
        };
        refused(code, error.to_string())
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

/// A text as it stands in an address.
fn escaped(text: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-_.".contains(&it);
    let bytes = text.bytes().take(ADDRESS_BYTES);
    bytes.fold(String::new(), |text, it| match it {
        it if plain(it) => text + char::from(it).encode_utf8(&mut [0; 4]),
        it => text + &format!("%{it:02X}"),
    })
}
