//! What a hostile program, its client and its driver do, made from the fuzzer's bytes.

use arbitrary::{Arbitrary, Result, Unstructured};
use livecoding::protocol::engine::Channel;

/// Most bytes that one play feeds.
pub const FED_BYTES: usize = 256 * 1024;

/// One life of a machine.
#[derive(Arbitrary, Debug)]
pub struct Play<'a> {
    /// Whether it is revision 2.
    pub is_two: bool,
    /// Its limit.
    #[arbitrary(with = command_bytes)]
    pub command_bytes: usize,
    /// What happens to it.
    pub turns: Vec<Turn<'a>>,
}

/// One thing that happens.
#[derive(Arbitrary, Debug)]
pub enum Turn<'a> {
    /// The program writes and its driver reads.
    Write {
        #[arbitrary(with = channel)]
        channel: Channel,
        /// What is read at once.
        pieces: Vec<Piece<'a>>,
        /// What stands in the channels when the machine wants a look.
        standing: Vec<Standing<'a>>,
        /// The twin of the machine reads so much at once.
        split: u8,
    },
    /// The program writes what belongs here.
    GoOn { way: u8, text: &'a str },
    /// Its driver looks, whether the machine wants it or not.
    Look,
    /// A channel comes to its end.
    End(#[arbitrary(with = channel)] Channel),
    /// The client answers.
    Answer(&'a str),
    /// The game refuses.
    Refuse { code: &'a str, text: &'a str },
    /// Somebody gives a live instruction.
    Instruct { n: u32, source: &'a str },
}

/// What stands in a channel.
#[derive(Arbitrary, Debug)]
pub struct Standing<'a> {
    #[arbitrary(with = channel)]
    pub channel: Channel,
    pub piece: Piece<'a>,
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

impl<'a> Arbitrary<'a> for Piece<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        // A number that a fuzzer does not like to write, as it does 0 and 255.
        const RARE: u8 = 77;
        Ok(match u.arbitrary()? {
            RARE => Self::Flood(known(u)?, u.arbitrary()?),
            225..=255_u8 => Self::Again(known(u)?, u.arbitrary()?),
            175..=224 => Self::Any(u.arbitrary()?),
            _ => Self::Known(known(u)?),
        })
    }
}

impl Piece<'_> {
    /// Adds its bytes, `room` at most.
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

/// Low limits are come to soon.
fn command_bytes(u: &mut Unstructured<'_>) -> Result<usize> {
    let most = u.choose(&[4, 300, 5_000])?;
    u.int_in_range(0..=*most)
}

fn channel(u: &mut Unstructured<'_>) -> Result<Channel> {
    u.choose(&[Channel::Stdout, Channel::Stderr, Channel::Engine])
        .copied()
}

fn known(u: &mut Unstructured<'_>) -> Result<&'static str> {
    u.choose(&KNOWN).copied()
}

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
