//! Which isolation this machine offers: decided by letting a canary try to get out.

use std::fs;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::{debug, warn};

use super::canary::{Attempt, CANARY_WORD, Errand, REFUSED, Ways};
use super::cgroup::Groups;
use super::collect::{CollectError, Output};
use super::launch::{Launch, Stdin, Wiring};
use super::orphans::{Launchers, Orphans};
use super::report::{Confinement, Interpreter, ProcessLimits};
use super::slots;
use super::spawner::{Machine, Sandbox};
use super::tier::{Finding, Guarantee, Isolation, Layers, Namespaces, Tier};
use crate::messages::Exit;

/// How long a canary may take.
const CANARY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long what it leaves behind may live on after its end.
const ENDED_WITHIN: Duration = Duration::from_secs(1);
/// What a canary may take: little, so that it is soon refused.
const LIMITS: ProcessLimits = ProcessLimits {
    memory_bytes: 64 * 1024 * 1024,
    processes: 0,
    threads: 8,
    work_bytes: 1024 * 1024,
    work_files: 64,
};
/// Users that nobody else has on most systems.
const FIRST_UID: u32 = 2_000_000_000;
/// In a container only these may exist.
const FIRST_UID_IN_CONTAINERS: u32 = 40_000;
/// So many servers' users fit above the first.
const BLOCKS: u32 = 7_000;
/// The folder that a canary has in the place of an engine, and the file in it.
const ENGINE: &str = "canary-engine";
const READABLE: &str = "readable";
/// All that is in a canary's environment.
const ENVIRONMENT: &str = "LANG";

/// What was found, and what starts programs accordingly.
#[derive(Debug)]
pub struct Explored {
    /// Starts programs.
    pub sandbox: Sandbox,
    /// What it holds them back from.
    pub isolation: Isolation,
}

/// Finds the best isolation that this machine offers, by trying each from the best on.
///
/// `binary` is this program's own file; `folder` is empty and stays as long as the sandbox. No
/// better tier than `max_tier` is tried.
///
/// # Errors
///
/// Fails when the system gives no thread, no file or no socket.
pub async fn explore(
    binary: &Path,
    folder: &Path,
    orphans: Orphans,
    max_tier: Tier,
) -> io::Result<Explored> {
    let groups = Arc::new(Groups::claim());
    let launchers = Launchers::new(orphans)?;
    let stage = folder.join("stage");
    fs::create_dir(&stage)?;
    let scene = Scene::set(folder)?;
    let mut not_offered = Vec::new();
    for layers in candidates().filter(|it| it.tier() >= max_tier) {
        let tier = layers.tier();
        let machine = Machine {
            binary: binary.into(),
            launchers: launchers.clone(),
            layers,
            groups: Arc::clone(&groups),
            stage: stage.clone(),
        };
        let control_groups = machine.control_groups();
        let sandbox = Sandbox::start(machine)?;
        let findings = match twice(async || scene.play(&sandbox).await).await {
            Ok(findings) => findings,
            Err(error) if tier != Tier::D => {
                debug!(%tier, %error, "this machine does not offer it");
                not_offered.push((tier, error));
                continue;
            }
            Err(_) => Vec::new(),
        };
        let not_better = not_better(&not_offered, tier);
        for why in &not_better {
            warn!(%tier, why, "programs are isolated less than they could be");
        }
        let isolation = Isolation {
            tier,
            findings,
            control_groups,
            not_better,
        };
        return Ok(Explored { sandbox, isolation });
    }
    Err(io::ErrorKind::Unsupported.into())
}

/// What `attempt` gives, at the second try where its fault at the first may have passed.
async fn twice<T>(attempt: impl AsyncFn() -> Result<T, CollectError>) -> Result<T, CollectError> {
    match attempt().await {
        Err(error) if error.may_pass() => {
            debug!(%error, "trying it once more");
            attempt().await
        }
        other => other,
    }
}

/// Why no tier better than `taken` was taken; the same one may have been tried in another way.
fn not_better(not_offered: &[(Tier, CollectError)], taken: Tier) -> Vec<String> {
    let better = not_offered.iter().filter(|(tier, _)| *tier < taken);
    better
        .map(|(tier, error)| format!("tier {tier}: {error}"))
        .collect()
}

/// What may be possible here, best first; the last always is.
fn candidates() -> impl Iterator<Item = Layers> {
    let layers = |namespaces, first_uid| Layers {
        namespaces,
        first_uid,
        restricted: true,
    };
    let user = layers(Some(Namespaces::User), None);
    let restricted = layers(None, None);
    let mut all = Vec::new();
    if rustix::process::geteuid().is_root() {
        let root = Some(Namespaces::Root);
        let first_uids = first_uids();
        all.extend(first_uids.map(|uid| layers(root, Some(uid))));
        all.push(user);
        all.extend(first_uids.map(|uid| layers(None, Some(uid))));
    } else {
        all.push(user);
    }
    all.extend([restricted, Layers::NONE]);
    all.into_iter()
}

/// The first of the users of this server's programs, best first. The system counts the processes
/// of a user whichever server started them, so two servers on one machine should not share any.
fn first_uids() -> [u32; 2] {
    let block = getrandom::u32().unwrap_or(std::process::id()) % BLOCKS;
    [FIRST_UID + block * slots::COUNT, FIRST_UID_IN_CONTAINERS]
}

/// What canaries try to reach.
#[derive(Debug)]
struct Scene<'a> {
    folder: &'a Path,
    listener: TcpListener,
    /// A descriptor that every child of this process inherits.
    _inherited: fs::File,
}

impl<'a> Scene<'a> {
    fn set(folder: &'a Path) -> io::Result<Self> {
        let secret = folder.join("secret");
        fs::write(&secret, "nobody's business")?;
        fs::create_dir(folder.join("canary"))?;
        fs::create_dir(folder.join(ENGINE))?;
        fs::write(folder.join(ENGINE).join(READABLE), "to be read")?;
        let inherited = fs::File::open(&secret)?;
        rustix::io::fcntl_setfd(&inherited, rustix::io::FdFlags::empty())?;
        Ok(Self {
            folder,
            listener: TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))?,
            _inherited: inherited,
        })
    }

    async fn play(&self, sandbox: &Sandbox) -> Result<Vec<Finding>, CollectError> {
        let mut attempts = self.get_out(sandbox).await?;
        attempts.push(self.take_memory(sandbox).await?);
        attempts.push(self.stay_behind(sandbox).await?);
        let all = Guarantee::ALL.into_iter();
        Ok(all.filter_map(|it| finding(it, &attempts)).collect())
    }

    async fn get_out(&self, sandbox: &Sandbox) -> Result<Vec<Attempt>, CollectError> {
        let ways = Ways {
            secret: self.folder.join("secret"),
            readable: sandbox
                .view()
                .engine(&self.folder.join(ENGINE))
                .join(READABLE),
            listener: self.listener.local_addr()?,
            server: rustix::process::getpid().as_raw_nonzero().get(),
            environment: vec![ENVIRONMENT.to_owned()],
            too_many_bytes: 2 * LIMITS.work_bytes,
            too_many_files: 2 * LIMITS.work_files,
        };
        let output = self.send(sandbox, &Errand::GetOut(ways), 0).await?;
        if output.exit != Exit::Status(0) {
            let last = output.text.lines().last().unwrap_or_default();
            let why = format!("its canary ended by {:?} after {last}", output.exit);
            return Err(CollectError::Failed(why));
        }
        let lines = output.text.lines();
        Ok(lines
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect())
    }

    async fn take_memory(&self, sandbox: &Sandbox) -> Result<Attempt, CollectError> {
        let begin = Instant::now();
        let bytes = 2 * LIMITS.memory_bytes;
        let output = self.send(sandbox, &Errand::TakeMemory { bytes }, 0).await?;
        let held = output.text.contains(REFUSED) || output.account.memory_ran_out;
        let what = "taking twice the memory that it may";
        Ok(Attempt::new(Guarantee::Memory, what, held, begin.elapsed()))
    }

    async fn stay_behind(&self, sandbox: &Sandbox) -> Result<Attempt, CollectError> {
        let processes = if sandbox.has_room_for_processes() {
            4
        } else {
            0
        };
        let begin = Instant::now();
        // It comes back when nobody holds its standard output any more.
        let sent = self.send(sandbox, &Errand::StayBehind, processes).await;
        let held = match sent {
            Ok(output) => output.lingered < ENDED_WITHIN,
            Err(CollectError::TimedOut(_)) => false,
            Err(error) => return Err(error),
        };
        let what = "leaving a daemon behind";
        Ok(Attempt::new(
            Guarantee::KillAll,
            what,
            held,
            begin.elapsed(),
        ))
    }

    async fn send(
        &self,
        sandbox: &Sandbox,
        errand: &Errand,
        processes: u32,
    ) -> Result<Output, CollectError> {
        let files = self.folder.join("canary");
        let errand = serde_json::to_string(errand).map_err(io::Error::from)?;
        let launch = Launch {
            interpreter: Interpreter::Own,
            arguments: vec![CANARY_WORD.to_owned(), errand],
            environment: vec![(ENVIRONMENT.to_owned(), "C.UTF-8".to_owned())],
            folder: sandbox.view().files(&files),
            wiring: Wiring::Standard,
            stdin: Stdin::Empty,
            open_files: 64,
            confinement: Some(Confinement {
                files: Some(files),
                engine: Some(self.folder.join(ENGINE)),
                limits: ProcessLimits {
                    processes,
                    ..LIMITS
                },
                ..Confinement::default()
            }),
        };
        sandbox.collect(launch, CANARY_TIMEOUT).await
    }
}

/// What the attempts at one guarantee come to; nothing when there was none.
fn finding(guarantee: Guarantee, attempts: &[Attempt]) -> Option<Finding> {
    let own: Vec<_> = attempts
        .iter()
        .filter(|it| it.guarantee == guarantee)
        .collect();
    let escaped: Vec<_> = own
        .iter()
        .filter(|it| !it.held)
        .map(|it| it.what.as_str())
        .collect();
    let took = own.iter().map(|it| Duration::from_micros(it.took_us)).sum();
    let tried: Vec<_> = own.iter().map(|it| it.what.as_str()).collect();
    (!own.is_empty()).then(|| Finding {
        guarantee,
        holds: escaped.is_empty(),
        tried: if escaped.is_empty() { tried } else { escaped }.join(", "),
        took,
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test]
    async fn what_may_pass_is_tried_once_more() {
        let failing = async |times: u32, why: fn() -> CollectError| {
            let tries = Cell::new(0);
            let outcome = twice(async || {
                tries.set(tries.get() + 1);
                if tries.get() > times {
                    Ok(())
                } else {
                    Err(why())
                }
            });
            (outcome.await.is_ok(), tries.get())
        };
        let slow = || CollectError::TimedOut(CANARY_TIMEOUT);
        let full = || CollectError::Spawn(io::Error::from(io::ErrorKind::WouldBlock).into());
        let missing = || CollectError::Failed("cannot make namespaces".to_owned());
        assert_eq!(failing(1, slow).await, (true, 2));
        assert_eq!(failing(1, full).await, (true, 2));
        assert_eq!(failing(9, slow).await, (false, 2));
        assert_eq!(failing(1, missing).await, (false, 1));
    }

    #[test]
    fn only_better_tiers_are_told_of_that_were_not_taken() {
        let failed = |tier, why: &str| (tier, CollectError::Failed(why.to_owned()));
        let not_offered = [
            failed(Tier::A, "no users"),
            failed(Tier::B, "no namespaces"),
        ];
        assert_eq!(not_better(&not_offered, Tier::A), Vec::<String>::new());
        assert_eq!(not_better(&not_offered, Tier::B), ["tier A: no users"]);
        assert_eq!(not_better(&not_offered, Tier::C).len(), 2);
    }
}
