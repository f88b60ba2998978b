//! The monitor: this binary started again, single-threaded, between the server and one program.
#![expect(
    unsafe_code,
    reason = "descriptors given by number, fork hooks and wait4 have no safe form"
)]

use std::io::{self, Write as _};
use std::os::fd::{AsFd as _, AsRawFd as _, BorrowedFd, FromRawFd as _, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions};

use super::orphans::children;
use super::report::{Control, Report, Spec, Usage};
use crate::messages::Exit;

/// The hidden word on the command line that makes this binary a monitor.
pub const LAUNCH_WORD: &str = "__launch";

/// Where the program finds the engine's channel: to read, to write.
pub const ENGINE_FDS: (RawFd, RawFd) = (3, 4);
/// The control socket, out of the way of what the program gets.
const CONTROL_FD: RawFd = 9;
/// How long a killed process may take before it is looked for again.
const KILL_ROUND: Duration = Duration::from_millis(5);

/// Starts the program that `spec` describes, watches it, and leaves nothing of it behind.
pub fn launch(spec: &str) -> ExitCode {
    let Ok(spec) = serde_json::from_str::<Spec>(spec) else {
        return ExitCode::from(64);
    };
    match monitor(&spec) {
        Ok(()) => ExitCode::SUCCESS,
        // The server sees the control socket close and says that the start failed.
        Err(_) => ExitCode::FAILURE,
    }
}

fn monitor(spec: &Spec) -> io::Result<()> {
    let mut control = arrange_descriptors(spec)?;
    settle(spec)?;
    let child_ended = child_signal()?;
    let leader = match start(spec) {
        Ok(leader) => leader,
        Err(error) => {
            let why = format!("cannot start `{}`: {error}", spec.interpreter.display());
            return say(&mut control, &Report::Failed { why });
        }
    };
    release_channels(spec)?;
    say(
        &mut control,
        &Report::Started {
            pid: leader.as_raw_nonzero().get().unsigned_abs(),
        },
    )?;
    watch(&mut control, &child_ended, leader)
}

/// Puts every inherited descriptor in its place and closes all others.
fn arrange_descriptors(spec: &Spec) -> io::Result<UnixStream> {
    let high = |fd: RawFd| {
        // SAFETY: the spawner keeps the numbers in the spec open across exec.
        let fd = unsafe { BorrowedFd::borrow_raw(fd) };
        rustix::io::fcntl_dupfd_cloexec(fd, CONTROL_FD + 1)
    };
    let control = high(spec.control)?;
    let engine = match spec.engine {
        Some((input, output)) => Some((high(input)?, high(output)?)),
        None => None,
    };
    // Flags of dup2 are the default: these two stay open in the program.
    if let Some((input, output)) = &engine {
        place(input, ENGINE_FDS.0, false)?;
        place(output, ENGINE_FDS.1, false)?;
    }
    place(&control, CONTROL_FD, true)?;
    drop((engine, control));
    let first_unused = if spec.engine.is_some() {
        ENGINE_FDS.1 + 1
    } else {
        ENGINE_FDS.0
    };
    close_range(first_unused, CONTROL_FD - 1)?;
    close_range(CONTROL_FD + 1, RawFd::MAX)?;
    // SAFETY: placed just above, and owned by nobody else.
    let control = unsafe { OwnedFd::from_raw_fd(CONTROL_FD) };
    Ok(UnixStream::from(control))
}

fn place(fd: &OwnedFd, number: RawFd, close_on_exec: bool) -> io::Result<()> {
    let flags = if close_on_exec { libc::O_CLOEXEC } else { 0 };
    // SAFETY: a plain system call on numbers that nothing in this process owns.
    match unsafe { libc::dup3(fd.as_raw_fd(), number, flags) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}

fn close_range(first: RawFd, last: RawFd) -> io::Result<()> {
    // SAFETY: nothing in this process owns a descriptor of this range any more.
    let status = unsafe { libc::close_range(first.unsigned_abs(), last.unsigned_abs(), 0) };
    if status == -1 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}

/// Makes this process what a monitor and its program are to be.
fn settle(spec: &Spec) -> io::Result<()> {
    rustix::process::setsid()?;
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    rustix::thread::set_no_new_privs(true)?;
    // A program may have stopped this process, which must hear all the same that the server ends.
    rustix::process::set_parent_process_death_signal(Some(Signal::CONT))?;
    // Orphans of the program come to this process, which ends and reaps them.
    rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    rustix::process::setrlimit(Resource::Core, none)?;
    let files = Rlimit {
        current: Some(spec.open_files),
        maximum: Some(spec.open_files),
    };
    rustix::process::setrlimit(Resource::Nofile, files)?;
    // Best effort: when memory is short, a program is to go before the server.
    let _ = std::fs::write("/proc/self/oom_score_adj", "500");
    Ok(())
}

/// A descriptor that is readable when a child has ended.
fn child_signal() -> io::Result<OwnedFd> {
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

#[expect(clippy::disallowed_methods, reason = "this is where programs start")]
fn start(spec: &Spec) -> io::Result<Pid> {
    let monitor = rustix::process::getpid();
    let mut command = Command::new(&spec.interpreter);
    command
        .args(&spec.arguments)
        .env_clear()
        .envs(spec.environment.iter().map(|(name, value)| (name, value)))
        .current_dir(&spec.folder)
        .process_group(0)
        .stdin(Stdio::inherit())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit());
    // SAFETY: two system calls, no allocation, in a process with one thread.
    unsafe {
        command.pre_exec(move || {
            rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
            match rustix::process::getppid() {
                Some(parent) if parent == monitor => Ok(()),
                // The monitor ended before the death signal was set.
                _ => Err(Errno::SRCH.into()),
            }
        });
    }
    let child = command.spawn()?;
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    pid.ok_or_else(|| io::Error::from(Errno::SRCH))
}

/// Lets go of the program's channels, which would otherwise never come to their end.
fn release_channels(spec: &Spec) -> io::Result<()> {
    let null = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/null")?;
    rustix::stdio::dup2_stdin(&null)?;
    rustix::stdio::dup2_stdout(&null)?;
    rustix::stdio::dup2_stderr(&null)?;
    drop(null);
    match spec.engine {
        Some(_) => close_range(ENGINE_FDS.0, ENGINE_FDS.1),
        // Their numbers belong to descriptors of this process.
        None => Ok(()),
    }
}

fn watch(control: &mut UnixStream, child_ended: &OwnedFd, leader: Pid) -> io::Result<()> {
    loop {
        let mut watched = [
            PollFd::new(&*control, PollFlags::IN),
            PollFd::new(child_ended, PollFlags::IN),
        ];
        wait_for(&mut watched, None)?;
        let told = !watched[0].revents().is_empty();
        drain(child_ended);
        let ended = reap(leader);
        if let Some((exit, usage)) = ended {
            // The server may be gone; what is left is ended all the same.
            let _ = say(control, &Report::Ended { exit, usage });
            return end_everything(child_ended);
        }
        if told {
            match read_control(control) {
                Some(Control::Terminate) => {
                    let _ = rustix::process::kill_process_group(leader, Signal::TERM);
                }
                // The end of the socket is the end of the server, or of the run's actor.
                Some(Control::Kill) | None => {
                    let _ = rustix::process::kill_process_group(leader, Signal::KILL);
                    let _ = rustix::process::kill_process(leader, Signal::KILL);
                    wait_for_leader(control, child_ended, leader)?;
                    return end_everything(child_ended);
                }
            }
        }
    }
}

fn wait_for_leader(control: &mut UnixStream, child_ended: &OwnedFd, leader: Pid) -> io::Result<()> {
    loop {
        if let Some((exit, usage)) = reap(leader) {
            let _ = say(control, &Report::Ended { exit, usage });
            return Ok(());
        }
        await_children(child_ended)?;
    }
}

/// Kills what is left below this process, round by round, until nothing is.
///
/// An orphan becomes a child of this process when its parent dies, so every round goes deeper.
fn end_everything(child_ended: &OwnedFd) -> io::Result<()> {
    loop {
        for child in children() {
            let _ = rustix::process::kill_process(child, Signal::KILL);
        }
        if !reap_any() {
            return Ok(());
        }
        await_children(child_ended)?;
    }
}

/// Waits until a child has ended, for a round at most.
fn await_children(child_ended: &OwnedFd) -> io::Result<()> {
    let mut watched = [PollFd::new(child_ended, PollFlags::IN)];
    wait_for(&mut watched, Some(KILL_ROUND))?;
    drain(child_ended);
    Ok(())
}

/// Reaps the leader if it has ended, and any orphan beside it; its group ends with it.
fn reap(leader: Pid) -> Option<(Exit, Usage)> {
    // The group's number is the leader's, and nobody else's as long as that is not reaped.
    let peek = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    if let Ok(Some(_)) = rustix::process::waitid(WaitId::Pid(leader), peek) {
        let _ = rustix::process::kill_process_group(leader, Signal::KILL);
    }
    let mut ended = None;
    while let Ok(Some((pid, exit, usage))) = wait_any() {
        if pid == leader.as_raw_nonzero().get() {
            ended = Some((exit, usage));
        }
    }
    ended
}

/// Reaps all that has ended; says whether a child is left.
fn reap_any() -> bool {
    loop {
        match wait_any() {
            Ok(Some(_)) => (),
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

fn wait_any() -> io::Result<Option<(i32, Exit, Usage)>> {
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
    }
}

fn wait_for(watched: &mut [PollFd<'_>], at_most: Option<Duration>) -> io::Result<()> {
    let at_most = at_most.and_then(|it| rustix::event::Timespec::try_from(it).ok());
    match poll(watched, at_most.as_ref()) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn drain(signals: &OwnedFd) {
    let mut buffer = [0_u8; 1024];
    while rustix::io::read(signals.as_fd(), &mut buffer).is_ok_and(|count| count > 0) {}
}

fn read_control(control: &UnixStream) -> Option<Control> {
    let mut byte = [0_u8; 1];
    match rustix::io::read(control, &mut byte) {
        Ok(1) => Control::from_byte(byte[0]),
        Ok(_) | Err(_) => None,
    }
}

fn say(control: &mut UnixStream, report: &Report) -> io::Result<()> {
    let mut line = serde_json::to_vec(report)?;
    line.push(b'\n');
    control.write_all(&line)
}
