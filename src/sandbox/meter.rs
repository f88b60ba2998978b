//! How much processor time a run has used, while it runs.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::time::Duration;

use super::cgroup::RunGroups;

/// Most processes of one run that are looked at.
const PROCESSES: usize = 4_096;

/// Measures one run from outside.
#[derive(Clone, Debug)]
pub struct Meter {
    groups: RunGroups,
    /// The first of its processes, once it is known.
    root: Option<u32>,
    counted: Counted,
}

impl Meter {
    pub(super) fn new(groups: RunGroups) -> Self {
        Self {
            groups,
            root: None,
            counted: Counted::default(),
        }
    }

    /// The run's processes are this one and those below it.
    pub fn set_root(&mut self, pid: u32) {
        self.root = Some(pid);
    }

    /// Processor time of all its processes so far, which never falls; none when nobody counts it.
    pub fn cpu_time(&mut self) -> Option<Duration> {
        self.groups.cpu_time().or_else(|| {
            let tree = tree(self.root?);
            (!tree.is_empty()).then(|| ticks(self.counted.count(&tree, Seen::read)))
        })
    }

    /// How often it was refused a process or a thread.
    pub fn refused_processes(&self) -> u64 {
        self.groups.refused_processes()
    }
}

/// One process at one look, in ticks of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    pid: u32,
    /// When it began: its number may become another's.
    began: u64,
    /// Its own time.
    own: u64,
    /// The time of those that it waited for.
    waited_for: u64,
}

impl Seen {
    fn read(pid: u32) -> Option<Self> {
        Self::parse(pid, &fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
    }

    /// From a line of `/proc/<pid>/stat`; the name in it may hold anything.
    fn parse(pid: u32, stat: &str) -> Option<Self> {
        let (_, fields) = stat.rsplit_once(')')?;
        let mut fields = fields.split_whitespace().skip(11);
        let mut next = || fields.next()?.parse::<u64>().ok();
        let (user, system, user_below, system_below) = (next()?, next()?, next()?, next()?);
        let began = fields.nth(4)?.parse().ok()?;
        Some(Self {
            pid,
            began,
            own: user + system,
            waited_for: user_below + system_below,
        })
    }
}

/// What was seen of a run whose time no control group counts.
///
/// The system forgets the time of those that nobody waits for, and a program decides whether
/// somebody does: so what was seen of each is kept.
#[derive(Clone, Debug, Default)]
struct Counted {
    alive: HashMap<(u32, u64), u64>,
    ended: u64,
    most: u64,
}

impl Counted {
    /// Counts what is seen now; `look` finds out whether one that is not among it is there.
    fn count(&mut self, tree: &[Seen], look: impl Fn(u32) -> Option<Seen>) -> u64 {
        let mut now: HashMap<_, _> = tree.iter().map(|it| ((it.pid, it.began), it.own)).collect();
        for (process, own) in self.alive.drain() {
            if now.contains_key(&process) {
                continue;
            }
            // It may have got another parent while the tree was read.
            match look(process.0).filter(|it| it.began == process.1) {
                Some(seen) => drop(now.insert(process, seen.own)),
                None => self.ended += own,
            }
        }
        let seen = self.ended + now.values().sum::<u64>();
        let told: u64 = tree.iter().map(|it| it.own + it.waited_for).sum();
        self.alive = now;
        // Neither counts too much; each misses what the other has.
        self.most = self.most.max(seen).max(told);
        self.most
    }
}

/// A process and all below it, as many as are looked at.
fn tree(root: u32) -> Vec<Seen> {
    let mut known = HashSet::from([root]);
    let mut left = vec![root];
    let mut tree = Vec::new();
    while let Some(pid) = left.pop() {
        // One that ended meanwhile counts with its parent the next time.
        tree.extend(Seen::read(pid));
        let children = children(pid).into_iter();
        left.extend(children.filter(|it| known.len() < PROCESSES && known.insert(*it)));
    }
    tree
}

/// The children of a process, whichever of its threads started them.
fn children(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter();
    let lists = threads.flatten().flatten().map(|thread| {
        // A thread that ended meanwhile has no children.
        fs::read_to_string(thread.path().join("children")).unwrap_or_default()
    });
    let mut children = Vec::new();
    for list in lists {
        children.extend(
            list.split_whitespace()
                .filter_map(|it| it.parse::<u32>().ok()),
        );
    }
    children
}

fn ticks(count: u64) -> Duration {
    let a_second = rustix::param::clock_ticks_per_second().max(1);
    Duration::from_millis(count.saturating_mul(1_000) / a_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn seen(pid: u32, own: u64, waited_for: u64) -> Seen {
        Seen {
            pid,
            began: 7,
            own,
            waited_for,
        }
    }

    #[test]
    fn times_are_read_whatever_a_process_is_called() {
        let stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 120 0 0 0 10 20 3 4 20 0 1 0 7 0 0";
        assert_eq!(Seen::parse(42, stat), Some(seen(42, 30, 7)));
        assert_eq!(Seen::parse(42, "42 (a"), None);
    }

    #[test]
    fn this_process_has_used_some_time() {
        let mut meter = Meter::new(RunGroups::default());
        assert_eq!(meter.cpu_time(), None);
        meter.set_root(std::process::id());
        assert!(meter.cpu_time().is_some());
    }

    #[test]
    fn the_time_of_those_that_nobody_waits_for_stays_counted() {
        let mut counted = Counted::default();
        let gone = |_| None;
        assert_eq!(counted.count(&[seen(1, 5, 0), seen(2, 100, 0)], gone), 105);
        assert_eq!(counted.count(&[seen(1, 5, 0)], gone), 105);
        assert_eq!(counted.count(&[seen(1, 6, 0), seen(3, 50, 0)], gone), 156);
    }

    #[test]
    fn time_counts_once_whoever_tells_of_it() {
        let mut counted = Counted::default();
        let gone = |_| None;
        assert_eq!(counted.count(&[seen(1, 5, 0), seen(2, 100, 0)], gone), 105);
        assert_eq!(counted.count(&[seen(1, 5, 110)], gone), 115);
        // One that is not found for a moment is still there.
        let there = |pid| Some(seen(pid, 30, 0));
        let mut counted = Counted::default();
        assert_eq!(counted.count(&[seen(1, 5, 0), seen(2, 20, 0)], there), 25);
        assert_eq!(counted.count(&[seen(1, 5, 0)], there), 35);
        assert_eq!(counted.count(&[seen(1, 5, 0), seen(2, 30, 0)], there), 35);
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "a child of a thread of the test's own"
    )]
    fn the_children_of_all_threads_are_found() {
        let (ends, end) = std::sync::mpsc::channel::<()>();
        let (tells, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let mut child = std::process::Command::new("sleep")
                .arg("1000")
                .spawn()
                .unwrap();
            tells.send(child.id()).unwrap();
            let _ = end.recv();
            child.kill().unwrap();
            child.wait().unwrap();
        });
        let child = told.recv().unwrap();
        let found = tree(std::process::id()).iter().any(|it| it.pid == child);
        drop(ends);
        thread.join().unwrap();
        assert!(found);
    }
}
