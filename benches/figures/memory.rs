//! What a session costs in memory.

use std::fs;

use super::client::Client;
use super::server::Server;

const SESSIONS: u64 = 200;

/// The server's growth by sessions that wait for an answer, and what their processes hold.
pub fn measure() {
    let server = Server::start();
    let begin = |count: u64| -> Vec<Client> {
        let one = |_| {
            let mut client = Client::begin(&server, "lua", "Engine.send('x')");
            client.first_command();
            client
        };
        (0..count).map(one).collect()
    };
    // What the first sessions make the server keep is no cost of one more.
    drop(begin(20));
    let before = resident_kib(server.pid());
    let clients = begin(SESSIONS);
    let after = resident_kib(server.pid());
    let processes: Vec<u32> = descendants(server.pid());
    let held: u64 = processes.iter().map(|pid| proportional_kib(*pid)).sum();
    println!("\nmemory of {SESSIONS} sessions of embedded lua that wait for an answer");
    println!(
        "  server           {} KiB a session",
        after.saturating_sub(before) / SESSIONS
    );
    println!(
        "  its processes    {} KiB a session (proportional), {} processes",
        held / SESSIONS,
        processes.len()
    );
    drop(clients);
}

pub fn resident_kib(pid: u32) -> u64 {
    field(&format!("/proc/{pid}/status"), "VmRSS:")
}

fn proportional_kib(pid: u32) -> u64 {
    field(&format!("/proc/{pid}/smaps_rollup"), "Pss:")
}

fn field(path: &str, name: &str) -> u64 {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

fn descendants(pid: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let lists = tasks.filter_map(|it| fs::read_to_string(it.path().join("children")).ok());
    let children: Vec<u32> = lists
        .flat_map(|it| {
            it.split_whitespace()
                .map(|pid| pid.parse().unwrap())
                .collect::<Vec<_>>()
        })
        .collect();
    let below: Vec<u32> = children.iter().flat_map(|it| descendants(*it)).collect();
    [children, below].concat()
}
