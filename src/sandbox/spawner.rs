//! The spawner: the one thread of the server that starts and reaps monitors.
//!
//! Its thread lives as long as the server and starts nothing by forking, so a start costs the
//! same whatever memory the server holds. It also reaps every monitor, whatever became of the
//! actor that asked for it.

use std::ffi::OsString;
use std::io;
use std::os::fd::{AsRawFd as _, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use rustix::fs::{Mode, OFlags};
use rustix::io::FdFlags;
use rustix::pipe::PipeFlags;
use rustix::process::{Pid, Signal};
use tokio::process::{Child as Monitor, Command};
use tokio::sync::{mpsc, oneshot};
use tracing::{debug, warn};

use super::launcher::LAUNCH_WORD;
use super::orphans::{Monitors, Orphans};
use super::report::Spec;

/// Starts that may wait for the spawner; more wait in their askers.
const QUEUE: usize = 64;
/// How long a monitor may take to end everything, once its run is over, before it is killed.
const MONITOR_GRACE: Duration = Duration::from_secs(3);

/// Where the program's protocol runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wiring {
    /// On its standard streams: standard input carries the answers (revision 1).
    Standard,
    /// On two descriptors of its own (revision 2).
    Descriptors,
    /// On the same two, which are these paths as well: to read, to write.
    Fifos(PathBuf, PathBuf),
}

/// Where the program's standard input comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stdin {
    /// It is at its end.
    Empty,
    /// From the server.
    Piped,
}

/// What to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launch {
    /// The interpreter, an absolute path.
    pub interpreter: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its whole environment.
    pub environment: Vec<(String, String)>,
    /// Its working folder.
    pub folder: PathBuf,
    /// Where its protocol runs.
    pub wiring: Wiring,
    /// Where its standard input comes from.
    pub stdin: Stdin,
    /// Most open descriptors.
    pub open_files: u64,
}

/// A started monitor and the server's ends of its program's channels.
///
/// Dropping [`control`](Self::control) ends the program and everything below it.
#[derive(Debug)]
pub struct Child {
    /// Control bytes to the monitor, reports from it; its end is the monitor's.
    pub control: UnixStream,
    /// The program's standard input, where it is piped.
    pub stdin: Option<OwnedFd>,
    /// The program's standard output.
    pub stdout: OwnedFd,
    /// The program's standard error.
    pub stderr: OwnedFd,
    /// The engine's channel: from the program, to the program.
    pub engine: Option<(OwnedFd, OwnedFd)>,
    /// Told when the monitor is reaped.
    pub reaped: oneshot::Receiver<()>,
}

/// Why a monitor could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    /// The system refused.
    #[error("cannot start a process")]
    Refused(#[from] io::Error),
    /// The spawner's thread is gone; the server must be restarted.
    #[error("the spawner is gone; restart the server")]
    Gone,
}

struct Request {
    launch: Launch,
    reply: oneshot::Sender<Result<Child, SpawnError>>,
}

/// Starts programs.
#[derive(Clone, Debug)]
pub struct Sandbox {
    requests: mpsc::Sender<Request>,
}

impl Sandbox {
    /// Starts the spawner; `binary` is this program's own, with its hidden launch word.
    ///
    /// # Errors
    ///
    /// Fails when the system gives no thread.
    pub fn start(binary: impl Into<OsString>, orphans: Orphans) -> io::Result<Self> {
        let binary = binary.into();
        let monitors = Monitors::new(orphans)?;
        let (requests, incoming) = mpsc::channel(QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        thread::Builder::new()
            .name("spawner".to_owned())
            .spawn(move || runtime.block_on(serve(binary, monitors, incoming)))?;
        Ok(Self { requests })
    }

    /// Starts what `launch` describes.
    ///
    /// # Errors
    ///
    /// Fails when the system refuses a process or a descriptor. A missing interpreter is told
    /// by the monitor's report.
    pub async fn spawn(&self, launch: Launch) -> Result<Child, SpawnError> {
        let (reply, child) = oneshot::channel();
        let request = Request { launch, reply };
        self.requests
            .send(request)
            .await
            .map_err(|_| SpawnError::Gone)?;
        child.await.map_err(|_| SpawnError::Gone)?
    }
}

async fn serve(binary: OsString, monitors: Monitors, mut requests: mpsc::Receiver<Request>) {
    while let Some(Request { launch, reply }) = requests.recv().await {
        // An asker that is gone drops the child, which ends it.
        let _ = reply.send(spawn(&binary, &monitors, &launch).map_err(SpawnError::from));
    }
}

/// The program's ends of its channels, open across exec, closed here when dropped.
struct ProgramEnds {
    stdin: Stdio,
    stdout: OwnedFd,
    stderr: OwnedFd,
    engine: Option<(OwnedFd, OwnedFd)>,
}

fn spawn(binary: &OsString, monitors: &Monitors, launch: &Launch) -> io::Result<Child> {
    let (control, monitor_control) = UnixStream::pair()?;
    let monitor_control = OwnedFd::from(monitor_control);
    let (stdout, program_stdout) = pipe()?;
    let (stderr, program_stderr) = pipe()?;
    let (program_stdin, stdin) = match launch.stdin {
        Stdin::Empty => (Stdio::null(), None),
        Stdin::Piped => {
            let (program, server) = pipe()?;
            (Stdio::from(program), Some(server))
        }
    };
    let (engine, program_engine) = match engine_channel(&launch.wiring)? {
        Some((ours, theirs)) => (Some(ours), Some(theirs)),
        None => (None, None),
    };
    let ends = ProgramEnds {
        stdin: program_stdin,
        stdout: program_stdout,
        stderr: program_stderr,
        engine: program_engine,
    };
    let monitor = start_monitor(binary, launch, ends, monitor_control)?;
    let reaped = watch(monitor, monitors.clone());
    Ok(Child {
        control,
        stdin,
        stdout,
        stderr,
        engine,
        reaped,
    })
}

#[expect(clippy::disallowed_methods, reason = "this is where monitors start")]
fn start_monitor(
    binary: &OsString,
    launch: &Launch,
    ends: ProgramEnds,
    control: OwnedFd,
) -> io::Result<Monitor> {
    let spec = Spec {
        interpreter: launch.interpreter.clone(),
        arguments: launch.arguments.clone(),
        environment: launch.environment.clone(),
        folder: launch.folder.clone(),
        control: control.as_raw_fd(),
        engine: ends
            .engine
            .as_ref()
            .map(|(input, output)| (input.as_raw_fd(), output.as_raw_fd())),
        open_files: launch.open_files,
    };
    // Only this thread starts processes, so nothing else inherits them meanwhile.
    let inherited = ends
        .engine
        .iter()
        .flat_map(|(input, output)| [input, output]);
    for fd in inherited.chain([&control]) {
        rustix::io::fcntl_setfd(fd, FdFlags::empty())?;
    }
    let monitor = Command::new(binary)
        .arg(LAUNCH_WORD)
        .arg(serde_json::to_string(&spec)?)
        .env_clear()
        .stdin(ends.stdin)
        .stdout(Stdio::from(ends.stdout))
        .stderr(Stdio::from(ends.stderr))
        .spawn()?;
    drop((ends.engine, control));
    Ok(monitor)
}

/// Reaps `monitor`, and ends it when nobody waits for it and it does not end by itself.
fn watch(mut monitor: Monitor, monitors: Monitors) -> oneshot::Receiver<()> {
    let pid = monitor.id().and_then(|pid| i32::try_from(pid).ok());
    if let Some(pid) = pid {
        monitors.began(pid);
    }
    let (mut told, reaped) = oneshot::channel();
    tokio::spawn(async move {
        tokio::select! {
            _ = monitor.wait() => (),
            // The run's actor is gone, and with it the control socket: the monitor ends.
            () = told.closed() => {
                wake(pid);
                if tokio::time::timeout(MONITOR_GRACE, monitor.wait()).await.is_err() {
                    warn!(pid = monitor.id(), "a monitor does not end, killing it");
                    let _ = monitor.start_kill();
                    let _ = monitor.wait().await;
                }
            }
        }
        debug!("monitor reaped");
        let killed = matches!(monitor.try_wait(), Ok(Some(status)) if status.signal().is_some());
        if let Some(pid) = pid {
            monitors.ended(pid, killed).await;
        }
        let _ = told.send(());
    });
    reaped
}

/// Its program may have stopped it.
fn wake(monitor: Option<i32>) {
    if let Some(pid) = monitor.and_then(Pid::from_raw) {
        // It may be gone.
        let _ = rustix::process::kill_process(pid, Signal::CONT);
    }
}

type Ends = (OwnedFd, OwnedFd);

/// The engine's channel as (from the program, to the program) and (to be read, to be written) by it.
fn engine_channel(wiring: &Wiring) -> io::Result<Option<(Ends, Ends)>> {
    match wiring {
        Wiring::Standard => Ok(None),
        Wiring::Descriptors => {
            let (from_program, program_writes) = pipe()?;
            let (program_reads, to_program) = pipe()?;
            Ok(Some((
                (from_program, to_program),
                (program_reads, program_writes),
            )))
        }
        Wiring::Fifos(input, output) => {
            let (from_program, program_writes) = fifo(output)?;
            let (program_reads, to_program) = fifo(input)?;
            Ok(Some((
                (from_program, to_program),
                (program_reads, program_writes),
            )))
        }
    }
}

/// A pipe as its ends to read and to write, both closed on exec unless said otherwise.
fn pipe() -> io::Result<Ends> {
    Ok(rustix::pipe::pipe_with(PipeFlags::CLOEXEC)?)
}

/// A named pipe as its ends to read and to write.
fn fifo(path: &PathBuf) -> io::Result<Ends> {
    rustix::fs::mknodat(
        rustix::fs::CWD,
        path,
        rustix::fs::FileType::Fifo,
        Mode::RUSR | Mode::WUSR,
        0,
    )?;
    let open = |flags| rustix::fs::open(path, flags | OFlags::CLOEXEC, Mode::empty());
    // Without a writer a blocking open would wait for one.
    let reads = open(OFlags::RDONLY | OFlags::NONBLOCK)?;
    let writes = open(OFlags::WRONLY)?;
    let flags = rustix::fs::fcntl_getfl(&reads)?;
    rustix::fs::fcntl_setfl(&reads, flags - OFlags::NONBLOCK)?;
    Ok((reads, writes))
}
