//! How much processor time a run has used, while it runs.

use std::fs;
use std::time::Duration;

use super::cgroup::RunGroups;

/// Deepest nesting of processes that is looked at.
const DEPTH: u32 = 8;

/// Measures one run from outside.
#[derive(Clone, Debug)]
pub struct Meter {
    groups: RunGroups,
    /// The first of its processes, once it is known.
    root: Option<u32>,
}

impl Meter {
    pub(super) fn new(groups: RunGroups) -> Self {
        Self { groups, root: None }
    }

    /// The run's processes are this one and those below it.
    pub fn set_root(&mut self, pid: u32) {
        self.root = Some(pid);
    }

    /// Processor time of all its processes so far; none when nobody counts it.
    pub fn cpu_time(&self) -> Option<Duration> {
        let of_tree = || tree_ticks(self.root?, DEPTH).map(ticks);
        self.groups.cpu_time().or_else(of_tree)
    }

    /// How often it was refused a process or a thread.
    pub fn refused_processes(&self) -> u64 {
        self.groups.refused_processes()
    }
}

/// Time of a process, of those that it reaped, and of those below it, in ticks of the clock.
fn tree_ticks(pid: u32, depth: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let own = stat_ticks(&stat)?;
    if depth == 0 {
        return Some(own);
    }
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
    let children = children.unwrap_or_default();
    let below = children.split_whitespace().filter_map(|it| it.parse().ok());
    // One that ended meanwhile counts with its parent the next time.
    Some(
        own + below
            .filter_map(|it| tree_ticks(it, depth - 1))
            .sum::<u64>(),
    )
}

/// The sum of `utime`, `stime`, `cutime` and `cstime`; the name before may hold anything.
fn stat_ticks(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let times = fields.split_whitespace().skip(11).take(4);
    times.map(|it| it.parse::<u64>().ok()).sum()
}

fn ticks(count: u64) -> Duration {
    let a_second = rustix::param::clock_ticks_per_second().max(1);
    Duration::from_millis(count.saturating_mul(1_000) / a_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_whatever_a_process_is_called() {
        let stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 120 0 0 0 10 20 3 4 20 0 1 0 100 0 0";
        assert_eq!(stat_ticks(stat), Some(37));
        assert_eq!(stat_ticks("42 (a"), None);
    }

    #[test]
    fn this_process_has_used_some_time() {
        let mut meter = Meter::new(RunGroups::default());
        assert_eq!(meter.cpu_time(), None);
        meter.set_root(std::process::id());
        assert!(meter.cpu_time().is_some());
    }
}
