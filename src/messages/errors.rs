//! What went wrong in a program, in the learner's own files and lines.

use std::fmt;
use std::marker::PhantomData;

use actix::Message;
use schemars::JsonSchema;
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

/// Reads `null` as the default: what an engine does not know it may leave out or say so.
pub(crate) fn null_is_default<'de, D, T>(json: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::deserialize(json).map(Option::unwrap_or_default)
}

/// Most entries that are read of a list.
const LISTED: usize = 100;

/// Reads the first entries of a list, or `null`: a program may write millions of them.
pub(crate) fn shortened<'de, D, T>(json: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Shortened<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Shortened<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while entries.len() < LISTED {
                match list.next_element()? {
                    Some(entry) => entries.push(entry),
                    None => return Ok(entries),
                }
            }
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(entries)
        }
    }

    json.deserialize_any(Shortened(PhantomData))
}

/// Whose code a stack frame runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The game's interpreter.
    Game,
    /// The engine or the language's library.
    Engine,
    /// The learner's own files, and whatever is not known.
    #[default]
    #[serde(other)]
    Learner,
}

/// One frame of a program's stack when it failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ErrorFrame {
    /// The function.
    #[serde(default, deserialize_with = "null_is_default")]
    pub name: String,
    /// Its file.
    #[serde(default, deserialize_with = "null_is_default")]
    pub file: String,
    /// The line, counted from 1.
    #[serde(default, deserialize_with = "null_is_default")]
    pub line: u32,
    /// Whose code it is.
    #[serde(default, deserialize_with = "null_is_default")]
    pub origin: Origin,
}

/// What kind of fault ended a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The text is no program of its language.
    Syntax,
    /// It hit a limit; from an engine: its memory is used up.
    Limit,
    /// A command was not what the protocol allows.
    Command,
    /// The engine broke its protocol.
    Engine,
    /// The server failed, not the program.
    Internal,
    /// An error was raised and not caught.
    #[default]
    #[serde(other)]
    Runtime,
}

/// An uncaught error of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Message, Serialize, Deserialize)]
#[rtype(result = "()")]
#[serde(default)]
pub struct ProgramError {
    /// What kind of fault.
    #[serde(deserialize_with = "null_is_default")]
    pub kind: ErrorKind,
    /// The language's name of the error.
    #[serde(deserialize_with = "null_is_default")]
    pub name: String,
    /// Its message.
    #[serde(deserialize_with = "null_is_default")]
    pub message: String,
    /// The learner's file, where known.
    #[serde(deserialize_with = "null_is_default")]
    pub file: String,
    /// The learner's line, counted from 1.
    pub line: Option<u32>,
    /// The column, counted from 1.
    pub column: Option<u32>,
    /// The stack, innermost first.
    #[serde(deserialize_with = "shortened")]
    pub frames: Vec<ErrorFrame>,
    /// The whole report as the language prints it.
    #[serde(deserialize_with = "null_is_default")]
    pub raw: String,
}

impl ProgramError {
    /// An error that is only a text.
    pub fn text(kind: ErrorKind, text: impl Into<String>) -> Self {
        let message = text.into();
        Self {
            kind,
            message,
            ..Self::default()
        }
    }
}
