//! What isolation costs at the start of a program, and what a crowd of busy loops costs others.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Message, WebSocket};

use super::HANG_GUARD;
use super::client::Client;
use super::memory::resident_kib;
use super::neighbours;
use super::server::Server;
use super::stats::Samples;

/// Starts of each contestant.
const STARTS: usize = 60;
/// Between two starts of a classroom; launchers that are used up are made ready again meanwhile.
const BETWEEN: Duration = Duration::from_millis(60);
/// What the server is made to hold: so many sessions with so long a source each.
const HELD_SESSIONS: usize = 1_024;
const HELD_BYTES: usize = 1_000_000;
/// A classroom of programs that compute for ever, and what one more is asked to do.
const BUSY: usize = 30;
const COMMANDS: usize = 100;

/// The start of a Lua program with all isolation and with none, side by side, before and after the
/// server holds a gibibyte.
pub fn starts() {
    let with = Server::with(&[("LIVECODING_SERVER_MAX_SESSIONS", "2000")]);
    let without = Server::with(&[("LIVECODING_SANDBOX_MAX_TIER", "D")]);
    println!("\nstart of a lua program to its first command, {STARTS} each, interleaved");
    compare(&with, &without);
    let held: Vec<_> = (0..HELD_SESSIONS).map(|_| hold(&with)).collect();
    let mib = resident_kib(with.pid()) / 1024;
    println!("  the same while the server holds {mib} MiB");
    compare(&with, &without);
    drop(held);
}

fn compare(with: &Server, without: &Server) {
    let (mut isolated, mut bare, mut at_once) = Default::default();
    for _ in 0..STARTS {
        for (server, samples) in [(with, &mut isolated), (without, &mut bare)] {
            std::thread::sleep(BETWEEN);
            start(server, samples);
        }
    }
    for _ in 0..STARTS {
        start(with, &mut at_once);
    }
    let more = isolated.median().saturating_sub(bare.median());
    println!("  isolated {isolated} | not isolated {bare} | {more:.1?} more at the median");
    println!("  isolated, one right after the other {at_once}");
}

fn start(server: &Server, samples: &mut Samples) {
    let begin = Instant::now();
    let mut client = Client::begin(server, "lua", "Engine.send('x')");
    client.first_command();
    samples.add(begin.elapsed());
    client.send("ok");
    client.drain();
}

/// A session of the native protocol that stays, with its long source, when its run is over.
fn hold(server: &Server) -> WebSocket<TcpStream> {
    let stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(HANG_GUARD)).unwrap();
    let url = format!("ws://{}/ws", server.address);
    let mut request = url.into_client_request().unwrap();
    let protocol = "livecoding.v2.json".parse().unwrap();
    request
        .headers_mut()
        .insert("Sec-WebSocket-Protocol", protocol);
    let (mut socket, _) = tokio_tungstenite::tungstenite::client(request, stream).unwrap();
    let text = format!("-- {}", "x".repeat(HELD_BYTES));
    let hello = r#"{"type":"hello","body":{"roles":["editor","player"]}}"#;
    let begin = format!(
        r#"{{"type":"run.start","id":"1","body":{{"language":"lua","files":[{{"name":"main.lua","text":"{text}"}}]}}}}"#
    );
    socket.send(Message::text(hello)).unwrap();
    until(&mut socket, "welcome");
    socket.send(Message::text(begin)).unwrap();
    until(&mut socket, "run.ended");
    socket
}

fn until(socket: &mut WebSocket<TcpStream>, kind: &str) {
    let kind = format!("\"type\":\"{kind}\"");
    while !matches!(socket.read().unwrap(), Message::Text(text) if text.contains(&kind)) {}
}

/// A session's commands beside thirty busy loops, and how soon the server says how it is.
pub fn crowd(server: &Server) {
    let mut quiet = Samples::default();
    play(server, &mut quiet);
    let busy = neighbours::busy_loops(server, BUSY);
    let (mut beside, mut health) = (Samples::default(), Samples::default());
    std::thread::scope(|scope| {
        let player = scope.spawn(|| {
            let mut samples = Samples::default();
            let begin = Instant::now();
            play(server, &mut samples);
            (samples, begin.elapsed())
        });
        while !player.is_finished() {
            health.add(ask_health(server));
        }
        let (samples, took) = player.join().unwrap();
        beside.extend(samples);
        println!("\ncrowd: {COMMANDS} commands of lua beside {BUSY} busy loops took {took:.1?}");
    });
    println!("  alone             {quiet}");
    println!(
        "  beside the crowd  {beside}, at most {:.1?}",
        beside.longest()
    );
    println!(
        "  GET /health       {health}, at most {:.1?}",
        health.longest()
    );
    neighbours::stop(busy);
}

fn play(server: &Server, samples: &mut Samples) {
    let program = super::loop_of("lua", COMMANDS + 1);
    Client::begin(server, "lua", &program).play_some(COMMANDS, samples);
}

fn ask_health(server: &Server) -> Duration {
    let begin = Instant::now();
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(HANG_GUARD)).unwrap();
    let request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    begin.elapsed()
}
