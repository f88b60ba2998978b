//! What is taken from a program before it starts: rights, limits, ways out.

use std::io;
use std::os::fd::AsFd as _;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access as _, AccessFs, BitFlags, PathBeneath, PathFd, Ruleset, RulesetAttr as _,
    RulesetCreated, RulesetCreatedAttr as _, Scope,
};
use rustix::io::Errno;
use rustix::process::{Gid, Resource, Rlimit, Uid};
use rustix::thread::{CapabilitySet, CapabilitySets};

use super::super::report::{Confinement, Interpreter, ProcessLimits, Spec};
use super::super::{PRIVATE_BUILT, PRIVATE_ENGINE, PRIVATE_WORK};
use super::exec::Executable;
use super::{Fault, filter, paths};

/// The newest rights that are asked for; an older kernel gives those that it knows.
const LANDLOCK: ABI = ABI::V6;
/// Most bytes of a stack, as everywhere.
const STACK_BYTES: u64 = 8 * 1024 * 1024;
/// Most signals that may wait for a program.
const SIGNALS: u64 = 256;
/// What no program gets any of: queues of messages, memory that stays in place, and a better place
/// in the queue for the processor.
const NOTHING: [Resource; 4] = [
    Resource::Msgqueue,
    Resource::Memlock,
    Resource::Rtprio,
    Resource::Nice,
];
/// The guard and the keeper have the same user where a user namespace is made.
const OWN_PROCESSES: u64 = 2;
/// The last capability that any kernel knows, with room for more.
const LAST_CAPABILITY: u32 = 63;

/// What stands around the program when it is confined.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// Whether it has a root of its own.
    pub(super) has_own_root: bool,
    /// Whether no process outside its namespace has its user.
    pub(super) user_is_its_own: bool,
    /// The user that it is to run as.
    pub(super) uid: Option<u32>,
}

/// Confines this process, which is about to become the program.
pub(super) fn confine(
    spec: &Spec,
    needs: &Confinement,
    executable: &Executable,
    around: Surroundings,
) -> Result<(), Fault> {
    limit(&needs.limits, around)?;
    let rules = landlock(spec, needs, executable, around)?;
    drop_rights(around.uid)?;
    rustix::thread::set_no_new_privs(true).map_err(Fault::at("renounce new rights"))?;
    rules
        .restrict_self()
        .map_err(io::Error::other)
        .map_err(Fault::at("restrict its files"))?;
    filter::install(needs.limits.processes > 0, around.has_own_root)
}

fn limit(limits: &ProcessLimits, around: Surroundings) -> Result<(), Fault> {
    // Address space is not limited: some languages reserve far more than they use.
    set_limit(Resource::Data, limits.memory_bytes)?;
    set_limit(Resource::Stack, STACK_BYTES)?;
    set_limit(Resource::Fsize, limits.work_bytes)?;
    for nothing in NOTHING {
        set_limit(nothing, 0)?;
    }
    set_limit(Resource::Sigpending, SIGNALS)?;
    if around.user_is_its_own && (around.uid.is_some() || counts_by_namespace()) {
        let processes = u64::from(limits.processes) + u64::from(limits.threads);
        set_limit(Resource::Nproc, processes + OWN_PROCESSES)?;
    }
    Ok(())
}

/// Whether processes are counted for each user namespace: Linux 5.14. Before, all of the server's
/// user would count.
fn counts_by_namespace() -> bool {
    let system = rustix::system::uname();
    let release = system.release().to_string_lossy();
    let mut numbers = release
        .split(['.', '-'])
        .map(|it| it.parse::<u32>().unwrap_or(0));
    (numbers.next(), numbers.next()) >= (Some(5), Some(14))
}

/// Sets a limit that the program cannot raise. Where the server has less, and may not have more,
/// that stays.
pub(super) fn set_limit(resource: Resource, most: u64) -> Result<(), Fault> {
    let set = |most| {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        rustix::process::setrlimit(resource, limit)
    };
    let outcome = match (set(most), rustix::process::getrlimit(resource).maximum) {
        (Err(Errno::PERM), Some(less)) => set(less.min(most)),
        (outcome, _) => outcome,
    };
    outcome.map_err(Fault::at("limit it"))
}

/// Becomes an ordinary user without any capability.
fn drop_rights(uid: Option<u32>) -> Result<(), Fault> {
    for number in 0..=LAST_CAPABILITY {
        let Some(capability) = CapabilitySet::from_bits(1 << number) else {
            continue;
        };
        // Who may not do so has none to lose.
        let _ = rustix::thread::remove_capability_from_bounding_set(capability);
    }
    if let Some(uid) = uid {
        let doing = "become its user";
        let (uid, gid) = (Uid::from_raw(uid), Gid::from_raw(uid));
        rustix::thread::set_thread_groups(&[]).map_err(Fault::at(doing))?;
        rustix::thread::set_thread_res_gid(gid, gid, gid).map_err(Fault::at(doing))?;
        rustix::thread::set_thread_res_uid(uid, uid, uid).map_err(Fault::at(doing))?;
    }
    keep_capabilities(CapabilitySet::empty())
}

/// Gives up every capability but `kept`.
pub(super) fn keep_capabilities(kept: CapabilitySet) -> Result<(), Fault> {
    let sets = CapabilitySets {
        effective: kept,
        permitted: kept,
        inheritable: CapabilitySet::empty(),
    };
    rustix::thread::set_capabilities(None, sets).map_err(Fault::at("give up its rights"))
}

/// The files that it may use, and how.
fn landlock(
    spec: &Spec,
    needs: &Confinement,
    executable: &Executable,
    around: Surroundings,
) -> Result<RulesetCreated, Fault> {
    let doing = "restrict its files";
    let rules = Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK))
        .and_then(|it| it.scope(Scope::AbstractUnixSocket | Scope::Signal))
        .and_then(Ruleset::create)
        .map_err(io::Error::other)
        .map_err(Fault::at(doing))?;
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let execute = read | AccessFs::Execute;
    let write = AccessFs::from_all(LANDLOCK) & !AccessFs::Execute;
    let mut rules = Rules(rules);
    for path in paths::SYSTEM.into_iter().chain(paths::SETTINGS) {
        rules.allow(Path::new(path), read)?;
    }
    for path in paths::DEVICES {
        rules.allow(Path::new(path), AccessFs::ReadFile.into())?;
    }
    rules.allow(
        Path::new(paths::SINK),
        AccessFs::ReadFile | AccessFs::WriteFile,
    )?;
    for path in &needs.read {
        rules.allow(path, read)?;
    }
    if around.has_own_root {
        rules.allow(Path::new(PRIVATE_WORK), write)?;
        rules.allow(Path::new(PRIVATE_ENGINE), read)?;
        if needs.built.is_some() {
            rules.allow(Path::new(PRIVATE_BUILT), execute)?;
        }
    } else {
        // Nothing bounds what it would write, but into the engine's channel.
        for path in needs.files.iter().chain(&needs.engine) {
            rules.allow(path, read)?;
        }
        if let Some(path) = &needs.built {
            rules.allow(path, execute)?;
        }
        for path in needs.files.iter().flat_map(|it| named_pipes(it)) {
            rules.allow(&path, AccessFs::ReadFile | AccessFs::WriteFile)?;
        }
    }
    if needs.needs_proc {
        rules.allow(Path::new("/proc"), read)?;
    }
    if let Interpreter::Path(path) = &spec.interpreter {
        rules.allow(path, execute)?;
    }
    for path in paths::loaders().iter().chain(&needs.execute) {
        rules.allow(path, execute)?;
    }
    if let Some(own) = executable.own() {
        // The kernel reads what it executes; with a root of its own the program has no way to it.
        rules.add(own.as_fd(), AccessFs::Execute | AccessFs::ReadFile)?;
    }
    Ok(rules.0)
}

fn named_pipes(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let pipes = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_fifo()));
    pipes.map(|it| it.path()).collect()
}

struct Rules(RulesetCreated);

impl Rules {
    /// Allows what is there.
    fn allow(&mut self, path: &Path, access: BitFlags<AccessFs>) -> Result<(), Fault> {
        let Ok(fd) = PathFd::new(path) else {
            return Ok(());
        };
        let access = if path.is_dir() {
            access
        } else {
            access & AccessFs::from_file(LANDLOCK)
        };
        self.add(fd.as_fd(), access)
    }

    fn add(
        &mut self,
        fd: std::os::fd::BorrowedFd<'_>,
        access: BitFlags<AccessFs>,
    ) -> Result<(), Fault> {
        (&mut self.0)
            .add_rule(PathBeneath::new(fd, access))
            .map(|_| ())
            .map_err(io::Error::other)
            .map_err(Fault::at("restrict its files"))
    }
}
