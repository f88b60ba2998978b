//! The spawner: the one thread of the server that starts and reaps launchers.
//!
//! Its thread lives as long as the server and starts nothing by forking, so a start costs the
//! same whatever memory the server holds. It also reaps every launcher, whatever became of the
//! actor that asked for it. Where isolation takes time to be made ready, launchers wait for their
//! program in advance: joining a control group alone takes the kernel many milliseconds. Each
//! starts one program and no other.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal};
use tokio::process::{Child as Process, Command};
use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tracing::{debug, warn};

use super::LAUNCH_WORD;
use super::cgroup::{Groups, RunGroups};
use super::channels;
use super::launch::{Child, Launch, SpawnError};
use super::meter::Meter;
use super::orphans::Launchers;
use super::report::{Prepare, Spec};
use super::slots::{Slot, Slots};
use super::tier::{Layers, Namespaces, View};

/// Starts that may wait for the spawner; more wait in their askers.
const QUEUE: usize = 64;
/// How long a launcher may take to end everything, once its run is over, before it is killed.
const LAUNCHER_GRACE: Duration = Duration::from_secs(3);
/// How many launchers wait for their program where isolation takes time to be made ready.
const READY: usize = 2;

struct Request {
    launch: Launch,
    reply: oneshot::Sender<Result<Child, SpawnError>>,
}

/// Where and how programs are started.
#[derive(Debug)]
pub(super) struct Machine {
    /// This program's own file, with its hidden launch word.
    pub(super) binary: OsString,
    /// The launchers that run.
    pub(super) launchers: Launchers,
    /// What is done to each program.
    pub(super) layers: Layers,
    /// The control groups of this server.
    pub(super) groups: Arc<Groups>,
    /// An empty folder, on which each program's root is put together.
    pub(super) stage: PathBuf,
}

impl Machine {
    /// The names of the control groups that programs get here.
    pub(super) fn control_groups(&self) -> Vec<String> {
        match self.layers.namespaces {
            Some(_) => self.groups.controllers(),
            None => Vec::new(),
        }
    }
}

/// Starts programs.
#[derive(Clone, Debug)]
pub struct Sandbox {
    requests: mpsc::Sender<Request>,
    layers: Layers,
    groups: Arc<Groups>,
}

impl Sandbox {
    /// Starts the spawner.
    ///
    /// # Errors
    ///
    /// Fails when the system gives no thread.
    pub(super) fn start(machine: Machine) -> io::Result<Self> {
        let layers = machine.layers.clone();
        let groups = Arc::clone(&machine.groups);
        let (requests, incoming) = mpsc::channel(QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let spawner = Spawner {
            slots: machine.layers.first_uid.map(Slots::new),
            machine,
            ready: VecDeque::new(),
            watches: JoinSet::new(),
            has_failed: false,
        };
        thread::Builder::new()
            .name("spawner".to_owned())
            .spawn(move || runtime.block_on(spawner.serve(incoming)))?;
        Ok(Self {
            requests,
            layers,
            groups,
        })
    }

    /// Starts what `launch` describes.
    ///
    /// # Errors
    ///
    /// Fails when the system refuses a process or a descriptor. A missing interpreter is told
    /// by the launcher's report.
    pub async fn spawn(&self, launch: Launch) -> Result<Child, SpawnError> {
        let (reply, child) = oneshot::channel();
        let request = Request { launch, reply };
        self.requests
            .send(request)
            .await
            .map_err(|_| SpawnError::Gone)?;
        child.await.map_err(|_| SpawnError::Gone)?
    }

    /// Ends what is left and removes what was made for programs, at the server's orderly end.
    pub fn clear(&self) {
        self.groups.clear();
    }

    /// Where a confined program finds its files.
    pub fn view(&self) -> View {
        match self.layers.namespaces {
            Some(_) => View::Private,
            None => View::Host,
        }
    }

    /// Whether programs may make processes of their own.
    pub fn has_room_for_processes(&self) -> bool {
        self.layers.has_room_for_processes()
    }

    /// Whether programs have a folder that they can write to.
    pub fn has_work(&self) -> bool {
        self.layers.namespaces.is_some() || !self.layers.restricted
    }

    /// Whether programs can see their own processes in `/proc`.
    pub fn has_proc(&self) -> bool {
        self.layers.namespaces.is_some() || !self.layers.restricted
    }
}

/// A launcher without a program.
struct Ready {
    control: UnixStream,
    groups: RunGroups,
    reaped: oneshot::Receiver<()>,
}

impl Ready {
    fn is_there(&mut self) -> bool {
        let is_reaped = self.reaped.try_recv() != Err(TryRecvError::Empty);
        // It is not asked for anything: the end of the other side is told all the same.
        let mut control = [PollFd::new(&self.control, PollFlags::empty())];
        let has_news = poll(&mut control, Some(&Timespec::default()));
        !is_reaped && has_news == Ok(0)
    }
}

struct Spawner {
    machine: Machine,
    slots: Option<Slots>,
    ready: VecDeque<Ready>,
    /// One for each launcher that is not reaped.
    watches: JoinSet<()>,
    /// None could be made ready at the last try: the next one is with the next program.
    has_failed: bool,
}

impl Spawner {
    async fn serve(mut self, mut requests: mpsc::Receiver<Request>) {
        loop {
            let is_wanted = !self.has_failed && self.ready.len() < self.wanted();
            tokio::select! {
                biased;
                request = requests.recv() => match request {
                    // An asker that is gone drops the child, which ends it.
                    Some(Request { launch, reply }) => {
                        self.has_failed = false;
                        drop(reply.send(self.spawn(&launch)));
                    }
                    None => break,
                },
                Some(_) = self.watches.join_next() => (),
                () = std::future::ready(()), if is_wanted => {
                    match self.start_launcher(true) {
                        Ok(ready) => self.ready.push_back(ready),
                        Err(error) => {
                            warn!(%error, "no launcher can be made ready");
                            self.has_failed = true;
                        }
                    }
                }
            }
        }
        // Nobody starts anything any more; what was started is still reaped and tidied up.
        self.ready.clear();
        while self.watches.join_next().await.is_some() {}
    }

    fn wanted(&self) -> usize {
        match self.machine.layers.namespaces {
            Some(Namespaces::Root | Namespaces::User) => READY,
            None => 0,
        }
    }

    fn spawn(&mut self, launch: &Launch) -> Result<Child, SpawnError> {
        let is_confined = launch.confinement.is_some() && self.machine.layers.restricted;
        let ready = match is_confined.then(|| self.take_ready()).flatten() {
            Some(ready) => ready,
            None => self.start_launcher(is_confined)?,
        };
        let (ours, theirs) = channels::make(&launch.wiring, launch.stdin)?;
        let spec = Spec {
            interpreter: launch.interpreter.clone(),
            arguments: launch.arguments.clone(),
            environment: launch.environment.clone(),
            folder: launch.folder.clone(),
            confinement: launch.confinement.clone().filter(|_| is_confined),
            channels: theirs.passed(),
            open_files: launch.open_files,
        };
        theirs.pass(&spec, &ready.control)?;
        Ok(Child {
            control: ready.control,
            stdin: ours.stdin,
            stdout: ours.stdout,
            stderr: ours.stderr,
            engine: ours.engine,
            meter: Meter::new(ready.groups),
            reaped: ready.reaped,
        })
    }

    /// A launcher that waits for its program, and has not ended meanwhile.
    fn take_ready(&mut self) -> Option<Ready> {
        loop {
            let mut ready = self.ready.pop_front()?;
            if ready.is_there() {
                return Some(ready);
            }
            warn!("a launcher ended before it had a program");
        }
    }

    fn start_launcher(&mut self, is_confined: bool) -> Result<Ready, SpawnError> {
        let layers = if is_confined {
            &self.machine.layers
        } else {
            &Layers::NONE
        };
        let slot = match (&self.slots, layers.first_uid) {
            (Some(slots), Some(_)) => Some(slots.take().ok_or(SpawnError::NoUser)?),
            _ => None,
        };
        let groups = match layers.namespaces {
            Some(_) => self.machine.groups.of_new_run(),
            None => RunGroups::default(),
        };
        let prepare = Prepare {
            namespaces: layers.namespaces,
            uid: slot.as_ref().map(|it| it.uid),
            groups: groups.clone(),
            stage: self.machine.stage.clone(),
        };
        let (control, launcher_control) = UnixStream::pair()?;
        let process = start(&self.machine.binary, &prepare, launcher_control)?;
        let pid = process.id().and_then(|pid| i32::try_from(pid).ok());
        if let Some(pid) = pid {
            self.machine.launchers.began(pid);
        }
        let (told, reaped) = oneshot::channel();
        let launchers = self.machine.launchers.clone();
        let watch = watch(process, launchers, groups.clone(), slot, told);
        self.watches.spawn(watch);
        Ok(Ready {
            control,
            groups,
            reaped,
        })
    }
}

/// Starts a launcher; its standard input is its control socket.
#[expect(clippy::disallowed_methods, reason = "this is where launchers start")]
fn start(binary: &OsString, prepare: &Prepare, control: UnixStream) -> io::Result<Process> {
    Command::new(binary)
        .arg(LAUNCH_WORD)
        .arg(serde_json::to_string(prepare)?)
        .env_clear()
        .stdin(Stdio::from(OwnedFd::from(control)))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// Reaps `launcher`, and ends it when nobody waits for it and it does not end by itself.
async fn watch(
    mut launcher: Process,
    launchers: Launchers,
    groups: RunGroups,
    slot: Option<Slot>,
    mut told: oneshot::Sender<()>,
) {
    let pid = launcher.id().and_then(|pid| i32::try_from(pid).ok());
    tokio::select! {
        _ = launcher.wait() => (),
        // The run's actor is gone, and with it the control socket: the launcher ends.
        () = told.closed() => {
            wake(pid);
            if tokio::time::timeout(LAUNCHER_GRACE, launcher.wait()).await.is_err() {
                warn!(pid = launcher.id(), "a launcher does not end, killing it");
                let _ = launcher.start_kill();
                let _ = launcher.wait().await;
            }
        }
    }
    debug!("launcher reaped");
    let status = launcher.try_wait().ok().flatten();
    let killed = status.is_some_and(|it| it.signal().is_some());
    if let Some(pid) = pid {
        launchers.ended(pid, killed).await;
    }
    if !status.is_some_and(|it| it.success()) {
        // It did not come to do so itself. Waiting for it is nobody's business here.
        let _ = tokio::task::spawn_blocking(move || groups.remove()).await;
    }
    drop(slot);
    let _ = told.send(());
}

/// Its program may have stopped it.
fn wake(launcher: Option<i32>) {
    if let Some(pid) = launcher.and_then(Pid::from_raw) {
        // It may be gone.
        let _ = rustix::process::kill_process(pid, Signal::CONT);
    }
}
