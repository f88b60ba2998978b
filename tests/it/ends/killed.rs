//! The program, or its launcher, is killed or loses its channels, at every moment.

use super::scene::{READY, Scene, closed, told};
use crate::support::{Client, children_of, eventually, kill, launchers_of, programs_of};

const SIGKILL: i32 = 9;
const SIGSEGV: i32 = 11;
const SIGSTOP: i32 = 19;

#[tokio::test]
async fn before_its_engine_is_ready_it_is_started_three_times() {
    let scene = scene();
    let mut client = scene.begin("slow", "").await;
    let mut before = None;
    for nth in 1..=3 {
        let program = scene.program(before).await;
        kill(program, SIGKILL);
        before = Some(program);
        let text = "the engine ended before it was ready (signal 9)";
        match nth {
            3 => told(&mut client, text).await,
            _ => {
                told(
                    &mut client,
                    &format!("{text}; starting it again ({nth} of 2)"),
                )
                .await;
            }
        }
    }
    closed(&mut client, "killed three times").await;
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn before_its_first_command_it_is_restarted_three_times() {
    let scene = scene();
    for signal in [SIGKILL, SIGSEGV] {
        let mut client = scene
            .begin("raw", &format!("{READY}: > here; read -r x <&3"))
            .await;
        let mut before = None;
        for nth in 1..=4 {
            let program = scene.program(before).await;
            let here = format!("/proc/{program}/cwd/here");
            eventually("it is ready", || std::fs::exists(&here).unwrap()).await;
            kill(program, signal);
            before = Some(program);
            let text = format!("the program crashed (signal {signal})");
            match nth {
                4 => told(&mut client, &text).await,
                _ => {
                    told(
                        &mut client,
                        &format!("{text}; starting it again ({nth} of 3)"),
                    )
                    .await;
                }
            }
        }
        closed(&mut client, "killed four times").await;
        scene.nothing_is_left().await;
    }
}

#[tokio::test]
async fn a_run_that_was_restarted_plays_as_if_nothing_had_been() {
    let scene = scene();
    let program =
        format!("{READY}: > here\nwhile [ -f here ]; do read -rt 0.01 x <&3; done\n{SEND_X}");
    let mut client = scene.begin("raw", &program).await;
    let first = scene.program(None).await;
    kill(first, SIGKILL);
    told(&mut client, "starting it again").await;
    let second = scene.program(Some(first)).await;
    let here = format!("/proc/{second}/cwd/here");
    eventually("it is ready", || std::fs::exists(&here).unwrap()).await;
    std::fs::remove_file(&here).unwrap();
    client.expect("x").await;
    client.send("ok").await;
    closed(&mut client, "it plays").await;
}

#[tokio::test]
async fn after_its_first_command_it_is_told_and_over() {
    let scene = scene();
    for (what, answers) in [("it waits for an answer", false), ("it goes on", true)] {
        let program = "Engine.send('x')\nopen('here', 'w')\nwhile True: pass";
        let mut client = scene.begin("python", program).await;
        client.expect("x").await;
        if answers {
            client.send("ok").await;
            eventually("it goes on", || scene.here() > 0).await;
        }
        kill(scene.program(None).await, SIGKILL);
        told(&mut client, "the program crashed (signal 9)").await;
        closed(&mut client, what).await;
        scene.nothing_is_left().await;
    }
    assert_eq!(scene.server.log().matches("attempt granted").count(), 2);
}

#[tokio::test]
async fn in_revision_1_it_may_be_killed_before_and_after_its_first_word() {
    let scene = scene();
    for (program, attempts) in [("read -r x", 3), ("echo hello; : > here; read -r x", 4)] {
        let mut client = scene.begin("raw1", program).await;
        let mut before = None;
        for nth in 1..=attempts {
            let pid = scene.program(before).await;
            if attempts == 4 {
                let here = format!("/proc/{pid}/cwd/here");
                eventually("it spoke", || std::fs::exists(&here).unwrap()).await;
            }
            kill(pid, SIGKILL);
            before = Some(pid);
            let again = if nth < attempts {
                format!("({nth} of {})", attempts - 1)
            } else {
                "signal 9".to_owned()
            };
            told(&mut client, &again).await;
        }
        closed(&mut client, program).await;
    }
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn a_launcher_that_is_killed_takes_its_program_with_it() {
    kill_the_launcher("").await;
}

#[tokio::test]
async fn a_launcher_that_is_killed_takes_the_program_s_child_and_daemon_with_it() {
    kill_the_launcher(CHILD_AND_DAEMON).await;
}

/// Kills each of the processes between the server and a program which begins with `first`.
async fn kill_the_launcher(first: &str) {
    let scene = scene();
    let mut at = 0;
    loop {
        let mut client = scene
            .begin("raw", &format!("{READY}{first}{SEND_X}sleep 1000"))
            .await;
        client.expect("x").await;
        let launchers = busy_launchers(&scene);
        kill(launchers[at], SIGKILL);
        client.send("ok").await;
        told(&mut client, "the program crashed").await;
        closed(&mut client, "without its launcher").await;
        scene.nothing_is_left().await;
        at += 1;
        if at == launchers.len() {
            break;
        }
    }
}

/// A stopped launcher hears nothing: neither a stop nor the end of its server.
#[tokio::test]
async fn a_stopped_launcher_is_no_shelter_from_a_stop() {
    let scene = scene();
    let mut client = with_a_stopped_launcher(&scene).await;
    client.send("PROCESS_ENDED_BY_USER").await;
    closed(&mut client, "a stopped launcher").await;
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn a_stopped_launcher_is_no_shelter_from_the_end_of_the_server() {
    let mut scene = scene();
    let _client = with_a_stopped_launcher(&scene).await;
    scene.server.signal(SIGKILL);
    scene.server.wait();
    eventually("no process is left", || scene.marked().is_empty()).await;
}

async fn with_a_stopped_launcher(scene: &Scene) -> Client {
    let program = format!("{READY}{CHILD_AND_DAEMON}{SEND_X}sleep 1000");
    let mut client = scene.begin("raw", &program).await;
    client.expect("x").await;
    for launcher in busy_launchers(scene) {
        kill(launcher, SIGSTOP);
    }
    client
}

/// Shell lines that leave a child and a daemon running.
const CHILD_AND_DAEMON: &str = "sleep 1000 &\n(exec setsid sleep 1000) &\n";

/// The processes between the server and the one program that runs, outermost first.
fn busy_launchers(scene: &Scene) -> Vec<u32> {
    let launchers = launchers_of(scene.server.pid());
    let program = programs_of(scene.server.pid())[0];
    let leads = |pid: u32| {
        let mut below = children_of(pid);
        while let Some(child) = below.pop() {
            if child == program {
                return true;
            }
            below.extend(children_of(child));
        }
        false
    };
    let mut busy: Vec<_> = launchers.into_iter().filter(|it| leads(*it)).collect();
    busy.sort_by_key(|it| !children_of(scene.server.pid()).contains(it));
    busy
}

#[tokio::test]
async fn a_program_that_closes_all_its_descriptors_has_crashed() {
    let scene = scene();
    let program = "import os, time\nEngine.send('x')\nos.closerange(0, 100)\ntime.sleep(1000)";
    let mut client = scene.begin("python", program).await;
    client.expect("x").await;
    client.send("ok").await;
    told(&mut client, "the program closed the engine's channel").await;
    closed(&mut client, "all closed").await;
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn a_program_that_closes_its_end_for_answers_harms_itself_alone() {
    let scene = scene();
    let program = format!(
        "{READY}exec 3<&-\nprintf 'none\\nstart\\nx\\ninsert\\n' >&4; : > here; while :; do :; done"
    );
    let mut client = scene.begin("raw", &program).await;
    client.expect("x").await;
    eventually("it goes on", || scene.here() > 0).await;
    client.send("ok").await;
    let mut other = scene.begin("raw", &format!("{READY}{SEND_X}")).await;
    other.expect("x").await;
    other.send("ok").await;
    closed(&mut other, "another one").await;
    client.send("PROCESS_ENDED_BY_USER").await;
    closed(&mut client, "no end for answers").await;
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn a_program_that_closes_its_streams_goes_on() {
    let scene = scene();
    for (language, program) in [
        (
            "ruby",
            "Engine.send('x')\n$stdin.close\n$stdout.close\n$stderr.close\nEngine.send('y')",
        ),
        (
            "python",
            "import os\nEngine.send('x')\nos.close(0)\nos.close(1)\nos.close(2)\nEngine.send('y')",
        ),
        ("lua", "Engine.send('x') io.stdout:close() Engine.send('y')"),
    ] {
        let mut client = scene.begin(language, program).await;
        let frames = client.answer_all(|_| "ok".to_owned()).await;
        assert_eq!(frames, ["x", "y", "CLOSE_GAME"], "{language}");
    }
    let mut silent = scene
        .begin("raw1", "exec >&- 2>&-; : > here; read -r x")
        .await;
    eventually("it goes on", || scene.here() > 0).await;
    silent.send("PROCESS_ENDED_BY_USER").await;
    closed(&mut silent, "revision 1").await;
    scene.nothing_is_left().await;
}

/// Shell lines that send `x` and read its answer.
const SEND_X: &str =
    "printf 'none\\nstart\\nx\\ninsert\\n' >&4; read -r answer <&3; echo close >&4\n";

/// A server that starts again quickly.
fn scene() -> Scene {
    Scene::with(&[
        ("LIVECODING_RESTART_START_RETRY_MS", "[10, 20]"),
        ("LIVECODING_RESTART_CRASH_PAUSE_MS", "10"),
    ])
}
