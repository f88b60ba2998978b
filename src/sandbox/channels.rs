//! The channels between the server and one program: made here, passed to its launcher.

use std::fs::OpenOptions;
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags};
use rustix::pipe::PipeFlags;

use super::launch::{SpawnError, Stdin, Wiring};
use super::report::{Passed, Spec};

/// Longest spec, in bytes; a socket takes it at once.
const SPEC_BYTES: usize = 100 * 1024;

type Ends = (OwnedFd, OwnedFd);

/// The server's ends.
#[derive(Debug)]
pub(super) struct Ours {
    pub(super) stdin: Option<OwnedFd>,
    pub(super) stdout: OwnedFd,
    pub(super) stderr: OwnedFd,
    /// From the program, to the program.
    pub(super) engine: Option<Ends>,
}

/// The program's ends, closed here when dropped.
#[derive(Debug)]
pub(super) struct Theirs {
    stdin: OwnedFd,
    stdout: OwnedFd,
    stderr: OwnedFd,
    /// To be read, to be written.
    engine: Option<Ends>,
}

/// Makes the channels of one program.
pub(super) fn make(wiring: &Wiring, stdin: Stdin) -> io::Result<(Ours, Theirs)> {
    let (stdout, program_stdout) = pipe()?;
    let (stderr, program_stderr) = pipe()?;
    let (program_stdin, stdin) = match stdin {
        Stdin::Empty => (
            OpenOptions::new().read(true).open("/dev/null")?.into(),
            None,
        ),
        Stdin::Piped => {
            let (program, server) = pipe()?;
            (program, Some(server))
        }
    };
    let (engine, program_engine) = match engine_channel(wiring)? {
        Some((ours, theirs)) => (Some(ours), Some(theirs)),
        None => (None, None),
    };
    let ours = Ours {
        stdin,
        stdout,
        stderr,
        engine,
    };
    let theirs = Theirs {
        stdin: program_stdin,
        stdout: program_stdout,
        stderr: program_stderr,
        engine: program_engine,
    };
    Ok((ours, theirs))
}

impl Theirs {
    pub(super) fn passed(&self) -> Passed {
        Passed {
            engine: self.engine.is_some(),
        }
    }

    /// Sends `spec` and these descriptors to a launcher: four bytes of length, then JSON.
    pub(super) fn pass(self, spec: &Spec, control: &UnixStream) -> Result<(), SpawnError> {
        let json = serde_json::to_vec(spec).map_err(io::Error::from)?;
        let length = u32::try_from(json.len()).unwrap_or(u32::MAX);
        if json.len() > SPEC_BYTES {
            return Err(SpawnError::TooLong { bytes: json.len() });
        }
        let mut fds: Vec<BorrowedFd<'_>> =
            vec![self.stdin.as_fd(), self.stdout.as_fd(), self.stderr.as_fd()];
        if let Some((input, output)) = &self.engine {
            fds.extend([input.as_fd(), output.as_fd()]);
        }
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(5))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        ancillary.push(SendAncillaryMessage::ScmRights(&fds));
        let frame = [&length.to_be_bytes()[..], &json].concat();
        let sent = rustix::net::sendmsg(
            control,
            &[IoSlice::new(&frame)],
            &mut ancillary,
            SendFlags::NOSIGNAL,
        );
        match sent {
            // A launcher that is gone has said why.
            Ok(_) | Err(Errno::PIPE | Errno::CONNRESET) => Ok(()),
            Err(error) => Err(SpawnError::Refused(error.into())),
        }
    }
}

/// The engine's channel as (from the program, to the program) and (to be read, to be written) by it.
fn engine_channel(wiring: &Wiring) -> io::Result<Option<(Ends, Ends)>> {
    match wiring {
        Wiring::Standard => Ok(None),
        Wiring::Descriptors => {
            let (from_program, program_writes) = pipe()?;
            let (program_reads, to_program) = pipe()?;
            Ok(Some((
                (from_program, to_program),
                (program_reads, program_writes),
            )))
        }
        Wiring::Fifos(input, output) => {
            let (from_program, program_writes) = fifo(output)?;
            let (program_reads, to_program) = fifo(input)?;
            Ok(Some((
                (from_program, to_program),
                (program_reads, program_writes),
            )))
        }
    }
}

/// A pipe as its ends to read and to write.
fn pipe() -> io::Result<Ends> {
    Ok(rustix::pipe::pipe_with(PipeFlags::CLOEXEC)?)
}

/// A named pipe as its ends to read and to write.
fn fifo(path: &Path) -> io::Result<Ends> {
    rustix::fs::mknodat(
        rustix::fs::CWD,
        path,
        rustix::fs::FileType::Fifo,
        Mode::RUSR | Mode::WUSR,
        0,
    )?;
    let open = |flags| rustix::fs::open(path, flags | OFlags::CLOEXEC, Mode::empty());
    // Without a writer a blocking open would wait for one.
    let reads = open(OFlags::RDONLY | OFlags::NONBLOCK)?;
    let writes = open(OFlags::WRONLY)?;
    let flags = rustix::fs::fcntl_getfl(&reads)?;
    rustix::fs::fcntl_setfl(&reads, flags - OFlags::NONBLOCK)?;
    Ok((reads, writes))
}
