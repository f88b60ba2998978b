//! A run is stopped, or its client is gone, at every phase: it ends, and nothing is left.

use crate::support::{
    Client, RAW, Server, eventually, folder_of, is_alive, let_make_processes, nothing_is_left,
    programs_below,
};

const STOP: &str = "PROCESS_ENDED_BY_USER";

/// What a program does when it is stopped: its name, language and text. Each is prepared when it
/// sends its one command, whose answer lets it go on.
const BUSY_PROGRAMS: [(&str, &str, &str); 9] = [
    ("computes", "lua", "Engine.send('x') while true do end"),
    ("computes", "javascript", "Engine.send('x'); while (true);"),
    ("sleeps", "ruby", "Engine.send('x'); sleep"),
    ("computes", "php", "Engine::send('x'); while (true);"),
    ("computes", "nodejs", "Engine.send('x'); while (true);"),
    ("computes", "perl", "Engine->send('x'); 1 while 1;"),
    (
        "ignores signals",
        "python",
        "import signal\nfor s in (1, 2, 3, 13, 14, 15): signal.signal(s, signal.SIG_IGN)\n\
         Engine.send('x')\nwhile True: pass",
    ),
    (
        "floods its output",
        "ruby",
        "Engine.send('x'); loop { puts 'y' * 1000 }",
    ),
    (
        "has children in groups of their own",
        "python",
        "import os, time\n\
         for daemon in range(3):\n\
         \x20   if os.fork() == 0:\n\
         \x20       os.setsid()\n\
         \x20       if os.fork() == 0: time.sleep(1000)\n\
         \x20       os._exit(0)\n\
         if os.fork() == 0: time.sleep(1000)\n\
         Engine.send('x')\ntime.sleep(1000)",
    ),
];

#[tokio::test]
async fn stop_ends_a_program_whatever_it_does_and_nothing_is_left() {
    let (_folder, server) = server();
    for (what, language, program) in BUSY_PROGRAMS {
        let mut client = server.connect().await;
        client.begin(language, "", program).await;
        client.expect("x").await;
        client.send("ok").await;
        client.send(STOP).await;
        assert_eq!(
            client.next().await.as_deref(),
            Some("CLOSE_GAME"),
            "{language} {what}"
        );
        assert_eq!(client.next().await, None, "{language} {what}");
        nothing_is_left(&server).await;
    }
}

#[tokio::test]
async fn a_client_that_goes_takes_its_program_with_it() {
    let (_folder, server) = server();
    for (_, language, program) in BUSY_PROGRAMS {
        let mut client = server.connect().await;
        client.begin(language, "", program).await;
        client.expect("x").await;
        client.send("ok").await;
        client.cut();
        nothing_is_left(&server).await;
    }
    no_session_is_left(&server).await;
}

#[tokio::test]
async fn stop_acts_at_every_phase_of_the_conversation() {
    let folder = folder_of(&[RAW]);
    let server = Server::with_packages(folder.path(), &[]);
    let texts = ["raw", "", "sleep 1000"];
    for sent in 0..=texts.len() {
        let mut client = send_some(&server, &texts[..sent]).await;
        client.send(STOP).await;
        assert_eq!(
            client.next().await.as_deref(),
            Some("CLOSE_GAME"),
            "after {sent} texts"
        );
        assert_eq!(client.next().await, None, "after {sent} texts");
        nothing_is_left(&server).await;
    }
    let mut client = send_some(&server, &["lua", "", "Engine.send('x')"]).await;
    client.expect("x").await;
    client.send(STOP).await;
    client.send("a late answer").await;
    client.expect("CLOSE_GAME").await;
    nothing_is_left(&server).await;
    no_session_is_left(&server).await;
}

#[tokio::test]
async fn a_client_may_go_at_every_phase_of_the_conversation() {
    let folder = folder_of(&[RAW]);
    let server = Server::with_packages(folder.path(), &[]);
    let texts = ["raw", "", "sleep 1000"];
    for sent in 0..=texts.len() {
        send_some(&server, &texts[..sent]).await.cut();
    }
    let mut client = send_some(&server, &["lua", "", "Engine.send('x')"]).await;
    client.expect("x").await;
    client.cut();
    nothing_is_left(&server).await;
    no_session_is_left(&server).await;
}

#[tokio::test]
async fn a_run_ends_with_its_leader_whatever_holds_its_pipes() {
    let folder = folder_of(&[RAW]);
    let server = Server::with_packages(folder.path(), &[]);
    let program = "echo 'ready {\"revision\":2}' >&4; read -r program <&3\nsleep 1000 &\n\
                   printf 'none\\nstart\\nx\\ninsert\\n' >&4; read -r answer <&3";
    let mut client = server.connect().await;
    client.begin("raw", "", program).await;
    client.expect("x").await;
    eventually("it has a child", || programs_below(server.pid()).len() == 2).await;
    let grandchild = programs_below(server.pid())[1];
    client.send("ok").await;
    client.expect("CLOSE_GAME").await;
    eventually("the grandchild is gone", || !is_alive(grandchild)).await;
    nothing_is_left(&server).await;
}

/// A server on which Python's programs may make processes.
fn server() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let_make_processes(folder.path(), &["python"]);
    let server = Server::with_packages(folder.path(), &[]);
    (folder, server)
}

async fn send_some(server: &Server, texts: &[&str]) -> Client {
    let mut client = server.connect().await;
    for text in texts {
        client.send(text).await;
        client.expect("OK").await;
    }
    client
}

async fn no_session_is_left(server: &Server) {
    loop {
        let health = server.health().await;
        if health["sessions"] == 0 && health["runs"] == 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
}
