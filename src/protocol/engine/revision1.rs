//! Revision 1, the original's: protocol and the program's own text share two pipes.
//!
//! `none` comes on standard error, the rest on standard output, and the pipes have no order
//! between them. An engine flushes `none` before it writes `start`, and the program blocks after
//! `insert`. So lines of standard output are held only while an instruction may be open, and an
//! instruction is read *back* from its `insert`: the line before it belongs to the command, and
//! the nearest line before that which ends in `start` begins it. Everything else is console text.

use std::collections::VecDeque;

use bytestring::ByteString;
use memchr::memmem;

use super::error_text::{ERROR_TEXT_BYTES, ErrorText};
use super::{Answered, Channel, Event, Limits, Violation, lines_of, printed};
use crate::messages::{
    AnswerCommand, Command, CommandIssued, ConsoleStream, InstructionClosed, InstructionOpened,
    InstructionStarted,
};
use crate::protocol::lines::{Line, LineEnd, LineSplitter};
use crate::protocol::words::is_control_word;

/// Most lines held while an instruction may be open; a command is nearly always one.
const HELD_LINES: usize = 100_000;

/// Progress of one program that speaks revision 1.
#[derive(Debug)]
pub struct Revision1 {
    limits: Limits,
    stdout: LineSplitter,
    stderr: LineSplitter,
    phase: Phase,
    /// `none` was read and its instruction has not been seen.
    opened: bool,
    /// Lines of standard output whose meaning is open; the first one ends in `start`.
    held: VecDeque<Line<'static>>,
    held_bytes: usize,
    /// How many of them are `insert`.
    inserts: usize,
    overflow: Overflow,
    /// Lines came since the last decision.
    undecided: bool,
    error: Option<ErrorText>,
}

#[derive(Debug)]
enum Phase {
    Idle,
    /// A command is out; a later instruction, seen before the answer, is the real one.
    Issued {
        later: Option<CommandIssued>,
    },
    /// The answer is written; `close` will come.
    Closing,
}

/// Whether a `start` was followed by more than a command may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Overflow {
    No,
    /// It was, and what followed is given up as console text.
    Given,
    /// And then `insert` came: a command that is too long, if an instruction is open.
    Inserted,
}

impl Revision1 {
    /// A program that has not written anything.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            stdout: LineSplitter::new(limits.command_bytes),
            stderr: LineSplitter::new(ERROR_TEXT_BYTES),
            phase: Phase::Idle,
            opened: false,
            held: VecDeque::new(),
            held_bytes: 0,
            inserts: 0,
            overflow: Overflow::No,
            undecided: false,
            error: None,
        }
    }

    /// Takes in `bytes` of `channel`.
    pub fn feed(&mut self, channel: Channel, bytes: &[u8], events: &mut Vec<Event>) {
        match channel {
            Channel::Stdout => {
                let bytes = self.pass_text(bytes, events);
                for line in lines_of(&mut self.stdout, bytes) {
                    self.stdout_line(line, events);
                }
            }
            Channel::Stderr => {
                for line in lines_of(&mut self.stderr, bytes) {
                    self.stderr_line(&line, events);
                }
            }
            Channel::Engine => (),
        }
    }

    /// `channel` is at its end.
    pub fn end_of(&mut self, channel: Channel, events: &mut Vec<Event>) {
        match channel {
            Channel::Stdout => {
                if let Some(line) = self.stdout.finish() {
                    self.stdout_line(line, events);
                }
                self.release(self.held.len(), events);
            }
            Channel::Stderr => {
                if let Some(line) = self.stderr.finish() {
                    self.stderr_line(&line, events);
                }
            }
            Channel::Engine => (),
        }
    }

    /// Hands on at once the whole lines that no instruction can begin in; gives the rest.
    fn pass_text<'a>(&self, bytes: &'a [u8], events: &mut Vec<Event>) -> &'a [u8] {
        let is_plain = self.held.is_empty()
            && self.stdout.is_empty()
            && self.overflow == Overflow::No
            && !matches!(self.phase, Phase::Closing);
        if !is_plain {
            return bytes;
        }
        let text = memmem::find(bytes, word::START).map_or(bytes, |at| bytes.split_at(at).0);
        let lines = memchr::memrchr(b'\n', text).map_or(0, |at| at + 1);
        let (lines, rest) = bytes.split_at(lines);
        if !lines.is_empty() {
            events.push(printed(ConsoleStream::Stdout, lines.to_vec()));
        }
        rest
    }

    /// Whether standard error, or more of standard output, could change what is held.
    pub fn wants_look(&self) -> bool {
        let complete = self.inserts > 0 || self.overflow == Overflow::Inserted;
        self.undecided && (complete || !(self.held.is_empty() || self.expects_instruction()))
    }

    /// What stood in the pipes is fed: decides what is held.
    pub fn looked(&mut self, events: &mut Vec<Event>) {
        self.undecided = false;
        let overflow = std::mem::replace(&mut self.overflow, Overflow::No);
        if !self.expects_instruction() {
            self.release(self.held.len(), events);
        } else if let Some((start, insert)) = self.instruction() {
            self.issue(start, insert, events);
        } else if overflow == Overflow::Inserted {
            events.push(Event::Violated(self.too_long()));
        } else {
            self.overflow = overflow;
            // An `insert` without its `start` is text, and so is what stands before it.
            let text = self.held.iter().rposition(is_insert).map_or(0, |at| at + 1);
            self.release(text, events);
            self.hold_again(events);
        }
    }

    /// Takes in the client's answer; the line end that the wire needs is the only one left.
    pub fn answer(&mut self, answer: &AnswerCommand) -> Answered {
        match std::mem::replace(&mut self.phase, Phase::Closing) {
            Phase::Issued { later: Some(later) } => {
                self.phase = Phase::Issued { later: None };
                Answered::Superseded(later)
            }
            Phase::Issued { later: None } => {
                let mut line = answer.0.replace(['\r', '\n'], " ").into_bytes();
                line.push(b'\n');
                Answered::Write(line)
            }
            phase @ (Phase::Idle | Phase::Closing) => {
                self.phase = phase;
                Answered::NotAsked
            }
        }
    }

    /// The text on standard error, when it is an error.
    pub fn collected_error(&self) -> Option<String> {
        let error = self.error.as_ref()?;
        let mut text = error.text();
        if error.none_withheld && self.opened {
            text.push_str(word::NONE_TEXT);
        }
        Some(text.trim_end().to_owned())
    }

    /// Whether an instruction can be among what is held.
    fn expects_instruction(&self) -> bool {
        self.error.is_none() && (self.opened || matches!(self.phase, Phase::Issued { .. }))
    }

    fn stdout_line(&mut self, line: Line<'_>, events: &mut Vec<Event>) {
        if matches!(self.phase, Phase::Closing)
            && let Some(before) = line.trimmed().strip_suffix(word::CLOSE)
        {
            // What is held came before it, and nothing of it is an instruction any more.
            self.release(self.held.len(), events);
            if !before.is_empty() {
                events.push(printed(ConsoleStream::Stdout, before.to_vec()));
            }
            self.phase = Phase::Idle;
            events.push(Event::Closed(InstructionClosed));
            return;
        }
        self.hold(line, events);
    }

    /// Holds `line` if it can belong to an instruction, and releases what cannot any more.
    fn hold(&mut self, line: Line<'_>, events: &mut Vec<Event>) {
        self.undecided = true;
        if is_start(&line) {
            self.overflow = Overflow::No;
        } else if self.held.is_empty() {
            if is_insert(&line) && self.overflow == Overflow::Given {
                self.overflow = Overflow::Inserted;
            }
            events.push(printed(ConsoleStream::Stdout, line.into_written()));
            return;
        }
        self.inserts += usize::from(is_insert(&line));
        self.held_bytes += line.bytes.len();
        self.held.push_back(line.into_owned());
        if self.inserts > 0 {
            return;
        }
        // The last line may be a command that ends in `start`; the one before it is none.
        let before_last = self.held.len().saturating_sub(2);
        if before_last > 0 && self.held.get(before_last).is_some_and(is_start) {
            self.release(before_last, events);
        }
        if self.held_bytes > 2 * self.limits.command_bytes || self.held.len() > HELD_LINES {
            // The last line may begin an instruction of its own.
            let begins = self.held.back().is_some_and(is_start);
            self.release(self.held.len() - usize::from(begins), events);
            if !begins {
                self.overflow = Overflow::Given;
            }
        }
    }

    /// Looks again at lines whose beginning was decided.
    fn hold_again(&mut self, events: &mut Vec<Event>) {
        let undecided = self.undecided;
        self.inserts = 0;
        self.held_bytes = 0;
        for line in std::mem::take(&mut self.held) {
            self.hold(line, events);
        }
        self.undecided = undecided;
    }

    fn stderr_line(&mut self, line: &Line<'_>, events: &mut Vec<Event>) {
        let text = line.trimmed();
        let before = text.strip_suffix(word::NONE);
        if before.is_some() && self.error.is_none() && !self.opened {
            events.push(Event::Opened(InstructionOpened::default()));
        }
        self.opened |= before.is_some();
        let is_text = before.map_or(!text.is_empty() || self.error.is_some(), |it| {
            !it.is_empty()
        });
        if !is_text {
            return;
        }
        if self.error.is_none() {
            events.push(Event::ErrorBegan);
        }
        let error = self.error.get_or_insert_default();
        error.none_withheld = before.is_some();
        let kept = match before {
            Some(before) => before,
            None => &line.bytes,
        };
        error.push(kept);
        if before.is_none() && line.end == LineEnd::Newline {
            error.push(b"\n");
        }
    }

    /// Where the instruction that the last complete one is begins and ends, among what is held.
    fn instruction(&self) -> Option<(usize, usize)> {
        let mut inserts = (2..self.held.len())
            .rev()
            .filter(|&at| self.held.get(at).is_some_and(is_insert));
        inserts.find_map(|insert| {
            let start = (0..insert - 1)
                .rev()
                .find(|&at| self.held.get(at).is_some_and(is_start))?;
            Some((start, insert))
        })
    }

    fn issue(&mut self, start: usize, insert: usize, events: &mut Vec<Event>) {
        self.release(start, events);
        let mut lines: VecDeque<Line<'static>> = self.held.drain(..=(insert - start)).collect();
        lines.pop_back();
        if let Some(first) = lines.pop_front() {
            let before = first
                .trimmed()
                .strip_suffix(word::START)
                .unwrap_or_default();
            if !before.is_empty() {
                events.push(printed(ConsoleStream::Stdout, before.to_vec()));
            }
        }
        match self.command(&lines) {
            Ok(command) => self.hand_on(
                CommandIssued {
                    command,
                    at: None,
                    stack: Vec::new(),
                },
                events,
            ),
            Err(violation) => events.push(Event::Violated(violation)),
        }
        self.hold_again(events);
    }

    fn command(&self, lines: &VecDeque<Line<'_>>) -> Result<Command, Violation> {
        if lines.iter().any(|line| line.end == LineEnd::Cut) {
            return Err(self.too_long());
        }
        let lines: Vec<_> = lines.iter().map(Line::text).collect();
        let text = lines.join("\n");
        if text.len() > self.limits.command_bytes {
            return Err(self.too_long());
        }
        if is_control_word(&text) {
            return Err(Violation::ControlWord(text));
        }
        Ok(Command(ByteString::from(text)))
    }

    fn hand_on(&mut self, command: CommandIssued, events: &mut Vec<Event>) {
        match &mut self.phase {
            Phase::Issued { later } => *later = Some(command),
            Phase::Idle | Phase::Closing => {
                if matches!(self.phase, Phase::Closing) {
                    events.push(Event::Closed(InstructionClosed));
                }
                self.phase = Phase::Issued { later: None };
                events.push(Event::Started(InstructionStarted));
                events.push(Event::Issued(command));
            }
        }
        self.opened = false;
    }

    fn release(&mut self, count: usize, events: &mut Vec<Event>) {
        for line in self.held.drain(..count) {
            self.held_bytes -= line.bytes.len();
            self.inserts -= usize::from(is_insert(&line));
            events.push(printed(ConsoleStream::Stdout, line.into_written()));
        }
    }

    fn too_long(&self) -> Violation {
        Violation::CommandTooLong {
            limit_bytes: self.limits.command_bytes,
        }
    }
}

fn is_start(line: &Line<'_>) -> bool {
    line.end == LineEnd::Newline && line.trimmed().ends_with(word::START)
}

fn is_insert(line: &Line<'_>) -> bool {
    line.end == LineEnd::Newline && line.trimmed() == word::INSERT
}

/// The words of this wire; they appear nowhere else.
mod word {
    pub(super) const NONE: &[u8] = b"none";
    pub(super) const NONE_TEXT: &str = "none";
    pub(super) const START: &[u8] = b"start";
    pub(super) const INSERT: &[u8] = b"insert";
    pub(super) const CLOSE: &[u8] = b"close";
}
