//! Log lines on standard error, for people or as JSON.

use tracing_subscriber::EnvFilter;

use super::Failure;
use crate::config::{Log, LogFormat};

/// Begins to write log lines.
pub(super) fn start(log: &Log) -> Result<(), Failure> {
    let filter = filter(log)?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let started = match log.format {
        LogFormat::Text => lines.with_ansi(false).try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
    // A second start in one process keeps the first.
    let _ = started;
    Ok(())
}

/// Which lines are written, where the setting says so rightly.
pub(super) fn filter(log: &Log) -> Result<EnvFilter, Failure> {
    EnvFilter::try_new(&log.filter).map_err(|error| {
        let text = format!(
            "`log.filter` cannot be `{}`: {error}; try `info`",
            log.filter
        );
        Failure::config(anyhow::Error::msg(text))
    })
}
