//! `livecoding new`: a package that passes `livecoding check`, to be changed step by step.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use rust_embed::RustEmbed;

use super::{Failure, NewArgs, NewWhat, print};
use crate::language::Registry;

/// The files of a fresh game.
#[derive(RustEmbed)]
#[folder = "config/new/game"]
struct GameFiles;

const GAME_TYPES: &str = include_str!("../../web/sdk/livecoding-game.d.ts");
/// Longest name, in characters.
const NAME_CHARS: usize = 40;

/// Makes the package.
pub(super) fn execute(args: &NewArgs) -> Result<ExitCode, Failure> {
    match &args.what {
        NewWhat::Game { name, folder } => game(name, folder),
        NewWhat::Language { name, folder, like } => language(name, folder, like),
    }
}

fn game(name: &str, parent: &Path) -> Result<ExitCode, Failure> {
    check_name(name)?;
    let folder = parent.join(name);
    let filled = |text: &str| {
        let text = text.replace("TITLE", &title(name)).replace("NAME", name);
        let text = text.replace("PATH", &folder.display().to_string());
        text.replace("PARENT", &parent.display().to_string())
            .into_bytes()
    };
    let types = GAME_TYPES.as_bytes().to_vec();
    let mut files = BTreeMap::from([("livecoding-game.d.ts".to_owned(), types)]);
    for name in GameFiles::iter() {
        let text = GameFiles::get(&name).map(|it| it.data.into_owned());
        let text = String::from_utf8(text.unwrap_or_default()).unwrap_or_default();
        files.insert(name.into_owned(), filled(&text));
    }
    write(&folder, &files)?;
    next(
        &folder,
        &format!("livecoding serve --games {} --watch", parent.display()),
    );
    Ok(ExitCode::SUCCESS)
}

fn language(name: &str, parent: &Path, like: &str) -> Result<ExitCode, Failure> {
    check_name(name)?;
    let mut files = Registry::built_in(like);
    let Some(manifest) = files.get_mut("language.toml") else {
        let text =
            format!("there is no language `{like}` to begin with; `livecoding doctor` lists them");
        return Err(Failure::config(anyhow::Error::msg(text)));
    };
    let text = String::from_utf8_lossy(manifest);
    let lines = text.lines().map(|line| match line.split_once(" = ") {
        Some(("id", _)) => format!("id = \"{name}\""),
        Some(("title", _)) => format!("title = \"{}\"", title(name)),
        Some(_) | None => line.to_owned(),
    });
    *manifest = (lines.collect::<Vec<_>>().join("\n") + "\n").into_bytes();
    let folder = parent.join(name);
    write(&folder, &files)?;
    next(
        &folder,
        &format!("livecoding doctor --languages {}", parent.display()),
    );
    Ok(ExitCode::SUCCESS)
}

fn check_name(name: &str) -> Result<(), Failure> {
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let begins = name.starts_with(|c: char| c.is_ascii_lowercase());
    if begins && name.len() <= NAME_CHARS && name.chars().all(is_word) {
        return Ok(());
    }
    let text = format!(
        "`{name}` is no name for a package; use small letters, digits and `-`, a letter first, at \
         most {NAME_CHARS}"
    );
    Err(Failure::config(anyhow::Error::msg(text)))
}

/// Writes the files of a package that is not there yet.
fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    if folder.exists() {
        let text = format!(
            "`{}` is there already; choose another name",
            folder.display()
        );
        return Err(Failure::config(anyhow::Error::msg(text)));
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        let cannot = || format!("cannot write `{}`", path.display());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(cannot)?;
        }
        fs::write(&path, bytes).with_context(cannot)?;
        print(&format!("{}\n", path.display()));
    }
    Ok(())
}

fn next(folder: &Path, then: &str) {
    print(&format!(
        "next: livecoding check {}\n      {then}\n",
        folder.display()
    ));
}

/// `my-game` → `My game`.
fn title(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|it| it.to_ascii_uppercase());
    let title: String = first.into_iter().chain(chars).collect();
    title.replace('-', " ")
}
