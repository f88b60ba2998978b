//! The engine's own channel: lines from the server, lines to the server.

use std::env::{self, VarError};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Write as _};
use std::num::ParseIntError;
use std::os::fd::{FromRawFd as _, OwnedFd, RawFd};

/// Longest line read from the server or from standard input, in bytes.
const LINE_BYTES: u64 = 8 << 20;

/// Why the channel could not be opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum ChannelError {
    /// A variable that names a descriptor is absent.
    #[error("`{name}` is not set: only the server starts this command")]
    NotSet {
        name: &'static str,
        source: VarError,
    },
    /// A variable does not hold a number.
    #[error("`{name}` is not a descriptor")]
    NotANumber {
        name: &'static str,
        source: ParseIntError,
    },
    /// The variables name a standard stream, or one descriptor twice.
    #[error("descriptors {0} and {1} cannot be the channel")]
    Taken(RawFd, RawFd),
    /// A descriptor is not open.
    #[error("descriptor {descriptor} is not open")]
    NotOpen {
        descriptor: RawFd,
        source: io::Error,
    },
}

/// Both directions of the conversation with the server.
#[derive(Debug)]
pub(super) struct Channel {
    input: BufReader<File>,
    output: File,
}

impl Channel {
    /// Takes the two descriptors that the environment names, and keeps them from the processes
    /// that the program starts. To be called once in a process.
    pub(super) fn open() -> Result<Self, ChannelError> {
        let input = descriptor("LIVECODING_ENGINE_IN")?;
        let output = descriptor("LIVECODING_ENGINE_OUT")?;
        if input <= 2 || output <= 2 || input == output {
            return Err(ChannelError::Taken(input, output));
        }
        Ok(Self {
            input: BufReader::new(take(input)?),
            output: take(output)?,
        })
    }

    /// The next line without its end; `None` when the server has closed its side or sent a line
    /// over 8 MiB.
    pub(super) fn read_line(&mut self) -> Option<String> {
        read_line(&mut self.input)
    }

    /// Writes whole lines at once. Bytes that are not UTF-8 are replaced.
    ///
    /// # Errors
    ///
    /// Fails when the server is gone.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        self.output
            .write_all(String::from_utf8_lossy(lines).as_bytes())
    }
}

/// The next line of `input` without its end, as UTF-8 with replacements; `None` at the end, when
/// reading fails, or when the line is longer than 8 MiB.
pub(super) fn read_line(input: &mut impl BufRead) -> Option<String> {
    let mut line = Vec::new();
    input.take(LINE_BYTES).read_until(b'\n', &mut line).ok()?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.is_empty() || line.len() as u64 == LINE_BYTES {
        return None;
    }
    Some(match String::from_utf8(line) {
        Ok(line) => line,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

fn descriptor(name: &'static str) -> Result<RawFd, ChannelError> {
    env::var(name)
        .map_err(|source| ChannelError::NotSet { name, source })?
        .parse()
        .map_err(|source| ChannelError::NotANumber { name, source })
}

fn take(descriptor: RawFd) -> Result<File, ChannelError> {
    let not_open = |source| ChannelError::NotOpen { descriptor, source };
    // Asked by number alone, so that a descriptor that is not open is never owned.
    #[expect(
        unsafe_code,
        reason = "the server hands the channel over as numbers in the environment; this process \
                  is single-threaded here and nothing else owns descriptors above 2"
    )]
    let owned = unsafe {
        let borrowed = std::os::fd::BorrowedFd::borrow_raw(descriptor);
        rustix::io::fcntl_setfd(borrowed, rustix::io::FdFlags::CLOEXEC)
            .map_err(|errno| not_open(errno.into()))?;
        OwnedFd::from_raw_fd(descriptor)
    };
    Ok(File::from(owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_without_its_end_and_the_last_one_may_have_none() {
        let mut input: &[u8] = b"one\n\ntwo\xff";
        assert_eq!(read_line(&mut input).as_deref(), Some("one"));
        assert_eq!(read_line(&mut input).as_deref(), Some(""));
        assert_eq!(read_line(&mut input).as_deref(), Some("two\u{fffd}"));
        assert_eq!(read_line(&mut input), None);
    }

    #[test]
    fn a_line_without_end_is_refused_at_its_bound() {
        let mut input = BufReader::new(io::repeat(b'x'));
        assert_eq!(read_line(&mut input), None);
    }
}
