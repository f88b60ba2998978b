//! What a process has used so far, as the system tells it.

use std::fs;
use std::time::Duration;

/// Looks at one process.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meter {
    pid: u32,
}

/// What it has used up to a moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    pub(super) cpu: Duration,
    pub(super) memory_bytes: u64,
}

impl Meter {
    pub(super) fn of(pid: u32) -> Self {
        Self { pid }
    }

    /// Nothing when there is no such process.
    pub(super) fn look(self) -> Option<Used> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid)).ok()?;
        // The name, which may contain anything, ends with the last parenthesis; user and system
        // time are the 12th and 13th field after it.
        let (_, fields) = stat.rsplit_once(") ")?;
        let mut fields = fields.split(' ').skip(11);
        let mut ticks = || fields.next()?.parse::<u64>().ok();
        let ticks = ticks()? + ticks()?;
        let cpu = Duration::from_millis(ticks * 1_000 / rustix::param::clock_ticks_per_second());
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid)).ok()?;
        let resident = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
        let kib: u64 = resident.split_whitespace().next()?.parse().ok()?;
        Some(Used {
            cpu,
            memory_bytes: kib * 1024,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_memory() {
        let used = Meter::of(std::process::id()).look().unwrap();
        assert!(used.memory_bytes > 100 * 1024, "{used:?}");
    }

    #[test]
    fn a_process_that_is_not_there_uses_nothing() {
        assert!(Meter::of(u32::MAX).look().is_none());
    }
}
