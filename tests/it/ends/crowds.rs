//! Many clients at once, and many in a row.

use std::fs;

use futures_util::future::join_all;

use super::scene::{Scene, closed};
use crate::support::{busy_loops, eventually};

/// Programs that send 100 commands, each with the answer to the one before.
const PROGRAMS: [(&str, &str, &str); 3] = [
    (
        "lua",
        "me = 'NTH'",
        "local a = 'none' for i = 1, 100 do a = Engine.send(me .. ' moves ' .. i .. ' after ' .. a) end",
    ),
    (
        "ruby",
        "def me = 'NTH'",
        "a = 'none'\n1.upto(100) { |i| a = Engine.send(\"#{me} moves #{i} after #{a}\") }",
    ),
    (
        "python",
        "me = 'NTH'",
        "a = 'none'\nfor i in range(1, 101): a = Engine.send(f'{me} moves {i} after {a}')",
    ),
];

#[tokio::test]
async fn fifty_clients_beside_busy_loops_get_their_own_commands_and_give_their_own_answers() {
    let scene = Scene::new();
    let busy = busy_loops(&scene.server, 5).await;
    let clients = (0..50).map(|nth| {
        let (language, interpreter, program) = PROGRAMS[nth % PROGRAMS.len()];
        let me = format!("client {nth}");
        let interpreter = interpreter.replace("NTH", &me);
        let server = &scene.server;
        async move {
            let mut client = server.connect().await;
            client.begin(language, &interpreter, program).await;
            let mut answer = "none".to_owned();
            for i in 1..=100 {
                client
                    .expect(&format!("{me} moves {i} after {answer}"))
                    .await;
                answer = format!("{me}'s answer {i}");
                client.send(&answer).await;
            }
            closed(&mut client, &me).await;
        }
    });
    join_all(clients).await;
    drop(busy);
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn two_thousand_sessions_of_every_end_leave_nothing_behind() {
    let scene = Scene::new();
    sessions(&scene, 60).await;
    let before = Holdings::of(&scene).await;
    sessions(&scene, 2_000).await;
    let after = Holdings::of(&scene).await;
    assert_eq!(
        (after.descriptors, after.threads, after.folders),
        (before.descriptors, before.threads, before.folders),
    );
    let grown_kib = after.memory_kib.saturating_sub(before.memory_kib);
    assert!(grown_kib <= 16 * 1024, "{grown_kib} KiB more");
}

/// `count` short sessions, four at a time, that end in five ways in turn.
async fn sessions(scene: &Scene, count: usize) {
    for first in (0..count).step_by(4) {
        join_all((first..first + 4).map(|nth| session(scene, nth))).await;
    }
}

async fn session(scene: &Scene, nth: usize) {
    let ends = [
        "Engine.send('x')",
        "Engine.send('x') error('why')",
        "Engine.send('x') os.exit(3)",
    ];
    let mut client = scene
        .begin("lua", ends.get(nth % 5).unwrap_or(&"Engine.send('x')"))
        .await;
    client.expect("x").await;
    match nth % 5 {
        4 => return client.cut(),
        3 => client.send("PROCESS_ENDED_BY_USER").await,
        _ => client.send("ok").await,
    }
    let frames = client.answer_all(|_| String::new()).await;
    assert_eq!(
        frames.last().map(String::as_str),
        Some("CLOSE_GAME"),
        "{frames:?}"
    );
}

/// What a server holds when no client is there.
struct Holdings {
    descriptors: usize,
    threads: usize,
    folders: usize,
    memory_kib: u64,
}

impl Holdings {
    async fn of(scene: &Scene) -> Self {
        scene.nothing_is_left().await;
        scene.nobody_is_there().await;
        let proc = format!("/proc/{}", scene.server.pid());
        let clients = || {
            let tcp = fs::read_to_string(format!("{proc}/net/tcp")).unwrap();
            let port = scene.server.addresses[0].rsplit(':').next().unwrap();
            let port = format!(":{:04X}", port.parse::<u16>().unwrap());
            // Established, or closed by the client alone: the server holds a descriptor.
            let held = tcp.lines().skip(1).filter(|line| {
                let fields: Vec<_> = line.split_whitespace().collect();
                fields[1].ends_with(&port) && ["01", "08"].contains(&fields[3])
            });
            held.count()
        };
        eventually("the clients' sockets are closed", || clients() == 0).await;
        let status = fs::read_to_string(format!("{proc}/status")).unwrap();
        let field = |name: &str| -> u64 {
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap();
            line.split_whitespace().next().unwrap().parse().unwrap()
        };
        let root = fs::read_dir(scene.work_folder())
            .unwrap()
            .flatten()
            .next()
            .unwrap();
        let folders = || fs::read_dir(root.path()).unwrap().count();
        // The engines', the sandbox's, what was built and the lock: what runs had is removed beside.
        eventually("the folders of runs are gone", || folders() <= 4).await;
        // Threads for blocking calls come and go by themselves.
        let lasting = fs::read_dir(format!("{proc}/task")).unwrap().flatten();
        let names = lasting.filter_map(|task| fs::read_to_string(task.path().join("comm")).ok());
        Self {
            descriptors: fs::read_dir(format!("{proc}/fd")).unwrap().count(),
            threads: names.filter(|name| !name.starts_with("tokio-")).count(),
            folders: folders(),
            memory_kib: field("VmRSS:"),
        }
    }
}
