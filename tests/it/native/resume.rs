//! Connections that are cut, and sessions that are not.

use serde_json::{Value, json};

use crate::support::{Native, Server};

/// Numbers from a fixed seed: the same cuts in every run of the test.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A client that is cut off now and then, and plays each command once.
struct Unlucky<'a> {
    server: &'a Server,
    client: Native,
    chance: Chance,
    cuts: u32,
    next_cut: u64,
    moves: Vec<u64>,
    last_cid: Value,
}

impl Unlucky<'_> {
    async fn play(&mut self, command: &Value) {
        if command["cid"] != self.last_cid {
            assert_ne!(command["replay"], true);
            self.moves.push(command["params"].as_u64().unwrap());
            self.last_cid = command["cid"].clone();
        }
        let cut = self.next_cut == 0 && self.cuts < 50;
        // Half of the cuts come before the answer is sent, half after it.
        if !cut || self.chance.below(2) == 0 {
            self.client.answer(command, "ok").await;
        }
        if cut {
            self.cut().await;
        } else {
            self.next_cut = self.next_cut.saturating_sub(1);
        }
    }

    async fn cut(&mut self) {
        self.cuts += 1;
        self.next_cut = 1 + self.chance.below(30);
        // Half of the time the old connection is still there.
        if self.chance.below(2) == 0 {
            self.client.lose().await;
        }
        self.client = Native::resume(self.server, &self.client).await;
        assert_eq!(self.client.welcome["resumed"], true);
    }
}

#[tokio::test]
async fn fifty_cuts_in_two_thousand_commands_lose_no_move_and_make_none_twice() {
    let server = Server::start();
    let programs = [
        (
            "lua",
            "for i = 1, 2000 do Engine.send('{\"move\":' .. i .. '}') end",
        ),
        (
            "ruby",
            "1.upto(2000) { |i| Engine.send(%({\"move\":#{i}})) }",
        ),
        (
            "python",
            "for i in range(1, 2001): Engine.send('{\"move\":%d}' % i)",
        ),
    ];
    for (language, program) in programs {
        let mut player = Unlucky {
            server: &server,
            client: Native::begin(&server).await,
            chance: Chance(7),
            cuts: 0,
            next_cut: 5,
            moves: Vec::new(),
            last_cid: Value::Null,
        };
        player.client.run(language, program).await;
        loop {
            let message = player.client.next().await.expect("the run goes on");
            match message["type"].as_str().unwrap() {
                "command" => player.play(&message["body"]).await,
                "run.ended" => {
                    assert_eq!(message["body"]["reason"], "finished");
                    break;
                }
                _ => (),
            }
        }
        assert_eq!(player.cuts, 50);
        assert_eq!(player.moves, (1..=2000).collect::<Vec<_>>(), "{language}");
    }
}

#[tokio::test]
async fn it_comes_back_before_the_first_event_and_however_often() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    assert_eq!(client.welcome["seq"], 0);
    for _ in 0..3 {
        let again = Native::resume(&server, &client).await;
        assert_eq!(again.welcome["resumed"], true);
        assert_eq!(again.welcome["session"], client.welcome["session"]);
        // The connection that it had is told that another took its place.
        assert_eq!(client.close_code().await, Some(4509));
        client = again;
    }
    client.expect("resume.done").await;
}

/// A way to the server that can go dead: nothing passes any more, and nobody is told.
async fn dead_end(server: &Server) -> (String, tokio::sync::oneshot::Sender<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let target = server.addresses[0].clone();
    let (kill, mut killed) = tokio::sync::oneshot::channel::<()>();
    tokio::spawn(async move {
        let (mut client, _) = listener.accept().await.unwrap();
        let mut server = tokio::net::TcpStream::connect(target).await.unwrap();
        tokio::select! {
            _ = tokio::io::copy_bidirectional(&mut client, &mut server) => (),
            _ = &mut killed => (),
        }
        // Both sockets stay open until the server gives its own up.
        let mut byte = [0_u8; 4096];
        while tokio::io::AsyncReadExt::read(&mut server, &mut byte)
            .await
            .is_ok_and(|it| it > 0)
        {}
    });
    (address, kill)
}

#[tokio::test]
async fn it_comes_back_while_its_dead_connection_is_still_there_and_again_when_that_is_gone() {
    let server = Server::start();
    let (address, kill) = dead_end(&server).await;
    let mut client = Native::hello_at(&address, json!({})).await;
    client
        .run(
            "lua",
            "for i = 1, 9 do Engine.send('{\"move\":' .. i .. '}') end",
        )
        .await;
    let command = client.command("move").await;
    kill.send(()).unwrap();
    let mut back = Native::resume(&server, &client).await;
    let again = back.command("move").await;
    assert_eq!(
        (&again["cid"], &again["redelivered"]),
        (&command["cid"], &json!(true))
    );
    back.answer(&again, "ok").await;
    // The server cuts the dead connection; the session does not notice.
    assert_eq!(client.next().await, None);
    back.command("move").await;
    back.lose().await;
    let mut third = Native::resume(&server, &back).await;
    assert_eq!(third.welcome["resumed"], true);
    assert_eq!(third.command("move").await["cid"], 2);
}

#[tokio::test]
async fn the_token_that_may_not_have_arrived_stays_valid_and_older_ones_do_not() {
    let server = Server::start();
    let first = Native::begin(&server).await;
    let second = Native::resume(&server, &first).await;
    // The second never said a word: its client may not have got the new token.
    let mut third = Native::resume(&server, &first).await;
    assert_eq!(third.welcome["resumed"], true);
    third.ask("player.take", json!({})).await.unwrap();
    // Now the third is heard, and only its own token counts.
    for stale in [first.position(), second.position()] {
        let mut thief = Native::connect(&server).await;
        thief.send("hello", stale).await;
        assert_eq!(thief.close_code().await, Some(4501));
    }
    third.run("lua", "Engine.send('{\"a\":1}')").await;
    third.command("a").await;
}

#[tokio::test]
async fn a_forged_token_is_refused_and_one_of_another_server_begins_anew() {
    let (server, other) = (Server::start(), Server::start());
    let client = Native::begin(&server).await;
    let mut hello = client.position();
    let token = hello["resume"]["token"].as_str().unwrap().to_owned();
    hello["resume"]["token"] = json!(format!("{}0", &token[..token.len() - 1]));
    if token.ends_with('0') {
        hello["resume"]["token"] = json!(format!("{}1", &token[..token.len() - 1]));
    }
    let mut forger = Native::connect(&server).await;
    forger.send("hello", hello).await;
    assert_eq!(forger.expect("error").await["code"], "token");
    assert_eq!(forger.close_code().await, Some(4501));
    let stranger = Native::hello(&other, client.position()).await;
    assert_eq!(stranger.welcome["resumed"], false);
    assert_eq!(stranger.welcome["reason"], "server_restarted");
}

#[tokio::test]
async fn a_gap_larger_than_the_log_is_said_and_everything_told_anew() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let program = "for i = 1, 3000 do Engine.send('{\"move\":' .. i .. '}') end";
    client.run("lua", program).await;
    let command = client.command("move").await;
    client.answer(&command, "ok").await;
    let early = client.position();
    for _ in 0..2500 {
        let command = client.command("move").await;
        client.answer(&command, "ok").await;
    }
    let last = client.command("move").await;
    let mut back = Native::hello(&server, early).await;
    assert_eq!(back.welcome["resumed"], false);
    assert_eq!(back.welcome["reason"], "gap");
    let state = back.expect("session.state").await;
    assert_eq!(state["source"]["files"][0]["text"], program);
    assert_eq!(state["run"]["commands"], last["cid"]);
    assert_eq!(state["is_player"], true);
    for cid in 1..last["cid"].as_u64().unwrap() {
        let command = back.expect("command").await;
        assert_eq!(
            (&command["cid"], &command["replay"]),
            (&json!(cid), &json!(true))
        );
    }
    let command = back.expect("command").await;
    assert_eq!(command["redelivered"], true);
    back.expect("resume.done").await;
    back.answer(&command, "ok").await;
    let next = back.command("move").await;
    assert_eq!(next["cid"], last["cid"].as_u64().unwrap() + 1);
}

#[tokio::test]
async fn a_journal_larger_than_what_may_wait_for_a_socket_is_told_whole() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let program = "local s = string.rep('x', 1000)
        for i = 1, 5000 do Engine.send('{\"move\":[' .. i .. ',\"' .. s .. '\"]}') end";
    client.run("lua", program).await;
    for _ in 0..4000 {
        let command = client.command("move").await;
        client.answer(&command, "ok").await;
    }
    client.command("move").await;
    let mut other = Native::hello(&server, client.invitation("player", &["player"])).await;
    other.expect("session.state").await;
    for cid in 1..=4000 {
        let command = other.expect("command").await;
        assert_eq!(
            (&command["cid"], &command["replay"]),
            (&json!(cid), &json!(true))
        );
    }
    assert_eq!(other.expect("command").await["redelivered"], true);
    other.until("resume.done").await;
}

#[tokio::test]
async fn a_reloaded_page_gets_its_snapshot_and_what_came_after() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    client
        .run(
            "lua",
            "for i = 1, 9 do Engine.send('{\"move\":' .. i .. '}') end",
        )
        .await;
    for cid in 1..=5 {
        let command = client.command("move").await;
        client.answer(&command, "ok").await;
        if cid == 3 {
            client
                .ask("stage.snapshot", json!({"cid": 3, "state": {"x": 3}}))
                .await
                .unwrap();
        }
    }
    let early = json!({"cid": 9, "state": {}});
    assert_eq!(
        client.ask("stage.snapshot", early).await.unwrap_err()["code"],
        "bad_request"
    );
    client.command("move").await;
    // A page that knows nothing asks for everything that it may have missed.
    let mut hello = client.position();
    hello["resume"]["epoch"] = json!(0);
    let mut back = Native::hello(&server, hello).await;
    let state = back.expect("session.state").await;
    assert_eq!(state["stage_complete"], true);
    let restored = back.expect("stage.restore").await;
    assert_eq!(restored, json!({"cid": 3, "state": {"x": 3}}));
    for (cid, mark) in [(4, "replay"), (5, "replay"), (6, "redelivered")] {
        let command = back.expect("command").await;
        assert_eq!(
            (&command["cid"], &command[mark]),
            (&json!(cid), &json!(true))
        );
    }
}

#[tokio::test]
async fn while_nobody_is_there_the_run_is_held_and_after_the_window_it_ends() {
    let server = Server::with(&[("LIVECODING_NATIVE_RESUME_WINDOW_SECONDS", "1")]);
    let mut client = Native::begin(&server).await;
    client
        .run(
            "lua",
            "for i = 1, 9 do Engine.send('{\"move\":' .. i .. '}') end",
        )
        .await;
    client.command("move").await;
    let hello = client.position();
    drop(client);
    crate::support::nothing_is_left(&server).await;
    let late = Native::hello(&server, hello).await;
    assert_eq!(late.welcome["resumed"], false);
    assert_eq!(late.welcome["reason"], "session_over");
}
