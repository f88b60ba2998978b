//! A program behaves as when it is run alone.

use super::{LANGUAGES, Language, frames};
use crate::support::Server;

fn language(id: &str) -> &'static Language {
    LANGUAGES.iter().find(|it| it.id == id).unwrap()
}

#[tokio::test]
async fn an_empty_program_ends_at_once() {
    let server = Server::start();
    for language in &LANGUAGES {
        for program in ["", "\n\n"] {
            let frames = frames(&server, language, "", program).await;
            assert_eq!(frames, ["CLOSE_GAME"], "{}", language.id);
        }
    }
}

#[tokio::test]
async fn exit_ends_the_program_without_an_error_whatever_its_status() {
    let server = Server::start();
    for language in &LANGUAGES {
        for status in ["0", "3"] {
            let exit = language.exit.replace('%', status);
            let program = format!(
                "{}\n{exit}\n{}",
                language.send("'x'"),
                language.send("'never'")
            );
            let frames = frames(&server, language, "", &program).await;
            assert_eq!(frames, ["x", "CLOSE_GAME"], "{} {status}", language.id);
        }
    }
}

#[tokio::test]
async fn a_rescued_error_does_not_end_the_run() {
    let server = Server::start();
    for language in &LANGUAGES {
        let program = language.rescue.replace('%', &language.raise("oh"));
        let frames = frames(&server, language, "", &program).await;
        assert_eq!(frames, ["caught", "CLOSE_GAME"], "{}", language.id);
    }
}

#[tokio::test]
async fn commands_of_exit_handlers_are_served() {
    let server = Server::start();
    for (id, program) in [
        ("ruby", "at_exit { Engine.send('last') }\nEngine.send('x')"),
        (
            "python",
            "import atexit\natexit.register(lambda: Engine.send('last'))\nEngine.send('x')",
        ),
        (
            "php",
            "register_shutdown_function(fn() => Engine::send('last'));\nEngine::send('x');",
        ),
        ("perl", "END { Engine->send('last') }\nEngine->send('x');"),
        (
            "nodejs",
            "process.on('exit', () => Engine.send('last')); Engine.send('x')",
        ),
    ] {
        let frames = frames(&server, language(id), "", program).await;
        assert_eq!(frames, ["x", "last", "CLOSE_GAME"], "{id}");
    }
}

#[tokio::test]
async fn top_level_variables_of_the_interpreter_are_visible_in_the_program() {
    let server = Server::start();
    for (id, game, program) in [
        ("ruby", "colour = 'red'", "Engine.send(colour)"),
        ("python", "colour = 'red'", "Engine.send(colour)"),
        ("php", "<?php\n$colour = 'red';", "Engine::send($colour);"),
        ("php", "$colour = 'red';", "<?php Engine::send($colour);"),
        (
            "php",
            "<?php $colour = 'red'; ?>\n",
            "Engine::send($colour);",
        ),
        (
            "perl",
            "use strict;\nmy $colour = 'red';",
            "Engine->send($colour);",
        ),
        ("nodejs", "const colour = 'red'", "Engine.send(colour)"),
        ("javascript", "let colour = 'red'", "Engine.send(colour)"),
        ("lua", "colour = 'red'", "Engine.send(colour)"),
    ] {
        let frames = frames(&server, language(id), game, program).await;
        assert_eq!(frames, ["red", "CLOSE_GAME"], "{id}: {game}");
    }
}

#[tokio::test]
async fn standard_input_is_at_its_end() {
    let server = Server::start();
    for (id, program) in [
        ("ruby", "Engine.send(gets.inspect)"),
        (
            "python",
            "import sys\nEngine.send('nil' if sys.stdin.read() == '' else 'some')",
        ),
        (
            "php",
            "Engine::send(fgets(STDIN) === false ? 'nil' : 'some');",
        ),
        ("perl", "Engine->send(defined(<STDIN>) ? 'some' : 'nil');"),
        (
            "nodejs",
            "Engine.send(require('fs').readFileSync(0).length === 0 ? 'nil' : 'some')",
        ),
        ("lua", "Engine.send(tostring(io.read()))"),
    ] {
        let frames = frames(&server, language(id), "", program).await;
        assert_eq!(frames, ["nil", "CLOSE_GAME"], "{id}");
    }
}

#[tokio::test]
async fn a_program_is_the_main_one() {
    let server = Server::start();
    for (id, program) in [
        ("ruby", "Engine.send('main') if __FILE__ == $0"),
        ("python", "if __name__ == '__main__': Engine.send('main')"),
        ("nodejs", "if (require.main === module) Engine.send('main')"),
        ("perl", "Engine->send('main') unless caller;"),
        (
            "php",
            "if (basename(__FILE__) === 'main.php') Engine::send('main');",
        ),
    ] {
        let frames = frames(&server, language(id), "", program).await;
        assert_eq!(frames, ["main", "CLOSE_GAME"], "{id}");
    }
}

#[tokio::test]
async fn a_program_sees_nothing_of_the_server_s_environment_and_descriptors() {
    let server = Server::with_arguments(&[], &[("SECRET_OF_THE_SERVER", "42")]);
    let environment = "Engine.send(ENV.keys.sort.join(','))";
    let descriptors = "Engine.send(Dir.children('/proc/self/fd').map(&:to_i).sort.join(','))";
    let program = format!("{environment}\n{descriptors}");
    let frames = frames(&server, language("ruby"), "", &program).await;
    let mut names: Vec<_> = frames[0].split(',').filter(|it| *it != "TZ").collect();
    // What the engine is told, and what Ruby's own package sets.
    names.retain(|it| !it.starts_with("LIVECODING_") && !it.starts_with("RUBY_"));
    assert_eq!(names, ["HOME", "LANG", "LC_ALL", "PATH", "TMPDIR"]);
    // 0 to 4 are the program's; ruby opens a few itself, and one more reads the folder.
    let count = frames[1].split(',').count();
    assert!(count <= 9, "{}", frames[1]);
}
