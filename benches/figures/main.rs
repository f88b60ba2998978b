//! What a command, a start and a session cost, beside their floors, in one interleaved run.
//!
//! `cargo bench` prints the tables of docs/performance.md. All traffic stays on the loopback
//! address, every loop is bounded, and every process is ended by its id.
#![expect(
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark fails by panicking, and starts what it measures itself"
)]

mod bare;
mod bindings;
mod client;
mod cores;
mod echo;
mod engine;
mod engines;
mod isolation;
mod many;
mod memory;
mod neighbours;
mod relays;
mod round_trips;
mod server;
mod starts;
mod stats;

use std::time::{Duration, Instant};

use client::Client;
use server::Server;
use stats::Samples;

/// The languages that are measured: id, package to install.
const LANGUAGES: [&str; 7] = [
    "lua",
    "javascript",
    "ruby",
    "php",
    "python",
    "nodejs",
    "perl",
];
/// Starts of each language.
const STARTS: usize = 15;

/// Measures something, mostly of a server that is there already.
type Figure = fn(&Server);

fn main() {
    let server = Server::start();
    println!("noise of the machine: {}\n", noise());
    let figures: [(&str, Figure); 11] = [
        ("round_trips", round_trips::measure),
        ("relays", |_| relays::measure()),
        ("starts", starts::measure),
        ("many", many::measure),
        ("idle", many::idle),
        ("bindings", bindings::measure),
        ("stops", stops),
        ("neighbours", neighbours::measure),
        ("crowd", isolation::crowd),
        ("isolation", |_| isolation::starts()),
        ("memory", |_| memory::measure()),
    ];
    // `cargo bench --bench figures -- crowd` measures that alone; cargo adds a flag of its own.
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with('-'))
        .collect();
    for (name, measure) in figures {
        if wanted.is_empty() || wanted.iter().any(|it| it == name) {
            measure(&server);
        }
    }
}

/// How long the same busy work takes, again and again.
fn noise() -> Samples {
    let mut samples = Samples::default();
    for _ in 0..200 {
        let begin = Instant::now();
        let sum = (0..200_000_u64).fold(0_u64, |sum, it| sum.wrapping_mul(31).wrapping_add(it));
        std::hint::black_box(sum);
        samples.add(begin.elapsed());
    }
    samples
}

/// From the stop of a busy loop to the closed socket.
fn stops(server: &Server) {
    println!("\nstop of a busy loop");
    for (language, program) in [
        ("lua", "Engine.send('x')\nwhile true do end"),
        ("ruby", "Engine.send('x')\nloop {}"),
        ("python", "Engine.send('x')\nwhile True: pass"),
    ] {
        let mut samples = Samples::default();
        for _ in 0..STARTS {
            let mut client = Client::begin(server, language, program);
            client.first_command();
            client.send("ok");
            let begin = Instant::now();
            client.send("PROCESS_ENDED_BY_USER");
            client.drain();
            samples.add(begin.elapsed());
        }
        println!("  {language:<11} {samples}");
    }
}

/// A program of `language` that sends `count` commands.
fn loop_of(language: &str, count: usize) -> String {
    match language {
        "lua" => format!("for i = 1, {count} do Engine.send('move') end"),
        "javascript" | "nodejs" => {
            format!("for (let i = 0; i < {count}; i++) Engine.send('move')")
        }
        "ruby" => format!("{count}.times {{ Engine.send('move') }}"),
        "php" => format!("for ($i = 0; $i < {count}; $i++) Engine::send('move');"),
        "python" => format!("for i in range({count}): Engine.send('move')"),
        "perl" => format!("Engine->send('move') for 1..{count};"),
        other => panic!("no program for {other}"),
    }
}

/// How long anything may take before the benchmark gives up.
const HANG_GUARD: Duration = Duration::from_mins(1);
