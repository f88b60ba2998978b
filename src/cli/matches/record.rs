//! What is kept of a match: every command in the order in which the rules got it, so that they
//! play it again to the same end.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

const FORMAT: &str = "livecoding-replay";
const VERSION: u32 = 1;
/// Longest record, in bytes.
const RECORD_BYTES: u64 = 64 << 20;
/// Most commands of a record.
pub(super) const RECORD_COMMANDS: usize = 200_000;
/// Who acts for the match itself.
pub(super) const HOST: u32 = 0;

/// A whole match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    format: String,
    version: u32,
    /// The game's id.
    pub(super) game: String,
    /// The level's id.
    pub(super) level: String,
    /// What chance begins with.
    pub(super) seed: u32,
    /// Who plays.
    pub(super) actors: Vec<Actor>,
    /// In the order of the rules.
    pub(super) commands: Vec<Line>,
    /// How it ended.
    pub(super) end: End,
}

/// Somebody who plays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Actor {
    /// Counted from 1.
    #[serde(rename = "actor")]
    pub(super) number: u32,
    /// The name of its program.
    pub(super) name: String,
    /// The language's id.
    pub(super) language: String,
}

/// A command, and what it was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    /// When a replay shows it, in milliseconds.
    pub(super) at: u64,
    /// Whose; 0 is the match itself.
    pub(super) actor: u32,
    /// What to do.
    pub(super) action: String,
    /// With what.
    pub(super) params: Vec<Value>,
    /// The answer.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub(super) value: Option<Value>,
    /// The code of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) refused: Option<String>,
}

/// How a match ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    /// Why.
    pub(super) reason: EndedBy,
    /// When a replay shows it, in milliseconds.
    pub(super) at: u64,
}

/// Why a match is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EndedBy {
    /// The rules say so.
    Finished,
    /// It took too long, or too many commands.
    Limit,
    /// Nobody is left who could decide.
    Nobody,
}

/// An answer may be `null`, which is not the same as none.
fn present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

impl Record {
    /// A match of which nothing is played.
    pub(super) fn new(game: &str, level: &str, seed: u32, actors: Vec<Actor>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            game: game.to_owned(),
            level: level.to_owned(),
            seed,
            actors,
            commands: Vec::new(),
            end: End {
                reason: EndedBy::Nobody,
                at: 0,
            },
        }
    }

    /// Its text, one command a line.
    pub(super) fn text(&self) -> String {
        let (game, level) = (json!(self.game), json!(self.level));
        let (seed, actors, end) = (self.seed, json_of(&self.actors), json_of(&self.end));
        let commands: Vec<_> = self.commands.iter().map(json_of).collect();
        let commands = commands.join(",\n");
        format!(
            "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"game\":{game},\"level\":{level},\
             \"seed\":{seed},\"actors\":{actors},\"commands\":[\n{commands}\n],\"end\":{end}}}\n"
        )
    }

    /// Reads a file.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let cannot = || format!("cannot read `{shown}`");
        let bytes = fs::metadata(path).with_context(cannot)?.len();
        ensure!(
            bytes <= RECORD_BYTES,
            "`{shown}` has more than {RECORD_BYTES} bytes"
        );
        let text = fs::read_to_string(path).with_context(cannot)?;
        let record: Self =
            serde_json::from_str(&text).with_context(|| format!("`{shown}` is no record"))?;
        ensure!(
            record.format == FORMAT && record.version == VERSION,
            "`{shown}` is `{}` of version {}, and not `{FORMAT}` of version {VERSION}",
            record.format,
            record.version
        );
        ensure!(
            record.commands.len() <= RECORD_COMMANDS,
            "`{shown}` has more than {RECORD_COMMANDS} commands"
        );
        Ok(record)
    }
}

fn json_of<T: Serialize>(it: &T) -> String {
    // What is written here has text keys and finite numbers, which are always JSON.
    serde_json::to_string(it).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let actors = vec![Actor {
            number: 1,
            name: "a \"b\"".to_owned(),
            language: "lua".to_owned(),
        }];
        let mut record = Record::new("arena", "duel", 7, actors);
        for value in [None, Some(Value::Null), Some(json!([1, "x"]))] {
            record.commands.push(Line {
                at: 400,
                actor: 1,
                action: "look".to_owned(),
                params: vec![json!("n"), json!(2)],
                value,
                refused: None,
            });
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record.json");
        fs::write(&path, record.text()).unwrap();
        let read = Record::read(&path).unwrap();
        assert_eq!(read, record);
        assert_eq!(read.text(), record.text());
        assert_eq!(record.text().lines().count(), 5);
    }
}
