//! The program's process group, ended without its monitor.

use rustix::process::{Pid, Signal, kill_process_group};

/// Kills every process in the group that `leader` leads.
///
/// Only while its monitor has not reaped the leader: the number is not given away until then.
pub fn kill_group(leader: u32) {
    let leader = i32::try_from(leader).ok().and_then(Pid::from_raw);
    if let Some(leader) = leader {
        // It is gone already, which is what was wanted.
        let _ = kill_process_group(leader, Signal::KILL);
    }
}
