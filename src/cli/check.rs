//! `livecoding check`: whether a package of a game or a language is valid, and whether its
//! functions do what they say.

mod examples;
mod golden;
mod levels;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use self::levels::Levels;
use super::{CheckArgs, Failure, assemble, doctor, print, telemetry};
use crate::actors::session::Shared;
use crate::game::{Game, Games};
use crate::language::Registry;
use crate::sandbox::Tier;

/// Says of each step what came of it.
#[derive(Debug, Default)]
struct Report {
    passed: usize,
    failed: usize,
}

/// Checks the packages; the exit status is 0 when all of it is right.
pub(super) fn execute(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let mut config = assemble::settings(&args.common)?;
    if config.log.filter == "info" {
        "error".clone_into(&mut config.log.filter);
    }
    telemetry::start(&config.log)?;
    config.sandbox.min_tier = Tier::D;
    assemble::end_programs(&mut config);
    // What crashes once is to be told.
    config.restart.crash_restarts = 0;
    let mut registry = assemble::packages(&config)?;
    let mut games = assemble::games(&config)?;
    let packages = args.packages.iter();
    let packages = packages.map(|it| Package::read(it, &mut registry, &mut games));
    let packages = packages.collect::<Result<Vec<_>, _>>()?;
    let report = actix::System::new().block_on(async move {
        let shared = assemble::shared(config, registry, games, false).await?;
        let mut report = Report::default();
        for package in packages {
            package.check(&shared, args, &mut report).await;
        }
        shared.clear();
        Ok::<_, Failure>(report)
    })?;
    let Report { passed, failed } = report;
    print(&format!("{passed} passed, {failed} failed\n"));
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What is checked.
#[derive(Debug)]
enum Package {
    /// The language with this id.
    Language(String),
    /// The game with this id.
    Game(String),
}

impl Package {
    /// The package in the folder of this name, else the built-in one with this id.
    fn read(name: &Path, registry: &mut Registry, games: &mut Games) -> Result<Self, Failure> {
        if name.join("language.toml").is_file() {
            let id = registry.add_folder(name).map_err(Failure::config)?;
            return Ok(Self::Language(id));
        }
        let text = name.to_string_lossy();
        if registry.iter().any(|it| it.manifest.id == *text) {
            return Ok(Self::Language(text.into_owned()));
        }
        if games.get(&text).is_none() && !name.join("manifest.json").is_file() {
            let inside = inside(name);
            let why = if inside.is_empty() {
                format!(
                    "`{text}` is no package: a language has a `language.toml`, a game a `manifest.json`"
                )
            } else {
                format!(
                    "`{text}` is no package, but has some: check {}",
                    inside.join(" ")
                )
            };
            return Err(Failure::config(anyhow::Error::msg(why)));
        }
        let game = games.find_or_add(&text).map_err(Failure::config)?;
        Ok(Self::Game(game.id.clone()))
    }

    async fn check(&self, shared: &Shared, args: &CheckArgs, report: &mut Report) {
        match self {
            Self::Language(id) => {
                let found = shared.registry.iter().find(|it| it.manifest.id == *id);
                let Some(language) = found else { return };
                let finding = doctor::examine(shared, language).await;
                let fault = finding.fault.map_or(Ok(()), Err);
                let has_failed = fault.is_err();
                report.step(&format!("{id}: starter and self-test"), fault);
                if has_failed {
                    return;
                }
                golden::check(shared, language, report).await;
                for game in shared.apis.games().iter() {
                    examples::check(shared, game, language, report).await;
                }
            }
            Self::Game(id) => {
                let games = shared.apis.games();
                let Some(game) = games.get(id) else {
                    return;
                };
                Self::check_game(shared, game, args, report).await;
            }
        }
    }

    async fn check_game(shared: &Shared, game: &Arc<Game>, args: &CheckArgs, report: &mut Report) {
        let only = &args.language;
        let count = game.declaration.commands.len();
        report.step(&format!("{}: manifest, {count} commands", game.id), Ok(()));
        let missing = game.missing();
        if game.manifest.data.is_some() || !missing.is_empty() {
            let fault = format!(
                "there is no {}; add it, or mend its name",
                missing.join(", ")
            );
            let came = if missing.is_empty() {
                Ok(())
            } else {
                Err(fault)
            };
            report.step(&format!("{}: files of its page", game.id), came);
        }
        let level = args.level.as_deref();
        let mut levels = Levels::read(shared, game, level, report);
        if let Some(levels) = &levels {
            levels.check_solutions(report);
            if level.is_none() {
                levels.check_names(report);
            }
        }
        let is_wanted = |id: &String| only.is_empty() || only.contains(id);
        for language in shared.registry.iter() {
            let id = &language.manifest.id;
            if !language.works() || !is_wanted(id) {
                continue;
            }
            if level.is_none() {
                examples::check(shared, game, language, report).await;
            }
            if let Some(levels) = &mut levels {
                levels.check(language, report).await;
            }
        }
        let unknown = only
            .iter()
            .filter(|it| shared.registry.working(it).is_none());
        for id in unknown {
            report.step(id, Err("this language does not work here".to_owned()));
        }
    }
}

/// The packages that stand in a folder.
fn inside(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|it| it.path());
    let is_package =
        |it: &PathBuf| it.join("language.toml").is_file() || it.join("manifest.json").is_file();
    let mut inside: Vec<_> = paths
        .filter(is_package)
        .map(|it| it.display().to_string())
        .collect();
    inside.sort();
    inside
}

impl Report {
    /// Prints a step with everything that is wrong with it.
    fn steps(&mut self, what: &str, faults: &[String]) {
        let came = if faults.is_empty() {
            Ok(())
        } else {
            Err(faults.join("\n"))
        };
        self.step(what, came);
    }

    /// Prints what is neither right nor wrong.
    fn note(what: &str) {
        print(&format!("note    {what}\n"));
    }

    /// Prints a step; an error says what is wrong, and what to do.
    fn step(&mut self, what: &str, came: Result<(), String>) {
        match came {
            Ok(()) => {
                self.passed += 1;
                print(&format!("ok      {what}\n"));
            }
            Err(why) => {
                self.failed += 1;
                print(&format!(
                    "FAILED  {what}\n        {}\n",
                    why.trim().replace('\n', "\n        ")
                ));
            }
        }
    }
}
