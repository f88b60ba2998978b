//! Languages whose programs are built before they run.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{HANG_GUARD, Native, Server};

fn start(text: &str) -> Value {
    let files = json!([{"name": "main.c", "text": text}]);
    json!({"game": {"id": "maze"}, "language": "c", "files": files, "restart": "never"})
}

const PROGRAM: &str = "int main(void) { move(2); return 0; }";
/// A program that takes the compiler much longer than a test lasts, and little memory: functions
/// in functions, each expanded for each of the others' values.
const ENDLESS: &str = "#define A(x) if (a > x) a = a * a - x; else a = a / 3 + x;
#define B(x) A(x) A(x + 1) A(x + 2) A(x + 3) A(x + 4) A(x + 5) A(x + 6) A(x + 7)
#define C(x) B(x) B(x * 2) B(x * 3) B(x * 4) B(x * 5) B(x * 6) B(x * 7) B(x * 8)
#define D(x) C(x) C(x ^ 2) C(x ^ 3) C(x ^ 4) C(x ^ 5) C(x ^ 6) C(x ^ 7) C(x ^ 8)
#define E(x) D(x) D(x | 2) D(x | 3) D(x | 4) D(x | 5) D(x | 6) D(x | 7) D(x | 8)
#define F(x) E(x) E(x & 2) E(x & 3) E(x & 4) E(x & 5) E(x & 6) E(x & 7) E(x & 8)
int main(void) { volatile long a = 1; F(1) F(2) return 0; }";

/// Where a run stands, until it is over.
async fn states(client: &mut Native) -> (Vec<String>, Value) {
    let mut states = Vec::new();
    loop {
        let message = client.next().await.expect("the end of the run");
        let body = &message["body"];
        match message["type"].as_str() {
            Some("run.state") => states.push(body["state"].as_str().unwrap().to_owned()),
            Some("command") => {
                let command = json!({"cid": body["cid"]});
                client.answer(&command, 2).await;
            }
            Some("run.ended") => return (states, body.clone()),
            _ => (),
        }
    }
}

#[tokio::test]
async fn a_build_is_told_and_the_same_program_is_built_once() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    client.ask("run.start", start(PROGRAM)).await.unwrap();
    let (first, ended) = states(&mut client).await;
    assert_eq!(ended["reason"], "finished", "{ended}");
    assert_eq!(first, ["starting", "building", "starting", "running"]);
    client.ask("run.start", start(PROGRAM)).await.unwrap();
    let (second, ended) = states(&mut client).await;
    assert_eq!(ended["reason"], "finished", "{ended}");
    assert_eq!(second, ["starting", "running"]);
}

#[tokio::test]
async fn thirty_who_start_the_same_program_build_it_once() {
    let server = Server::with(&[("LIVECODING_LOG_FILTER", "livecoding=debug")]);
    let starts = (0..30).map(|_| async {
        let mut client = Native::begin(&server).await;
        client.ask("run.start", start(PROGRAM)).await.unwrap();
        states(&mut client).await.1["reason"].clone()
    });
    let ends = futures_util::future::join_all(starts).await;
    assert!(ends.iter().all(|it| it == "finished"), "{ends:?}");
    let builds = server.log().matches("built bytes").count();
    assert_eq!(builds, 1, "{}", server.log());
}

#[tokio::test]
async fn a_build_error_names_the_learner_s_line() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let text = "int main(void) {\n  move(1);\n  return missing;\n}";
    client.ask("run.start", start(text)).await.unwrap();
    let error = client.until("program.error").await;
    assert_eq!(error["kind"], "syntax", "{error}");
    assert_eq!(
        (&error["file"], &error["line"]),
        (&json!("main.c"), &json!(3))
    );
    assert!(
        error["message"].as_str().unwrap().contains("missing"),
        "{error}"
    );
    assert_eq!(client.until("run.ended").await["reason"], "error");
}

#[tokio::test]
async fn a_build_is_stopped_at_once_and_leaves_nothing() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    client.ask("run.start", start(ENDLESS)).await.unwrap();
    loop {
        let state = client.until("run.state").await;
        if state["state"] == "building" {
            break;
        }
    }
    let begin = Instant::now();
    client.ask("run.stop", json!({})).await.unwrap();
    let ended = client.until("run.ended").await;
    assert_eq!(ended["reason"], "stopped", "{ended}");
    assert!(begin.elapsed() < HANG_GUARD.min(Duration::from_secs(10)));
    crate::support::nothing_is_left(&server).await;
    // Its place is free again, and the next one builds.
    client.ask("run.start", start(PROGRAM)).await.unwrap();
    assert_eq!(states(&mut client).await.1["reason"], "finished");
}

#[tokio::test]
async fn who_stops_a_build_that_others_wait_for_stops_it_for_nobody_else() {
    let server = Server::start();
    let long = ENDLESS.replace("F(1) F(2)", "E(1) E(2)");
    let mut first = Native::begin(&server).await;
    first.ask("run.start", start(&long)).await.unwrap();
    while first.until("run.state").await["state"] != "building" {}
    let mut second = Native::begin(&server).await;
    second.ask("run.start", start(&long)).await.unwrap();
    while second.until("run.state").await["state"] != "building" {}
    first.ask("run.stop", json!({})).await.unwrap();
    assert_eq!(first.until("run.ended").await["reason"], "stopped");
    let (_, ended) = states(&mut second).await;
    assert_eq!(ended["reason"], "finished", "{ended}");
}

#[tokio::test]
async fn thirty_who_start_the_same_faulty_program_hear_the_same() {
    let server = Server::start();
    let starts = (0..30).map(|_| async {
        let mut client = Native::begin(&server).await;
        let text = "int main(void) {\n  return missing;\n}";
        client.ask("run.start", start(text)).await.unwrap();
        states(&mut client).await.1
    });
    for ended in futures_util::future::join_all(starts).await {
        assert_eq!(ended["reason"], "error", "{ended}");
        assert_eq!(ended["error"]["line"], 2, "{ended}");
    }
}

#[tokio::test]
async fn a_language_without_live_instructions_is_not_started_to_wait_for_them() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let mut start = start(PROGRAM);
    start["mode"] = json!("live");
    start.as_object_mut().unwrap().remove("restart");
    let refused = client.ask("run.start", start).await.unwrap_err();
    assert_eq!(refused["code"], "no_instructions", "{refused}");
}
