//! Which core what is measured runs on.

use std::fs;

use rustix::io::Errno;
use rustix::process::Pid;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// Where a contestant runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Wherever the system likes, which may change from one moment to the next.
    Free,
    /// Everything on one core: nothing counts but work.
    One,
    /// What serves on one core, its programs and its clients on another, so that every step wakes
    /// the other core.
    Two,
}

/// Who is to run somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Serves,
    Asks,
}

impl Placement {
    /// Those that this machine has.
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::Free, Self::One];
        if cores().len() > 1 {
            all.push(Self::Two);
        }
        all
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Free => "where the system places them",
            Self::One => "on one core",
            Self::Two => "what serves on one core, its programs and clients on another",
        }
    }

    /// Puts the calling thread where it belongs; threads and processes that it starts follow.
    pub fn take_place(self, part: Part) {
        sched_setaffinity(None, &self.cores_of(part)).expect("a thread may choose its core");
    }

    /// Puts a server where it belongs, and all processes below it.
    pub fn place_server(self, server: u32) {
        place(server, &self.cores_of(Part::Serves));
        for pid in descendants(server) {
            place(pid, &self.cores_of(Part::Asks));
        }
    }

    /// Puts a process where it belongs.
    pub fn place(self, pid: u32, part: Part) {
        place(pid, &self.cores_of(part));
    }

    fn cores_of(self, part: Part) -> CpuSet {
        let all = cores();
        let wanted = match (self, part) {
            (Self::Free, _) => &all[..],
            (Self::One, _) | (Self::Two, Part::Serves) => &all[..1],
            (Self::Two, Part::Asks) => &all[1..2],
        };
        let mut set = CpuSet::new();
        for core in wanted {
            set.set(*core);
        }
        set
    }
}

/// The cores that the first process of this machine may have: this one may be confined by then.
fn cores() -> Vec<usize> {
    let set = sched_getaffinity(Pid::from_raw(1)).or_else(|_| sched_getaffinity(None));
    let set = set.unwrap_or_else(|_| CpuSet::new());
    (0..CpuSet::MAX_CPU)
        .filter(|core| set.is_set(*core))
        .collect()
}

fn place(pid: u32, cores: &CpuSet) {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else {
        return;
    };
    for thread in threads.flatten() {
        let tid = thread.file_name().to_string_lossy().parse().ok();
        let placed = sched_setaffinity(tid.and_then(Pid::from_raw), cores);
        // A thread may have ended since it was listed.
        assert!(matches!(placed, Ok(()) | Err(Errno::SRCH)), "{placed:?}");
    }
}

fn descendants(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten();
    let children = threads.flatten().flat_map(|thread| {
        let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        let pids = children.split_whitespace().filter_map(|it| it.parse().ok());
        pids.collect::<Vec<u32>>()
    });
    children
        .flat_map(|child| std::iter::once(child).chain(descendants(child)))
        .collect()
}
