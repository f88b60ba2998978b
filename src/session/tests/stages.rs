//! Seats at the stages of other sessions, in whatever order the answers and players come.

use super::*;
use crate::protocol::native::{SeatTold, StageJoin};

/// The connection asks for a seat at the stage of `session`.
fn ask(session: &mut Session, stage: &str) -> Result<String, String> {
    let key = signer().sign(&Claim::Stage {
        session: stage.to_owned(),
    });
    let join = StageJoin {
        key,
        name: "Ada".to_owned(),
    };
    let asked = session.ask_seat(LinkId(1), &join);
    asked.map_err(|refused| refused.code.clone())
}

/// The player of that stage comes on this connection.
fn comes(session: &mut Session, stage: &str, link: u64) -> Vec<String> {
    let entrance = Entrance::Stage {
        stage: stage.to_owned(),
    };
    let roles = [crate::protocol::native::Role::Player];
    lines(&session.enter(MS, LinkId(link), &roles, &entrance))
}

/// That stage has given the first seat.
fn seated(session: &mut Session, stage: &str) -> Result<Vec<String>, String> {
    let seat = SeatTold {
        stage: stage.to_owned(),
        actor: 1,
    };
    let actions = session.seated(MS, seat);
    actions
        .map(|it| lines(&it))
        .map_err(|refused| refused.code.clone())
}

#[test]
fn a_session_has_a_stage_or_a_seat_and_never_both() {
    let mut session = native();
    ask(&mut session, "s2").unwrap();
    let open = say(&mut session, MS, 1, "stage.open", &json!({}));
    assert_eq!(lines(&open), ["1 error seated"], "while it is asked");
    assert_eq!(comes(&mut session, "s2", 10), ["1 player.revoked stage"]);
    assert_eq!(seated(&mut session, "s2").unwrap(), ["1 stage.seat"]);
    let leave = say(&mut session, MS, 1, "stage.leave", &json!({}));
    assert_eq!(
        lines(&leave),
        [
            "1 ok",
            "10 closed 1000",
            "1 stage.unseated",
            "1 player.granted first"
        ]
    );
    let open = say(&mut session, MS, 1, "stage.open", &json!({}));
    assert_eq!(lines(&open), ["1 ok"]);
    assert_eq!(ask(&mut session, "s2"), Err("has_stage".to_owned()));
}

#[test]
fn the_player_of_the_next_stage_stays_when_the_seat_at_the_one_before_is_given_up() {
    let mut session = native();
    ask(&mut session, "s2").unwrap();
    comes(&mut session, "s2", 10);
    seated(&mut session, "s2").unwrap();
    ask(&mut session, "s3").unwrap();
    assert_eq!(comes(&mut session, "s3", 11), ["10 closed 4509"]);
    assert_eq!(
        seated(&mut session, "s3").unwrap(),
        ["1 stage.unseated", "1 stage.seat"]
    );
    assert_eq!(session.player_link(), Some(LinkId(11)));
    // What the former one still says of its end changes nothing.
    assert_eq!(lines(&session.stage_left(MS, "s2")), Vec::<String>::new());
    assert_eq!(session.player_link(), Some(LinkId(11)));
}

/// The next stage closes, or the one before speaks again, while the way between them is made.
#[test]
fn no_seat_is_left_without_its_player() {
    let between = || {
        let mut session = native();
        ask(&mut session, "s2").unwrap();
        comes(&mut session, "s2", 10);
        seated(&mut session, "s2").unwrap();
        ask(&mut session, "s3").unwrap();
        comes(&mut session, "s3", 11);
        session
    };
    let mut session = between();
    assert_eq!(
        lines(&session.stage_left(MS, "s3")),
        [
            "11 closed 1000",
            "1 stage.unseated",
            "1 player.granted first"
        ]
    );
    assert_eq!(
        (session.seat(), session.player_link()),
        (None, Some(LinkId(1)))
    );
    let mut session = between();
    assert_eq!(comes(&mut session, "s2", 12), ["12 closed 1000"]);
    seated(&mut session, "s3").unwrap();
    assert_eq!(session.player_link(), Some(LinkId(11)));
}

#[test]
fn a_player_that_comes_after_its_stage_was_left_is_sent_away() {
    let mut session = native();
    ask(&mut session, "s2").unwrap();
    comes(&mut session, "s2", 10);
    seated(&mut session, "s2").unwrap();
    say(&mut session, MS, 1, "stage.leave", &json!({}));
    assert_eq!(comes(&mut session, "s2", 11), ["11 closed 1000"]);
    assert_eq!(session.player_link(), Some(LinkId(1)));
    let take = say(&mut session, MS, 1, "player.take", &json!({}));
    assert_eq!(lines(&take), ["1 ok"]);
}

#[test]
fn a_stage_that_closes_or_is_left_while_it_is_asked_gives_no_seat() {
    let mut session = native();
    ask(&mut session, "s2").unwrap();
    comes(&mut session, "s2", 10);
    assert_eq!(
        lines(&session.stage_left(MS, "s2")),
        ["10 closed 1000", "1 player.granted first"]
    );
    assert_eq!(seated(&mut session, "s2"), Err("no_stage".to_owned()));
    ask(&mut session, "s2").unwrap();
    let leave = say(&mut session, MS, 1, "stage.leave", &json!({}));
    assert_eq!(lines(&leave), ["1 ok"]);
    assert_eq!(seated(&mut session, "s2"), Err("no_stage".to_owned()));
    assert_eq!(session.seat(), None);
}

#[test]
fn one_seat_is_asked_for_at_a_time_and_the_same_one_may_be_asked_for_again() {
    let mut session = native();
    ask(&mut session, "s2").unwrap();
    assert_eq!(ask(&mut session, "s3"), Err("busy".to_owned()));
    comes(&mut session, "s2", 10);
    seated(&mut session, "s2").unwrap();
    ask(&mut session, "s2").unwrap();
    assert_eq!(seated(&mut session, "s2").unwrap(), Vec::<String>::new());
    assert_eq!(session.player_link(), Some(LinkId(10)));
}

#[test]
fn a_session_in_which_nothing_ever_ran_makes_room_once_nobody_reloads_it() {
    let left = |session: &mut Session, seconds| {
        let now = Duration::from_secs(seconds);
        lines(&session.make_room(now)).contains(&"leave".to_owned())
    };
    let mut fresh = native();
    assert!(!left(&mut fresh, 100), "somebody is there");
    fresh.lost(Duration::from_secs(100), LinkId(1));
    assert!(!left(&mut fresh, 104));
    assert!(left(&mut fresh, 105));
    let mut ran = running(&json!({}));
    ran.lost(MS, LinkId(1));
    assert!(!left(&mut ran, 200), "it has a run");
    let mut stage = native();
    say(&mut stage, MS, 1, "stage.open", &json!({}));
    stage.lost(MS, LinkId(1));
    assert!(!left(&mut stage, 200), "others play on its stage");
}
