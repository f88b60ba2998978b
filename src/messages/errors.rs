//! What went wrong in a program, in the learner's own files and lines.

use actix::Message;
use serde::{Deserialize, Serialize};

/// Whose code a stack frame runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The learner's own files.
    #[default]
    Learner,
    /// The game's interpreter.
    Game,
    /// The engine or the language's library.
    Engine,
}

/// One frame of a program's stack when it failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorFrame {
    /// The function.
    #[serde(default)]
    pub name: String,
    /// Its file.
    #[serde(default)]
    pub file: String,
    /// The line, counted from 1.
    #[serde(default)]
    pub line: u32,
    /// Whose code it is.
    #[serde(default)]
    pub origin: Origin,
}

/// What kind of fault ended a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The text is no program of its language.
    Syntax,
    /// An error was raised and not caught.
    #[default]
    Runtime,
    /// A command was not what the protocol allows.
    Command,
    /// The engine broke its protocol.
    Engine,
    /// The server failed, not the program.
    Internal,
}

/// An uncaught error of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Message, Serialize, Deserialize)]
#[rtype(result = "()")]
#[serde(default)]
pub struct ProgramError {
    /// What kind of fault.
    pub kind: ErrorKind,
    /// The language's name of the error.
    pub name: String,
    /// Its message.
    pub message: String,
    /// The learner's file, where known.
    pub file: String,
    /// The learner's line, counted from 1.
    pub line: Option<u32>,
    /// The column, counted from 1.
    pub column: Option<u32>,
    /// The stack, innermost first.
    pub frames: Vec<ErrorFrame>,
    /// The whole report as the language prints it.
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
