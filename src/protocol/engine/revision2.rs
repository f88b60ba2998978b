//! Revision 2: the same phases on two descriptors of their own.
//!
//! Standard output and standard error are the learner's, so nothing there is protocol. Before a
//! command is handed on its driver looks into both, so that text and commands keep their order.

use std::borrow::Cow;

use bytestring::ByteString;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Answered, Channel, Event, Limits, Violation, lines_of, printed};
use crate::messages::{
    AnswerCommand, Command, CommandIssued, ConsoleStream, EngineReady, ErrorKind,
    EvaluateInstruction, InstructionClosed, InstructionOpened, InstructionStarted, Mode,
    ProgramError, ProgramIdle, RefuseCommand, SourceLine, null_is_default, shortened,
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
    /// The one uncaught error was reported.
    failed: bool,
    /// A live instruction is being evaluated.
    outer: Option<Outer>,
    /// The program came to its end.
    ended: bool,
}

#[derive(Debug)]
enum Phase {
    Loading,
    Idle,
    Opened(InstructionOpened),
    Started(InstructionOpened, Form),
    /// The command is complete but for its `insert`.
    Written(CommandIssued),
    /// Complete; what was printed before it is to be handed on first.
    Complete(CommandIssued),
    Issued,
    Closing,
    /// The program has ended; its process stays for live instructions.
    Ended,
}

/// Where the program stands that evaluates a live instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outer {
    Issued,
    Ended,
}

/// How a command is written.
#[derive(Clone, Copy, Debug)]
enum Form {
    Raw,
    Json,
}

/// What an engine is told of its program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgramNamed {
    /// The folder of the learner's files.
    pub folder: String,
    /// The main one of them.
    pub main: String,
    /// The path of the game's interpreter.
    pub bindings: Option<String>,
    /// Seeds the language's random numbers.
    pub seed: Option<i64>,
    /// Whether the process stays when the program has ended.
    pub mode: Mode,
}

/// What `none` may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OpenedJson {
    #[serde(deserialize_with = "null_is_default")]
    file: String,
    #[serde(deserialize_with = "null_is_default")]
    line: u32,
    #[serde(deserialize_with = "shortened")]
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
            failed: false,
            outer: None,
            ended: false,
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

    /// Gives the program a live instruction, while it waits.
    pub fn instruct(&mut self, instruction: &EvaluateInstruction) -> Answered {
        let outer = match (&self.phase, self.outer) {
            (Phase::Issued, None) => Outer::Issued,
            (Phase::Ended, None) => Outer::Ended,
            _ => return Answered::NotAsked,
        };
        self.outer = Some(outer);
        self.phase = Phase::Idle;
        let EvaluateInstruction { n, source } = instruction;
        let json = serde_json::json!({ "n": n, "source": source });
        Answered::Write(format!("{} {json}\n", word::INSTRUCTION).into_bytes())
    }

    /// The line that names the program to the engine.
    pub fn program(program: &ProgramNamed) -> Vec<u8> {
        // Neither texts nor numbers can fail to become JSON.
        let json = serde_json::to_string(program).unwrap_or_default();
        format!("{} {json}\n", word::PROGRAM).into_bytes()
    }

    /// The line that tells the engine to end.
    pub fn stop() -> Vec<u8> {
        format!("{}\n", word::STOP).into_bytes()
    }

    fn close_with(&mut self, word: &str, value: &impl Serialize) -> Answered {
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

    fn line(&mut self, line: &Line<'_>, events: &mut Vec<Event>) {
        if self.violated {
            return;
        }
        if let Err(violation) = self.step(line, events) {
            self.violated = true;
            // Whatever it was about to do: nothing more is asked, and nothing is answered.
            self.phase = Phase::Idle;
            events.push(Event::Violated(violation));
        }
    }

    fn step(&mut self, line: &Line<'_>, events: &mut Vec<Event>) -> Result<(), Violation> {
        if line.end == LineEnd::Cut {
            return Err(self.too_long());
        }
        let text = line.text();
        let (word, json) = text.split_once(' ').unwrap_or((&text, ""));
        let phase = std::mem::replace(&mut self.phase, Phase::Idle);
        self.phase = match (phase, word) {
            (Phase::Started(at, form), _) => self.command(at, form, text)?,
            (Phase::Loading, word::READY) => {
                events.push(Event::Ready(parse::<EngineReady>(json)?));
                Phase::Idle
            }
            // A signal of the system's may raise an error in any phase of an instruction.
            (phase, word::ERROR) if !self.failed || self.ended => {
                self.failed = true;
                events.push(Event::Failed(reported(json)));
                phase
            }
            (phase @ (Phase::Idle | Phase::Ended), _) => self.between(phase, word, json, events)?,
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
                if self.ended && self.outer.is_none() {
                    Phase::Ended
                } else {
                    Phase::Idle
                }
            }
            (Phase::Loading, _) => return unexpected("`ready`", &text),
            (Phase::Opened(_), _) => return unexpected("`start`", &text),
            (Phase::Written(_), _) => return unexpected("`insert`", &text),
            (Phase::Complete(_) | Phase::Issued, _) => return unexpected("nothing", &text),
            (Phase::Closing, _) => return unexpected("`close`", &text),
        };
        Ok(())
    }

    /// A line while no instruction is open.
    fn between(
        &mut self,
        phase: Phase,
        word: &str,
        json: &str,
        events: &mut Vec<Event>,
    ) -> Result<Phase, Violation> {
        let is_evaluating = self.outer.is_some();
        match (phase, word) {
            // In a program that has ended, a thread of its own may go on.
            (_, word::NONE) => {
                let opened = opened(json)?;
                events.push(Event::Opened(opened.clone()));
                Ok(Phase::Opened(opened))
            }
            (phase, word::INPUT) => {
                events.push(Event::InputAsked(parse(json)?));
                Ok(phase)
            }
            (Phase::Idle, word::RESULT) if is_evaluating => {
                events.push(Event::Evaluated(parse(json)?));
                match self.outer.take() {
                    Some(Outer::Issued) => Ok(Phase::Issued),
                    Some(Outer::Ended) | None => Ok(Phase::Ended),
                }
            }
            (Phase::Idle, word::IDLE) if !is_evaluating => {
                self.ended = true;
                events.push(Event::ProgramEnded(ProgramIdle));
                Ok(Phase::Ended)
            }
            _ => unexpected("`none` or `error`", format!("{word} {json}").trim_end()),
        }
    }

    fn command(
        &self,
        InstructionOpened { at, stack }: InstructionOpened,
        form: Form,
        text: Cow<'_, str>,
    ) -> Result<Phase, Violation> {
        let command = match form {
            Form::Raw => text.into_owned(),
            Form::Json => parse::<String>(&text)?,
        };
        if command.len() > self.limits.command_bytes {
            return Err(self.too_long());
        }
        let command = Command(ByteString::from(command));
        Ok(Phase::Written(CommandIssued { command, at, stack }))
    }

    fn too_long(&self) -> Violation {
        Violation::CommandTooLong {
            limit_bytes: self.limits.command_bytes,
        }
    }
}

/// What the engine reported; what cannot be read is told as it stands.
fn reported(json: &str) -> ProgramError {
    serde_json::from_str(json).unwrap_or_else(|_| ProgramError {
        raw: json.to_owned(),
        ..ProgramError::text(ErrorKind::Runtime, "the program failed")
    })
}

fn opened(json: &str) -> Result<InstructionOpened, Violation> {
    if json.trim().is_empty() {
        return Ok(InstructionOpened::default());
    }
    let OpenedJson { file, line, stack } = parse(json)?;
    let name = stack
        .first()
        .map(|frame| frame.name.clone())
        .unwrap_or_default();
    let at = (line > 0).then_some(SourceLine { file, line, name });
    Ok(InstructionOpened { at, stack })
}

fn parse<T: DeserializeOwned>(json: &str) -> Result<T, Violation> {
    serde_json::from_str(json).or_else(|_| unexpected("readable JSON", json))
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
    pub(super) const INPUT: &str = "input";
    pub(super) const INSTRUCTION: &str = "instruction";
    pub(super) const RESULT: &str = "result";
    pub(super) const IDLE: &str = "idle";
}
