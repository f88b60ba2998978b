//! `livecoding run`: one program, played against the terminal.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use bytestring::ByteString;

use super::player::{Answers, Console, play};
use super::solo::{Solo, keys};
use super::{Failure, RunArgs, assemble, eprint, telemetry};
use crate::actors::session::Shared;
use crate::config::LogFormat;
use crate::game::{DeclaredLevel, Game, GameError, Games, ScriptedStage};
use crate::language::{ApiError, Registry};
use crate::messages::{EndReason, RunEnd, Source, SourceFile};
use crate::protocol::classic::error_text;
use crate::rules::Rules;

/// Plays the program; the exit status is 0 when it finished.
pub(super) fn execute(args: RunArgs) -> Result<ExitCode, Failure> {
    let mut config = assemble::settings(&args.common)?;
    if config.log.filter == "info" && config.log.format == LogFormat::Text {
        // The terminal belongs to the program.
        "warn".clone_into(&mut config.log.filter);
    }
    telemetry::start(&config.log)?;
    let registry = assemble::packages(&config)?;
    let mut games = assemble::games(&config)?;
    let game = args.game.as_deref().map(|it| find_game(&mut games, it));
    let game = game.transpose()?;
    let solo = match (&game, &args.level) {
        (Some(game), Some(level)) => Some(solo(game, level)?),
        (Some(_) | None, _) => None,
    };
    let source = source(&args)?;
    let known = names(&registry);
    let language = source.language.clone();
    let end = actix::System::new().block_on(async move {
        let answers = match (args.answer, &game) {
            (Some(text), _) => Answers::Same(text),
            (None, Some(game)) => Answers::Stage(Box::new(ScriptedStage::new(Arc::clone(game)))),
            (None, None) => Answers::from_terminal(),
        };
        let shared = assemble::shared(config, registry, games, false).await?;
        let source = match &game {
            None => Ok(source),
            Some(game) => with_functions(&shared, game, source),
        };
        let outcome = match (source, solo) {
            (Err(error), _) => Err(Failure::config(error)),
            (Ok(source), None) => {
                let played = play(shared.clone(), source, answers, Console::Terminal);
                Ok(played.await.end)
            }
            (Ok(source), Some((solo, par))) => {
                let played = solo.play(shared.clone(), source, Console::Terminal, None);
                let played = played.await;
                tell_goal(played.reached, played.counted, par);
                played.fault.map_or(Ok(played.end), |why| {
                    Err(Failure::from(anyhow::Error::msg(why)))
                })
            }
        };
        shared.clear();
        outcome
    })?;
    match end {
        Some(end) => Ok(report(&end)),
        None => Err(anyhow::Error::msg(format!(
            "`{language}` does not work here; known languages are {known}, see `livecoding doctor`"
        ))
        .into()),
    }
}

/// The program as it was asked for, without the functions of a game.
fn source(args: &RunArgs) -> Result<Source, Failure> {
    Ok(Source {
        files: vec![SourceFile {
            name: String::new(),
            text: read(&args.file)?.into(),
        }],
        interpreter: args
            .interpreter
            .as_deref()
            .map(read)
            .transpose()?
            .unwrap_or_default(),
        language: ByteString::from(args.language.clone()),
        ..Source::default()
    })
}

/// The game with this id, or in this folder.
pub(super) fn find_game(games: &mut Games, name: &str) -> Result<Arc<Game>, Failure> {
    games.find_or_add(name).map_err(|error| {
        if !matches!(error, GameError::Read { .. } | GameError::Name(_)) {
            return Failure::config(error);
        }
        let known: Vec<_> = games.iter().map(|it| it.id.clone()).collect();
        let why = format!(
            "there is no such game; give its folder, or one of {} (--games adds a folder of them)",
            known.join(", ")
        );
        Failure::config(anyhow::Error::from(error).context(why))
    })
}

/// A level of the game's, and how many commands a good program takes.
fn solo(game: &Arc<Game>, level: &str) -> Result<(Solo, Option<u32>), Failure> {
    let level = find_level(game, level)?;
    let rules = Rules::load(game).map_err(Failure::config)?;
    let keys = keys(game).map_err(|why| Failure::config(anyhow::Error::msg(why)))?;
    let pressed = keys.get(&level.id).map_or(&[][..], Vec::as_slice);
    let solo = Solo::begin(game, &rules, level, pressed).map_err(Failure::config)?;
    Ok((solo, level.par))
}

/// The level with this id.
pub(super) fn find_level<'a>(game: &'a Game, id: &str) -> Result<&'a DeclaredLevel, Failure> {
    let levels = &game.manifest.levels;
    levels.iter().find(|it| it.id == id).ok_or_else(|| {
        let known: Vec<_> = levels.iter().map(|it| it.id.as_str()).collect();
        let text = format!(
            "`{}` has no level `{id}`; its levels are {}",
            game.id,
            known.join(", ")
        );
        Failure::config(anyhow::Error::msg(text))
    })
}

fn tell_goal(is_reached: bool, commands: u64, par: Option<u32>) {
    let goal = if is_reached {
        "goal reached"
    } else {
        "goal not reached"
    };
    let par = par.map_or(String::new(), |par| format!(", par {par}"));
    let noun = if commands == 1 { "command" } else { "commands" };
    eprint(&format!("livecoding: {goal}, {commands} {noun}{par}\n"));
}

/// A program with the functions of `game`.
pub(super) fn source_of(
    shared: &Shared,
    game: &Game,
    language: &str,
    text: &str,
) -> Result<Source, ApiError> {
    let source = Source {
        language: language.to_owned().into(),
        files: vec![SourceFile {
            name: String::new(),
            text: text.to_owned(),
        }],
        ..Source::default()
    };
    with_functions(shared, game, source)
}

/// The program with the functions of `game`.
fn with_functions(shared: &Shared, game: &Game, source: Source) -> Result<Source, ApiError> {
    let made = shared.apis.of_game(&game.id, &source.language)?;
    Ok(Source {
        interpreter: made.text.clone(),
        ..source
    })
}

fn read(path: &Path) -> Result<ByteString, Failure> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(ByteString::from(text))
}

fn names(registry: &Registry) -> String {
    let names: Vec<_> = registry.iter().map(|it| it.manifest.id.clone()).collect();
    names.join(", ")
}

fn report(end: &RunEnd) -> ExitCode {
    if let Some(error) = &end.error {
        eprint(&format!("{}\n", error_text(error).trim_end()));
    }
    match end.reason {
        EndReason::Finished => ExitCode::SUCCESS,
        EndReason::Stopped => {
            eprint("livecoding: stopped, there are no more answers\n");
            ExitCode::FAILURE
        }
        EndReason::Error
        | EndReason::Limit
        | EndReason::StartFailed
        | EndReason::Crashed
        | EndReason::NoPlayer
        | EndReason::Server => ExitCode::FAILURE,
    }
}
