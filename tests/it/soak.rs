//! Many clients at once, and many in a row: nothing is lost, and nothing is left.

use std::fs;

use futures_util::future::join_all;

use crate::support::{Server, busy_loops, eventually, nothing_is_left};

#[tokio::test]
async fn fifty_clients_beside_five_busy_loops_all_finish_in_order() {
    let server = Server::start();
    let busy = busy_loops(&server, 5).await;
    let programs = [
        ("lua", "for i = 1, 100 do Engine.send('move ' .. i) end"),
        ("ruby", "1.upto(100) { |i| Engine.send(\"move #{i}\") }"),
        ("python", "for i in range(1, 101): Engine.send(f'move {i}')"),
    ];
    let clients = (0..50).map(|nth| {
        let (language, program) = programs[nth % programs.len()];
        let server = &server;
        async move {
            let mut client = server.connect().await;
            client.begin(language, "", program).await;
            client.answer_all(|_| "ok".to_owned()).await
        }
    });
    let expected = (1..=100).map(|it| format!("move {it}"));
    let expected: Vec<_> = expected.chain(["CLOSE_GAME".to_owned()]).collect();
    for frames in join_all(clients).await {
        assert_eq!(frames, expected);
    }
    for mut client in busy {
        client.send("PROCESS_ENDED_BY_USER").await;
        client.expect("CLOSE_GAME").await;
    }
}

#[tokio::test]
async fn two_thousand_sessions_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let server = Server::with(&[("LIVECODING_SERVER_WORK_FOLDER", &path)]);
    sessions(&server, 100).await;
    let before = Holdings::of(&server, &path).await;
    sessions(&server, 2_000).await;
    let after = Holdings::of(&server, &path).await;
    assert_eq!(
        (after.descriptors, after.threads, after.folders),
        (before.descriptors, before.threads, before.folders),
    );
    let grown_kib = after.memory_kib.saturating_sub(before.memory_kib);
    assert!(grown_kib < 8 * 1024, "{grown_kib} KiB more");
}

/// What a server holds when no client is there.
struct Holdings {
    descriptors: usize,
    threads: usize,
    folders: usize,
    memory_kib: u64,
}

impl Holdings {
    async fn of(server: &Server, work_folder: &str) -> Self {
        nothing_is_left(server).await;
        let proc = format!("/proc/{}", server.pid());
        let sockets = || {
            let descriptors = fs::read_dir(format!("{proc}/fd")).unwrap().flatten();
            let links = descriptors.filter_map(|it| fs::read_link(it.path()).ok());
            links
                .filter(|it| it.to_string_lossy().starts_with("socket:"))
                .count()
        };
        // The listener, and what the runtimes wake themselves with, are no sockets of clients.
        let idle = 8;
        eventually("the clients' sockets are closed", || sockets() <= idle).await;
        let status = fs::read_to_string(format!("{proc}/status")).unwrap();
        let field = |name: &str| -> u64 {
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap();
            line.split_whitespace().next().unwrap().parse().unwrap()
        };
        let root = fs::read_dir(work_folder).unwrap().flatten().next().unwrap();
        Self {
            descriptors: fs::read_dir(format!("{proc}/fd")).unwrap().count(),
            threads: fs::read_dir(format!("{proc}/task")).unwrap().count(),
            folders: fs::read_dir(root.path()).unwrap().count(),
            memory_kib: field("VmRSS:"),
        }
    }
}

async fn sessions(server: &Server, count: usize) {
    for _ in 0..count / 4 {
        let four = (0..4).map(|_| async {
            let mut client = server.connect().await;
            client.begin("lua", "", "Engine.send('x')").await;
            let frames = client.answer_all(|_| "ok".to_owned()).await;
            assert_eq!(frames, ["x", "CLOSE_GAME"]);
        });
        join_all(four).await;
    }
}
