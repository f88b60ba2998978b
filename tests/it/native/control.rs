//! Start, commands with their lines, pause, step, speed, stop, standard input.

use serde_json::{Value, json};

use super::THREE;
use crate::support::{Native, Server};

#[tokio::test]
async fn every_language_plays_with_the_learner_s_lines() {
    let server = Server::start();
    for &(language, program) in THREE {
        let mut client = Native::begin(&server).await;
        client.run(language, program).await;
        for (cid, action, line) in [(1, "a", 4), (2, "b", 2), (3, "c", 6)] {
            let command = client.command(action).await;
            assert_eq!(command["cid"], cid, "{language}");
            assert_eq!(command["src"]["line"], line, "{language} {command}");
            // A macro knows where it stands, and not who called its function.
            if action == "b" && !["c", "cpp"].contains(&language) {
                let stack: Vec<_> = command["src"]["stack"].as_array().unwrap().iter().collect();
                assert_eq!(stack[1]["line"], 5, "{language} {command}");
            }
            client.answer(&command, json!([cid])).await;
        }
        let ended = client.until("run.ended").await;
        assert_eq!(
            (&ended["reason"], &ended["commands"]),
            (&json!("finished"), &json!(3))
        );
        assert_eq!(ended["exit"], 0, "{language}");
    }
}

const LOOP: &str = "for i = 1, 1000000 do Engine.send('{\"action\":\"go\"}') end";

#[tokio::test]
async fn paused_it_sends_nothing_and_a_step_sends_as_many_as_it_says() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    client.run_with("lua", LOOP, json!({"paused": true})).await;
    client.state("paused").await;
    client.ask("run.step", json!({"count": 3})).await.unwrap();
    for _ in 0..3 {
        let command = client.command("go").await;
        client.answer(&command, "ok").await;
    }
    // Nothing follows: the next event is that it stands paused, and the next command another step's.
    client.state("paused").await;
    client.ask("run.step", json!({})).await.unwrap();
    let command = client.command("go").await;
    assert_eq!(command["cid"], 4);
    client.answer(&command, "ok").await;
    client.state("paused").await;
    client.ask("run.resume", json!({})).await.unwrap();
    let command = client.command("go").await;
    assert_eq!(command["cid"], 5);
    client.ask("run.pause", json!({})).await.unwrap();
    client.answer(&command, "ok").await;
    client.state("paused").await;
    client.ask("run.stop", json!({})).await.unwrap();
    let ended = client.until("run.ended").await;
    assert_eq!(
        (&ended["reason"], &ended["commands"]),
        (&json!("stopped"), &json!(5))
    );
}

#[tokio::test]
async fn slow_motion_keeps_commands_apart() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    client.run_with("lua", LOOP, json!({"speed": 100})).await;
    let mut at = Vec::new();
    for _ in 0..5 {
        let command = client.command("go").await;
        at.push(command["at"].as_u64().unwrap());
        client.answer(&command, "ok").await;
    }
    assert!(at.windows(2).all(|pair| pair[1] - pair[0] >= 100), "{at:?}");
    client
        .ask("run.speed", json!({"min_ms_per_command": 0}))
        .await
        .unwrap();
    for cid in 6..200 {
        let command = client.command("go").await;
        assert_eq!(command["cid"], cid);
        client.answer(&command, "ok").await;
    }
}

#[tokio::test]
async fn a_busy_loop_is_stopped() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    for (language, program) in [
        ("lua", "while true do end"),
        ("ruby", "loop {}"),
        ("python", "while True: pass"),
    ] {
        client.run(language, program).await;
        client.state("running").await;
        client.ask("run.stop", json!({})).await.unwrap();
        assert_eq!(
            client.until("run.ended").await["reason"],
            "stopped",
            "{language}"
        );
    }
}

#[tokio::test]
async fn a_program_reads_what_its_user_types() {
    let server = Server::start();
    let cases = [
        ("ruby", "x = gets\nputs x.chomp * 2\nputs gets.inspect"),
        (
            "python",
            "x = input('name? ')\nprint(x * 2)\ntry: input()\nexcept EOFError: print('nil')",
        ),
        ("lua", "x = io.read()\nprint(x .. x)\nprint(io.read())"),
        (
            "perl",
            "$x = <STDIN>; chomp $x; print $x x 2, \"\\n\"; print defined(<STDIN>) ? 1 : 'nil', \"\\n\";",
        ),
        (
            "javascript",
            "const x = prompt('name? '); console.log(x + x); console.log(prompt() === null ? 'nil' : 1)",
        ),
        (
            "nodejs",
            "const fs = require('fs'); const b = Buffer.alloc(100); const n = fs.readSync(0, b); const x = b.toString('utf8', 0, n).trim(); console.log(x + x); console.log(fs.readSync(0, b) === 0 ? 'nil' : 1)",
        ),
    ];
    for (language, program) in cases {
        let mut client = Native::begin(&server).await;
        client.run(language, program).await;
        client.until("input.request").await;
        client.state("waiting_user").await;
        client.ask("input", json!({"line": "ab"})).await.unwrap();
        let text = client.until("console").await["text"].clone();
        assert!(text.as_str().unwrap().contains("abab"), "{language} {text}");
        client.ask("input", json!({"end": true})).await.unwrap();
        let mut text = String::new();
        loop {
            let message = client.next().await.unwrap();
            match message["type"].as_str().unwrap() {
                "console" => text.push_str(message["body"]["text"].as_str().unwrap()),
                "run.ended" => {
                    assert_eq!(
                        message["body"]["reason"], "finished",
                        "{language} {message}"
                    );
                    break;
                }
                _ => (),
            }
        }
        assert!(text.contains("nil"), "{language} {text:?}");
    }
}

#[tokio::test]
async fn requests_get_one_answer_that_says_what_to_do() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let file = |name: &str| json!({"language": "lua", "files": [{"name": name, "text": ""}]});
    for (kind, body, code) in [
        ("run.stop", json!({}), "no_run"),
        ("run.pause", json!({}), "no_run"),
        ("run.exec", json!({"xid": "1", "source": "x"}), "no_run"),
        (
            "run.start",
            json!({"language": "klingon", "files": [{"name": "main.kl", "text": ""}]}),
            "unknown_language",
        ),
        (
            "run.start",
            json!({"language": "lua", "files": []}),
            "bad_files",
        ),
        ("run.start", file("../main.lua"), "bad_files"),
        ("run.start", file("main"), "bad_files"),
        ("run.start", json!({"language": "lua"}), "bad_request"),
        (
            "run.start",
            json!({"language": "lua", "game": {"id": "chess"}, "files": [{"name": "main.lua", "text": ""}]}),
            "unknown_game",
        ),
        ("tea", json!({}), "unknown_type"),
        ("hello", json!({}), "bad_request"),
    ] {
        let refused = client.ask(kind, body).await.unwrap_err();
        assert_eq!(refused["code"], code, "{kind} {refused}");
        assert!(refused["text"].as_str().unwrap().len() > 10);
    }
    let started: Value = client.run("lua", "Engine.send('x')").await;
    assert!(started["run"].as_str().unwrap().starts_with('r'));
    let again = client.ask("run.start", file("main.lua")).await.unwrap_err();
    assert_eq!(again["code"], "run_active");
}

#[tokio::test]
async fn a_program_of_several_files_requires_its_own() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let files = json!([
        {"name": "game.rb", "text": "require_relative 'moves'\nmove(3)"},
        {"name": "moves.rb", "text": "def move(n)\n  Engine.send(%({\"move\":#{n}}))\nend"},
    ]);
    let body = json!({"language": "ruby", "files": files});
    client.ask("run.start", body).await.unwrap();
    let command = client.command("move").await;
    assert_eq!(command["params"], 3);
    assert_eq!(command["src"]["file"], "moves.rb");
    assert_eq!(command["src"]["line"], 2);
    let error = json!({"cid": 1, "error": {"code": "wall", "text": "there is a wall"}});
    client.send("command.result", error).await;
    let told = client.until("program.error").await;
    assert_eq!(
        (&told["message"], &told["fatal"]),
        (&json!("there is a wall"), &json!(true))
    );
    assert_eq!(
        (&told["file"], &told["line"]),
        (&json!("moves.rb"), &json!(2)),
        "{told}"
    );
}

#[tokio::test]
async fn a_seed_makes_random_numbers_repeat() {
    let server = Server::start();
    let programs = [
        ("ruby", "puts rand(1000000)"),
        ("python", "import random; print(random.randrange(1000000))"),
        ("php", "<?php echo mt_rand(0, 1000000);"),
        ("perl", "print int(rand(1000000));"),
        ("lua", "print(math.random(1000000))"),
        ("nodejs", "console.log(Math.random())"),
        ("javascript", "console.log(Math.random())"),
    ];
    for (language, program) in programs {
        let mut printed = Vec::new();
        for seed in [7, 7, 8] {
            let mut client = Native::begin(&server).await;
            client
                .run_with(language, program, json!({"seed": seed}))
                .await;
            printed.push(client.until("console").await["text"].clone());
        }
        assert_eq!(printed[0], printed[1], "{language}");
        assert_ne!(printed[0], printed[2], "{language}");
    }
}

#[tokio::test]
async fn a_language_that_cannot_say_that_it_reads_is_given_lines_all_the_same() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let program =
        "<?php echo strtoupper(fgets(STDIN)); echo readline() === false ? 'end' : 'more';";
    client.run("php", program).await;
    client.state("running").await;
    client.ask("input", json!({"line": "ab"})).await.unwrap();
    client.ask("input", json!({"end": true})).await.unwrap();
    let mut text = String::new();
    while !text.contains("end") {
        text.push_str(client.until("console").await["text"].as_str().unwrap());
    }
    assert_eq!(text, "AB\nend");
}
