//! Relays of a child that writes a line and reads one, in C: two of others, and one of ours that
//! has actors as the server does, and nothing of its protocol.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use tokio_tungstenite::tungstenite::{Message, WebSocket, client};

use super::HANG_GUARD;
use super::bare;
use super::cores::{Part, Placement};
use super::echo::Echo;
use super::stats::Samples;

/// Rounds in which all take turns.
const ROUNDS: usize = 8;
/// Lines of one turn.
const LINES: usize = 500;
/// Connections at once, and lines of each.
const MANY: usize = 64;
const LINES_OF_MANY: usize = 500;

const CHILD: &str = r#"
#include <stdio.h>
int main(void) {
    char line[256];
    do {
        puts("move");
        fflush(stdout);
    } while (fgets(line, sizeof line, stdin));
    return 0;
}
"#;

/// One relay that serves.
struct Relay {
    name: &'static str,
    port: u16,
    process: Option<Child>,
}

impl Drop for Relay {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Round trips of all that are installed, wherever the system places them and on one core.
pub fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let child = compile(folder.path());
    for placement in [Placement::Free, Placement::One] {
        placement.take_place(Part::Serves);
        println!(
            "\nrelays of a child of one line, {} each, interleaved, {}",
            ROUNDS * LINES,
            placement.title()
        );
        placed(placement, &child);
    }
    Placement::Free.take_place(Part::Serves);
}

fn placed(placement: Placement, child: &Path) {
    let relays = all(child);
    let mut alone = vec![Samples::default(); relays.len()];
    let (mut pipes, mut socket) = (Samples::default(), Samples::default());
    let (mut bare_child, mut echo) = (BareChild::start(child), Echo::start());
    for _ in 0..ROUNDS {
        bare_child.play(&mut pipes);
        echo.play(LINES, &mut socket);
        for (relay, samples) in relays.iter().zip(&mut alone) {
            play(relay.port, LINES, samples);
        }
    }
    let floor = (pipes.median() + socket.median()).as_secs_f64();
    println!("  pipes {pipes} | socket {socket}");
    for (relay, samples) in relays.iter().zip(alone) {
        let ratio = samples.median().as_secs_f64() / floor;
        println!("  {:<11} {samples}, {ratio:.2} x floor", relay.name);
    }
    if placement == Placement::Free {
        many(&relays);
    }
}

fn many(relays: &[Relay]) {
    let mut many = vec![0.0; relays.len()];
    for _ in 0..2 {
        for (relay, best) in relays.iter().zip(&mut many) {
            *best = f64::max(*best, together(relay.port));
        }
    }
    for (relay, many) in relays.iter().zip(many) {
        println!("  {:<11} {MANY} at once: {many:.0} a second", relay.name);
    }
}

fn all(child: &Path) -> Vec<Relay> {
    let relays = [
        Some(bare_relay(child)),
        other("websocketd", |port| {
            vec![
                format!("--port={port}"),
                "--address=127.0.0.1".to_owned(),
                "--loglevel=fatal".to_owned(),
                child.display().to_string(),
            ]
        }),
        other("websocat", |port| {
            vec![
                "--text".to_owned(),
                format!("ws-l:127.0.0.1:{port}"),
                format!("exec:{}", child.display()),
            ]
        }),
    ];
    relays.into_iter().flatten().collect()
}

/// The child and a parent that answers at once, nothing between them.
struct BareChild {
    process: Child,
    from: BufReader<ChildStdout>,
    to: ChildStdin,
    line: String,
}

impl BareChild {
    fn start(child: &Path) -> Self {
        let mut process = Command::new(child)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (from, to) = (
            process.stdout.take().unwrap(),
            process.stdin.take().unwrap(),
        );
        let mut it = Self {
            process,
            from: BufReader::new(from),
            to,
            line: String::new(),
        };
        it.reads();
        it
    }

    fn play(&mut self, samples: &mut Samples) {
        for _ in 0..LINES {
            let begin = Instant::now();
            self.to.write_all(b"true\n").unwrap();
            self.reads();
            samples.add(begin.elapsed());
        }
    }

    fn reads(&mut self) {
        self.line.clear();
        assert!(self.from.read_line(&mut self.line).unwrap() > 0);
    }
}

impl Drop for BareChild {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn play(port: u16, lines: usize, samples: &mut Samples) {
    let mut socket = connect(port);
    socket.read().unwrap();
    for _ in 0..lines {
        let begin = Instant::now();
        socket.send(Message::text("true")).unwrap();
        while !socket.read().unwrap().is_text() {}
        samples.add(begin.elapsed());
    }
}

/// Round trips a second of many connections, each in a thread of its own.
fn together(port: u16) -> f64 {
    let sockets: Vec<_> = (0..MANY).map(|_| connect(port)).collect();
    let begin = Instant::now();
    let threads = sockets.into_iter().map(|mut socket| {
        std::thread::spawn(move || {
            socket.read().unwrap();
            for _ in 0..LINES_OF_MANY {
                socket.send(Message::text("true")).unwrap();
                while !socket.read().unwrap().is_text() {}
            }
        })
    });
    for thread in threads.collect::<Vec<_>>() {
        thread.join().unwrap();
    }
    #[expect(clippy::cast_precision_loss, reason = "a number of lines")]
    let lines = (MANY * LINES_OF_MANY) as f64;
    lines / begin.elapsed().as_secs_f64()
}

fn connect(port: u16) -> WebSocket<TcpStream> {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(HANG_GUARD)).unwrap();
    client(format!("ws://127.0.0.1:{port}/"), stream).unwrap().0
}

fn compile(folder: &Path) -> PathBuf {
    let (source, child) = (folder.join("child.c"), folder.join("child"));
    std::fs::write(&source, CHILD).unwrap();
    let status = Command::new("cc")
        .args(["-O2", "-o"])
        .args([&child, &source])
        .status();
    assert!(status.unwrap().success(), "the child is compiled");
    child
}

fn bare_relay(child: &Path) -> Relay {
    Relay {
        name: "bare actors",
        port: bare::serve(child.to_owned()),
        process: None,
    }
}

/// Somebody else's, where it is installed.
fn other(name: &'static str, arguments: impl Fn(u16) -> Vec<String>) -> Option<Relay> {
    // Whoever listened last leaves a port that nobody has.
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let started = Command::new(name)
        .args(arguments(port))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(process) = started else {
        println!("\n  {name} is not installed");
        return None;
    };
    let relay = Relay {
        name,
        port,
        process: Some(process),
    };
    let begin = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begin.elapsed() < HANG_GUARD, "{name} does not listen");
        std::thread::sleep(Duration::from_millis(10));
    }
    Some(relay)
}
