//! The tiers that this machine can offer, and how the binary is started in each.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};
use tempfile::TempDir;

/// Nobody in particular, on every system.
const NOBODY: u32 = 65534;

/// How programs are isolated, as docs/security.md has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    A,
    B,
    C,
}

impl Tier {
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// As the health report names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }

    /// Why this machine cannot offer it; nothing when it can.
    pub fn missing(self) -> Option<&'static str> {
        match self {
            Self::A if !is_root() => Some("the tests do not run as root"),
            Self::B if !has_user_namespaces() => Some("this machine has no user namespaces"),
            Self::C if !has_landlock() => Some("this machine has no Landlock"),
            Self::A | Self::B | Self::C => None,
        }
    }
}

/// A folder with the binary for a server of one tier, and with all else that is to be its user's.
pub struct Home {
    tier: Tier,
    folder: TempDir,
}

impl Home {
    pub fn of(tier: Tier) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("isolation-")
            .tempdir()
            .unwrap();
        let home = Self { tier, folder };
        open_to_all(home.path());
        let (binary, own) = (env!("CARGO_BIN_EXE_livecoding"), home.binary());
        // A link where both are on one disk.
        fs::hard_link(binary, &own)
            .or_else(|_| fs::copy(binary, &own).map(|_| ()))
            .unwrap();
        home.make_folder("work");
        home
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The binary of its server.
    pub fn binary(&self) -> PathBuf {
        self.path().join("livecoding")
    }

    /// The folder for the files of runs.
    pub fn work(&self) -> PathBuf {
        self.path().join("work")
    }

    /// Makes a folder of the server's user.
    pub fn make_folder(&self, name: &str) -> PathBuf {
        let folder = self.path().join(name);
        fs::create_dir(&folder).unwrap();
        self.give(&folder);
        folder
    }

    /// Writes a file of the server's user that nobody else may read.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        self.give(&path);
        path
    }

    /// The binary with these arguments, as this tier's user and with what its machine offers.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_by(&[], arguments)
    }

    /// The same, started by another command.
    pub fn command_by(&self, starter: &[&str], arguments: &[&str]) -> Command {
        let binary = self.binary();
        let mut words = starter.iter().map(OsStr::new).chain([binary.as_os_str()]);
        let mut command = Command::new(words.next().expect("the binary at least"));
        command.args(words);
        command.args(arguments).env("TMPDIR", self.work());
        command.env("LIVECODING_WARM_MAX_PROGRAMS", "0");
        if let Some(user) = self.user() {
            command.uid(user).gid(user);
        }
        if self.tier == Tier::C {
            without_namespaces(&mut command);
        }
        command
    }

    fn user(&self) -> Option<u32> {
        (is_root() && self.tier != Tier::A).then_some(NOBODY)
    }

    fn give(&self, path: &Path) {
        if let Some(user) = self.user() {
            chown(path, Some(user), Some(user)).unwrap();
        }
    }
}

pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Lets every user read a folder.
pub fn open_to_all(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Whether an ordinary user may make namespaces.
fn has_user_namespaces() -> bool {
    let mut command = Command::new("unshare");
    command.args(["--user", "--mount", "--pid", "true"]);
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output().is_ok_and(|it| it.status.success())
}

#[expect(unsafe_code, reason = "its version has no safe form")]
fn has_landlock() -> bool {
    let version: libc::c_long = 1;
    // SAFETY: without a ruleset and with this flag it only tells its version.
    unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, 0, 0, version) > 0 }
}

/// What a plain container does: whoever asks for a namespace is refused.
#[expect(unsafe_code, reason = "a filter is installed between fork and exec")]
pub fn without_namespaces(command: &mut Command) {
    let flags = [
        libc::CLONE_NEWUSER,
        libc::CLONE_NEWNS,
        libc::CLONE_NEWPID,
        libc::CLONE_NEWNET,
        libc::CLONE_NEWIPC,
        libc::CLONE_NEWUTS,
        libc::CLONE_NEWCGROUP,
    ];
    let flags = flags.map(|it| u64::from(it.unsigned_abs()));
    let clones = flags.map(|flag| {
        let is_set = SeccompCmpOp::MaskedEq(flag);
        let condition = SeccompCondition::new(0, SeccompCmpArgLen::Qword, is_set, flag);
        SeccompRule::new(vec![condition.unwrap()]).unwrap()
    });
    let refused = [
        (libc::SYS_unshare, Vec::new()),
        (libc::SYS_setns, Vec::new()),
        (libc::SYS_clone, clones.into()),
    ];
    let unread = [(libc::SYS_clone3, Vec::new())];
    let filters = [
        filter(refused.into(), libc::EPERM),
        filter(unread.into(), libc::ENOSYS),
    ];
    // SAFETY: it only makes system calls, on what was made ready before.
    unsafe {
        command.pre_exec(move || {
            filters
                .iter()
                .try_for_each(|it| seccompiler::apply_filter(it))
                .map_err(|_| std::io::ErrorKind::PermissionDenied.into())
        });
    }
}

fn filter(rules: BTreeMap<i64, Vec<SeccompRule>>, errno: i32) -> BpfProgram {
    let deny = SeccompAction::Errno(errno.unsigned_abs());
    let architecture = std::env::consts::ARCH.try_into().unwrap();
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, deny, architecture);
    filter.unwrap().try_into().unwrap()
}
