//! The only place where a process starts, and where programs are isolated.
//!
//! ```text
//! server (many threads, never forks)
//!  └─ spawner: one long-lived thread, no pre_exec        `spawner`
//!      └─ launcher: this binary again, one thread        `launcher`
//!          └─ the program, in a process group of its own
//! ```
//!
//! Starting costs the same whatever the server's memory: nothing is forked that holds it. What is
//! done to a program before it starts are the [`Layers`] that this machine offers; whether they
//! hold is not believed but tried, by [`explore`]. A run's end is the end of all its processes:
//! when it is told to, when the program ends, and when the server is gone.

mod canary;
mod cgroup;
mod channels;
mod collect;
mod group;
mod launch;
mod launcher;
mod meter;
mod orphans;
mod probe;
mod report;
mod slots;
mod spawner;
mod tier;

pub use canary::{CANARY_WORD, sing};
pub use collect::{CollectError, Output, TooLong};
pub use group::kill_run;
pub use launch::{Child, Launch, SpawnError, Stdin, Wiring};
pub use launcher::{ENGINE_FDS, launch};
pub use meter::Meter;
pub use orphans::Orphans;
pub use probe::{Explored, explore};
pub use report::{
    Account, Confinement, Control, Interpreter, Passed, ProcessLimits, Report, Spec, Usage,
};
pub use spawner::Sandbox;
pub use tier::{Finding, Guarantee, Isolation, Layers, Namespaces, Tier, View};

/// The hidden word on the command line that makes this binary a launcher.
pub const LAUNCH_WORD: &str = "__launch";
/// Where a program with a root of its own has its files.
const PRIVATE_WORK: &str = "/work";
/// Where it finds its engine.
const PRIVATE_ENGINE: &str = "/engine";
/// What was built from it.
const PRIVATE_BUILT: &str = "/built";
