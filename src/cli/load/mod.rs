//! `livecoding load`: many learners at once, whose client checks every command and its order while
//! it measures.

mod crowd;
mod histogram;
mod learner;
mod meter;
mod programs;
mod report;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use tokio::task::LocalSet;

use self::crowd::Crowd;
use self::meter::Meter;
use self::programs::Program;
use self::report::Report;
use super::{Failure, LoadArgs, print};

/// Plays the load against the server, and tells what it was like.
pub(super) fn execute(args: &LoadArgs) -> Result<ExitCode, Failure> {
    let program = programs::endless(&args.language).map_err(Failure::config)?;
    let program = (!args.idle).then_some(program);
    raise_open_files(args.sessions)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start")?;
    let report = LocalSet::new().block_on(&runtime, play(args, program));
    let text = if args.json {
        report.json()
    } else {
        report.text()
    };
    print(&text);
    Ok(if report.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn play(args: &LoadArgs, program: Option<Program>) -> Report {
    let meter = args.server_pid.map(Meter::of);
    let look = || meter.and_then(Meter::look);
    let quiet = look();
    let mut crowd = Crowd::gather(args, program).await;
    let before = look();
    let took = crowd.play(Duration::from_secs(args.seconds)).await;
    let after = look();
    let (tally, faults) = crowd.disperse().await;
    Report::new(args, took, &tally, faults, [quiet, before, after])
}

/// Every session takes a descriptor.
fn raise_open_files(sessions: u32) -> Result<(), Failure> {
    use rustix::process::{Resource, getrlimit, setrlimit};
    /// For everything else.
    const SPARE: u64 = 64;
    let needed = u64::from(sessions) + SPARE;
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // What counts is what it is then.
    let _ = setrlimit(Resource::Nofile, limit);
    match getrlimit(Resource::Nofile).current {
        Some(most) if most < needed => Err(Failure::config(anyhow::anyhow!(
            "{sessions} sessions need {needed} open files, and {most} are allowed; raise the hard \
             limit with `ulimit -Hn {needed}`"
        ))),
        Some(_) | None => Ok(()),
    }
}
