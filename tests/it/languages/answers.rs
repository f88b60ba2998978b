//! Commands arrive whole and in order; answers come back as they are.

use super::{LANGUAGES, begin, frames};
use crate::support::Server;

const LIMIT_BYTES: usize = 1024 * 1024;

#[tokio::test]
async fn a_thousand_commands_arrive_complete_and_in_order() {
    let server = Server::start();
    let expected = (0..1000).map(|i| format!("move {i}"));
    let expected: Vec<_> = expected.chain(["CLOSE_GAME".to_owned()]).collect();
    for language in &LANGUAGES {
        let frames = frames(&server, language, "", language.thousand).await;
        assert_eq!(frames, expected, "{}", language.id);
    }
}

#[tokio::test]
async fn an_answer_comes_back_as_the_return_value_whatever_it_is() {
    let server = Server::start();
    let long = "é".repeat(LIMIT_BYTES / 2);
    let answers = [
        "",
        " ",
        "  spaces  ",
        "true",
        "naïve 😀 \u{1F1EE}\u{1F1F9}",
        "two\nlines",
        "\n",
        "a\r\nb\n",
        "nul \0 byte",
        "\"quotes\" and \\ backslashes \\n",
        "insert",
        "\u{2028}\u{85}",
        &long,
    ];
    for language in &LANGUAGES {
        let back = language.send(language.variable);
        let program = format!("{}\n{back}\n", language.ask("'x'"));
        for answer in answers {
            let mut client = begin(&server, language, "", &program).await;
            client.expect("x").await;
            client.send(answer).await;
            if answer == "insert" {
                // The echo would be a word of the wire; that it is refused is another test.
                continue;
            }
            let echo = client.next().await.unwrap();
            assert!(
                echo == answer,
                "{}: {} bytes for {} of {:?}…",
                language.id,
                echo.len(),
                answer.len(),
                answer.chars().take(40).collect::<String>()
            );
            client.send("").await;
            client.expect("CLOSE_GAME").await;
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_too_long_ends_the_run_with_a_clear_error() {
    let server = Server::start();
    let language = &LANGUAGES[0];
    let mut client = begin(&server, language, "", &language.send("'x'")).await;
    client.expect("x").await;
    client.send(&"y".repeat(LIMIT_BYTES + 1)).await;
    let frame = client.next().await.unwrap();
    assert!(
        frame.starts_with("PROCESS_ERRORa message is larger than 1048576 bytes"),
        "{frame}"
    );
    client.expect("CLOSE_GAME").await;
}

#[tokio::test]
async fn commands_may_be_any_text_of_up_to_a_mebibyte() {
    let server = Server::start();
    let repeat = |id: &str, count: usize| match id {
        "ruby" | "python" => format!("'z' * {count}"),
        "php" => format!("str_repeat('z', {count})"),
        "perl" => format!("'z' x {count}"),
        "lua" => format!("string.rep('z', {count})"),
        _ => format!("'z'.repeat({count})"),
    };
    for language in &LANGUAGES {
        let program = [
            language.send("\"two\\nlines\""),
            language.send("'{\"say\":\"è 😀\"}'"),
            language.send(&repeat(language.id, LIMIT_BYTES)),
            language.send(&repeat(language.id, LIMIT_BYTES + 1)),
        ]
        .join("\n");
        let frames = frames(&server, language, "", &program).await;
        assert_eq!(frames[0], "two\nlines", "{}", language.id);
        assert_eq!(frames[1], "{\"say\":\"è 😀\"}", "{}", language.id);
        assert!(frames[2] == "z".repeat(LIMIT_BYTES), "{}", language.id);
        let word = "PROCESS_ERRORa command is longer than 1048576 bytes";
        assert!(
            frames[3].starts_with(word),
            "{}: {}",
            language.id,
            &frames[3][..100]
        );
        assert_eq!(frames[4], "CLOSE_GAME", "{}", language.id);
    }
}

#[tokio::test]
async fn a_word_of_the_wires_is_refused_into_the_program_which_may_catch_it() {
    let server = Server::start();
    for language in &LANGUAGES {
        for word in ["CLOSE_GAME", "OK", "insert", "PROCESS_ERROR x"] {
            let send = language.send(&format!("'{word}'"));
            let caught = frames(&server, language, "", &language.rescue.replace('%', &send)).await;
            assert_eq!(caught, ["caught", "CLOSE_GAME"], "{} {word}", language.id);
        }
        let uncaught = frames(&server, language, "", &language.send("'OK'"))
            .await
            .join("\n");
        assert!(
            uncaught.contains("cannot be a command"),
            "{}: {uncaught}",
            language.id
        );
    }
}

#[tokio::test]
async fn what_is_no_text_is_sent_as_json() {
    let server = Server::start();
    for language in &LANGUAGES {
        let value = match language.id {
            "ruby" => "{ action: 'go', params: [1, true, nil] }",
            "python" => "{'action': 'go', 'params': [1, True, None]}",
            "php" => "['action' => 'go', 'params' => [1, true, null]]",
            "perl" => "{ action => 'go', params => [1, \\1, undef] }",
            "lua" => "{ action = 'go', params = { 1, true } }",
            _ => "{ action: 'go', params: [1, true, null] }",
        };
        let frames = frames(&server, language, "", &language.send(value)).await;
        let sent: serde_json::Value = serde_json::from_str(&frames[0]).expect(language.id);
        assert_eq!(sent["action"], "go", "{}", language.id);
        assert_eq!(sent["params"][0], 1, "{}", language.id);
        assert_eq!(sent["params"][1], true, "{}", language.id);
    }
}
