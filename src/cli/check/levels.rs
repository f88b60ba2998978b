//! The levels of a game, played by its rules: what solves them, and what they begin with.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream;
use serde_json::Value;

use super::super::player::Console;
use super::super::run::source_of;
use super::super::solo::{Played, Solo, keys};
use super::Report;
use super::examples::difference;
use crate::actors::session::Shared;
use crate::game::{DeclaredLevel, Game};
use crate::language::Language;
use crate::messages::EndReason;
use crate::protocol::classic::error_text;
use crate::rules::Rules;

/// Programs that play at once.
const AT_ONCE: usize = 2;
/// A program to begin with may wait for keys for ever: so many commands are enough.
const STARTER_COMMANDS: usize = 60;

/// What a program asked for, and in which language.
type Asked = (String, Vec<(String, Vec<Value>)>);

/// The levels of a game that are played.
pub(super) struct Levels<'a> {
    shared: &'a Shared,
    game: &'a Arc<Game>,
    rules: Rules,
    all: Vec<&'a DeclaredLevel>,
    keys: BTreeMap<String, Vec<String>>,
    /// What the first language's programs to begin with asked for, by level.
    asked: BTreeMap<String, Asked>,
}

impl<'a> Levels<'a> {
    /// Loads the rules and begins each level, or the one with this id; none when the game has no
    /// rules, or what is wrong is told.
    pub(super) fn read(
        shared: &'a Shared,
        game: &'a Arc<Game>,
        only: Option<&str>,
        report: &mut Report,
    ) -> Option<Self> {
        game.rules()?;
        let levels = game.manifest.levels.iter();
        let levels: Vec<_> = levels
            .filter(|it| only.is_none_or(|id| it.id == id))
            .collect();
        let step = format!("{}: rules, {}", game.id, counted(levels.len(), "level"));
        let read = Self::load(shared, game, levels);
        let read = read.and_then(|it| match only {
            Some(id) if it.all.is_empty() => Err(format!("there is no level `{id}`")),
            Some(_) | None => Ok(it),
        });
        match read {
            Ok(levels) => {
                report.step(&step, Ok(()));
                Some(levels)
            }
            Err(why) => {
                report.step(&step, Err(why));
                None
            }
        }
    }

    fn load(
        shared: &'a Shared,
        game: &'a Arc<Game>,
        levels: Vec<&'a DeclaredLevel>,
    ) -> Result<Self, String> {
        let rules = Rules::load(game).map_err(|error| error.to_string())?;
        for level in &levels {
            let begun = rules.begin(level, None);
            begun.map_err(|error| format!("{}: {error}", level.id))?;
        }
        Ok(Self {
            shared,
            game,
            rules,
            all: levels,
            keys: keys(game)?,
            asked: BTreeMap::new(),
        })
    }

    /// Whether each level can be solved at all.
    pub(super) fn check_solutions(&self, report: &mut Report) {
        if self.game.folder.is_none() {
            let text = "solutions are not in this program; check the folder of the game";
            return Report::note(&format!("{}: {text}", self.game.id));
        }
        let has_solution = |level: &DeclaredLevel| {
            let mut languages = self.shared.registry.iter();
            languages.any(|it| self.solution(level, it).is_some())
        };
        let unsolved = self.all.iter();
        let unsolved = unsolved.filter(|it| !is_free(it) && !has_solution(it));
        let unsolved: Vec<_> = unsolved.map(|it| it.id.as_str()).collect();
        // Among several there may be nothing that one can solve.
        if !unsolved.is_empty() && self.game.manifest.seats.is_none() {
            let unsolved = unsolved.join(", ");
            let text = format!("there is none of {unsolved}; add `solutions/<level>.<extension>`");
            report.step(&format!("{}: solutions", self.game.id), Err(text));
        }
    }

    /// Whether each program among the solutions is of a level: one that is not is played by nobody.
    pub(super) fn check_names(&self, report: &mut Report) {
        let Some(folder) = &self.game.folder else {
            return;
        };
        let is_of_level = |stem: &str| self.all.iter().any(|it| it.id == stem);
        let is_program = |extension: &str| {
            let mut languages = self.shared.registry.iter();
            languages.any(|it| it.manifest.extension == extension)
        };
        for file in fs::read_dir(folder.join("solutions"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = file.file_name().to_string_lossy().into_owned();
            let Some((stem, extension)) = name.split_once('.') else {
                continue;
            };
            if is_program(extension) && !is_of_level(stem) {
                let levels: Vec<_> = self.all.iter().map(|it| it.id.as_str()).collect();
                let levels = levels.join(", ");
                let text = format!("`{name}` is of no level; the levels are {levels}");
                report.step(&format!("{}: solutions", self.game.id), Err(text));
            }
        }
    }

    /// Plays what there is in a language.
    pub(super) async fn check(&mut self, language: &Language, report: &mut Report) {
        let solutions = self.all.iter();
        let solutions = solutions.filter_map(|it| Some((*it, self.solution(it, language)?)));
        let solutions: Vec<_> = solutions.collect();
        let id = &language.manifest.id;
        if !solutions.is_empty() {
            let played = self.play_all(&solutions, language, None).await;
            let faults = played.iter().zip(&solutions);
            let faults = faults.filter_map(|(played, (level, _))| {
                let why = unsolved(level, played)?;
                Some(format!("{}: {why}", level.id))
            });
            let faults: Vec<_> = faults.collect();
            let solved = match (solutions.len() - faults.len(), self.all.len()) {
                (solved, all) if solved == all => format!("{} solved", counted(all, "level")),
                (solved, all) => format!("{solved} of {} solved", counted(all, "level")),
            };
            report.steps(&format!("{} in {id}: {solved}", self.game.id), &faults);
        }
        self.check_starters(language, report).await;
    }

    async fn check_starters(&mut self, language: &Language, report: &mut Report) {
        let id = &language.manifest.id;
        let starters = self.all.iter();
        let starters = starters.filter_map(|it| Some((*it, self.game.starter(it, id)?)));
        let starters: Vec<_> = starters.collect();
        if starters.is_empty() {
            return;
        }
        let most = Some(STARTER_COMMANDS);
        let played = self.play_all(&starters, language, most).await;
        let mut faults = Vec::new();
        for (played, (level, _)) in played.into_iter().zip(&starters) {
            let why = failed(&played).or_else(|| {
                let text = "it reaches the goal; leave something to do";
                played.reached.then(|| text.to_owned())
            });
            let first = self.asked.entry(level.id.clone());
            let (first, asked) = first.or_insert_with(|| (id.clone(), played.first.clone()));
            let why = why.or_else(|| {
                let other = difference(&played.first, asked)?;
                Some(format!(
                    "it asks for something else than in {first}: {other}"
                ))
            });
            faults.extend(why.map(|why| format!("{}: {why}", level.id)));
        }
        let step = format!(
            "{} in {id}: {}",
            self.game.id,
            counted(starters.len(), "starter")
        );
        report.steps(&step, &faults);
    }

    fn solution(&self, level: &DeclaredLevel, language: &Language) -> Option<String> {
        let file = format!("solutions/{}.{}", level.id, language.manifest.extension);
        String::from_utf8(self.game.file(&file)?).ok()
    }

    async fn play_all(
        &self,
        programs: &[(&DeclaredLevel, String)],
        language: &Language,
        most: Option<usize>,
    ) -> Vec<Played> {
        let playing = programs
            .iter()
            .map(|(level, text)| self.play(level, language, text, most));
        stream::iter(playing).buffered(AT_ONCE).collect().await
    }

    async fn play(
        &self,
        level: &DeclaredLevel,
        language: &Language,
        text: &str,
        most: Option<usize>,
    ) -> Played {
        let pressed = self.keys.get(&level.id).map_or(&[][..], Vec::as_slice);
        let begun = Solo::begin(self.game, &self.rules, level, pressed);
        let begun = begun.map_err(|error| error.to_string());
        let source = source_of(self.shared, self.game, &language.manifest.id, text);
        let source = source.map_err(|error| error.to_string());
        match begun.and_then(|it| Ok((it, source?))) {
            Ok((solo, source)) => {
                let shared = self.shared.clone();
                solo.play(shared, source, Console::Nowhere, most).await
            }
            Err(why) => Played {
                fault: Some(why),
                ..Played::default()
            },
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// Whether there is nothing to reach on a level.
fn is_free(level: &DeclaredLevel) -> bool {
    level.data.get("free") == Some(&Value::Bool(true))
}

/// Why a level is not solved; nothing when it is.
fn unsolved(level: &DeclaredLevel, played: &Played) -> Option<String> {
    failed(played).or_else(|| {
        let commands = played.commands;
        let text = format!("the goal is not reached after {commands} commands");
        (!played.reached && !is_free(level)).then_some(text)
    })
}

/// Why a program did not come to its end, or far enough; nothing when it did.
fn failed(played: &Played) -> Option<String> {
    if played.fault.is_some() {
        return played.fault.clone();
    }
    let Some(end) = &played.end else {
        return Some("it could not be started".to_owned());
    };
    if end.reason == EndReason::Finished || played.was_enough {
        return None;
    }
    let why = end.error.as_ref().map(error_text).unwrap_or_default();
    let commands = counted(played.commands, "command");
    Some(format!(
        "it ended {} after {commands}: {}",
        end.reason,
        why.trim()
    ))
}
