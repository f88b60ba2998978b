//! `livecoding conformance`: plays cuts, repeats, stale tokens and two tabs against a server, or
//! against a client, and says what failed.

mod client;
mod peer;
mod server;

use std::process::ExitCode;

use self::peer::Fault;
use super::{ConformanceArgs, Failure, print};

/// Plays every check against the one that is named.
pub(super) fn execute(args: &ConformanceArgs) -> Result<ExitCode, Failure> {
    let report = actix::System::new().block_on(async {
        match (&args.url, &args.listen) {
            (Some(url), _) => Ok(server::examine(url, args.access_token.as_deref()).await),
            (None, Some(address)) => client::examine(address).await,
            (None, None) => {
                Err("name a server with --url, or listen for a client with --listen".to_owned())
            }
        }
    });
    let report = report.map_err(|why| Failure::config(anyhow::Error::msg(why)))?;
    Ok(report.conclude())
}

/// What was found.
#[derive(Debug, Default)]
struct Report {
    passed: usize,
    failed: usize,
}

impl Report {
    /// Notes and tells what came of one check.
    fn note(&mut self, fact: &str, outcome: Result<(), Fault>) {
        match outcome {
            Ok(()) => {
                self.passed += 1;
                print(&format!("ok      {fact}\n"));
            }
            Err(Fault(why)) => {
                self.failed += 1;
                print(&format!("FAILED  {fact}\n        {why}\n"));
            }
        }
    }

    fn conclude(&self) -> ExitCode {
        print(&format!(
            "\n{} passed, {} failed\n",
            self.passed, self.failed
        ));
        if self.failed == 0 && self.passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
