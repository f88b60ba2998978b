//! `livecoding load`: many learners, each of whose commands is checked.

use std::process::Command;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_tungstenite::accept_hdr_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::http::HeaderValue;

use crate::support::{HANG_GUARD, Server};

/// The exit status, the report, and what stands on standard error.
fn load(url: &str, arguments: &[&str]) -> (Option<i32>, Value, String) {
    load_for("1", url, arguments)
}

fn load_for(seconds: &str, url: &str, arguments: &[&str]) -> (Option<i32>, Value, String) {
    let told = Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(["load", "--json", "--seconds", seconds, "--url", url])
        .args(arguments)
        .output()
        .unwrap();
    let report = serde_json::from_slice(&told.stdout).unwrap_or_default();
    let errors = String::from_utf8(told.stderr).unwrap();
    (told.status.code(), report, errors)
}

fn url_of(server: &Server) -> String {
    format!("ws://{}/ws", server.addresses[0])
}

#[test]
fn every_command_of_many_programs_comes_once_and_in_order() {
    let server = Server::start();
    let pid = server.pid().to_string();
    for language in [
        "lua",
        "javascript",
        "ruby",
        "python",
        "php",
        "nodejs",
        "perl",
    ] {
        let arguments = [
            "--sessions",
            "4",
            "--language",
            language,
            "--server-pid",
            &pid,
        ];
        let (status, report, errors) = load(&url_of(&server), &arguments);
        assert_eq!(status, Some(0), "{language}: {report} {errors}");
        assert!(report["commands"].as_u64().unwrap() > 40, "{report}");
        assert!(
            report["round_trip"]["p50_us"].as_f64().unwrap() > 0.0,
            "{report}"
        );
        assert!(
            report["server"]["memory_bytes"].as_u64().unwrap() > 0,
            "{report}"
        );
    }
}

#[test]
fn programs_that_are_started_in_advance_miss_no_file_however_many_come_at_once() {
    let settings = [
        ("LIVECODING_WARM_MAX_PROGRAMS", "8"),
        ("LIVECODING_WARM_MAX_EACH", "8"),
    ];
    let server = Server::with(&settings);
    let (status, report, _) = load(&url_of(&server), &["--sessions", "64", "--rate", "2"]);
    assert_eq!(status, Some(0), "{report}\n{}", server.log());
    assert!(!server.log().contains("starting again"), "{}", server.log());
}

#[test]
fn clients_that_only_stay_are_a_load_too() {
    let server = Server::start();
    let (status, report, _) = load(&url_of(&server), &["--sessions", "50", "--idle"]);
    assert_eq!(status, Some(0), "{report}");
    assert_eq!(report["commands"], 0);
    assert_eq!(report["language"], Value::Null);
}

#[test]
fn a_server_that_takes_fewer_is_said_to() {
    let server = Server::with(&[("LIVECODING_SERVER_MAX_SESSIONS", "3")]);
    let (status, report, _) = load(&url_of(&server), &["--sessions", "5"]);
    assert_eq!(status, Some(1), "{report}");
    let faults = report["faults"].as_object().unwrap();
    let count: u64 = faults.values().map(|it| it.as_u64().unwrap()).sum();
    assert_eq!(count, 2, "{report}");
    assert!(report["commands"].as_u64().unwrap() > 0, "{report}");
}

#[test]
fn what_cannot_be_measured_is_refused_with_the_reason() {
    let (status, _, errors) = load("ws://127.0.0.1:1/ws", &["--language", "cobol"]);
    assert_eq!(status, Some(78));
    assert!(
        errors.contains("no load in `cobol`; use one of lua, "),
        "{errors}"
    );
    // Where nobody is left, nothing is waited for.
    let began = std::time::Instant::now();
    let (status, report, _) = load_for("120", "ws://127.0.0.1:1/ws", &["--sessions", "2"]);
    assert_eq!(status, Some(1));
    assert!(began.elapsed() < HANG_GUARD, "it waits for nobody");
    assert!(
        report["faults"].to_string().contains("cannot connect"),
        "{report}"
    );
    for rate in ["--rate=-1", "--rate=1e-300", "--rate=NaN", "--rate=x"] {
        let (status, _, errors) = load("ws://127.0.0.1:1/ws", &[rate]);
        assert_eq!(status, Some(2), "{rate}");
        assert!(errors.contains("from 0.001 to 1000000"), "{errors}");
    }
}

/// The commands of a server that loses one, repeats one, or mixes them up.
#[tokio::test]
async fn a_wrong_order_is_found() {
    for (second, fault) in [
        (json!({"cid": 3, "params": [3]}), "command 2 was expected"),
        (json!({"cid": 1, "params": [1]}), "command 2 was expected"),
        (json!({"cid": 2, "params": [7]}), "command 2 was expected"),
    ] {
        let (status, report) = loaded_by(vec![json!({"cid": 1, "params": [1]}), second]).await;
        assert_eq!(status, Some(1));
        assert!(report["faults"].to_string().contains(fault), "{report}");
    }
}

#[tokio::test]
async fn a_server_that_goes_is_a_fault_and_not_waited_for() {
    for commands in [vec![], vec![json!({"cid": 1, "params": [1]})]] {
        let (status, report) = loaded_by(commands).await;
        assert_eq!(status, Some(1));
        let faults = report["faults"].to_string();
        assert!(
            faults.contains("the server closed the connection"),
            "{report}"
        );
    }
}

/// A load on a server that gives these commands, each after the answer to the one before, and goes.
async fn loaded_by(commands: Vec<Value>) -> (Option<i32>, Value) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/ws", listener.local_addr().unwrap());
    let loaded = tokio::task::spawn_blocking(move || load(&url, &["--sessions", "1"]));
    let (stream, _) = listener.accept().await.unwrap();
    #[expect(clippy::result_large_err, reason = "the library's own type")]
    let agree = |_: &Request, mut response: Response| {
        let subprotocol = HeaderValue::from_static("livecoding.v2.json");
        response
            .headers_mut()
            .insert("Sec-WebSocket-Protocol", subprotocol);
        Ok(response)
    };
    let mut socket = accept_hdr_async(stream, agree).await.unwrap();
    let mut commands = commands.into_iter();
    while let Some(Ok(Message::Text(said))) = socket.next().await {
        let said: Value = serde_json::from_str(&said).unwrap();
        let reply = match said["type"].as_str().unwrap() {
            "hello" => json!({"type": "welcome", "body": {}}),
            "run.start" | "command.result" => match commands.next() {
                Some(body) => json!({"type": "command", "run": "r1", "body": body}),
                None => break,
            },
            _ => break,
        };
        socket.send(Message::text(reply.to_string())).await.unwrap();
    }
    // The load may have cut it already.
    let _ = socket.close(None).await;
    drop(socket);
    let (status, report, _) = loaded.await.unwrap();
    (status, report)
}
