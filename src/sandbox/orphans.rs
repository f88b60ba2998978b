//! What a launcher leaves behind that was killed before it could end its program.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitOptions};
use tracing::warn;

/// How often is looked, and how many times, until every orphan is gone.
const ROUND: Duration = Duration::from_millis(5);
const ROUNDS: u32 = 400;

/// What becomes of processes whose launcher was killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orphans {
    /// They come to this process, which ends them. It must have no children of its own but launchers.
    Adopt,
    /// They are left to the system.
    Leave,
}

/// The children of this process that are launchers; every other one is an orphan.
#[derive(Clone, Debug)]
pub(super) struct Launchers {
    known: Option<Arc<Mutex<HashSet<i32>>>>,
}

impl Launchers {
    pub(super) fn new(orphans: Orphans) -> io::Result<Self> {
        let known = match orphans {
            Orphans::Leave => None,
            Orphans::Adopt => {
                rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
                Some(Arc::default())
            }
        };
        Ok(Self { known })
    }

    pub(super) fn began(&self, launcher: i32) {
        self.with(|known| known.insert(launcher));
    }

    /// `launcher` is reaped; one that was killed left its program to us.
    pub(super) async fn ended(&self, launcher: i32, killed: bool) {
        self.with(|known| known.remove(&launcher));
        if !killed || self.known.is_none() {
            return;
        }
        warn!(launcher, "a launcher was killed; ending what it watched");
        for _ in 0..ROUNDS {
            let orphans = self.orphans();
            if orphans.is_empty() {
                return;
            }
            for orphan in orphans {
                let _ = rustix::process::kill_process(orphan, Signal::KILL);
                // Not gone yet: the next round reaps it.
                let _ = rustix::process::waitpid(Some(orphan), WaitOptions::NOHANG);
            }
            tokio::time::sleep(ROUND).await;
        }
    }

    fn orphans(&self) -> Vec<Pid> {
        let mut children = children();
        self.with(|known| children.retain(|pid| !known.contains(&pid.as_raw_nonzero().get())));
        children
    }

    fn with<T: Default>(&self, act: impl FnOnce(&mut HashSet<i32>) -> T) -> T {
        let Some(known) = &self.known else {
            return T::default();
        };
        act(&mut known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The processes whose parent this one is, whichever thread started them.
pub(super) fn children() -> Vec<Pid> {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten();
    let lists = threads.flatten().map(|thread| {
        // A thread that ended meanwhile has no children.
        fs::read_to_string(thread.path().join("children")).unwrap_or_default()
    });
    let pids = lists.flat_map(|list| {
        let pids = list
            .split_whitespace()
            .filter_map(|pid| pid.parse().ok().and_then(Pid::from_raw));
        pids.collect::<Vec<_>>()
    });
    pids.collect()
}
