//! A client of the original's protocol.

use super::*;
use crate::game::Ways;
use crate::messages::{Mode, Restart};

fn classic() -> Session {
    let mut session = asking();
    assert_eq!(lines(&session.granted(MS)), ["launch 1"]);
    session
}

/// A run that asks for its place.
fn asking() -> Session {
    let mut session = Session::classic();
    let settings = RunSettings {
        mode: Mode::Once,
        restart: Restart::OnCrash,
        paused: false,
        spacing: Duration::ZERO,
        answer_timeout: None,
        can_reset: false,
        refuses_control_words: true,
        ways: Ways::default(),
    };
    let source = Source {
        files: vec![SourceFile {
            name: "main.lua".to_owned(),
            text: String::new(),
        }],
        ..Source::default()
    };
    assert_eq!(
        lines(&session.begin(MS, RunId(1), source, settings)),
        ["ask 1"]
    );
    session
}

#[test]
fn an_old_client_is_told_once_that_its_program_waits_and_may_stop_it() {
    let mut session = asking();
    let text = "the server is full; your program is number 3 in the queue and starts by itself";
    let notice = Action::Tell(ToClient::Notice(text.to_owned()));
    assert_eq!(session.queued(MS, 3), [notice]);
    assert_eq!(session.queued(2 * MS, 2), []);
    let actions = session.stop(3 * MS, &Cause::Stopped);
    let end = RunEnd::without_process(EndReason::Stopped, None);
    assert_eq!(
        actions,
        [Action::Withdraw, Action::Tell(ToClient::Ended(end))]
    );
}

#[test]
fn an_old_client_gets_commands_as_they_are_and_may_think_for_ever() {
    let mut session = classic();
    let play = ToClient::Play(issued("up").command);
    assert_eq!(session.issued(MS, issued("up")), [Action::Tell(play)]);
    assert_eq!(session.due(), None);
    let answer = AnswerCommand(ByteString::from_static("true"));
    assert_eq!(
        session.answered(MS, answer.clone()),
        [Action::Answer(answer.clone())]
    );
    assert_eq!(session.answered(MS, answer), []);
}

#[test]
fn a_word_of_the_original_s_wires_is_refused_into_its_program() {
    let actions = classic().issued(MS, issued("CLOSE_GAME"));
    assert!(matches!(actions.as_slice(), [Action::Refuse(_)]));
}

#[test]
fn its_stage_cannot_be_cleared_and_its_crash_is_restarted_only_before_a_command() {
    let mut session = classic();
    let fresh = session.attempt_ended(MS, ended(EndReason::Crashed));
    assert_eq!(lines(&fresh), ["report Crashed Fresh"]);
    let verdict = Verdict::RestartAfter {
        pause: MS,
        nth: 1,
        of: 3,
    };
    let actions = session.judged(MS, verdict);
    assert!(matches!(&actions[0], Action::Tell(ToClient::Notice(text)) if text.contains("1 of 3")));
    assert_eq!(lines(&session.tick(2 * MS)), ["ask 2"]);
    session.granted(2 * MS);
    session.issued(2 * MS, issued("up"));
    let played = session.attempt_ended(3 * MS, ended(EndReason::Crashed));
    assert_eq!(lines(&played), ["report Crashed Played"]);
    let actions = session.judged(3 * MS, Verdict::GiveUp);
    assert!(
        matches!(&actions[0], Action::Tell(ToClient::Ended(end)) if end.reason == EndReason::Crashed)
    );
    assert!(session.is_over());
    assert_eq!(session.stop(4 * MS, &Cause::Stopped), []);
}
