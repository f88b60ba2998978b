//! The launcher: this binary started again, single-threaded, between the server and one program.
//!
//! ```text
//!   with namespaces                     without
//!   guard    waits, cleans up
//!    └─ keeper   first of its namespace     keeper
//!        └─ the program                      └─ the program
//! ```
//!
//! The keeper makes everything ready, waits for its one program, starts and watches it. With
//! namespaces its end is the end of every process in them, by the kernel's hand; without, it ends
//! what its program leaves behind itself.

mod confine;
mod descriptors;
mod exec;
mod filter;
mod keeper;
mod namespaces;
mod paths;
mod reaping;
mod root;

use std::fmt;
use std::io::{self, Write as _};
use std::os::unix::net::UnixStream;
use std::process::ExitCode;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};

pub use self::descriptors::ENGINE_FDS;
use self::keeper::Keeper;
use self::root::Root;
use super::report::{Prepare, Report, Usage};
use crate::messages::Exit;

/// How much sooner the system takes a program than the server, when memory is short.
const OOM_SCORE: &str = "500";
/// How much less of the processor programs get where no control group shares it.
const NICE: &str = "10";

/// What went wrong while a program was made ready; never the program's own fault.
#[derive(Debug)]
struct Fault(String);

impl Fault {
    /// For `map_err`: what was being done.
    fn at<E: Into<io::Error>>(doing: impl Into<String>) -> impl FnOnce(E) -> Self {
        let doing = doing.into();
        move |error| {
            let error: io::Error = error.into();
            Self(format!("cannot {doing}: {error}"))
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes everything ready, starts the one program that it is sent, and leaves nothing of it behind.
pub fn launch(prepare: &str) -> ExitCode {
    let Ok(prepare) = serde_json::from_str::<Prepare>(prepare) else {
        return ExitCode::from(64);
    };
    let Ok(mut control) = descriptors::take_control() else {
        return ExitCode::FAILURE;
    };
    match settle(&prepare).and_then(|()| serve(&mut control, &prepare)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let why = fault.to_string();
            // The server may be gone.
            let _ = say(&mut control, &Report::Failed { why });
            ExitCode::FAILURE
        }
    }
}

/// Makes this process what a launcher is to be.
fn settle(prepare: &Prepare) -> Result<(), Fault> {
    rustix::process::setsid().map_err(Fault::at("begin a session"))?;
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    // Best effort: where the system does not let us, programs only get more than they should.
    let _ = std::fs::write("/proc/self/oom_score_adj", OOM_SCORE);
    if !prepare.groups.share_processors() {
        let _ = std::fs::write("/proc/self/autogroup", NICE);
    }
    Ok(())
}

fn serve(control: &mut UnixStream, prepare: &Prepare) -> Result<(), Fault> {
    let Some(kind) = prepare.namespaces else {
        heed_the_server()?;
        return Keeper::new(prepare, None)?.keep(control);
    };
    prepare
        .groups
        .create()
        .map_err(Fault::at("make a control group"))?;
    namespaces::make(kind)?;
    heed_the_server()?;
    if let Some(keeper) = exec::fork().map_err(Fault::at("start the keeper"))? {
        guard(control, keeper, prepare);
        return Ok(());
    }
    let kept = begin(prepare).and_then(|it| it.keep(control));
    if let Err(fault) = kept {
        let why = fault.to_string();
        let _ = say(control, &Report::Failed { why });
    }
    // Whatever is left in the namespace ends with it.
    exec::exit(0)
}

/// The keeper's own part, first in the namespace.
fn begin(prepare: &Prepare) -> Result<Keeper<'_>, Fault> {
    // The guard may have ended already: then its end of the world is ours.
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))
        .map_err(Fault::at("follow the guard"))?;
    prepare
        .groups
        .join()
        .map_err(Fault::at("join a control group"))?;
    namespaces::enter()?;
    let root = Root::begin(&prepare.stage)?;
    Keeper::new(prepare, Some(root))
}

/// A program may have stopped this process, which must hear all the same that the server ends.
fn heed_the_server() -> Result<(), Fault> {
    rustix::process::set_parent_process_death_signal(Some(Signal::CONT))
        .map_err(Fault::at("follow the server"))
}

/// Waits until the keeper has ended, and with it all of the run.
fn guard(control: &mut UnixStream, keeper: Pid, prepare: &Prepare) {
    let pid = keeper.as_raw_nonzero().get().unsigned_abs();
    // The server may be gone; the keeper hears of it too, and ends.
    let _ = say(control, &Report::Kept { pid });
    let status = loop {
        match rustix::process::waitid(WaitId::Pid(keeper), WaitIdOptions::EXITED) {
            Ok(Some(status)) => break Some(status),
            Err(rustix::io::Errno::INTR) | Ok(None) => (),
            Err(_) => break None,
        }
    };
    if let Some(signal) = status.and_then(|it| it.terminating_signal()) {
        // It had no time to say so.
        let exit = Exit::Signal(signal);
        let usage = Usage::default();
        let _ = say(control, &Report::Ended { exit, usage });
    }
    let account = prepare.groups.account();
    let _ = say(control, &Report::Accounted(account));
    prepare.groups.remove();
}

fn say(control: &mut UnixStream, report: &Report) -> io::Result<()> {
    let mut line = serde_json::to_vec(report)?;
    line.push(b'\n');
    control.write_all(&line)
}
