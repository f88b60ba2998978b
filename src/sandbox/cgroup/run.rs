//! The control groups of one run: made, joined and limited by its launcher, read by the server.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Controller, Group, Version, remove_killed};
use crate::sandbox::report::{Account, ProcessLimits};

/// What a run takes beside its programs: its keeper, tables of the kernel's.
const OVERHEAD_BYTES: u64 = 16 * 1024 * 1024;
/// More than these no machine has, and `pids.max` takes none.
const MOST_PIDS: u32 = 4 * 1024 * 1024;
/// The keeper.
const OVERHEAD_PROCESSES: u32 = 1;

/// The control groups of one run, one in each tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::sandbox) struct RunGroups(pub(super) Vec<Group>);

impl RunGroups {
    /// Whether they share processor time fairly.
    pub(in crate::sandbox) fn share_processors(&self) -> bool {
        self.with(Controller::Cpu).is_some()
    }

    /// Makes them.
    pub(in crate::sandbox) fn create(&self) -> io::Result<()> {
        self.0.iter().try_for_each(|it| fs::create_dir(&it.folder))
    }

    /// Puts this process into them; what it starts is in them too.
    pub(in crate::sandbox) fn join(&self) -> io::Result<()> {
        let mut groups = self.0.iter();
        groups.try_for_each(|it| fs::write(it.folder.join("cgroup.procs"), "0"))
    }

    /// Sets what their processes may take together.
    pub(in crate::sandbox) fn limit(&self, limits: &ProcessLimits) -> io::Result<()> {
        // The work folder is memory too.
        let own_bytes = limits.memory_bytes.saturating_add(limits.work_bytes);
        let memory_bytes = own_bytes.saturating_add(OVERHEAD_BYTES);
        let own_pids = limits.threads.saturating_add(limits.processes);
        let pids = own_pids.saturating_add(OVERHEAD_PROCESSES).min(MOST_PIDS);
        if let Some(group) = self.with(Controller::Memory) {
            let (most, swap) = match group.version {
                Version::V1 => ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"),
                Version::V2 => ("memory.max", "memory.swap.max"),
            };
            let swap_bytes = match group.version {
                Version::V1 => memory_bytes,
                Version::V2 => 0,
            };
            fs::write(group.folder.join(most), memory_bytes.to_string())?;
            // A kernel without swap has no such file.
            let _ = fs::write(group.folder.join(swap), swap_bytes.to_string());
        }
        if let Some(group) = self.with(Controller::Pids) {
            fs::write(group.folder.join("pids.max"), pids.to_string())?;
        }
        Ok(())
    }

    /// What they say once all their processes have ended.
    pub(in crate::sandbox) fn account(&self) -> Account {
        let count = |controller, file: fn(Version) -> &'static str, key| {
            let group = self.with(controller)?;
            number_in(&group.folder.join(file(group.version)), key)
        };
        let memory = |version| match version {
            Version::V1 => "memory.oom_control",
            Version::V2 => "memory.events",
        };
        Account {
            memory_ran_out: count(Controller::Memory, memory, "oom_kill") > Some(0),
            refused_processes: self.refused_processes(),
        }
    }

    /// How often they were refused a process or a thread.
    pub(in crate::sandbox) fn refused_processes(&self) -> u64 {
        let refused = self.with(Controller::Pids);
        let refused = refused.and_then(|it| number_in(&it.folder.join("pids.events"), "max"));
        refused.unwrap_or(0)
    }

    /// Processor time that they have used; none where it is not counted.
    pub(in crate::sandbox) fn cpu_time(&self) -> Option<Duration> {
        let v1 = self
            .with(Controller::Cpuacct)
            .filter(|it| it.version == Version::V1);
        if let Some(group) = v1 {
            let nanos = fs::read_to_string(group.folder.join("cpuacct.usage")).ok()?;
            return Some(Duration::from_nanos(nanos.trim().parse().ok()?));
        }
        let group = self
            .with(Controller::Cpu)
            .filter(|it| it.version == Version::V2)?;
        let micros = number_in(&group.folder.join("cpu.stat"), "usage_usec")?;
        Some(Duration::from_micros(micros))
    }

    /// Ends what is left in them and removes them.
    pub(in crate::sandbox) fn remove(&self) {
        for group in &self.0 {
            // What cannot be removed now is swept by the next server.
            let _ = remove_killed(&group.folder);
        }
    }

    fn with(&self, controller: Controller) -> Option<&Group> {
        self.0
            .iter()
            .find(|it| it.controllers.contains(&controller))
    }
}

/// The number behind `key` in a file of lines such as `oom_kill 3`.
fn number_in(file: &Path, key: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let mut lines = text.lines().filter_map(|it| it.split_once(' '));
    let (_, number) = lines.find(|(name, _)| *name == key)?;
    number.trim().parse().ok()
}
