//! What came of matches, for people and for programs.

use serde_json::{Value, json};

use super::contest::Outcome;
use super::record::EndedBy;
use super::tournament::Standing;
use crate::rules::Placed;

/// A table with a line for each program, the first place first.
pub(super) fn text(outcome: &Outcome) -> String {
    let titles = ["place", "points", "program", "commands", "late", "left"];
    let mut rows = vec![titles.map(str::to_owned)];
    for (placed, program) in ranked(outcome) {
        rows.push([
            placed.map_or("-".to_owned(), |it| it.place.to_string()),
            placed.map_or(0.0, |it| it.points).to_string(),
            format!("{} {} ({})", program.actor, program.name, program.language),
            program.commands.to_string(),
            program.late.to_string(),
            program.left.clone().unwrap_or_else(|| "-".to_owned()),
        ]);
    }
    let end = match outcome.record.end.reason {
        EndedBy::Finished => "the match is over",
        EndedBy::Limit => "the match took too long",
        EndedBy::Nobody => "nobody is left",
    };
    format!("{}{end}\n", table(&rows))
}

/// The same as JSON.
pub(super) fn json(outcome: &Outcome) -> String {
    let record = &outcome.record;
    let programs = ranked(outcome).into_iter().map(|(placed, program)| {
        json!({
            "actor": program.actor, "name": program.name, "language": program.language,
            "place": placed.map(|it| it.place), "points": placed.map(|it| number(it.points)),
            "commands": program.commands, "late": program.late, "left": program.left,
        })
    });
    let told = json!({
        "game": record.game, "level": record.level, "seed": record.seed,
        "programs": programs.collect::<Vec<_>>(), "end": record.end,
    });
    format!("{told}\n")
}

/// A table of all matches, the best first.
pub(super) fn standings_text(standings: &[Standing], matches: usize) -> String {
    let titles = ["wins", "draws", "losses", "points", "program"];
    let mut rows = vec![titles.map(str::to_owned)];
    for it in standings {
        rows.push([
            it.wins.to_string(),
            it.draws.to_string(),
            it.losses.to_string(),
            it.points.to_string(),
            format!("{} ({})", it.name, it.language),
        ]);
    }
    format!("{}{matches} matches\n", table(&rows))
}

/// The same as JSON.
pub(super) fn standings_json(standings: &[Standing], matches: usize) -> String {
    let programs = standings.iter().map(|it| {
        json!({
            "name": it.name, "language": it.language, "wins": it.wins, "draws": it.draws,
            "losses": it.losses, "points": number(it.points),
        })
    });
    let programs: Vec<_> = programs.collect();
    format!("{}\n", json!({"matches": matches, "programs": programs}))
}

/// Each program and where it is; who has no place comes last.
fn ranked(outcome: &Outcome) -> Vec<(Option<&Placed>, &super::contest::Program)> {
    let place = |actor| outcome.result.iter().find(|it| it.actor == actor);
    let programs = outcome.programs.iter();
    let mut ranked: Vec<_> = programs.map(|it| (place(it.actor), it)).collect();
    ranked.sort_by_key(|(placed, it)| (placed.map_or(u32::MAX, |it| it.place), it.actor));
    ranked
}

/// A whole number is written as one.
fn number(points: f64) -> Value {
    let text = points.to_string();
    let whole: Option<i64> = text.parse().ok();
    whole.map_or_else(|| json!(points), Value::from)
}

/// Columns as wide as what stands in them.
fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|it| it.chars().count()).max().unwrap_or_default()
    };
    let line = |row: &[String; COLUMNS]| {
        let cells = row.iter().enumerate();
        let cells = cells.map(|(at, it)| format!("{it:<0$}  ", width(at)));
        let line: String = cells.collect();
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}
