//! The end of a run's processes, without the help of its launcher.

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// Kills the first process of a run and every process in its group.
///
/// Only while its launcher has not reaped it: the number is not given away until then.
pub fn kill_run(first: u32) {
    let first = i32::try_from(first).ok().and_then(Pid::from_raw);
    if let Some(first) = first {
        // It is gone already, which is what was wanted.
        let _ = kill_process_group(first, Signal::KILL);
        let _ = kill_process(first, Signal::KILL);
    }
}
