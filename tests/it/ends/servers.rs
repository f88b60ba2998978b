//! The server is told to end, or is killed, while its clients play.

use std::fs;

use super::phases::{PHASES, scene};
use super::scene::{Scene, closed, told};
use crate::support::{Client, eventually, is_alive, launchers_of};

const SIGHUP: i32 = 1;
const SIGINT: i32 = 2;
const SIGKILL: i32 = 9;
const SIGTERM: i32 = 15;
const FOR_EVER: (&str, &str) = ("LIVECODING_SERVER_DRAIN_SECONDS", "1000000");

#[tokio::test]
async fn whoever_plays_when_the_drain_is_over_is_told_and_closed() {
    let mut scene = Scene::with(&[
        ("LIVECODING_SERVER_DRAIN_SECONDS", "1"),
        ("LIVECODING_RESTART_START_RETRY_MS", "[1000000]"),
    ]);
    let mut clients = Vec::new();
    for phase in PHASES {
        clients.push((phase.name, phase.reach(&scene).await));
    }
    scene.server.signal(SIGTERM);
    for (name, client) in &mut clients {
        closed_by_its_end(client, name).await;
    }
    assert_eq!(scene.server.wait(), Some(0));
    nothing_is_left_of(&scene).await;
}

/// Six servers, since the threads of each end in an order of their own. The clients do not close.
#[tokio::test]
async fn an_orderly_end_leaves_no_file() {
    let mut ending = Vec::new();
    for _ in 0..6 {
        let scene = Scene::with(&[("LIVECODING_SERVER_DRAIN_SECONDS", "0")]);
        let mut clients = Vec::new();
        for _ in 0..8 {
            let mut client = scene.begin("lua", "Engine.send('x')").await;
            client.expect("x").await;
            clients.push(client);
        }
        scene.server.signal(SIGTERM);
        ending.push((scene, clients));
    }
    for (scene, clients) in &mut ending {
        assert_eq!(scene.server.wait(), Some(0));
        let left = fs::read_dir(scene.work_folder()).unwrap().flatten();
        let left: Vec<_> = left.map(|it| it.path()).collect();
        assert!(left.is_empty(), "{left:?}");
        clients.clear();
    }
}

#[tokio::test]
async fn whoever_comes_to_the_end_in_the_drain_is_not_disturbed() {
    let mut scene = Scene::with(&[FOR_EVER]);
    let mut client = scene
        .begin("lua", "Engine.send('x') Engine.send('y')")
        .await;
    client.expect("x").await;
    scene.server.signal(SIGTERM);
    let server = &scene.server;
    eventually("it drains", || server.log().contains("draining")).await;
    client.send("ok").await;
    client.expect("y").await;
    client.send("ok").await;
    closed(&mut client, "in the drain").await;
    assert_eq!(scene.server.wait(), Some(0));
}

#[tokio::test]
async fn nothing_begins_in_the_drain() {
    let mut scene = Scene::with(&[FOR_EVER]);
    let mut playing = scene.begin("lua", "Engine.send('x')").await;
    playing.expect("x").await;
    let mut waiting = scene.server.connect().await;
    for text in ["lua", ""] {
        waiting.send(text).await;
        waiting.expect("OK").await;
    }
    scene.server.signal(SIGTERM);
    let server = &scene.server;
    eventually("it drains", || server.log().contains("draining")).await;
    waiting.send("Engine.send('x')").await;
    waiting.expect("OK").await;
    told(
        &mut waiting,
        "the server is about to end; try again in a moment",
    )
    .await;
    closed(&mut waiting, "in the drain").await;
    playing.send("ok").await;
    closed(&mut playing, "in the drain").await;
    assert_eq!(scene.server.wait(), Some(0));
}

#[tokio::test]
async fn a_second_signal_ends_the_drain() {
    for signals in [
        [SIGTERM, SIGTERM],
        [SIGINT, SIGINT],
        [SIGTERM, SIGINT],
        [SIGHUP, SIGTERM],
    ] {
        let mut scene = Scene::with(&[FOR_EVER]);
        let mut client = scene
            .begin("lua", "Engine.send('x') while true do end")
            .await;
        client.expect("x").await;
        client.send("ok").await;
        scene.server.signal(signals[0]);
        let server = &scene.server;
        eventually("it drains", || server.log().contains("draining")).await;
        scene.server.signal(signals[1]);
        closed_by_its_end(&mut client, "the second signal").await;
        assert_eq!(scene.server.wait(), Some(0));
        nothing_is_left_of(&scene).await;
    }
}

#[tokio::test]
async fn a_server_that_nobody_uses_ends_at_the_first_signal() {
    let mut scene = Scene::with(&[FOR_EVER]);
    scene.server.signal(SIGTERM);
    assert_eq!(scene.server.wait(), Some(0));
}

#[tokio::test]
async fn every_program_dies_with_its_server_and_so_does_its_launcher() {
    let mut scene = scene();
    let mut clients = Vec::new();
    for phase in PHASES {
        clients.push(phase.reach(&scene).await);
    }
    let launchers = launchers_of(scene.server.pid());
    assert!(!scene.marked().is_empty() && !launchers.is_empty());
    scene.server.signal(SIGKILL);
    scene.server.wait();
    nothing_is_left_of(&scene).await;
    for launcher in launchers {
        eventually("its launcher is gone", || !is_alive(launcher)).await;
    }
}

/// Expects the word of a server that ends, the end of the game, and the close frame of a restart.
async fn closed_by_its_end(client: &mut Client, what: &str) {
    let frame = client.next().await.expect("a word before the end");
    assert!(
        frame.starts_with("PROCESS_ERRORthe server ends"),
        "{what}: {frame}"
    );
    assert_eq!(client.next().await.as_deref(), Some("CLOSE_GAME"), "{what}");
    assert_eq!(client.close_code().await, Some(1012), "{what}");
}

async fn nothing_is_left_of(scene: &Scene) {
    eventually("no process is left", || scene.marked().is_empty()).await;
}
