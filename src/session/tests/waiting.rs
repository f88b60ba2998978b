//! Runs that wait for their place.

use super::*;
use crate::protocol::native::Role;

#[test]
fn a_run_waits_in_the_queue_is_told_its_place_and_starts_by_itself() {
    let mut session = native();
    start(&mut session, &json!({}));
    let actions = session.queued(MS, 2);
    assert_eq!(lines(&actions), ["1 run.state queued"]);
    assert_eq!(
        told(&actions, 1)[0]["body"],
        json!({"state": "queued", "attempt": 1, "place": 2})
    );
    assert_eq!(session.queued(2 * MS, 2), [], "it is where it was");
    let actions = session.queued(2 * MS, 1);
    assert_eq!(told(&actions, 1)[0]["body"]["place"], 1);
    let key = Entrance::Joins {
        key: Role::Observer,
    };
    let actions = session.enter(3 * MS, LinkId(2), &[], &key);
    assert_eq!(told(&actions, 2)[1]["body"]["run"]["place"], 1);
    let actions = session.granted(4 * MS);
    assert_eq!(lines(&actions)[..2], ["launch 1", "1 run.state starting"]);
    assert!(told(&actions, 1)[0]["body"]["place"].is_null());
    assert_eq!(session.queued(5 * MS, 1), [], "it waits no more");
}

#[test]
fn a_run_that_is_stopped_while_it_waits_leaves_the_queue() {
    let mut session = native();
    start(&mut session, &json!({}));
    session.queued(MS, 1);
    let actions = say(&mut session, MS, 1, "run.stop", &json!({}));
    assert_eq!(lines(&actions), ["1 ok", "withdraw", "1 run.ended stopped"]);
    assert_eq!(session.granted(2 * MS), [], "a place that came too late");
    let actions = start(&mut session, &json!({}));
    assert_eq!(lines(&actions), ["1 ok", "ask 1"]);
}

#[test]
fn a_run_that_waits_while_nobody_comes_back_leaves_the_queue_with_its_session() {
    let mut session = native();
    start(&mut session, &json!({}));
    session.queued(MS, 1);
    session.lost(2 * MS, LinkId(1));
    let actions = session.tick(2 * MS + Duration::from_mins(5));
    assert_eq!(lines(&actions)[..2], ["withdraw", "leave"]);
}

#[test]
fn an_attempt_that_starts_again_waits_like_any_other() {
    let mut session = running(&json!({}));
    session.attempt_ended(MS, ended(EndReason::Crashed));
    let verdict = Verdict::RestartAfter {
        pause: MS,
        nth: 1,
        of: 3,
    };
    let actions = session.judged(MS, verdict);
    assert_eq!(lines(&actions), ["1 run.state restarting"]);
    assert_eq!(lines(&session.tick(2 * MS)), ["1 stage.reset"]);
    let ok = decode(r#"{"type":"ok","re":"reset-2"}"#).unwrap();
    session.request(3 * MS, LinkId(1), ok, || RunId(9));
    let actions = session.queued(4 * MS, 1);
    assert_eq!(
        told(&actions, 1)[0]["body"],
        json!({"state": "queued", "attempt": 2, "place": 1})
    );
    assert_eq!(
        lines(&session.granted(5 * MS)),
        ["launch 2", "1 run.state starting"]
    );
}
