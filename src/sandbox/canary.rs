//! The canary: a program of ours that tries to get out, at the start of every server.
//!
//! It does what hostile programs do, only without harm where it succeeds, and says what came of it.
#![expect(unsafe_code, reason = "what it tries are bare system calls")]

mod tries;

use std::fs;
use std::io::{self, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::os::fd::AsRawFd as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use self::tries::{
    call, can_empty, can_fill, can_fork, can_make_files, can_write, has_descriptors, has_more,
    has_rights, is_open, knows_x32, maps, opens, opens_pair,
};
use super::tier::Guarantee;

/// The hidden word on the command line that makes this binary a canary.
pub const CANARY_WORD: &str = "__canary";

/// How long it tries to connect.
const CONNECT: Duration = Duration::from_secs(1);
/// Steps in which memory is asked for, in bytes.
const STEP_BYTES: usize = 1024 * 1024;

/// What a canary is sent to do; its one argument, as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Errand {
    /// Try every way out.
    GetOut(Ways),
    /// Take so much memory, and touch it.
    TakeMemory {
        /// How much, in bytes.
        bytes: u64,
    },
    /// Leave a process behind that holds standard output.
    StayBehind,
}

/// Where ways out may lead.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Ways {
    /// A file that is nobody's business, and beside which nothing can be written.
    pub(super) secret: PathBuf,
    /// A file of the server's user that may be read, and not changed.
    pub(super) readable: PathBuf,
    /// Somebody who listens on this machine.
    pub(super) listener: SocketAddr,
    /// The server's process.
    pub(super) server: i32,
    /// The names in its environment.
    pub(super) environment: Vec<String>,
    /// More bytes than its work folder takes.
    pub(super) too_many_bytes: u64,
    /// More files than its work folder takes.
    pub(super) too_many_files: u64,
}

/// What came of one way out, one line each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Attempt {
    pub(super) guarantee: Guarantee,
    /// What was tried.
    pub(super) what: String,
    /// Whether it was held.
    pub(super) held: bool,
    pub(super) took_us: u64,
}

impl Attempt {
    pub(super) fn new(guarantee: Guarantee, what: &str, held: bool, took: Duration) -> Self {
        Self {
            guarantee,
            what: what.to_owned(),
            held,
            took_us: u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        }
    }
}

/// What the canary says when memory was refused to it.
pub(super) const REFUSED: &str = "refused";

/// Does what it is told, as the program that it stands for.
pub fn sing(errand: &str) -> ExitCode {
    // A file that grows too large is refused to it in words, not by a signal.
    // SAFETY: nothing else runs in this process.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    let Ok(errand) = serde_json::from_str::<Errand>(errand) else {
        return ExitCode::from(64);
    };
    match errand {
        Errand::GetOut(ways) => get_out(&ways),
        Errand::TakeMemory { bytes } => take_memory(bytes),
        Errand::StayBehind => stay_behind(),
    }
    ExitCode::SUCCESS
}

fn say(text: &str) {
    let mut stdout = io::stdout().lock();
    // Nobody may listen any more.
    let _ = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
}

fn get_out(ways: &Ways) {
    for (guarantee, what, escape) in escapes() {
        let begin = std::time::Instant::now();
        let held = !escape(ways);
        let attempt = Attempt::new(guarantee, what, held, begin.elapsed());
        if let Ok(line) = serde_json::to_string(&attempt) {
            say(&line);
        }
    }
}

/// True when it got out.
type Escape = fn(&Ways) -> bool;

fn escapes() -> impl Iterator<Item = (Guarantee, &'static str, Escape)> {
    let of = |guarantee| move |(what, escape)| (guarantee, what, escape);
    let all = FILES.iter().copied().map(of(Guarantee::Files));
    all.chain(NETWORK.iter().copied().map(of(Guarantee::Network)))
        .chain(OTHERS.iter().copied().map(of(Guarantee::OtherProcesses)))
        .chain(COUNT.iter().copied().map(of(Guarantee::ProcessCount)))
        .chain(MEMORY.iter().copied().map(of(Guarantee::Memory)))
        .chain(DISK.iter().copied().map(of(Guarantee::Disk)))
        .chain(SURFACE.iter().copied().map(of(Guarantee::KernelSurface)))
        .chain(SECRETS.iter().copied().map(of(Guarantee::NoSecrets)))
}

type Named = (&'static str, Escape);

const FILES: &[Named] = &[
    ("reading a file outside", |it| fs::read(&it.secret).is_ok()),
    ("writing beside it", |it| {
        can_write(&it.secret.with_file_name("written"))
    }),
    ("emptying a file that it may read", |it| {
        can_empty(&it.readable)
    }),
    ("reading /etc/passwd", |_| fs::read("/etc/passwd").is_ok()),
    ("reading /proc/1/environ", |_| {
        fs::read("/proc/1/environ").is_ok()
    }),
    ("writing to /dev/shm", |_| {
        can_write(Path::new("/dev/shm/livecoding-canary"))
    }),
    ("writing to /var/tmp", |_| {
        can_write(Path::new("/var/tmp/livecoding-canary"))
    }),
];

const NETWORK: &[Named] = &[
    ("connecting to this machine", |it| {
        TcpStream::connect_timeout(&it.listener, CONNECT).is_ok()
    }),
    ("opening a TCP socket", |_| opens(libc::AF_INET)),
    ("opening a unix socket", |_| opens(libc::AF_UNIX)),
    ("opening a netlink socket", |_| opens(libc::AF_NETLINK)),
    ("opening a vsock", |_| opens(libc::AF_VSOCK)),
    ("opening a crypto socket", |_| opens(libc::AF_ALG)),
    ("opening a pair of sockets for datagrams", |_| {
        opens_pair(libc::SOCK_DGRAM) || opens_pair(libc::SOCK_SEQPACKET)
    }),
    ("connecting a pair of sockets", |_| {
        is_open(libc::SYS_connect, [-1, 0, 0]) || is_open(libc::SYS_bind, [-1, 0, 0])
    }),
];

const OTHERS: &[Named] = &[
    ("signalling the server", |it| {
        call(libc::SYS_kill, [it.server.into(), 0, 0])
    }),
    ("signalling everybody", |_| call(libc::SYS_kill, [-1, 0, 0])),
    ("having the server signalled by a descriptor", |it| {
        call(
            libc::SYS_fcntl,
            [0, libc::F_SETOWN.into(), it.server.into()],
        )
    }),
    ("reading the server's environment", |it| {
        fs::read(format!("/proc/{}/environ", it.server)).is_ok()
    }),
    ("reading the server's memory", |it| {
        call(libc::SYS_process_vm_readv, [it.server.into(), 0, 0])
    }),
    ("tracing the server", |it| {
        is_open(
            libc::SYS_ptrace,
            [libc::PTRACE_SEIZE.into(), it.server.into(), 0],
        )
    }),
    ("limiting the server", |it| {
        call(libc::SYS_prlimit64, [it.server.into(), 7, 0])
    }),
    ("slowing the server down", |it| {
        call(libc::SYS_sched_setaffinity, [it.server.into(), 0, 0])
    }),
];

const COUNT: &[Named] = &[("making a process", |_| can_fork())];

const DISK: &[Named] = &[
    ("filling its folder", |it| can_fill(it.too_many_bytes)),
    ("filling it with files", |it| {
        can_make_files(it.too_many_files)
    }),
];

const SURFACE: &[Named] = &[
    ("making a namespace", |_| {
        call(libc::SYS_unshare, [libc::CLONE_NEWUSER.into(), 0, 0])
    }),
    ("mounting", |_| is_open(libc::SYS_mount, [0; 3])),
    ("bpf", |_| is_open(libc::SYS_bpf, [-1, 0, 0])),
    ("keyctl", |_| is_open(libc::SYS_keyctl, [-1, 0, 0])),
    ("io_uring", |_| is_open(libc::SYS_io_uring_setup, [0; 3])),
    ("userfaultfd", |_| {
        is_open(libc::SYS_userfaultfd, [-1, 0, 0])
    }),
    ("perf_event_open", |_| {
        is_open(libc::SYS_perf_event_open, [0; 3])
    }),
    ("personality", |_| {
        call(libc::SYS_personality, [0xffff_ffff, 0, 0])
    }),
    ("leases of files", |_| {
        is_open(libc::SYS_fcntl, [-1, libc::F_SETLEASE.into(), 0])
    }),
    ("memory in files", |_| {
        is_open(libc::SYS_memfd_create, [0; 3])
    }),
    ("shared memory", |_| is_open(libc::SYS_shmget, [0; 3])),
    ("messages and semaphores", |_| {
        is_open(libc::SYS_msgctl, [-1, 0, 0]) || is_open(libc::SYS_semop, [-1, 0, 0])
    }),
    ("asynchronous input and output", |_| {
        is_open(libc::SYS_io_setup, [0; 3])
    }),
    ("clone3", |_| is_open(libc::SYS_clone3, [0; 3])),
    ("keeping rights", |_| has_rights()),
    ("calls of another architecture", |_| knows_x32()),
];

const MEMORY: &[Named] = &[
    ("sharing memory", |_| {
        maps(libc::MAP_SHARED | libc::MAP_ANONYMOUS, -1)
    }),
    ("sharing /dev/zero", |_| {
        let zero = fs::File::options().read(true).write(true).open("/dev/zero");
        zero.is_ok_and(|it| maps(libc::MAP_SHARED, it.as_raw_fd()))
    }),
    ("taking memory as a stack", |_| {
        maps(
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_GROWSDOWN,
            -1,
        )
    }),
];

const SECRETS: &[Named] = &[
    ("looking for more in its environment", |it| {
        has_more(&it.environment)
    }),
    ("looking for open descriptors", |_| has_descriptors()),
];

fn take_memory(bytes: u64) {
    let steps = usize::try_from(bytes).unwrap_or(usize::MAX) / STEP_BYTES;
    let mut taken: Vec<Vec<u8>> = Vec::new();
    for _ in 0..steps {
        let mut step = Vec::new();
        if step.try_reserve_exact(STEP_BYTES).is_err() {
            return say(REFUSED);
        }
        step.resize(STEP_BYTES, 1);
        taken.push(step);
    }
    let sum: u64 = taken
        .iter()
        .map(|it| u64::from(it.iter().fold(0, |a, b| a ^ b)))
        .sum();
    say(&format!("took {bytes} bytes ({sum})"));
}

/// Leaves its session and its parent, as a daemon does.
fn stay_behind() {
    // SAFETY: this process has one thread; the children only sleep.
    unsafe {
        if libc::fork() != 0 {
            return;
        }
        libc::setsid();
        if libc::fork() == 0 {
            say("stays");
            // Whoever sent it ends it.
            loop {
                std::thread::park();
            }
        }
        libc::_exit(0);
    }
}
