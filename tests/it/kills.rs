//! A child is killed, dies or misbehaves at every phase: the right end, told in words.

use crate::support::{
    Client, RAW, Server, children_of, eventually, folder_of, kill, launchers_of, nothing_is_left,
    programs_below, programs_of,
};

const SIGKILL: i32 = 9;
/// A shell program that is ready and has read its `program` line.
const READY: &str = "echo 'ready {\"revision\":2}' >&4; read -r program <&3\n";

#[tokio::test]
async fn a_program_killed_before_its_first_word_is_started_three_times_and_given_up() {
    let (_folder, server) = raw_server(&[]);
    let mut client = begin(&server, "kill -9 $$").await;
    told(&mut client, "starting it again (1 of 2)").await;
    told(&mut client, "starting it again (2 of 2)").await;
    told(
        &mut client,
        "the engine ended before it was ready (signal 9)",
    )
    .await;
    client.expect("CLOSE_GAME").await;
    nothing_is_left(&server).await;
}

#[tokio::test]
async fn a_program_that_never_speaks_is_given_up_too() {
    let (_folder, server) = raw_server(&[("LIVECODING_RUN_START_TIMEOUT_SECONDS", "1")]);
    let mut client = begin(&server, "sleep 1000").await;
    told(
        &mut client,
        "did not come up within 1s; starting it again (1 of 2)",
    )
    .await;
    told(&mut client, "starting it again (2 of 2)").await;
    told(&mut client, "did not come up within 1s").await;
    client.expect("CLOSE_GAME").await;
    nothing_is_left(&server).await;
}

#[tokio::test]
async fn a_crash_before_the_first_command_is_restarted_three_times() {
    let (_folder, server) = raw_server(&[]);
    let mut client = begin(&server, &format!("{READY}kill -9 $$")).await;
    for nth in 1..=3 {
        let text = format!("the program crashed (signal 9); starting it again ({nth} of 3)");
        told(&mut client, &text).await;
    }
    told(&mut client, "the program crashed (signal 9)").await;
    client.expect("CLOSE_GAME").await;
}

#[tokio::test]
async fn a_crash_after_the_first_command_is_told_and_not_restarted() {
    let server = Server::start();
    for language in [
        "lua",
        "javascript",
        "ruby",
        "python",
        "php",
        "nodejs",
        "perl",
    ] {
        let send = match language {
            "php" => "Engine::send('x');",
            "perl" => "Engine->send('x');",
            _ => "Engine.send('x')",
        };
        let mut client = server.connect().await;
        client.begin(language, "", send).await;
        client.expect("x").await;
        kill(program_of(&server), SIGKILL);
        told(&mut client, "the program crashed (signal 9)").await;
        client.expect("CLOSE_GAME").await;
        nothing_is_left(&server).await;
    }
}

#[tokio::test]
async fn exit_statuses_are_told_from_signals() {
    let (_folder, server) = raw_server(&[]);
    let mut client = begin(&server, &format!("{READY}echo 'no luck' >&2; exit 139")).await;
    told(&mut client, "no luck").await;
    client.expect("CLOSE_GAME").await;
}

#[tokio::test]
async fn the_last_words_on_standard_error_explain_a_bad_end() {
    let (_folder, server) = raw_server(&[]);
    let program = format!("{READY}yes warning | head -n 50000 >&2; echo 'fatal: höh' >&2; exit 1");
    let mut client = begin(&server, &program).await;
    let frames = client.answer_all(|_| String::new()).await;
    let last = frames.iter().rev().nth(1);
    assert_eq!(last.map(String::as_str), Some("PROCESS_ERRORfatal: höh"));
}

#[tokio::test]
async fn a_launcher_that_is_killed_ends_the_run() {
    let server = Server::start();
    let mut client = server.connect().await;
    client
        .begin("python", "", "Engine.send('x')\nwhile True: pass")
        .await;
    client.expect("x").await;
    client.send("ok").await;
    let own = launchers_of(server.pid()).into_iter();
    own.filter(|it| !children_of(*it).is_empty())
        .for_each(|it| kill(it, SIGKILL));
    told(&mut client, "the program crashed").await;
    client.expect("CLOSE_GAME").await;
    nothing_is_left(&server).await;
}

#[tokio::test]
async fn a_program_that_closes_the_engine_s_channel_has_crashed() {
    let (_folder, server) = raw_server(&[]);
    let program = format!("{READY}{}exec 4>&-; sleep 1000", send("x"));
    let mut client = begin(&server, &program).await;
    client.expect("x").await;
    client.send("ok").await;
    told(&mut client, "the program closed the engine's channel").await;
    client.expect("CLOSE_GAME").await;
    nothing_is_left(&server).await;
}

#[tokio::test]
async fn a_program_may_close_its_output_and_go_on() {
    let (_folder, server) = raw_server(&[]);
    let program = format!("{READY}exec >&- 2>&-\n{}", send("x"));
    let mut client = begin(&server, &program).await;
    client.expect("x").await;
    client.send("ok").await;
    client.expect("CLOSE_GAME").await;
}

#[tokio::test]
async fn an_engine_that_breaks_its_protocol_is_told_what_belongs_there() {
    let (_folder, server) = raw_server(&[]);
    let mut client = begin(&server, "echo hello >&4; sleep 1000").await;
    told(
        &mut client,
        "the engine wrote `hello` where `ready` belongs",
    )
    .await;
    client.expect("CLOSE_GAME").await;
    nothing_is_left(&server).await;
}

#[tokio::test]
async fn an_interpreter_that_went_away_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    let path = gone.display().to_string();
    let package = crate::support::Package {
        command: &[path.as_str()],
        ..RAW
    };
    let packages = folder_of(&[package]);
    let server = Server::with_packages(packages.path(), &[]);
    let mut client = begin(&server, "").await;
    told(&mut client, "starting it again (1 of 2)").await;
    told(&mut client, "starting it again (2 of 2)").await;
    told(&mut client, &format!("cannot start `{path}`: No such file")).await;
    client.expect("CLOSE_GAME").await;
}

#[tokio::test]
async fn every_program_dies_with_its_server() {
    let (_folder, mut server) = raw_server(&[]);
    let mut clients = Vec::new();
    for _ in 0..5 {
        let mut client = begin(&server, &busy_with_children()).await;
        client.expect("x").await;
        client.send("ok").await;
        clients.push(client);
    }
    eventually("the children are there", || {
        programs_below(server.pid()).len() >= 10
    })
    .await;
    let below = [programs_below(server.pid()), launchers_of(server.pid())].concat();
    server.signal(SIGKILL);
    server.wait();
    for pid in below {
        eventually("it is gone", || !crate::support::is_alive(pid)).await;
    }
}

fn busy_with_children() -> String {
    format!(
        "{READY}{}(exec setsid sleep 1000) &\nwhile :; do :; done",
        send("x")
    )
}

#[tokio::test]
async fn a_server_that_is_told_to_end_tells_its_clients() {
    let mut server = Server::with(&[("LIVECODING_SERVER_DRAIN_SECONDS", "1")]);
    let mut playing = server.connect().await;
    playing
        .begin("lua", "", "Engine.send('x') while true do end")
        .await;
    playing.expect("x").await;
    playing.send("ok").await;
    let waiting = server.connect().await;
    server.signal(15);
    for mut client in [playing, waiting] {
        let frame = client.next().await.unwrap();
        assert!(frame.starts_with("PROCESS_ERRORthe server ends"), "{frame}");
        client.expect("CLOSE_GAME").await;
        assert_eq!(client.close_code().await, Some(1012));
    }
    assert_eq!(server.wait(), Some(0));
}

/// A server with the raw package, and its folder.
fn raw_server(settings: &[(&str, &str)]) -> (tempfile::TempDir, Server) {
    let folder = folder_of(&[RAW]);
    let quick = ("LIVECODING_RESTART_START_RETRY_MS", "[10, 20]");
    let settings: Vec<_> = settings.iter().copied().chain([quick]).collect();
    let server = Server::with_packages(folder.path(), &settings);
    (folder, server)
}

/// Shell lines that send a command and read its answer.
fn send(command: &str) -> String {
    format!(
        "printf 'none\\nstart\\n{command}\\ninsert\\n' >&4; read -r answer <&3; echo close >&4\n"
    )
}

async fn begin(server: &Server, program: &str) -> Client {
    let mut client = server.connect().await;
    client.begin("raw", "", program).await;
    client
}

/// Expects an error frame that contains `text`.
async fn told(client: &mut Client, text: &str) {
    let frame = client.next().await.expect("a word");
    let found = frame.starts_with("PROCESS_ERROR") && frame.contains(text);
    assert!(found, "{frame:?} came instead of {text:?}");
}

/// The one program that runs.
fn program_of(server: &Server) -> u32 {
    let programs = programs_of(server.pid());
    assert_eq!(programs.len(), 1);
    programs[0]
}
