//! What a run is made of, and how long it lives.

use bytestring::ByteString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long a run lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Until its program ends: a lesson.
    #[default]
    Once,
    /// Its program stays for live instructions.
    Live,
    /// It starts again by itself: an installation.
    KeepAlive,
}

/// Whether a program that crashed starts again, in mode `once`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Restart {
    /// After a crash, a few times.
    #[default]
    OnCrash,
    /// Never.
    Never,
}

/// A file of the learner's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SourceFile {
    /// `[A-Za-z0-9_-]{1,40}` and an extension.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The game whose functions a program calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GameChosen {
    /// One of this server's, by id.
    Here(String),
    /// Another, by the text of its manifest.
    Sent(String),
}

/// The texts that a run is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The language.
    pub language: ByteString,
    /// The game, where its functions are made by the server.
    pub game: Option<GameChosen>,
    /// The game's interpreter; empty where there is none.
    pub interpreter: ByteString,
    /// The learner's files, the main one first.
    pub files: Vec<SourceFile>,
    /// How long it lives.
    pub mode: Mode,
    /// Seeds the language's random numbers.
    pub seed: Option<i64>,
}

impl Source {
    /// The main file's text.
    pub fn main(&self) -> &str {
        self.files.first().map_or("", |file| file.text.as_str())
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        let files = self.files.iter().map(|file| file.text.len());
        files.sum::<usize>() + self.interpreter.len()
    }
}
