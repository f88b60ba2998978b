//! The learner stops the run, or the client goes without a word, at every moment.

use super::phases::{PHASES, scene};
use super::scene::closed;

const STOP: &str = "PROCESS_ENDED_BY_USER";

#[tokio::test]
async fn a_run_that_is_stopped_at_any_moment_is_told_so_and_nothing_is_left() {
    let scene = scene();
    for phase in PHASES {
        let mut client = phase.reach(&scene).await;
        client.send(STOP).await;
        closed(&mut client, phase.name).await;
        scene.nothing_is_left().await;
    }
    scene.nobody_is_there().await;
}

#[tokio::test]
async fn runs_that_are_stopped_together_end_together() {
    let scene = scene();
    let mut clients = Vec::new();
    for phase in PHASES {
        clients.push((phase.name, phase.reach(&scene).await));
    }
    for (_, client) in &mut clients {
        client.send(STOP).await;
    }
    for (name, client) in &mut clients {
        closed(client, name).await;
    }
    scene.nothing_is_left().await;
    scene.nobody_is_there().await;
}

#[tokio::test]
async fn frames_after_a_stop_mean_nothing() {
    let scene = scene();
    for phase in PHASES {
        let mut client = phase.reach(&scene).await;
        for frame in [STOP, "a late answer", STOP, ""] {
            client.send_raw(frame.into()).await;
        }
        closed(&mut client, phase.name).await;
        scene.nothing_is_left().await;
    }
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn a_client_that_goes_at_any_moment_leaves_nothing() {
    let scene = scene();
    for phase in PHASES {
        phase.reach(&scene).await.cut();
        scene.nothing_is_left().await;
        scene.nobody_is_there().await;
    }
}

#[tokio::test]
async fn clients_that_go_together_leave_nothing() {
    let scene = scene();
    let mut clients = Vec::new();
    for phase in PHASES {
        clients.push(phase.reach(&scene).await);
    }
    drop(clients);
    scene.nothing_is_left().await;
    scene.nobody_is_there().await;
}

#[tokio::test]
async fn a_client_that_goes_while_its_stop_is_carried_out_leaves_nothing() {
    let scene = scene();
    for phase in PHASES {
        let mut client = phase.reach(&scene).await;
        client.send(STOP).await;
        client.cut();
        scene.nothing_is_left().await;
    }
    scene.nobody_is_there().await;
}
