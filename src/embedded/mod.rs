//! The interpreters inside our own binary, each run as a child process like any other.
//!
//! `livecoding __embedded LANGUAGE ENGINE_FILE` is the command line of such a child. The engine
//! file speaks the engine protocol; Rust gives it the few things that the language lacks and
//! keeps the learner's program within its memory.

mod channel;
mod javascript;
mod lua;
mod memory;
mod trace;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use channel::{Channel, ChannelError};

/// Memory of a program whose environment does not say, in bytes.
const DEFAULT_MEMORY_BYTES: usize = 256 << 20;

/// Memory granted on top once a program has failed, so that the failure can be told, in bytes.
const REPORT_MEMORY_BYTES: usize = 16 << 20;

/// `EX_SOFTWARE` of sysexits.h: the child could not do its work, and no program is to blame.
const EXIT_SOFTWARE: u8 = 70;

/// Why an embedded interpreter could not begin.
#[derive(Debug, thiserror::Error)]
enum EmbeddedError {
    /// No interpreter of this name is inside the binary.
    #[error("no language `{0}` is embedded")]
    Unknown(String),
    /// The engine could not be read.
    #[error("cannot read the engine `{}`", path.display())]
    Engine { path: PathBuf, source: io::Error },
    /// The server's channel is not there.
    #[error("cannot open the engine channel")]
    Channel(#[from] ChannelError),
    /// `QuickJS` could not begin, or the engine is at fault.
    #[error("the JavaScript interpreter failed")]
    JavaScript(#[from] rquickjs::Error),
    /// Lua could not begin, or the engine is at fault.
    #[error("the Lua interpreter failed")]
    Lua(#[from] mlua::Error),
}

/// Runs the program that the server names, in `language`, under the engine at `engine_path`.
///
/// It is for a process of its own: it takes over the standard streams and the descriptors named
/// by `LIVECODING_ENGINE_IN` and `LIVECODING_ENGINE_OUT`, and a program that asks to exit ends
/// the process. `LIVECODING_MEMORY_BYTES` bounds the program's memory, 256 MiB without it.
pub fn run(language: &str, engine_path: &Path) -> ExitCode {
    match begin(language, engine_path) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            // There is nobody left to tell when standard error is gone.
            let _ = tell(&error);
            ExitCode::from(EXIT_SOFTWARE)
        }
    }
}

fn begin(language: &str, engine_path: &Path) -> Result<u8, EmbeddedError> {
    let engine = std::fs::read_to_string(engine_path).map_err(|source| EmbeddedError::Engine {
        path: engine_path.to_owned(),
        source,
    })?;
    match language {
        "javascript" => Ok(javascript::run(&engine, Channel::open()?, memory_bytes())?),
        "lua" => Ok(lua::run(&engine, Channel::open()?, memory_bytes())?),
        _ => Err(EmbeddedError::Unknown(language.to_owned())),
    }
}

fn tell(error: &EmbeddedError) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    write!(stderr, "livecoding: {error}")?;
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        write!(stderr, ": {error}")?;
        cause = error.source();
    }
    writeln!(stderr)
}

fn memory_bytes() -> usize {
    std::env::var("LIVECODING_MEMORY_BYTES")
        .ok()
        .and_then(|bytes| bytes.parse().ok())
        .unwrap_or(DEFAULT_MEMORY_BYTES)
}
