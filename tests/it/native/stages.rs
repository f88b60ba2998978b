//! Programs of several sessions on one stage.

use serde_json::{Value, json};

use crate::support::{Native, Server};

const FOREVER: &str = "n = 0 while true do n = n + 1 Engine.send('{\"go\":' .. n .. '}') end";

/// A page that has the stage, and the key to it.
async fn stage(server: &Server, seats: u32) -> (Native, Value) {
    let mut host = Native::begin(server).await;
    host.expect("player.granted").await;
    let opened = host.ask("stage.open", json!({ "seats": seats })).await;
    let key = opened.unwrap()["stage"]["key"].clone();
    (host, key)
}

/// A learner at that stage, with this name.
async fn learner(server: &Server, key: &Value, name: &str) -> (Native, u64) {
    let mut learner = Native::begin(server).await;
    let join = json!({ "key": key, "name": name });
    let seat = learner.ask("stage.join", join).await.unwrap();
    (learner, seat["seat"]["actor"].as_u64().unwrap())
}

/// The next command of one of the programs on the stage.
async fn command_of(host: &mut Native, actor: u64) -> Value {
    loop {
        let told = host.next().await.unwrap();
        if told["type"] == "command" && told["actor"] == actor {
            return told["body"].clone();
        }
    }
}

async fn answer(host: &mut Native, actor: u64, command: &Value, value: Value) {
    let body = json!({ "cid": command["cid"], "value": value });
    let message = json!({ "type": "command.result", "actor": actor, "body": body });
    host.send_raw(message.to_string()).await;
}

#[tokio::test]
async fn programs_in_several_languages_play_on_one_stage_and_none_disturbs_the_others() {
    let server = Server::start();
    let (mut host, key) = stage(&server, 3).await;
    let programs = [
        ("lua", "error('no')"),
        ("javascript", "while (true) {}"),
        ("lua", FOREVER),
    ];
    let mut learners = Vec::new();
    for (place, (language, program)) in programs.iter().enumerate() {
        let (mut learner, actor) = learner(&server, &key, language).await;
        assert_eq!(actor, place as u64 + 1);
        let joined = host.until("stage.joined").await;
        assert_eq!(joined, json!({ "actor": actor, "name": language }));
        learner.until("player.revoked").await;
        learner.run(language, program).await;
        learners.push(learner);
    }
    // One fails, one computes for ever; the third plays on.
    for n in 1..=50 {
        let command = command_of(&mut host, 3).await;
        assert_eq!(command["params"], n);
        answer(&mut host, 3, &command, json!("done")).await;
    }
    let ended = learners[0].until("run.ended").await;
    assert_eq!(ended["reason"], "error");
    learners[1].ask("run.stop", json!({})).await.unwrap();
    assert_eq!(learners[1].until("run.ended").await["reason"], "stopped");
    command_of(&mut host, 3).await;
    let many = json!({ "key": key });
    let mut late = Native::begin(&server).await;
    let refused = late.ask("stage.join", many.clone()).await.unwrap_err();
    assert_eq!(refused["code"], "full");
    // A seat that is given up is free for the next.
    learners[1].ask("stage.leave", json!({})).await.unwrap();
    assert_eq!(host.until("stage.left").await, json!({ "actor": 2 }));
    let seat = late.ask("stage.join", many).await.unwrap();
    assert_eq!(seat["seat"]["actor"], 2);
}

#[tokio::test]
async fn a_stage_is_told_what_it_plays_and_nothing_of_the_learner_s() {
    let server = Server::start();
    let (mut host, key) = stage(&server, 8).await;
    let (mut learner, actor) = learner(&server, &key, "  Ada  ").await;
    learner
        .run(
            "lua",
            "print('mine') Engine.send('{\"a\":1}') error('secret')",
        )
        .await;
    let command = command_of(&mut host, actor).await;
    answer(&mut host, actor, &command, json!(1)).await;
    let mut told = Vec::new();
    loop {
        let message = host.next().await.unwrap();
        told.push(message["type"].as_str().unwrap().to_owned());
        if message["type"] == "run.ended" {
            let (actor, reason) = (&message["actor"], &message["body"]["reason"]);
            assert_eq!((actor, reason), (&json!(1), &json!("error")));
            assert!(!message.to_string().contains("secret"), "{message}");
            break;
        }
    }
    for word in ["console", "program.error", "session.state", "welcome"] {
        assert!(!told.iter().any(|it| it == word), "{told:?}");
    }
    // With `actor`, commands are answered and nothing else is done.
    let stop = json!({ "type": "run.stop", "id": 9, "actor": actor });
    host.send_raw(stop.to_string()).await;
    assert_eq!(host.until("error").await["code"], "bad_request");
    let nobody = json!({ "type": "command.result", "id": 9, "actor": 7, "body": { "cid": 1 } });
    host.send_raw(nobody.to_string()).await;
    assert_eq!(host.until("error").await["code"], "no_seat");
}

#[tokio::test]
async fn a_stage_that_comes_back_gets_what_it_has_not_answered_once_more() {
    let server = Server::start();
    let (mut host, key) = stage(&server, 8).await;
    let (mut learner, actor) = learner(&server, &key, "Ada").await;
    learner.run("lua", FOREVER).await;
    let first = command_of(&mut host, actor).await;
    answer(&mut host, actor, &first, json!(1)).await;
    let second = command_of(&mut host, actor).await;
    host.lose().await;
    learner.state("waiting_player").await;
    let mut back = Native::resume(&server, &host).await;
    let again = command_of(&mut back, actor).await;
    assert_eq!(
        (&again["cid"], &again["redelivered"]),
        (&second["cid"], &json!(true))
    );
    answer(&mut back, actor, &again, json!(2)).await;
    assert_eq!(command_of(&mut back, actor).await["cid"], 3);
    // The learner's own page may look on, and does not take over.
    let refused = learner.ask("player.take", json!({})).await.unwrap_err();
    assert_eq!(refused["code"], "seated");
}

#[tokio::test]
async fn when_the_stage_goes_the_learner_s_own_page_plays_again() {
    let server = Server::start();
    let (mut host, key) = stage(&server, 8).await;
    let (mut learner, actor) = learner(&server, &key, "Ada").await;
    learner.run("lua", FOREVER).await;
    let command = command_of(&mut host, actor).await;
    host.send("bye", json!({})).await;
    learner.until("stage.unseated").await;
    learner.until("player.granted").await;
    let again = learner
        .until_where("command", |it| it["redelivered"] == true)
        .await;
    assert_eq!(again["cid"], command["cid"]);
    learner.answer(&again, "ok").await;
    assert_eq!(learner.command("go").await["cid"], 2);
    let mut late = Native::begin(&server).await;
    let refused = late
        .ask("stage.join", json!({ "key": key }))
        .await
        .unwrap_err();
    assert_eq!(refused["code"], "no_stage");
}

#[tokio::test]
async fn a_learner_that_goes_leaves_the_stage_and_keys_of_others_open_nothing() {
    let server = Server::start();
    let (mut host, key) = stage(&server, 8).await;
    let (mut learner, actor) = learner(&server, &key, "Ada").await;
    host.until("stage.joined").await;
    learner.send("bye", json!({})).await;
    assert_eq!(host.until("stage.left").await, json!({ "actor": actor }));
    let mut other = Native::begin(&server).await;
    let observer = other.welcome["attach_keys"]["observer"].clone();
    for wrong in [json!("x"), observer] {
        let refused = other.ask("stage.join", json!({ "key": wrong })).await;
        assert_eq!(refused.unwrap_err()["code"], "token");
    }
    // Nobody has a seat at a stage of their own.
    let refused = host
        .ask("stage.join", json!({ "key": key }))
        .await
        .unwrap_err();
    assert_eq!(refused["code"], "has_stage");
    for seats in [0, 17] {
        let refused = host.ask("stage.open", json!({ "seats": seats })).await;
        assert_eq!(refused.unwrap_err()["code"], "bad_request");
    }
}

/// The messages with these ids among what comes, whatever their order.
async fn replies(client: &mut Native, ids: [&str; 2]) -> [Value; 2] {
    let mut found = [Value::Null, Value::Null];
    while found.contains(&Value::Null) {
        let message = client.next().await.unwrap();
        if let Some(place) = ids.iter().position(|it| message["re"] == *it) {
            found[place] = message;
        }
    }
    found
}

#[tokio::test]
async fn two_sessions_never_sit_at_each_other_s_stages() {
    let server = Server::start();
    let (mut first, to_first) = stage(&server, 1).await;
    let (mut second, to_second) = stage(&server, 1).await;
    for _ in 0..40 {
        // At the same moment each opens its stage and wants a seat at the other's.
        for client in [&mut first, &mut second] {
            client.ask("stage.close", json!({})).await.unwrap();
        }
        for (client, key) in [(&mut first, &to_second), (&mut second, &to_first)] {
            let join =
                json!({"type": "stage.join", "id": "join", "body": {"key": key, "name": "x"}});
            let open = json!({"type": "stage.open", "id": "open", "body": {}});
            client.send_raw(join.to_string()).await;
            client.send_raw(open.to_string()).await;
        }
        for client in [&mut first, &mut second] {
            let [join, open] = replies(client, ["join", "open"]).await;
            assert!(
                join["type"] != "ok" || open["type"] != "ok",
                "a stage and a seat: {join} {open}"
            );
            client.ask("stage.leave", json!({})).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_program_that_goes_to_another_stage_plays_there_and_no_more_at_the_first() {
    let server = Server::start();
    let (mut first, to_first) = stage(&server, 2).await;
    let (mut second, to_second) = stage(&server, 2).await;
    let (mut learner, _) = learner(&server, &to_second, "Ada").await;
    // To the first before anything runs, and to the second while a command waits.
    let join = json!({ "key": to_first, "name": "Ada" });
    let seat = learner.ask("stage.join", join).await.unwrap();
    assert_eq!(second.until("stage.left").await, json!({ "actor": 1 }));
    let actor = seat["seat"]["actor"].as_u64().unwrap();
    learner.run("lua", FOREVER).await;
    let command = command_of(&mut first, actor).await;
    let join = json!({ "key": to_second, "name": "Ada" });
    learner.ask("stage.join", join).await.unwrap();
    assert_eq!(first.until("stage.left").await, json!({ "actor": actor }));
    // What the first has not answered is the second's to answer.
    let again = command_of(&mut second, 1).await;
    assert_eq!(again["cid"], command["cid"]);
    answer(&mut second, 1, &again, json!(1)).await;
    assert_eq!(command_of(&mut second, 1).await["params"], 2);
    learner.ask("stage.leave", json!({})).await.unwrap();
    assert_eq!(second.until("stage.left").await, json!({ "actor": 1 }));
}
