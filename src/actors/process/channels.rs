//! The server's ends of a child's channels: read without waiting, written without waiting.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, BytesMut};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
use tokio::net::UnixStream;
use tokio::net::unix::pipe;
use tokio::sync::oneshot;
use tracing::{debug, warn};

use crate::messages::GiveInput;
use crate::protocol::engine::Channel;
use crate::sandbox::{Child, Control, Report};

/// Longest report of a launcher, in bytes.
const REPORT_BYTES: usize = 64 * 1024;
/// Most input that waits for a program to read it, in bytes.
const INPUT_BYTES: usize = 1024 * 1024;

/// All channels of one child.
#[derive(Debug)]
pub(super) struct Channels {
    control: Option<UnixStream>,
    report: BytesMut,
    readers: [Reader; 3],
    /// Where answers go: standard input in revision 1, the engine's channel in revision 2.
    to_program: Writer,
    /// The learner's own standard input (revision 2), where it has one.
    stdin: Writer,
    /// Which of the readers is asked first; each has its turn.
    first: usize,
    /// Kept so that the spawner sees when nobody waits for the child any more.
    reaped: Option<oneshot::Receiver<()>>,
}

#[derive(Debug)]
struct Reader {
    channel: Channel,
    pipe: Option<pipe::Receiver>,
}

/// The program has not read what was written before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotReading;

/// What a look at one channel brought.
pub(super) enum Read {
    /// So many bytes stand in the buffer.
    Bytes,
    /// The channel is at its end.
    End,
}

impl Channels {
    /// Watches the channels of `child`.
    pub(super) fn adopt(child: Child) -> io::Result<Self> {
        child.control.set_nonblocking(true)?;
        let (from_engine, to_engine) = match child.engine {
            Some((from, to)) => (Some(from), Some(to)),
            None => (None, None),
        };
        let reader = |channel, fd: Option<OwnedFd>| {
            let pipe = fd.map(pipe::Receiver::from_owned_fd).transpose()?;
            Ok::<_, io::Error>(Reader { channel, pipe })
        };
        let (to_program, stdin) = match to_engine {
            Some(to_engine) => (Some(to_engine), child.stdin),
            None => (child.stdin, None),
        };
        Ok(Self {
            control: Some(UnixStream::from_std(child.control)?),
            report: BytesMut::new(),
            readers: [
                reader(Channel::Engine, from_engine)?,
                reader(Channel::Stdout, Some(child.stdout))?,
                reader(Channel::Stderr, Some(child.stderr))?,
            ],
            to_program: Writer::new(to_program)?,
            stdin: Writer::new(stdin)?,
            first: 0,
            reaped: Some(child.reaped),
        })
    }

    /// Writes to the program what its pipe takes now; the rest follows when it takes more.
    ///
    /// An engine reads all of one line before it gives cause for the next, so at most one waits.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), NotReading> {
        if self.to_program.unwritten.is_empty() {
            self.to_program.write(bytes);
            return Ok(());
        }
        Err(NotReading)
    }

    /// Writes to the learner's standard input, as far as there is room.
    pub(super) fn give_input(&mut self, input: &GiveInput) -> Result<(), NotReading> {
        if self.stdin.unwritten.len() > INPUT_BYTES {
            return Err(NotReading);
        }
        if let Some(line) = &input.line {
            self.stdin.write(format!("{line}\n").as_bytes());
        }
        self.stdin.ends |= input.end;
        self.stdin.end_if_written();
        Ok(())
    }

    /// Writes what waits, as the pipes take it.
    pub(super) fn poll_write(&mut self, cx: &mut Context<'_>) {
        self.to_program.poll(cx);
        self.stdin.poll(cx);
    }

    /// Tells the launcher.
    pub(super) fn control(&self, control: Control) {
        let Some(socket) = &self.control else {
            return;
        };
        // One byte now and then: the socket takes it unless the launcher is gone.
        if let Err(error) = rustix::io::write(socket, &[control.byte()]) {
            debug!(%error, ?control, "the launcher is gone");
        }
    }

    /// Takes the launcher's next report; none when it is gone.
    pub(super) fn poll_report(&mut self, cx: &mut Context<'_>) -> Poll<Option<Report>> {
        loop {
            if let Some(at) = memchr::memchr(b'\n', &self.report) {
                let line = self.report.split_to(at + 1);
                match serde_json::from_slice(&line) {
                    Ok(report) => return Poll::Ready(Some(report)),
                    Err(error) => warn!(%error, "a launcher's report cannot be read"),
                }
                continue;
            }
            let Some(socket) = &mut self.control else {
                return Poll::Pending;
            };
            let mut space = [0_u8; 1024];
            let mut buffer = ReadBuf::new(&mut space);
            let read = ready!(Pin::new(socket).poll_read(cx, &mut buffer));
            let filled = buffer.filled();
            if read.is_err() || filled.is_empty() || self.report.len() > REPORT_BYTES {
                self.control = None;
                return Poll::Ready(None);
            }
            self.report.extend_from_slice(filled);
        }
    }

    /// Gives a launcher up that does not hear; the spawner ends it.
    pub(super) fn abandon_launcher(&mut self) {
        self.control = None;
        self.reaped = None;
    }

    /// Whether the launcher, and so every process of the run, is gone.
    pub(super) fn launcher_gone(&self) -> bool {
        self.control.is_none()
    }

    /// The channels that are not at their end.
    pub(super) fn open(&self) -> Vec<Channel> {
        let open = self.readers.iter().filter(|reader| reader.pipe.is_some());
        open.map(|reader| reader.channel).collect()
    }

    /// Whether every channel is at its end.
    pub(super) fn all_read(&self) -> bool {
        self.readers.iter().all(|reader| reader.pipe.is_none())
    }

    /// Reads a channel that has something; none of them can keep the others waiting.
    pub(super) fn poll_read(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<(Channel, Read)> {
        let count = self.readers.len();
        for at in (self.first..count).chain(0..self.first) {
            let Some(reader) = self.readers.get_mut(at) else {
                continue;
            };
            let Some(pipe) = &mut reader.pipe else {
                continue;
            };
            let Poll::Ready(read) = Pin::new(pipe).poll_read(cx, buffer) else {
                continue;
            };
            self.first = (at + 1) % count;
            if read.is_ok() && !buffer.filled().is_empty() {
                return Poll::Ready((reader.channel, Read::Bytes));
            }
            reader.pipe = None;
            return Poll::Ready((reader.channel, Read::End));
        }
        Poll::Pending
    }

    /// Gives what stands in standard output and standard error at this moment to `feed`, no more.
    ///
    /// Standard error comes last: what revision 1 wrote there before a line of standard output
    /// is then surely seen.
    pub(super) fn look(&self, buffer: &mut [u8], mut feed: impl FnMut(Channel, &[u8])) {
        let learners = || {
            let learners = self
                .readers
                .iter()
                .filter(|it| it.channel != Channel::Engine);
            learners.filter_map(|it| Some((it.channel, it.pipe.as_ref()?)))
        };
        // Nearly always nothing stands there, which one call tells of both.
        let mut news: Vec<_> = learners()
            .map(|(_, pipe)| PollFd::new(pipe, PollFlags::IN))
            .collect();
        if poll(&mut news, Some(&Timespec::default())) == Ok(0) {
            return;
        }
        for (channel, pipe) in learners() {
            let mut left = rustix::io::ioctl_fionread(pipe).unwrap_or(0);
            while left > 0 {
                let at_most = buffer
                    .len()
                    .min(usize::try_from(left).unwrap_or(usize::MAX));
                let Some(space) = buffer.get_mut(..at_most) else {
                    break;
                };
                // Not through tokio, which may not know yet that the pipe has something.
                match rustix::io::read(pipe.as_fd(), &mut *space) {
                    Ok(count) if count > 0 => {
                        feed(channel, space.get(..count).unwrap_or_default());
                        left = left.saturating_sub(count as u64);
                    }
                    Ok(_) | Err(_) => break,
                }
            }
        }
    }
}

/// A pipe to the program, and what it has not taken yet.
#[derive(Debug)]
struct Writer {
    pipe: Option<pipe::Sender>,
    unwritten: BytesMut,
    /// Nothing follows what waits.
    ends: bool,
}

impl Writer {
    fn new(pipe: Option<OwnedFd>) -> io::Result<Self> {
        Ok(Self {
            pipe: pipe.map(pipe::Sender::from_owned_fd).transpose()?,
            unwritten: BytesMut::new(),
            ends: false,
        })
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() && self.unwritten.is_empty() {
            let Some(pipe) = &self.pipe else {
                return;
            };
            match rustix::io::write(pipe, rest) {
                Ok(count) => rest = rest.get(count..).unwrap_or_default(),
                Err(Errno::INTR) => (),
                Err(Errno::AGAIN) => break,
                Err(error) => return self.lose(&error.into()),
            }
        }
        if self.pipe.is_some() {
            self.unwritten.extend_from_slice(rest);
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) {
        while let (Some(pipe), false) = (&mut self.pipe, self.unwritten.is_empty()) {
            match Pin::new(pipe).poll_write(cx, &self.unwritten) {
                Poll::Pending => return,
                Poll::Ready(Ok(count)) => self.unwritten.advance(count),
                Poll::Ready(Err(error)) => return self.lose(&error),
            }
        }
        if self.unwritten.is_empty() && self.unwritten.capacity() > REPORT_BYTES {
            self.unwritten = BytesMut::new();
        }
        self.end_if_written();
    }

    fn end_if_written(&mut self) {
        if self.ends && self.unwritten.is_empty() {
            self.pipe = None;
        }
    }

    /// The program does not read any more; that it is gone is told by its launcher.
    fn lose(&mut self, error: &io::Error) {
        debug!(%error, "the program does not read what it is sent");
        self.pipe = None;
        self.unwritten.clear();
    }
}
