//! Many sessions at once, by `livecoding load`, which checks every command while it measures.

use rustix::process::{Resource, getrlimit};
use std::process::Command;
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use super::echo::Echo;
use super::engine::Engine;
use super::engines;
use super::memory;
use super::server::Server;
use super::stats::Samples;

/// How long each load plays, in seconds.
const SECONDS: u64 = 5;
/// The floor is played by so many pairs.
const PAIRS: u32 = 64;
/// As far as the server may open files, one for each.
const IDLE_CLIENTS: u64 = 10_000;
const FILES: u64 = 10_500;
/// Two of their heartbeats, in seconds.
const IDLE_SECONDS: u64 = 40;

/// From one session to a thousand.
pub fn measure(_: &Server) {
    println!("\nmany sessions, embedded lua, as fast as they can");
    for sessions in [1, 8, 64, 256] {
        load(&["--sessions", &sessions.to_string()]);
        if sessions == 64 {
            floor("lua");
            engines::measure("lua", PAIRS);
        }
    }
    println!("\n64 sessions of ruby, as fast as they can");
    load(&["--sessions", "64", "--language", "ruby"]);
    floor("ruby");
    engines::measure("ruby", PAIRS);
    println!("\nmany sessions, embedded lua, 5 commands a second each");
    for sessions in [1, 8, 64, 256, 1_000] {
        load(&["--sessions", &sessions.to_string(), "--rate", "5"]);
    }
}

/// Clients that are there and do nothing.
pub fn idle(_: &Server) {
    let files = getrlimit(Resource::Nofile).maximum.unwrap_or(FILES);
    let clients = IDLE_CLIENTS.min(files.saturating_sub(500));
    println!("\n{clients} clients without a program");
    load_for(
        IDLE_SECONDS,
        &["--sessions", &clients.to_string(), "--idle"],
    );
}

fn load(arguments: &[&str]) {
    load_for(SECONDS, arguments);
}

fn load_for(seconds: u64, arguments: &[&str]) {
    let server = Server::with(&[
        ("LIVECODING_SERVER_MAX_SESSIONS", "20000"),
        ("LIVECODING_SERVER_MAX_RUNS", "2000"),
    ]);
    let url = format!("ws://{}/ws", server.address);
    let told = Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(["load", "--url", &url])
        .args(["--seconds", &seconds.to_string()])
        .args(["--server-pid", &server.pid().to_string()])
        .args(arguments)
        .output()
        .unwrap();
    println!("{}", String::from_utf8_lossy(&told.stdout));
    println!(
        "  (at the end the server holds {} KiB)",
        memory::resident_kib(server.pid())
    );
}

/// The same engines with bare parents, each followed by a bare socket: what is between them in the
/// server costs nothing here.
fn floor(language: &str) {
    let program = super::loop_of(language, usize::MAX >> 33);
    let all_are_up = Arc::new(Barrier::new(PAIRS as usize));
    let threads = (0..PAIRS).map(|_| {
        let (language, program) = (language.to_owned(), program.clone());
        let all_are_up = Arc::clone(&all_are_up);
        std::thread::spawn(move || {
            let (mut engine, mut echo) = (Engine::start(&language, &program), Echo::start());
            let mut samples = Samples::default();
            engine.next_command();
            all_are_up.wait();
            let end = Instant::now() + Duration::from_secs(SECONDS);
            while Instant::now() < end {
                let begin = Instant::now();
                echo.once();
                engine.answer_and_next();
                samples.add(begin.elapsed());
            }
            samples
        })
    });
    let mut all = Samples::default();
    for thread in threads.collect::<Vec<_>>() {
        all.extend(thread.join().unwrap());
    }
    println!(
        "  floor: {PAIRS} bare pairs of pipes, each with a bare socket: {} a second, {all}",
        u64::from(all.count()) / SECONDS
    );
}
