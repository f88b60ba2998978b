//! What a program prints: joined, numbered, its first and its last part kept.
//!
//! It never slows a program. Each client has a cursor of its own; what it cannot be told, because
//! it is too much or not kept any more, is a gap that is announced.

use std::collections::VecDeque;
use std::time::Duration;

use crate::messages::{ConsolePrinted, ConsoleStream};

/// Longest message, in bytes of text.
const MESSAGE_BYTES: usize = 16 * 1024;
/// How much of the beginning is kept, and how much of the end, in bytes.
const KEPT_BYTES: usize = 256 * 1024;
/// Messages kept of each, whatever they have.
const KEPT_MESSAGES: usize = 4_096;
/// Time within which text is joined: at most 20 messages a second.
pub(super) const JOINED: Duration = Duration::from_millis(50);
/// How much a client is told, in bytes a second, and at once.
const SUSTAINED_BYTES: f64 = 64.0 * 1024.0;
const BURST_BYTES: f64 = 256.0 * 1024.0;

/// A joined piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// Counted from 1 in its run.
    pub(super) n: u64,
    /// Where it was printed.
    pub(super) stream: ConsoleStream,
    /// What.
    pub(super) text: String,
    /// When, since the run began.
    pub(super) at: Duration,
    /// Text of the run before it, in bytes.
    offset: u64,
    /// How long its text is on the wire.
    wire_bytes: usize,
}

/// How long `text` is as a JSON string: what JSON must write out takes two or six bytes.
fn wire_bytes(text: &str) -> usize {
    let of_byte = |byte| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 8 | 12 => 2,
        0..32 => 6,
        _ => 1,
    };
    text.bytes().map(of_byte).sum()
}

impl Message {
    fn end(&self) -> u64 {
        self.offset + self.text.len() as u64
    }
}

/// Messages that are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// The first.
    pub(super) from_n: u64,
    /// The last.
    pub(super) to_n: u64,
    /// How much they had.
    pub(super) bytes: u64,
}

/// What a client is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Text.
    Message(Message),
    /// What is missing before the next text.
    Gap(Gap),
}

/// The text of one run.
#[derive(Debug, Default)]
pub(super) struct Console {
    open: Option<Open>,
    first: Vec<Message>,
    first_bytes: usize,
    last: VecDeque<Message>,
    last_bytes: usize,
    last_n: u64,
    bytes: u64,
    /// The beginning of a character whose end has not come, of each stream.
    halves: [Vec<u8>; 2],
}

/// The message that still grows.
#[derive(Debug)]
struct Open {
    stream: ConsoleStream,
    text: String,
    since: Duration,
}

/// How far a client has read, and what it may be told now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    n: u64,
    offset: u64,
    room_bytes: f64,
    filled_at: Duration,
}

impl Default for Cursor {
    fn default() -> Self {
        Self {
            n: 0,
            offset: 0,
            room_bytes: BURST_BYTES,
            filled_at: Duration::ZERO,
        }
    }
}

impl Console {
    /// Takes in what the program printed at `at`.
    pub(super) fn print(&mut self, printed: &ConsolePrinted, at: Duration) {
        if printed.lost_bytes > 0 {
            self.close();
            // A message that nobody keeps: its number and its bytes become a gap.
            self.last_n += 1;
            self.bytes += printed.lost_bytes;
        }
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.stream != printed.stream)
        {
            self.close();
        }
        let mut text = self.decode(printed.stream, &printed.bytes);
        while !text.is_empty() {
            let open = self.open.get_or_insert_with(|| Open {
                stream: printed.stream,
                text: String::new(),
                since: at,
            });
            let room = MESSAGE_BYTES - open.text.len();
            let rest = text.split_off(text.floor_char_boundary(room.max(4)));
            open.text.push_str(&text);
            if open.text.len() + 4 > MESSAGE_BYTES {
                self.close();
            }
            text = rest;
        }
    }

    /// Text is certain to come no more: what stands open is a message.
    pub(super) fn close(&mut self) {
        let Some(Open {
            stream,
            text,
            since,
        }) = self.open.take()
        else {
            return;
        };
        self.last_n += 1;
        let message = Message {
            n: self.last_n,
            stream,
            at: since,
            offset: self.bytes,
            wire_bytes: wire_bytes(&text),
            text,
        };
        self.bytes = message.end();
        self.keep(message);
    }

    /// Everything after `cursor`, as far as it is kept and the client may be told.
    ///
    /// Before a command the client must be level with it: what it has no room for is left out.
    pub(super) fn tell(&self, cursor: &mut Cursor, now: Duration, pace: Pace) -> Vec<Told> {
        cursor.fill(now);
        let waiting: Vec<&Message> = self.kept().filter(|it| it.n > cursor.n).collect();
        let mut skipped = 0;
        if pace == Pace::Level {
            // The newest text is worth most.
            let mut room = cursor.room_bytes;
            let fitting = waiting.iter().rev().take_while(|it| {
                room -= as_f64(it.wire_bytes);
                room >= 0.0
            });
            skipped = waiting.len() - fitting.count();
        }
        let mut told = Vec::new();
        for message in waiting.into_iter().skip(skipped) {
            let bytes = as_f64(message.wire_bytes);
            if pace == Pace::Limited && cursor.room_bytes < bytes {
                break;
            }
            cursor.room_bytes -= bytes;
            told.extend(cursor.gap_to(message.n - 1, message.offset).map(Told::Gap));
            told.push(Told::Message(message.clone()));
            cursor.n = message.n;
            cursor.offset = message.end();
        }
        if pace != Pace::Limited {
            told.extend(cursor.gap_to(self.last_n, self.bytes).map(Told::Gap));
        }
        told
    }

    /// Whether there is something that `cursor` has not passed.
    pub(super) fn is_ahead_of(&self, cursor: &Cursor) -> bool {
        self.last_n > cursor.n
    }

    /// The cursor of a client that has everything up to message `n`.
    pub(super) fn cursor_after(&self, n: u64) -> Cursor {
        let n = n.min(self.last_n);
        let offset = match self.kept().find(|it| it.n > n) {
            // What is missing after `n` is counted from the message before, where that is kept.
            Some(next) => match self.kept().find(|it| it.n == n) {
                Some(message) => message.end(),
                None if n == 0 => 0,
                None => next.offset,
            },
            None => self.bytes,
        };
        Cursor {
            n,
            offset,
            ..Cursor::default()
        }
    }

    fn kept(&self) -> impl Iterator<Item = &Message> {
        self.first.iter().chain(&self.last)
    }

    fn keep(&mut self, message: Message) {
        let bytes = message.text.len();
        let fits = self.first_bytes + bytes <= KEPT_BYTES && self.first.len() < KEPT_MESSAGES;
        if fits && self.last.is_empty() {
            self.first_bytes += bytes;
            self.first.push(message);
            return;
        }
        self.last_bytes += bytes;
        self.last.push_back(message);
        while self.last_bytes > KEPT_BYTES || self.last.len() > KEPT_MESSAGES {
            let Some(gone) = self.last.pop_front() else {
                return;
            };
            self.last_bytes -= gone.text.len();
        }
    }

    /// Text of `bytes`; the beginning of a character at their end waits for the rest of it.
    fn decode(&mut self, stream: ConsoleStream, bytes: &[u8]) -> String {
        let [stdout, stderr] = &mut self.halves;
        let half = match stream {
            ConsoleStream::Stdout => stdout,
            ConsoleStream::Stderr => stderr,
        };
        half.extend_from_slice(bytes);
        let whole = half.len() - unfinished(half);
        let rest = half.split_off(whole);
        String::from_utf8_lossy(&std::mem::replace(half, rest)).into_owned()
    }
}

/// How many bytes at the end of `bytes` begin a character that they do not finish.
fn unfinished(bytes: &[u8]) -> usize {
    let last = bytes.len().saturating_sub(3);
    let tail = bytes.get(last..).unwrap_or_default();
    let begin = tail
        .iter()
        .rposition(|byte| byte & 0b1100_0000 == 0b1100_0000);
    let Some(begin) = begin else {
        return 0;
    };
    let character = tail.get(begin..).unwrap_or_default();
    let needs = match character.first() {
        Some(0xf0..=0xf7) => 4,
        Some(0xe0..=0xef) => 3,
        Some(_) => 2,
        None => 0,
    };
    if character.len() < needs {
        character.len()
    } else {
        0
    }
}

/// How much of what waits is told at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// As much as the client may have now, in order; the rest later.
    Limited,
    /// A command follows: what the client may not have now is left out.
    Level,
    /// All that is kept: the run is over, or the client came back.
    All,
}

impl Cursor {
    fn fill(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.filled_at);
        self.filled_at = now;
        let more = passed.as_secs_f64() * SUSTAINED_BYTES;
        self.room_bytes = (self.room_bytes.max(0.0) + more).min(BURST_BYTES);
    }

    fn gap_to(&mut self, to_n: u64, offset: u64) -> Option<Gap> {
        if to_n <= self.n {
            return None;
        }
        let gap = Gap {
            from_n: self.n + 1,
            to_n,
            bytes: offset.saturating_sub(self.offset),
        };
        self.n = to_n;
        self.offset = offset;
        Some(gap)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a message has 16 KiB at most")]
fn as_f64(bytes: usize) -> f64 {
    bytes as f64
}

#[cfg(test)]
mod tests;
