//! Splits bytes into lines, bounded: an endless line is handed on in parts and never held.

use std::borrow::Cow;

use memchr::memchr;

/// How much of an over-long line is kept back, so that a word at its end is still seen.
const KEPT_BACK_BYTES: usize = 64;

/// What ended a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// A line end was written.
    Newline,
    /// It is too long: this is a part of it, the rest follows as the next line.
    Cut,
    /// The channel is at its end.
    EndOfChannel,
}

/// A line, or a part of one, without its line end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// What was written; borrowed where all of it came at once.
    pub bytes: Cow<'a, [u8]>,
    /// What ended it.
    pub end: LineEnd,
}

impl Line<'_> {
    /// The line without white space around it.
    pub fn trimmed(&self) -> &[u8] {
        self.bytes.trim_ascii()
    }

    /// The line as text, its carriage return dropped, what is no UTF-8 replaced.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes.strip_suffix(b"\r").unwrap_or(&self.bytes))
    }

    /// The bytes as they stood on the channel, line end included.
    pub fn into_written(self) -> Vec<u8> {
        let mut bytes = self.bytes.into_owned();
        if self.end == LineEnd::Newline {
            bytes.push(b'\n');
        }
        bytes
    }

    /// The same, to be kept.
    pub fn into_owned(self) -> Line<'static> {
        Line {
            bytes: Cow::Owned(self.bytes.into_owned()),
            end: self.end,
        }
    }
}

/// Collects bytes of one channel into [`Line`]s.
#[derive(Debug)]
pub struct LineSplitter {
    partial: Vec<u8>,
    limit_bytes: usize,
}

impl LineSplitter {
    /// A splitter that hands a line on in parts when it is longer than `limit_bytes`.
    pub fn new(limit_bytes: usize) -> Self {
        Self {
            partial: Vec::new(),
            limit_bytes: limit_bytes.max(2 * KEPT_BACK_BYTES),
        }
    }

    /// Takes in `bytes` and gives each line that they complete to `on_line`.
    pub fn feed<'a>(&mut self, mut bytes: &'a [u8], mut on_line: impl FnMut(Line<'a>)) {
        while let Some(at) = memchr(b'\n', bytes) {
            let (line, rest) = bytes.split_at(at);
            if self.partial.is_empty() && line.len() <= self.limit_bytes {
                on_line(Line {
                    bytes: Cow::Borrowed(line),
                    end: LineEnd::Newline,
                });
            } else {
                self.push(line, &mut on_line);
                on_line(self.take(LineEnd::Newline));
            }
            bytes = rest.get(1..).unwrap_or_default();
        }
        self.push(bytes, &mut on_line);
    }

    /// Whether no line is begun.
    pub fn is_empty(&self) -> bool {
        self.partial.is_empty()
    }

    /// The channel is at its end: what stands without a line end is the last line.
    pub fn finish(&mut self) -> Option<Line<'static>> {
        (!self.partial.is_empty()).then(|| self.take(LineEnd::EndOfChannel))
    }

    fn push<'a>(&mut self, bytes: &[u8], on_line: &mut impl FnMut(Line<'a>)) {
        for part in bytes.chunks(self.limit_bytes) {
            self.partial.extend_from_slice(part);
            if self.partial.len() > self.limit_bytes {
                let kept_back = self.partial.split_off(self.partial.len() - KEPT_BACK_BYTES);
                on_line(self.take(LineEnd::Cut));
                self.partial = kept_back;
            }
        }
    }

    fn take(&mut self, end: LineEnd) -> Line<'static> {
        Line {
            bytes: Cow::Owned(std::mem::take(&mut self.partial)),
            end,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split<'a>(limit_bytes: usize, parts: &[&'a [u8]]) -> Vec<Line<'a>> {
        let mut splitter = LineSplitter::new(limit_bytes);
        let mut lines = Vec::new();
        for part in parts {
            splitter.feed(part, |line| lines.push(line));
        }
        lines.extend(splitter.finish());
        lines
    }

    #[test]
    fn an_endless_line_is_cut_but_its_last_word_stays_whole() {
        let long = [b"x".repeat(1_000), b"start\n".to_vec()].concat();
        let lines = split(200, &[&long]);
        let last = lines.last().unwrap();
        assert!(lines.len() > 3);
        assert!(lines.iter().all(|line| line.bytes.len() <= 400));
        assert!(last.bytes.ends_with(b"start") && last.end == LineEnd::Newline);
    }

    #[test]
    fn a_line_may_be_as_long_as_the_limit_however_it_comes() {
        for (length, ends) in [
            (199, &[LineEnd::Newline][..]),
            (200, &[LineEnd::Newline]),
            (201, &[LineEnd::Cut, LineEnd::Newline]),
        ] {
            let line = [&b"x".repeat(length)[..], b"\n"].concat();
            for parts in [vec![&line[..]], vec![&line[..150], &line[150..]]] {
                let lines = split(200, &parts);
                let found: Vec<_> = lines.iter().map(|it| it.end).collect();
                assert_eq!(found, ends, "{length} in {}", parts.len());
            }
        }
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_text_and_loses_no_byte(
            bytes in prop::collection::vec(prop_oneof![Just(b'\n'), any::<u8>()], 0..2_000),
            at in any::<prop::sample::Index>(),
        ) {
            let at = at.index(bytes.len() + 1);
            let whole = split(150, &[&bytes]);
            let parts = split(150, &[&bytes[..at], &bytes[at..]]);
            let written = |lines: Vec<Line<'_>>| -> Vec<u8> {
                lines.into_iter().flat_map(Line::into_written).collect()
            };
            prop_assert_eq!(written(whole), bytes.clone());
            prop_assert_eq!(written(parts), bytes);
        }
    }
}
