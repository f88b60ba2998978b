//! A program that takes part: its file, and in which language it is.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::language::Registry;

/// A program.
#[derive(Clone, Debug)]
pub(super) struct Contestant {
    /// The name of its file, without the ending.
    pub(super) name: String,
    /// The language's id.
    pub(super) language: String,
    /// Its text.
    pub(super) text: String,
}

impl Contestant {
    /// Reads `file`, or `language:file` where the ending is that of several languages.
    pub(super) fn read(asked: &str, registry: &Registry) -> anyhow::Result<Self> {
        let of_language = asked.split_once(':').filter(|(id, _)| {
            let mut all = registry.iter();
            all.any(|it| it.manifest.id == *id)
        });
        let (language, file) = match of_language {
            Some((id, file)) => (id.to_owned(), file),
            None => (by_ending(asked, registry)?, asked),
        };
        let path = Path::new(file);
        let text = fs::read_to_string(path).with_context(|| format!("cannot read `{file}`"))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok(Self {
            name: name.into_owned(),
            language,
            text,
        })
    }
}

fn by_ending(file: &str, registry: &Registry) -> anyhow::Result<String> {
    let ending = Path::new(file).extension().unwrap_or_default();
    let ending = ending.to_string_lossy();
    let all = registry.iter().filter(|it| it.manifest.extension == ending);
    let ids: Vec<_> = all.map(|it| it.manifest.id.as_str()).collect();
    match ids.as_slice() {
        [] => bail!(
            "`{file}`: no language has files that end with `.{ending}`; say `language:{file}`"
        ),
        [only] => Ok((*only).to_owned()),
        [first, ..] => bail!(
            "`{file}` may be {}; say which, as `{first}:{file}`",
            ids.join(" or ")
        ),
    }
}
