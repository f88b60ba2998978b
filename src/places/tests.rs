use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn queue(places: &Places<u32>) -> Vec<(u32, u32)> {
    places.queue().map(|(place, who)| (place, *who)).collect()
}

#[test]
fn whoever_comes_when_all_is_taken_waits_and_one_more_is_sent_away() {
    let mut places = Places::new(1, 2);
    let asked: Vec<_> = (1..=4).map(|who| places.ask(who)).collect();
    let expected = [
        Asked::Granted(1),
        Asked::Queued(0),
        Asked::Queued(1),
        Asked::Full(4),
    ];
    assert_eq!(asked, expected);
    assert_eq!(queue(&places), [(1, 2), (2, 3)]);
    assert_eq!(places.free(), Some(2));
    assert_eq!(queue(&places), [(1, 3)]);
    assert_eq!((places.free(), places.free()), (Some(3), None));
    assert_eq!((places.taken(), places.waiting()), (0, 0));
}

#[test]
fn without_a_queue_nobody_waits() {
    let mut places = Places::new(1, 0);
    assert_eq!(places.ask(1), Asked::Granted(1));
    assert_eq!(places.ask(2), Asked::Full(2));
    assert_eq!(places.free(), None);
    assert_eq!(places.ask(2), Asked::Granted(2));
}

#[test]
fn whoever_leaves_the_queue_lets_those_behind_move_up() {
    let mut places = Places::new(1, 3);
    for who in 1..=4 {
        places.ask(who);
    }
    assert_eq!(places.withdraw(|it| *it == 3), Some(1));
    assert_eq!(queue(&places), [(1, 2), (2, 4)]);
    assert_eq!(places.withdraw(|it| *it == 3), None);
    assert_eq!(places.withdraw(|it| *it == 1), None, "it waits no more");
    assert_eq!(places.close(), [2, 4]);
    assert_eq!((places.taken(), places.waiting()), (1, 0));
}

#[derive(Clone, Debug)]
enum Step {
    Ask,
    Withdraw(prop::sample::Index),
    Free(prop::sample::Index),
    Close,
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        8 => Just(Step::Ask),
        3 => index().prop_map(Step::Withdraw),
        5 => index().prop_map(Step::Free),
        1 => Just(Step::Close),
    ]
}

proptest! {
    /// Everybody who asked is at any moment in exactly one of four sets: with a place, in the
    /// queue, gone again, sent away.
    #[test]
    fn nobody_is_lost_or_overtaken_and_no_place_leaks(
        most in 1..4_usize,
        most_waiting in 0..5_usize,
        steps in prop::collection::vec(step(), 0..200),
    ) {
        let mut places = Places::new(most, most_waiting);
        let (mut holding, mut waiting) = (Vec::new(), BTreeSet::new());
        let (mut asked, mut away) = (0_u32, 0_usize);
        for step in steps {
            match step {
                Step::Ask => {
                    let was_free = holding.len() < most;
                    match places.ask(asked) {
                        Asked::Granted(who) => {
                            prop_assert!(was_free && waiting.is_empty());
                            holding.push(who);
                        }
                        Asked::Queued(before) => {
                            prop_assert!(!was_free && before == waiting.len());
                            waiting.insert(asked);
                        }
                        Asked::Full(_) => {
                            prop_assert!(!was_free && waiting.len() == most_waiting);
                            away += 1;
                        }
                    }
                    asked += 1;
                }
                Step::Withdraw(index) if asked > 0 => {
                    let who = u32::try_from(index.index(asked as usize)).unwrap();
                    let before = waiting.range(..who).count();
                    let left = waiting.remove(&who);
                    prop_assert_eq!(places.withdraw(|it| *it == who), left.then_some(before));
                    away += usize::from(left);
                }
                Step::Free(index) if !holding.is_empty() => {
                    holding.swap_remove(index.index(holding.len()));
                    away += 1;
                    // Numbers grow: whoever came first has the least.
                    let next = waiting.pop_first();
                    prop_assert_eq!(places.free(), next);
                    holding.extend(next);
                }
                Step::Close => {
                    away += waiting.len();
                    prop_assert!(places.close().into_iter().eq(std::mem::take(&mut waiting)));
                }
                Step::Withdraw(_) | Step::Free(_) => (),
            }
            prop_assert_eq!(places.taken(), holding.len());
            prop_assert!(holding.len() <= most && waiting.len() <= most_waiting);
            prop_assert!(waiting.is_empty() || holding.len() == most);
            prop_assert!(places.queue().map(|(_, who)| who).eq(&waiting));
            let last = u32::try_from(waiting.len()).unwrap();
            prop_assert!(places.queue().map(|(place, _)| place).eq(1..=last));
            prop_assert_eq!(holding.len() + waiting.len() + away, asked as usize);
        }
    }
}
