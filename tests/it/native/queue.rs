//! More programs than may run at once: a queue, and everybody's place in it.

use serde_json::{Value, json};

use super::ends::{QUICK, clear_stage, kill_program};
use crate::support::{Native, Server, eventually};

const SIGTERM: i32 = 15;
const ONE_RUN: (&str, &str) = ("LIVECODING_SERVER_MAX_RUNS", "1");
const MOVE: &str = "Engine.send('{\"move\":1}')";

/// A client whose program asks for a place.
async fn begin(server: &Server) -> Native {
    let mut client = Native::begin(server).await;
    client.run("lua", MOVE).await;
    client
}

/// The next `run.state` must tell this place.
async fn queued_at(client: &mut Native, place: u32) {
    let state = client.until("run.state").await;
    let expected = json!({"state": "queued", "attempt": 1, "place": place});
    assert_eq!(state, expected);
}

/// The next `run.state` must be that it starts; it is played to its end.
async fn plays(client: &mut Native) {
    assert_eq!(client.until("run.state").await["state"], "starting");
    let (actions, ended) = client.play_to_the_end().await;
    assert_eq!(
        (actions, &ended["reason"]),
        (vec!["move".to_owned()], &json!("finished"))
    );
}

async fn counts(server: &Server) -> [Value; 3] {
    let health = server.health().await;
    ["runs", "max_runs", "runs_waiting"].map(|it| health[it].clone())
}

/// Waits until every place is free again.
async fn all_is_free(server: &Server) {
    while counts(server).await != [json!(0), json!(1), json!(0)] {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn programs_wait_in_the_order_of_their_start_and_begin_by_themselves() {
    let server = Server::with(&[ONE_RUN]);
    let mut first = begin(&server).await;
    let command = first.command("move").await;
    let mut second = begin(&server).await;
    queued_at(&mut second, 1).await;
    let mut third = begin(&server).await;
    queued_at(&mut third, 2).await;
    assert_eq!(counts(&server).await, [json!(1), json!(1), json!(2)]);
    first.answer(&command, "ok").await;
    assert_eq!(first.until("run.ended").await["reason"], "finished");
    queued_at(&mut third, 1).await;
    plays(&mut second).await;
    plays(&mut third).await;
    all_is_free(&server).await;
}

#[tokio::test]
async fn whoever_joins_a_session_that_waits_is_told_its_place() {
    let server = Server::with(&[ONE_RUN]);
    let mut first = begin(&server).await;
    first.command("move").await;
    let mut second = begin(&server).await;
    queued_at(&mut second, 1).await;
    let mut observer = Native::hello(&server, second.invitation("observer", &[])).await;
    let state = observer.until("session.state").await;
    assert_eq!(
        (&state["run"]["state"], &state["run"]["place"]),
        (&json!("queued"), &json!(1))
    );
}

#[tokio::test]
async fn a_stop_and_a_goodbye_leave_the_queue_and_those_behind_move_up() {
    let server = Server::with(&[ONE_RUN]);
    let mut first = begin(&server).await;
    let command = first.command("move").await;
    let mut clients = Vec::new();
    for place in 1..=3 {
        let mut client = begin(&server).await;
        queued_at(&mut client, place).await;
        clients.push(client);
    }
    let [second, third, fourth] = clients.as_mut_slice() else {
        panic!("three wait")
    };
    second.ask("run.stop", json!({})).await.unwrap();
    let ended = second.until("run.ended").await;
    assert_eq!(
        (&ended["reason"], &ended["commands"]),
        (&json!("stopped"), &json!(0))
    );
    queued_at(third, 1).await;
    queued_at(fourth, 2).await;
    third.send("bye", json!({})).await;
    assert_eq!(third.close_code().await, Some(1000));
    queued_at(fourth, 1).await;
    // Who stopped may come again, at the end of the queue.
    second.run("lua", MOVE).await;
    queued_at(second, 2).await;
    first.answer(&command, "ok").await;
    plays(fourth).await;
    queued_at(second, 1).await;
    plays(second).await;
    all_is_free(&server).await;
}

#[tokio::test]
async fn one_more_than_may_wait_is_refused_and_has_a_place_later() {
    let server = Server::with(&[ONE_RUN, ("LIVECODING_SERVER_MAX_WAITING_RUNS", "1")]);
    let mut first = begin(&server).await;
    let command = first.command("move").await;
    let mut second = begin(&server).await;
    queued_at(&mut second, 1).await;
    let mut third = begin(&server).await;
    let error = third.until("program.error").await;
    assert_eq!(
        error["message"],
        "the server is full: 1 programs run and 1 wait, as many as may; try again in a moment"
    );
    assert_eq!(third.expect("run.ended").await["reason"], "server");
    first.answer(&command, "ok").await;
    assert_eq!(second.until("run.state").await["state"], "starting");
    third.run("lua", MOVE).await;
    queued_at(&mut third, 1).await;
    second.play_to_the_end().await;
    plays(&mut third).await;
    all_is_free(&server).await;
}

#[tokio::test]
async fn an_attempt_that_starts_again_waits_behind_those_who_came_before() {
    let settings = [&[ONE_RUN], QUICK.as_slice()].concat();
    let server = Server::with(&settings);
    let mut first = begin(&server).await;
    first.command("move").await;
    let mut second = begin(&server).await;
    queued_at(&mut second, 1).await;
    kill_program(&server).await;
    assert_eq!(second.until("run.state").await["state"], "starting");
    let command = second.command("move").await;
    clear_stage(&mut first).await;
    assert_eq!(
        first.until("run.state").await,
        json!({"state": "queued", "attempt": 2, "place": 1})
    );
    second.answer(&command, "ok").await;
    plays(&mut first).await;
    all_is_free(&server).await;
}

#[tokio::test]
async fn whoever_waits_when_the_server_is_told_to_end_is_refused() {
    let drain = ("LIVECODING_SERVER_DRAIN_SECONDS", "1000000");
    let mut server = Server::with(&[ONE_RUN, drain]);
    let mut first = begin(&server).await;
    let command = first.command("move").await;
    let mut second = begin(&server).await;
    queued_at(&mut second, 1).await;
    server.signal(SIGTERM);
    assert_eq!(second.until("notice").await["code"], "draining");
    let error = second.expect("program.error").await;
    assert_eq!(
        error["message"],
        "the server is about to end; try again in a moment"
    );
    assert_eq!(second.expect("run.ended").await["reason"], "server");
    eventually("it drains", || server.log().contains("draining")).await;
    first.answer(&command, "ok").await;
    assert_eq!(first.until("run.ended").await["reason"], "finished");
    for client in [&mut first, &mut second] {
        client.send("bye", json!({})).await;
    }
    assert_eq!(server.wait(), Some(0));
}
