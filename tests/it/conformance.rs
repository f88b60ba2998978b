//! The conformance kit: finds nothing in a server and a client that are right, and what is wrong
//! in others.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::support::Server;

fn kit(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_livecoding"));
    command.arg("conformance").args(arguments);
    command
}

#[tokio::test]
async fn our_server_conforms() {
    let server = Server::start();
    let url = format!("ws://{}/ws", server.addresses[0]);
    let output = kit(&["--url", &url]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(text.ends_with("10 passed, 0 failed\n"), "{text}");
}

#[test]
fn a_server_that_is_not_there_does_not() {
    let output = kit(&["--url", "ws://127.0.0.1:1/ws"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let nothing = kit(&[]).output().unwrap();
    assert_eq!(nothing.status.code(), Some(78));
}

/// What a client does wrong.
#[derive(Clone, Copy, PartialEq)]
enum Flaw {
    None,
    PlaysTwice,
    AnswersReplays,
    ForgetsItsPlace,
}

#[tokio::test]
async fn a_client_that_is_right_passes_and_flaws_are_named() {
    for (flaw, named) in [
        (Flaw::None, None),
        (Flaw::PlaysTwice, Some("played once")),
        (Flaw::AnswersReplays, Some("does not answer them")),
        (Flaw::ForgetsItsPlace, Some("its position")),
    ] {
        let mut kit = kit(&["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(kit.stdout.take().unwrap());
        let mut line = String::new();
        told.read_line(&mut line).unwrap();
        let url = line
            .split_whitespace()
            .find(|it| it.starts_with("ws://"))
            .unwrap();
        tokio::select! {
            () = play(url, flaw) => (),
            () = ended(&mut kit) => (),
        }
        let mut text = String::new();
        told.read_to_string(&mut text).unwrap();
        let failed: Vec<_> = text.lines().filter(|it| it.starts_with("FAILED")).collect();
        match named {
            None => assert!(kit.wait().unwrap().success(), "{text}"),
            Some(part) => {
                assert!(failed.len() == 1 && failed[0].contains(part), "{text}");
                assert_eq!(kit.wait().unwrap().code(), Some(1));
            }
        }
    }
}

async fn ended(kit: &mut Child) {
    while kit.try_wait().unwrap().is_none() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

async fn connect(url: &str) -> Option<WebSocketStream<MaybeTlsStream<TcpStream>>> {
    let mut request = url.into_client_request().unwrap();
    let protocol = "livecoding.v2.json".parse().unwrap();
    request
        .headers_mut()
        .insert("Sec-WebSocket-Protocol", protocol);
    Some(connect_async(request).await.ok()?.0)
}

/// A client in 60 lines, whose game counts; it comes back until it is refused.
async fn play(url: &str, flaw: Flaw) {
    let (mut count, mut last, mut resume) = (0, (Value::Null, Value::Null), Value::Null);
    loop {
        let Some(mut socket) = connect(url).await else {
            return;
        };
        if flaw == Flaw::ForgetsItsPlace && resume != Value::Null {
            resume["seq"] = json!(0);
        }
        let mut out =
            vec![json!({"type": "hello", "body": {"roles": ["player"], "resume": resume}})];
        loop {
            for message in out.drain(..) {
                let _ = socket.send(Message::text(message.to_string())).await;
            }
            let text = match socket.next().await {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(Some(frame)))) if u16::from(frame.code) >= 4500 => return,
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => continue,
            };
            let message: Value = serde_json::from_str(&text).unwrap();
            let body = &message["body"];
            if message["seq"].is_number() {
                resume["seq"] = message["seq"].clone();
            }
            match message["type"].as_str().unwrap() {
                "welcome" => {
                    resume["token"] = body["resume_token"].clone();
                    resume["epoch"] = body["epoch"].clone();
                    if resume["seq"].is_null() {
                        resume["seq"] = body["seq"].clone();
                    }
                    if body["resumed"] == false {
                        (count, last) = (0, (Value::Null, Value::Null));
                    }
                }
                "ping" => out.push(json!({"type": "pong", "body": body})),
                "stage.reset" => {
                    (count, last) = (0, (Value::Null, Value::Null));
                    out.push(json!({"type": "ok", "re": message["id"]}));
                }
                "command" => {
                    if body["cid"] != last.0 || flaw == Flaw::PlaysTwice {
                        count += 1;
                        last = (body["cid"].clone(), json!(count));
                    }
                    if body["replay"] != true || flaw == Flaw::AnswersReplays {
                        let result = json!({"cid": body["cid"], "value": last.1});
                        out.push(json!({"type": "command.result", "body": result}));
                    }
                }
                _ => (),
            }
        }
    }
}
