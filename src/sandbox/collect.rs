//! Runs a short command to its end and keeps what it printed.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::OwnedFd;
use std::time::Duration;

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
    // What it reads there is at its end.
    let Some((from, _)) = made else {
        return Ok(());
    };
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
    let (stdout, stderr) = tokio::try_join!(read(child.stdout), read(child.stderr))?;
    let mut reports = BufReader::new(control).lines();
    let mut ended = None;
    let mut account = Account::default();
    while let Some(line) = reports.next_line().await? {
        match serde_json::from_str(&line).map_err(io::Error::from)? {
            Report::Kept { .. } | Report::Started { .. } => (),
            Report::Failed { why } => return Err(CollectError::Failed(why)),
            Report::Ended { exit, .. } => ended = Some(exit),
            Report::Accounted(told) => account = told,
        }
    }
    let exit = ended.ok_or_else(|| CollectError::Failed("its launcher ended".to_owned()))?;
    let text = stdout + &stderr;
    Ok(Output {
        exit,
        text,
        account,
    })
}

async fn read(fd: OwnedFd) -> io::Result<String> {
    let mut pipe = pipe::Receiver::from_owned_fd(fd)?;
    let mut bytes = Vec::new();
    (&mut pipe).take(KEPT_BYTES).read_to_end(&mut bytes).await?;
    // The rest is read so that the command can end.
    tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
