//! Hears of children that have ended, and reaps them.
#![expect(unsafe_code, reason = "signalfd and wait4 have no safe form")]

use std::io;
use std::os::fd::{AsFd as _, FromRawFd as _, OwnedFd};
use std::time::Duration;

use rustix::event::{PollFd, poll};
use rustix::io::Errno;

use super::super::report::Usage;
use crate::messages::Exit;

/// A descriptor that is readable when a child has ended.
pub(super) fn child_signal() -> io::Result<OwnedFd> {
    // SAFETY: the set is initialised by sigemptyset before it is read, and this process has
    // one thread, so blocking SIGCHLD takes it from nobody.
    let fd = unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigaddset(&raw mut set, libc::SIGCHLD);
        libc::sigprocmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut());
        libc::signalfd(-1, &raw const set, libc::SFD_CLOEXEC | libc::SFD_NONBLOCK)
    };
    if fd == -1 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: just opened.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Reaps all that has ended; says whether a child is left.
pub(super) fn reap_any() -> bool {
    loop {
        match wait_any() {
            Ok(Some(_)) => (),
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

/// Reaps one that has ended, if there is one: its number, how it ended, what it used.
pub(super) fn wait_any() -> io::Result<Option<(i32, Exit, Usage)>> {
    let mut status = 0;
    // SAFETY: both results are plain memory that the system fills.
    let (pid, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        let pid = libc::wait4(-1, &raw mut status, libc::WNOHANG, &raw mut usage);
        (pid, usage)
    };
    match pid {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(None),
        pid => {
            let exit = if libc::WIFSIGNALED(status) {
                Exit::Signal(libc::WTERMSIG(status))
            } else {
                Exit::Status(libc::WEXITSTATUS(status))
            };
            Ok(Some((pid, exit, usage_of(&usage))))
        }
    }
}

fn usage_of(usage: &libc::rusage) -> Usage {
    let ms = |time: libc::timeval| {
        let ms = time
            .tv_sec
            .saturating_mul(1_000)
            .saturating_add(time.tv_usec / 1_000);
        u64::try_from(ms).unwrap_or(0)
    };
    Usage {
        user_ms: ms(usage.ru_utime),
        system_ms: ms(usage.ru_stime),
        peak_memory_kib: u64::try_from(usage.ru_maxrss).unwrap_or(0),
        work_is_full: false,
    }
}

/// Waits until one of `watched` has news, or this long.
pub(super) fn wait_for(watched: &mut [PollFd<'_>], at_most: Option<Duration>) -> io::Result<()> {
    let at_most = at_most.and_then(|it| rustix::event::Timespec::try_from(it).ok());
    match poll(watched, at_most.as_ref()) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Takes what the descriptor tells, so that it tells the next.
pub(super) fn drain(signals: &OwnedFd) {
    let mut buffer = [0_u8; 1024];
    while rustix::io::read(signals.as_fd(), &mut buffer).is_ok_and(|count| count > 0) {}
}
