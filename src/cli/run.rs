//! `livecoding run`: one program, played against the terminal.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use bytestring::ByteString;

use super::player::{Answers, play};
use super::{Failure, RunArgs, assemble, eprint, telemetry};
use crate::actors::session::Shared;
use crate::config::LogFormat;
use crate::game::{Game, GameError, ScriptedStage};
use crate::language::{ApiError, Registry};
use crate::messages::{EndReason, RunEnd, Source, SourceFile};
use crate::protocol::classic::error_text;

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
    let game = args.game.as_deref().map(|it| games.find_or_add(it));
    let game = game.transpose().map_err(|error| {
        if !matches!(error, GameError::Read { .. } | GameError::Name(_)) {
            return Failure::config(error);
        }
        let known: Vec<_> = games.iter().map(|it| it.id.clone()).collect();
        let why = format!(
            "there is no such game; give its folder, or one of {} (--games adds a folder of them)",
            known.join(", ")
        );
        Failure::config(anyhow::Error::from(error).context(why))
    })?;
    let source = Source {
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
        language: ByteString::from(args.language),
        ..Source::default()
    };
    let known = names(&registry);
    let language = source.language.clone();
    let outcome = actix::System::new().block_on(async move {
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
        let outcome = match source {
            Ok(source) => Ok(play(shared.clone(), source, answers, true).await),
            Err(error) => Err(Failure::config(error)),
        };
        shared.clear();
        outcome
    })?;
    match outcome.end {
        Some(end) => Ok(report(&end)),
        None => Err(anyhow::Error::msg(format!(
            "`{language}` does not work here; known languages are {known}, see `livecoding doctor`"
        ))
        .into()),
    }
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
