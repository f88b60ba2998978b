//! Whether a run can be begun as a client asks for it.

use serde_json::Value;

use super::room::Greeting;
use crate::game::{Manifest, Ways};
use crate::messages::{GameChosen, Mode, SourceFile};
use crate::protocol::native::{Refused, RunStart, refused};

/// Most files of a program.
const FILES: usize = 20;
/// Longest name of a file without its extension, in characters.
const NAME_CHARS: usize = 40;
/// Longest extension, in characters.
const EXTENSION_CHARS: usize = 10;

/// Says what is wrong with `start`, if anything is.
pub(super) fn check(start: &RunStart, greeting: &Greeting) -> Result<(), Refused> {
    check_language(start, greeting)?;
    if let Some(game) = &start.game {
        check_game(game, start, greeting)?;
    }
    check_files(&start.files)?;
    let files_bytes: usize = start.files.iter().map(|it| it.text.len()).sum();
    let api_bytes = start.api.as_ref().map_or(0, String::len);
    let limit = greeting.limits.source_bytes;
    if files_bytes > limit || api_bytes > limit {
        let text =
            format!("a program, or an interpreter, has more than {limit} bytes; make it shorter");
        return Err(refused("too_big", text));
    }
    Ok(())
}

fn check_language(start: &RunStart, greeting: &Greeting) -> Result<(), Refused> {
    let known = greeting.languages.iter().find(|it| it.id == start.language);
    match known {
        Some(language) if language.works && !language.instructions && start.mode == Mode::Live => {
            let title = &language.title;
            let text = format!("{title} takes no live instructions; use mode `once`");
            Err(refused("no_instructions", text))
        }
        Some(language) if language.works => Ok(()),
        Some(language) => {
            let why = language.why_not.as_deref().unwrap_or_default();
            let text = format!("{} does not work here: {why}", language.title);
            Err(refused("language_missing", text))
        }
        None => {
            let text = "there is no such language here; `welcome` lists them";
            Err(refused("unknown_language", text))
        }
    }
}

/// How the run deals with the game's actions.
pub(super) fn ways(start: &RunStart, greeting: &Greeting) -> Ways {
    match chosen(start) {
        None => Ways::default(),
        Some(GameChosen::Here(id)) => {
            let known = greeting.ways.iter().find(|it| it.0 == id);
            known.map(|it| it.1.clone()).unwrap_or_default()
        }
        Some(GameChosen::Sent(manifest)) => Manifest::read("manifest", &manifest)
            .map(|it| it.1.ways())
            .unwrap_or_default(),
    }
}

/// The game that is meant, if its functions are the server's to make.
pub(super) fn chosen(start: &RunStart) -> Option<GameChosen> {
    let game = start.game.as_ref()?;
    if let Some(id) = game.get("id") {
        return Some(GameChosen::Here(id.as_str()?.to_owned()));
    }
    let manifest = game.get("manifest")?;
    let is_declared = manifest.get("commands").is_some();
    (is_declared && start.api.is_none()).then(|| GameChosen::Sent(manifest.to_string()))
}

fn check_game(game: &Value, start: &RunStart, greeting: &Greeting) -> Result<(), Refused> {
    let limit = greeting.limits.message_bytes;
    if game.to_string().len() > limit {
        let text = format!("`game` has more than {limit} bytes; send its manifest alone");
        return Err(refused("too_big", text));
    }
    if let Some(id) = game.get("id") {
        let known = greeting
            .games
            .iter()
            .find(|it| id.as_str() == Some(it.id.as_str()));
        let Some(known) = known else {
            let text = "there is no such game here; `welcome` lists them";
            return Err(refused("unknown_game", text));
        };
        if start.api.is_none() && !known.languages.contains(&start.language) {
            let text = format!("{} has no functions in this language", known.title);
            return Err(refused("no_functions", format!("{text}; choose another")));
        }
    } else if let Some(GameChosen::Sent(manifest)) = chosen(start) {
        let mut languages = greeting.languages.iter();
        if !languages.any(|it| it.id == start.language && it.functions) {
            let text = "no functions are made in this language; choose another, or send `api`";
            return Err(refused("no_functions", text));
        }
        Manifest::read("manifest", &manifest)
            .map_err(|problems| refused("bad_manifest", problems.to_string()))?;
    }
    Ok(())
}

fn check_files(files: &[SourceFile]) -> Result<(), Refused> {
    if files.is_empty() || files.len() > FILES {
        let text = format!("a program has 1 to {FILES} files");
        return Err(refused("bad_files", text));
    }
    for (at, file) in files.iter().enumerate() {
        if !is_name(&file.name) {
            let name: String = file.name.chars().take(NAME_CHARS).collect();
            let text = format!(
                "a file cannot be called `{name}`; use letters, digits, `_` and `-`, at most \
                 {NAME_CHARS} of them, and an extension"
            );
            return Err(refused("bad_files", text));
        }
        let mut before = files.iter().take(at);
        if before.any(|it| it.name.eq_ignore_ascii_case(&file.name)) {
            let text = format!("two files are called `{}`; rename one", file.name);
            return Err(refused("bad_files", text));
        }
    }
    Ok(())
}

fn is_name(name: &str) -> bool {
    let is_word = |text: &str, most: usize| {
        let of_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        !text.is_empty() && text.len() <= most && text.chars().all(of_word)
    };
    let parts = name.rsplit_once('.');
    parts.is_some_and(|(stem, extension)| {
        is_word(stem, NAME_CHARS) && is_word(extension, EXTENSION_CHARS)
    })
}
