//! Forking and executing, in a process with one thread.
#![expect(unsafe_code, reason = "fork and exec have no safe form")]

use std::ffi::{CStr, CString, NulError};
use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsRawFd as _, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;

use rustix::pipe::PipeFlags;
use rustix::process::Pid;

use super::super::report::{Interpreter, Spec};
use super::Fault;

/// What a program's process exits with when it could not become the program.
const NOT_STARTED: i32 = 127;

/// Splits this process: the parent gets the child's number, the child nothing.
pub(super) fn fork() -> io::Result<Option<Pid>> {
    // SAFETY: this process has one thread, so the child may do whatever it could.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        pid => Ok(Pid::from_raw(pid)),
    }
}

/// Ends this process without a look back.
pub(super) fn exit(status: i32) -> ! {
    // SAFETY: what is open is closed by the system, and nothing waits to be written.
    unsafe { libc::_exit(status) }
}

/// Starts a process that does `become_program`, which only comes back with what went wrong.
pub(super) fn start(become_program: impl FnOnce() -> Fault) -> Result<Pid, Fault> {
    let doing = "start a process";
    let (reads, writes) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC).map_err(Fault::at(doing))?;
    let Some(pid) = fork().map_err(Fault::at(doing))? else {
        drop(reads);
        let fault = become_program();
        let _ = std::fs::File::from(writes).write_all(fault.to_string().as_bytes());
        exit(NOT_STARTED);
    };
    drop(writes);
    let mut why = String::new();
    // It is closed by exec, or by the process's end.
    let _ = std::fs::File::from(reads).read_to_string(&mut why);
    if why.is_empty() {
        return Ok(pid);
    }
    let _ = rustix::process::waitpid(Some(pid), rustix::process::WaitOptions::empty());
    Err(Fault(why))
}

/// A program as the system takes it.
pub(super) struct Executable {
    path: Option<CString>,
    own: OwnedFd,
    arguments: Vec<CString>,
    environment: Vec<CString>,
}

impl Executable {
    /// Of `spec`, where `own` is this binary.
    pub(super) fn new(spec: &Spec, own: OwnedFd) -> Result<Self, NulError> {
        let path = match &spec.interpreter {
            Interpreter::Path(path) => Some(CString::new(path.as_os_str().as_bytes())?),
            Interpreter::Own => None,
        };
        let name = spec.interpreter.display();
        let arguments = std::iter::once(&name).chain(&spec.arguments);
        let environment = spec
            .environment
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        Ok(Self {
            path,
            own,
            arguments: arguments
                .map(|it| CString::new(it.as_str()))
                .collect::<Result<_, _>>()?,
            environment: environment.map(CString::new).collect::<Result<_, _>>()?,
        })
    }

    /// This binary, where it is the interpreter.
    pub(super) fn own(&self) -> Option<&OwnedFd> {
        self.path.is_none().then_some(&self.own)
    }

    /// Becomes it; only comes back when the system refuses.
    pub(super) fn become_it(&self) -> io::Error {
        let pointers = |texts: &[CString]| {
            let texts = texts.iter().map(|it| it.as_ptr());
            texts.chain([std::ptr::null()]).collect::<Vec<_>>()
        };
        let (arguments, environment) = (pointers(&self.arguments), pointers(&self.environment));
        let own = (self.own.as_raw_fd(), c"", libc::AT_EMPTY_PATH);
        let (at, path, flags): (_, &CStr, _) = match &self.path {
            Some(path) => (libc::AT_FDCWD, path, 0),
            None => own,
        };
        // SAFETY: both lists end with a null pointer, and all texts live through the call.
        unsafe {
            libc::syscall(
                libc::SYS_execveat,
                at,
                path.as_ptr(),
                arguments.as_ptr(),
                environment.as_ptr(),
                flags,
            );
        }
        io::Error::last_os_error()
    }
}

/// Signals as a program expects them: none blocked, none ignored.
pub(super) fn reset_signals() {
    // SAFETY: the set is initialised by sigemptyset before it is read, and no handler is left
    // that could run.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigprocmask(libc::SIG_SETMASK, &raw const set, std::ptr::null_mut());
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
    }
}
