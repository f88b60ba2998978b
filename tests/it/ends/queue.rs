//! Old clients in the queue of a server that is full.

use futures_util::future::join_all;

use super::scene::{Scene, closed};
use crate::support::Client;

const SEND: &str = "Engine.send('x')";

/// Expects the notice that tells this place.
async fn waits_at(client: &mut Client, place: usize) {
    let notice = format!(
        "PROCESS_ERRORthe server is full; your program is number {place} in the queue and \
         starts by itself"
    );
    client.expect(&notice).await;
}

async fn plays(client: &mut Client, what: &str) {
    client.expect("x").await;
    client.send("ok").await;
    closed(client, what).await;
}

async fn runs_waiting(scene: &Scene, count: usize) {
    while scene.server.health().await["runs_waiting"] != count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn it_is_told_once_that_it_waits_and_begins_by_itself() {
    let scene = Scene::with(&[("LIVECODING_SERVER_MAX_RUNS", "1")]);
    let mut first = scene.begin("lua", SEND).await;
    first.expect("x").await;
    let mut second = scene.begin("lua", SEND).await;
    waits_at(&mut second, 1).await;
    let mut third = scene.begin("lua", SEND).await;
    waits_at(&mut third, 2).await;
    first.send("ok").await;
    closed(&mut first, "first").await;
    plays(&mut second, "second").await;
    plays(&mut third, "third").await;
    scene.nothing_is_left().await;
    scene.nobody_is_there().await;
}

#[tokio::test]
async fn whoever_stops_or_goes_away_while_it_waits_takes_no_place() {
    let scene = Scene::with(&[("LIVECODING_SERVER_MAX_RUNS", "1")]);
    let mut first = scene.begin("lua", SEND).await;
    first.expect("x").await;
    let mut stopped = scene.begin("lua", SEND).await;
    waits_at(&mut stopped, 1).await;
    let mut gone = scene.begin("lua", SEND).await;
    waits_at(&mut gone, 2).await;
    let mut last = scene.begin("lua", SEND).await;
    waits_at(&mut last, 3).await;
    stopped.send("PROCESS_ENDED_BY_USER").await;
    closed(&mut stopped, "stopped").await;
    gone.cut();
    runs_waiting(&scene, 1).await;
    first.send("ok").await;
    closed(&mut first, "first").await;
    plays(&mut last, "last").await;
    scene.nobody_is_there().await;
    assert_eq!(scene.server.health().await["runs_started"], 2);
}

/// Each of them comes to its end in one of four ways, at whatever moment.
#[tokio::test]
async fn a_crowd_passes_through_two_places_and_none_is_lost() {
    let scene = Scene::with(&[("LIVECODING_SERVER_MAX_RUNS", "2")]);
    join_all((0..40).map(|nth| passes(&scene, nth))).await;
    scene.nothing_is_left().await;
    scene.nobody_is_there().await;
    let mut next = scene.begin("lua", SEND).await;
    plays(&mut next, "the place is free").await;
}

async fn passes(scene: &Scene, nth: usize) {
    let mut client = scene.begin("lua", SEND).await;
    match nth % 4 {
        0 => return client.cut(),
        1 => client.send("PROCESS_ENDED_BY_USER").await,
        2 => client.send("an early answer").await,
        _ => (),
    }
    let frames = client.answer_all(|_| String::new()).await;
    assert_eq!(
        frames.last().map(String::as_str),
        Some("CLOSE_GAME"),
        "{frames:?}"
    );
}
