//! Runs a short command to its end and keeps what it printed.

use std::io;
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
