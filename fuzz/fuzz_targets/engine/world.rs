//! A machine, its twin that reads in other splits, and what must be true of both.
//!
//! - Nothing panics, and the twins say the same (until a line is too long, which is cut where a
//!   read ends).
//! - The phases come in order, so at most one command is out between two answers.
//! - What the program printed is told once, in order, nothing invented; all of it, where nothing
//!   was taken for an instruction.
//! - What the machine holds between two turns has a bound that its input does not move.
//! - What it tells is bounded by what it was fed.

use std::mem::size_of;

use bytestring::ByteString;
use livecoding::messages::{AnswerCommand, ConsoleStream, EvaluateInstruction, RefuseCommand};
use livecoding::protocol::engine::{
    Answered, Channel, Event, Exchange, Limits, Revision1, Revision2,
};
use livecoding::protocol::lines::Line;

use crate::memory::live_bytes;
use crate::order::Order;
use crate::play::{FED_BYTES, Piece, Play, Turn};

// The bounds of `revision1.rs` and `lines.rs`, which are private there.
const ERROR_TEXT_BYTES: usize = 64 * 1024;
const HELD_LINES: usize = 100_000;
const KEPT_BACK_BYTES: usize = 64;
const SHORTEST_LIMIT_BYTES: usize = 2 * KEPT_BACK_BYTES;

/// What a byte of JSON may become: texts are kept as they are, and lists are cut.
const BYTES_OF_A_BYTE: usize = 4;
/// What small texts and lists of a hundred entries may take at least.
const SMALL_BYTES: usize = 32 * 1024;

/// In how many parts, about, the twin reads what the machine reads at once, at most.
const TWIN_READS: usize = 256;

pub struct World {
    is_two: bool,
    limits: Limits,
    exchange: Exchange,
    twin: Option<Exchange>,
    order: Order,
    stdout: Fed,
    stderr: Fed,
    engine: Fed,
    /// Nothing was taken for an instruction.
    is_all_text: bool,
    most_read_at_once: usize,
    held_bytes: usize,
    calls: usize,
    told: usize,
    told_bytes: usize,
}

/// What one channel was fed.
struct Fed {
    bytes: Vec<u8>,
    lines: usize,
    empty_lines: usize,
    has_insert: bool,
    /// The line that is not at its end.
    line_bytes: usize,
    longest_line_bytes: usize,
    is_closed: bool,
    /// How much of it was told.
    told: usize,
}

impl World {
    pub fn new(play: &Play<'_>) -> Self {
        let limits = Limits {
            command_bytes: play.command_bytes,
        };
        let machine = || match play.is_two {
            false => Exchange::One(Revision1::new(limits)),
            true => Exchange::Two(Revision2::new(limits)),
        };
        Self {
            is_two: play.is_two,
            limits,
            exchange: machine(),
            twin: Some(machine()),
            order: Order::new(play.is_two, limits.command_bytes),
            stdout: Fed::new(),
            stderr: Fed::new(),
            engine: Fed::new(),
            is_all_text: true,
            most_read_at_once: 0,
            held_bytes: 0,
            calls: 0,
            told: 0,
            told_bytes: 0,
        }
    }

    pub fn take(&mut self, turn: &Turn<'_>) {
        match turn {
            Turn::Write {
                channel,
                pieces,
                standing,
                split,
            } => {
                let bytes = self.bytes_of(pieces);
                let split = usize::from(*split) + 1;
                let fed = self.feed(*channel, &bytes, split);
                let standing = standing.iter().map(|(channel, piece)| (*channel, piece));
                self.look_if_wanted(fed, standing, split);
            }
            Turn::GoOn { way, text } => self.go_on(*way, text),
            Turn::Look => self.look(),
            Turn::End(channel) => self.end(*channel),
            Turn::Answer(text) => self.answer(text),
            Turn::Refuse { code, text } => self.refuse(code, text),
            Turn::Instruct { n, source } => self.instruct(*n, source),
        }
        self.check();
    }

    /// Ends every channel.
    pub fn finish(&mut self) {
        for channel in [Channel::Stdout, Channel::Stderr, Channel::Engine] {
            self.end(channel);
        }
        self.check();
    }

    fn go_on(&mut self, way: u8, text: &str) {
        for (channel, bytes) in self.order.next(way, text) {
            if bytes.len() > self.room() {
                return;
            }
            let fed = self.feed(channel, bytes.as_bytes(), 1);
            self.look_if_wanted(fed, [].into_iter(), 1);
        }
    }

    /// What of `pieces` is within the bound of a play.
    fn bytes_of(&self, pieces: &[Piece<'_>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for piece in pieces {
            piece.write(self.room(), &mut bytes);
        }
        bytes
    }

    /// Feeds what its driver would read; says how much that was.
    fn feed(&mut self, channel: Channel, bytes: &[u8], split: usize) -> usize {
        let fed = self.fed(channel);
        if bytes.is_empty() || fed.is_closed {
            return 0;
        }
        fed.take(bytes);
        let is_cut = self.stdout.longest_line_bytes > self.line_limit_bytes()
            || self.stderr.longest_line_bytes > ERROR_TEXT_BYTES;
        if is_cut && !self.is_two {
            self.twin = None;
        }
        let split = split.max(bytes.len() / TWIN_READS);
        self.tell(
            |exchange, events| exchange.feed(channel, bytes, events),
            |twin, events| {
                let parts = bytes.chunks(split);
                parts.for_each(|part| twin.feed(channel, part, events));
            },
        );
        bytes.len()
    }

    fn look_if_wanted<'a>(
        &mut self,
        fed_bytes: usize,
        standing: impl Iterator<Item = (Channel, &'a Piece<'a>)>,
        split: usize,
    ) {
        let mut read_bytes = fed_bytes;
        if fed_bytes > 0 && self.exchange.wants_look() {
            for (channel, piece) in standing {
                let bytes = self.bytes_of(std::slice::from_ref(piece));
                read_bytes += self.feed(channel, &bytes, split);
            }
            self.look();
        }
        self.most_read_at_once = self.most_read_at_once.max(read_bytes);
    }

    fn look(&mut self) {
        self.tell(Exchange::looked, Exchange::looked);
        assert!(!self.exchange.wants_look(), "a look decided nothing");
    }

    fn end(&mut self, channel: Channel) {
        if std::mem::replace(&mut self.fed(channel).is_closed, true) {
            return;
        }
        let end = |exchange: &mut Exchange, events: &mut Vec<Event>| {
            exchange.end_of(channel, events);
        };
        self.tell(end, end);
        let is_told = self.stdout.told == self.stdout.bytes.len();
        if channel == Channel::Stdout && self.is_all_text {
            assert!(is_told, "text is lost");
        }
        self.check_error_text();
    }

    fn answer(&mut self, text: &str) {
        let answer = AnswerCommand(ByteString::from(text));
        let is_out = self.order.is_out();
        self.gauge(
            |exchange| exchange.answer(&answer),
            |world, given| {
                if let Some(twin) = &mut world.twin {
                    assert_eq!(*given, twin.answer(&answer), "the twins differ");
                }
                match given {
                    Answered::Write(line) if world.is_two => {
                        let read: String = json_of(line, "answer ");
                        assert_eq!(read, text);
                        world.order.answered();
                    }
                    Answered::Write(line) => {
                        let ends = line.iter().filter(|it| b"\r\n".contains(it)).count();
                        assert!(ends == 1 && line.ends_with(b"\n"), "more than one line");
                        world.order.answered();
                    }
                    Answered::Superseded(command) => {
                        assert!(!world.is_two && is_out);
                        world.told += 1;
                        world.order.command(&command.command.0);
                    }
                    Answered::NotAsked => assert!(!is_out, "a command is forgotten"),
                }
            },
        );
    }

    fn refuse(&mut self, code: &str, text: &str) {
        let refusal = RefuseCommand {
            code: code.to_owned(),
            text: text.to_owned(),
        };
        let is_out = self.order.is_out();
        self.gauge(
            |exchange| exchange.refuse(&refusal),
            |world, given| {
                if let Some(twin) = &mut world.twin {
                    assert_eq!(*given, twin.refuse(&refusal), "the twins differ");
                }
                match given {
                    Ok(Answered::Write(line)) => {
                        let read: serde_json::Value = json_of(line, "refuse ");
                        assert_eq!(read, serde_json::json!({ "code": code, "text": text }));
                        world.order.answered();
                    }
                    Ok(Answered::Superseded(_)) => panic!("a refusal brings no command"),
                    Ok(Answered::NotAsked) => assert!(!is_out, "a command is forgotten"),
                    Err(_) => assert!(!world.is_two, "revision 2 can be told"),
                }
            },
        );
    }

    fn instruct(&mut self, n: u32, source: &str) {
        let instruction = EvaluateInstruction {
            n,
            source: source.to_owned(),
        };
        let takes = self.order.takes_instruction();
        self.gauge(
            |exchange| exchange.instruct(&instruction),
            |world, given| {
                if let Some(twin) = &mut world.twin {
                    assert_eq!(*given, twin.instruct(&instruction), "the twins differ");
                }
                match given {
                    Answered::Write(line) => {
                        assert!(takes, "a program that does not wait is told");
                        let read: serde_json::Value = json_of(line, "instruction ");
                        assert_eq!(read, serde_json::json!({ "n": n, "source": source }));
                        world.order.instructed();
                    }
                    Answered::Superseded(_) => panic!("an instruction brings no command"),
                    Answered::NotAsked => assert!(!takes, "a program waits in vain"),
                }
            },
        );
    }

    /// Lets the machine and its twin tell something, and checks it.
    fn tell(
        &mut self,
        one: impl FnOnce(&mut Exchange, &mut Vec<Event>),
        other: impl FnOnce(&mut Exchange, &mut Vec<Event>),
    ) {
        let mut slots_bytes = 0;
        let freed_bytes = self.gauge(
            |exchange| {
                let mut events = Vec::new();
                one(exchange, &mut events);
                events
            },
            |world, events| {
                if let Some(twin) = &mut world.twin {
                    let mut of_twin = Vec::new();
                    other(twin, &mut of_twin);
                    assert!(joined(events) == joined(&of_twin), "the twins differ");
                    assert_eq!(world.exchange.wants_look(), twin.wants_look());
                }
                world.hear(events);
                slots_bytes = events.capacity() * size_of::<Event>();
            },
        );
        self.told_bytes += freed_bytes - slots_bytes;
    }

    fn hear(&mut self, events: &[Event]) {
        self.told += events.len();
        self.is_all_text &= !events
            .iter()
            .any(|it| matches!(it, Event::Issued(_) | Event::Violated(_)) && !self.is_two);
        for event in events {
            self.order.take(event);
            let Event::Printed(text) = event else {
                continue;
            };
            assert_eq!(text.lost_bytes, 0);
            match text.stream {
                ConsoleStream::Stdout if self.is_all_text => self.stdout.told_all(&text.bytes),
                ConsoleStream::Stdout => self.stdout.told_some(&text.bytes),
                ConsoleStream::Stderr => {
                    assert!(self.is_two, "standard error is no console text");
                    self.stderr.told_all(&text.bytes);
                }
            }
        }
        if self.is_two {
            for fed in [&self.stdout, &self.stderr] {
                assert_eq!(fed.told, fed.bytes.len(), "text is held");
            }
        }
    }

    /// Makes a call and counts what stays held of the memory that it takes; says how many bytes
    /// its result had.
    fn gauge<T>(
        &mut self,
        call: impl FnOnce(&mut Exchange) -> T,
        check: impl FnOnce(&mut Self, &T),
    ) -> usize {
        let before = live_bytes();
        let given = call(&mut self.exchange);
        let after = live_bytes();
        check(self, &given);
        let full = live_bytes();
        drop(given);
        let freed = full - live_bytes();
        self.held_bytes = self.held_bytes + after - before - freed;
        self.calls += 1;
        freed
    }

    fn check(&self) {
        let held = self.held_bytes;
        let most = if self.is_two {
            self.most_held_by_two()
        } else {
            self.most_held_by_one()
        };
        assert!(held <= most, "{held} bytes are held, {most} may be");

        let fed_bytes = self.fed_bytes();
        assert!(self.told <= fed_bytes, "more events than bytes");
        assert!(
            self.told_bytes <= BYTES_OF_A_BYTE * fed_bytes + SMALL_BYTES * self.calls,
            "{} bytes are told of {fed_bytes}",
            self.told_bytes,
        );
    }

    fn check_error_text(&self) {
        let error = self.exchange.collected_error();
        if let Some(twin) = &self.twin {
            assert!(error == twin.collected_error(), "the twins differ");
        }
        // A byte that is no text takes three.
        let of_a_byte = if self.stderr.bytes.is_ascii() { 1 } else { 3 };
        let most = of_a_byte * (3 * ERROR_TEXT_BYTES / 2) + SMALL_BYTES;
        assert!(
            error.is_none_or(|it| it.len() <= most),
            "too much of an error"
        );
    }

    /// Most that revision 2 holds: the line that it reads, and what an open instruction says.
    fn most_held_by_two(&self) -> usize {
        let line = self.limits.engine_line_bytes();
        let opened = if self.order.is_open() {
            BYTES_OF_A_BYTE * line
        } else {
            0
        };
        grown(2 * line) + opened + SMALL_BYTES
    }

    /// Most that revision 1 holds: the two lines that it reads, the lines that may be a command,
    /// a later command, and the text of an error.
    fn most_held_by_one(&self) -> usize {
        let command = self.limits.command_bytes;
        let line = self.line_limit_bytes();
        let text = 2 * command + line;
        let cuts = self.stdout.bytes.len() / (line - KEPT_BACK_BYTES);
        let fed_lines = self.stdout.lines + cuts + 2;
        let lines = (text + self.stdout.empty_lines).min(HELD_LINES) + 2;
        // All lines before an `insert` are held until the look; room for them is kept.
        let at_once = if self.stdout.has_insert {
            self.most_read_at_once
        } else {
            0
        };
        let slots = fed_lines.min(lines + at_once).max(4);
        let held = grown(text) + 8 * fed_lines.min(text) + grown(slots) * size_of::<Line>();
        let error = (4 * self.stderr.bytes.len())
            .min(grown(ERROR_TEXT_BYTES / 2) + grown(3 * ERROR_TEXT_BYTES));
        let partial =
            grown(2 * line) + grown(2 * ERROR_TEXT_BYTES).min(grown(self.stderr.bytes.len()));
        partial + held + command + error + 2 * SMALL_BYTES
    }

    fn line_limit_bytes(&self) -> usize {
        self.limits.command_bytes.max(SHORTEST_LIMIT_BYTES)
    }

    /// What is left of the bound of a play.
    fn room(&self) -> usize {
        FED_BYTES.saturating_sub(self.fed_bytes())
    }

    fn fed_bytes(&self) -> usize {
        let fed = [&self.stdout, &self.stderr, &self.engine];
        fed.iter().map(|it| it.bytes.len()).sum()
    }

    fn fed(&mut self, channel: Channel) -> &mut Fed {
        match channel {
            Channel::Stdout => &mut self.stdout,
            Channel::Stderr => &mut self.stderr,
            Channel::Engine => &mut self.engine,
        }
    }
}

impl Fed {
    fn new() -> Self {
        Self {
            bytes: Vec::new(),
            lines: 0,
            empty_lines: 0,
            has_insert: false,
            line_bytes: 0,
            longest_line_bytes: 0,
            is_closed: false,
            told: 0,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        let word = b"insert";
        let earlier = self.bytes.len().saturating_sub(word.len());
        self.bytes.extend_from_slice(bytes);
        self.has_insert |= memchr::memmem::find(&self.bytes[earlier..], word).is_some();
        let mut begin = 0;
        for end in memchr::memchr_iter(b'\n', bytes) {
            self.go_on(end - begin);
            self.lines += 1;
            self.empty_lines += usize::from(self.line_bytes == 0);
            self.line_bytes = 0;
            begin = end + 1;
        }
        self.go_on(bytes.len() - begin);
    }

    fn go_on(&mut self, count: usize) {
        self.line_bytes += count;
        self.longest_line_bytes = self.longest_line_bytes.max(self.line_bytes);
    }

    /// `text` was told, and nothing before it is left out.
    fn told_all(&mut self, text: &[u8]) {
        let rest = self.bytes.get(self.told..).unwrap_or_default();
        assert!(rest.starts_with(text), "text is lost or invented");
        self.told += text.len();
    }

    /// `text` was told, and something before it may have been a command.
    fn told_some(&mut self, text: &[u8]) {
        for (at, byte) in text.iter().enumerate() {
            let rest = self.bytes.get(self.told..).unwrap_or_default();
            if rest.starts_with(&text[at..]) {
                self.told += text.len() - at;
                return;
            }
            let found = memchr::memchr(*byte, rest);
            self.told += found.expect("text is invented or told twice") + 1;
        }
    }
}

/// The room of a vector that grew to `count`.
fn grown(count: usize) -> usize {
    2 * count
}

/// What was told, without where a text was parted.
#[derive(PartialEq)]
enum Told<'a> {
    Text(ConsoleStream, Vec<u8>),
    Other(&'a Event),
}

fn joined(events: &[Event]) -> Vec<Told<'_>> {
    let mut joined = Vec::new();
    for event in events {
        let Event::Printed(text) = event else {
            joined.push(Told::Other(event));
            continue;
        };
        match joined.last_mut() {
            Some(Told::Text(stream, bytes)) if *stream == text.stream => bytes.extend(&text.bytes),
            _ => joined.push(Told::Text(text.stream, text.bytes.clone())),
        }
    }
    joined
}

/// What a line to the program says after `word`; it is one line.
fn json_of<T: serde::de::DeserializeOwned>(line: &[u8], word: &str) -> T {
    let ends = line.iter().filter(|&&it| it == b'\n').count();
    assert_eq!(ends, 1, "more than one line");
    let json = line.strip_prefix(word.as_bytes()).expect("another word");
    serde_json::from_slice(json).expect("the line is JSON")
}
