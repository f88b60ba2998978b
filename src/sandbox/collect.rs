//! Runs a short command to its end and keeps what it printed.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::net::UnixStream;
use tokio::net::unix::pipe;

use super::launch::{Child, Launch, SpawnError};
use super::report::{Account, Report};
use super::spawner::Sandbox;
use crate::messages::Exit;

/// Most that is kept of each stream, in bytes.
const KEPT_BYTES: u64 = 64 * 1024;
/// What is read at once of a file that a command makes.
const PIECE_BYTES: usize = 64 * 1024;

/// What a command printed, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// How it ended.
    pub exit: Exit,
    /// Its standard output, then its standard error.
    pub text: String,
    /// What its control groups say.
    pub account: Account,
    /// How long after its end something was left of it, or held its streams.
    pub lingered: Duration,
}

/// Why a command gave no output.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// No process could be started for it.
    #[error(transparent)]
    Spawn(#[from] SpawnError),
    /// Its channels could not be read.
    #[error("cannot read what it prints")]
    Read(#[from] io::Error),
    /// It could not be started.
    #[error("{0}")]
    Failed(String),
    /// It did not end.
    #[error("it did not end within {0:?}")]
    TimedOut(Duration),
    /// What it made is too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// What a command made is longer than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it made a file of more than {most_bytes} bytes")]
pub struct TooLong {
    /// How long it may be.
    pub most_bytes: u64,
}

impl CollectError {
    /// Whether it may go better the next time: the machine had no time or no room.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Spawn(_) | Self::TimedOut(_) => true,
            Self::Read(_) | Self::Failed(_) | Self::TooLong(_) => false,
        }
    }
}

impl Sandbox {
    /// Runs `launch` to its end, which must come within `at_most`.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be started or does not end in time; it is ended then.
    pub async fn collect(&self, launch: Launch, at_most: Duration) -> Result<Output, CollectError> {
        let child = self.spawn(launch).await?;
        tokio::time::timeout(at_most, read_all(child))
            .await
            .map_err(|_| CollectError::TimedOut(at_most))?
    }

    /// The same for a command that writes a file of at most `most_bytes` to its engine's channel,
    /// which is written to `into`.
    ///
    /// # Errors
    ///
    /// As [`collect`](Self::collect), and when the file is too long or cannot be written.
    pub async fn make(
        &self,
        launch: Launch,
        at_most: Duration,
        into: &mut File,
        most_bytes: u64,
    ) -> Result<Output, CollectError> {
        let mut child = self.spawn(launch).await?;
        let made = child.engine.take();
        let all = async {
            let ((), output) =
                tokio::try_join!(write_made(made, into, most_bytes), read_all(child))?;
            Ok(output)
        };
        let output = tokio::time::timeout(at_most, all).await;
        output.map_err(|_| CollectError::TimedOut(at_most))?
    }
}

/// Writes what comes from a command to a file, piece by piece.
async fn write_made(
    made: Option<(OwnedFd, OwnedFd)>,
    into: &mut File,
    most_bytes: u64,
) -> Result<(), CollectError> {
    let Some((from, to)) = made else {
        return Ok(());
    };
    // What it reads there is at its end.
    drop(to);
    let mut pipe = pipe::Receiver::from_owned_fd(from)?;
    let mut piece = vec![0; PIECE_BYTES];
    let mut bytes = 0;
    loop {
        let count = pipe.read(&mut piece).await?;
        if count == 0 {
            return Ok(());
        }
        bytes += u64::try_from(count).unwrap_or(u64::MAX);
        if bytes > most_bytes {
            return Err(TooLong { most_bytes }.into());
        }
        into.write_all(piece.get(..count).unwrap_or_default())?;
    }
}

async fn read_all(child: Child) -> Result<Output, CollectError> {
    child.control.set_nonblocking(true)?;
    let control = UnixStream::from_std(child.control)?;
    let (stdout, stderr, told) =
        tokio::try_join!(read(child.stdout), read(child.stderr), hear(control))?;
    let (exit, ended) = told
        .ended
        .ok_or_else(|| CollectError::Failed("its launcher ended".to_owned()))?;
    let text = stdout + &stderr;
    Ok(Output {
        exit,
        text,
        account: told.account,
        lingered: ended.elapsed(),
    })
}

/// What a launcher has told.
#[derive(Debug, Default)]
struct Told {
    /// How it ended, and when that was heard.
    ended: Option<(Exit, Instant)>,
    account: Account,
}

/// Listens until the launcher has ended.
async fn hear(control: UnixStream) -> Result<Told, CollectError> {
    let mut reports = BufReader::new(control).lines();
    let mut told = Told::default();
    while let Some(line) = reports.next_line().await? {
        match serde_json::from_str(&line).map_err(io::Error::from)? {
            Report::Kept { .. } | Report::Started { .. } | Report::Filled => (),
            Report::Failed { why } => return Err(CollectError::Failed(why)),
            Report::Ended { exit, .. } => told.ended = Some((exit, Instant::now())),
            Report::Accounted(account) => told.account = account,
        }
    }
    Ok(told)
}

async fn read(fd: OwnedFd) -> Result<String, CollectError> {
    let mut pipe = pipe::Receiver::from_owned_fd(fd)?;
    let mut bytes = Vec::new();
    (&mut pipe).take(KEPT_BYTES).read_to_end(&mut bytes).await?;
    // The rest is read so that the command can end.
    tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::cgroup::RunGroups;
    use super::super::meter::Meter;
    use super::super::report::Usage;
    use super::*;

    #[tokio::test]
    async fn what_lingers_is_counted_from_the_end_on() {
        const RUNS: Duration = Duration::from_millis(200);
        let (control, mut launcher) = std::os::unix::net::UnixStream::pair().unwrap();
        let (stdout, program_stdout) = io::pipe().unwrap();
        let (stderr, program_stderr) = io::pipe().unwrap();
        let child = Child {
            control,
            stdin: None,
            stdout: stdout.into(),
            stderr: stderr.into(),
            engine: None,
            meter: Meter::new(RunGroups::default()),
            reaped: tokio::sync::oneshot::channel().1,
        };
        let begin = Instant::now();
        let ends = async {
            tokio::time::sleep(RUNS).await;
            let (exit, usage) = (Exit::Status(0), Usage::default());
            let report = serde_json::to_string(&Report::Ended { exit, usage }).unwrap();
            writeln!(launcher, "{report}").unwrap();
            drop((launcher, program_stdout, program_stderr));
        };
        let (output, ()) = tokio::join!(read_all(child), ends);
        let output = output.unwrap();
        assert_eq!(output.exit, Exit::Status(0));
        assert!(begin.elapsed() >= RUNS + output.lingered, "{output:?}");
    }
}
