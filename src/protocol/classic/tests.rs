use proptest::prelude::*;

use super::*;
use crate::messages::{Command, ErrorKind};

/// Plays a transcript: `frame>` is a client's frame, `tell>` what the session tells; each `=`
/// line states what that means, or is written.
#[track_caller]
fn check(transcript: &str) {
    let steps: Vec<&str> = transcript
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let mut conversation = Conversation::default();
    let mut actual = Vec::new();
    for step in steps.iter().filter(|step| !step.starts_with('=')) {
        actual.push((*step).to_owned());
        actual.extend(
            play(&mut conversation, step)
                .iter()
                .map(|it| format!("= {it}")),
        );
    }
    assert_eq!(actual, steps);
}

fn play(conversation: &mut Conversation, step: &str) -> Vec<String> {
    let (source, text) = step.split_once('>').expect("a step is `source> text`");
    let text = text.trim();
    if source == "frame" {
        return match conversation.frame(ByteString::from(text)) {
            Ok(heard) => said(&heard).into_iter().collect(),
            Err(violation) => vec![violation.to_string()],
        };
    }
    let ended = |reason| ToClient::Ended(RunEnd::without_process(reason, None));
    let (frames, heard) = conversation.tell(match text {
        "accepted" => ToClient::Accepted,
        "no language" => ToClient::LanguageRefused,
        "finished" => ended(EndReason::Finished),
        "stopped" => ended(EndReason::Stopped),
        "server" => ended(EndReason::Server),
        "ping" => ToClient::Ping,
        command => ToClient::Play(Command(ByteString::from(command))),
    });
    let written = frames.iter().map(|it| match it {
        Out::Text(text) => format!("text {text}"),
        Out::Ping => "ping".to_owned(),
        Out::Close => "close".to_owned(),
        Out::CloseForRestart => "close for restart".to_owned(),
    });
    written.chain(said(&heard)).collect()
}

fn said(heard: &Heard) -> Option<String> {
    match heard {
        Heard::Language(it) => Some(format!("language {}", it.0)),
        Heard::Interpreter(it) => Some(format!("interpreter {}", it.0)),
        Heard::Program(it) => Some(format!("program {}", it.0)),
        Heard::Answer(it) => Some(format!("answer {:?}", it.0)),
        Heard::Stop(StopRun) => Some("stop".to_owned()),
        Heard::Nothing => None,
    }
}

#[test]
fn a_run_goes_through_its_phases() {
    check(
        r#"
        frame> ruby
        = language ruby
        tell> accepted
        = text OK
        frame> def up; end
        = interpreter def up; end
        tell> accepted
        = text OK
        frame> up
        = program up
        tell> accepted
        = text OK
        tell> {"up":1}
        = text {"up":1}
        frame>
        = answer ""
        tell> ping
        = ping
        tell> finished
        = text CLOSE_GAME
        = close
        "#,
    );
}

#[test]
fn an_unknown_language_ends_as_the_original_ended_it() {
    check(
        "
        frame> cobol
        = language cobol
        tell> no language
        = text ERROR/Not game for this language
        = text CLOSE_GAME_WITH_WEBSOCKET_ERRORS
        = close
        frame> anything
        ",
    );
}

#[test]
fn stop_acts_at_any_moment_and_a_late_answer_means_nothing() {
    check(
        "
        frame> PROCESS_ENDED_BY_USER
        = stop
        frame> true
        tell> stopped
        = text CLOSE_GAME
        = close
        ",
    );
}

#[test]
fn answers_that_come_early_are_used_in_order() {
    check(
        r#"
        frame> ruby
        = language ruby
        frame> i
        = interpreter i
        frame> p
        = program p
        frame> one
        frame> two
        tell> up
        = text up
        = answer "one"
        tell> down
        = text down
        = answer "two"
        tell> left
        = text left
        frame> three
        = answer "three"
        "#,
    );
}

#[test]
fn answers_to_nothing_do_not_pile_up() {
    let mut conversation = Conversation::default();
    let frames = (0..200).map(|_| conversation.frame(ByteString::from_static("x")));
    let violations = frames.filter(|it| *it == Err(Violation::TooManyAnswers));
    assert_eq!(violations.count(), 1);
}

#[test]
fn an_error_is_told_whole_one_frame_a_line_and_bounded() {
    let told = |raw: &str| {
        let error = ProgramError {
            raw: raw.to_owned(),
            ..ProgramError::text(ErrorKind::Runtime, "x")
        };
        let end = RunEnd::without_process(EndReason::Error, Some(error));
        Conversation::default().tell(ToClient::Ended(end)).0
    };
    let frames = told("Traceback:\n  line 3\n\nNameError: é");
    let expected = [
        Out::Text("PROCESS_ERRORTraceback:".into()),
        Out::Text("PROCESS_ERROR  line 3".into()),
        Out::Text("PROCESS_ERRORNameError: é".into()),
        Out::Text("CLOSE_GAME".into()),
        Out::Close,
    ];
    assert_eq!(frames, expected);
    let long = told(&format!("first\n{}last", "x\n".repeat(5_000)));
    assert_eq!(long.len(), ERROR_LINES + 1 + 2);
    assert_eq!(long[0], Out::Text("PROCESS_ERRORfirst".into()));
    assert_eq!(
        long[50],
        Out::Text("PROCESS_ERROR… 4902 lines left out …".into())
    );
    assert_eq!(long[100], Out::Text("PROCESS_ERRORlast".into()));
    let Some(Out::Text(long)) = told(&"é".repeat(100_000)).into_iter().next() else {
        panic!("expected a text frame")
    };
    assert!(long.len() <= ERROR_BYTES + word::ERROR.len());
}

#[test]
fn the_learner_s_line_is_told_even_where_the_language_names_another() {
    let error = ProgramError {
        raw: "oh at bindings.pl line 10.".to_owned(),
        file: "main.pl".to_owned(),
        line: Some(3),
        ..ProgramError::default()
    };
    assert_eq!(error_text(&error), "main.pl:3: oh at bindings.pl line 10.");
}

proptest! {
    /// Whatever is sent and told: no panic, at most one end, nothing after it.
    #[test]
    fn nothing_follows_the_end(steps in prop::collection::vec(
        prop::sample::select(vec![
            "frame> x", "frame> PROCESS_ENDED_BY_USER", "tell> accepted", "tell> up",
            "tell> stopped", "tell> server", "tell> no language",
        ]),
        0..60,
    )) {
        let mut conversation = Conversation::default();
        let mut ended = false;
        for step in steps {
            let said = play(&mut conversation, step);
            if ended && step != "tell> accepted" && step != "tell> no language" {
                prop_assert_eq!(said, Vec::<String>::new());
            } else {
                ended |= said.iter().any(|it| it.starts_with("close"));
            }
        }
    }
}
