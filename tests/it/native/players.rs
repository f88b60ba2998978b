//! Several pages in one session: one plays, others watch, and one may take over.

use serde_json::json;

use crate::support::{Native, Server};

const LOOP: &str = "for i = 1, 1000 do Engine.send('{\"move\":' .. i .. '}') end";

#[tokio::test]
async fn a_second_page_watches_takes_over_and_the_run_goes_on() {
    let server = Server::start();
    let mut first = Native::begin(&server).await;
    first.expect("player.granted").await;
    first.run("lua", LOOP).await;
    let command = first.command("move").await;
    first.answer(&command, "ok").await;
    let second = first.command("move").await;
    assert_eq!(second["cid"], 2);

    let invitation = first.invitation("player", &["player", "editor"]);
    let mut other = Native::hello(&server, invitation).await;
    assert_eq!(other.welcome["reason"], "attached");
    let state = other.expect("session.state").await;
    assert_eq!(
        (&state["is_player"], &state["run"]["commands"]),
        (&json!(false), &json!(2))
    );
    assert_eq!(other.expect("command").await["replay"], true);
    let outstanding = other.expect("command").await;
    assert_eq!(
        (&outstanding["cid"], &outstanding["redelivered"]),
        (&json!(2), &json!(true))
    );
    other.expect("player.revoked").await;
    other.expect("resume.done").await;

    // It may not answer as long as it only watches.
    let answer = json!({"cid": 2, "value": "mine"});
    let refused = other.ask("command.result", answer).await.unwrap_err();
    assert_eq!(refused["code"], "not_player");

    other.ask("player.take", json!({})).await.unwrap();
    assert_eq!(other.expect("player.granted").await["reason"], "taken");
    assert_eq!(first.until("player.revoked").await["reason"], "taken");
    let again = other.expect("command").await;
    assert_eq!(
        (&again["cid"], &again["redelivered"]),
        (&json!(2), &json!(true))
    );
    other.answer(&again, "ok").await;
    let third = other.command("move").await;
    assert_eq!(third["cid"], 3);
    // The first sees it too.
    assert_eq!(first.command("move").await["cid"], 3);
}

#[tokio::test]
async fn without_its_player_a_run_waits_although_others_look_on() {
    let server = Server::start();
    let mut player = Native::begin(&server).await;
    player.run("lua", LOOP).await;
    let invitation = player.invitation("observer", &["editor"]);
    let mut observer = Native::hello(&server, invitation).await;
    assert_eq!(observer.welcome["roles"], json!(["observer"]));
    assert!(observer.welcome["attach_keys"]["player"].is_null());
    let refused = observer.ask("run.stop", json!({})).await.unwrap_err();
    assert_eq!(refused["code"], "forbidden");
    player.command("move").await;
    player.lose().await;
    observer.state("waiting_player").await;
    let mut back = Native::resume(&server, &player).await;
    observer.state("running").await;
    let command = back.command("move").await;
    assert_eq!(command["redelivered"], true);
    back.answer(&command, "ok").await;
    assert_eq!(back.command("move").await["cid"], 2);
}

#[tokio::test]
async fn a_player_that_says_goodbye_hands_over_and_the_last_one_ends_the_session() {
    let server = Server::start();
    let mut first = Native::begin(&server).await;
    first.run("lua", LOOP).await;
    first.command("move").await;
    let mut second = Native::hello(&server, first.invitation("player", &["player"])).await;
    second.until("resume.done").await;
    first.send("bye", json!({})).await;
    assert_eq!(first.close_code().await, Some(1000));
    assert_eq!(second.until("player.granted").await["reason"], "first");
    // What the one before did not answer is the new one's.
    let command = second.expect("command").await;
    assert_eq!(
        (&command["cid"], &command["redelivered"]),
        (&json!(1), &json!(true))
    );
    second.answer(&command, "ok").await;
    assert_eq!(second.command("move").await["cid"], 2);
    second.send("bye", json!({})).await;
    assert_eq!(second.close_code().await, Some(1000));
    crate::support::nothing_is_left(&server).await;
}

#[tokio::test]
async fn a_watcher_is_told_the_events_of_another_session() {
    let server = Server::start();
    let mut learner = Native::begin(&server).await;
    let mut teacher = Native::begin(&server).await;
    let target = learner.welcome["session"].clone();
    let key = learner.welcome["attach_keys"]["observer"].clone();
    let wrong = json!({"target": target, "key": teacher.welcome["attach_keys"]["observer"]});
    assert_eq!(
        teacher.ask("watch", wrong).await.unwrap_err()["code"],
        "token"
    );
    let watch = json!({"target": target, "key": key, "level": "status"});
    teacher.ask("watch", watch).await.unwrap();
    learner
        .run("lua", "Engine.send('{\"a\":1}') error('why')")
        .await;
    let command = learner.command("a").await;
    learner.answer(&command, "ok").await;
    let mut kinds = Vec::new();
    loop {
        let told = teacher.until("watch.event").await;
        assert_eq!(told["target"], target);
        let kind = told["event"]["type"].as_str().unwrap().to_owned();
        kinds.push(kind.clone());
        if kind == "run.ended" {
            break;
        }
    }
    assert!(kinds.contains(&"program.error".to_owned()), "{kinds:?}");
    assert!(!kinds.contains(&"command".to_owned()), "{kinds:?}");
    teacher
        .ask("unwatch", json!({"target": target}))
        .await
        .unwrap();
    let again = teacher.ask("unwatch", json!({"target": target})).await;
    assert_eq!(again.unwrap_err()["code"], "no_session");
}
