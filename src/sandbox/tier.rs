//! How programs are isolated on this machine: which layers it offers, and which guarantees hold.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How well programs are isolated, best first; decided by doing it at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Tier {
    /// As root: namespaces, a user of its own for each program, control groups.
    A,
    /// As an ordinary user: namespaces of a user namespace.
    B,
    /// Without namespaces: Landlock and a system call filter alone.
    C,
    /// Nothing of it.
    D,
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        };
        f.write_str(name)
    }
}

/// Whose namespaces a program gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Namespaces {
    /// Made by root.
    Root,
    /// Inside a user namespace of its own.
    User,
}

/// What is done to a program before it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layers {
    /// Its namespaces, and with them a root of its own.
    pub namespaces: Option<Namespaces>,
    /// The first of the users that programs run as.
    pub first_uid: Option<u32>,
    /// Whether it is restricted by Landlock and a system call filter.
    pub restricted: bool,
}

impl Layers {
    /// Nothing is done.
    pub const NONE: Self = Self {
        namespaces: None,
        first_uid: None,
        restricted: false,
    };

    /// The tier that these layers make.
    pub fn tier(&self) -> Tier {
        match (self.namespaces, self.restricted) {
            (Some(Namespaces::Root), true) => Tier::A,
            (Some(Namespaces::User), true) => Tier::B,
            (None, true) => Tier::C,
            (_, false) => Tier::D,
        }
    }

    /// Whether programs may make processes: only where the kernel ends them all with their first.
    pub fn has_room_for_processes(&self) -> bool {
        self.namespaces.is_some() || !self.restricted
    }
}

/// One thing that a program cannot do, proven at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guarantee {
    /// It reads and writes nothing but its own files and the system's libraries.
    Files,
    /// It reaches no network, this machine's own included.
    Network,
    /// It neither sees nor touches other processes.
    OtherProcesses,
    /// It makes no more processes than it may.
    ProcessCount,
    /// It takes no more memory than it may.
    Memory,
    /// It fills no disk.
    Disk,
    /// Nothing of it outlives its run.
    KillAll,
    /// It reaches no part of the kernel that programs do not need.
    KernelSurface,
    /// It finds no secret in its environment or its descriptors.
    NoSecrets,
}

impl Guarantee {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Files,
        Self::Network,
        Self::OtherProcesses,
        Self::ProcessCount,
        Self::Memory,
        Self::Disk,
        Self::KillAll,
        Self::KernelSurface,
        Self::NoSecrets,
    ];

    /// Without these nobody else may reach the server.
    pub const NEEDED_BY_STRANGERS: [Self; 4] = [
        Self::Files,
        Self::Network,
        Self::OtherProcesses,
        Self::KillAll,
    ];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Network => "network",
            Self::OtherProcesses => "other processes",
            Self::ProcessCount => "process count",
            Self::Memory => "memory",
            Self::Disk => "disk",
            Self::KillAll => "kill all",
            Self::KernelSurface => "kernel surface",
            Self::NoSecrets => "no secrets",
        }
    }

    /// What to do on a machine where it does not hold.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Files => {
                "use Linux 6.2 or newer with Landlock enabled (lsm=landlock,…), or allow user namespaces"
            }
            Self::OtherProcesses | Self::KillAll => {
                "allow user namespaces (kernel.unprivileged_userns_clone=1, user.max_user_namespaces>0), or run as root"
            }
            Self::ProcessCount | Self::Memory => {
                "let the container allow seccomp filters, or run as root with control groups"
            }
            Self::Disk => {
                "allow user namespaces, or run as root, so that each program has a work folder of its own"
            }
            Self::Network | Self::KernelSurface => "let the container allow seccomp filters",
            Self::NoSecrets => "report this as a bug: nothing of the machine is needed for it",
        }
    }
}

/// What came of one guarantee's canaries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which.
    pub guarantee: Guarantee,
    /// Whether every canary was held.
    pub holds: bool,
    /// What was tried, and what came of it where it was not held.
    pub tried: String,
    /// How long its canaries took.
    #[serde(rename = "took_ms", serialize_with = "as_millis")]
    pub took: Duration,
}

/// What is known of this machine's isolation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Isolation {
    /// How programs are isolated.
    pub tier: Tier,
    /// What was tried.
    pub findings: Vec<Finding>,
    /// The control groups that limit programs, such as `memory`; none where there are none.
    pub control_groups: Vec<String>,
    /// Why a better tier was not taken.
    pub not_better: Vec<String>,
}

impl Isolation {
    /// Nothing is isolated, and nothing was tried.
    pub fn none() -> Self {
        Self {
            tier: Tier::D,
            findings: Vec::new(),
            control_groups: Vec::new(),
            not_better: Vec::new(),
        }
    }

    /// Whether `guarantee` holds.
    pub fn holds(&self, guarantee: Guarantee) -> bool {
        let mut findings = self.findings.iter();
        findings.any(|it| it.guarantee == guarantee && it.holds)
    }

    /// The guarantees that do not hold.
    pub fn broken(&self) -> Vec<Guarantee> {
        let all = Guarantee::ALL.into_iter();
        all.filter(|it| !self.holds(*it)).collect()
    }

    /// Those without which nobody else may reach the server, and that do not hold.
    pub fn unfit_for_strangers(&self) -> Vec<Guarantee> {
        let needed = Guarantee::NEEDED_BY_STRANGERS.into_iter();
        needed.filter(|it| !self.holds(*it)).collect()
    }
}

/// Where a program finds its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// Where they are.
    Host,
    /// In a root of its own: its files here, its engine there.
    Private,
}

impl View {
    /// Where the files of a run are seen that stand in `folder`.
    pub fn files(&self, folder: &std::path::Path) -> PathBuf {
        match self {
            Self::Host => folder.to_owned(),
            Self::Private => PathBuf::from(super::PRIVATE_WORK),
        }
    }

    /// Where a file is seen that was built, and is kept as `file`.
    pub fn built(&self, file: &std::path::Path) -> PathBuf {
        match self {
            Self::Host => file.to_owned(),
            Self::Private => PathBuf::from(super::PRIVATE_BUILT),
        }
    }

    /// Where an engine is seen that stands in `folder`.
    pub fn engine(&self, folder: &std::path::Path) -> PathBuf {
        match self {
            Self::Host => folder.to_owned(),
            Self::Private => PathBuf::from(super::PRIVATE_ENGINE),
        }
    }
}

fn as_millis<S: serde::Serializer>(took: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64((took.as_secs_f64() * 1e5).round() / 100.0)
}
