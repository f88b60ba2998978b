//! An error is told whole, in the learner's own file and line.

use super::{LANGUAGES, Language, frames};
use crate::support::{Server, busy_loops};

/// The error frames of a run as one text; the run's end is checked.
async fn error_of(server: &Server, language: &Language, game: &str, program: &str) -> String {
    let mut frames = frames(server, language, game, program).await;
    assert_eq!(
        frames.pop().as_deref(),
        Some("CLOSE_GAME"),
        "{}",
        language.id
    );
    let lines = frames
        .iter()
        .filter_map(|it| it.strip_prefix("PROCESS_ERROR"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether `text` names this line of the learner's file, in any language's way to say so.
fn names(text: &str, file: &str, line: u32) -> bool {
    let ways = [
        format!("{file}:{line}"),
        format!("{file}({line})"),
        format!("{file}\", line {line}"),
        format!("{file} line {line}"),
        format!("{file} on line {line}"),
    ];
    ways.iter().any(|way| {
        let mut found = text.match_indices(way.as_str());
        found.any(|(at, _)| !text[at + way.len()..].starts_with(|c: char| c.is_ascii_digit()))
    })
}

#[track_caller]
fn assert_told(language: &Language, text: &str, line: u32) {
    let file = format!("main.{}", language.extension);
    assert!(
        names(text, &file, line),
        "{}: {file} {line} in {text:?}",
        language.id
    );
    let hidden = ["/tmp", "engine.", "livecoding-"];
    let shown = hidden.iter().find(|it| text.contains(**it));
    assert_eq!(shown, None, "{}: {text}", language.id);
}

#[tokio::test]
async fn an_error_on_line_3_names_line_3() {
    let server = Server::start();
    for language in &LANGUAGES {
        let program = format!("{}\n\n{}\n", language.send("'x'"), language.raise("höh ✓"));
        for game in ["", language.failing_game] {
            let text = error_of(&server, language, game, &program).await;
            assert_told(language, &text, 3);
            assert!(text.contains("höh ✓"), "{}: {text}", language.id);
        }
    }
}

#[tokio::test]
async fn an_error_inside_the_interpreter_names_the_line_that_called_it() {
    let server = Server::start();
    for language in &LANGUAGES {
        let program = format!("\n\n{}\n", language.call_fail);
        let text = error_of(&server, language, language.failing_game, &program).await;
        assert_told(language, &text, 3);
        assert!(text.contains("oh"), "{}: {text}", language.id);
    }
}

#[tokio::test]
async fn a_syntax_error_names_its_line() {
    let server = Server::start();
    for language in &LANGUAGES {
        let program = format!("\n\n{}\n", language.no_syntax);
        let text = error_of(&server, language, "", &program).await;
        // Some parsers see it only on the line after.
        let file = format!("main.{}", language.extension);
        let told = names(&text, &file, 3) || names(&text, &file, 4);
        assert!(told && !text.contains("/tmp"), "{}: {text:?}", language.id);
    }
}

#[tokio::test]
async fn an_undefined_name_and_a_deep_recursion_are_told() {
    let server = Server::start();
    for language in &LANGUAGES {
        let (undefined, recursion) = match language.id {
            "ruby" => ("nowhere", "def f = 1 + f\nf"),
            "python" => ("nowhere", "def f(): return 1 + f()\nf()"),
            "php" => ("nowhere();", ""),
            "perl" => ("use strict; nowhere();", ""),
            "lua" => ("nowhere()", "function f() return 1 + f() end\nf()"),
            _ => ("nowhere()", "function f() { return 1 + f() }\nf()"),
        };
        let text = error_of(&server, language, "", &format!("\n\n{undefined}\n")).await;
        assert_told(language, &text, 3);
        // PHP and Perl have no limit of depth but memory.
        if !recursion.is_empty() {
            let text = error_of(&server, language, "", recursion).await;
            let file = format!("main.{}", language.extension);
            assert!(text.contains(&file), "{}: {text}", language.id);
        }
    }
}

/// The original lost up to 39 % of these.
#[tokio::test]
async fn an_error_right_after_a_command_is_told_500_times_under_load() {
    let server = Server::start();
    let _busy = busy_loops(&server, 2).await;
    let languages = ["lua", "ruby", "python"];
    let languages = languages.map(|id| LANGUAGES.iter().find(|it| it.id == id).unwrap());
    for round in 0..63 {
        let language = languages[round % languages.len()];
        let program = format!("{}\n{}", language.send("'x'"), language.raise("late"));
        let runs = (0..8).map(|_| error_of(&server, language, "", &program));
        for text in futures_util::future::join_all(runs).await {
            assert!(
                text.contains("late"),
                "round {round}, {}: {text:?}",
                language.id
            );
        }
    }
}
