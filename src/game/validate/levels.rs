//! Checks the levels of a manifest.

use std::collections::HashSet;

use super::super::levels::DeclaredLevel;
use super::Check;

/// Most levels of a game.
const LEVELS: usize = 200;
/// Most hints of a level.
const HINTS: usize = 10;
/// Longest id, in characters.
const ID_CHARS: usize = 40;
/// Longest program to begin with, in bytes.
const STARTER_BYTES: usize = 64 * 1024;

impl Check {
    pub(super) fn levels(&mut self, levels: &[DeclaredLevel]) {
        if levels.len() > LEVELS {
            self.at(".levels", |check| {
                check.wrong(format!("a game has at most {LEVELS} levels"));
            });
            return;
        }
        let mut known = HashSet::new();
        for (at, level) in levels.iter().enumerate() {
            let is_new = known.insert(&level.id);
            self.at(format!(".levels[{at}]"), |check| {
                check.level(level);
                if !is_new {
                    let text = format!("`{}` is there twice; rename one", level.id);
                    check.at(".id", |check| check.wrong(text));
                }
            });
        }
    }

    fn level(&mut self, level: &DeclaredLevel) {
        let of_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let fits = (1..=ID_CHARS).contains(&level.id.len()) && level.id.chars().all(of_id);
        if !fits {
            self.at(".id", |check| {
                check.wrong(format!(
                    "an id has small letters, digits and `-`, at most {ID_CHARS}"
                ));
            });
        }
        self.at(".title", |check| check.text(&level.title, true));
        self.at(".goal", |check| check.text(&level.goal, false));
        if level.hints.len() > HINTS {
            self.at(".hints", |check| {
                check.wrong(format!("a level has at most {HINTS}; remove some"));
            });
            return;
        }
        self.each("hints", &level.hints, |check, hint| check.text(hint, true));
        for (language, starter) in &level.starters {
            if starter.len() > STARTER_BYTES {
                self.at(format!(".starters.{language}"), |check| {
                    check.wrong(format!("it is longer than {STARTER_BYTES} bytes"));
                });
            }
        }
    }
}
