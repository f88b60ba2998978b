//! Puts a server together: settings, languages, the spawner, the supervisor.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actix::prelude::*;
use anyhow::Context as _;
use futures_util::future::join_all;
use tracing::{debug, info};

use super::{CommonArgs, Failure};
use crate::actors::session::{Isolated, Shared};
use crate::actors::supervisor::Supervisor;
use crate::config::{self, Config, Machine};
use crate::game::Games;
use crate::language::{
    Build, Found, Manifest, Missing, Registry, Status, Workplace, candidates, judge_version,
};
use crate::places::Places;
use crate::sandbox::{
    Explored, Interpreter, Isolation, Launch, Orphans, Sandbox, Stdin, Tier, Wiring, explore,
};

/// This program, even when its file was replaced since it started.
const OWN_BINARY: &str = "/proc/self/exe";
/// How long an interpreter may take to say its version.
const VERSION_TIMEOUT: Duration = Duration::from_secs(10);

/// Reads the settings: flags over the environment over the file over the defaults.
pub(super) fn settings(args: &CommonArgs) -> Result<Config, Failure> {
    let path = args
        .config
        .clone()
        .or_else(|| env::var_os("LIVECODING_CONFIG").map(PathBuf::from));
    let variables = env::vars_os().filter_map(|(name, value)| {
        Some((
            name.into_string().ok()?,
            value.to_string_lossy().into_owned(),
        ))
    });
    let mut config = config::load(path.as_deref(), variables).map_err(Failure::config)?;
    if let Some(folder) = &args.languages {
        config.languages.folder.clone_from(folder);
    }
    if let Some(folder) = &args.games {
        config.games.folder.clone_from(folder);
    }
    if let Some(format) = args.log_format {
        config.log.format = format;
    }
    Ok(config)
}

/// Reads the language packages.
pub(super) fn packages(config: &Config) -> Result<Registry, Failure> {
    Registry::load(given(&config.languages.folder)).map_err(Failure::config)
}

/// A program without an end is told instead of waited for, also where the settings have no limit.
pub(super) fn end_programs(config: &mut Config) {
    /// Longest life of a program that is checked.
    const WALL_SECONDS: u64 = 60;
    if config.run.wall_seconds == 0 {
        config.run.wall_seconds = WALL_SECONDS;
    }
}

/// Reads the game packages.
pub(super) fn games(config: &Config) -> Result<Games, Failure> {
    Games::load(given(&config.games.folder)).map_err(Failure::config)
}

/// Finds out how programs are isolated here, looks for every interpreter, and starts what
/// sessions share. Runs inside an actix system.
pub(super) async fn shared(
    config: Config,
    mut registry: Registry,
    games: Games,
    is_overridden: bool,
) -> Result<Shared, Failure> {
    let no_folder = "cannot make the folder for running programs";
    let workplace = Workplace::new(given(&config.server.work_folder));
    let mut workplace = workplace.context(no_folder)?;
    let folder = workplace.sandbox_folder();
    let max_tier = config.sandbox.max_tier;
    let explored = explore(Path::new(OWN_BINARY), &folder, Orphans::Adopt, max_tier).await;
    let Explored { sandbox, isolation } = explored.context("cannot start the spawner")?;
    info!(tier = %isolation.tier, not_held = ?isolation.broken(), "isolation found");
    let furnished = match check_tier(&config, &isolation) {
        Ok(()) => {
            detect(&mut registry, &sandbox).await;
            make_room(&mut registry, &sandbox, isolation.tier);
            let furnished = workplace.furnish(&registry, sandbox.view());
            furnished.context(no_folder).map_err(Failure::from)
        }
        Err(failure) => Err(failure),
    };
    if furnished.is_err() {
        sandbox.clear();
    }
    furnished?;
    let places = places(&config.server);
    let supervisor = Supervisor::new(config.restart.clone(), places).start();
    Ok(Shared::new(
        Arc::new(config),
        Arc::new(registry),
        games,
        Arc::new(workplace),
        sandbox,
        Isolated {
            found: isolation,
            is_overridden,
        },
        supervisor,
    ))
}

fn check_tier(config: &Config, isolation: &Isolation) -> Result<(), Failure> {
    let min_tier = config.sandbox.min_tier;
    if isolation.tier <= min_tier {
        return Ok(());
    }
    Err(Failure::config(anyhow::Error::msg(format!(
        "isolation is of tier {}, and [sandbox] min_tier asks for {min_tier}; see `livecoding doctor`",
        isolation.tier
    ))))
}

/// As many places for programs as the settings say, or as the machine carries.
fn places<T>(server: &config::Server) -> Places<T> {
    let max_runs = match server.max_runs {
        0 => {
            let machine = Machine::read();
            let max_runs = machine.max_runs();
            info!(max_runs, ?machine, "places for programs");
            max_runs
        }
        set => set,
    };
    Places::new(max_runs, server.max_waiting_runs)
}

/// A path from the settings, where an empty one means none.
fn given(path: &Path) -> Option<&Path> {
    (!path.as_os_str().is_empty()).then_some(path)
}

async fn detect(registry: &mut Registry, sandbox: &Sandbox) {
    let searches = registry
        .iter()
        .map(|language| search(&language.manifest, sandbox));
    let found: Vec<_> = join_all(searches).await;
    for (id, status) in found.into_iter().flatten() {
        match &status {
            Status::Missing(missing) => info!(id, %missing, "language not here"),
            Status::Embedded | Status::Installed(_) => debug!(id, ?status, "language found"),
        }
        registry.set_status(&id, status);
    }
}

/// Takes the languages out whose programs need more than the isolation of this machine can give.
fn make_room(registry: &mut Registry, sandbox: &Sandbox, tier: Tier) {
    let lacking = |manifest: &Manifest| {
        let is_built_by_some = manifest.build.as_ref().is_some_and(Build::makes_processes);
        let makes_processes = manifest.limits.processes.unwrap_or(0) > 0 || is_built_by_some;
        if makes_processes && !sandbox.has_room_for_processes() {
            Some("processes of their own")
        } else if needs_proc(manifest) && !sandbox.has_proc() {
            Some("/proc")
        } else if manifest.sandbox.work && !sandbox.has_work() {
            Some("a folder to write to")
        } else {
            None
        }
    };
    let working = registry.iter().filter(|it| it.works());
    let without = working.filter_map(|it| Some((it.manifest.id.clone(), lacking(&it.manifest)?)));
    for (id, needs) in without.collect::<Vec<_>>() {
        info!(id, needs, "language has no room here");
        registry.set_status(&id, Status::Missing(Missing::NoRoom { needs, tier }));
    }
}

fn needs_proc(manifest: &Manifest) -> bool {
    let build = manifest.build.as_ref();
    manifest.sandbox.proc || build.is_some_and(|it| it.sandbox.proc)
}

/// Tries the candidates in their order; the first that fits is taken, else the first fault told.
async fn search(manifest: &Manifest, sandbox: &Sandbox) -> Option<(String, Status)> {
    let find = manifest.find.as_ref()?;
    let mut fault = None;
    for check in candidates(find) {
        let printed = ask_version(&check.command, sandbox).await;
        let judged: Result<Found, Missing> = match printed {
            Ok(printed) => judge_version(find, check.interpreter, &printed),
            Err(why) => Err(Missing::NoVersion {
                interpreter: check.interpreter,
                why,
            }),
        };
        match judged {
            Ok(found) => return Some((manifest.id.clone(), Status::Installed(found))),
            Err(missing) => fault = fault.or(Some(missing)),
        }
    }
    let missing = fault.unwrap_or_else(|| Missing::NotFound {
        candidates: find.candidates.clone(),
        install_hint: find.install_hint.clone(),
    });
    Some((manifest.id.clone(), Status::Missing(missing)))
}

async fn ask_version(command: &[String], sandbox: &Sandbox) -> Result<String, String> {
    let mut words = command.iter().cloned();
    let launch = Launch {
        interpreter: Interpreter::Path(words.next().unwrap_or_default().into()),
        arguments: words.collect(),
        environment: vec![("LC_ALL".to_owned(), "C.UTF-8".to_owned())],
        folder: "/".into(),
        wiring: Wiring::Standard,
        stdin: Stdin::Empty,
        open_files: 256,
        // It is the operator's own, and so may read what it likes.
        confinement: None,
    };
    let output = sandbox.collect(launch, VERSION_TIMEOUT).await;
    output
        .map(|output| output.text)
        .map_err(|error| error.to_string())
}
