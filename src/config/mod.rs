//! Everything an operator can set, with the value used when they set nothing.
//!
//! A setting comes from the first of these that has it: a flag, an environment variable
//! `LIVECODING_<SECTION>_<KEY>`, the configuration file, the default.
//! A variable that no setting's name is near to belongs to somebody else and is not looked at.

mod load;
mod machine;

use std::path::PathBuf;

pub use load::{ConfigError, load};
pub use machine::Machine;
use serde::{Deserialize, Serialize};

use crate::sandbox::Tier;
use crate::supervision::RestartPolicy;

/// The whole of `config/livecoding.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where and how the server listens.
    pub server: Server,
    /// The original's client protocol.
    pub classic: Classic,
    /// The native client protocol.
    pub native: Native,
    /// Bounds of one run.
    pub run: RunLimits,
    /// Interpreters that are started in advance.
    pub warm: Warm,
    /// When a run starts again by itself.
    pub restart: RestartPolicy,
    /// How programs are isolated.
    pub sandbox: SandboxRules,
    /// Where languages come from.
    pub languages: Languages,
    /// Where games come from.
    pub games: Games,
    /// What is logged, and how.
    pub log: Log,
}

/// Where and how the server listens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address and port.
    pub listen: String,
    /// Threads that serve connections; 0 means one for each core.
    pub workers: usize,
    /// Clients served at once; one more is refused with a clear word.
    pub max_sessions: usize,
    /// Programs running at once, one more waits; 0 means as many as memory and cores carry.
    pub max_runs: usize,
    /// Programs that wait for a place; one more is refused with a clear word.
    pub max_waiting_runs: usize,
    /// Lets clients in that are no pages and not on this machine, by `Authorization: Bearer` or
    /// `?access_token=`; empty means none.
    pub access_token: String,
    /// How long clients are given when the server is told to end, in seconds.
    pub drain_seconds: u64,
    /// Folder for the files of running programs; empty means a fresh one in the system's
    /// temporary folder.
    pub work_folder: PathBuf,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            workers: 0,
            max_sessions: 1_000,
            max_runs: 0,
            max_waiting_runs: 200,
            access_token: String::new(),
            drain_seconds: 10,
            work_folder: PathBuf::new(),
        }
    }
}

/// The original's client protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Classic {
    /// A second address for old clients, the original's being `127.0.0.1:12800`; empty means none.
    pub listen: String,
    /// Origins accepted beside those on the loopback address, such as `https://school.example`.
    pub allowed_origins: Vec<String>,
    /// How long a client may take to send language, interpreter and program, in seconds.
    pub handshake_seconds: u64,
    /// Time between pings, in seconds.
    pub ping_seconds: u64,
    /// A client that sent no frame for so long is gone, in seconds.
    pub dead_after_seconds: u64,
    /// How long a client may take to close its side after it was told the end, in milliseconds.
    pub close_grace_ms: u64,
}

impl Default for Classic {
    fn default() -> Self {
        Self {
            listen: String::new(),
            allowed_origins: Vec::new(),
            handshake_seconds: 60,
            ping_seconds: 20,
            dead_after_seconds: 60,
            close_grace_ms: 2_000,
        }
    }
}

/// The native client protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Native {
    /// Origins accepted beside the server's own, such as `https://school.example`.
    pub allowed_origins: Vec<String>,
    /// How long a client may take to send `hello`, in seconds.
    pub hello_seconds: u64,
    /// Time between pings, in seconds.
    pub ping_seconds: u64,
    /// A client that sent no frame for so long is gone, in seconds.
    pub dead_after_seconds: u64,
    /// How long a session outlives its last connection, in seconds.
    pub resume_window_seconds: u64,
    /// How long an answer may take, in seconds.
    pub answer_timeout_seconds: u64,
    /// Longest message that is neither source nor answer, in bytes.
    pub message_bytes: usize,
    /// Messages a second that a client may send in the long run; ten times as many at once.
    pub messages_per_second: u32,
}

impl Default for Native {
    fn default() -> Self {
        Self {
            allowed_origins: Vec::new(),
            hello_seconds: 5,
            ping_seconds: 20,
            dead_after_seconds: 60,
            resume_window_seconds: 300,
            answer_timeout_seconds: 30,
            message_bytes: 64 * 1024,
            messages_per_second: 20_000,
        }
    }
}

/// Interpreters that are started in advance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Warm {
    /// Most of them, of all languages; 0 means none.
    pub max_programs: usize,
    /// Most of one language.
    pub max_each: usize,
    /// How long one waits after the last start of its language, in seconds.
    pub keep_seconds: u64,
    /// None waits where less of the machine's memory is free, in percent.
    pub min_free_memory_percent: u64,
}

impl Default for Warm {
    fn default() -> Self {
        Self {
            max_programs: 8,
            max_each: 4,
            keep_seconds: 600,
            min_free_memory_percent: 25,
        }
    }
}

/// Bounds of one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RunLimits {
    /// Longest interpreter or program, in bytes.
    pub source_bytes: usize,
    /// Longest command, in bytes.
    pub command_bytes: usize,
    /// Longest answer, in bytes.
    pub answer_bytes: usize,
    /// How long an engine may take to be ready, in seconds.
    pub start_timeout_seconds: u64,
    /// Time between the polite signal and the final one, in milliseconds.
    pub stop_grace_ms: u64,
    /// How long channels are read after everything was killed, in milliseconds.
    pub drain_ms: u64,
    /// Silence after which an error text of a revision 1 engine is complete, in milliseconds.
    pub error_quiet_ms: u64,
    /// Most bytes that a run may print; more ends it.
    pub output_bytes_per_run: u64,
    /// Longest life of a run, waiting included, in seconds; 0 means no limit.
    pub wall_seconds: u64,
    /// Processor time between two answered commands, in seconds; more ends a run, 0 means no limit.
    pub cpu_seconds: u64,
    /// Most memory of a program, in bytes.
    pub memory_bytes: u64,
    /// Most threads of a program.
    pub threads: u32,
    /// Most open descriptors of a program.
    pub open_files: u64,
    /// Most bytes in a program's work folder.
    pub work_bytes: u64,
    /// Most files and folders in it.
    pub work_files: u64,
}

impl Default for RunLimits {
    fn default() -> Self {
        Self {
            source_bytes: 1024 * 1024,
            command_bytes: 1024 * 1024,
            answer_bytes: 1024 * 1024,
            start_timeout_seconds: 10,
            stop_grace_ms: 300,
            drain_ms: 500,
            error_quiet_ms: 200,
            output_bytes_per_run: 1024 * 1024 * 1024,
            wall_seconds: 0,
            cpu_seconds: 30,
            memory_bytes: 256 * 1024 * 1024,
            threads: 32,
            open_files: 128,
            work_bytes: 16 * 1024 * 1024,
            work_files: 1_024,
        }
    }
}

/// How programs are isolated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SandboxRules {
    /// The server does not start where programs are isolated less than this: `A`, `B`, `C` or `D`.
    pub min_tier: Tier,
    /// Programs are not isolated better than this, to compare and to find faults.
    pub max_tier: Tier,
}

impl Default for SandboxRules {
    fn default() -> Self {
        Self {
            min_tier: Tier::D,
            max_tier: Tier::A,
        }
    }
}

/// Where languages come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Languages {
    /// A folder of language packages that are added to the built-in ones, or take their place;
    /// empty means none.
    pub folder: PathBuf,
}

/// Where games come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Games {
    /// A folder of game packages that are added to the built-in ones, or take their place; empty
    /// means none.
    pub folder: PathBuf,
    /// Whether games of that folder are read again when their files change: for who makes games.
    pub watch: bool,
}

/// What is logged, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `text` or `json`.
    pub format: LogFormat,
    /// Which events, as `tracing` writes it: `info`, `livecoding=debug`, …
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            filter: "info".to_owned(),
        }
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

#[cfg(test)]
mod tests;
