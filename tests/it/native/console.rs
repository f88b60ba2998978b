//! What a program prints: in order with its commands, bounded, its gaps announced.

use std::fs;

use serde_json::json;

use crate::support::{Native, Server};

#[tokio::test]
async fn text_comes_before_the_command_that_follows_it() {
    let server = Server::start();
    let cases = [
        (
            "ruby",
            "3.times { |i| puts \"t#{i}\"; Engine.send(%({\"c\":#{i}})) }",
        ),
        (
            "python",
            "for i in range(3):\n    print(f't{i}'); Engine.send('{\"c\":%d}' % i)",
        ),
        (
            "lua",
            "for i = 0, 2 do print('t' .. i) Engine.send('{\"c\":' .. i .. '}') end",
        ),
        (
            "nodejs",
            "for (let i = 0; i < 3; i++) { console.log('t' + i); Engine.send(`{\"c\":${i}}`); }",
        ),
        (
            "php",
            "<?php for ($i = 0; $i < 3; $i++) { echo \"t$i\\n\"; Engine::send(\"{\\\"c\\\":$i}\"); }",
        ),
        (
            "perl",
            "for my $i (0..2) { print \"t$i\\n\"; Engine->send(\"{\\\"c\\\":$i}\") }",
        ),
        (
            "javascript",
            "for (let i = 0; i < 3; i++) { console.log('t' + i); Engine.send(`{\"c\":${i}}`); }",
        ),
    ];
    for (language, program) in cases {
        let mut client = Native::begin(&server).await;
        client.run(language, program).await;
        let mut told = String::new();
        loop {
            let message = client.next().await.unwrap();
            let body = &message["body"];
            match message["type"].as_str().unwrap() {
                "console" => told.push_str(body["text"].as_str().unwrap()),
                "command" => {
                    told = format!("{told}c{}\n", body["params"]);
                    client.answer(body, "ok").await;
                }
                "run.ended" => break,
                _ => (),
            }
        }
        assert_eq!(told, "t0\nc0\nt1\nc1\nt2\nc2\n", "{language}");
    }
}

#[tokio::test]
async fn of_100_mb_the_first_and_last_parts_are_told_and_the_gap_between() {
    let server = Server::start();
    let program = "print('first') io.flush() Engine.send('{\"a\":1}')
        local line = string.rep('x', 1023)
        for i = 1, 100 * 1024 do print(line) end
        Engine.send('{\"b\":1}') print('last')";
    let mut client = Native::begin(&server).await;
    client.run("lua", program).await;
    let (mut told, mut missing, mut next_n, mut text, mut order) =
        (0, 0, 1, String::new(), Vec::new());
    let before_kib = memory_kib(&server);
    loop {
        let message = client.next().await.unwrap();
        let body = &message["body"];
        match message["type"].as_str().unwrap() {
            "console" => {
                assert_eq!(body["n"], next_n);
                next_n += 1;
                let piece = body["text"].as_str().unwrap();
                told += piece.len() as u64;
                text.push_str(piece);
            }
            "console.gap" => {
                assert_eq!(body["from_n"], next_n);
                next_n = body["to_n"].as_u64().unwrap() + 1;
                missing += body["bytes"].as_u64().unwrap();
            }
            "command" => {
                order.push(body["action"].as_str().unwrap().to_owned());
                client.answer(body, "ok").await;
            }
            "run.ended" => break,
            _ => (),
        }
    }
    assert_eq!(order, ["a", "b"]);
    assert!(text.starts_with("first\n") && text.ends_with("last\n"));
    assert_eq!(
        told + missing,
        "first\nlast\n".len() as u64 + 100 * 1024 * 1024
    );
    assert!(missing > 90 * 1024 * 1024, "{missing}");
    let grown_kib = memory_kib(&server).saturating_sub(before_kib);
    assert!(grown_kib < 32 * 1024, "{grown_kib} KiB more");
}

#[tokio::test]
async fn who_comes_back_gets_the_text_that_it_missed() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let program = "print('one') Engine.send('{\"a\":1}') print('two') Engine.send('{\"b\":1}')";
    client.run("lua", program).await;
    assert_eq!(client.until("console").await["text"], "one\n");
    let command = client.command("a").await;
    let position = client.position();
    client.answer(&command, "ok").await;
    client.command("b").await;
    let mut back = Native::hello(&server, position).await;
    let mut told = Vec::new();
    loop {
        let message = back.next().await.unwrap();
        match message["type"].as_str().unwrap() {
            "console" => told.push(message["body"]["text"].clone()),
            "resume.done" => break,
            _ => (),
        }
    }
    assert_eq!(told, [json!("two\n")]);
}

#[tokio::test]
async fn what_it_has_of_an_earlier_run_hides_nothing_of_this_one() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let run = client.run("lua", "print('one')").await["run"].clone();
    client.until("run.ended").await;
    let mut position = client.position();
    position["resume"]["run"] = run;
    client
        .run("lua", "print('two') Engine.send('{\"a\":1}')")
        .await;
    client.command("a").await;
    let mut back = Native::hello(&server, position).await;
    assert_eq!(back.until("console").await["text"], "two\n");
}

#[tokio::test]
async fn a_client_that_does_not_read_for_a_while_loses_console_alone() {
    let server = Server::start();
    let mut player = Native::begin(&server).await;
    let mut sleeper = Native::hello(&server, player.invitation("observer", &[])).await;
    sleeper.until("resume.done").await;
    let program = "local line = string.rep('x', 1023)
        for i = 1, 200 do
            for j = 1, 512 do print(line) end
            Engine.send('{\"move\":' .. i .. '}')
        end";
    player.run("lua", program).await;
    let (moves, _) = player.play_to_the_end().await;
    assert_eq!(moves.len(), 200);
    // It wakes: every event is there, and what was printed is told or announced as missing.
    let (mut commands, mut ended, mut bytes) = (0, false, 0);
    while !ended || bytes < 100 * 1024 * 1024 {
        let message = sleeper.next().await.expect("it is not sent away");
        let body = &message["body"];
        match message["type"].as_str().unwrap() {
            "command" => commands += 1,
            "console" => bytes += body["text"].as_str().unwrap().len(),
            "console.gap" => bytes += usize::try_from(body["bytes"].as_u64().unwrap()).unwrap(),
            "run.ended" => ended = true,
            _ => (),
        }
    }
    assert_eq!((commands, bytes), (200, 100 * 1024 * 1024));
}

#[tokio::test]
async fn a_client_that_does_not_read_is_sent_away_and_comes_back_to_a_held_program() {
    let server = Server::start();
    let mut sleeper = Native::begin(&server).await;
    // Each command carries 100 KB, and another page answers them.
    let program = "local s = string.rep('x', 100000) for i = 1, 200 do Engine.send('{\"move\":[' .. i .. ',\"' .. s .. '\"]}') end";
    let mut player = Native::hello(&server, sleeper.invitation("player", &["player"])).await;
    player.ask("player.take", json!({})).await.unwrap();
    sleeper.run("lua", program).await;
    let (moves, _) = player.play_to_the_end().await;
    assert_eq!(moves.len(), 200, "the player is not disturbed");
    // What it had room for comes, and then the word that it was too slow, or the cut.
    let code = sleeper.close_code().await;
    assert!(matches!(code, Some(4408) | None), "{code:?}");
    let mut back = Native::hello(&server, sleeper.position()).await;
    assert_eq!(back.until("session.state").await["run"]["commands"], 200);
}

fn memory_kib(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
