//! One typed message a protocol phase, shared by the machines, the sessions and the actors.
//!
//! A message says what happened, in the past, or what is asked for, in the imperative, and
//! carries only what its receiver needs. Nothing here knows about sockets, pipes or wire words.

mod ends;
mod errors;
mod source;

use std::fmt;

use actix::Message;
use bytestring::ByteString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use ends::{EndReason, Exit, Limit, RunEnd};
pub use errors::{ErrorFrame, ErrorKind, Origin, ProgramError};
pub(crate) use errors::{null_is_default, shortened};
pub use source::{GameChosen, Mode, Restart, Source, SourceFile};

/// Names a run in logs, reports and folders; unique in the server's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u64);

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{}", self.0)
    }
}

/// One line of the learner's own files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SourceLine {
    /// The file, relative to the program's folder.
    #[serde(default, deserialize_with = "null_is_default")]
    pub file: String,
    /// The line, counted from 1.
    #[serde(default, deserialize_with = "null_is_default")]
    pub line: u32,
    /// The function, where the language knows it.
    #[serde(
        default,
        deserialize_with = "null_is_default",
        skip_serializing_if = "String::is_empty"
    )]
    pub name: String,
}

// ---- client → session -------------------------------------------------------------------

/// Phase 1: the client names the language of its run.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct SelectLanguage(pub ByteString);

/// Phase 2: the client sends the game's interpreter, in that language.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct LoadInterpreter(pub ByteString);

/// Phase 3: the client sends the learner's program, and the run begins.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct RunProgram(pub ByteString);

/// Phase 4: the client's answer to the outstanding [`CommandIssued`].
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct AnswerCommand(pub ByteString);

/// Phase 4: the game refuses the outstanding command; the program gets an error it can catch.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct RefuseCommand {
    /// A short word for programs.
    pub code: String,
    /// A sentence for the learner.
    pub text: String,
}

/// The learner, or whoever may, ends the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct StopRun;

/// Any frame came from the client: it lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct ClientHeard;

/// The client broke its protocol; the run ends and the text is told.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct ClientFaulted(pub String);

/// The client's socket is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct ClientGone;

// ---- session → client -------------------------------------------------------------------

/// What a session tells its client, one variant a phase.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub enum ToClient {
    /// Phases 1 to 3: what was sent is accepted.
    Accepted,
    /// Phase 1: there is no such language here; nothing follows.
    LanguageRefused,
    /// Phase 4: carry this out and answer.
    Play(Command),
    /// Something the learner must know, while the run goes on (a restart, say).
    Notice(String),
    /// The run is over, or never began; nothing follows.
    Ended(RunEnd),
    /// Are you there?
    Ping,
}

impl ToClient {
    /// How many bytes of the client's words it carries.
    pub fn text_bytes(&self) -> usize {
        match self {
            Self::Play(command) => command.0.len(),
            Self::Notice(text) => text.len(),
            Self::Ended(end) => end.text_bytes(),
            Self::Accepted | Self::LanguageRefused | Self::Ping => 0,
        }
    }
}

// ---- engine → session, one message a phase of an instruction ------------------------------

/// The engine is loaded and waits for its program (revision 2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Message, Deserialize)]
#[rtype(result = "()")]
pub struct EngineReady {
    /// The protocol's revision that it speaks.
    pub revision: u32,
    /// The language it serves.
    #[serde(default, deserialize_with = "null_is_default")]
    pub language: String,
    /// The interpreter's version.
    #[serde(default, deserialize_with = "null_is_default")]
    pub version: String,
    /// What else it can do.
    #[serde(default, deserialize_with = "shortened")]
    pub capabilities: Vec<String>,
}

/// `none`: an instruction is open and there is no problem.
#[derive(Clone, Debug, Default, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct InstructionOpened {
    /// Where in the learner's program, where the engine says so.
    pub at: Option<SourceLine>,
    /// The learner's own frames, innermost first.
    pub stack: Vec<SourceLine>,
}

/// `start`: the program is ready to send its command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct InstructionStarted;

/// What a program asks of the game: one line, kept as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command(pub ByteString);

/// `insert`: the command is complete and the program waits for the answer.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct CommandIssued {
    /// The command.
    pub command: Command,
    /// Where in the learner's program, where the engine says so.
    pub at: Option<SourceLine>,
    /// The learner's own frames, innermost first.
    pub stack: Vec<SourceLine>,
}

/// `close`: the answer arrived and the instruction is closed with success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct InstructionClosed;

/// The program is about to wait for a line on its standard input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Message, Deserialize)]
#[rtype(result = "()")]
#[serde(default)]
pub struct InputAsked {
    /// What it asks.
    #[serde(deserialize_with = "null_is_default")]
    pub prompt: String,
}

/// A line for the program's standard input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct GiveInput {
    /// The line, without its end.
    pub line: Option<ByteString>,
    /// Nothing follows.
    pub end: bool,
}

/// Evaluate this in the learner's top-level scope, while the program waits.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct EvaluateInstruction {
    /// Counted from 1 in the run; its file is `live#N`.
    pub n: u32,
    /// The instruction.
    pub source: String,
}

/// A live instruction came to its end.
#[derive(Clone, Debug, PartialEq, Eq, Message, Deserialize)]
#[rtype(result = "()")]
pub struct InstructionDone {
    /// Which.
    pub n: u32,
    /// What it gave, as the language shows it.
    #[serde(default)]
    pub value: Option<String>,
    /// What it raised.
    #[serde(default)]
    pub error: Option<ProgramError>,
}

/// The program came to its end and waits for live instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct ProgramIdle;

/// The program failed, and goes on: its process stays for live instructions.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct ProgramFailed(pub ProgramError);

/// Which of the learner's own streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleStream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// The program printed something of its own.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct ConsolePrinted {
    /// Where it was printed.
    pub stream: ConsoleStream,
    /// What; not UTF-8 where the program was not.
    pub bytes: Vec<u8>,
    /// Text before it that was lost because nobody took it in time.
    pub lost_bytes: u64,
}

/// The attempt is over: the child is reaped and its channels are drained.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[rtype(result = "()")]
pub struct AttemptEnded {
    /// Which attempt of the run, counted from 1.
    pub attempt: u32,
    /// How it ended.
    pub end: RunEnd,
}
