//! The only place where a process starts.
//!
//! ```text
//! server (many threads, never forks)
//!  └─ spawner: one long-lived thread, no pre_exec      `spawner`
//!      └─ monitor: this binary again, one thread       `launcher`
//!          └─ the program, in a process group of its own
//! ```
//!
//! Starting costs the same whatever the server's memory: nothing is forked that holds it. The
//! monitor adopts every orphan below it, so a run's end is the end of all its processes, also of
//! those that left the group. It ends them when told to, when the program ends, and when the
//! server is gone.

mod collect;
mod group;
mod launcher;
mod orphans;
mod report;
mod spawner;

pub use collect::{CollectError, Output};
pub use group::kill_group;
pub use launcher::{ENGINE_FDS, LAUNCH_WORD, launch};
pub use orphans::Orphans;
pub use report::{Control, Report, Spec, Usage};
pub use spawner::{Child, Launch, Sandbox, SpawnError, Stdin, Wiring};
