//! Everybody against everybody, on every seat, with several seeds.

use std::path::PathBuf;

use super::super::{Failure, eprint, print};
use super::contest::{self, Conditions, Outcome};
use super::contestant::Contestant;
use super::{MatchArgs, table, write, write_logs};

/// The matches that are to be played.
#[derive(Debug)]
pub(super) struct Tournament {
    programs: Vec<Contestant>,
    /// Who plays whom: places in `programs`, in the order of the seats.
    tables: Vec<Vec<usize>>,
    rounds: u32,
}

/// How a program did in all its matches.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub(super) name: String,
    pub(super) language: String,
    /// Matches in which it alone was first.
    pub(super) wins: u32,
    /// Matches in which it was first with others.
    pub(super) draws: u32,
    pub(super) losses: u32,
    pub(super) points: f64,
}

impl Tournament {
    /// Every group of so many programs, with everybody once on each seat.
    pub(super) fn new(programs: Vec<Contestant>, seats: usize, rounds: u32) -> Self {
        let mut tables = Vec::new();
        for group in groups(programs.len(), seats) {
            for first in 0..group.len() {
                let (end, begin) = group.split_at(first);
                tables.push([begin, end].concat());
            }
        }
        Self {
            programs,
            tables,
            rounds,
        }
    }

    /// Plays all of it, and prints what came of it.
    pub(super) async fn play(
        &self,
        conditions: &mut Conditions,
        args: &MatchArgs,
    ) -> Result<(), Failure> {
        let all = self.tables.len() * usize::try_from(self.rounds).unwrap_or(usize::MAX);
        let standing = |it: &Contestant| Standing {
            name: it.name.clone(),
            language: it.language.clone(),
            wins: 0,
            draws: 0,
            losses: 0,
            points: 0.0,
        };
        let mut standings: Vec<_> = self.programs.iter().map(standing).collect();
        let mut played = 0;
        for seed in 1..=self.rounds {
            conditions.seed = seed;
            for seats in &self.tables {
                let programs: Vec<_> = seats
                    .iter()
                    .filter_map(|it| self.programs.get(*it))
                    .collect();
                let outcome = contest::play(conditions, &programs).await;
                let outcome = outcome.map_err(anyhow::Error::from)?;
                played += 1;
                keep(&outcome, args, played)?;
                count(&mut standings, seats, &outcome);
                let names: Vec<_> = programs.iter().map(|it| it.name.as_str()).collect();
                let names = names.join(" – ");
                eprint(&format!("{played} of {all}: {names}, seed {seed}\n"));
            }
        }
        standings.sort_by(|one, other| {
            let order = |it: &Standing| (it.wins, it.draws);
            let by_wins = order(other).cmp(&order(one));
            by_wins.then(other.points.total_cmp(&one.points))
        });
        print(&if args.json {
            table::standings_json(&standings, played)
        } else {
            table::standings_text(&standings, played)
        });
        Ok(())
    }
}

/// Writes a match's record and its logs; their names begin with the number of the match.
fn keep(outcome: &Outcome, args: &MatchArgs, nth: usize) -> Result<(), Failure> {
    if let Some(path) = &args.record {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let path: PathBuf = path.with_file_name(format!("{nth:04}-{name}"));
        write(&path, &outcome.record.text())?;
    }
    write_logs(outcome, args, &format!("{nth:04}-"))
}

fn count(standings: &mut [Standing], seats: &[usize], outcome: &Outcome) {
    let firsts = outcome.result.iter().filter(|it| it.place == 1).count();
    for (actor, program) in (1_u32..).zip(seats) {
        let Some(standing) = standings.get_mut(*program) else {
            continue;
        };
        let placed = outcome.result.iter().find(|it| it.actor == actor);
        standing.points += placed.map_or(0.0, |it| it.points);
        match placed.map(|it| it.place) {
            Some(1) if firsts == 1 => standing.wins += 1,
            Some(1) => standing.draws += 1,
            Some(_) | None => standing.losses += 1,
        }
    }
}

/// Every choice of `size` of the numbers below `count`.
fn groups(count: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for last in size - 1..count {
        for mut group in groups(last, size - 1) {
            group.push(last);
            all.push(group);
        }
    }
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn every_choice_is_there_once() {
        assert_eq!(groups(3, 2), [[0, 1], [0, 2], [1, 2]]);
        assert_eq!(groups(8, 2).len(), 28);
        assert_eq!(groups(5, 3).len(), 10);
        assert_eq!(groups(2, 2), [[0, 1]]);
    }
}
