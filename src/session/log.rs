//! The numbered events of a session, the newest of them kept, and what a stage is made again from.

use std::collections::VecDeque;

use bytestring::ByteString;

/// Most events kept.
const EVENTS: usize = 2_000;
/// Most of their text, in bytes.
const EVENT_BYTES: usize = 1024 * 1024;
/// Most text of the commands kept of a run, in bytes.
const JOURNAL_BYTES: usize = 8 * 1024 * 1024;

/// A command in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CommandKey {
    /// Which run of the session.
    pub(super) run: u64,
    /// Which command of the run.
    pub(super) cid: u64,
}

/// One numbered event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its number.
    pub(super) seq: u64,
    /// Its frame.
    pub(super) text: ByteString,
    /// Which command it is, where it is one.
    pub(super) command: Option<CommandKey>,
}

/// The newest events.
#[derive(Debug, Default)]
pub(super) struct EventLog {
    last: u64,
    kept: VecDeque<Entry>,
    bytes: usize,
}

impl EventLog {
    /// The number that the next event gets.
    pub(super) fn next_seq(&self) -> u64 {
        self.last + 1
    }

    /// The number of the last event; 0 before the first.
    pub(super) fn last_seq(&self) -> u64 {
        self.last
    }

    /// Adds the event with the next number.
    pub(super) fn push(&mut self, text: ByteString, command: Option<CommandKey>) {
        self.last += 1;
        self.bytes += text.len();
        self.kept.push_back(Entry {
            seq: self.last,
            text,
            command,
        });
        while self.kept.len() > EVENTS || self.bytes > EVENT_BYTES {
            let Some(gone) = self.kept.pop_front() else {
                return;
            };
            self.bytes -= gone.text.len();
        }
    }

    /// Every event after `seq`; none when some of them are gone, or `seq` is none of ours.
    pub(super) fn after(&self, seq: u64) -> Option<impl Iterator<Item = &Entry>> {
        let first_kept = self.kept.front().map_or(self.last + 1, |entry| entry.seq);
        let is_whole = seq <= self.last && seq + 1 >= first_kept;
        is_whole.then(|| self.kept.iter().filter(move |entry| entry.seq > seq))
    }
}

/// The commands of a run since the last snapshot of its stage.
#[derive(Debug, Default)]
pub(super) struct Journal {
    commands: VecDeque<(u64, ByteString)>,
    bytes: usize,
    overflowed: bool,
}

impl Journal {
    /// Adds a command as it was sent.
    pub(super) fn push(&mut self, cid: u64, text: ByteString) {
        if self.overflowed {
            return;
        }
        self.bytes += text.len();
        self.commands.push_back((cid, text));
        if self.bytes > JOURNAL_BYTES {
            self.overflowed = true;
            self.commands.clear();
            self.bytes = 0;
        }
    }

    /// There is a snapshot: what came up to it is not needed any more.
    pub(super) fn snapshot(&mut self, cid: u64) {
        let covered = self
            .commands
            .iter()
            .take_while(|(it, _)| *it <= cid)
            .count();
        let bytes: usize = self
            .commands
            .drain(..covered)
            .map(|(_, text)| text.len())
            .sum();
        self.bytes -= bytes;
    }

    /// Whether the stage can be made again.
    pub(super) fn is_whole(&self) -> bool {
        !self.overflowed
    }

    /// The commands since the last snapshot.
    pub(super) fn iter(&self) -> impl Iterator<Item = &(u64, ByteString)> {
        self.commands.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(log: &EventLog, seq: u64) -> Option<Vec<u64>> {
        log.after(seq)
            .map(|entries| entries.map(|it| it.seq).collect())
    }

    #[test]
    fn what_follows_is_whole_or_nothing() {
        let mut log = EventLog::default();
        assert_eq!(numbers(&log, 0), Some(vec![]));
        assert_eq!(numbers(&log, 1), None, "a number that we never gave");
        for _ in 0..EVENTS + 5 {
            log.push(ByteString::from_static("{}"), None);
        }
        let last = log.last_seq();
        assert_eq!(numbers(&log, last - 2), Some(vec![last - 1, last]));
        assert_eq!(numbers(&log, 5).map(|it| it.len()), Some(EVENTS));
        assert_eq!(numbers(&log, 4), None, "one of them is gone");
    }

    #[test]
    fn large_events_push_out_earlier_ones() {
        let mut log = EventLog::default();
        for _ in 0..3 {
            log.push("x".repeat(EVENT_BYTES / 2).into(), None);
        }
        assert_eq!(numbers(&log, 1), Some(vec![2, 3]));
        assert_eq!(numbers(&log, 0), None);
    }

    #[test]
    fn a_snapshot_makes_room_and_an_overflow_is_remembered() {
        let mut journal = Journal::default();
        let third: ByteString = "x".repeat(JOURNAL_BYTES / 3).into();
        for cid in 1..=3 {
            journal.push(cid, third.clone());
        }
        journal.snapshot(2);
        assert_eq!(journal.iter().map(|it| it.0).collect::<Vec<_>>(), [3]);
        for cid in 4..=6 {
            journal.push(cid, third.clone());
        }
        assert!(!journal.is_whole());
        assert_eq!(journal.iter().count(), 0);
    }
}
