//! The original's client wire: bare text frames, one meaning a phase.
//!
//! ```text
//!   client ──> language ──> interpreter ──> program ──> answer, answer, …   PROCESS_ENDED_BY_USER
//!   server <──    OK            OK            OK    <── command, command, …  PROCESS_ERROR…  CLOSE_GAME
//! ```
//!
//! Old clients never close a socket and never notice one closing, so every end is told by a
//! frame and closed from this side. They understand nothing but these frames.

use std::collections::VecDeque;

use bytestring::ByteString;

use crate::messages::{
    AnswerCommand, EndReason, LoadInterpreter, ProgramError, RunEnd, RunProgram, SelectLanguage,
    StopRun, ToClient,
};

/// Most lines of one error that are told, a frame each.
const ERROR_LINES: usize = 100;
/// Most bytes of one error that are told.
const ERROR_BYTES: usize = 64 * 1024;
/// Most answers that may come before their command, and their bytes in all.
const EARLY_ANSWERS: usize = 64;
const EARLY_BYTES: usize = 1024 * 1024;

/// What a text frame meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Phase 1.
    Language(SelectLanguage),
    /// Phase 2.
    Interpreter(LoadInterpreter),
    /// Phase 3.
    Program(RunProgram),
    /// Phase 4: the outstanding command is answered.
    Answer(AnswerCommand),
    /// The learner stops the run.
    Stop(StopRun),
    /// Nothing: it came after the end, or before its command and is kept.
    Nothing,
}

/// What is to be written to the client's socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    /// A text frame.
    Text(ByteString),
    /// A ping.
    Ping,
    /// The close frame; nothing follows.
    Close,
    /// The close frame of a server that ends; nothing follows.
    CloseForRestart,
}

/// The client broke the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// Answers to nothing pile up.
    #[error("more answers than commands came; answer each command once")]
    TooManyAnswers,
}

/// Progress of one client through the classic protocol.
#[derive(Debug, Default)]
pub struct Conversation {
    phase: Phase,
    early: VecDeque<ByteString>,
    early_bytes: usize,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Language,
    Interpreter,
    Program,
    Playing,
    Awaiting,
    /// Stopped by the learner: late answers mean nothing.
    Stopped,
    Closed,
}

impl Conversation {
    /// Takes in one text frame and says what it meant.
    ///
    /// # Errors
    ///
    /// Returns [`Violation::TooManyAnswers`] when answers to nothing pile up.
    pub fn frame(&mut self, text: ByteString) -> Result<Heard, Violation> {
        let (next, heard) = match self.phase {
            Phase::Stopped | Phase::Closed => return Ok(Heard::Nothing),
            _ if text == word::STOP => (Phase::Stopped, Heard::Stop(StopRun)),
            Phase::Language => (Phase::Interpreter, Heard::Language(SelectLanguage(text))),
            Phase::Interpreter => (Phase::Program, Heard::Interpreter(LoadInterpreter(text))),
            Phase::Program => (Phase::Playing, Heard::Program(RunProgram(text))),
            Phase::Awaiting => (Phase::Playing, Heard::Answer(AnswerCommand(text))),
            Phase::Playing => return self.keep(text),
        };
        self.phase = next;
        Ok(heard)
    }

    /// Says which frames tell `what`, and the answer that came before its command, if one did.
    pub fn tell(&mut self, what: ToClient) -> (Vec<Out>, Heard) {
        if self.phase == Phase::Closed {
            return (Vec::new(), Heard::Nothing);
        }
        let frames = match what {
            ToClient::Accepted => vec![text(word::OK)],
            ToClient::LanguageRefused => {
                self.phase = Phase::Closed;
                vec![
                    text(word::NO_LANGUAGE),
                    text(word::CLOSE_WITH_ERRORS),
                    Out::Close,
                ]
            }
            ToClient::Play(command) => return self.play(command.0),
            ToClient::Notice(notice) => error_frames(&notice),
            ToClient::Ended(end) => self.end(&end),
            ToClient::Ping => vec![Out::Ping],
        };
        (frames, Heard::Nothing)
    }

    fn play(&mut self, command: ByteString) -> (Vec<Out>, Heard) {
        if !matches!(self.phase, Phase::Playing | Phase::Awaiting) {
            return (Vec::new(), Heard::Nothing);
        }
        let frames = vec![Out::Text(command)];
        if let Some(answer) = self.early.pop_front() {
            self.early_bytes -= answer.len();
            return (frames, Heard::Answer(AnswerCommand(answer)));
        }
        self.phase = Phase::Awaiting;
        (frames, Heard::Nothing)
    }

    fn end(&mut self, end: &RunEnd) -> Vec<Out> {
        self.phase = Phase::Closed;
        let mut frames = match &end.error {
            Some(error) => error_frames(&error_text(error)),
            None => error_frames(without_error(end.reason)),
        };
        let is_restart = end.reason == EndReason::Server && end.error.is_none();
        let close = if is_restart {
            Out::CloseForRestart
        } else {
            Out::Close
        };
        frames.extend([text(word::CLOSE), close]);
        frames
    }

    fn keep(&mut self, answer: ByteString) -> Result<Heard, Violation> {
        if self.early.len() == EARLY_ANSWERS || self.early_bytes + answer.len() > EARLY_BYTES {
            self.early.clear();
            self.early_bytes = 0;
            self.phase = Phase::Stopped;
            return Err(Violation::TooManyAnswers);
        }
        self.early_bytes += answer.len();
        self.early.push_back(answer);
        Ok(Heard::Nothing)
    }
}

/// What an end without an error says; nothing where the original said nothing.
fn without_error(reason: EndReason) -> &'static str {
    match reason {
        EndReason::Finished | EndReason::Error | EndReason::Stopped => "",
        EndReason::Limit => "the program hit a limit",
        EndReason::StartFailed => "the program could not be started",
        EndReason::Crashed => "the program crashed",
        EndReason::NoPlayer => "nobody answered",
        EndReason::Server => "the server ends; please try again in a moment",
    }
}

/// An error in words: the language's own report where there is one, the learner's line in any
/// case where it is known.
pub fn error_text(error: &ProgramError) -> String {
    let at = match error.line {
        Some(line) => format!("{}:{line}: ", error.file),
        None => String::new(),
    };
    if !error.raw.trim().is_empty() {
        let names_the_file = !error.file.is_empty() && error.raw.contains(&error.file);
        let at = if names_the_file { "" } else { &at };
        return format!("{at}{}", error.raw);
    }
    let name = match error.name.as_str() {
        "" => String::new(),
        name => format!(" ({name})"),
    };
    format!("{at}{}{name}", error.message)
}

/// One frame a line: an old page folds line ends. Of a long text its beginning and its end.
fn error_frames(text: &str) -> Vec<Out> {
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.retain(|line| !line.is_empty());
    let left_out = lines.len().saturating_sub(ERROR_LINES);
    let told = format!("… {left_out} lines left out …");
    if left_out > 0 {
        let middle = ERROR_LINES / 2..ERROR_LINES / 2 + left_out;
        lines.splice(middle, [told.as_str()]);
    }
    // Beginning and end have half the room each: the end names the error.
    let end = lines.split_off(lines.len().div_ceil(2));
    let begin = within(lines, ERROR_BYTES / 2);
    let mut end = within(end.into_iter().rev().collect(), ERROR_BYTES / 2);
    end.reverse();
    let lines = begin.into_iter().chain(end);
    let frames = lines.map(|line| Out::Text(format!("{}{line}", word::ERROR).into()));
    frames.collect()
}

/// As many of `lines` as there is room for, the last one cut.
fn within(lines: Vec<&str>, mut room_bytes: usize) -> Vec<&str> {
    let fitting = lines.into_iter().map_while(|line| {
        let line = line.get(..line.floor_char_boundary(room_bytes))?;
        room_bytes -= line.len();
        (!line.is_empty()).then_some(line)
    });
    fitting.collect()
}

fn text(word: &'static str) -> Out {
    Out::Text(ByteString::from_static(word))
}

/// The words of this wire; they appear nowhere else.
mod word {
    pub(super) const OK: &str = "OK";
    pub(super) const NO_LANGUAGE: &str = "ERROR/Not game for this language";
    pub(super) const CLOSE_WITH_ERRORS: &str = "CLOSE_GAME_WITH_WEBSOCKET_ERRORS";
    pub(super) const CLOSE: &str = "CLOSE_GAME";
    pub(super) const ERROR: &str = "PROCESS_ERROR";
    pub(super) const STOP: &str = "PROCESS_ENDED_BY_USER";
}

#[cfg(test)]
mod tests;
