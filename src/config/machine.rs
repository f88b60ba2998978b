//! What this machine is able to carry: the settings that are 0 follow from it.

use std::fs;
use std::path::{Path, PathBuf};

/// Programs for each core: most wait for their client most of the time.
const RUNS_PER_CORE: usize = 128;
/// What a program is counted with: an interpreter that has loaded its engine, and a little more.
const RUN_BYTES: u64 = 32 * 1024 * 1024;
/// Programs that any machine may run.
const LEAST_RUNS: usize = 8;

/// A machine, as far as it bounds how many programs run at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Cores that this process may use.
    pub cores: usize,
    /// Memory that this process and its children may use.
    pub memory_bytes: u64,
}

impl Machine {
    /// The machine that this process is on, as far as its control groups let it have it; what
    /// cannot be read counts as little.
    pub fn read() -> Self {
        let text = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let files = limit_files(&text("/proc/self/cgroup"), &text("/proc/self/mountinfo"));
        let limits = files
            .iter()
            .filter_map(|file| fs::read_to_string(file).ok()?.trim().parse().ok());
        let total = total_bytes(&text("/proc/meminfo"));
        Self {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_bytes: limits.chain(total).min().unwrap_or(0),
        }
    }

    /// How many programs it can run at once: the other half of its memory is for all else.
    pub fn max_runs(self) -> usize {
        let by_cores = self.cores.saturating_mul(RUNS_PER_CORE);
        let by_memory = usize::try_from(self.memory_bytes / 2 / RUN_BYTES).unwrap_or(usize::MAX);
        by_cores.min(by_memory).max(LEAST_RUNS)
    }
}

/// The memory of the whole machine, from `/proc/meminfo`.
fn total_bytes(meminfo: &str) -> Option<u64> {
    let mut lines = meminfo.lines();
    let line = lines.find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    kib.checked_mul(1024)
}

/// The files that bound the memory of a process: those of its control group and of every one
/// around it that can be seen from here, in version 1 and in version 2.
fn limit_files(cgroups: &str, mounts: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for mount in mounts.lines() {
        // 31 23 0:28 /root/of/mount /where rw,relatime … - cgroup cgroup rw,memory
        let Some((place, kind)) = mount.split_once(" - ") else {
            continue;
        };
        let place: Vec<_> = place.split(' ').collect();
        let kind: Vec<_> = kind.split(' ').collect();
        let ([_, _, _, root, at, ..], [filesystem, _, options, ..]) =
            (place.as_slice(), kind.as_slice())
        else {
            continue;
        };
        let (controller, name) = match *filesystem {
            "cgroup2" => ("", "memory.max"),
            "cgroup" if options.split(',').any(|it| it == "memory") => {
                ("memory", "memory.limit_in_bytes")
            }
            _ => continue,
        };
        let inside = cgroup_of(cgroups, controller).and_then(|it| it.strip_prefix(root).ok());
        let (at, inside) = (Path::new(at), inside.unwrap_or(Path::new("")));
        let folder = at.join(inside);
        let around = folder.ancestors().take_while(|it| it.starts_with(at));
        files.extend(around.map(|it| it.join(name)));
    }
    files
}

/// The control group that this controller has put the process into; version 2 has no name.
fn cgroup_of<'a>(cgroups: &'a str, controller: &str) -> Option<&'a Path> {
    cgroups.lines().find_map(|line| {
        // 4:memory:/system/livecoding
        let (_, line) = line.split_once(':')?;
        let (controllers, path) = line.split_once(':')?;
        let mut controllers = controllers.split(',');
        controllers
            .any(|it| it == controller)
            .then_some(Path::new(path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1024 * 1024 * 1024;

    #[test]
    fn cores_and_memory_bound_how_many_programs_run() {
        for (cores, memory_bytes, runs) in [
            (2, 64 * GIB, 256),
            (64, 8 * GIB, 128),
            (1, 4 * GIB, 64),
            (4, 512 * 1024 * 1024, 8),
            (0, 0, 8),
            (usize::MAX, u64::MAX, (1 << 38) - 1),
        ] {
            let machine = Machine {
                cores,
                memory_bytes,
            };
            assert_eq!(machine.max_runs(), runs, "{machine:?}");
        }
    }

    #[test]
    fn the_memory_of_the_machine_is_read_in_bytes() {
        let meminfo = "MemTotal:       24684084 kB\nMemFree:        21666804 kB\n";
        assert_eq!(total_bytes(meminfo), Some(24_684_084 * 1024));
        assert_eq!(total_bytes("MemTotal: lots"), None);
    }

    #[test]
    fn every_group_around_the_process_bounds_its_memory() {
        let files = |cgroups, mounts| -> Vec<String> {
            let files = limit_files(cgroups, mounts);
            files.iter().map(|it| it.display().to_string()).collect()
        };
        let two = "30 23 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw,nsdelegate";
        assert_eq!(
            files("0::/system.slice/livecoding.service\n", two),
            [
                "/sys/fs/cgroup/system.slice/livecoding.service/memory.max",
                "/sys/fs/cgroup/system.slice/memory.max",
                "/sys/fs/cgroup/memory.max",
            ]
        );
        let one = "\
32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu
35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";
        assert_eq!(
            files("4:memory:/class\n1:cpu:/other\n0::/\n", one),
            [
                "/sys/fs/cgroup/memory/class/memory.limit_in_bytes",
                "/sys/fs/cgroup/memory/memory.limit_in_bytes",
            ]
        );
        // A container sees its own group as the root of what is mounted.
        let container = "35 31 0:32 /docker/c1 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory";
        let own = ["/sys/fs/cgroup/memory/memory.limit_in_bytes"];
        for group in ["4:memory:/docker/c1", "4:memory:/elsewhere", ""] {
            assert_eq!(files(group, container)[..], own, "{group}");
        }
        assert_eq!(
            files("0::/a", "23 1 8:1 / / rw - ext4 /dev/sda rw").len(),
            0
        );
    }

    #[test]
    fn this_machine_can_be_read() {
        let machine = Machine::read();
        assert!(machine.cores > 0 && machine.memory_bytes > 0, "{machine:?}");
    }
}
