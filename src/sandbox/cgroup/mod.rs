//! Control groups, version 1, version 2, both at once, or none: what a run may take, what it took.
//!
//! ```text
//!   /sys/fs/cgroup/…/<group of the server>/livecoding-XXXXXX/run-1, run-2, …
//! ```
//!
//! The folder of a server is locked while it lives; one that nobody holds is swept.

mod found;
mod run;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use tracing::{debug, info, warn};

pub(super) use self::run::RunGroups;

/// How the folders of all servers begin.
const PREFIX: &str = "livecoding-";
/// How often a group is killed and looked at again until it is empty.
const KILL_ROUNDS: u32 = 200;
const KILL_ROUND: std::time::Duration = std::time::Duration::from_millis(5);

/// What a control group can do for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Controller {
    /// Limits memory.
    Memory,
    /// Limits processes and threads.
    Pids,
    /// Shares processor time fairly, and counts it (version 2).
    Cpu,
    /// Counts processor time (version 1).
    Cpuacct,
}

impl Controller {
    const ALL: [Self; 4] = [Self::Memory, Self::Pids, Self::Cpu, Self::Cpuacct];

    fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Pids => "pids",
            Self::Cpu => "cpu",
            Self::Cpuacct => "cpuacct",
        }
    }
}

/// Which of the two interfaces a folder has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Version {
    /// One tree a controller.
    V1,
    /// One tree for all.
    V2,
}

/// One control group, in one tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Group {
    folder: PathBuf,
    version: Version,
    controllers: Vec<Controller>,
}

/// The control groups of one server.
#[derive(Debug)]
pub(super) struct Groups {
    trees: Vec<Group>,
    runs: AtomicU64,
    /// Held while this server lives.
    locks: Vec<File>,
}

impl Groups {
    /// None: this machine has none for us.
    pub(super) fn none() -> Self {
        Self {
            trees: Vec::new(),
            runs: AtomicU64::new(0),
            locks: Vec::new(),
        }
    }

    /// Makes this server's groups, wherever that works, and sweeps what earlier servers left.
    pub(super) fn claim() -> Self {
        let name = format!(
            "{PREFIX}{:08x}",
            getrandom::u32().unwrap_or(std::process::id())
        );
        let mut groups = Self::none();
        for places in found::trees() {
            for place in &places {
                sweep(&place.folder);
            }
            let claimed = places.iter().find_map(|place| match claim(place, &name) {
                Ok(claimed) => Some(claimed),
                Err(error) => {
                    debug!(folder = %place.folder.display(), %error, "no control group here");
                    None
                }
            });
            if let Some((group, lock)) = claimed {
                groups.trees.push(group);
                groups.locks.push(lock);
            }
        }
        groups
    }

    /// The names of what they limit or count.
    pub(super) fn controllers(&self) -> Vec<String> {
        let controllers = self.trees.iter().flat_map(|it| &it.controllers);
        controllers.map(|it| it.name().to_owned()).collect()
    }

    /// The groups of one more run; its launcher makes them.
    pub(super) fn of_new_run(&self) -> RunGroups {
        let number = self.runs.fetch_add(1, Ordering::Relaxed) + 1;
        let groups = self.trees.iter().map(|tree| Group {
            folder: tree.folder.join(format!("run-{number}")),
            ..tree.clone()
        });
        RunGroups(groups.collect())
    }

    /// Ends what is left and removes the groups, at the server's end.
    pub(super) fn clear(&self) {
        for tree in &self.trees {
            remove_tree(&tree.folder);
        }
    }
}

impl Drop for Groups {
    fn drop(&mut self) {
        self.clear();
        // Given up only now that nothing is left to be swept.
        self.locks.clear();
    }
}

/// Makes the server's group below `tree`, with as many of its controllers as it can have.
fn claim(tree: &Group, name: &str) -> io::Result<(Group, File)> {
    let folder = tree.folder.join(name);
    // Nobody sweeps what is made and not yet locked.
    let turn = take_turn(&tree.folder)?;
    fs::create_dir(&folder)?;
    let lock = File::open(&folder).and_then(|it| it.try_lock().map(|()| it).map_err(Into::into));
    drop(turn);
    let claimed = lock.and_then(|lock| try_out(tree, &folder).map(|group| (group, lock)));
    if claimed.is_err() {
        let _ = fs::remove_dir(&folder);
    }
    claimed
}

/// Waits a little until no other server makes or sweeps groups in `folder`.
#[expect(
    clippy::disallowed_methods,
    reason = "before the server serves; the other one needs a moment only"
)]
fn take_turn(folder: &Path) -> io::Result<File> {
    let turn = File::open(folder)?;
    for _ in 0..KILL_ROUNDS {
        if turn.try_lock().is_ok() {
            break;
        }
        std::thread::sleep(KILL_ROUND);
    }
    // Somebody else may have locked it for good: then it is done without.
    Ok(turn)
}

/// Whether it works is known by doing it.
fn try_out(tree: &Group, folder: &Path) -> io::Result<Group> {
    let controllers = match tree.version {
        Version::V1 => tree.controllers.clone(),
        Version::V2 => found::enable(folder, &tree.controllers),
    };
    if controllers.is_empty() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let group = Group {
        folder: folder.to_owned(),
        version: tree.version,
        controllers,
    };
    let trial = RunGroups(vec![Group {
        folder: folder.join("trial"),
        ..group.clone()
    }]);
    trial.create()?;
    let limited = trial.limit(&super::report::ProcessLimits::default());
    trial.remove();
    limited?;
    Ok(group)
}

/// Ends and removes what servers left below `folder` that are no more.
fn sweep(folder: &Path) {
    let Ok(turn) = take_turn(folder) else {
        return;
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = entries.filter(|it| it.file_name().to_string_lossy().starts_with(PREFIX));
    let left: Vec<_> = ours
        .filter_map(|it| {
            let owner = it.metadata().ok()?.uid();
            let own = rustix::process::geteuid();
            // Those of others are theirs to sweep.
            let lock = File::open(it.path())
                .ok()
                .filter(|_| owner == own.as_raw())?;
            lock.try_lock().is_ok().then(|| (it.path(), lock))
        })
        .collect();
    drop(turn);
    for (left, _lock) in left {
        info!(folder = %left.display(), "sweeping the control groups of an earlier server");
        remove_tree(&left);
    }
}

/// Kills every process in `folder` and the groups below it, and removes them.
fn remove_tree(folder: &Path) {
    if let Err(error) = remove_killed(folder) {
        warn!(folder = %folder.display(), %error, "a control group cannot be removed");
    }
}

/// Removes a group once what is in it is killed, and the groups below it.
///
/// A launcher that is being ended may make one more of those meanwhile, so it looks again.
#[expect(
    clippy::disallowed_methods,
    reason = "in a launcher, which has nothing else to do, or before and after the server serves"
)]
fn remove_killed(folder: &Path) -> io::Result<()> {
    let mut outcome = remove_what_is_dead(folder);
    for _ in 0..KILL_ROUNDS {
        match &outcome {
            Err(error) if is_busy(error) => std::thread::sleep(KILL_ROUND),
            Ok(()) | Err(_) => break,
        }
        outcome = remove_what_is_dead(folder);
    }
    outcome
}

/// Removes a group, or else kills what is in it, and below.
fn remove_what_is_dead(folder: &Path) -> io::Result<()> {
    match fs::remove_dir(folder) {
        Err(error) if is_busy(&error) => (),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => return other,
    }
    // Version 2 kills all at once; version 1 one by one, and again, until none is left.
    let kill_all = File::options().write(true).open(folder.join("cgroup.kill"));
    if kill_all.and_then(|mut it| it.write_all(b"1")).is_err() {
        for pid in pids(folder) {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        }
    }
    for below in fs::read_dir(folder)?.flatten() {
        if below.file_type().is_ok_and(|it| it.is_dir()) {
            // What is left of it is found in the next round.
            let _ = remove_what_is_dead(&below.path());
        }
    }
    fs::remove_dir(folder)
}

/// Something is in it, or below it.
fn is_busy(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ResourceBusy | io::ErrorKind::DirectoryNotEmpty
    )
}

fn pids(folder: &Path) -> Vec<rustix::process::Pid> {
    let list = fs::read_to_string(folder.join("cgroup.procs")).unwrap_or_default();
    let pids = list.lines().filter_map(|it| it.parse().ok());
    // Never 0: that is somebody of a namespace that we do not see.
    pids.filter_map(rustix::process::Pid::from_raw).collect()
}

#[cfg(test)]
mod tests;
