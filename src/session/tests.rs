use proptest::prelude::*;

use super::*;
use crate::messages::Exit;

fn command(text: &'static str) -> CommandIssued {
    CommandIssued {
        command: Command(ByteString::from_static(text)),
        at: None,
    }
}

fn ended(reason: EndReason) -> AttemptEnded {
    AttemptEnded {
        attempt: 1,
        end: RunEnd::without_process(reason, None),
    }
}

fn answer() -> AnswerCommand {
    AnswerCommand(ByteString::from_static("true"))
}

fn running() -> Session {
    let mut session = Session::default();
    assert_eq!(session.begin(), [Action::AskToStart { attempt: 1 }]);
    assert_eq!(session.granted(), [Action::Launch { attempt: 1 }]);
    session
}

#[test]
fn a_command_is_answered_once() {
    let mut session = running();
    let play = Action::Tell(ToClient::Play(command("up").command));
    assert_eq!(session.answered(answer()), []);
    assert_eq!(session.issued(command("up")), [play]);
    assert_eq!(session.answered(answer()), [Action::Answer(answer())]);
    assert_eq!(session.answered(answer()), []);
}

#[test]
fn a_control_word_is_refused_into_the_program() {
    let actions = running().issued(command("CLOSE_GAME"));
    assert!(matches!(actions.as_slice(), [Action::Refuse(_)]));
}

#[test]
fn a_crash_before_the_first_command_is_restarted_loudly() {
    let mut session = running();
    let report = Action::Report {
        reason: EndReason::Crashed,
        stage_is_fresh: true,
    };
    assert_eq!(session.attempt_ended(ended(EndReason::Crashed)), [report]);
    let pause = Duration::from_millis(250);
    let verdict = Verdict::RestartAfter {
        pause,
        nth: 1,
        of: 3,
    };
    let actions = session.judged(verdict);
    assert!(matches!(&actions[0], Action::Tell(ToClient::Notice(text)) if text.contains("1 of 3")));
    assert_eq!(actions[1], Action::Pause(pause));
    assert_eq!(session.pause_over(), [Action::AskToStart { attempt: 2 }]);
}

#[test]
fn a_played_stage_is_not_fresh() {
    let mut session = running();
    session.issued(command("up"));
    let report = Action::Report {
        reason: EndReason::Crashed,
        stage_is_fresh: false,
    };
    assert_eq!(session.attempt_ended(ended(EndReason::Crashed)), [report]);
}

#[test]
fn stop_during_a_pause_ends_at_once() {
    let mut session = Session::default();
    session.begin();
    let end = RunEnd::without_process(EndReason::Stopped, None);
    let told = [Action::Tell(ToClient::Ended(end))];
    assert_eq!(session.stop(Cause::Stopped), told);
    assert_eq!(session.granted(), []);
}

#[test]
fn nothing_is_played_after_a_stop() {
    let mut session = running();
    assert_eq!(
        session.stop(Cause::Stopped),
        [Action::StopProcess(Cause::Stopped)]
    );
    assert_eq!(session.issued(command("up")), []);
    assert_eq!(session.stop(Cause::Stopped), []);
}

/// Anything that can happen to a session.
#[derive(Clone, Debug)]
enum Step {
    Begin,
    Granted,
    Refused,
    Issued,
    Answered,
    Stop,
    Ended(EndReason),
    Restart,
    GiveUp,
    PauseOver,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Begin),
        Just(Step::Granted),
        Just(Step::Refused),
        Just(Step::Issued),
        Just(Step::Answered),
        Just(Step::Stop),
        Just(Step::Ended(EndReason::Finished)),
        Just(Step::Ended(EndReason::Crashed)),
        Just(Step::Restart),
        Just(Step::GiveUp),
        Just(Step::PauseOver),
    ]
}

fn take(session: &mut Session, step: &Step) -> Vec<Action> {
    match step {
        Step::Begin => session.begin(),
        Step::Granted => session.granted(),
        Step::Refused => session.refused("full".to_owned()),
        Step::Issued => session.issued(command("up")),
        Step::Answered => session.answered(answer()),
        Step::Stop => session.stop(Cause::Stopped),
        Step::Ended(reason) => {
            let mut ended = ended(*reason);
            ended.end.exit = Some(Exit::Status(0));
            session.attempt_ended(ended)
        }
        Step::Restart => session.judged(Verdict::RestartAfter {
            pause: Duration::ZERO,
            nth: 1,
            of: 3,
        }),
        Step::GiveUp => session.judged(Verdict::GiveUp),
        Step::PauseOver => session.pause_over(),
    }
}

proptest! {
    #[test]
    fn in_any_order_there_is_one_end_and_every_answer_has_its_command(
        steps in prop::collection::vec(step(), 0..80),
    ) {
        let mut session = Session::default();
        let (mut played, mut answered, mut ends) = (0, 0, 0);
        for step in steps {
            for action in take(&mut session, &step) {
                prop_assert!(ends == 0, "{action:?} after the end");
                played += u32::from(matches!(action, Action::Tell(ToClient::Play(_))));
                answered += u32::from(matches!(action, Action::Answer(_)));
                ends += u32::from(matches!(action, Action::Tell(ToClient::Ended(_))));
                prop_assert!(answered <= played);
            }
        }
    }
}
