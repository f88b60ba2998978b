//! Clients that are away for a while, and what they find.

use super::*;
use crate::protocol::native::Role;

#[test]
fn a_session_outlives_its_connection_as_long_as_the_window_is_open() {
    let mut session = running(&json!({}));
    session.issued(MS, issued("up"));
    assert_eq!(
        lines(&session.lost(2 * MS, LinkId(1))),
        Vec::<String>::new()
    );
    assert_eq!(session.due(), Some(2 * MS + Duration::from_mins(5)));
    let back = Entrance::Back {
        member: 1,
        generation: 1,
        epoch: 5,
        seq: 3,
        console_n: 0,
        console_run: None,
    };
    let actions = session.enter(Duration::from_secs(299), LinkId(2), &[], &back);
    let expected = [
        "2 welcome",
        "2 run.state held",
        "2 command up redelivered",
        "2 resume.done",
    ];
    assert_eq!(lines(&actions)[..4], expected);
    session.lost(Duration::from_secs(299), LinkId(2));
    let actions = session.tick(Duration::from_mins(10));
    assert!(
        lines(&actions)
            .iter()
            .any(|it| it.starts_with("stop NoPlayer")),
        "{actions:?}"
    );
    let actions = session.attempt_ended(Duration::from_secs(601), ended(EndReason::NoPlayer));
    assert_eq!(lines(&actions), ["leave"]);
}

/// A laptop that slept longer than the window, while a display looked on.
#[test]
fn who_was_away_too_long_comes_back_to_a_session_that_others_kept_alive() {
    let mut session = running(&json!({}));
    let key = Entrance::Joins {
        key: Role::Observer,
    };
    session.enter(MS, LinkId(2), &[], &key);
    session.lost(2 * MS, LinkId(1));
    session.tick(2 * MS + Duration::from_mins(5));
    let back = |generation| Entrance::Back {
        member: 1,
        generation,
        epoch: 5,
        seq: 2,
        console_n: 0,
        console_run: None,
    };
    let later = Duration::from_hours(1);
    let actions = session.enter(later, LinkId(3), &[], &back(1));
    assert_eq!(lines(&actions)[0], "3 welcome");
    assert_eq!(told(&actions, 3)[0]["body"]["resumed"], true);
    let roles = &told(&actions, 3)[0]["body"]["roles"];
    assert_eq!(*roles, json!(["editor", "player"]));
    let forged = session.enter(later, LinkId(4), &[], &back(7));
    assert_eq!(lines(&forged)[0], "4 error token");
}

#[test]
fn a_session_found_in_its_last_moment_stays() {
    let mut session = running(&json!({}));
    session.lost(MS, LinkId(1));
    let actions = session.tick(MS + Duration::from_mins(5));
    let told = lines(&actions);
    assert!(
        told.iter().any(|it| it.starts_with("stop NoPlayer")),
        "{told:?}"
    );
    let back = Entrance::Back {
        member: 1,
        generation: 1,
        epoch: 5,
        seq: 2,
        console_n: 0,
        console_run: None,
    };
    let actions = session.enter(MS + Duration::from_secs(301), LinkId(2), &[], &back);
    assert_eq!(lines(&actions)[0], "2 welcome");
    let actions = session.attempt_ended(Duration::from_secs(302), ended(EndReason::NoPlayer));
    assert_eq!(lines(&actions).last().unwrap(), "2 run.ended no_player");
    assert_eq!(session.tick(Duration::from_secs(303)), []);
}

#[test]
fn a_snapshot_makes_a_stage_whole_again_whose_commands_are_lost() {
    let mut session = running(&json!({}));
    let long = format!(
        r#"{{"action":"up","params":"{}"}}"#,
        "x".repeat(3 * 1024 * 1024)
    );
    for cid in 1..=4 {
        session.issued(MS, issued(&long));
        say(&mut session, MS, 1, "command.result", &json!({"cid": cid}));
    }
    let mut is_complete = |link: u64| {
        let key = Entrance::Joins {
            key: Role::Observer,
        };
        let actions = session.enter(MS, LinkId(link), &[], &key);
        let complete = told(&actions, link)[1]["body"]["stage_complete"].clone();
        say(
            &mut session,
            MS,
            1,
            "stage.snapshot",
            &json!({"cid": 4, "state": {}}),
        );
        complete
    };
    assert_eq!(
        (is_complete(2), is_complete(3)),
        (json!(false), json!(true))
    );
}

#[test]
fn a_token_says_who_comes_back() {
    let mut session = native();
    let entrance = Entrance::New { reason: "new" };
    let actions = session.enter(MS, LinkId(2), &[Role::Observer], &entrance);
    let token = told(&actions, 2)[0]["body"]["resume_token"].clone();
    let claim = signer().read(token.as_str().unwrap());
    let expected = Claim::Resume {
        session: "s1".to_owned(),
        member: 2,
        generation: 1,
    };
    assert_eq!(claim, Ok(expected));
}
