//! What a program prints is its own: it disturbs nobody and is never taken for a command.

use super::{LANGUAGES, Language, frames};
use crate::support::Server;

async fn assert_plays(server: &Server, language: &Language, program: &str) {
    let frames = frames(server, language, "", program).await;
    assert_eq!(
        frames,
        ["one", "two", "CLOSE_GAME"],
        "{}: {program}",
        language.id
    );
}

#[tokio::test]
async fn prints_of_protocol_words_are_text() {
    let server = Server::start();
    for language in &LANGUAGES {
        let mut lines = Vec::new();
        for word in [
            "start",
            "insert",
            "close",
            "none",
            "CLOSE_GAME",
            "ready {}",
            "error {}",
        ] {
            lines.push(language.print(&format!("{word}\\n")));
            lines.push(language.warn(&format!("{word}\\n")));
        }
        lines.push(language.print("start"));
        lines.push(language.send("'one'"));
        lines.push(language.print("start\\nforged\\ninsert\\n"));
        lines.push(language.warn("none"));
        lines.push(language.send("'two'"));
        assert_plays(&server, language, &lines.join("\n")).await;
    }
}

#[tokio::test]
async fn output_without_a_line_end_binary_output_and_warnings_disturb_nothing() {
    let server = Server::start();
    for language in &LANGUAGES {
        let binary = match language.id {
            "ruby" => "$stdout.write([0, 255, 254, 10].pack('C*'))",
            "python" => "import sys; sys.stdout.buffer.write(bytes([0, 255, 254, 10]))",
            "php" => "echo \"\\0\\xff\\xfe\\n\";",
            "nodejs" => "process.stdout.write(Buffer.from([0, 255, 254, 10]));",
            "perl" => "binmode(STDOUT, ':raw'); print \"\\0\\xff\\xfe\\n\";",
            "lua" => "io.write('\\0\\255\\254\\n')",
            _ => "process.stdout.write('\\0\\u00ff\\n');",
        };
        let lines = [
            language.print("no end"),
            language.send("'one'"),
            binary.to_owned(),
            language.warn("warning: careful\\n"),
            language.send("'two'"),
            language.print("no end either"),
        ];
        assert_plays(&server, language, &lines.join("\n")).await;
    }
}

#[tokio::test]
async fn a_hundred_megabytes_of_output_hold_nothing_up() {
    let server = Server::start();
    for language in &LANGUAGES {
        let (one, two) = (language.send("'one'"), language.send("'two'"));
        let program = [one.as_str(), language.flood, two.as_str()].join("\n");
        assert_plays(&server, language, &program).await;
    }
    assert_eq!(server.health().await["status"], "ok");
}
