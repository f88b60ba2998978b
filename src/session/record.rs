//! What a run asked of its stage and what that answered, from the first command on: for replays.

use bytestring::ByteString;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::protocol::native::{RecordTold, RecordedCommand, Refusal};

/// Most text of commands and answers kept of a run, in bytes; what comes after is not recorded.
const RECORD_BYTES: usize = 8 * 1024 * 1024;
/// About how much of it is told at once, in bytes.
const TOLD_BYTES: usize = 256 * 1024;

/// The commands of the attempt that is on or was last, with their answers.
#[derive(Debug, Default)]
pub(super) struct Record {
    entries: Vec<Entry>,
    bytes: usize,
    /// The end of it is missing.
    is_cut: bool,
}

#[derive(Debug)]
struct Entry {
    cid: u64,
    /// The frame as it was sent: shared with the log.
    text: ByteString,
    answer: Option<Answer>,
}

/// What a stage answered.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// A value; none where the game gave nothing.
    Value(Option<Box<RawValue>>),
    /// The game refused.
    Refused(Refusal),
}

/// A command's frame, as far as a record needs it.
#[derive(Deserialize)]
struct Sent {
    body: SentBody,
}

#[derive(Deserialize)]
struct SentBody {
    at: u64,
    action: Option<String>,
    params: Option<Box<RawValue>>,
    raw: Option<String>,
    #[serde(default)]
    is_pair: bool,
    src: Option<SentPlace>,
}

#[derive(Deserialize)]
struct SentPlace {
    file: String,
    line: u32,
}

impl Record {
    /// A command was sent.
    pub(super) fn push(&mut self, cid: u64, text: ByteString) {
        self.is_cut |= self.bytes + text.len() > RECORD_BYTES;
        if self.is_cut {
            return;
        }
        self.bytes += text.len();
        self.entries.push(Entry {
            cid,
            text,
            answer: None,
        });
    }

    /// The command that was sent last was answered.
    pub(super) fn answer(&mut self, cid: u64, answer: Answer) {
        let bytes = match &answer {
            Answer::Value(value) => value.as_ref().map_or(0, |it| it.get().len()),
            Answer::Refused(refusal) => refusal.code.len() + refusal.text.len(),
        };
        if let Some(entry) = self.entries.last_mut().filter(|it| it.cid == cid) {
            // One answer beyond the bound, which is itself bounded.
            self.bytes += bytes;
            entry.answer = Some(answer);
        }
    }

    /// What came from `from_cid` on, as much as is told at once.
    pub(super) fn told(&self, from_cid: u64) -> RecordTold {
        let begin = self.entries.partition_point(|it| it.cid < from_cid);
        let mut told = RecordTold {
            commands: Vec::new(),
            next_cid: None,
            is_whole: !self.is_cut,
        };
        let mut bytes = 0;
        for entry in self.entries.iter().skip(begin) {
            if bytes > TOLD_BYTES {
                told.next_cid = Some(entry.cid);
                break;
            }
            bytes += entry.text.len();
            if let Some(Answer::Value(Some(value))) = &entry.answer {
                bytes += value.get().len();
            }
            told.commands.extend(recorded(entry));
        }
        told
    }
}

fn recorded(entry: &Entry) -> Option<RecordedCommand> {
    // It is a frame of ours, so it can be read.
    let Sent { body } = serde_json::from_str(&entry.text).ok()?;
    let (value, error) = match entry.answer.clone() {
        None => (None, None),
        // A game that gives nothing answered all the same.
        Some(Answer::Value(value)) => (value.or_else(null), None),
        Some(Answer::Refused(refusal)) => (None, Some(refusal)),
    };
    let (file, line) = body.src.map(|it| (it.file, it.line)).unzip();
    Some(RecordedCommand {
        cid: entry.cid,
        at: body.at,
        action: body.action,
        params: body.params,
        raw: body.raw,
        is_pair: body.is_pair,
        file,
        line,
        value,
        error,
    })
}

fn null() -> Option<Box<RawValue>> {
    RawValue::from_string("null".to_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(cid: u64, more: &str) -> ByteString {
        format!(r#"{{"seq":1,"type":"command","body":{{"cid":{cid},"at":5,"action":"say","params":["{more}"]}}}}"#).into()
    }

    #[test]
    fn a_record_is_told_in_parts_that_follow_each_other() {
        let mut record = Record::default();
        let long = "x".repeat(TOLD_BYTES / 2);
        for cid in 1..=7 {
            record.push(cid, command(cid, &long));
            record.answer(
                cid,
                Answer::Value(RawValue::from_string(cid.to_string()).ok()),
            );
            // What is answered twice is not answered to another command.
            record.answer(cid + 1, Answer::Value(None));
        }
        let (mut from, mut told) = (1, Vec::new());
        while let RecordTold {
            commands,
            next_cid: Some(next),
            is_whole: true,
        } = record.told(from)
        {
            told.extend(commands);
            from = next;
        }
        told.extend(record.told(from).commands);
        let cids: Vec<u64> = told.iter().map(|it| it.cid).collect();
        assert_eq!(cids, [1, 2, 3, 4, 5, 6, 7]);
        let values: Vec<_> = told
            .iter()
            .map(|it| it.value.as_ref().unwrap().get())
            .collect();
        assert_eq!(values, ["1", "2", "3", "4", "5", "6", "7"]);
    }

    #[test]
    fn what_does_not_fit_is_missing_at_the_end_and_said_to_be() {
        let mut record = Record::default();
        let long = "x".repeat(RECORD_BYTES / 2 - 1_000);
        for cid in 1..=4 {
            record.push(cid, command(cid, &long));
        }
        record.push(5, command(5, "short, and after a gap"));
        let first = record.told(1);
        assert!(!first.is_whole);
        assert_eq!(first.next_cid, Some(2));
        let last = record.told(2);
        assert_eq!((last.commands.len(), last.next_cid), (1, None));
    }
}
