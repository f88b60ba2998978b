//! What the canary's ways out are made of: true where one succeeds, and without harm.
#![expect(unsafe_code, reason = "they are bare system calls")]

use std::ffi::CString;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

/// Whether a system call succeeds.
pub(super) fn call(number: i64, arguments: [i64; 3]) -> bool {
    let [first, second, third] = arguments;
    // SAFETY: pointers among the arguments are null: the system reads and writes nothing.
    unsafe { libc::syscall(number, first, second, third, 0, 0, 0) != -1 }
}

/// Whether a system call gets further than being denied; its arguments are no good on purpose.
pub(super) fn is_open(number: i64, arguments: [i64; 3]) -> bool {
    let denied = [libc::EPERM, libc::ENOSYS, libc::EACCES];
    call(number, arguments)
        || !io::Error::last_os_error()
            .raw_os_error()
            .is_some_and(|it| denied.contains(&it))
}

pub(super) fn opens(family: i32) -> bool {
    let kinds = [
        libc::SOCK_STREAM,
        libc::SOCK_DGRAM,
        libc::SOCK_RAW,
        libc::SOCK_SEQPACKET,
    ];
    kinds.into_iter().any(|kind| {
        // SAFETY: what it opens, it closes.
        let fd = unsafe { libc::socket(family, kind, 0) };
        fd != -1 && unsafe { libc::close(fd) } == 0
    })
}

pub(super) fn opens_pair(kind: i32) -> bool {
    let mut pair = [-1; 2];
    // SAFETY: the system writes two numbers, and what it opens is closed.
    unsafe {
        libc::socketpair(libc::AF_UNIX, kind, 0, pair.as_mut_ptr()) == 0
            && pair.map(|fd| libc::close(fd)) == [0; 2]
    }
}

/// Whether a page of memory that its own limit does not count can be had so.
pub(super) fn maps(flags: i32, fd: i32) -> bool {
    let page = 4096;
    let rights = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: the system chooses where, and it is given back unused.
    unsafe {
        let at = libc::mmap(std::ptr::null_mut(), page, rights, flags, fd, 0);
        at != libc::MAP_FAILED && libc::munmap(at, page) == 0
    }
}

pub(super) fn can_write(path: &Path) -> bool {
    let written = fs::write(path, "canary").is_ok();
    // Without harm where it succeeds.
    let _ = fs::remove_file(path);
    written
}

/// Landlock knows nothing of it before Linux 6.2: a file is emptied without being written to.
pub(super) fn can_empty(path: &Path) -> bool {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let opened = openat(CWD, path, OFlags::RDONLY | OFlags::TRUNC, Mode::empty());
    let path = CString::new(path.as_os_str().as_bytes()).unwrap_or_default();
    // SAFETY: the path ends with a null byte and lives through the call.
    opened.is_ok() || unsafe { libc::truncate(path.as_ptr(), 0) } == 0
}

pub(super) fn can_fork() -> bool {
    // SAFETY: this process has one thread, and the child ends at once.
    match unsafe { libc::fork() } {
        -1 => false,
        // SAFETY: the child has nothing to tidy up.
        0 => unsafe { libc::_exit(0) },
        child => {
            // SAFETY: a null status is allowed.
            unsafe { libc::waitpid(child, std::ptr::null_mut(), 0) };
            true
        }
    }
}

pub(super) fn can_fill(bytes: u64) -> bool {
    let path = Path::new("canary-bytes");
    let filled = fs::File::create(path).and_then(|mut file| {
        let piece = vec![b'.'; 64 * 1024];
        for _ in 0..bytes.div_ceil(piece.len() as u64) {
            file.write_all(&piece)?;
        }
        Ok(())
    });
    let _ = fs::remove_file(path);
    filled.is_ok()
}

pub(super) fn can_make_files(count: u64) -> bool {
    let name = |at| format!("canary-{at}");
    let made = (0..count)
        .take_while(|at| fs::File::create(name(*at)).is_ok())
        .count() as u64;
    for at in 0..made {
        let _ = fs::remove_file(name(at));
    }
    made == count
}

pub(super) fn has_more(known: &[String]) -> bool {
    std::env::vars_os().any(|(name, _)| !known.iter().any(|it| name == it.as_str()))
}

pub(super) fn has_descriptors() -> bool {
    // SAFETY: it only asks for flags.
    (3..1_024).any(|fd| unsafe { libc::fcntl(fd, libc::F_GETFD) } != -1)
}

pub(super) fn has_rights() -> bool {
    let has_capabilities = rustix::thread::capabilities(None)
        .is_ok_and(|it| !it.effective.is_empty() || !it.permitted.is_empty());
    let is_bound = rustix::thread::no_new_privs().unwrap_or(false);
    has_capabilities || !is_bound || rustix::process::geteuid().is_root()
}

pub(super) fn knows_x32() -> bool {
    cfg!(target_arch = "x86_64") && call(libc::SYS_getpid | 0x4000_0000, [0; 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_may_only_be_read_is_emptied_where_nothing_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("readable");
        fs::write(&path, "text").unwrap();
        assert!(can_empty(&path));
        assert_eq!(fs::read(&path).unwrap(), b"");
        assert!(!can_empty(folder.path()));
    }
}
