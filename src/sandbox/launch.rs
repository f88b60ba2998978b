//! What the server asks to be started, and what it gets.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use tokio::sync::oneshot;

use super::meter::Meter;
use super::report::{Confinement, Interpreter};

/// Where the program's protocol runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wiring {
    /// On its standard streams: standard input carries the answers (revision 1).
    Standard,
    /// On two descriptors of its own (revision 2).
    Descriptors,
    /// On the same two, which are these paths as well: to read, to write.
    Fifos(PathBuf, PathBuf),
}

/// Where the program's standard input comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stdin {
    /// It is at its end.
    Empty,
    /// From the server.
    Piped,
}

/// What to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launch {
    /// The interpreter.
    pub interpreter: Interpreter,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its whole environment.
    pub environment: Vec<(String, String)>,
    /// Its working folder, as the program sees it.
    pub folder: PathBuf,
    /// Where its protocol runs.
    pub wiring: Wiring,
    /// Where its standard input comes from.
    pub stdin: Stdin,
    /// Most open descriptors.
    pub open_files: u64,
    /// How it is confined, as far as this machine can; none for what is trusted as the server is.
    pub confinement: Option<Confinement>,
}

/// A launcher that has its program, and the server's ends of the program's channels.
///
/// Dropping [`control`](Self::control) ends the program and everything below it.
#[derive(Debug)]
pub struct Child {
    /// Control bytes to the launcher, reports from it; its end is the end of all of the run.
    pub control: UnixStream,
    /// The program's standard input, where it is piped.
    pub stdin: Option<OwnedFd>,
    /// The program's standard output.
    pub stdout: OwnedFd,
    /// The program's standard error.
    pub stderr: OwnedFd,
    /// The engine's channel: from the program, to the program.
    pub engine: Option<(OwnedFd, OwnedFd)>,
    /// Measures it.
    pub meter: Meter,
    /// Told when the launcher is reaped.
    pub reaped: oneshot::Receiver<()>,
}

/// Why a program could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    /// The system refused.
    #[error("cannot start a process")]
    Refused(#[from] io::Error),
    /// Its arguments and environment are too long.
    #[error("arguments and environment have {bytes} bytes together, more than a launcher takes")]
    TooLong {
        /// How long they are.
        bytes: usize,
    },
    /// Each program runs as a user of its own, and all of them are taken.
    #[error("as many programs run as there are users for them; try again in a moment")]
    NoUser,
    /// The spawner's thread is gone; the server must be restarted.
    #[error("the spawner is gone; restart the server")]
    Gone,
}
