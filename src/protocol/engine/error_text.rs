//! The text of an error in revision 1, bounded: its first half, and its end.

/// How much error text is told of a longer one, in bytes: the first half, and as much of the end
/// at least, twice as much at most.
pub(super) const ERROR_TEXT_BYTES: usize = 64 * 1024;
const HALF: usize = ERROR_TEXT_BYTES / 2;
/// What is told of the text between.
const LEFT_OUT: &str = "\n… text left out …\n";

/// Text on standard error, which is an error in this revision.
#[derive(Debug, Default)]
pub(super) struct ErrorText {
    first: Vec<u8>,
    last: Vec<u8>,
    left_out: bool,
    /// Its last line ended in `none`, which is taken for an instruction until none follows.
    pub(super) none_withheld: bool,
}

impl ErrorText {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let room = HALF.saturating_sub(self.first.len());
        let (first, last) = bytes.split_at(room.min(bytes.len()));
        self.first.extend_from_slice(first);
        self.last.extend_from_slice(last);
        if self.last.len() > 2 * HALF {
            self.left_out = true;
            self.last.drain(..self.last.len() - HALF);
        }
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::from_utf8_lossy(&self.first).into_owned();
        if self.left_out {
            text.push_str(LEFT_OUT);
        }
        text.push_str(&String::from_utf8_lossy(&self.last));
        text
    }
}
