//! `livecoding match`: several programs on one stage, by the game's rules.

mod contest;
mod contestant;
mod ledger;
mod record;
mod referee;
mod table;
mod tournament;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;

use self::contest::{Conditions, Outcome};
use self::contestant::Contestant;
use self::ledger::Ledger;
use self::record::Record;
use self::tournament::Tournament;
use super::run::{find_game, find_level};
use super::{Failure, MatchArgs, assemble, eprint, print, telemetry};
use crate::config::Config;
use crate::game::{DeclaredLevel, Game, Games, Seats};
use crate::language::{ApiError, Registry};
use crate::rules::{Command, Rules, RulesError};

/// Most programs of a match, and of a tournament.
const PROGRAMS: usize = 8;
const TOURNAMENT_PROGRAMS: usize = 16;

/// Why a match cannot be played to its end.
#[derive(Debug, thiserror::Error)]
pub(super) enum MatchError {
    /// The rules failed.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// What an actor was told depends on who was quicker.
    #[error(
        "what actor {actor} was told of `{action}` depends on what others did in the same turn; \
         let the rules look at the state in which the turn began"
    )]
    OrderMatters {
        /// Who.
        actor: u32,
        /// What it asked for.
        action: String,
    },
    /// The rules answered with what the manifest does not declare.
    #[error("`{action}` is answered {value}: {why}")]
    WrongAnswer {
        /// What was asked for.
        action: String,
        /// The answer.
        value: String,
        /// What is wrong with it.
        why: String,
    },
    /// A program's language has no functions of the game.
    #[error(transparent)]
    Functions(#[from] ApiError),
    /// The rules do not say who is to decide.
    #[error(
        "the rules wait for nobody when the match has begun: rules for several programs have \
         `waitingFor` in their state after `@start`; see docs/games.md, section 8"
    )]
    WaitsForNobody,
    /// The record is full.
    #[error("the match has more commands than a record holds")]
    TooManyCommands,
}

/// Whose a command is; the match itself is nobody.
fn actor_of(command: &Command) -> u32 {
    command.actor.unwrap_or(record::HOST)
}

/// What is played: a level of a game.
#[derive(Debug)]
struct Ground {
    game: Arc<Game>,
    level: DeclaredLevel,
    seats: Seats,
}

/// Plays a match, a tournament, or a record.
pub(super) fn execute(args: &MatchArgs) -> Result<ExitCode, Failure> {
    let mut config = assemble::settings(&args.common)?;
    settle(&mut config, args);
    telemetry::start(&config.log)?;
    let registry = assemble::packages(&config)?;
    let mut games = assemble::games(&config)?;
    if let Some(path) = &args.replay {
        return replay(args, &mut games, path);
    }
    let ground = ground(&mut games, &args.game, args.level.as_deref())?;
    let programs = args.programs.iter();
    let programs: Result<Vec<_>, _> = programs.map(|it| Contestant::read(it, &registry)).collect();
    let programs = programs.map_err(Failure::config)?;
    let seats = seats(args, &ground, programs.len())?;
    actix::System::new().block_on(play(args, config, registry, games, ground, programs, seats))
}

/// The settings of a match: nobody starts again, and nobody waits for a place.
fn settle(config: &mut Config, args: &MatchArgs) {
    if config.log.filter == "info" {
        "error".clone_into(&mut config.log.filter);
    }
    config.restart.crash_restarts = 0;
    config.restart.start_retry_ms.clear();
    config.server.max_runs = PROGRAMS;
    config.run.wall_seconds = args.wall_seconds;
}

/// How many play at once.
fn seats(args: &MatchArgs, ground: &Ground, programs: usize) -> Result<usize, Failure> {
    let wrong = |text: String| Err(Failure::config(anyhow::Error::msg(text)));
    let most = if args.tournament {
        TOURNAMENT_PROGRAMS
    } else {
        PROGRAMS
    };
    if !(2..=most).contains(&programs) {
        return wrong(format!("name two to {most} programs, and not {programs}"));
    }
    let at_once = match (args.tournament, args.seats) {
        (true, seats) => seats.unwrap_or(2),
        (false, _) => programs,
    };
    let Seats { minimum, maximum } = ground.seats;
    let fits = u32::try_from(at_once).is_ok_and(|it| (minimum..=maximum).contains(&it));
    if !fits || at_once > programs.min(PROGRAMS) {
        let game = &ground.game.id;
        return wrong(format!(
            "`{game}` has {minimum} to {maximum} seats, of which at most {} can be taken; {at_once} \
             are asked for",
            programs.min(PROGRAMS)
        ));
    }
    Ok(at_once)
}

fn ground(games: &mut Games, game: &str, level: Option<&str>) -> Result<Ground, Failure> {
    let game = find_game(games, game)?;
    let Some(seats) = game.manifest.seats else {
        let text = format!(
            "`{}` is a game for one: its manifest has no `seats`",
            game.id
        );
        return Err(Failure::config(anyhow::Error::msg(text)));
    };
    let level = match (level, game.manifest.levels.last()) {
        (Some(id), _) => find_level(&game, id)?,
        (None, Some(last)) => last,
        (None, None) => {
            let text = format!("`{}` has no levels", game.id);
            return Err(Failure::config(anyhow::Error::msg(text)));
        }
    };
    let level = level.clone();
    Ok(Ground { game, level, seats })
}

async fn play(
    args: &MatchArgs,
    config: Config,
    registry: Registry,
    games: Games,
    ground: Ground,
    programs: Vec<Contestant>,
    seats: usize,
) -> Result<ExitCode, Failure> {
    let rules = Rules::load(&ground.game).map_err(Failure::config)?;
    let shared = assemble::shared(config, registry, games, false).await?;
    let mut conditions = Conditions {
        shared: shared.clone(),
        game: ground.game,
        level: ground.level,
        rules,
        seed: args.seed,
        turn_time: Duration::from_millis(args.turn_ms),
        wall_time: Duration::from_secs(args.wall_seconds),
    };
    let registry = &conditions.shared.registry;
    let missing = programs
        .iter()
        .find(|it| registry.working(&it.language).is_none());
    let played = if let Some(program) = missing {
        let language = &program.language;
        let text = format!("{language} does not work here; see `livecoding doctor`");
        Err(Failure::config(anyhow::Error::msg(text)))
    } else if args.tournament {
        let tournament = Tournament::new(programs, seats, args.rounds);
        tournament.play(&mut conditions, args).await
    } else {
        play_one(&conditions, &programs, args).await
    };
    shared.clear();
    played.map(|()| ExitCode::SUCCESS)
}

async fn play_one(
    conditions: &Conditions,
    programs: &[Contestant],
    args: &MatchArgs,
) -> Result<(), Failure> {
    let programs: Vec<_> = programs.iter().collect();
    let played = contest::play(conditions, &programs).await;
    let outcome = played.map_err(anyhow::Error::from)?;
    finish(&outcome, args, "")
}

/// Writes and prints what is asked for; `prefix` is put before the names of logs.
fn finish(outcome: &Outcome, args: &MatchArgs, prefix: &str) -> Result<(), Failure> {
    if let Some(path) = &args.record {
        write(path, &outcome.record.text())?;
    }
    write_logs(outcome, args, prefix)?;
    if args.json {
        print(&table::json(outcome));
    } else {
        print(&table::text(outcome));
    }
    Ok(())
}

/// Writes what the programs printed.
fn write_logs(outcome: &Outcome, args: &MatchArgs, prefix: &str) -> Result<(), Failure> {
    let Some(folder) = &args.logs else {
        return Ok(());
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    for program in &outcome.programs {
        let name = format!("{prefix}{}-{}.log", program.actor, program.name);
        let text = String::from_utf8_lossy(&program.console);
        write(&folder.join(name), &format!("{text}{}", program.error))?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    Ok(())
}

/// Plays a record through the rules, without programs.
fn replay(args: &MatchArgs, games: &mut Games, path: &Path) -> Result<ExitCode, Failure> {
    let record = Record::read(path).map_err(Failure::config)?;
    let ground = ground(games, &args.game, Some(&record.level))?;
    if record.game != ground.game.id {
        let (asked, told) = (&ground.game.id, &record.game);
        let text = format!("the record is of the game `{told}`, and not of `{asked}`");
        return Err(Failure::config(anyhow::Error::msg(text)));
    }
    let rules = Rules::load(&ground.game).map_err(Failure::config)?;
    let again = play_again(&ground, &rules, &record).map_err(anyhow::Error::from)?;
    let pairs = record.commands.iter().zip(&again.record.commands);
    let other = pairs.filter(|(one, other)| one != other).count();
    if other > 0 {
        eprint(&format!(
            "livecoding: {other} answers are not as they were; the rules are not those of the match\n"
        ));
    }
    finish(&again, args, "")?;
    Ok(ExitCode::SUCCESS)
}

fn play_again(ground: &Ground, rules: &Rules, record: &Record) -> Result<Outcome, MatchError> {
    let (level, actors) = (&ground.level, record.actors.clone());
    let mut ledger = Ledger::new(&ground.game, rules, level, record.seed, actors)?;
    for line in &record.commands {
        let command = referee::command(line.actor, &line.action, line.params.clone());
        ledger.play(line.at, &command)?;
    }
    ledger.record.end = record.end;
    Ok(Outcome::of(ledger))
}

#[cfg(test)]
mod tests;
