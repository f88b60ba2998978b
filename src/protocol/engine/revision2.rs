//! Revision 2: the same phases on two descriptors of their own.
//!
//! Standard output and standard error are the learner's, so nothing there is protocol. Before a
//! command is handed on its driver looks into both, so that text and commands keep their order.

use bytestring::ByteString;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Answered, Channel, Event, Limits, Violation, lines_of, printed};
use crate::messages::{
    AnswerCommand, Command, CommandIssued, ConsoleStream, EngineReady, InstructionClosed,
    InstructionOpened, InstructionStarted, ProgramError, RefuseCommand, SourceLine,
};
use crate::protocol::lines::{Line, LineEnd, LineSplitter};

/// How much of a wrong line is told.
const QUOTED_CHARS: usize = 80;

/// Progress of one program that speaks revision 2.
#[derive(Debug)]
pub struct Revision2 {
    limits: Limits,
    engine: LineSplitter,
    phase: Phase,
    /// The program broke the protocol; nothing is read any more.
    violated: bool,
}

#[derive(Debug)]
enum Phase {
    Loading,
    Idle,
    Opened(Option<SourceLine>),
    Started(Option<SourceLine>, Form),
    /// The command is complete but for its `insert`.
    Written(CommandIssued),
    /// Complete; what was printed before it is to be handed on first.
    Complete(CommandIssued),
    Issued,
    Closing,
}

/// How a command is written.
#[derive(Clone, Copy, Debug)]
enum Form {
    Raw,
    Json,
}

/// What `none` may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OpenedJson {
    file: String,
    line: u32,
    stack: Vec<SourceLine>,
}

impl Revision2 {
    /// A program whose engine has not said `ready`.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            engine: LineSplitter::new(limits.engine_line_bytes()),
            phase: Phase::Loading,
            violated: false,
        }
    }

    /// Takes in `bytes` of `channel`.
    pub fn feed(&mut self, channel: Channel, bytes: &[u8], events: &mut Vec<Event>) {
        match channel {
            Channel::Stdout => events.push(printed(ConsoleStream::Stdout, bytes.to_vec())),
            Channel::Stderr => events.push(printed(ConsoleStream::Stderr, bytes.to_vec())),
            Channel::Engine => {
                for line in lines_of(&mut self.engine, bytes) {
                    self.line(&line, events);
                }
            }
        }
    }

    /// Whether a command is complete and what was printed before it may not be read.
    pub fn wants_look(&self) -> bool {
        matches!(self.phase, Phase::Complete(_))
    }

    /// What was printed before the command is fed: hands the command on.
    pub fn looked(&mut self, events: &mut Vec<Event>) {
        let phase = std::mem::replace(&mut self.phase, Phase::Issued);
        if let Phase::Complete(command) = phase {
            events.push(Event::Issued(command));
        } else {
            self.phase = phase;
        }
    }

    /// Takes in the client's answer.
    pub fn answer(&mut self, answer: &AnswerCommand) -> Answered {
        self.close_with(word::ANSWER, &&*answer.0)
    }

    /// Refuses the outstanding command: the program gets an error that it can catch.
    pub fn refuse(&mut self, refusal: &RefuseCommand) -> Answered {
        let json = serde_json::json!({ "code": refusal.code, "text": refusal.text });
        self.close_with(word::REFUSE, &json)
    }

    /// The line that names the program to the engine.
    pub fn program(folder: &str, main: &str, bindings: Option<&str>) -> Vec<u8> {
        let json = serde_json::json!({
            "folder": folder, "main": main, "bindings": bindings, "seed": null,
        });
        format!("{} {json}\n", word::PROGRAM).into_bytes()
    }

    /// The line that tells the engine to end.
    pub fn stop() -> Vec<u8> {
        format!("{}\n", word::STOP).into_bytes()
    }

    fn close_with(&mut self, word: &str, value: &impl serde::Serialize) -> Answered {
        if !matches!(self.phase, Phase::Issued) {
            return Answered::NotAsked;
        }
        self.phase = Phase::Closing;
        let mut line = format!("{word} ").into_bytes();
        // Neither a text nor an object of two texts can fail to become JSON.
        let _ = serde_json::to_writer(&mut line, value);
        line.push(b'\n');
        Answered::Write(line)
    }

    fn line(&mut self, line: &Line, events: &mut Vec<Event>) {
        if self.violated {
            return;
        }
        if let Err(violation) = self.step(line, events) {
            self.violated = true;
            events.push(Event::Violated(violation));
        }
    }

    fn step(&mut self, line: &Line, events: &mut Vec<Event>) -> Result<(), Violation> {
        if line.end == LineEnd::Cut {
            return Err(self.too_long());
        }
        let text = line.text();
        let (word, json) = text.split_once(' ').unwrap_or((&text, ""));
        let phase = std::mem::replace(&mut self.phase, Phase::Idle);
        self.phase = match (phase, word) {
            (Phase::Started(at, form), _) => self.command(at, form, text)?,
            (Phase::Loading, word::READY) => {
                events.push(Event::Ready(parse::<EngineReady>(json, &text)?));
                Phase::Idle
            }
            (phase @ (Phase::Loading | Phase::Idle | Phase::Opened(_)), word::ERROR) => {
                events.push(Event::Failed(parse::<ProgramError>(json, &text)?));
                phase
            }
            (Phase::Idle, word::NONE) => {
                let opened = opened(json, &text)?;
                let at = opened.at.clone();
                events.push(Event::Opened(opened));
                Phase::Opened(at)
            }
            (Phase::Opened(at), word::START) => {
                events.push(Event::Started(InstructionStarted));
                let form = if json.trim() == word::JSON {
                    Form::Json
                } else {
                    Form::Raw
                };
                Phase::Started(at, form)
            }
            (Phase::Written(command), word::INSERT) => Phase::Complete(command),
            (Phase::Closing, word::CLOSE) => {
                events.push(Event::Closed(InstructionClosed));
                Phase::Idle
            }
            (Phase::Loading, _) => return unexpected("`ready`", &text),
            (Phase::Idle, _) => return unexpected("`none` or `error`", &text),
            (Phase::Opened(_), _) => return unexpected("`start`", &text),
            (Phase::Written(_), _) => return unexpected("`insert`", &text),
            (Phase::Complete(_) | Phase::Issued, _) => return unexpected("nothing", &text),
            (Phase::Closing, _) => return unexpected("`close`", &text),
        };
        Ok(())
    }

    fn command(
        &self,
        at: Option<SourceLine>,
        form: Form,
        text: String,
    ) -> Result<Phase, Violation> {
        let command = match form {
            Form::Raw => text,
            Form::Json => parse::<String>(&text, &text)?,
        };
        if command.len() > self.limits.command_bytes {
            return Err(self.too_long());
        }
        let command = Command(ByteString::from(command));
        Ok(Phase::Written(CommandIssued { command, at }))
    }

    fn too_long(&self) -> Violation {
        Violation::CommandTooLong {
            limit_bytes: self.limits.command_bytes,
        }
    }
}

fn opened(json: &str, line: &str) -> Result<InstructionOpened, Violation> {
    if json.trim().is_empty() {
        return Ok(InstructionOpened::default());
    }
    let OpenedJson { file, line, stack } = parse(json, line)?;
    let name = stack
        .first()
        .map(|frame| frame.name.clone())
        .unwrap_or_default();
    let at = (line > 0).then_some(SourceLine { file, line, name });
    Ok(InstructionOpened { at, stack })
}

fn parse<T: DeserializeOwned>(json: &str, line: &str) -> Result<T, Violation> {
    serde_json::from_str(json).or_else(|_| unexpected("its JSON", line))
}

fn unexpected<T>(expected: &'static str, got: &str) -> Result<T, Violation> {
    let got = got.chars().take(QUOTED_CHARS).collect();
    Err(Violation::Unexpected { expected, got })
}

/// The words of this wire; they appear nowhere else.
mod word {
    pub(super) const READY: &str = "ready";
    pub(super) const PROGRAM: &str = "program";
    pub(super) const NONE: &str = "none";
    pub(super) const START: &str = "start";
    pub(super) const JSON: &str = "json";
    pub(super) const INSERT: &str = "insert";
    pub(super) const CLOSE: &str = "close";
    pub(super) const ANSWER: &str = "answer";
    pub(super) const REFUSE: &str = "refuse";
    pub(super) const ERROR: &str = "error";
    pub(super) const STOP: &str = "stop";
}
