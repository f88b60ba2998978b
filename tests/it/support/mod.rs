//! A server of the test's own, clients of it, and waiting for facts without sleeping blindly.

mod client;
mod native;
mod packages;
mod processes;
mod server;

pub use client::{Client, HANG_GUARD, play};
pub use native::Native;
pub use packages::{
    Package, RAW, built_in_languages, copy_of, extension_of, folder_of, let_make_processes,
};
pub use processes::{
    children_of, descendants_of, is_alive, is_launcher, kill, launchers_of, programs_below,
    programs_of,
};
pub use server::Server;

use std::time::{Duration, Instant};

/// Waits until the system makes `fact` true, as long as the hang guard allows.
pub async fn eventually(what: &str, fact: impl Fn() -> bool) {
    let begin = Instant::now();
    while !fact() {
        assert!(begin.elapsed() < HANG_GUARD, "never true: {what}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Launchers that wait for their program, each two processes where it makes namespaces.
const READY_LAUNCHERS: usize = 4;

/// Waits until no process is below the server's: no program, no zombie, no launcher of one.
pub async fn nothing_is_left(server: &Server) {
    let pid = server.pid();
    eventually("no process is left", || {
        programs_below(pid).is_empty() && launchers_of(pid).len() <= READY_LAUNCHERS
    })
    .await;
}

/// Clients whose programs compute for ever.
pub async fn busy_loops(server: &Server, count: usize) -> Vec<Client> {
    let mut busy = Vec::new();
    for _ in 0..count {
        let mut client = server.connect().await;
        let program = "Engine.send('x') while true do end";
        client.begin("lua", "", program).await;
        client.expect("x").await;
        client.send("ok").await;
        busy.push(client);
    }
    busy
}
