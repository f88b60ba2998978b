//! Each end of a run in each mode, as product.md has them.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{
    Native, RAW, Server, eventually, folder_of, kill, nothing_is_left, programs_below, programs_of,
};

/// Short pauses, so that a test need not wait long.
pub(super) const QUICK: [(&str, &str); 4] = [
    ("LIVECODING_RESTART_KEEP_ALIVE_PAUSE_SECONDS", "[0]"),
    ("LIVECODING_RESTART_CRASH_PAUSE_MS", "10"),
    ("LIVECODING_RESTART_START_RETRY_MS", "[10, 10]"),
    ("LIVECODING_RUN_OUTPUT_BYTES_PER_RUN", "100000"),
];

async fn end_of(server: &Server, mode: &str, program: &str) -> Value {
    let mut client = Native::begin(server).await;
    client.run_with("lua", program, json!({"mode": mode})).await;
    client.until("run.ended").await
}

/// What follows the end of an attempt that starts again.
async fn restarted(server: &Server, mode: &str, program: &str) -> (Native, Value) {
    let mut client = Native::begin(server).await;
    client.run_with("lua", program, json!({"mode": mode})).await;
    let restarting = client.state("restarting").await;
    (client, restarting)
}

/// Says that the stage is clear, as a client does.
pub(super) async fn clear_stage(client: &mut Native) -> Value {
    loop {
        let message = client.next().await.expect("a request to clear the stage");
        if message["type"] == "stage.reset" {
            let ok = json!({"type": "ok", "re": message["id"]});
            client.send_raw(ok.to_string()).await;
            return message["body"].clone();
        }
        assert_ne!(message["type"], "command", "{message}");
    }
}

#[tokio::test]
async fn once_every_end_is_the_end() {
    let server = Server::with(&QUICK);
    for (program, reason) in [
        ("", "finished"),
        ("os.exit(0)", "finished"),
        ("error('why')", "error"),
        ("os.exit(3)", "error"),
        (
            "local s = string.rep('x', 1000) while true do print(s) end",
            "limit",
        ),
        ("x = = 1", "error"),
    ] {
        let ended = end_of(&server, "once", program).await;
        assert_eq!(ended["reason"], reason, "{program}: {ended}");
    }
    let limit = end_of(&server, "once", "while true do print('xxxxxxxxx') end").await;
    assert_eq!(limit["limit"], "output");
    let error = end_of(&server, "once", "\n\nerror('why')").await;
    assert_eq!(
        (&error["error"]["line"], &error["error"]["file"]),
        (&json!(3), &json!("main.lua"))
    );
}

#[tokio::test]
async fn once_a_killed_program_is_started_again_on_a_cleared_stage_three_times() {
    let server = Server::with(&QUICK);
    let mut client = Native::begin(&server).await;
    let mut watcher = Native::hello(&server, client.invitation("observer", &[])).await;
    client
        .run("lua", "Engine.send('{\"a\":1}') Engine.send('{\"b\":1}')")
        .await;
    for attempt in 1..=4 {
        let command = client.command("a").await;
        // A command is numbered in its run, whatever the attempt.
        assert_eq!(command["cid"], 2 * attempt - 1);
        client.answer(&command, "ok").await;
        client.command("b").await;
        kill_program(&server).await;
        let error = client.until("program.error").await;
        assert_eq!(error["fatal"], json!(attempt == 4), "{error}");
        if attempt < 4 {
            let restarting = client.state("restarting").await;
            assert_eq!(restarting["attempt"], attempt + 1);
            assert_eq!(watcher.state("restarting").await["attempt"], attempt + 1);
            assert_eq!(clear_stage(&mut client).await["attempt"], attempt + 1);
        }
    }
    let ended = client.until("run.ended").await;
    assert_eq!(
        (&ended["reason"], &ended["signal"]),
        (&json!("crashed"), &json!(9))
    );
    nothing_is_left(&server).await;
}

#[tokio::test]
async fn once_never_means_never_and_a_stage_that_is_not_cleared_is_nobody_s() {
    let server = Server::with(&QUICK);
    let mut client = Native::begin(&server).await;
    let program = "Engine.send('{\"a\":1}')";
    client
        .run_with("lua", program, json!({"restart": "never"}))
        .await;
    client.command("a").await;
    kill_program(&server).await;
    assert_eq!(client.until("run.ended").await["reason"], "crashed");
    client.run("lua", program).await;
    client.command("a").await;
    kill_program(&server).await;
    // The client is asked and does not say that its stage is clear.
    client.until("stage.reset").await;
    let ended = client.until("run.ended").await;
    assert_eq!(ended["reason"], "no_player", "{ended}");
}

#[tokio::test]
async fn live_a_program_stays_and_after_a_crash_it_is_back_without_what_it_had() {
    let server = Server::with(&QUICK);
    let mut client = Native::begin(&server).await;
    client
        .run_with("lua", "x = 5", json!({"mode": "live"}))
        .await;
    client.state("idle").await;
    kill_program(&server).await;
    clear_stage(&mut client).await;
    let idle = client.state("idle").await;
    assert_eq!(
        (&idle["state_lost"], &idle["attempt"]),
        (&json!(true), &json!(2))
    );
    client
        .ask("run.exec", json!({"xid": "1", "source": "x"}))
        .await
        .unwrap();
    let result = client.until("exec.result").await;
    assert_eq!(
        (&result["ok"], &result["value"]),
        (&json!(true), &Value::Null),
        "{result}"
    );
    client
        .ask("run.exec", json!({"xid": "2", "source": "os.exit(0)"}))
        .await
        .unwrap();
    assert_eq!(client.until("run.ended").await["reason"], "finished");
    for (program, reason) in [
        ("while true do print('xxxxxxxxx') end", "limit"),
        ("os.exit(3)", "error"),
    ] {
        assert_eq!(end_of(&server, "live", program).await["reason"], reason);
    }
}

#[tokio::test]
async fn keep_alive_starts_again_whatever_happened_but_an_end_and_a_stop() {
    let server = Server::with(&QUICK);
    assert_eq!(
        end_of(&server, "keep_alive", "").await["reason"],
        "finished"
    );
    for program in [
        "Engine.send('{\"a\":1}') error('why')",
        "Engine.send('{\"a\":1}') os.exit(3)",
        "Engine.send('{\"a\":1}') while true do print('xxxxxxxxx') end",
    ] {
        let mut client = Native::begin(&server).await;
        client
            .run_with("lua", program, json!({"mode": "keep_alive"}))
            .await;
        let command = client.command("a").await;
        client.answer(&command, "ok").await;
        assert_eq!(client.state("restarting").await["attempt"], 2, "{program}");
        clear_stage(&mut client).await;
        client.command("a").await;
        client.ask("run.stop", json!({})).await.unwrap();
        assert_eq!(client.until("run.ended").await["reason"], "stopped");
    }
    let (mut client, restarting) = restarted(&server, "keep_alive", "error('why')").await;
    assert!(restarting["in_ms"].is_number(), "{restarting}");
    client.ask("run.stop", json!({})).await.unwrap();
    assert_eq!(client.until("run.ended").await["reason"], "stopped");
}

#[tokio::test]
async fn keep_alive_waits_for_a_player_however_long() {
    let server = Server::with(&[("LIVECODING_NATIVE_RESUME_WINDOW_SECONDS", "1")]);
    let mut client = Native::begin(&server).await;
    let program = "for i = 1, 9 do Engine.send('{\"a\":1}') end";
    client
        .run_with("lua", program, json!({"mode": "keep_alive"}))
        .await;
    client.command("a").await;
    let invitation = client.invitation("player", &["player"]);
    // The other session's window passes meanwhile, and so has this one's.
    let mut other = Native::begin(&server).await;
    other.run("lua", program).await;
    other.command("a").await;
    let position = other.position();
    drop((client, other));
    eventually("only the installation is left", || {
        programs_below(server.pid()).len() == 1
    })
    .await;
    let late = Native::hello(&server, position).await;
    // Its session is over, or is found in its last moment.
    let ended = late.welcome["reason"] == "session_over" || late.welcome["resumed"] == true;
    assert!(ended, "{}", late.welcome);
    let mut display = Native::hello(&server, invitation).await;
    let command = display.command("a").await;
    assert_eq!(command["redelivered"], true);
    display.answer(&command, "ok").await;
    display.command("a").await;
}

#[tokio::test]
async fn a_server_that_ends_tells_fifty_clients_and_leaves_nothing() {
    let mut server = Server::with(&[("LIVECODING_SERVER_DRAIN_SECONDS", "1")]);
    let server_here = &server;
    let clients = join_all((0..50).map(|nth| async move {
        let mode = ["once", "live", "keep_alive"][nth % 3];
        let mut client = Native::begin(server_here).await;
        let program = "Engine.send('{\"a\":1}')";
        client.run_with("lua", program, json!({"mode": mode})).await;
        client.command("a").await;
        client
    }));
    let clients = clients.await;
    server.signal(15);
    let told = join_all(clients.into_iter().map(|mut client| async move {
        let notice = client.until("notice").await;
        assert_eq!(notice["code"], "draining");
        let ended = client.until("run.ended").await;
        assert_eq!(ended["reason"], "server");
        client.close_code().await
    }));
    assert_eq!(told.await, vec![Some(1012); 50]);
    assert_eq!(server.wait(), Some(0));
}

#[tokio::test]
async fn an_engine_that_never_comes_up_is_given_up_in_a_lesson_and_tried_on_in_an_installation() {
    let packages = folder_of(&[RAW]);
    let server = Server::with_packages(packages.path(), &QUICK);
    let body = |mode: &str| json!({"language": "raw", "mode": mode, "files": [{"name": "main.sh", "text": "exit 3"}]});
    for mode in ["once", "live"] {
        let mut client = Native::begin(&server).await;
        client.ask("run.start", body(mode)).await.unwrap();
        for attempt in [2, 3] {
            assert_eq!(
                client.state("restarting").await["attempt"],
                attempt,
                "{mode}"
            );
            clear_stage(&mut client).await;
        }
        let ended = client.until("run.ended").await;
        assert_eq!(ended["reason"], "start_failed", "{mode}");
        assert!(
            ended["error"]["message"]
                .as_str()
                .unwrap()
                .contains("exit status 3"),
            "{ended}"
        );
    }
    let mut client = Native::begin(&server).await;
    client.ask("run.start", body("keep_alive")).await.unwrap();
    for attempt in 2..=5 {
        assert_eq!(client.state("restarting").await["attempt"], attempt);
        clear_stage(&mut client).await;
    }
    client.ask("run.stop", json!({})).await.unwrap();
    assert_eq!(client.until("run.ended").await["reason"], "stopped");
}

#[tokio::test]
async fn a_command_that_nobody_answers_ends_all_but_an_installation() {
    let server = Server::with(&[("LIVECODING_NATIVE_ANSWER_TIMEOUT_SECONDS", "1")]);
    let program = "Engine.send('{\"a\":1}') Engine.send('{\"b\":1}')";
    let begin = async |mode: &str| {
        let mut client = Native::begin(&server).await;
        client.run_with("lua", program, json!({"mode": mode})).await;
        let command = client.command("a").await;
        (client, command)
    };
    let (mut patient, command) = begin("keep_alive").await;
    let (mut thinking, thought) = begin("once").await;
    let progress = json!({"cid": thought["cid"], "waits_for_user": true});
    thinking.send("command.progress", progress).await;
    thinking.state("waiting_user").await;
    for mode in ["once", "live"] {
        let (mut client, _) = begin(mode).await;
        let ended = client.until("run.ended").await;
        assert_eq!(ended["reason"], "no_player", "{mode}");
    }
    for (client, command) in [(&mut patient, command), (&mut thinking, thought)] {
        client.answer(&command, "late").await;
        client.command("b").await;
    }
}

#[tokio::test]
async fn a_stop_wins_in_every_mode() {
    let server = Server::start();
    for mode in ["once", "live", "keep_alive"] {
        for program in ["while true do end", "Engine.send('{\"a\":1}')", "io.read()"] {
            let mut client = Native::begin(&server).await;
            client.run_with("lua", program, json!({"mode": mode})).await;
            client.state("running").await;
            client.ask("run.stop", json!({})).await.unwrap();
            let ended = client.until("run.ended").await;
            assert_eq!(ended["reason"], "stopped", "{mode} {program}");
        }
    }
    nothing_is_left(&server).await;
}

/// Kills the one program below the server, not its launcher.
pub(super) async fn kill_program(server: &Server) {
    let programs = || programs_of(server.pid());
    eventually("the program is there", || !programs().is_empty()).await;
    kill(programs()[0], 9);
}

#[tokio::test]
async fn a_server_without_programs_does_not_wait_for_those_who_only_look() {
    let settings = [("LIVECODING_SERVER_DRAIN_SECONDS", "600")];
    let mut server = Server::with(&settings);
    let mut client = Native::begin(&server).await;
    server.signal(15);
    assert_eq!(client.until("notice").await["code"], "draining");
    assert_eq!(client.close_code().await, Some(1012));
    assert_eq!(server.wait(), Some(0));
}
