//! What a hostile program, its client and its driver do, made from the fuzzer's bytes.
//!
//! A few bytes make a turn, so that a small change of the bytes is a small change of the play.

use arbitrary::{Arbitrary, Result, Unstructured};
use livecoding::protocol::engine::Channel;

/// Most bytes that one play feeds.
pub const FED_BYTES: usize = 256 * 1024;

/// One life of a machine.
#[derive(Debug)]
pub struct Play<'a> {
    /// Whether it is revision 2.
    pub is_two: bool,
    /// Its limit.
    pub command_bytes: usize,
    /// What happens to it.
    pub turns: Vec<Turn<'a>>,
}

/// One thing that happens.
#[derive(Debug)]
pub enum Turn<'a> {
    /// The program writes what belongs here.
    GoOn { way: u8, text: &'a str },
    /// The program writes anything and its driver reads.
    Write {
        channel: Channel,
        /// What is read at once.
        pieces: Vec<Piece<'a>>,
        /// What stands in the channels when the machine wants a look.
        standing: Vec<(Channel, Piece<'a>)>,
        /// The twin of the machine reads so much at once.
        split: u8,
    },
    /// The client answers.
    Answer(&'a str),
    /// The game refuses.
    Refuse { code: &'a str, text: &'a str },
    /// Somebody gives a live instruction.
    Instruct { n: u32, source: &'a str },
    /// Its driver looks, whether the machine wants it or not.
    Look,
    /// A channel comes to its end.
    End(Channel),
}

/// A part of what is written.
#[derive(Debug)]
pub enum Piece<'a> {
    Known(&'static str),
    Again(&'static str, u8),
    /// Enough to come to every bound; slow, and so rare.
    Flood(&'static str, u16),
    Any(&'a [u8]),
}

impl Piece<'_> {
    /// Adds its bytes, as long as there are `room` at most.
    pub fn write(&self, room: usize, bytes: &mut Vec<u8>) {
        let (text, times) = match *self {
            Self::Known(text) => (text.as_bytes(), 1),
            Self::Again(text, times) => (text.as_bytes(), usize::from(times)),
            Self::Flood(text, times) => (text.as_bytes(), 2 * usize::from(times)),
            Self::Any(text) => (text, 1),
        };
        for _ in 0..times {
            if bytes.len() + text.len() > room {
                return;
            }
            bytes.extend_from_slice(text);
        }
    }
}

impl<'a> Arbitrary<'a> for Play<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let is_two = u.arbitrary()?;
        // Low limits are come to soon.
        let most = *u.choose(&[4, 300, 5_000])?;
        let command_bytes = u.int_in_range(0..=most)?;
        let mut turns = Vec::new();
        while !u.is_empty() {
            turns.push(u.arbitrary()?);
        }
        Ok(Self {
            is_two,
            command_bytes,
            turns,
        })
    }
}

impl<'a> Arbitrary<'a> for Turn<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match u.arbitrary::<u8>()? {
            0..=79 => Self::GoOn {
                way: u.arbitrary()?,
                text: text(u)?,
            },
            80..=159 => write(u)?,
            160..=199 => Self::Answer(text(u)?),
            200..=214 => Self::Refuse {
                code: text(u)?,
                text: text(u)?,
            },
            215..=234 => Self::Instruct {
                n: u.arbitrary::<u8>()?.into(),
                source: text(u)?,
            },
            235..=249 => Self::Look,
            250..=255 => Self::End(channel(u)?),
        })
    }
}

impl<'a> Arbitrary<'a> for Piece<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match u.arbitrary::<u8>()? {
            first @ 0..=159 => Self::Known(KNOWN[usize::from(first) % KNOWN.len()]),
            160..=199 => Self::Again(u.choose(&KNOWN)?, u.arbitrary()?),
            200 => Self::Flood(u.choose(&KNOWN)?, u.arbitrary()?),
            201..=255 => Self::Any(some(u)?),
        })
    }
}

fn write<'a>(u: &mut Unstructured<'a>) -> Result<Turn<'a>> {
    let channel = channel(u)?;
    let head: u8 = u.arbitrary()?;
    let standing = u.arbitrary::<u8>()?.saturating_sub(252);
    let pieces = (0..=head % 4)
        .map(|_| u.arbitrary())
        .collect::<Result<_>>()?;
    let standing = (0..standing)
        .map(|_| Ok((self::channel(u)?, u.arbitrary()?)))
        .collect::<Result<_>>()?;
    Ok(Turn::Write {
        channel,
        pieces,
        standing,
        split: head / 4,
    })
}

fn channel(u: &mut Unstructured<'_>) -> Result<Channel> {
    let all = [Channel::Stdout, Channel::Stderr, Channel::Engine];
    u.choose(&all).copied()
}

fn text<'a>(u: &mut Unstructured<'a>) -> Result<&'a str> {
    match u.arbitrary::<u8>()? {
        first @ 0..=199 => Ok(TEXTS[usize::from(first) % TEXTS.len()]),
        200..=255 => Ok(std::str::from_utf8(some(u)?).unwrap_or("no text")),
    }
}

fn some<'a>(u: &mut Unstructured<'a>) -> Result<&'a [u8]> {
    let count = usize::from(u.arbitrary::<u8>()? % 64).min(u.len());
    u.bytes(count)
}

const TEXTS: [&str; 10] = [
    "x",
    "",
    "none",
    " start ",
    "insert",
    "a\nb\r\nc",
    "start\ny\ninsert",
    "CLOSE_GAME!",
    "\u{0}\"\\\u{2028}",
    "é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀é€😀",
];

const KNOWN: [&str; 40] = [
    "none\n",
    "start\n",
    "insert\n",
    "close\n",
    "x\n",
    "\n",
    "ready {\"revision\":2}\n",
    "start json\n",
    "\"a\\nb\"\n",
    "error {}\n",
    "input {}\n",
    "result {\"n\":1}\n",
    "idle\n",
    "CLOSE_GAME\n",
    "none {\"file\":\"a\",\"line\":1,\"stack\":[{\"name\":\"f\"}]}\n",
    "none {\"line\":-1}\n",
    // Without their ends, to be put together.
    "none",
    "start",
    "insert",
    "close",
    "ready ",
    "error ",
    "input ",
    "result ",
    "none {\"stack\":[",
    "error {\"frames\":[",
    "result {\"n\":2,\"value\":\"",
    "ready {\"revision\":2,\"capabilities\":[",
    "[],",
    "[]",
    "{},",
    "\"\",",
    "]}\n",
    "\"}\n",
    "x",
    " ",
    "\r\n",
    "\"",
    "\\ud800",
    "\u{0}",
];
