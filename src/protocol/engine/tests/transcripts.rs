//! Conversations of both revisions, line by line.

use super::*;

/// Plays a transcript: `out>`, `err>` and `eng>` lines are fed (`\` at the end: without a line
/// end), `ans>` is the client's answer, `end>` ends the channels; each `=` line states, in
/// order, what the machine says to the line above it.
#[track_caller]
fn check(mut exchange: Exchange, transcript: &str) {
    let steps: Vec<&str> = transcript
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let mut actual = Vec::new();
    for step in steps.iter().filter(|step| !step.starts_with('=')) {
        actual.push((*step).to_owned());
        actual.extend(play(&mut exchange, step).iter().map(|it| format!("= {it}")));
    }
    assert_eq!(actual, steps);
}

fn play(exchange: &mut Exchange, step: &str) -> Vec<String> {
    let (source, text) = step.split_once('>').expect("a step is `source> text`");
    let text = text.strip_prefix(' ').unwrap_or(text);
    let bytes = match text.strip_suffix('\\') {
        Some(partial) => partial.as_bytes().to_vec(),
        None => format!("{text}\n").into_bytes(),
    };
    let mut events = Vec::new();
    match source {
        "out" => exchange.feed(Channel::Stdout, &bytes, &mut events),
        "err" => exchange.feed(Channel::Stderr, &bytes, &mut events),
        "eng" => exchange.feed(Channel::Engine, &bytes, &mut events),
        "end" => {
            for channel in [Channel::Stdout, Channel::Stderr, Channel::Engine] {
                exchange.end_of(channel, &mut events);
            }
        }
        "ans" => {
            let answer = AnswerCommand(ByteString::from(text.replace("\\n", "\n")));
            return vec![match exchange.answer(&answer) {
                Answered::Write(bytes) => format!("stdin {:?}", String::from_utf8(bytes).unwrap()),
                Answered::Superseded(command) => format!("issued {:?}", command.command.0),
                Answered::NotAsked => "not asked".to_owned(),
            }];
        }
        other => panic!("unknown source {other}"),
    }
    if exchange.wants_look() {
        exchange.looked(&mut events);
    }
    let error = exchange.collected_error().filter(|_| source == "end");
    let said = events.iter().map(said);
    said.chain(error.map(|it| format!("error {it:?}")))
        .collect()
}

#[test]
fn one_instruction_walks_through_its_phases() {
    check(
        revision_1(),
        r#"
        err> none
        = opened
        out> start
        out> {"moveX":"5"}
        out> insert
        = started
        = issued "{\"moveX\":\"5\"}"
        ans> true
        = stdin "true\n"
        out> close
        = closed
        "#,
    );
}

#[test]
fn what_the_program_prints_is_told_from_protocol() {
    check(
        revision_1(),
        r#"
        out> hello
        = stdout "hello\n"
        out> start
        = stdout "start\n"
        out> insert
        = stdout "insert\n"
        out> close
        = stdout "close\n"
        err> none
        = opened
        out> before
        = stdout "before\n"
        out> thinking... start
        out> move
        out> insert
        = stdout "thinking... "
        = started
        = issued "move"
        ans> ok
        = stdin "ok\n"
        out> close
        = closed
        out> close
        = stdout "close\n"
        "#,
    );
}

#[test]
fn a_printed_start_just_before_an_instruction_is_text() {
    check(
        revision_1(),
        r#"
        err> none
        = opened
        out> start
        out> start
        out> restart
        = stdout "start\n"
        out> insert
        = started
        = issued "restart"
        "#,
    );
}

#[test]
fn a_forged_instruction_is_superseded_by_the_real_one() {
    check(
        revision_1(),
        r#"
        err> none
        = opened
        out> start
        out> forged
        out> insert
        = started
        = issued "forged"
        out> start
        out> real
        out> insert
        ans> to the forged one
        = issued "real"
        ans> to the real one
        = stdin "to the real one\n"
        out> close
        = closed
        "#,
    );
}

#[test]
fn text_of_a_thread_while_a_command_is_out_does_not_void_it() {
    check(
        revision_1(),
        r#"
        err> none
        = opened
        out> start
        out> move
        out> insert
        = started
        = issued "move"
        out> tick
        = stdout "tick\n"
        ans> ok
        = stdin "ok\n"
        out> close
        = closed
        "#,
    );
}

#[test]
fn an_answer_stays_one_line_and_comes_once() {
    check(
        revision_1(),
        r#"
        ans> early
        = not asked
        err> none
        = opened
        out> start
        out> move
        out> insert
        = started
        = issued "move"
        ans> two\nlines
        = stdin "two lines\n"
        ans> again
        = not asked
        "#,
    );
}

#[test]
fn text_on_standard_error_is_an_error_and_ends_instructions() {
    check(
        revision_1(),
        r#"
        err> Traceback:
        = error began
        err>   line 3
        err> ZeroDivisionError
        out> start
        = stdout "start\n"
        end>
        = error "Traceback:\n  line 3\nZeroDivisionError"
        "#,
    );
}

#[test]
fn none_at_the_end_of_an_error_text_stays_in_it() {
    check(
        revision_1(),
        r#"
        err> x is none
        = opened
        = error began
        end>
        = error "x is none"
        "#,
    );
}

#[test]
fn a_control_word_as_command_ends_the_run() {
    check(
        revision_1(),
        "
        err> none
        = opened
        out> start
        out> CLOSE_GAME
        out> insert
        = violated `CLOSE_GAME` is a word of the protocol and cannot be a command; send another one
        ",
    );
}

#[test]
fn a_command_that_is_too_long_ends_the_run_with_a_clear_error() {
    let long = "x".repeat(1_500);
    let mut exchange = revision_1();
    for step in ["err> none", "out> start", &format!("out> {long}")] {
        play(&mut exchange, step);
    }
    let said = play(&mut exchange, "out> insert");
    assert_eq!(
        said,
        ["violated a command is longer than 1024 bytes; send less at once"]
    );
}

#[test]
fn revision_2_walks_through_the_same_phases() {
    check(
        revision_2(),
        r#"
        eng> ready {"revision":2,"language":"ruby","version":"3.1.2"}
        = ready ruby 3.1.2
        out> start
        = stdout "start\n"
        eng> none {"line":3,"file":"main.rb","stack":[{"name":"walk","file":"main.rb","line":3}]}
        = opened main.rb:3 in "walk"
        eng> start
        = started
        eng> insert
        eng> insert
        = issued "insert"
        ans> two\nlines
        = stdin "answer \"two\\nlines\"\n"
        eng> close
        = closed
        eng> none
        = opened
        eng> start json
        = started
        eng> "a\nb"
        eng> insert
        = issued "a\nb"
        "#,
    );
}

#[test]
fn a_revision_2_error_is_reported_where_it_happened() {
    check(
        revision_2(),
        r#"
        eng> ready {"revision":2}
        = ready
        eng> error {"kind":"runtime","name":"NameError","message":"no x","line":3}
        = failed no x line Some(3)
        "#,
    );
}

#[test]
fn a_broken_engine_is_told_what_belongs_there() {
    check(
        revision_2(),
        "
        eng> hello
        = violated the engine wrote `hello` where `ready` belongs
        eng> anything
        ",
    );
}

#[test]
fn an_instruction_that_begins_where_too_much_is_held_is_seen() {
    let long = format!("start\n{}start\na\ninsert\n", "x".repeat(2_039));
    let mut exchange = revision_1();
    let mut events = Vec::new();
    exchange.feed(Channel::Stderr, b"none\n", &mut events);
    exchange.feed(Channel::Stdout, long.as_bytes(), &mut events);
    exchange.looked(&mut events);
    assert_eq!(said(events.last().unwrap()), "issued \"a\"");
}

/// Found by the fuzz target: the machine went on with what it was about to do.
#[test]
fn after_a_line_without_end_nothing_is_answered_and_no_command_handed_on() {
    let begin = "eng> ready {\"revision\":2}\neng> none\neng> start\neng> up\n";
    let endless = vec![b'x'; 16 * LIMITS.command_bytes];
    let answer = AnswerCommand(ByteString::from("ok"));
    for is_out in [false, true] {
        let mut exchange = revision_2();
        for line in begin.lines() {
            play(&mut exchange, line);
        }
        let mut events = Vec::new();
        exchange.feed(Channel::Engine, b"insert\n", &mut events);
        if is_out {
            exchange.looked(&mut events);
        }
        events.clear();
        exchange.feed(Channel::Engine, &endless, &mut events);
        exchange.looked(&mut events);
        let said: Vec<_> = events.iter().map(said).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("violated "), "{said:?}");
        assert_eq!(exchange.answer(&answer), Answered::NotAsked);
    }
}

/// Found by the fuzz target: what a second thread had printed came later.
#[test]
fn text_in_the_line_of_close_comes_after_what_was_held() {
    check(
        revision_1(),
        r#"
        err> none
        = opened
        out> start
        out> x
        out> insert
        = started
        = issued "x"
        out> start
        ans> ok
        = stdin "ok\n"
        out> ready close
        = stdout "start\n"
        = stdout "ready "
        = closed
        "#,
    );
}

/// Found by the fuzz target: three bytes of a list became a hundred.
#[test]
fn of_a_list_without_end_the_first_entries_are_read() {
    let limits = Limits {
        command_bytes: 1024 * 1024,
    };
    let mut exchange = Exchange::Two(Revision2::new(limits));
    let many = "[],".repeat(1_000_000);
    for line in [
        "ready {\"revision\":2,\"capabilities\":null}".to_owned(),
        format!("error {{\"frames\":[{}[]]}}", "{},".repeat(1_000_000)),
        format!("none {{\"stack\":[{many}[]]}}"),
    ] {
        let mut events = Vec::new();
        exchange.feed(Channel::Engine, format!("{line}\n").as_bytes(), &mut events);
        match &events[..] {
            [Event::Ready(ready)] => assert_eq!(ready.capabilities, [""; 0]),
            [Event::Failed(error)] => assert_eq!(error.frames.len(), 100),
            [Event::Opened(opened)] => assert_eq!(opened.stack.len(), 100),
            other => panic!("{other:?}"),
        }
    }
}
