//! Turns without programs: whatever comes first, the rules hear the same.

use std::path::Path;

use serde_json::json;

use super::ledger::Ledger;
use super::record::Actor;
use super::referee::{Deed, Referee};
use crate::game::Game;
use crate::rules::{Answer, Rules};

const ACTORS: u32 = 8;

fn race() -> (Game, Rules) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/matches/race");
    let game = Game::in_folder(&folder).unwrap();
    let rules = Rules::load(&game).unwrap();
    (game, rules)
}

fn referee((game, rules): &(Game, Rules)) -> Referee {
    let actors = (1..=ACTORS).map(|number| Actor {
        number,
        name: format!("p{number}"),
        language: "lua".to_owned(),
    });
    let level = game.manifest.levels.last().unwrap();
    let ledger = Ledger::new(game, rules, level, 5, actors.collect());
    Referee::begin(ledger.unwrap()).unwrap()
}

fn asks(action: &str, params: Vec<serde_json::Value>) -> Deed {
    Deed::Asks {
        action: action.to_owned(),
        params,
    }
}

/// What a program does next: it rolls so often as its number says, and advances.
fn next(actor: u32, done: u32) -> Deed {
    if actor == 7 && done == 9 {
        return Deed::Leaves("finished".to_owned());
    }
    if done % (actor + 1) < actor {
        asks("roll", vec![json!(6)])
    } else {
        asks("advance", vec![json!(1 + actor % 3)])
    }
}

/// Plays to the end; `chance` says which of the programs that may go on does.
fn play(ground: &(Game, Rules), mut chance: impl FnMut(usize) -> usize) -> String {
    let mut referee = referee(ground);
    let mut free: Vec<u32> = (1..=ACTORS).collect();
    let mut done = [0; ACTORS as usize + 1];
    while !referee.ledger.is_over {
        let actor = free.remove(chance(free.len()) % free.len());
        let deed = next(actor, done[actor as usize]);
        done[actor as usize] += 1;
        let given = referee.take(actor, deed).unwrap();
        free.extend(given.iter().map(|it| it.0));
    }
    referee.ledger.record.text()
}

#[test]
fn the_order_in_which_programs_speak_changes_nothing() {
    let ground = race();
    let first = play(&ground, |_| 0);
    assert!(first.lines().count() > 100, "{first}");
    let mut state = 1_u64;
    for _ in 0..40 {
        let shuffled = play(&ground, |count| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(state >> 33).unwrap() % count
        });
        assert_eq!(shuffled, first);
    }
    assert_eq!(play(&ground, |count| count - 1), first);
}

#[test]
fn who_is_late_misses_its_turn_alone_and_is_heard_in_the_next() {
    let ground = race();
    let mut referee = referee(&ground);
    for actor in 1..ACTORS {
        let given = referee
            .take(actor, asks("advance", vec![json!(2)]))
            .unwrap();
        assert_eq!(given, []);
    }
    assert_eq!(referee.undecided(), [ACTORS]);
    let given = referee.take(ACTORS, Deed::IsLate).unwrap();
    let answers: Vec<_> = (1..ACTORS)
        .map(|it| (it, Answer::Value(json!(2))))
        .collect();
    assert_eq!(given, answers);
    assert_eq!((referee.turn(), referee.turns), (2, 1));
    assert_eq!(referee.undecided().len(), ACTORS as usize);
}

#[test]
fn who_asks_without_an_end_is_late() {
    let ground = race();
    let mut referee = referee(&ground);
    for _ in 0..1_000 {
        assert_eq!(
            referee
                .take(1, asks("isRunning", Vec::new()))
                .unwrap()
                .len(),
            1
        );
    }
    assert_eq!(referee.take(1, asks("isRunning", Vec::new())).unwrap(), []);
    assert!(!referee.undecided().contains(&1));
    // It is answered when the next turn begins.
    let mut given = Vec::new();
    for actor in 2..=ACTORS {
        given = referee
            .take(actor, asks("advance", vec![json!(1)]))
            .unwrap();
    }
    assert!(
        given.contains(&(1, Answer::Value(json!(true)))),
        "{given:?}"
    );
}

#[test]
fn who_is_out_is_held_until_the_end_and_is_told_then() {
    let ground = race();
    let mut referee = referee(&ground);
    for _ in 0..4 {
        for actor in 1..=ACTORS {
            let steps = if actor == 1 { 1 } else { 2 };
            referee
                .take(actor, asks("advance", vec![json!(steps)]))
                .unwrap();
        }
    }
    assert_eq!(referee.undecided().len(), ACTORS as usize - 1);
    assert_eq!(referee.take(1, asks("isRunning", Vec::new())).unwrap(), []);
    while !referee.ledger.is_over {
        for actor in 2..=ACTORS {
            referee
                .take(actor, asks("advance", vec![json!(1)]))
                .unwrap();
        }
    }
    let asked = super::referee::command(1, "isRunning", Vec::new());
    assert_eq!(
        referee.afterwards(&asked),
        Some(Answer::Value(json!(false)))
    );
    assert!(!referee.ledger.record.text().contains("isRunning"));
}
