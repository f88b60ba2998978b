//! A root of the program's own: the system's libraries to read, a small folder to write.
#![expect(unsafe_code, reason = "mount_setattr has no wrapper")]

use std::ffi::{CString, OsStr};
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, chown, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};
use rustix::mount::{MountFlags, MountPropagationFlags, UnmountFlags};

use super::super::report::{Confinement, ProcessLimits};
use super::super::{PRIVATE_BUILT, PRIVATE_ENGINE, PRIVATE_WORK};
use super::{Fault, paths};

/// Room for the root itself: nothing but the places where things are mounted.
const ROOT_OPTIONS: &std::ffi::CStr = c"size=1m,nr_inodes=2k,mode=0755";
/// More files than these a tmpfs does not take as a limit.
const MOST_FILES: u64 = 1 << 40;
/// Files of a run that are ours and count in its work folder.
const OWN_FILES: u64 = 32;

/// A root that is being put together.
#[derive(Debug)]
pub(super) struct Root {
    stage: PathBuf,
}

impl Root {
    /// Puts together what every program sees.
    pub(super) fn begin(stage: &Path) -> Result<Self, Fault> {
        let private = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
        rustix::mount::mount_change("/", private).map_err(Fault::at("keep its mounts apart"))?;
        let flags = MountFlags::NOSUID | MountFlags::NODEV;
        rustix::mount::mount("tmpfs", stage, "tmpfs", flags, Some(ROOT_OPTIONS))
            .map_err(Fault::at("make its root"))?;
        let root = Self {
            stage: stage.to_owned(),
        };
        for path in paths::SYSTEM.into_iter().chain(paths::SETTINGS) {
            root.show(Path::new(path))?;
        }
        for device in paths::DEVICES {
            Self::bind(Path::new(device), &root.inside(Path::new(device)))?;
        }
        Ok(root)
    }

    /// Adds what this program needs and moves into it; gives its work folder.
    pub(super) fn finish(self, needs: &Confinement, uid: Option<u32>) -> Result<File, Fault> {
        for path in needs.read.iter().chain(&needs.execute) {
            self.show(path)?;
        }
        if let Some(engine) = &needs.engine {
            let inside = self.inside(Path::new(PRIVATE_ENGINE));
            Self::bind(engine, &inside)?;
            read_only(&inside, true).map_err(Fault::at("protect its engine"))?;
        }
        if let Some(built) = &needs.built {
            let inside = self.inside(Path::new(PRIVATE_BUILT));
            Self::bind(built, &inside)?;
            read_only(&inside, true).map_err(Fault::at("protect what was built"))?;
        }
        if needs.needs_proc {
            self.mount_proc()?;
        }
        let work = self.make_work(&needs.limits)?;
        if let Some(files) = &needs.files {
            fill(files, &work)?;
        }
        if let Some(uid) = uid {
            own(&work, uid).map_err(Fault::at("hand its files over"))?;
        }
        let tmp = self.stage.join("tmp");
        if !tmp.exists() {
            // Some programs know no other folder for their temporary files.
            symlink(PRIVATE_WORK, tmp).map_err(Fault::at("make /tmp"))?;
        }
        read_only(&self.stage, false).map_err(Fault::at("protect its root"))?;
        self.enter()?;
        File::open(PRIVATE_WORK).map_err(Fault::at("open its work folder"))
    }

    fn inside(&self, path: &Path) -> PathBuf {
        self.stage.join(path.strip_prefix("/").unwrap_or(path))
    }

    /// Shows a file or a folder where it is outside, to read; a link is shown as it is. What is
    /// not there is not shown.
    fn show(&self, path: &Path) -> Result<(), Fault> {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(());
        };
        let (Ok(metadata), Ok(parent)) = (path.symlink_metadata(), parent.canonicalize()) else {
            return Ok(());
        };
        // Without links on the way: inside they would lead back out.
        let inside = self.inside(&parent.join(name));
        if inside.symlink_metadata().is_ok() {
            return Ok(());
        }
        let doing = || format!("show {}", path.display());
        if metadata.is_symlink() && paths::SYSTEM.iter().any(|it| Path::new(it) == path) {
            let target = fs::read_link(path).map_err(Fault::at(doing()))?;
            return symlink(target, &inside).map_err(Fault::at(doing()));
        }
        Self::bind(path, &inside)?;
        read_only(&inside, true).map_err(Fault::at(doing()))
    }

    fn bind(outside: &Path, inside: &Path) -> Result<(), Fault> {
        let doing = || format!("show {}", outside.display());
        let Ok(metadata) = outside.metadata() else {
            return Ok(());
        };
        if metadata.is_dir() {
            make_folder(inside).map_err(Fault::at(doing()))?;
        } else {
            make_folder(inside.parent().unwrap_or(inside)).map_err(Fault::at(doing()))?;
            File::create(inside).map_err(Fault::at(doing()))?;
        }
        rustix::mount::mount_bind_recursive(outside, inside).map_err(Fault::at(doing()))
    }

    fn mount_proc(&self) -> Result<(), Fault> {
        let doing = "show it its own processes";
        let inside = self.inside(Path::new("/proc"));
        make_folder(&inside).map_err(Fault::at(doing))?;
        let flags =
            MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC | MountFlags::RDONLY;
        rustix::mount::mount("proc", &inside, "proc", flags, None).map_err(Fault::at(doing))?;
        for (name, target) in [
            ("fd", "/proc/self/fd"),
            ("stdin", "/proc/self/fd/0"),
            ("stdout", "/proc/self/fd/1"),
            ("stderr", "/proc/self/fd/2"),
        ] {
            symlink(target, self.stage.join("dev").join(name)).map_err(Fault::at(doing))?;
        }
        Ok(())
    }

    fn make_work(&self, limits: &ProcessLimits) -> Result<PathBuf, Fault> {
        let doing = "make its work folder";
        let work = self.inside(Path::new(PRIVATE_WORK));
        make_folder(&work).map_err(Fault::at(doing))?;
        let files = limits.work_files.saturating_add(OWN_FILES).min(MOST_FILES);
        let options = format!("size={},nr_inodes={files},mode=0700", limits.work_bytes);
        let options = CString::new(options).map_err(Fault::at(doing))?;
        let flags = MountFlags::NOSUID | MountFlags::NODEV;
        rustix::mount::mount("tmpfs", &work, "tmpfs", flags, Some(options.as_c_str()))
            .map_err(Fault::at(doing))?;
        Ok(work)
    }

    /// Makes it the root of this process, and lets go of the old one.
    fn enter(&self) -> Result<(), Fault> {
        let doing = "enter its root";
        std::env::set_current_dir(&self.stage).map_err(Fault::at(doing))?;
        rustix::process::pivot_root(".", ".").map_err(Fault::at(doing))?;
        rustix::mount::unmount(".", UnmountFlags::DETACH).map_err(Fault::at(doing))?;
        std::env::set_current_dir("/").map_err(Fault::at(doing))
    }
}

/// Makes a folder that everybody may pass through, whatever the umask.
fn make_folder(path: &Path) -> io::Result<()> {
    let missing: Vec<_> = path.ancestors().take_while(|it| !it.exists()).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// Copies the files of a run; named pipes are the same ones inside and outside.
fn fill(from: &Path, to: &Path) -> Result<(), Fault> {
    let doing = "copy its files";
    for entry in fs::read_dir(from).map_err(Fault::at(doing))? {
        let entry = entry.map_err(Fault::at(doing))?;
        let (path, inside) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().map_err(Fault::at(doing))?;
        if kind.is_dir() {
            fs::create_dir(&inside).map_err(Fault::at(doing))?;
            fill(&path, &inside)?;
        } else if kind.is_fifo() {
            File::create(&inside).map_err(Fault::at(doing))?;
            rustix::mount::mount_bind(&path, &inside).map_err(Fault::at(doing))?;
        } else {
            fs::copy(&path, &inside).map_err(Fault::at(doing))?;
        }
    }
    Ok(())
}

/// Copies the files of a program that was started in advance, into the work folder of the root
/// in which this process is too.
pub(super) fn fill_late(from: &OwnedFd, uid: Option<u32>) -> Result<(), Fault> {
    let work = Path::new(PRIVATE_WORK);
    copy_late(from.as_fd(), work).map_err(Fault::at("copy its files"))?;
    match uid {
        Some(uid) => own(work, uid).map_err(Fault::at("hand its files over")),
        None => Ok(()),
    }
}

fn copy_late(from: BorrowedFd<'_>, to: &Path) -> io::Result<()> {
    for entry in rustix::fs::Dir::read_from(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if [c".", c".."].contains(&name) {
            continue;
        }
        let inside = to.join(OsStr::from_bytes(name.to_bytes()));
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let mut file = File::from(rustix::fs::openat(from, name, flags, Mode::empty())?);
        let kind = file.metadata()?;
        if kind.is_dir() {
            make_if_missing(&inside)?;
            copy_late(file.as_fd(), &inside)?;
        } else if kind.is_file() {
            // Files that came while the root was made were copied with it, and are the program's.
            remove_if_there(&inside)?;
            let mut copy = File::create_new(&inside)?;
            io::copy(&mut file, &mut copy)?;
            copy.set_permissions(kind.permissions())?;
        }
    }
    Ok(())
}

fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn make_if_missing(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Gives a folder and all in it to the program.
pub(super) fn own(folder: &Path, uid: u32) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            own(&entry.path(), uid)?;
        } else {
            chown(entry.path(), Some(uid), Some(uid))?;
        }
    }
    chown(folder, Some(uid), Some(uid))
}

/// Makes a mount read-only, with the mounts below it when `is_recursive`.
fn read_only(at: &Path, is_recursive: bool) -> io::Result<()> {
    let path = CString::new(at.as_os_str().as_bytes())?;
    let flags = if is_recursive { libc::AT_RECURSIVE } else { 0 };
    let attributes = libc::mount_attr {
        attr_set: libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV,
        attr_clr: 0,
        propagation: 0,
        userns_fd: 0,
    };
    // SAFETY: path and attributes live through the call, and the size is theirs.
    let status = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            libc::AT_FDCWD,
            path.as_ptr(),
            flags,
            &raw const attributes,
            size_of::<libc::mount_attr>(),
        )
    };
    if status == -1 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}
