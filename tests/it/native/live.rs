//! Live instructions, and programs that stay when they have ended.

use serde_json::json;

use crate::support::{Native, Server};

/// A loop over `step`, an instruction that changes it, one that sends, and one that is no program.
const LANGUAGES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "ruby",
        "step = 1\n3.times { Engine.send(%({\"move\":#{step}})) }",
        "step = 7",
        "Engine.send('{\"live\":1}')",
        "step = = 2",
    ),
    (
        "python",
        "step = 1\nfor i in range(3): Engine.send('{\"move\":%d}' % step)",
        "step = 7",
        "Engine.send('{\"live\":1}')",
        "step = = 2",
    ),
    (
        "php",
        "<?php $step = 1;\nfor ($i = 0; $i < 3; $i++) Engine::send(json_encode(['move' => $step]));",
        "$step = 7;",
        "Engine::send('{\"live\":1}');",
        "$step = = 2",
    ),
    (
        "nodejs",
        "let step = 1;\nfor (let i = 0; i < 3; i++) Engine.send(JSON.stringify({move: step}));",
        "step = 7",
        "Engine.send('{\"live\":1}')",
        "step = = 2",
    ),
    (
        "perl",
        "my $step = 1;\nfor (1..3) { Engine->send(\"{\\\"move\\\":$step}\") }",
        "$step = 7",
        "Engine->send('{\"live\":1}')",
        "$step = = 2",
    ),
    (
        "javascript",
        "let step = 1;\nfor (let i = 0; i < 3; i++) Engine.send(JSON.stringify({move: step}));",
        "step = 7",
        "Engine.send('{\"live\":1}')",
        "step = = 2",
    ),
    (
        "lua",
        "local step = 1\nfor i = 1, 3 do Engine.send('{\"move\":' .. step .. '}') end",
        "step = 7",
        "Engine.send('{\"live\":1}')",
        "step = = 2",
    ),
    (
        "typescript",
        "let step: number = 1;\nfor (let i = 0; i < 3; i++) Engine.send(JSON.stringify({move: step}));",
        "step = 7",
        "Engine.send('{\"live\":1}')",
        "step = = 2",
    ),
    (
        "scheme",
        "(define step 1)\n(for-each (lambda (i) (engine-send (format #f \"{\\\"move\\\":~a}\" step))) '(1 2 3))",
        "(set! step 7)",
        "(engine-send \"{\\\"live\\\":1}\")",
        "(set! step",
    ),
    (
        "r",
        "step <- 1\nfor (i in 1:3) Engine$send(sprintf('{\"move\":%d}', step))",
        "step <- 7",
        "Engine$send('{\"live\":1}')",
        "step <- <- 2",
    ),
    (
        "bash",
        "step=1\nfor i in 1 2 3; do Engine.send \"{\\\"move\\\":$step}\"; done",
        "step=7",
        "Engine.send '{\"live\":1}'",
        "step=(",
    ),
    (
        "tcl",
        "set step 1\nforeach i {1 2 3} { Engine::send \"{\\\"move\\\":$step}\" }",
        "set step 7",
        "Engine::send {{\"live\":1}}",
        "set step {",
    ),
];

#[tokio::test]
async fn an_instruction_changes_a_variable_that_the_running_program_uses() {
    let server = Server::start();
    for (language, program, change, _, broken) in LANGUAGES.iter().copied() {
        let mut client = Native::begin(&server).await;
        client.run(language, program).await;
        let command = client.command("move").await;
        assert_eq!(command["params"], 1, "{language}");
        // It waits while the client plays, and comes before the answer.
        for (xid, source) in [("broken", broken), ("change", change)] {
            client
                .ask("run.exec", json!({"xid": xid, "source": source}))
                .await
                .unwrap();
        }
        client.answer(&command, "ok").await;
        let result = client.until("exec.result").await;
        assert_eq!(
            (&result["xid"], &result["ok"]),
            (&json!("broken"), &json!(false)),
            "{language} {result}"
        );
        assert_eq!(
            result["error"]["error"]["kind"], "syntax",
            "{language} {result}"
        );
        assert_eq!(
            result["error"]["error"]["file"], "live#1",
            "{language} {result}"
        );
        let result = client.until("exec.result").await;
        assert_eq!(
            (&result["xid"], &result["ok"]),
            (&json!("change"), &json!(true)),
            "{language} {result}"
        );
        for _ in 0..2 {
            let command = client.command("move").await;
            assert_eq!(command["params"], 7, "{language}");
            client.answer(&command, "ok").await;
        }
        assert_eq!(
            client.until("run.ended").await["reason"],
            "finished",
            "{language}"
        );
    }
}

#[tokio::test]
async fn commands_of_an_instruction_pass_a_pause_and_then_the_outer_one_goes_on() {
    let server = Server::start();
    for (language, program, _, send, _) in LANGUAGES.iter().copied() {
        let mut client = Native::begin(&server).await;
        client
            .run_with(language, program, json!({"paused": true}))
            .await;
        client.state("paused").await;
        client
            .ask("run.exec", json!({"xid": "1", "source": send}))
            .await
            .unwrap();
        let command = client.command("live").await;
        assert_eq!(
            (&command["cid"], &command["src"]["file"]),
            (&json!(1), &json!("live#1")),
            "{language}"
        );
        assert_eq!(command["src"]["line"], 1, "{language}");
        client.answer(&command, "yes").await;
        let result = client.until("exec.result").await;
        assert_eq!(result["ok"], true, "{language} {result}");
        client.ask("run.resume", json!({})).await.unwrap();
        let (actions, end) = client.play_to_the_end().await;
        assert_eq!(
            (actions.len(), &end["commands"]),
            (3, &json!(4)),
            "{language}"
        );
    }
}

#[tokio::test]
async fn in_mode_live_a_program_stays_for_instructions() {
    let server = Server::start();
    for (language, program, change, send, _) in LANGUAGES.iter().copied() {
        let mut client = Native::begin(&server).await;
        client
            .run_with(language, program, json!({"mode": "live"}))
            .await;
        for _ in 0..3 {
            let command = client.command("move").await;
            client.answer(&command, "ok").await;
        }
        client.state("idle").await;
        client
            .ask("run.exec", json!({"xid": "a", "source": change}))
            .await
            .unwrap();
        assert_eq!(client.until("exec.result").await["ok"], true, "{language}");
        client
            .ask("run.exec", json!({"xid": "b", "source": send}))
            .await
            .unwrap();
        let command = client.command("live").await;
        assert_eq!(command["src"]["file"], "live#2", "{language}");
        client.answer(&command, "ok").await;
        assert_eq!(client.until("exec.result").await["xid"], "b", "{language}");
        client.ask("run.stop", json!({})).await.unwrap();
        assert_eq!(
            client.until("run.ended").await["reason"],
            "stopped",
            "{language}"
        );
    }
}

#[tokio::test]
async fn in_mode_live_an_error_is_told_and_the_program_stays() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let program = "x = 5\nEngine.send('{\"a\":1}')\nraise 'oh no'";
    client
        .run_with("ruby", program, json!({"mode": "live"}))
        .await;
    let command = client.command("a").await;
    client.answer(&command, "ok").await;
    let error = client.until("program.error").await;
    assert_eq!(
        (&error["line"], &error["fatal"]),
        (&json!(3), &json!(false)),
        "{error}"
    );
    client.state("idle").await;
    client
        .ask("run.exec", json!({"xid": "1", "source": "x + 1"}))
        .await
        .unwrap();
    assert_eq!(client.until("exec.result").await["value"], "6");
}

#[tokio::test]
async fn an_instruction_waits_for_a_program_that_computes_and_ends_with_it() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    client.run("lua", "while true do end").await;
    client.state("running").await;
    client
        .ask("run.exec", json!({"xid": "late", "source": "x = 1"}))
        .await
        .unwrap();
    client.ask("run.stop", json!({})).await.unwrap();
    let result = client.until("exec.result").await;
    assert_eq!(result["error"]["code"], "ended");
    assert_eq!(client.until("run.ended").await["reason"], "stopped");
}
