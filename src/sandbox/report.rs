//! What the server tells a monitor, and what the monitor tells the server.

use std::os::fd::RawFd;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::messages::Exit;

/// What a monitor is to start; its one argument, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The program's interpreter, an absolute path.
    pub interpreter: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its whole environment.
    pub environment: Vec<(String, String)>,
    /// Its working folder.
    pub folder: PathBuf,
    /// The monitor's end of the control socket.
    pub control: RawFd,
    /// The engine's channel, to be read and to be written, where it has one.
    pub engine: Option<(RawFd, RawFd)>,
    /// Most open descriptors of the program.
    pub open_files: u64,
}

/// One byte on the control socket, server to monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Ask the program's group to end.
    Terminate,
    /// End everything now.
    Kill,
}

impl Control {
    /// The byte on the socket.
    pub fn byte(self) -> u8 {
        match self {
            Self::Terminate => b't',
            Self::Kill => b'k',
        }
    }

    /// Reads the byte.
    pub fn from_byte(byte: u8) -> Option<Self> {
        [Self::Terminate, Self::Kill]
            .into_iter()
            .find(|it| it.byte() == byte)
    }
}

/// What a run used of the machine, its descendants included as far as they were reaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Processor time in the program, in milliseconds.
    pub user_ms: u64,
    /// Processor time in the system for it, in milliseconds.
    pub system_ms: u64,
    /// Most memory resident at once, in KiB.
    pub peak_memory_kib: u64,
}

/// One line of JSON on the control socket, monitor to server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// The program runs.
    Started {
        /// Its process id.
        pid: u32,
    },
    /// It could not be started.
    Failed {
        /// Why, as a sentence fragment.
        why: String,
    },
    /// It ended; what it left behind is being ended.
    Ended {
        /// How.
        exit: Exit,
        /// What it used.
        usage: Usage,
    },
}
