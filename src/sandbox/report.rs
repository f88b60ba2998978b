//! What the server tells a launcher, and what the launcher tells the server.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::cgroup::RunGroups;
use super::tier::Namespaces;
use crate::messages::Exit;

/// What a launcher makes ready before it knows which program it will start; its one argument, as
/// JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Prepare {
    /// The namespaces of its program, where it gets any.
    pub(super) namespaces: Option<Namespaces>,
    /// The user that the program runs as, where it is another than the server's.
    pub(super) uid: Option<u32>,
    /// The control groups that are made for it; none where this machine has none for us.
    pub(super) groups: RunGroups,
    /// An empty folder, on which the program's own root is put together.
    pub(super) stage: PathBuf,
}

/// What is to be run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interpreter {
    /// The program at this path.
    Path(PathBuf),
    /// This binary itself, which the program cannot see.
    Own,
}

impl Interpreter {
    /// Its path, for messages.
    pub(super) fn display(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Own => "livecoding".to_owned(),
        }
    }
}

/// What a launcher is to start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The interpreter.
    pub interpreter: Interpreter,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its whole environment.
    pub environment: Vec<(String, String)>,
    /// Its working folder, as the program sees it.
    pub folder: PathBuf,
    /// How it is confined; none for a program that is trusted as the server is.
    pub confinement: Option<Confinement>,
    /// Which descriptors come with it.
    pub channels: Passed,
    /// Most open descriptors of the program.
    pub open_files: u64,
}

/// What a confined program gets of this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// The folder with the files of the run.
    pub files: Option<PathBuf>,
    /// They come once it waits for them: it is started in advance.
    #[serde(default)]
    pub is_early: bool,
    /// The folder with its engine.
    pub engine: Option<PathBuf>,
    /// The file that was built from it, which it may execute.
    #[serde(default)]
    pub built: Option<PathBuf>,
    /// Files and folders that it may read beside the system's libraries.
    pub read: Vec<PathBuf>,
    /// Files, and folders with files, that it may execute beside its interpreter.
    pub execute: Vec<PathBuf>,
    /// Whether it sees its own processes in `/proc`.
    pub needs_proc: bool,
    /// How much it may take.
    pub limits: ProcessLimits,
}

/// How much of this machine a program may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessLimits {
    /// Most memory, in bytes.
    pub memory_bytes: u64,
    /// Most processes beside its first; with 0 it cannot make any.
    pub processes: u32,
    /// Most threads, of all its processes together.
    pub threads: u32,
    /// Most bytes in its work folder.
    pub work_bytes: u64,
    /// Most files and folders in it.
    pub work_files: u64,
}

impl Default for ProcessLimits {
    fn default() -> Self {
        Self {
            memory_bytes: 256 * 1024 * 1024,
            processes: 0,
            threads: 32,
            work_bytes: 16 * 1024 * 1024,
            work_files: 1_024,
        }
    }
}

/// The descriptors that are passed with a [`Spec`], in this order behind the three standard ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// The engine's channel, to be read and to be written.
    pub engine: bool,
}

impl Passed {
    /// How many they are.
    pub(super) fn count(self) -> usize {
        if self.engine { 5 } else { 3 }
    }
}

/// One byte on the control socket, server to launcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Ask the program's group to end.
    Terminate,
    /// End everything now.
    Kill,
    /// The files of a program that was started in advance are there.
    Fill,
}

impl Control {
    /// The byte on the socket.
    pub fn byte(self) -> u8 {
        match self {
            Self::Terminate => b't',
            Self::Kill => b'k',
            Self::Fill => b'f',
        }
    }

    /// Reads the byte.
    pub fn from_byte(byte: u8) -> Option<Self> {
        [Self::Terminate, Self::Kill, Self::Fill]
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
    /// Whether its work folder was full at its end.
    #[serde(default)]
    pub work_is_full: bool,
}

/// What its control groups say of a run once all of it has ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Whether the system killed a process of it for want of memory.
    pub memory_ran_out: bool,
    /// How often it was refused a process or a thread.
    pub refused_processes: u64,
}

/// One line of JSON on the control socket, launcher to server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// A process of its own keeps the program, whose end is the end of all.
    Kept {
        /// Its process id.
        pid: u32,
    },
    /// The program runs.
    Started {
        /// Its process id, where that means something outside its namespace.
        pid: Option<u32>,
    },
    /// A program that was started in advance has its files.
    Filled,
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
    /// All of it has ended.
    Accounted(Account),
}
