//! One client and one program, from the start of a run to its end.

use super::*;
use crate::messages::InputAsked;

#[test]
fn a_run_from_its_start_to_its_end() {
    let mut session = native();
    assert_eq!(lines(&start(&mut session, &json!({}))), ["1 ok", "ask 1"]);
    assert_eq!(
        lines(&session.granted(MS)),
        ["launch 1", "1 run.state starting"]
    );
    assert_eq!(lines(&session.ready(MS, &ready())), ["1 run.state running"]);
    let actions = session.issued(2 * MS, issued(r#"{"action":"up"}"#));
    assert_eq!(lines(&actions), ["1 command up"]);
    assert_eq!(told(&actions, 1)[0]["body"]["cid"], 1);
    let answer = json!({"cid": 1, "value": [1, "x"]});
    let actions = say(&mut session, 3 * MS, 1, "command.result", &answer);
    assert_eq!(lines(&actions), ["1 ok", r#"answer [1,"x"]"#]);
    assert_eq!(
        lines(&session.attempt_ended(4 * MS, ended(EndReason::Finished))),
        ["report Finished Resettable"]
    );
    let actions = session.judged(5 * MS, Verdict::GiveUp);
    assert_eq!(lines(&actions), ["1 run.ended finished"]);
    let ended = &told(&actions, 1)[0];
    assert_eq!(
        (&ended["body"]["commands"], &ended["body"]["duration_ms"]),
        (&json!(1), &json!(5))
    );
}

#[test]
fn an_answer_counts_once_and_only_for_what_is_outstanding() {
    let mut session = running(&json!({}));
    let answer = |session: &mut Session, cid: u64| {
        lines(&say(
            session,
            MS,
            1,
            "command.result",
            &json!({"cid": cid, "value": "a"}),
        ))
    };
    assert_eq!(answer(&mut session, 1), ["1 ok"]);
    session.issued(MS, issued("up"));
    assert_eq!(answer(&mut session, 2), ["1 ok"]);
    assert_eq!(answer(&mut session, 1), ["1 ok", "answer a"]);
    assert_eq!(answer(&mut session, 1), ["1 ok"]);
}

#[test]
fn a_paused_command_has_no_number_until_it_is_sent() {
    let mut session = running(&json!({"paused": true}));
    assert_eq!(
        lines(&session.issued(MS, issued("up"))),
        Vec::<String>::new()
    );
    let actions = say(&mut session, MS, 1, "run.step", &json!({}));
    assert_eq!(
        lines(&actions),
        ["1 ok", "1 command up", "1 run.state running"]
    );
    say(
        &mut session,
        MS,
        1,
        "command.result",
        &json!({"cid": 1, "value": "a"}),
    );
    assert_eq!(session.issued(MS, issued("down")), []);
    let actions = say(&mut session, MS, 1, "run.resume", &json!({}));
    assert_eq!(told(&actions, 1)[1]["body"]["cid"], 2);
}

#[test]
fn slow_motion_is_due_when_the_distance_is_kept() {
    let mut session = running(&json!({"speed": 100}));
    session.issued(10 * MS, issued("up"));
    say(
        &mut session,
        20 * MS,
        1,
        "command.result",
        &json!({"cid": 1}),
    );
    assert_eq!(session.issued(30 * MS, issued("up")), []);
    assert_eq!(session.due(), Some(110 * MS));
    assert_eq!(lines(&session.tick(110 * MS)), ["1 command up"]);
}

#[test]
fn instructions_come_while_a_command_is_held_and_before_an_answer() {
    let mut session = running(&json!({}));
    session.issued(MS, issued("up"));
    let exec = |session: &mut Session, xid: &str| {
        lines(&say(
            session,
            MS,
            1,
            "run.exec",
            &json!({"xid": xid, "source": "x"}),
        ))
    };
    assert_eq!(exec(&mut session, "a"), ["1 ok"], "the client plays");
    let answer = json!({"cid": 1, "value": "first"});
    let actions = say(&mut session, MS, 1, "command.result", &answer);
    assert_eq!(
        lines(&actions),
        ["1 ok", "instruct 1 x"],
        "the answer waits"
    );
    let nested = session.issued(MS, issued("nested"));
    assert_eq!(told(&nested, 1)[0]["body"]["cid"], 2);
    say(
        &mut session,
        MS,
        1,
        "command.result",
        &json!({"cid": 2, "value": "second"}),
    );
    let actions = session.evaluated(MS, done(1));
    assert_eq!(lines(&actions), ["1 exec.result", "answer first"]);
    say(&mut session, MS, 1, "run.pause", &json!({}));
    session.issued(MS, issued("down"));
    assert_eq!(
        exec(&mut session, "b"),
        ["1 ok", "instruct 2 x"],
        "the command is held"
    );
    let nested = session.issued(MS, issued("nested"));
    assert_eq!(
        lines(&nested),
        ["1 command nested", "1 run.state running"],
        "it passes the pause"
    );
}

#[test]
fn an_instruction_is_busy_after_30_seconds_of_play_but_not_of_computing() {
    let mut session = running(&json!({}));
    say(
        &mut session,
        MS,
        1,
        "run.exec",
        &json!({"xid": "a", "source": "x"}),
    );
    assert_eq!(session.due(), None);
    session.tick(Duration::from_mins(1));
    session.issued(Duration::from_mins(1), issued("up"));
    assert_eq!(
        session.run.as_ref().unwrap().outstanding(),
        None,
        "it takes it first"
    );
    session.evaluated(Duration::from_mins(1), done(1));
    let progress = json!({"cid": 1, "waits_for_user": true});
    say(
        &mut session,
        Duration::from_mins(1),
        1,
        "command.progress",
        &progress,
    );
    say(
        &mut session,
        Duration::from_mins(1),
        1,
        "run.exec",
        &json!({"xid": "b", "source": "x"}),
    );
    assert_eq!(session.due(), Some(Duration::from_secs(90)));
    let actions = session.tick(Duration::from_secs(90));
    assert_eq!(told(&actions, 1)[0]["body"]["error"]["code"], "busy");
}

#[test]
fn an_engine_that_cannot_says_so() {
    let mut session = native();
    start(&mut session, &json!({}));
    session.granted(MS);
    say(
        &mut session,
        MS,
        1,
        "run.exec",
        &json!({"xid": "a", "source": "x"}),
    );
    session.ready(MS, &EngineReady::default());
    let actions = session.issued(MS, issued("up"));
    assert_eq!(lines(&actions), ["1 exec.result", "1 command up"]);
    assert_eq!(told(&actions, 1)[0]["body"]["error"]["code"], "unsupported");
}

#[test]
fn a_command_that_nobody_answers_ends_the_run_unless_somebody_thinks() {
    let at = Duration::from_secs;
    let mut session = running(&json!({}));
    session.issued(at(1), issued("up"));
    assert_eq!(session.due(), Some(at(31)));
    say(
        &mut session,
        at(20),
        1,
        "command.progress",
        &json!({"cid": 1}),
    );
    assert_eq!(session.due(), Some(at(50)));
    say(&mut session, at(20), 1, "run.pause", &json!({}));
    assert_eq!(session.due(), None, "a paused run is not late");
    say(&mut session, at(20), 1, "run.resume", &json!({}));
    let actions = session.tick(at(50));
    assert!(
        line(&actions[0]).starts_with("stop NoPlayer"),
        "{actions:?}"
    );
    let actions = session.attempt_ended(at(51), ended(EndReason::NoPlayer));
    assert_eq!(
        lines(&actions),
        ["1 program.error", "1 run.ended no_player"]
    );
}

#[test]
fn a_stop_is_a_stop_however_the_program_ends() {
    let mut session = running(&json!({}));
    let actions = say(&mut session, MS, 1, "run.stop", &json!({}));
    assert_eq!(lines(&actions), ["1 ok", "stop Stopped"]);
    let actions = session.attempt_ended(2 * MS, ended(EndReason::Crashed));
    assert_eq!(lines(&actions), ["1 run.ended stopped"]);
}

#[test]
fn a_crash_clears_the_stage_before_the_next_attempt() {
    let mut session = running(&json!({}));
    session.issued(MS, issued("up"));
    let actions = session.attempt_ended(2 * MS, ended(EndReason::Crashed));
    assert_eq!(lines(&actions), ["report Crashed Resettable"]);
    let verdict = Verdict::RestartAfter {
        pause: 10 * MS,
        nth: 1,
        of: 3,
    };
    let actions = session.judged(2 * MS, verdict);
    assert_eq!(lines(&actions), ["1 run.state restarting"]);
    assert_eq!(told(&actions, 1)[0]["body"]["in_ms"], 10);
    assert_eq!(lines(&session.tick(12 * MS)), ["1 stage.reset"]);
    let ok = decode(r#"{"type":"ok","re":"reset-2"}"#).unwrap();
    assert_eq!(
        lines(&session.request(13 * MS, LinkId(1), ok, || RunId(9))),
        ["ask 2"]
    );
    session.granted(14 * MS);
    session.ready(15 * MS, &ready());
    let actions = session.issued(16 * MS, issued("up"));
    assert_eq!(
        told(&actions, 1)[0]["body"]["cid"],
        2,
        "numbers never start again"
    );
}

#[test]
fn a_line_is_asked_for_and_given() {
    let mut session = running(&json!({}));
    let prompt = "name? ".to_owned();
    let actions = session.asked_input(MS, InputAsked { prompt });
    assert_eq!(
        lines(&actions),
        ["1 input.request", "1 run.state waiting_user"]
    );
    let actions = say(&mut session, MS, 1, "input", &json!({"line": "Ada"}));
    assert_eq!(
        lines(&actions),
        ["1 ok", "input Some(\"Ada\")", "1 run.state running"]
    );
}

#[test]
fn a_run_whose_program_cannot_be_built_never_says_that_it_runs() {
    let mut session = native();
    start(&mut session, &json!({}));
    session.granted(MS);
    assert_eq!(
        lines(&session.building(MS, false)),
        ["1 run.state building"]
    );
    let actions = session.attempt_ended(2 * MS, ended(EndReason::Error));
    assert_eq!(lines(&actions), ["report Error Fresh"]);
    let actions = session.judged(3 * MS, Verdict::GiveUp);
    assert_eq!(lines(&actions), ["1 run.ended error"]);
}

#[test]
fn a_run_can_be_told_again_with_its_answers() {
    let mut session = running(&json!({}));
    let recorded = |session: &mut Session| {
        let actions = say(session, 9 * MS, 1, "run.record", &json!({}));
        told(&actions, 1)[0]["body"]["record"]["commands"].clone()
    };
    assert_eq!(recorded(&mut session), json!([]));
    for (cid, answer) in [
        (1, json!({"cid": 1, "value": 7})),
        (
            2,
            json!({"cid": 2, "error": {"code": "tired", "text": "No."}}),
        ),
        (3, json!({"cid": 3})),
    ] {
        session.issued(cid * 2 * MS, issued(r#"{"action":"up","params":[1]}"#));
        say(&mut session, MS, 1, "command.result", &answer);
        // What is answered twice is the same as once.
        let again = json!({"cid": cid, "value": "again"});
        say(&mut session, MS, 1, "command.result", &again);
    }
    session.issued(10 * MS, issued("plain words"));
    assert_eq!(
        recorded(&mut session),
        json!([
            {"cid": 1, "at": 2, "action": "up", "params": [1], "value": 7},
            {"cid": 2, "at": 4, "action": "up", "params": [1], "error": {"code": "tired", "text": "No."}},
            {"cid": 3, "at": 6, "action": "up", "params": [1], "value": null},
            {"cid": 4, "at": 10, "raw": "plain words"},
        ])
    );
    // A snapshot shortens what a stage is made again from, and not what is told of the run.
    say(
        &mut session,
        MS,
        1,
        "stage.snapshot",
        &json!({"cid": 3, "state": {}}),
    );
    assert_eq!(recorded(&mut session).as_array().unwrap().len(), 4);
    let asked = say(&mut native(), MS, 1, "run.record", &json!({}));
    assert_eq!(lines(&asked), ["1 error no_run"]);
}

#[test]
fn a_question_is_not_held_back_by_slow_motion_and_holds_nothing_back() {
    let manifest = json!({"name": "G", "commands": [
        {"name": "look", "summary": "Looks.", "takes_time": false},
        {"name": "go", "summary": "Goes."},
    ]});
    let mut session = running(&json!({"speed": 100, "game": {"manifest": manifest}}));
    let mut cid = 0;
    let mut asks = |session: &mut Session, now: Duration, action: &str| {
        let sent = lines(&session.issued(now, issued(&format!(r#"{{"action":"{action}"}}"#))));
        if !sent.is_empty() {
            cid += 1;
            say(session, now, 1, "command.result", &json!({"cid": cid}));
        }
        sent
    };
    assert_eq!(asks(&mut session, MS, "go"), ["1 command go"]);
    assert_eq!(asks(&mut session, 2 * MS, "look"), ["1 command look"]);
    assert_eq!(asks(&mut session, 3 * MS, "look"), ["1 command look"]);
    assert_eq!(asks(&mut session, 4 * MS, "go"), Vec::<String>::new());
    assert_eq!(session.due(), Some(101 * MS));
    assert_eq!(lines(&session.tick(101 * MS)), ["1 command go"]);
    say(
        &mut session,
        101 * MS,
        1,
        "command.result",
        &json!({"cid": 4}),
    );
    // A pause holds it all the same, and a step counts it.
    say(&mut session, 102 * MS, 1, "run.pause", &json!({}));
    assert_eq!(
        lines(&session.issued(103 * MS, issued(r#"{"action":"look"}"#))),
        Vec::<String>::new()
    );
    let stepped = say(&mut session, 104 * MS, 1, "run.step", &json!({}));
    assert!(lines(&stepped).contains(&"1 command look".to_owned()));
}
